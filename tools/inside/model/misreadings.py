"""Learns how an engine for English misreads Vietnamese: pages of known text are printed, damaged and read."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence

from tools.inside.model.pages import FACES, HEAVY, LIGHT, Place, damage_page, print_page, read_page, side_by_side
from vanban.repair.folding import fold
from vanban.repair.tokens import EDGES

_WORDS = 520
_CAPITALS = 0.12
_SIZES = (12, 13, 14, 14, 14, 16, 20)
# A misreading seen once may be an accident.
_LEAST = 2
_DOUBT = 3

Group = tuple[tuple[str, ...], tuple[Place, ...]]


def page(paragraphs: Sequence[str], seed: int, language: str = "eng") -> list[Group]:
    """One page of text drawn from `paragraphs`, as printed and as read."""
    chance = random.Random(seed)
    words: list[str] = []
    while len(words) < _WORDS:
        drawn = chance.choice(paragraphs).split()
        words += [word.upper() for word in drawn[:25]] if chance.random() < _CAPITALS else drawn
    printed, places, _ = print_page(words, chance.choice(_SIZES), chance.choice(FACES))
    seen = damage_page(printed, chance.choice((LIGHT, HEAVY)), chance)
    return side_by_side(places, read_page(seen, language))


def table(pages: Iterable[Sequence[Group]]) -> str:
    """Lines `read<tab>letters:cost …`: what was read in lower case, the letters without marks that were printed, and
    minus the log of the share of their places where they were read so."""
    read_as: Counter[tuple[str, str]] = Counter()
    printed: Counter[str] = Counter()
    for groups in pages:
        for meant, read in groups:
            if len(meant) != 1 or len(read) != 1:
                continue
            letters, seen = fold(meant[0].strip(EDGES)), read[0].text.strip(EDGES).lower()
            if letters.isalpha() and len(letters) > 1 and seen:
                read_as[seen, letters] += 1
                printed[letters] += 1
    lines: dict[str, list[str]] = {}
    for (seen, letters), times in sorted(read_as.items()):
        if times >= _LEAST and seen != letters:
            cost = -math.log(times / (printed[letters] + _DOUBT))
            lines.setdefault(seen, []).append(f"{letters}:{cost:.2f}")
    return "".join(f"{seen}\t{' '.join(forms)}\n" for seen, forms in lines.items())
