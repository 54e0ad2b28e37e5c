"""How often syllables and pairs of syllables occur, from the counted data files."""

from __future__ import annotations

from functools import cache

from vanban import data


@cache
def syllables() -> dict[str, int]:
    """Answer each syllable (lower case, NFC) with its count."""
    return {word: int(count) for word, count in (line.split("\t") for line in data.lines("syllables.tsv"))}


@cache
def total() -> int:
    """Answer how many syllables were counted."""
    return sum(syllables().values())


@cache
def pairs() -> dict[str, dict[str, int]]:
    """Answer for each syllable how often others follow it."""
    found: dict[str, dict[str, int]] = {}
    for line in data.lines("pairs.tsv"):
        first, _, followers = line.partition("\t")
        found[first] = {word: int(n) for word, _, n in (f.partition(":") for f in followers.split(" "))}
    return found
