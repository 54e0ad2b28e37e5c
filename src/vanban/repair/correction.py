"""Words that an engine of recognition misread, put right by their sense.

For pages read with the Vietnamese data of the engine: almost every word is right, so a word is changed only if it
is no possible syllable, or if the engine itself doubted it and another word, near in shape, is far likelier there.

    from vanban.repair.correction import ReadWord, correct_words

    for change in correct_words([ReadWord("Thưc", 0.41), ReadWord("hiện", 0.96), ...]):
        words[change.place] = change.text       # signs and case kept; change.probability: how sure
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from vanban.repair.folding import fold, spell
from vanban.repair.model import UNKNOWN, Model, is_syllable, language, names
from vanban.repair.search import Column, best_row, certainty
from vanban.repair.tokens import EDGES, NUMBER

# What it costs that a word with these letters was read with other marks, and each letter read for another.
_MARKS = 3.0
_LETTER = 4.5
# Words read with more confidence stay; a change needs this probability, a word read with no great doubt needs more.
_SURE = 0.95
# The same on a page that was read badly, where the engine is as sure of `tố chức` as of anything.
_SURE_OF_POOR = 0.98
_PROBABLE, _LIKELY, _TRUSTED = 0.9, 0.98, 0.9
# The same on a page that was read well, where most words that look odd are right.
_CAREFUL = 0.99, 0.995
# And on one that was read badly.
_POOR = 0.85, 0.9
_IMPOSSIBLE = 6.0
_VOWELS = frozenset("aeiouy")
_LONGEST = 7
_MOST = 24
_ROW, _AROUND = 400, 10


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as the engine read it, signs included, with the engine's confidence (0..1)."""

    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Correction:
    """A word to change: its place in the words given, what it should be, and how probable that is (0..1)."""

    place: int
    text: str
    probability: float


def correct_words(words: Sequence[ReadWord], *, careful: bool = False, poor: bool = False) -> list[Correction]:
    """Answer the words of one text, in reading order, that should be changed; of a page that was read well, `careful`,
    only those that are nearly certain; of a `poor` one also those that the engine did not doubt. Time grows with
    their number."""
    needed = _POOR if poor else _CAREFUL if careful else (_PROBABLE, _LIKELY)
    trusted = _SURE_OF_POOR if poor else _SURE
    found: list[Correction] = []
    for start in range(0, len(words), _ROW):
        # a row is read with the words around it, which a neighbouring row settles
        first = max(start - _AROUND, 0)
        row = words[first : start + _ROW + _AROUND]
        found.extend(one for one in _correct(row, first, needed, trusted) if start <= one.place < start + _ROW)
    return found


def _correct(
    words: Sequence[ReadWord], start: int, wanted: tuple[float, float], trusted: float
) -> Iterator[Correction]:
    model = language()
    cores = [word.text.strip(EDGES) for word in words]
    columns = [_column(core, word.confidence, trusted) for core, word in zip(cores, words, strict=True)]
    if all(len(column) == 1 for column in columns):
        return
    chosen = best_row(model, columns)
    for place, (word, core, number) in enumerate(zip(words, cores, chosen, strict=True)):
        if len(columns[place]) == 1 or number == UNKNOWN or model.words[number] == spell(core):
            continue
        meant = _as_read(model.words[number], core)
        sure = certainty(model, columns, chosen, place)
        needed = wanted[word.confidence >= _TRUSTED and is_syllable(core)]
        if meant != core and sure >= needed and not _is_name(cores, words, place, meant):
            yield Correction(start + place, word.text.replace(core, meant, 1), sure)


def _is_name(cores: Sequence[str], words: Sequence[ReadWord], place: int, meant: str) -> bool:
    """Whether a word that may be right as it was read belongs to a name (`Kỳ Lừa`, `“Huế - …`), of which the sense of
    a sentence says nothing; where the gazetteer has the name as `meant`, it is a slip all the same (`Đà Năng`)."""
    core = cores[place]
    if not core.istitle() or not is_syllable(core):
        return False
    before = cores[place - 1] if place and words[place - 1].text.endswith(cores[place - 1]) else ""
    after = cores[place + 1] if place + 1 < len(cores) and words[place].text.endswith(core) else ""
    if after.islower() and not before.istitle():
        return False
    pairs = names()
    return (spell(before), spell(meant)) not in pairs and (spell(meant), spell(after)) not in pairs


def _column(core: str, confidence: float, trusted: float) -> Column:
    model = language()
    own = model.number(core) if core.isalpha() else model.ids[NUMBER] if any(map(str.isdigit, core)) else UNKNOWN
    if not 1 < len(core) <= _LONGEST or not core.isalpha() or (core.isupper() and not is_syllable(core)):
        return ((own, 0.0),)
    possible = is_syllable(core)
    if not possible and core.isascii() and not set(core.lower()) & _VOWELS:
        return ((own, 0.0),)  # an abbreviation: `(th)`, `ĐN`
    if possible and (own == UNKNOWN or confidence >= trusted):
        return ((own, 0.0),)
    keep = 0.0 if possible else _IMPOSSIBLE
    doubt = 0.5 + confidence if possible else 0.5
    near = [(number, cost * doubt) for number, cost in _near(core.lower()) if number != own]
    return ((own, keep), *near)


@lru_cache(maxsize=20_000)
def _near(core: str) -> tuple[tuple[int, float], ...]:
    """Answer possible syllables close to the word that was read, each with its cost."""
    model = language()
    read = fold(core)
    costs: dict[int, float] = {}
    for key in {read, *_deletes(read)}:
        for form in _index().get(key, ()):
            letters = _differences(read, form)
            for number in model.forms(form):
                marks = sum(a != b for a, b in zip(core, model.words[number], strict=False)) if not letters else 1
                cost = letters * _LETTER + min(marks, 2) * _MARKS
                if letters <= 1 and is_syllable(model.words[number]):
                    costs[number] = min(costs.get(number, math.inf), cost)
    return tuple(sorted(costs.items(), key=lambda item: item[1])[:_MOST])


def _differences(read: str, form: str) -> int:
    if read == form:
        return 0
    if len(read) == len(form):
        return sum(a != b for a, b in zip(read, form, strict=True))
    return max(1, abs(len(read) - len(form)))


def _deletes(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 1 else set()


@cache
def _index() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in _common(language()):
        for key in {word, *_deletes(word)}:
            table.setdefault(key, []).append(word)
    return {key: tuple(forms) for key, forms in table.items()}


def _common(model: Model) -> set[str]:
    return {fold(word) for word in model.words if is_syllable(word)}


def _as_read(meant: str, core: str) -> str:
    """Answer `meant` in the case of what was read."""
    if len(core) > 1 and core.isupper():
        return meant.upper()
    return meant.capitalize() if core[0].isupper() else meant
