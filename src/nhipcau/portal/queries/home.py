"""What the first page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from nhipcau.library.public import Shape, ShownPicture, pictures_by_id

from .cards import Card, cards, covers, elsewhere, filled, listed
from .places import Drawing, drawing
from .sites import Site

# How many of each kind stand on the first page.
SHELVES = {"place": 5, "product": 4, "article": 4, "project": 3, "statement": 3, "photo_set": 3}


@dataclass(frozen=True, slots=True)
class Home:
    """The first page: one item large, the next festivals, a shelf of each kind, the map."""

    lead: Card | None
    lead_picture: ShownPicture | None
    festivals: list[Card]
    shelves: dict[str, list[Card]]
    drawing: Drawing


def home(site: Site, code: str, today: date) -> Home:
    """The first page of a portal in a language; a constant number of queries."""
    province_id = site.province.pk
    chosen = _lead(site, code)
    shelves: dict[str, list[Any]] = {}
    for kind, most in SHELVES.items():
        rows = listed(province_id, code, [kind])
        if chosen is not None:
            rows = rows.exclude(item_id=chosen.item_id)
        own = list(rows[:most])
        rest = filled(own, province_id, code, [kind], most)
        shelves[kind] = [row for row in rest if chosen is None or row.item_id != chosen.item_id]
    festivals = coming(province_id, code, today, 4)
    every = [*festivals, *(row for rows in shelves.values() for row in rows)]
    if chosen is not None:
        every.append(chosen)
    pictures = pictures_by_id(covers(every), code, today, shape=Shape.CARD)
    large = pictures_by_id(covers([chosen]) if chosen else [], code, today)
    return Home(
        cards([chosen], code, today, pictures)[0] if chosen else None,
        large.get(chosen.cover) if chosen and chosen.cover else None,
        cards(festivals, code, today, pictures),
        {kind: cards(rows, code, today, pictures) for kind, rows in shelves.items()},
        drawing(site, code),
    )


def coming(province_id: int, code: str, today: date, most: int) -> list[Any]:
    """The festivals and events that go on or come next, the nearest first; those told in other languages last."""
    ahead = Q(ends_on__gte=today) | Q(ends_on=None, starts_on__gte=today)
    own = list(listed(province_id, code, ["event"]).filter(ahead).order_by("starts_on", "pk")[:most])
    if len(own) < most:
        own += elsewhere(province_id, code, ["event"]).filter(ahead).order_by("starts_on", "pk")[: most - len(own)]
    return own


def _lead(site: Site, code: str) -> Any:
    rows = listed(site.province.pk, code)
    chosen = site.settings.lead_item_id
    if chosen and (found := rows.filter(item_id=chosen).first()):
        return found
    shown = rows.filter(kind__in=["place", "photo_set", "event", "article"]).exclude(cover=None)
    return shown.first() or elsewhere(site.province.pk, code, ["place", "event", "article"]).exclude(cover=None).first()
