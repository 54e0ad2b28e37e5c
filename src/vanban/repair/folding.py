"""Folded forms: lower case without marks, so that `Đối ngoại` and `doi ngoai` meet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Every stage folds the same words and paragraphs; the last ones are kept, the long ones not.
_KEPT, _LONGEST_KEPT = 4096, 500
_DIRECT = {"đ": "d", "Đ": "d", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}


class _Table(dict[int, str]):
    """Grows by one entry for each character it meets."""

    def __missing__(self, code: int) -> str:
        plain = _DIRECT.get(chr(code)) or unicodedata.normalize("NFD", chr(code))[:1]
        self[code] = plain.lower()[:1]
        return self[code]


_TABLE = _Table()


def fold(text: str) -> str:
    """Answer `text` in lower case without Vietnamese marks, as many characters as it has (marks that stand apart
    stay where they are: compose first)."""
    return _folded(text) if len(text) <= _LONGEST_KEPT else text.translate(_TABLE)


@lru_cache(_KEPT)
def _folded(text: str) -> str:
    return text.translate(_TABLE)


# The tone of `hòa`, `ủy` is printed on either vowel; both spellings are one word.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def spell(word: str) -> str:
    """Answer `word` in lower case with its tone on the older place, so that `Uỷ` and `Ủy` meet. A `qu` keeps
    its tone: there the `u` is no vowel."""
    word = word.lower()
    if word.isascii() or not ("o" in word or "u" in word):
        return word
    last = word[-2:]
    return word[:-2] + _TONES[last] if last in _TONES and word[-3:-1] != "qu" else word


_NEWER = {older: newer for newer, older in _TONES.items()}


def respell(word: str) -> str:
    """Answer `word` (as `spell` gives it) with its tone on the newer place: `hòa` becomes `hoà`."""
    last = word[-2:]
    return word[:-2] + _NEWER[last] if last in _NEWER and word[-3:-1] != "qu" else word
