"""Reporting periods: the first day, the data cut-off, and a deadline for each level.

Decree 09/2019/NĐ-CP, article 12: what is counted from when to when; at least one working day lies between the
cut-off and the day by which a report is sent, and each level has a deadline of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import Calendar, add_working_days, whole_working_days_between

MONTH, QUARTER, HALF_YEAR, YEAR = "month", "quarter", "half_year", "year"
MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12}
FIRST_DAY, CUTOFF_DAY = 15, 14


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """One period: `number` counts within its year from 1. What was done from `first` to `cutoff`, both included, is
    counted in it."""

    kind: str
    year: int
    number: int
    first: date
    cutoff: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.cutoff


@dataclass(frozen=True, slots=True)
class Leg:
    """One level on a report's way up: who receives it, and how many working days after the level before (the
    cut-off, for the first) it is due."""

    receiver: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which a report reaches a level in time."""

    receiver: str
    day: date


def reporting_period(kind: str, year: int, number: int = 1) -> ReportingPeriod:
    """The period of a year by its number: month 1–12, quarter 1–4, half year 1–2, year 1.

    It begins on the 15th of the month before its first month and ends on the 14th of its last one, so that the first of
    a year begins on 15 December of the year before. Raises ValueError for a number that the year does not have.
    """
    months = MONTHS_IN[kind]
    if not 1 <= number <= 12 // months:
        raise ValueError(f"a year has no {kind} {number}")
    last_month = number * months
    before_first = last_month - months  # 0: December of the year before
    first = date(year, before_first, FIRST_DAY) if before_first else date(year - 1, 12, FIRST_DAY)
    return ReportingPeriod(kind, year, number, first, date(year, last_month, CUTOFF_DAY))


def reporting_periods(kind: str, year: int) -> tuple[ReportingPeriod, ...]:
    """Every period of a kind in a reporting year, in order; they join without gap or overlap."""
    return tuple(reporting_period(kind, year, number) for number in range(1, 12 // MONTHS_IN[kind] + 1))


def reporting_period_of(kind: str, day: date) -> ReportingPeriod:
    """The period in which what was done on a day is counted."""
    year = (day + timedelta(days=17)).year  # 15 December belongs to the year after
    return next(period for period in reporting_periods(kind, year) if day in period)


def level_deadlines(cutoff: date, legs: Iterable[Leg], calendar: Calendar) -> tuple[Due, ...]:
    """By which day the report is due at each level, the first counted from the cut-off, each other from the one before.

    Raises ValueError for a leg that leaves no working day between; the last day is itself a working day.
    """
    found: list[Due] = []
    day = cutoff
    for leg in legs:
        if leg.working_days < 1 or (not found and leg.working_days < 2):
            raise ValueError("at least one working day lies between cut-off and deadline")
        day = add_working_days(day, leg.working_days, calendar)
        found.append(Due(leg.receiver, day))
    return tuple(found)


def leaves_enough_time(cutoff: date, deadline: date, calendar: Calendar) -> bool:
    """Whether at least one whole working day lies between the data cut-off and a deadline, as the decree asks.

    Neither day is counted: the reading that nobody can object to. Some provinces take the deadline's own day as the
    one working day, so a page warns of it rather than refuses it.
    """
    return whole_working_days_between(cutoff, deadline, calendar) >= 1


def earliest_deadline(cutoff: date, calendar: Calendar) -> date:
    """The first working day that may be set as a deadline after a cut-off."""
    return add_working_days(cutoff, 2, calendar)
