"""When a duty falls due: pure functions over rhythms, years and days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhipcau.core.public import in_year

from ..choices import Rhythm

MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}
# Reports of the year count until 14/12; work that has no date of its own is proposed for the day after.
YEAR_END = (12, 15)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a duty falls due. `period` is empty for a single one, else `2026`, `2026-Q3`, `2026-07`, or
    the day itself where the document prints several."""

    period: str
    due: date | None


def occurrences(
    rhythm: str, *, year: int | None, due: date | None, further: Iterable[date] = (), since: date | None = None
) -> tuple[Occurrence, ...]:
    """Every time that a duty falls due in its plan's year, in order of time.

    A monthly, quarterly or yearly duty has one occurrence a period; `due` then says where in its period each falls
    (the 25th, the last day of the second month …). Periods that ended before `since`, the day of issue, are left
    out. Anything else, or a plan without a year, has one occurrence; each `further` day that the document prints is
    one more.
    """
    months = MONTHS_OF.get(Rhythm(rhythm))
    more = tuple(Occurrence(day.isoformat(), day) for day in sorted(set(further)) if day != due)
    if months is None or year is None:
        return (Occurrence("", due), *more)
    firsts = range(1, 13, months)
    found = [Occurrence(_label(year, first, months), _same_place(due, year, first, months)) for first in firsts]
    lasts = [_last_of(year, first + months - 1) for first in firsts]
    open_ones = [each for each, last in zip(found, lasts, strict=True) if since is None or last >= since]
    return (*(open_ones or found), *more)


def proposed_due(reading: Mapping[str, Any], rhythm: str, year: int | None) -> date | None:
    """The day that a person may accept for a duty without one: never set by itself.

    The last day of the first period where the duty recurs within the year; nothing for what is done all the time or
    on request; else the day by which agencies report on the plan, or 15 December, when the year's figures are closed.
    """
    if year is None or rhythm in (Rhythm.ONGOING, Rhythm.AD_HOC):
        return None
    if rhythm in (Rhythm.MONTHLY, Rhythm.QUARTERLY):
        return _last_of(year, MONTHS_OF[Rhythm(rhythm)])
    return _report_day(reading, year) or date(year, *YEAR_END)


def as_day(printed: str | None, year: int | None) -> date | None:
    """A day of the reading's contract: ISO, or `--12-10` (yearly) taken in the plan's year; None for neither.

    29 February is the 28th in a common year.
    """
    if not printed:
        return None
    if printed.startswith("--"):
        return in_year(printed, year) if year else None
    return date.fromisoformat(printed)


def _report_day(reading: Mapping[str, Any], year: int) -> date | None:
    """The last day of the year on which agencies report to the lead department; reports to the committee come later."""
    days = [(as_day(row["date"], year), str(row["to"] or "")) for row in reading["report_deadlines"]]
    in_year = [(day, to) for day, to in days if day and day.year == year]
    to_department = [day for day, to in in_year if "ubnd" not in to.lower() and "ủy ban" not in to.lower()]
    if to_department:
        return max(to_department)
    return min((day for day, _ in in_year), default=None)


def _label(year: int, first: int, months: int) -> str:
    if months == 12:
        return str(year)
    return f"{year}-{first:02d}" if months == 1 else f"{year}-Q{(first - 1) // 3 + 1}"


def _same_place(due: date | None, year: int, first: int, months: int) -> date | None:
    """The day that lies in the period from month `first` where `due` lies in its own."""
    if due is None:
        return None
    month = first + (due.month - 1) % months
    last = _last_of(year, month)
    return last if due == _last_of(due.year, due.month) else date(year, month, min(due.day, last.day))


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
