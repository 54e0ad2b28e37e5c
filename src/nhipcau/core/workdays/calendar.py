"""Which days are worked, and counting by them. Pure: the calendar is a value, and no clock is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from .law import WEEKEND, SpecialDay, days_off_by_law

ONE = timedelta(days=1)
AS_PRINTED, NEXT, PREVIOUS = "as_printed", "next", "previous"


@dataclass(frozen=True)
class Calendar:
    """The working days of a province.

    `decided` are days that decisions name, by date; they stand before what the law gives. `settled_years` are the
    years whose whole calendar has been decided; any other year is provisional (tạm tính).
    """

    decided: Mapping[date, SpecialDay] = field(default_factory=lambda: MappingProxyType({}))
    settled_years: frozenset[int] = frozenset()

    def special(self, day: date) -> SpecialDay | None:
        """Why a day differs from the ordinary week; None where it does not."""
        return self.decided.get(day) or days_off_by_law(day.year).get(day)

    def is_provisional(self, year: int) -> bool:
        """Whether a year's days off are computed from the law, no decision having settled them."""
        return year not in self.settled_years

    def year(self, year: int) -> list[SpecialDay]:
        """Every special day of a year in order of time: days off, and weekend days that are worked."""
        days = days_off_by_law(year) | {day: each for day, each in self.decided.items() if day.year == year}
        return [days[day] for day in sorted(days)]


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether offices work on a day: neither weekend nor day off, or a weekend day worked instead of another."""
    special = calendar.special(day)
    return day.weekday() not in WEEKEND if special is None else not special.off


def working_day_on_or_after(day: date, calendar: Calendar) -> date:
    """The day itself if it is worked, else the first working day after it."""
    while not is_working_day(day, calendar):
        day += ONE
    return day


def working_day_on_or_before(day: date, calendar: Calendar) -> date:
    """The day itself if it is worked, else the last working day before it."""
    while not is_working_day(day, calendar):
        day -= ONE
    return day


def next_working_day(day: date, calendar: Calendar) -> date:
    """The first working day after a day."""
    return working_day_on_or_after(day + ONE, calendar)


def previous_working_day(day: date, calendar: Calendar) -> date:
    """The last working day before a day."""
    return working_day_on_or_before(day - ONE, calendar)


def add_working_days(day: date, count: int, calendar: Calendar) -> date:
    """The working day that comes `count` working days after a day (before it, where `count` is negative).

    The day itself is not counted. With 0 it answers the day itself or, on a day off, the next working day.
    """
    if count == 0:
        return working_day_on_or_after(day, calendar)
    step = next_working_day if count > 0 else previous_working_day
    for _each in range(abs(count)):
        day = step(day, calendar)
    return day


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days come after `first`, up to and including `last`; negative where `last` is earlier."""
    if last < first:
        return -working_days_between(last, first, calendar)
    return sum(is_working_day(first + ONE * distance, calendar) for distance in range(1, (last - first).days + 1))


def whole_working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days lie between two days, neither of them counted; 0 where there is no room."""
    return sum(is_working_day(first + ONE * distance, calendar) for distance in range(1, max((last - first).days, 0)))


def on_working_day(day: date, rule: str, calendar: Calendar) -> date:
    """Where a deadline that falls on a day off is taken to be.

    `rule` NEXT: the end of the next working day (Civil Code 91/2015/QH13, article 148, clause 5); PREVIOUS: the last
    working day before; AS_PRINTED: the day itself.
    """
    if rule == NEXT:
        return working_day_on_or_after(day, calendar)
    return working_day_on_or_before(day, calendar) if rule == PREVIOUS else day
