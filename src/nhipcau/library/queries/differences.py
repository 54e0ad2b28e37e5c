"""What changed between two wordings of a passage, word by word; where words are not spaced, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Literal

from django.utils.html import strip_tags

RunKind = Literal["kept", "removed", "added"]
_BREAKS = re.compile(r"</p>\s*<p>|<br>|</li>\s*<li>|</[uo]l>|</p>\s*(?=<[uo]l>)")
_UNSPACED = r"[\u0e80-\u0eff\u1780-\u17ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]"
_WORDS = re.compile(rf"<[^>]+>|{_UNSPACED}|\s+|[^\W]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both wordings, or in one of them only."""

    kind: RunKind
    text: str


def differences(before: str, after: str, *, rich: bool = False) -> tuple[Run, ...]:
    """The runs of two wordings in reading order; of HTML (`rich`) the words, and the mark-up if only that changed."""
    if rich and plain(before) != plain(after):
        before, after = plain(before), plain(after)
    return _runs(_WORDS.findall(before), _WORDS.findall(after))


def plain(html: str) -> str:
    """The words of a passage of HTML, its paragraphs as lines."""
    return unescape(strip_tags(_BREAKS.sub("\n", html))).strip()


def _runs(left: Sequence[str], right: Sequence[str]) -> tuple[Run, ...]:
    found: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run("kept", "".join(left[a:b])))
            continue
        if a < b:
            found.append(Run("removed", "".join(left[a:b])))
        if c < d:
            found.append(Run("added", "".join(right[c:d])))
    return tuple(found)
