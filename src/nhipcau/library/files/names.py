"""Names of files: what people call them, and what we do."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from nhipcau.core.public import fold

LONGEST_NAME = 200


def plain_name(name: str) -> str:
    """The last part of a name as a sender gives it, in NFC, without control characters; to be shown, never a path."""
    last = PurePosixPath(PureWindowsPath(unicodedata.normalize("NFC", name)).name).name
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")[-LONGEST_NAME:]


def slug(text: str, *, longest: int = 40) -> str:
    """A name for a file or address: letters without marks, digits and hyphens; `tep` where nothing is left."""
    words = re.findall(r"[a-z0-9]+", fold(text).encode("ascii", "ignore").decode())
    return "-".join(words)[:longest].strip("-") or "tep"


def title_from(name: str) -> str:
    """A first title for a file that came without one: its name without its ending, underscores as spaces."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", plain_name(name))
    return " ".join(re.sub(r"[_]+", " ", stem).split()) or "Tệp"
