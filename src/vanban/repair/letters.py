"""Letters lost as U+FFFD: a font that lacks one glyph loses that one letter everywhere, so one letter is sought
that fits every place at once. Where none does, several are lost: the likeliest row of words is sought, and which
letters those take at all places tells, round by round, which letters the text has lost."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from vanban.grammar.letters import MARKED
from vanban.repair.counts import syllables
from vanban.repair.model import EDGE, UNKNOWN, Model, language
from vanban.repair.search import Candidate, best_row, certainty
from vanban.repair.tokens import NUMBER

LOST = "\ufffd"
_TOKEN = re.compile(rf"[^\W\d_]*{LOST}[^\W\d_{LOST}]*|[^\W\d_]+|\d+|[^\s\w]")
_WORD = re.compile(rf"[^\W\d_{LOST}]*(?:{LOST}[^\W\d_{LOST}]*)+|[^\W\d_]+|\d+|[.;:!?()“”]")
_FITS = 0.9
_MARGIN = 1.0
_PRESENT = 4.0
_MAX_CONTEXTS = 1500
_ROUNDS = 4
_ROW = 400
_MOST_LOST, _MOST_FILLS = 4, 40
# Less sure than this, a letter stays lost.
_PROBABLE = 0.5
# Where the sense asks for another letter at more than this share of the places, more than one letter is lost.
_OTHERS, _CERTAIN = 0.05, 0.995
_ONES = (*MARKED, *(letter.upper() for letter in MARKED))


Chosen = dict[tuple[int, int], tuple[str, float]]  # the letter at a line and column, and how sure it is


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters found: `lower` and `upper` for the whole document, or `each` for single places."""

    lower: str
    upper: str
    each: dict[tuple[int, int], str]
    capitals: frozenset[tuple[int, int]]
    sure: bool

    def letter(self, line: int, column: int) -> str:
        """Answer the letter at `column` of line index `line`, U+FFFD where none was found."""
        place = (line, column)
        if place in self.each:
            return self.each[place]
        return self.upper if place in self.capitals else self.lower


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    column: int
    word: str
    before: str
    after: str
    capital: bool
    may_be_capital: bool


def find_letters(lines: list[str]) -> Letters:
    """Answer the letters that `lines` have lost."""
    places = _places(lines)
    single = [place for place in places if place.word.count(LOST) == 1]
    intact = Counter(char for text in lines for char in text if not char.isascii())
    lower, sure = _one_letter([p for p in single if not p.capital], intact)
    if lower and _is_capital(lower, single, intact):
        places = [replace(place, capital=True) for place in places]
        single = [replace(place, capital=True) for place in single]
        lower = ""
    capitals = frozenset((p.line, p.column) for p in places if p.capital)
    upper, upper_sure = _one_letter([p for p in single if p.capital], intact)
    open_places = [
        place
        for place in places
        if not (whole := upper if place.capital else lower)
        or (place.word.count(LOST) > 1 and not _known(place.word.replace(LOST, whole)))
    ]
    found = _several(lines, intact) if open_places or len(single) <= _MAX_CONTEXTS else {}
    small = [found.get((p.line, p.column), (lower, 0.0)) for p in single if not p.capital]
    others = sum(letter.lower() != lower and sureness >= _CERTAIN for letter, sureness in small)
    if lower and others > max(1, _OTHERS * len(single)):
        # the letter makes words everywhere, but elsewhere others make far likelier ones: several are lost
        open_places, sure = places, False
    each: dict[tuple[int, int], str] = {}
    for place in open_places:
        letter, sureness = found.get((place.line, place.column), (LOST, 0.0))
        each[place.line, place.column] = letter if sureness >= _PROBABLE else LOST
    upper = upper.upper() if upper else LOST
    return Letters(lower or LOST, upper, each, capitals, sure and upper_sure and not each)


