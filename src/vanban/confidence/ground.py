"""What is known of a place in the source: how clearly it was recognised, what was guessed there, how likely its
words are; and the same of the whole document, since damage seldom comes alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from vanban import data
from vanban.confidence.fields import Signs
from vanban.model import Reading
from vanban.repair.folding import fold
from vanban.repair.model import Model, language
from vanban.repair.syllables import is_syllable
from vanban.repair.tokens import rows

_LETTERS = re.compile(r"[^\W\d_]+")
# Words in capitals among others; a consonant alone that is no initial.
_ABBREVIATED = re.compile(r"(?<![\w&.-])[A-ZĐƯ]{2,7}(?![\w&-])")
_LONE = re.compile(r"(?<![\w.,&/(-])[B-DF-HJ-NP-TV-Xb-df-hj-np-tv-xđĐ]{1,2}(?= [^\W\d_])")
_COMMON = frozenset(re.findall(r"\w+", "VT TT CT PCT LĐ KT TM TW VP NC TH VX KGVX VHXH TP CVP"))
_LISTS = ("abbreviations", "groups", "issuers", "kinds", "org_heads", "org_names", "symbols")
_SIGNS = re.compile(r"[€§©¢£¥{}~|^\\<>\ufffd_=*#@]")
# Three words in a row so unlikely (mean log probability a word) begin to be strange, and are quite strange.
_STRANGE, _STRANGEST = -6.0, -12.0
# Of that many words of a document one odd or guessed word makes it a damaged one.
_MANY = 20
_FEW = 100
_CERTAIN = frozenset({"line-end", "tone-place", "space", "unicode"})


class Place(Protocol):
    """Anything that lies in `source_text[start:end]`."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Ground:
    """The places of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        boxes = [box for box in reading.boxes if box.confidence is not None]
        self._starts = [box.start for box in boxes]
        self._ends = [box.end for box in boxes]
        self._confidences = [box.confidence or 0.0 for box in boxes]
        self._recognised = any(page.method == "ocr" for page in reading.pages)
        self._breaks = [at for at, char in enumerate(reading.source_text) if char == "\n"]
        self._guessed: dict[int, set[str]] = defaultdict(set)
        self._mended: dict[int, set[str]] = defaultdict(set)
        for repair in reading.repairs:
            if repair.rule not in _CERTAIN:
                (self._mended if repair.sure else self._guessed)[repair.line] |= set(_LETTERS.findall(repair.repaired))
        self._model = language()
        self.document = self._of_document()

    def _of_document(self) -> Signs:
        words = _LETTERS.findall(self.reading.text)
        many = max(len(words), 1)
        small = {word for word in words if word.islower()}
        # one word that is no syllable stands in any document: a foreign name, a unit
        odd = max(sum(not is_syllable(word) for word in small) - 1, 0) / max(len(small), _FEW)
        guessed = sum(not repair.sure for repair in self.reading.repairs)
        found = {
            "all_odd": min(1.0, odd * _MANY),
            "all_guessed": min(1.0, guessed / many * _MANY),
            "markless": float(any(warning.code == "no_marks" for warning in self.reading.warnings)),
        }
        if self._confidences:
            dull = sum(confidence < 0.8 for confidence in self._confidences) / len(self._confidences)
            found |= {"ocr": 1.0, "all_dull": min(1.0, dull * _MANY)}
        elif self._recognised:
            found["ocr"] = 1.0
        return {name: value for name, value in found.items() if value}

    def at(self, places: Sequence[Place], text: str) -> Signs:
        """The signs of the words `text`, which stand at these places."""
        found = dict(self.document)
        dim: list[float] = []
        guessed: set[str] = set()
        mended: set[str] = set()
        for place in places:
            first, last = bisect_right(self._ends, place.start), bisect_left(self._starts, place.end)
            dim += self._confidences[first:last]
            for line in range(self.line(place.start), self.line(max(place.end - 1, place.start)) + 1):
                guessed |= self._guessed.get(line, set())
                mended |= self._mended.get(line, set())
        if dim:
            found["dim"] = 1 - min(dim)
            found["dull"] = 1 - sum(dim) / len(dim)
        words = _LETTERS.findall(text)
        if guessed and (count := sum(word in guessed for word in words)):
            found["repaired"] = 1.0
            found["guessed"] = count / len(words)
        if mended and any(word in mended for word in words):
            found["mended"] = 1.0
        return found | self.words(text)

    def line(self, at: int) -> int:
        """The line, from 1, of an offset of the source."""
        return bisect_left(self._breaks, at) + 1

    def words(self, text: str) -> Signs:
        """The signs of words by themselves: syllables that Vietnamese does not have, abbreviations that nobody
        knows, lone letters, strange signs, unlikely rows."""
        words = _LETTERS.findall(text)
        capitals = text.isupper()
        odd = sum(not is_syllable(word.lower()) for word in words if capitals or not word.isupper() or _marked(word))
        found: Signs = {}
        if odd:
            found["odd"] = min(1.0, odd / max(len(words), 1) * 3)
        if not capitals and any(not _known(match.group()) for match in _ABBREVIATED.finditer(text)):
            found["short_form"] = 1.0
        if _LONE.search(text):
            found["lone"] = 1.0
        if _SIGNS.search(text):
            found["signs"] = 1.0
        if (strange := self.strangeness(text.lower() if capitals else text)) > 0:
            found["strange"] = strange
        return found

    def strangeness(self, text: str) -> float:
        """How unlikely the least likely three words in a row are: 0 (nothing to see) to 1."""
        least = min((_least(self._model, row) for row in rows(text)), default=0.0)
        return max(0.0, min(1.0, (least - _STRANGE) / (_STRANGEST - _STRANGE)))


def _marked(word: str) -> bool:
    """Whether a word in capitals has marks: abbreviations have none but in Đ, Ư and their like."""
    return len(word) > 1 and fold(word).upper() != word.replace("Đ", "D")


def _known(word: str) -> bool:
    """Whether a word in capitals is a numeral or an abbreviation that a list has."""
    return word in _abbreviations() or not set(word) - set("IVXLC")


@cache
def _abbreviations() -> frozenset[str]:
    """Words in capitals that the lists of the package write: UBND, BĐBP, VHTTDL."""
    listed = (word for name in _LISTS for word in _ABBREVIATED.findall(data.raw(f"{name}.txt")))
    return frozenset(listed) | _COMMON


def _least(model: Model, row: Sequence[str]) -> float:
    """The lowest mean log probability of a word and the two after it; a name's words count for nothing."""
    numbers = [model.number(word) for word in row]
    scores: list[float] = []
    first = second = 0
    for word, number in zip(row, numbers, strict=True):
        score = model.score(first, second, number)
        # the second word of a name follows its first one as it likes
        scores.append(_STRANGE if word[:1].isupper() and scores else score)
        first, second = second, number
    if len(scores) < 3:
        return 0.0
    return min(sum(scores[at : at + 3]) / 3 for at in range(len(scores) - 2))
