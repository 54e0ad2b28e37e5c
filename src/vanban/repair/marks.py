"""Marks for a text that lost them: Vietnamese typed bare, or a scan read as English.

The likeliest row of words that fits what was read is kept. Digits, symbols and abbreviations are never touched;
each restored word has a probability, and a person has to look at those that are not near one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.repair import noise
from vanban.repair.folding import fold
from vanban.repair.model import UNKNOWN, Model, language
from vanban.repair.search import Candidate, best_row, certainty
from vanban.repair.tokens import NUMBER
from vanban.repair.words import Word, as_cased, list_letters, words_of

_BARE = re.compile(r"(?<!\S)[A-Za-z]{2,}(?=[\s,.;:)]|$)")
_ROW = 400
# A text of so many words is bare and not misread if so large a share of them are syllables without their marks.
_ENOUGH = 40
_TYPED = 0.96

Found = list[list[tuple[Word, str]]]


def restore_line_words(lines: list[str], model: Model | None = None) -> Found:
    """Answer for each line its words that change, with what stands for them. Rows of words run over line ends."""
    if is_misread(lines):
        return noise.restore_line_words(lines)
    return restore_marks(lines, model or language())


def is_misread(lines: list[str]) -> bool:
    """Whether the letters of a text without marks are wrong too, as an engine for another language reads them."""
    model = language()
    words = [word for text in lines for word in _BARE.findall(text)]
    known = sum(bool(model.forms(fold(word))) for word in words)
    return len(words) < _ENOUGH or known < _TYPED * len(words)


def restore_marks(lines: list[str], model: Model) -> Found:
    """Answer the same for lines whose letters are right: nothing but marks is put back."""
    found: Found = [[] for _ in lines]
    row: list[tuple[int, Word]] = []
    marked = list_letters(lines)
    for number, text in enumerate(lines):
        if number in marked:
            at = text.index("d")
            found[number].append((Word(at, at + 1, "d", probability=1.0), "đ"))
        for word, stops in words_of(text):
            if word is not None and not (number in marked and word.end <= text.index("d") + 1):
                row.append((number, word))
            if row and (stops or len(row) >= _ROW):
                _settle(model, row, found)
                row = []
        if row and not text.strip():
            _settle(model, row, found)
            row = []
    if row:
        _settle(model, row, found)
    return found


def _settle(model: Model, row: list[tuple[int, Word]], found: Found) -> None:
    columns = [_column(model, word, bool(place)) for place, (_, word) in enumerate(row)]
    chosen = best_row(model, columns)
    for place, ((number, word), meant) in enumerate(zip(row, chosen, strict=True)):
        restored = word.meant or (as_cased(model.words[meant], word.core) if meant != UNKNOWN else word.core)
        if restored != word.core:
            sure = 1.0 if word.meant else certainty(model, columns, chosen, place)
            found[number].append((replace(word, probability=sure), restored))


def _column(model: Model, word: Word, inner: bool) -> tuple[Candidate, ...]:
    if word.meant:
        return ((model.ids.get(word.token, UNKNOWN) if word.token != NUMBER else model.ids[NUMBER], 0.0),)
    forms = model.forms(fold(word.core))
    if inner and len(forms) > 1 and not word.core.isupper():
        capital = word.core.istitle()
        return tuple((number, model.case_cost(number, capital)) for number in forms)
    return tuple((number, 0.0) for number in forms) or ((UNKNOWN, 0.0),)
