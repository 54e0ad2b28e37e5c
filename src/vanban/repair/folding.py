"""Folded forms: lower case without marks, so that `Đối ngoại` and `doi ngoai` meet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DIRECT = str.maketrans({"đ": "d", "Đ": "d", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})  # noqa: RUF001


def fold(text: str) -> str:
    """Answer `text` in lower case without Vietnamese marks; length may change only where `text` is not NFC."""
    return "".join(map(_fold_char, text))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    plain = char.translate(_DIRECT)
    base = unicodedata.normalize("NFD", plain)
    return (base[0] if base else plain).lower()[:1]
