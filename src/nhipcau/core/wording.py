"""What changed between two wordings, word by word; in scripts that leave no spaces between words, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

RunKind = Literal["kept", "removed", "added"]
_UNSPACED = r"[\u0e80-\u0eff\u1780-\u17ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]"
# A word goes with the space behind it, so that words changed in a row are one run.
_WORDS = re.compile(rf"(?:<[^>]+>|{_UNSPACED}|(?:(?!{_UNSPACED})\w)+|[^\w\s])\s*|\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both wordings, or in one of them only, with the spaces behind them."""

    kind: RunKind
    text: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The runs of two wordings in reading order, what was removed before what was added; spaces alone tell nothing."""
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, _keys(left), _keys(right), autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run("kept", "".join(right[c:d])))
            continue
        if a < b:
            found.append(Run("removed", "".join(left[a:b])))
        if c < d:
            found.append(Run("added", "".join(right[c:d])))
    return tuple(found)


def _keys(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]
