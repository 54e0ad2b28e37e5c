"""Words as the index keeps them.

Both engines get words that were cut here, so that neither's own parser decides what a word is: PostgreSQL would
read "57-KL/TW" as a number and a file path, SQLite would find no `đối` for `doi`. Nothing but letters, digits and
the marks upon them ever reaches an engine's query language.

Chinese, Japanese, Korean, Lao, Thai, Khmer and Burmese are *dense* here: written without spaces, or with endings
that grow onto the word. Such a run is indexed as overlapping pairs of its signs and then the last sign alone
(`文化旅游`: 文化 化旅 旅游 游), so that any part of it is found as pairs that stand side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nhipcau.core.public import fold

LONGEST_WORD = 60
LONGEST_TEXT = 200_000
MOST_BYTES = 200_000  # of all tokens: PostgreSQL keeps at most a megabyte of lexemes and places for one row

# What stands upon or beside a letter and is no letter to Python: accents, and the vowels and tones of the south.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u105e-\u1060\u17b4-\u17d3\u17dd"
    "\u1dc0-\u1dff\u20d0-\u20dc\u3099\u309a\ufe20-\ufe2f"
)
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_RUN = re.compile(rf"[{_DENSE}](?:[{_DENSE}]|[{_MARKS}])*|(?:(?![{_DENSE}]).)+")
_SIGN = re.compile(rf".[{_MARKS}]*")
_IS_DENSE = re.compile(rf"[{_DENSE}]")
_OLD_TONE_PLACE = re.compile(r"o[àáảãạèéẻẽẹ]\Z|(?<!q)u[ỳýỷỹỵ]\Z")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# Invisible signs that pages in Lao, Thai and Khmer put between words, the soft hyphen, and what no database keeps.
_GONE = dict.fromkeys([0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xD800, 0xE000)])
_SPLIT_AM = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb]?)([\u0e32\u0eb2])")
_AM = {"\u0e32": "\u0e33", "\u0eb2": "\u0eb3"}


class Span(NamedTuple):
    """A word and where it stands in a text that went through `clean`."""

    start: int
    end: int
    word: str


def clean(text: str) -> str:
    """A text in the one form that is indexed and shown: composed, plain Latin widths, one spelling of Lao `ຳ`."""
    plain = unicodedata.normalize("NFC", text[:LONGEST_TEXT].translate(_GONE)).translate(_WIDE)
    return _SPLIT_AM.sub(lambda found: found[2] + _AM[found[3]], plain)


def spans(cleaned: str) -> Iterator[Span]:
    """The words of a text that went through `clean`, in order; a dense run is one word, apart from Latin beside it."""
    mixed = _IS_DENSE.search(cleaned) is not None
    for found in _WORD.finditer(cleaned):
        if not mixed:
            yield Span(found.start(), found.end(), _as_kept(found.group()))
            continue
        for run in _RUN.finditer(found.group()):
            start = found.start() + run.start()
            yield Span(start, start + len(run.group()), _as_kept(run.group()))


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, NFC, marks kept, tone marks where the newer spelling has them."""
    return [span.word for span in spans(clean(text))]


def tokens_of(words: Iterable[str]) -> Iterator[str]:
    """What the index keeps of words: each one, and of a dense run its pairs of signs and its last sign."""
    left = MOST_BYTES
    for word in words:
        for token in pairs(word) if is_dense(word) else (word,):
            left -= len(token.encode()) + 1
            if left < 0:
                return
            yield token


@lru_cache(100_000)
def fold_word(word: str) -> str:
    """A word without marks, `đ` as `d`, ligatures opened; dense words keep theirs, which are no ornaments."""
    return word if is_dense(word) else fold(word).replace("œ", "oe").replace("æ", "ae") or word


def is_dense(word: str) -> bool:
    """Whether a word belongs to a script that is indexed by pairs of signs."""
    return _IS_DENSE.match(word) is not None


def signs(word: str) -> list[str]:
    """The signs of a dense word: each letter with the marks upon it."""
    return _SIGN.findall(word)


def pairs(word: str) -> list[str]:
    """The overlapping pairs of signs of a dense word and then its last sign."""
    each = signs(word)
    return [*(one + two for one, two in pairwise(each)), each[-1]]


@lru_cache(100_000)
def _as_kept(run: str) -> str:
    if is_dense(run):
        return run  # never shortened: its pairs are short, and any part of it is to be found
    lowered = unicodedata.normalize("NFC", run.lower())[:LONGEST_WORD]
    return _OLD_TONE_PLACE.sub(_tone_on_first_vowel, lowered)


def _tone_on_first_vowel(match: re.Match[str]) -> str:
    """`hoà` and `hòa`, `uỷ` and `ủy` are one word: the tone moves to the first of the two vowels."""
    pair = unicodedata.normalize("NFD", match.group())
    return unicodedata.normalize("NFC", pair[0] + pair[2]) + pair[1]
