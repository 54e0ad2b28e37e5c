"""The days off of a year as the law gives them, before any decision for that year is known.

Labour Code 45/2019/QH14: article 112 (holidays, and how Tết and the National Day lie), article 111 (a weekly day off
that falls on a holiday is given back on the next working day). What article 112 leaves open is answered as the
government has answered it each year from 2020 to 2026: two days before Tết and three from its first; beside 2 September
whichever neighbour makes the longer rest, else 1 September.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .lunar import lunar_day, tet

ONE = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})

NEW_YEAR = "Tết Dương lịch"
TET = "Tết Nguyên đán"
HUNG_KINGS = "Giỗ Tổ Hùng Vương"
VICTORY = "Ngày Chiến thắng"
LABOUR = "Quốc tế lao động"
NATIONAL = "Quốc khánh"
GIVEN_BACK = "Nghỉ bù"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a day off or a swap rests on: a document's number, its date, who issued it. `law` where nobody has
    decided yet: the day is computed and provisional (tạm tính)."""

    number: str
    issued_on: date | None
    issuer: str
    law: bool = False

    def __str__(self) -> str:
        when = f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return f"{self.number}{when} của {self.issuer}"


LABOUR_CODE = Basis("Bộ luật số 45/2019/QH14", date(2019, 11, 20), "Quốc hội", law=True)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A weekday that is off (`off`), or a weekend day that is worked instead of another; `name` is Vietnamese."""

    day: date
    off: bool
    name: str
    basis: Basis

    @property
    def provisional(self) -> bool:
        """Whether the day is only computed from the law."""
        return self.basis.law


@cache
def days_off_by_law(year: int) -> dict[date, SpecialDay]:
    """Every day off of a year beside the weekends, computed, by its date; holidays on a weekend are among them."""
    holidays = {date(year, 1, 1): NEW_YEAR}
    first = tet(year)
    holidays |= {first + ONE * distance: TET for distance in range(-2, 3)}
    holidays[lunar_day(year, 3, 10)] = HUNG_KINGS
    holidays[date(year, 4, 30)] = VICTORY
    holidays[date(year, 5, 1)] = LABOUR
    beside = max((date(year, 9, 1), date(year, 9, 3)), key=lambda day: (_rest({date(year, 9, 2), day}), day.day == 1))
    holidays |= {date(year, 9, 2): NATIONAL, beside: NATIONAL}
    given = _with_days_given_back(holidays)
    return {day: SpecialDay(day, True, name, LABOUR_CODE) for day, name in sorted(given.items())}


def _with_days_given_back(holidays: dict[date, str]) -> dict[date, str]:
    """The holidays, and for each that falls on a weekend the next day that would be worked."""
    off = dict(holidays)
    for holiday in sorted(holidays):
        if holiday.weekday() in WEEKEND:
            day = holiday + ONE
            while day in off or day.weekday() in WEEKEND:
                day += ONE
            off[day] = f"{GIVEN_BACK} {holidays[holiday]}"
    return off


def _rest(days: Iterable[date]) -> int:
    """How many days of unbroken rest some neighbouring holidays make with the weekends around them."""
    off = set(_with_days_given_back(dict.fromkeys(days, "")))
    day, count = min(off), 0
    while day - ONE in off or (day - ONE).weekday() in WEEKEND:
        day -= ONE
    while day in off or day.weekday() in WEEKEND:
        day, count = day + ONE, count + 1
    return count
