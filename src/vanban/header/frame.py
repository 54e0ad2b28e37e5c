"""The frame of a head: the country's name and motto, however recognition has bent them, and the pieces of a line
that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from vanban import data
from vanban.grammar.letters import LOWER, UPPER
from vanban.header.head import Piece
from vanban.repair.folding import fold
from vanban.repair.lines import Line

# A gap between columns; not the room left for a number or a day that is still to be written.
_GAP = re.compile(r"(?:\s{3,}|\t+\s*)(?!\s|/\s?[A-ZĐ\d]|-\s?[A-ZĐ]|tháng\b|năm\b)")
_WORD = re.compile(r"[^\W_]+")
_RULE = re.compile(r"[\W_o0]*", re.I)
_SHARE = 0.6  # of the words of a crown that must be there, in order


def pieces(line: Line) -> list[Piece]:
    """Answer the stretches of `line` that stand apart: by gaps, and by what the frame says beside them."""
    found: list[Piece] = []
    for start, end in _around(line.text, crowns(line.text)):
        at = start
        for gap in [*_GAP.finditer(line.text, start, end), None]:
            stop = gap.start() if gap else end
            text = " ".join(line.text[at:stop].split())
            if text and not is_rule(text):
                found.append(Piece(line, at, stop, text, len(found)))
            at = gap.end() if gap else end
    return found


def is_rule(text: str) -> bool:
    """Whether a line holds no words: an underline, an asterisk, dots."""
    return _RULE.fullmatch(text) is not None


def is_crown(text: str) -> bool:
    """Whether a line holds the country's name, its motto or the Party's name."""
    return bool(crowns(text))


def crowns(text: str) -> list[tuple[int, int]]:
    """Answer where `text` holds the country's name, its motto or the Party's name, a few letters of them wrong."""
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(fold(text))]
    if not words or len(text) > 400:
        return []
    found = []
    for phrase in _phrases():
        if place := _aligned(words, phrase):
            found.append(place)
    return sorted(found) or _joined(words) or _rest(words)


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(crown).split()) for crown in data.groups("stamps.txt")["crown"])


def _aligned(words: list[tuple[str, int, int]], phrase: tuple[str, ...]) -> tuple[int, int] | None:
    """The run of words that follows `phrase` best, in order, with a word missing or bent here and there."""
    need = max(3, round(_SHARE * len(phrase)))
    best: tuple[int, int, int, int] | None = None
    for first in range(len(words)):
        hits, exact, end = _run(words, first, phrase)
        if hits >= need and exact > need // 2 and (best is None or (hits, first - end) > best[:2]):
            best = (hits, first - end, first, end)
    return (words[best[2]][1], words[best[3]][2]) if best else None


def _run(words: list[tuple[str, int, int]], first: int, phrase: tuple[str, ...]) -> tuple[int, int, int]:
    """How many words from `first` on follow `phrase`, how many of them letter for letter, and the last of them."""
    at, hits, exact, end = 0, 0, 0, first
    for index in range(first, min(first + len(phrase) + 2, len(words))):
        word = words[index][0]
        ahead = next((k for k in range(at, min(at + 3, len(phrase))) if _near(word, phrase[k])), None)
        if ahead is None:
            if index == first:
                break
            continue
        exact += word == phrase[ahead]
        at, hits, end = ahead + 1, hits + 1, index
    return hits, exact, end


def _joined(words: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """The same where the spaces are lost: `ĐộclậpTựdo-Hạnhphúc`."""
    for word, start, end in words:
        for phrase in _phrases():
            if len(word) > 10 and "".join(phrase)[3:-3].startswith(word[3:-3]):
                return [(start, end)]
    return []


def _rest(words: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """The end of a crown that a narrow column has broken: `… XÃ HỘI CHỦ` / `NGHĨA VIỆT NAM`."""
    said = tuple(word for word, _, _ in words)
    if any(len(said) > 2 and len(said) < len(phrase) and phrase[-len(said) :] == said for phrase in _phrases()):
        return [(words[0][1], words[-1][2])]
    return []


@lru_cache(4096)
def _near(one: str, other: str) -> bool:
    """Whether two words differ by one letter at most; short ones not at all."""
    if one == other:
        return True
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _around(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in taken:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def is_capitals(text: str) -> bool:
    """Whether nearly all letters of `text` are capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


CAPITAL_WORDS = re.compile(rf"[{UPPER}][^{LOWER}]*")
