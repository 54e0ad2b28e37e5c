"""A letter that an extractor left out without a sign (`hướng dn`, `Tiêu chun`): a font without one glyph loses it
everywhere, so a letter is sought that the document never shows and that makes words of its broken ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from vanban.grammar.letters import MARKED
from vanban.repair.counts import syllables, total
from vanban.repair.folding import fold
from vanban.repair.lines import Edit
from vanban.repair.model import UNKNOWN, language
from vanban.repair.search import Candidate, best_row
from vanban.repair.tokens import NUMBER
from vanban.repair.tones import is_possible

_WORD = re.compile(r"[^\W\d_]+|\d+|[.;:!?()“”]")
_VOWELS = frozenset("aeiouy")
_KNOWN = 20
_EXPECTED = 3.0
_LEAST_WORDS = 2
_LEAST_SHARE = 0.3
# nats: how much rather a word that is one stays as it stands
_STAYS = 1.0


def missing_letter(words: Counter[str]) -> str:
    """Answer the letter that a text of `words` has lost everywhere, '' if none; cheap where no word is broken."""
    broken = {word: n for word, n in words.items() if _is_broken(word)}
    if len(broken) < _LEAST_WORDS:
        return ""
    seen = {char for word in words for char in word}
    count = sum(words.values())
    best, most = "", 0.0
    for letter, share in _shares().items():
        if letter in seen or share * count < _EXPECTED:
            continue
        mended = [n for word, n in broken.items() if any(w in syllables() for w in _filled(word.lower(), letter))]
        if len(mended) >= _LEAST_WORDS and sum(mended) > most:
            best, most = letter, float(sum(mended))
    return best if most >= _LEAST_SHARE * sum(broken.values()) else ""


def restore_missing(lines: list[str], letter: str) -> Iterator[tuple[int, Edit]]:
    """Answer the words of `lines` that had lost `letter`, with the index of their line. None of it is sure."""
    for number, text in enumerate(lines):
        row: list[re.Match[str]] = []
        for match in (*_WORD.finditer(text), None):
            if match is not None and (match.group().isalpha() or match.group().isdigit()):
                row.append(match)
                continue
            for place, meant in _settled(row, letter):
                yield number, Edit(row[place].start(), row[place].end(), meant, "missing-letter", False)
            row = []


def _settled(row: list[re.Match[str]], letter: str) -> Iterator[tuple[int, str]]:
    model = language()
    columns: list[list[Candidate]] = []
    for match in row:
        word = match.group()
        own = model.ids.get(NUMBER, UNKNOWN) if word.isdigit() else model.number(word)
        column: list[Candidate] = [(own, 0.0)]
        if word.isalpha() and (len(word) == 1 or word[1:].islower() or _is_broken_title(word)):
            least = _KNOWN if is_possible(word) else 1
            fills = [f for f in dict.fromkeys(_filled(word.lower(), letter)) if syllables().get(f, 0) >= least]
            if fills:
                never = word.lower() not in syllables()
                stays = [] if _is_broken(word) or never else [(own, -_STAYS)]
                column = stays + [(model.number(fill), 0.0) for fill in fills]
        columns.append(column)
    if not any(
        len(column) > 1 or column[0][0] != model.number(m.group()) for column, m in zip(columns, row, strict=True)
    ):
        return
    for place, (number, match) in enumerate(zip(best_row(model, columns), row, strict=True)):
        word = match.group()
        for fill in _filled(word.lower(), letter) if word.isalpha() else ():
            if model.number(fill) == number and number != UNKNOWN and number != model.number(word):
                yield place, _as_cased(fill, word)
                break


def _is_broken(word: str) -> bool:
    return word.islower() and not is_possible(word) and (len(word) > 1 or word in "stvmlh")


def _is_broken_title(word: str) -> bool:
    """Whether a word in capitals is a broken one (`TRỜNG`); without a vowel that has a mark it may be `HĐND`."""
    vowel = any(fold(char) in _VOWELS and not char.isascii() for char in word)
    return word.isupper() and vowel and not is_possible(word)


def _as_cased(fill: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return fill.upper()
    return fill.capitalize() if word[0].isupper() else fill


def _filled(word: str, letter: str) -> list[str]:
    return [word[:at] + letter + word[at:] for at in range(len(word) + 1)]


@cache
def _shares() -> dict[str, float]:
    """Answer how many times each marked letter occurs a word, in published law."""
    found: Counter[str] = Counter()
    for word, n in syllables().items():
        for char in set(word):
            found[char] += n
    return {letter: found[letter] / total() for letter in MARKED}
