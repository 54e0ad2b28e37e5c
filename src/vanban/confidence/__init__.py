"""How sure each field of a reading is: the share of fields like it that were right.

A field's signs (`signs.py`) are weighed by a logistic model for its family, whose weights lie in
`data/confidence.json`; a field that rests on others (who leads, on there being a duty; that, on the unit) is as sure
as all of them together. They were fitted on labelled documents in many states (`python3 dev.py benchmark confidence
--fit`), and the outcome is set against how often such fields were right in documents left out. A sign that speaks
against a field has a phrase that says why, and never a weight that makes the field surer.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vanban.confidence.fields import Field
from vanban.confidence.phrases import PHRASES
from vanban.confidence.signs import fields_of
from vanban.model import Doubt, Reading

__all__ = ["DOUBTFUL", "PHRASES", "Field", "assess", "fields_of", "joined", "weighed"]

# A field surer than this is not shown as doubtful: a plan that came whole has a few below, a bad scan a third. For a
# whole duty, the least of several fields, whoever lists duties does well to ask for less.
DOUBTFUL = 0.95
_SURE, _UNSURE = 0.9995, 0.005

Families = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Weights:
    families: Families
    raw: tuple[float, ...]
    shares: tuple[float, ...]


def assess(reading: Reading) -> tuple[dict[str, float], tuple[Doubt, ...]]:
    """Answer each field's confidence (0 to 1) by its JSON pointer, and the doubtful ones, least sure first.

    Fields are every value of the header (a missing one too: it is sure that there is none, or it is not); every unit,
    whether it is a heading, and whether it charges somebody (`/units/3/charges`, for a unit without a duty: that it
    charges nobody); of every duty those who lead, those who coordinate and the time limit; every citation, report
    deadline and recipient; and that nothing is missing from a list (`/citations/-`).
    """
    weights = _weights()
    raw: dict[str, float] = {}
    confidence: dict[str, float] = {}
    doubts: list[Doubt] = []
    for one in fields_of(reading):
        odds = weights.families.get(one.family, {})
        raw[one.pointer] = joined(weighed(one.signs, odds), one.rests_on, raw)
        share = round(_calibrated(raw[one.pointer], weights), 4)
        confidence[one.pointer] = share
        if share < DOUBTFUL:
            doubts.append(Doubt(one.pointer, share, _why(one.signs, odds)))
    doubts.sort(key=lambda doubt: doubt.confidence)
    return confidence, tuple(doubts)


def weighed(signs: Mapping[str, float], odds: Mapping[str, float]) -> float:
    """Answer how sure a field is by its own signs alone, under the weights of its family."""
    total = odds.get("", 3.0) + sum(odds.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def joined(own: float, rests_on: tuple[str, ...], others: Mapping[str, float]) -> float:
    """Answer how sure a field is that is right only if those that it rests on are."""
    for pointer in rests_on:
        own *= others.get(pointer, 1.0)
    return own


def _calibrated(raw: float, weights: _Weights) -> float:
    """The share that was right among fields so weighed, between the two measured points around `raw`."""
    if not weights.raw:
        return raw
    at = bisect_right(weights.raw, raw)
    if at == 0:
        return max(weights.shares[0], _UNSURE)
    if at == len(weights.raw):
        return min(weights.shares[-1], _SURE)
    low, high = weights.raw[at - 1], weights.raw[at]
    part = (raw - low) / (high - low) if high > low else 0.0
    share = weights.shares[at - 1] + part * (weights.shares[at] - weights.shares[at - 1])
    return max(_UNSURE, min(_SURE, share))


def _why(signs: Mapping[str, float], odds: Mapping[str, float]) -> str:
    """The phrase of the sign that speaks most against the field."""
    against = sorted((odds.get(name, 0.0) * value, name) for name, value in signs.items() if value and name in PHRASES)
    return PHRASES[against[0][1]] if against and against[0][0] < 0 else PHRASES[""]


@cache
def _weights() -> _Weights:
    said = json.loads(files("vanban.data").joinpath("confidence.json").read_text("utf-8"))
    steps = said["steps"]
    return _Weights(said["families"], tuple(step[0] for step in steps), tuple(step[1] for step in steps))
