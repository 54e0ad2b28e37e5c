"""Working days of Vietnam: what the law gives, what decisions change, and counting by them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.workdays import lunar
from nhipcau.core.workdays.calendar import (
    AS_PRINTED,
    NEXT,
    PREVIOUS,
    Calendar,
    add_working_days,
    is_working_day,
    next_working_day,
    on_working_day,
    previous_working_day,
    whole_working_days_between,
    working_days_between,
)
from nhipcau.core.workdays.law import Basis, SpecialDay, days_off_by_law

ONE = timedelta(days=1)
LAW = Calendar()
# The first day of Tết as calendars printed in Vietnam give it. Beijing's is a day later in 2007 and 2030.
TABLE = (
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 "
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 "
    "2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
    "2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 "
    "2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02 "
    "2050-01-23 "
)
TET = TABLE.split()
days = st.dates(date(2000, 1, 1), date(2049, 12, 31))
counts = st.integers(1, 60)


@pytest.mark.parametrize("printed", TET)
def test_tet_falls_where_calendars_printed_in_vietnam_have_it(printed):
    assert lunar.tet(int(printed[:4])).isoformat() == printed


def test_beijing_has_tet_a_day_later_in_2007_and_2030_and_in_no_other_year(monkeypatch):
    _forget_moons()
    monkeypatch.setattr(lunar, "HOURS_EAST", 8)
    later = {year for year in range(2000, 2051) if lunar.tet(year).isoformat() != TET[year - 2000]}
    monkeypatch.undo()
    _forget_moons()
    assert later == {2007, 2030}
    assert lunar.tet(2030) == date(2030, 2, 2)


def _forget_moons() -> None:
    lunar._new_moon_day.cache_clear()
    lunar._eleventh_month.cache_clear()


@pytest.mark.parametrize(
    "printed", ["2020-04-02", "2021-04-21", "2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"]
)
def test_the_hung_kings_are_remembered_on_the_tenth_of_the_third_lunar_month(printed):
    assert lunar.lunar_day(int(printed[:4]), 3, 10).isoformat() == printed


# The working days that were off, without those for which another day was worked, as the government announced them.
ANNOUNCED = {
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02",
    2026: "01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 09-01 09-02",
}


@pytest.mark.parametrize("year", ANNOUNCED)
def test_what_is_computed_from_the_law_is_what_was_announced_for_recent_years(year):
    worked = [day for day in days_off_by_law(year) if day.weekday() < 5]
    assert " ".join(f"{day:%m-%d}" for day in worked) == ANNOUNCED[year]


@given(st.integers(1990, 2080))
def test_the_law_gives_eleven_days_each_year_and_none_is_lost_to_a_weekend(year):
    off = days_off_by_law(year)
    assert sum(day.weekday() < 5 for day in off) == 11
    assert all(each.provisional for each in off.values())
    assert {day.year for day in off} == {year}


DECISION = Basis("Thông báo số 12/TB-UBND", date(2026, 1, 5), "UBND tỉnh")


def decided(off: date, worked: date) -> Calendar:
    swap = "Hoán đổi ngày làm việc"
    return Calendar({off: SpecialDay(off, True, swap, DECISION), worked: SpecialDay(worked, False, swap, DECISION)})


def test_a_swap_takes_one_day_off_and_has_another_worked_and_names_its_decision():
    friday, saturday = date(2026, 1, 2), date(2026, 1, 10)
    calendar = decided(friday, saturday)
    assert is_working_day(friday, LAW)
    assert not is_working_day(saturday, LAW)
    assert not is_working_day(friday, calendar)
    assert is_working_day(saturday, calendar)
    assert calendar.special(friday).basis == DECISION
    assert str(DECISION) == "Thông báo số 12/TB-UBND ngày 05/01/2026 của UBND tỉnh"


def test_a_year_without_a_decision_is_provisional_and_one_with_it_is_not():
    assert LAW.is_provisional(2027)
    assert not Calendar(settled_years=frozenset({2027})).is_provisional(2027)


def test_a_decision_stands_before_the_law():
    tet = lunar.tet(2027)
    calendar = Calendar({tet: SpecialDay(tet, False, "Trực Tết", DECISION)})
    assert is_working_day(tet, calendar)
    assert [each.day for each in calendar.year(2027)] == sorted(days_off_by_law(2027))


def test_counting_leaps_over_tet():
    before = date(2026, 2, 13)  # a Friday; nine days of rest follow
    assert next_working_day(before, LAW) == date(2026, 2, 23)
    assert add_working_days(before, 5, LAW) == date(2026, 2, 27)
    assert working_days_between(before, date(2026, 2, 22), LAW) == 0


@given(days, counts)
def test_counting_forth_and_back_agree(day, count):
    end = add_working_days(day, count, LAW)
    assert is_working_day(end, LAW)
    assert working_days_between(day, end, LAW) == count
    start = add_working_days(end, -count, LAW)
    assert start <= max(day, add_working_days(day, 0, LAW))
    assert is_working_day(start, LAW)


@given(days, days, days)
def test_what_lies_between_adds_up(first, middle, last):
    first, middle, last = sorted((first, middle, last))
    whole = working_days_between(first, middle, LAW) + working_days_between(middle, last, LAW)
    assert working_days_between(first, last, LAW) == whole
    assert working_days_between(last, first, LAW) == -working_days_between(first, last, LAW)


@given(days)
def test_the_next_working_day_is_the_first_one_and_the_previous_the_last(day):
    after = next_working_day(day, LAW)
    assert after > day
    assert not any(is_working_day(day + ONE * step, LAW) for step in range(1, (after - day).days))
    assert previous_working_day(after, LAW) <= max(day, previous_working_day(day, LAW))


@given(days, days)
def test_both_ends_are_left_out_of_the_whole_days_between(first, last):
    first, last = sorted((first, last))
    found = whole_working_days_between(first, last, LAW)
    assert found == max(working_days_between(first, last, LAW) - is_working_day(last, LAW), 0) or first == last


@given(days)
def test_a_deadline_on_a_day_off_moves_by_the_rule_of_the_province(day):
    assert on_working_day(day, AS_PRINTED, LAW) == day
    forth, back = on_working_day(day, NEXT, LAW), on_working_day(day, PREVIOUS, LAW)
    assert back <= day <= forth
    assert is_working_day(forth, LAW)
    assert is_working_day(back, LAW)
    assert (forth == day) == is_working_day(day, LAW) == (back == day)
