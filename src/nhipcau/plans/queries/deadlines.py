"""Which day is the last one on time, and how late something is."""

from __future__ import annotations

from datetime import date

from nhipcau.core.public import DeadlineReading


def last_day(due: date | None, reading: DeadlineReading, *, before: bool) -> date | None:
    """The last day on which a duty is done in time; None where no deadline is set.

    `due` is the day as printed; `before` says that it stood after “trước ngày”. What that means, and where a last day
    that is off goes, is the province's choice (`reading`).
    """
    return None if due is None else reading.of(due, before=before).last_day


def days_late(last: date | None, today: date) -> int:
    """How many days have passed since the last day on time; 0 while there is time or no deadline."""
    return max((today - last).days, 0) if last else 0
