"""The calendar: festivals and events by month."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from .cards import Card, cards, elsewhere, listed

MOST = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid with what goes on; `inside`: of the month that is shown."""

    day: date
    inside: bool
    is_today: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday to Sunday, and its events in order."""

    first: date
    before: date
    after: date
    weeks: tuple[tuple[Day, ...], ...]
    cards: tuple[Card, ...]


def month(province_id: int, code: str, first: date, today: date) -> Month:
    """What goes on in the month that begins with `first`, told in a language or else in its own."""
    days = [day for week in Calendar().monthdatescalendar(first.year, first.month) for day in week]
    span = {"starts_on__lte": days[-1], "ends_on__gte": days[0]}
    rows = [
        *listed(province_id, code, ["event"]).filter(**span).order_by("starts_on", "pk")[:MOST],
        *elsewhere(province_id, code, ["event"]).filter(**span).order_by("starts_on", "pk")[:MOST],
    ]
    found = cards(rows, code, today)
    weeks = tuple(
        tuple(_day(day, first, today, found) for day in days[start : start + 7]) for start in range(0, len(days), 7)
    )
    after = (first + timedelta(days=32)).replace(day=1)
    inside = tuple(card for card in found if _on(card, first, after - timedelta(days=1)))
    return Month(first, (first - timedelta(days=1)).replace(day=1), after, weeks, inside)


def _day(day: date, first: date, today: date, found: list[Card]) -> Day:
    held = tuple(card for card in found if _on(card, day, day))
    return Day(day, day.month == first.month, day == today, held)


def _on(card: Card, first: date, last: date) -> bool:
    starts, ends = card.publication.starts_on, card.publication.ends_on
    return starts is not None and ends is not None and starts <= last and ends >= first
