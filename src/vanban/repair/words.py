"""The words of a damaged line that may be restored, and those that stay: digits, symbols, abbreviations, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from vanban import data
from vanban.repair.folding import fold
from vanban.repair.tokens import EDGES, NUMBER

_TOKEN = re.compile(r"\S+")
_PIECE = re.compile(r"[^\W_]+")
_STOPS = frozenset('.;:!?…()[]“”"')
_SYMBOL = re.compile(r"\d|[A-ZĐ]{2}")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[A-Z]{2,8}(?![^\W\d_])")
_ROMAN = re.compile(r"[IVXLC]+")
SIGNS = frozenset({"TM", "KT", "TL", "TUQ"})
_VOWELS = frozenset("aeiouy")
_LONGEST = 12
# Letters of a list in order; a list that lost its marks counts `d` twice.
_LETTER = re.compile(r"([a-zđ])[.)]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: `core` is the part between its signs, at `start:end` of the line. `meant` is what stands
    for it if that needs no context (itself, for digits and symbols), '' if its sense has to say; `token` is what
    its neighbours see of it then. `probability` says how sure a restored word is."""

    start: int
    end: int
    core: str
    meant: str = ""
    token: str = ""
    probability: float = 0.0


def words_of(text: str) -> Iterator[tuple[Word | None, bool]]:
    """Answer the words of a line in order with whether a row of words ends after each; None ends one by itself."""
    found = list(_TOKEN.finditer(text))
    capitals = in_capitals([match.group() for match in found])
    for match, capital in zip(found, capitals, strict=True):
        pieces, stops_before, stops_after = _parts(match.group(), capital)
        start = match.start()
        if stops_before:
            yield None, True
        for at, core, meant, token in pieces:
            yield Word(start + at, start + at + len(core), core, meant, token), False
        if stops_after:
            yield None, True


def in_capitals(tokens: list[str]) -> list[bool]:
    """Answer which tokens stand among three or more in capitals: a title, not an abbreviation."""
    upper = [token.upper() == token and token.lower() != token for token in tokens]
    runs = [False] * len(tokens)
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or not upper[at]:
            long = at - start >= 3 or (at - start == len(tokens) and at - start == 2)
            runs[start:at] = [long] * (at - start)
            start = at + 1
    return runs


Piece = tuple[int, str, str, str]


@lru_cache(maxsize=50_000)
def _parts(token: str, capital: bool) -> tuple[tuple[Piece, ...], bool, bool]:
    """Answer the pieces of a token (place, letters, what they surely mean, what neighbours see) and its stops."""
    core = token.strip(EDGES)
    if not core:
        return (), False, not _STOPS.isdisjoint(token)
    at = token.index(core)
    before, after = token[:at], token[at + len(core) :]
    stops = not _STOPS.isdisjoint(before), not _STOPS.isdisjoint(after)
    if core.isalpha():
        return ((at, core, *_meaning(core, capital)),), *stops
    if len(core) > 2 * _LONGEST or _SYMBOL.search(core):
        return ((at, core, symbol(core), NUMBER),), *stops
    pieces = tuple((at + m.start(), m.group(), *_meaning(m.group(), capital)) for m in _PIECE.finditer(core))
    return pieces, *stops


def _meaning(core: str, capital: bool) -> tuple[str, str]:
    if may_change(core, capital):
        return "", ""
    meant = symbol(core)
    return meant, meant.lower()


def may_change(core: str, capital: bool) -> bool:
    """Whether a word of letters can be a syllable that lost its marks; `capital`: it stands in a title."""
    if len(core) > _LONGEST or core in SIGNS or not core.isascii() or _VOWELS.isdisjoint(fold(core)):
        return False
    if _ROMAN.fullmatch(core):
        return False
    return capital or len(core) == 1 or not core.isupper()


def symbol(core: str) -> str:
    """Answer an abbreviation or symbol with the `Đ` that its letters lost: `70/2017/QD-UBND`."""
    return _ABBREVIATION.sub(lambda match: _abbreviations().get(match.group(), match.group()), core)


@cache
def _abbreviations() -> dict[str, str]:
    return {fold(meant).upper(): meant for meant in data.lines("abbreviations.txt")}


def list_letters(lines: list[str]) -> set[int]:
    """Answer the lines whose list letter `d` stands for `đ`: one that follows another `d`."""
    found, before = set(), ""
    for number, text in enumerate(lines):
        letter = _LETTER.match(text.lstrip())
        if letter is not None:
            if letter.group(1) == "d" == before:
                found.add(number)
            before = letter.group(1)
    return found


def as_cased(meant: str, read: str) -> str:
    """Answer `meant` in the case of what was read."""
    if read.islower():
        return meant
    letters = [char for char in read if char.isalpha()]
    if len(letters) > 1 and sum(char.isupper() for char in letters) * 2 > len(letters):
        return meant.upper()
    return meant[:1].upper() + meant[1:] if letters and letters[0].isupper() else meant
