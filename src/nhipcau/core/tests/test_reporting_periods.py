"""Reporting periods, and deadlines as documents print them.

Decree 09/2019/NĐ-CP, article 12, has monthly figures counted “từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo
cáo”, those of the first half of the year from 15 December to 14 June, of the second from 15 June to 14 December, and
of the whole year from 15 December of the year before to 14 December; between the cut-off and a deadline lies at least
one working day.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.workdays.calendar import (
    NEXT,
    PREVIOUS,
    Calendar,
    is_working_day,
    whole_working_days_between,
)
from nhipcau.core.workdays.recurring import ONGOING, deadline, in_year, next_time, quarter_ends
from nhipcau.core.workdays.reporting import (
    HALF_YEAR,
    MONTH,
    MONTHS_IN,
    QUARTER,
    YEAR,
    Leg,
    earliest_deadline,
    leaves_enough_time,
    level_deadlines,
    reporting_period,
    reporting_period_of,
    reporting_periods,
)

LAW = Calendar()
kinds = st.sampled_from(sorted(MONTHS_IN))
days = st.dates(date(2000, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("kind", "number", "first", "cutoff"),
    [
        (MONTH, 7, date(2026, 6, 15), date(2026, 7, 14)),
        (MONTH, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (QUARTER, 1, date(2025, 12, 15), date(2026, 3, 14)),
        (QUARTER, 3, date(2026, 6, 15), date(2026, 9, 14)),
        (HALF_YEAR, 1, date(2025, 12, 15), date(2026, 6, 14)),
        (HALF_YEAR, 2, date(2026, 6, 15), date(2026, 12, 14)),
        (YEAR, 1, date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_periods_begin_and_end_as_the_decree_says(kind, number, first, cutoff):
    period = reporting_period(kind, 2026, number)
    assert (period.first, period.cutoff) == (first, cutoff)


@given(kinds, st.integers(2000, 2049))
def test_the_periods_of_a_year_join_without_gap_or_overlap(kind, year):
    found = [*reporting_periods(kind, year), reporting_period(kind, year + 1)]
    for before, after in itertools.pairwise(found):
        assert after.first - before.cutoff == timedelta(days=1)


@given(kinds, days)
def test_every_day_is_counted_in_one_period(kind, day):
    period = reporting_period_of(kind, day)
    assert day in period
    assert period in reporting_periods(kind, period.year)


def test_a_year_has_no_fifth_quarter():
    with pytest.raises(ValueError, match="no quarter 5"):
        reporting_period(QUARTER, 2026, 5)


LEGS = (Leg("Sở VHTTDL", 2), Leg("UBND tỉnh", 5), Leg("Bộ VHTTDL", 3))


def test_each_level_has_its_deadline_and_tet_is_leapt_over():
    found = level_deadlines(date(2027, 1, 29), LEGS, LAW)  # Tết is on 6 February
    assert [each.day for each in found] == [date(2027, 2, 2), date(2027, 2, 16), date(2027, 2, 19)]


@given(days, st.lists(st.integers(1, 15), min_size=1, max_size=4))
def test_deadlines_are_working_days_in_order_with_time_after_the_cut_off(cutoff, waits):
    legs = [Leg(str(number), wait + (number == 0)) for number, wait in enumerate(waits)]
    found = [each.day for each in level_deadlines(cutoff, legs, LAW)]
    assert found == sorted(set(found))
    assert all(is_working_day(day, LAW) for day in found)
    assert leaves_enough_time(cutoff, found[0], LAW)


@given(days)
def test_the_earliest_deadline_leaves_just_enough_time(cutoff):
    first = earliest_deadline(cutoff, LAW)
    assert leaves_enough_time(cutoff, first, LAW)
    assert whole_working_days_between(cutoff, first, LAW) == 1
    assert not leaves_enough_time(cutoff, cutoff + timedelta(days=1), LAW)


def test_a_deadline_right_after_the_cut_off_is_refused():
    with pytest.raises(ValueError, match="at least one working day"):
        level_deadlines(date(2026, 12, 14), [Leg("Sở VHTTDL", 1)], LAW)


def test_a_deadline_shows_what_was_printed_and_what_counts():
    found = deadline(date(2026, 11, 15), before=True, before_excludes_the_day=True, rule=NEXT, calendar=LAW)
    assert (found.printed, found.strict, found.last_day) == (
        date(2026, 11, 15), date(2026, 11, 14), date(2026, 11, 16),
    )  # fmt: skip
    assert found.moved
    found = deadline(date(2026, 11, 15), before=True, before_excludes_the_day=False, rule=PREVIOUS, calendar=LAW)
    assert (found.strict, found.last_day) == (date(2026, 11, 15), date(2026, 11, 13))


def test_a_yearly_date_falls_in_its_year_and_what_is_always_done_nowhere():
    assert in_year("--12-10", 2026) == date(2026, 12, 10)
    assert in_year("--02-29", 2026) == date(2026, 2, 28)
    assert in_year("--02-29", 2028) == date(2028, 2, 29)
    assert in_year(ONGOING, 2026) is None
    assert next_time(ONGOING, date(2026, 1, 1)) is None


@pytest.mark.parametrize("written", ["12-10", "--04-31", "--02-30"])
def test_what_is_not_a_yearly_date_is_told_of(written):
    with pytest.raises(ValueError, match="not a yearly date"):
        in_year(written, 2026)


@given(days)
def test_a_yearly_date_comes_within_a_year(today):
    found = next_time("--12-10", today)
    assert today <= found <= today + timedelta(days=366)


def test_the_ends_of_quarters():
    found = list(quarter_ends(date(2026, 3, 31), date(2027, 3, 30)))
    assert found == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
