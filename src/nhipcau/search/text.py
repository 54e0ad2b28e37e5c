"""Words as the index keeps them, and what a person typed into a search box.

Both engines get words that were cut here, so that neither's own parser decides what a word is: PostgreSQL would
read "57-KL/TW" as a number and a file path, SQLite would find no `đối` for `doi`. Nothing but letters and digits
ever reaches an engine's query language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from nhipcau.core.public import fold

LONGEST_WORD = 60
LONGEST_TEXT = 200_000  # PostgreSQL keeps at most a megabyte of words for one row
MOST_TERMS = 24

_WORD = re.compile(r"[^\W_]+")
_QUOTED_OR_PLAIN = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')
_OLD_TONE_PLACE = re.compile(r"o([àáảãạ])\b|o([èéẻẽẹ])\b|(?<!q)u([ỳýỷỹỵ])\b")


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, NFC, marks kept, tone marks where the newer spelling has them."""
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text[:LONGEST_TEXT]).lower())
    return [word[:LONGEST_WORD] for word in _WORD.findall(_OLD_TONE_PLACE.sub(_tone_on_first_vowel, lowered))]


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    """`hoà` and `hòa`, `uỷ` and `ủy` are one word: the tone moves to the first of the two vowels."""
    pair = unicodedata.normalize("NFD", match.group(0))
    return unicodedata.normalize("NFC", pair[0] + pair[2]) + pair[1]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; most often a single one."""

    words: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether the person typed marks, and so means these letters and no others."""
        return self.words != self.folded

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold(word) for word in self.words)


def parse(typed: str) -> tuple[Term, ...]:
    """What was typed, as terms that must all be found.

    Quoted words are a phrase; so is what is written together with digits in it (`57-KL/TW`, `15/11/2026`).
    Anything else than letters and digits has no meaning of its own; at most `MOST_TERMS` terms count.
    """
    terms: list[Term] = []
    for quoted, plain in _QUOTED_OR_PLAIN.findall(typed[:1000]):
        words = words_of(quoted or plain)
        together = quoted or any(mark.isdigit() for mark in plain)
        terms += [Term(tuple(words))] if words and together else [Term((word,)) for word in words]
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]
