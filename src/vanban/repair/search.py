"""The likeliest row of words, one out of each column of candidates: a beam over pairs of words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vanban.repair.model import EDGE, Model

# A candidate: the number of a word in the model, and what it costs (negative log likelihood of what was read).
Candidate = tuple[int, float]
Column = Sequence[Candidate]

# States this much less likely than the best, and beyond so many, are given up.
_BEAM = 9.0
_WIDTH = 24


def best_row(model: Model, columns: Sequence[Column]) -> list[int]:
    """Answer for each column the number of the word that the likeliest row takes."""
    states: dict[int, float] = {EDGE: 0.0}
    steps: list[dict[int, int]] = []
    for column in columns:
        states, step = _step(model, states, column)
        steps.append(step)
    final = max(states, key=lambda state: states[state] + model.score(state >> 16, state & 0xFFFF, EDGE))
    chosen = []
    for step in reversed(steps):
        chosen.append(final & 0xFFFF)
        final = step[final]
    chosen.reverse()
    return chosen


def _step(model: Model, states: dict[int, float], column: Column) -> tuple[dict[int, float], dict[int, int]]:
    """Extend every state (two words, as `first << 16 | second`) by every candidate."""
    fresh: dict[int, float] = {}
    back: dict[int, int] = {}
    alone, rows = model.alone, model.row
    for state, score in states.items():
        second = state & 0xFFFF
        seen, rest, followers, last = rows(state >> 16, second)
        key = second << 16
        lower = score + rest
        lowest = lower + last
        for word, cost in column:
            if word in seen:
                value = score + seen[word] - cost
            elif word in followers:
                value = lower + followers[word] - cost
            else:
                value = lowest + alone[word] - cost
            reached = key | word
            if reached not in fresh or value > fresh[reached]:
                fresh[reached] = value
                back[reached] = state
    if len(fresh) > 1:
        floor = max(fresh.values()) - _BEAM
        kept = {state: value for state, value in fresh.items() if value >= floor}
        if len(kept) > _WIDTH:
            kept = dict(sorted(kept.items(), key=lambda item: -item[1])[:_WIDTH])
        return kept, back
    return fresh, back


def certainty(model: Model, columns: Sequence[Column], chosen: Sequence[int], place: int) -> float:
    """Answer the probability (0..1) of the word chosen at `place`, the rest of the row taken as chosen."""
    column = columns[place]
    if len(column) < 2:
        return 1.0
    before = (EDGE, EDGE, *chosen[max(0, place - 2) : place])[-2:]
    after = tuple(chosen[place + 1 : place + 3])
    scores = [_fit(model, before, word, after) - cost for word, cost in column]
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    own = next(score for (word, _), score in zip(column, scores, strict=True) if word == chosen[place])
    return math.exp(own - top) / total


def _fit(model: Model, before: tuple[int, ...], word: int, after: tuple[int, ...]) -> float:
    first, second = before
    total = model.score(first, second, word)
    first, second = second, word
    for following in after:
        total += model.score(first, second, following)
        first, second = second, following
    return total


__all__ = ["Candidate", "Column", "best_row", "certainty"]
