"""Which day is the last one on time: pure functions over days."""

from __future__ import annotations

from datetime import date, timedelta


def last_day(due: date | None, *, before: bool, before_excludes_the_day: bool) -> date | None:
    """The last day on which a duty is done in time; None where no deadline is set.

    `due` is the day as printed. `before` says that it stood after “trước ngày”: read strictly that excludes the
    day itself, which is the province's choice (`Province.before_excludes_the_day`).
    """
    if due is None or not (before and before_excludes_the_day):
        return due
    return due - timedelta(days=1)


def days_late(last: date | None, today: date) -> int:
    """How many days have passed since the last day on time; 0 while there is time or no deadline."""
    return max((today - last).days, 0) if last else 0
