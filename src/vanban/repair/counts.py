"""How often syllables and pairs of syllables occur in published law, from the counts of the language model."""

from __future__ import annotations

from functools import cache

from vanban.repair.folding import respell
from vanban.repair.model import UNKNOWN, base

# What was counted less often is a mistake of print or a foreign word.
_LEAST = 5


@cache
def _numbers() -> dict[str, int]:
    """Answer the number in the model of each syllable, its tone on either place."""
    counts = base().counts
    found: dict[str, int] = {}
    for number, word in enumerate(base().words):
        if number > UNKNOWN and counts[number] >= _LEAST and word.isalpha():
            found[word] = found[respell(word)] = number
    return found


@cache
def syllables() -> dict[str, int]:
    """Answer each syllable (lower case, NFC) with its count."""
    counts = base().counts
    return {word: counts[number] for word, number in _numbers().items()}


@cache
def total() -> int:
    """Answer how many syllables were counted."""
    return sum(base().counts)


def together(first: str, second: str) -> int:
    """Answer how often `second` follows `first` (lower case, NFC)."""
    one, other = _numbers().get(first), _numbers().get(second)
    pair = base().pair(one, other) if one is not None and other is not None else -1
    return base().pair_seen(pair)
