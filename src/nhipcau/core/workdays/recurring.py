"""Days as documents print them: `trước ngày X`, every year's `--12-10`, the ends of quarters, always (thường xuyên)."""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import Calendar, on_working_day

ONGOING = ""  # thường xuyên: nothing falls due


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed and as it counts: `printed` is the day in the document, `strict` the last day on time by
    the reading of `trước ngày`, `last_day` that day after days off were looked at. All are shown where they differ."""

    printed: date
    strict: date
    last_day: date

    @property
    def moved(self) -> bool:
        """Whether a day off moved it."""
        return self.last_day != self.strict


def deadline(printed: date, *, before: bool, before_excludes_the_day: bool, rule: str, calendar: Calendar) -> Deadline:
    """The last day on time of a printed day.

    `before`: it stood after “trước ngày”; read strictly (`before_excludes_the_day`) the last day is the one before.
    `rule`: what becomes of a last day that is off (see `on_working_day`).
    """
    strict = printed - timedelta(days=1) if before and before_excludes_the_day else printed
    return Deadline(printed, strict, on_working_day(strict, rule, calendar))


def in_year(recurring: str, year: int) -> date | None:
    """The day of a yearly date (`--12-10`) in a year; 29 February is 28 in a common year; None for ONGOING.

    Raises ValueError for what is not such a date.
    """
    if recurring == ONGOING:
        return None
    if not recurring.startswith("--"):
        raise ValueError(f"not a yearly date: {recurring}")
    month, _dash, day = recurring[2:].partition("-")
    last = month_lengths.monthrange(year, int(month))[1]
    if not 1 <= int(day) <= max(last, 29 if int(month) == 2 else last):
        raise ValueError(f"not a yearly date: {recurring}")
    return date(year, int(month), min(int(day), last))


def next_time(recurring: str, today: date) -> date | None:
    """When a yearly date comes next, today included; None for ONGOING."""
    this_year = in_year(recurring, today.year)
    return this_year if this_year is None or this_year >= today else in_year(recurring, today.year + 1)


def quarter_ends(first: date, last: date) -> Iterator[date]:
    """The last day of every quarter from `first` to `last`, both included, in order."""
    for year in range(first.year, last.year + 1):
        for month in (3, 6, 9, 12):
            end = date(year, month, month_lengths.monthrange(year, month)[1])
            if first <= end <= last:
                yield end
