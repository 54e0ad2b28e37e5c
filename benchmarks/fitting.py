"""Fits the weights of confidence: a logistic model for each family of fields, and the steps that set its outcome
against what was right.

The documents fitted to were before the eyes of those who wrote the rules, so the reader errs on them less than
elsewhere. Three things make up for that. A sign that has a phrase speaks against a field: its weight may not be more
than zero, and before anything is measured it is held to be `PRIOR` (or `GRAVE`), towards which a ridge draws it. Of
fields that rules of language read, `UNSEEN` is the share that is taken to be wrong on a document of a new sort even
where it was right here. And the steps are measured on documents left out: each document gets its outcome from weights
of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging import Judged
from vanban.confidence import PHRASES, joined, weighed

RIDGE = 3.0
PRIOR = -1.0
GRAVE = -2.5
GRAVE_SIGNS = frozenset({"names_after", "filed", "allows", "second", "generic_on", "lone", "cut", "cue_both"})
UNSEEN = {"duty": 0.03, "no_duty": 0.02, "lead": 0.02, "coordinating": 0.02, "limit": 0.02, "report": 0.03}
UNSEEN_ELSE = 0.003
ROUNDS = 60
BANDS = 25
PARTS = 8
Json = dict[str, Any]
Families = dict[str, dict[str, float]]
# the fields of one reading, and how much each of them counts
Rows = tuple[list[Judged], float]


def fit(readings: Sequence[Rows]) -> Families:
    """The weights of every family."""
    families: dict[str, list[tuple[Judged, float]]] = defaultdict(list)
    for rows, counts in readings:
        for row in rows:
            if row.grounded and row.right is not None:
                families[row.field.family].append((row, counts))
    return {family: fit_one(members, UNSEEN.get(family, UNSEEN_ELSE)) for family, members in sorted(families.items())}


def fit_one(rows: Sequence[tuple[Judged, float]], unseen: float) -> dict[str, float]:
    """Newton's steps on the ridged likelihood, weights of signs with a phrase held at zero where they would rise."""
    names = sorted({name for row, _ in rows for name in row.field.signs})
    column = {name: place for place, name in enumerate(names)}
    signs = np.zeros((len(rows), len(names) + 1))
    signs[:, -1] = 1.0
    for place, (row, _) in enumerate(rows):
        for name, value in row.field.signs.items():
            signs[place, column[name]] = value
    right = np.array([1 - unseen if row.right else 0.0 for row, _ in rows])
    counts = np.array([count for _, count in rows])
    against = np.array([name in PHRASES for name in names] + [False])
    believed = [GRAVE if name in GRAVE_SIGNS else PRIOR for name in names]
    held = np.where(against, [*believed, 0.0], 0.0)
    weights = held.copy()
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[-1] = 1e-2
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (counts * (right - share)) - ridge * (weights - held)
        free = ~(against & (weights >= 0) & (slope > 0))
        part = signs[:, free]
        curve = (part.T * (counts * share * (1 - share))) @ part + np.diag(ridge[free])
        step = np.zeros_like(weights)
        step[free] = np.clip(np.linalg.solve(curve, slope[free]), -1, 1)
        before = weights.copy()
        weights += step
        weights[against] = np.minimum(weights[against], 0.0)
        if np.abs(weights - before).max() < 1e-5:
            break
    kept = {name: round(float(weights[column[name]]), 4) for name in names}
    return {name: value for name, value in kept.items() if value} | {"": round(float(weights[-1]), 4)}


def outcome(rows: Sequence[Judged], families: Mapping[str, Mapping[str, float]]) -> list[float]:
    """How sure the weights are of each field of one reading, before the steps."""
    raw: dict[str, float] = {}
    for row in rows:
        own = weighed(row.field.signs, families.get(row.field.family, {}))
        raw[row.field.pointer] = joined(own, row.field.rests_on, raw)
    return [raw[row.field.pointer] for row in rows]


def steps_of(raw: NDArray[Any], right: NDArray[Any], counts: NDArray[Any]) -> list[tuple[float, float]]:
    """Points of a rising line from the outcome of the weights to the share that was right: bands that count alike,
    pooled where they fall; the surest fifth, where differences are small, has bands of its own."""
    order = np.argsort(raw, kind="stable")
    whole = np.cumsum(counts[order]) / counts.sum()
    cuts = np.searchsorted(whole, np.linspace(0, 1, BANDS + 1)[1:-1])
    pooled: list[list[float]] = []  # sums of outcome, right, count
    for band in np.split(order, cuts):
        if not len(band):
            continue
        sums = [float((raw[band] * counts[band]).sum()), float((right[band] * counts[band]).sum())]
        pooled.append([*sums, float(counts[band].sum())])
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    # half a field more and half of it right: small bands are not believed to the last
    shares = accumulate(((b + 0.5) / (n + 1) for _, b, n in pooled), max)
    return [(round(a / n, 5), round(share, 5)) for (a, _, n), share in zip(pooled, shares, strict=True)]


def left_out(documents: Mapping[str, Sequence[Rows]]) -> list[tuple[str, list[Judged], list[float], float]]:
    """For every reading: its document, its fields, their outcome from weights of other documents, how much it
    counts."""
    names = sorted(documents)
    found = []
    for part in range(PARTS):
        held = names[part::PARTS]
        families = fit([rows for name in names if name not in held for rows in documents[name]])
        for name in held:
            found += [(name, rows, outcome(rows, families), counts) for rows, counts in documents[name]]
    return found


def fit_all(documents: Mapping[str, Sequence[Rows]]) -> Json:
    """Weights from all documents; steps from what each eighth of them gets from weights of the others."""
    told = [
        (value, float(row.right), counts)
        for _, rows, values, counts in left_out(documents)
        for row, value in zip(rows, values, strict=True)
        if row.right is not None
    ]
    raw, right, counts = np.array(told).T
    families = fit([rows for readings in documents.values() for rows in readings])
    return {"families": families, "steps": steps_of(raw, right, counts)}
