"""The lunar calendar of Vietnam, computed: new moons and solar terms at the meridian of UTC+7.

Tết is not always the Chinese New Year, which follows UTC+8: a new moon shortly before midnight in Hà Nội belongs
to the next day in Beijing (2007, 2030). Moon and sun follow the truncated series of Jean Meeus (Astronomical
Formulae for Calculators, chapters 18 and 32), exact to a few minutes for the centuries around 2000.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from math import floor, pi, sin

HOURS_EAST = 7  # the official time zone of Vietnam
_LUNATION = 29.530588853
_FIRST_NEW_MOON = 2415021.076998695  # about 1 January 1900, in days of the Julian count
_JULIAN_DAY_OF_ORDINAL_ZERO = 1721425  # what separates Python's day count from the Julian one, at noon
_DEGREE = pi / 180


def tet(year: int) -> date:
    """The first day of the lunar year that begins in `year` (mùng 1 tháng Giêng)."""
    return lunar_day(year, 1, 1)


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of the solar calendar on which a lunar day falls; leap months are not asked for.

    `year` is the solar year in which the lunar year begins, `month` 1 to 12, `day` 1 to 30; day 30 of a month with
    29 days answers the first of the next.
    """
    counted_from = year if month >= 11 else year - 1
    winter = _eleventh_month(counted_from)
    ahead = (month - 11) % 12
    # Thirteen moons from one winter month to the next: one of them is a leap month, and moves what follows.
    if _eleventh_month(counted_from + 1) - winter > 365 and ahead >= _leap_month(winter):
        ahead += 1
    return date.fromordinal(_new_moon_day(_lunation_of(winter) + ahead) - _JULIAN_DAY_OF_ORDINAL_ZERO + day - 1)


@cache
def _new_moon_day(number: int) -> int:
    """The Julian day, begun at midnight in Vietnam, of the new moon `number` (0: the first of 1900)."""
    t = number / 1236.85
    t2, t3 = t * t, t * t * t
    moment = 2415020.75933 + 29.53058868 * number + 0.0001178 * t2 - 0.000000155 * t3
    moment += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * _DEGREE)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * t2 - 0.00000347 * t3) * _DEGREE
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * t2 + 0.00001236 * t3) * _DEGREE
    node = (21.2964 + 390.67050646 * number - 0.0016528 * t2 - 0.00000239 * t3) * _DEGREE
    moment += (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon)
    moment += 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon)
    moment += -0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    moment += -0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    # The series counts uniform time; a clock runs behind it by about a minute in this century.
    return floor(moment - (-0.000278 + 0.000265 * t + 0.000262 * t2) + 0.5 + HOURS_EAST / 24)


def _solar_twelfth(julian_day: int) -> int:
    """In which twelfth of the year (0: after the spring equinox) the sun stands as a day begins in Vietnam."""
    t = (julian_day - 2451545.5 - HOURS_EAST / 24) / 36525
    mean = (357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t**3) * _DEGREE
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(mean)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * mean) + 0.000290 * sin(3 * mean)
    return floor((longitude % 360) / 30)


@cache
def _eleventh_month(year: int) -> int:
    """The Julian day on which the eleventh lunar month begins: the one that holds the winter solstice."""
    end = date(year, 12, 31).toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO
    number = floor((end - 2415021) / _LUNATION)
    begin = _new_moon_day(number)
    return begin if _solar_twelfth(begin) < 9 else _new_moon_day(number - 1)


def _lunation_of(begin: int) -> int:
    return floor(0.5 + (begin - _FIRST_NEW_MOON) / _LUNATION)


def _leap_month(winter: int) -> int:
    """How many months after the eleventh the leap month comes: the first in which the sun enters no new twelfth."""
    first = _lunation_of(winter)
    twelfths = [_solar_twelfth(_new_moon_day(first + ahead)) for ahead in range(15)]
    return next(ahead for ahead in range(1, 14) if twelfths[ahead] == twelfths[ahead + 1])