def _places(lines: list[str]) -> list[_Place]:
    places = []
    for number, text in enumerate(lines):
        if LOST not in text:
            continue
        tokens = list(_TOKEN.finditer(text))
        for index, token in enumerate(tokens):
            word = token.group()
            if LOST not in word:
                continue
            before = tokens[index - 1].group().lower() if index else ""
            after = tokens[index + 1].group().lower() if index + 1 < len(tokens) else ""
            others = word.replace(LOST, "")
            beside = [tokens[at].group() for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
            shouted = any(len(near) > 1 and near.isupper() for near in beside)
            capital = others.isupper() and (len(others) > 1 or shouted)
            may_be = others.isupper() or word.startswith(LOST)
            for match in re.finditer(LOST, word):
                column = token.start() + match.start()
                places.append(_Place(number, column, word.lower(), before, after, capital, may_be))
    return places


def _is_capital(letter: str, places: list[_Place], intact: Counter[str]) -> bool:
    """Whether the lost glyph is the capital: it opens its words, and the small letter still stands elsewhere."""
    opens = all(place.may_be_capital for place in places)
    return opens and intact[letter] > len(places) > intact[letter.upper()] * 5


def _one_letter(places: list[_Place], intact: Counter[str]) -> tuple[str, bool]:
    """Answer the one letter that fits `places` best ('' if none fits nearly all) and whether it is sure."""
    if not places:
        return "", True
    contexts = Counter((p.word, p.before, p.after) for p in places).most_common(_MAX_CONTEXTS)
    total = sum(count for _, count in contexts)
    ranked = []
    for letter in MARKED:
        fits = sum(count for (word, _, _), count in contexts if _known(word.replace(LOST, letter)))
        if fits < _FITS * total:
            continue
        score = sum(count * _score(word.replace(LOST, letter), b, a) for (word, b, a), count in contexts)
        # a letter that is still seen everywhere is hardly the one whose glyph is missing
        present = min(math.log1p(intact[letter] / total), _PRESENT)
        ranked.append((score / total - present, letter))
    ranked.sort(reverse=True)
    if not ranked:
        return "", False
    alone = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN
    return ranked[0][1], alone and intact[ranked[0][1]] <= 3 * total


def _known(word: str) -> bool:
    return word in syllables()


def _score(word: str, before: str, after: str) -> float:
    """Log likelihood of `word` between its neighbours, as far as these are whole."""
    model = language()
    own, first, third = (model.number(one) if one and LOST not in one else EDGE for one in (word, before, after))
    score = model.score(EDGE, first, own) if first != EDGE else model.alone[own]
    return score + model.score(first, own, third) if third != EDGE else score


def _several(lines: list[str], intact: Counter[str]) -> Chosen:
    """Answer the likeliest letter of each place where several letters are lost, by line and column. What a letter
    costs follows from how many of its places were lost and how many not, as the round before found them."""
    model = language()
    rows = [row for row in _rows(lines) if any(LOST in match.group() for _, match in row)]
    missing = sum(text.count(LOST) for text in lines)
    costs = {letter: math.log1p(intact[letter] / (1 + missing / len(_ONES))) for letter in _ONES}
    found: Chosen = {}
    for _ in range(_ROUNDS):
        found = {}
        for row in rows:
            found.update(_decoded(model, row, costs))
        taken = Counter(letter for letter, _ in found.values())
        fresh = {letter: -math.log((taken[letter] + 0.1) / (taken[letter] + intact[letter] + 0.2)) for letter in _ONES}
        if fresh == costs:
            break
        costs = fresh
    return found


_Row = list[tuple[int, re.Match[str]]]


def _rows(lines: list[str]) -> Iterator[_Row]:
    """The words of the text in rows that end with sentences; a row runs over line ends, a blank line ends it."""
    row: _Row = []
    for number, text in enumerate(lines):
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].isalnum() or LOST in word:
                row.append((number, match))
            if row and (len(row) >= _ROW or not (word[0].isalnum() or LOST in word)):
                yield row
                row = []
        if row and not text.strip():
            yield row
            row = []
    if row:
        yield row


def _decoded(model: Model, row: _Row, costs: dict[str, float]) -> Iterator[tuple[tuple[int, int], tuple[str, float]]]:
    """The letters of the likeliest words of a row."""
    columns: list[Sequence[Candidate]] = []
    filled: list[dict[int, str]] = []
    for place, (_, match) in enumerate(row):
        word = match.group()
        if LOST not in word:
            own = model.ids.get(NUMBER, UNKNOWN) if word.isdigit() else model.number(word)
            columns.append([(own, 0.0)])
            filled.append({})
            continue
        best: dict[int, tuple[float, str]] = {}
        for fill in _fills(word, _shouts(row, place)):
            number = model.number(fill)
            cost = sum(costs[letter] for letter, was in zip(fill, word, strict=True) if was == LOST)
            if place and len(fill) > 1 and not fill.isupper():
                cost += model.case_cost(number, fill[0].isupper()) if word[0] == LOST else 0.0
            if number not in best or cost < best[number][0]:
                best[number] = (cost, fill)
        kept = sorted(best.items(), key=lambda item: item[1][0] - model.alone[item[0]])[:_MOST_FILLS]
        columns.append([(number, cost) for number, (cost, _) in kept] or [(UNKNOWN, 0.0)])
        filled.append({number: fill for number, (_, fill) in kept})
    chosen = best_row(model, columns)
    for place, ((line, match), number) in enumerate(zip(row, chosen, strict=True)):
        fill = filled[place].get(number, "")
        if fill:
            sureness = certainty(model, columns, chosen, place)
            for at, was in enumerate(match.group()):
                if was == LOST:
                    yield (line, match.start() + at), (fill[at], sureness)


def _shouts(row: _Row, place: int) -> bool:
    """Whether the words beside a word are in capitals."""
    beside = (row[at][1].group().replace(LOST, "") for at in (place - 1, place + 1) if 0 <= at < len(row))
    return any(len(word) > 1 and word.isupper() for word in beside)


@lru_cache(4096)
def _fills(word: str, shouted: bool) -> tuple[str, ...]:
    """Answer the words that `word` may have been, in the case that its other letters have; where those do not say,
    with a small letter and a capital."""
    if word.count(LOST) > _MOST_LOST or len(word) > 7:
        return ()
    shape = re.compile(re.escape(word.lower()).replace(re.escape(LOST), f"[{MARKED}]"))
    fills = [known for known in _of_length().get(len(word), ()) if shape.fullmatch(known)]
    rest = word.replace(LOST, "")
    if (rest.isupper() and (len(rest) > 1 or shouted)) or (not rest and shouted):
        return tuple(fill.upper() for fill in fills)
    cased = ["".join(f.upper() if w.isupper() else f for f, w in zip(fill, word, strict=True)) for fill in fills]
    return (*cased, *(fill[0].upper() + fill[1:] for fill in cased)) if word[0] == LOST else tuple(cased)


@cache
def _of_length() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for word in syllables():
        found.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in found.items()}
