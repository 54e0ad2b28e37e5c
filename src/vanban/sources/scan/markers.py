"""Markers that a word processor sets apart from their words by a tab: alone, recognition takes them for anything.

On the picture each is moved to where a space would leave it; the word that is found there is led back.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
INKED = 150

# In inches: how wide a marker may be, how tall, the room that sets it apart, and the room of a space.
WIDEST, LOWEST, TALLEST = 0.4, 0.012, 0.24
DASH, ALONE = 0.06, 0.07  # what is lower is a dash, and has so much paper above and below: a mark over a letter has not
APART, FURTHEST, SPACE = 0.17, 0.8, 0.06
MARGIN_SHARE = 0.02  # of the rows of a page that hold ink, where its left margin is
LEAST = 3  # of them on a page: fewer are chance

Moved = tuple[int, int, int, int, int]  # left, top, right, bottom where it was set; how far it was moved to the right


def moved_markers(shades: Grey, dpi: float, tables: Iterable[tuple[float, float]] = ()) -> tuple[Grey, list[Moved]]:
    """Answer a level picture with its markers beside their words, and what was moved; itself if there are too few.
    `tables`: from where to where down the page there are tables, whose numbers stand in cells of their own."""
    ink = shades < INKED
    for top, bottom in tables:
        ink[max(round(top), 0) : round(bottom)] = False
    found = list(_apart(ink, dpi))
    if len(found) < LEAST:
        return shades, []
    out = shades.copy()
    for left, top, right, bottom, step in found:
        part = shades[top:bottom, left:right].copy()
        out[top:bottom, left:right] = 255
        out[top:bottom, left + step : right + step] = part
    return out, found


def _apart(ink: NDArray[np.bool_], dpi: float) -> Iterator[Moved]:
    """The markers that stand apart: short, at the left, with much room behind them."""
    columns = ink.sum(axis=0)
    text = np.flatnonzero(columns > MARGIN_SHARE * len(ink))
    if not text.size:
        return
    zone = round((WIDEST + APART + FURTHEST) * dpi)
    for indent in _indents(ink, int(text[0]), dpi):
        start = max(indent - round(0.06 * dpi), 0)
        part = ink[:, start : start + zone]
        before = ink[:, max(start - round(0.1 * dpi), 0) : start]
        rows = np.asarray(part[:, : round(WIDEST * dpi)].any(axis=1) & ~before.any(axis=1))
        for top, bottom in _stretches(rows):
            if LOWEST * dpi <= bottom - top <= TALLEST * dpi:
                low, high = max(top - 3, 0), min(bottom + 3, len(ink))
                place = _gap(np.asarray(part[low:high].any(axis=0)), dpi)
                if place is None:
                    continue
                first, last, after = place
                if bottom - top >= DASH * dpi or _alone(part[:, first:last], top, bottom, round(ALONE * dpi)):
                    left, right = max(start + first - 3, 0), start + last + 3
                    yield left, low, right, high, after - round(SPACE * dpi) - last


def _alone(part: NDArray[np.bool_], top: int, bottom: int, room: int) -> bool:
    return not (part[max(top - room, 0) : top - 1].any() or part[bottom + 1 : bottom + room].any())


def _indents(ink: NDArray[np.bool_], margin: int, dpi: float) -> list[int]:
    """Where lines begin: at the margin, and wherever several stand in by the same."""
    wide = round(1.2 * dpi)
    part = ink[:, margin : margin + wide]
    heads = np.where(part.any(axis=1), part.argmax(axis=1), -1)
    counts = np.bincount(heads[heads >= 0] // max(round(0.05 * dpi), 1)) if (heads >= 0).any() else np.zeros(1)
    unit = max(round(0.05 * dpi), 1)
    places = [margin + int(place) * unit for place in np.flatnonzero(counts > 0.03 * len(ink))]
    return _parted(places or [margin], 0.15 * dpi)


def _parted(places: Sequence[int], least: float) -> list[int]:
    found: list[int] = []
    for place in places:
        if not found or place - found[-1] > least:
            found.append(place)
    return found


def _gap(used: NDArray[np.bool_], dpi: float) -> tuple[int, int, int] | None:
    """The first and last column of what stands before a wide gap, and the column where words go on."""
    runs = list(_stretches(used))
    for (_, last), (after, _) in itertools.pairwise(runs):
        if last - runs[0][0] > WIDEST * dpi:
            return None
        if after - last >= APART * dpi:
            return (runs[0][0], last, after) if after - last <= FURTHEST * dpi else None
    return None


def _stretches(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
