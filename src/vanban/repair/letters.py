"""Letters lost as U+FFFD: a font that lacks one glyph loses that one letter everywhere, so one letter is sought
that fits every place at once; only where none does is each place read by itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from vanban.grammar.letters import MARKED
from vanban.repair.counts import pairs, syllables, total

LOST = "\ufffd"
_TOKEN = re.compile(rf"[^\W\d_]*{LOST}[^\W\d_{LOST}]*|[^\W\d_]+|\d+|[^\s\w]")
_FITS = 0.9
_MARGIN = 1.0
_PRESENT = 4.0
_MAX_CONTEXTS = 1500


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
    each: dict[tuple[int, int], str] = {}
    for place in places:
        whole = upper if place.capital else lower
        if place.word.count(LOST) > 1 and not (whole and _known(place.word.replace(LOST, whole))):
            each[place.line, place.column] = LOST
        elif not whole:
            each[place.line, place.column] = _best_letter(place)
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


def _best_letter(place: _Place) -> str:
    options = [
        (_score(word, place.before, place.after), letter)
        for letter in MARKED
        if _known(word := place.word.replace(LOST, letter))
    ]
    options.sort(reverse=True)
    if not options or (len(options) > 1 and options[0][0] - options[1][0] < _MARGIN):
        return LOST
    return options[0][1].upper() if place.capital else options[0][1]


def _known(word: str) -> bool:
    return word in syllables()


def _score(word: str, before: str, after: str) -> float:
    """Log likelihood of `word` between its neighbours; pairs never seen fall back on the word's own share."""
    seen_alone, seen_paired = syllables(), pairs()
    own = math.log((seen_alone.get(word, 0) + 0.1) / total())
    score = 0.0
    if before and LOST not in before:
        seen = seen_paired.get(before, {}).get(word, 0)
        score += math.log(seen / (seen_alone.get(before, 0) + 1)) if seen else own - 3
    if after and LOST not in after:
        seen = seen_paired.get(word, {}).get(after, 0)
        score += math.log(seen / (seen_alone.get(word, 0) + 1)) if seen else own - 3
    return score if score else own
