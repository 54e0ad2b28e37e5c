"""When a duty falls due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.plans.choices import Rhythm
from nhipcau.plans.queries.occurrences import as_day, occurrences, proposed_due


def days(*args, **kwargs):
    return [(each.period, each.due) for each in occurrences(*args, **kwargs)]


def test_a_single_duty_falls_due_once() -> None:
    assert days("", year=2026, due=date(2026, 10, 15)) == [("", date(2026, 10, 15))]


def test_each_further_day_that_is_printed_is_one_more() -> None:
    found = days("", year=2023, due=date(2023, 5, 15), further=[date(2023, 12, 1), date(2023, 5, 15)])

    assert found == [("", date(2023, 5, 15)), ("2023-12-01", date(2023, 12, 1))]


def test_a_quarterly_duty_falls_due_at_the_same_place_of_every_quarter() -> None:
    assert days(Rhythm.QUARTERLY, year=2026, due=date(2026, 12, 15)) == [
        ("2026-Q1", date(2026, 3, 15)),
        ("2026-Q2", date(2026, 6, 15)),
        ("2026-Q3", date(2026, 9, 15)),
        ("2026-Q4", date(2026, 12, 15)),
    ]


def test_the_last_day_of_a_month_stays_the_last_day() -> None:
    assert [due for _, due in days(Rhythm.MONTHLY, year=2024, due=date(2024, 1, 31))][:4] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]


def test_periods_that_ended_before_the_plan_was_issued_are_left_out() -> None:
    found = days(Rhythm.QUARTERLY, year=2024, due=None, since=date(2024, 6, 27))

    assert found == [("2024-Q2", None), ("2024-Q3", None), ("2024-Q4", None)]


def test_without_a_year_nothing_recurs() -> None:
    assert days(Rhythm.MONTHLY, year=None, due=None) == [("", None)]


@given(
    rhythm=st.sampled_from([Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.YEARLY]),
    year=st.integers(2000, 2060),
    due=st.dates(date(2000, 1, 1), date(2060, 12, 31)),
    since=st.none() | st.dates(date(2000, 1, 1), date(2060, 12, 31)),
)
def test_every_occurrence_lies_in_its_own_period_of_the_year(rhythm, year, due, since) -> None:
    found = occurrences(rhythm, year=year, due=due, since=since)

    assert found
    assert len({each.period for each in found}) == len(found)
    assert all(each.due.year == year for each in found)
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert {each.due.day for each in found} <= {due.day, 28, 29, 30, 31}


@pytest.mark.parametrize(
    ("rhythm", "reports", "proposed"),
    [
        ("", [], date(2026, 12, 15)),
        ("", [("2026-11-15", "Sở Thông tin và Truyền thông")], date(2026, 11, 15)),
        ("", [("--12-10", "Sở Ngoại vụ"), ("--12-25", "UBND tỉnh")], date(2026, 12, 10)),
        ("", [("2026-12-20", "Ủy ban nhân dân tỉnh")], date(2026, 12, 20)),
        (Rhythm.QUARTERLY, [], date(2026, 3, 31)),
        (Rhythm.ONGOING, [], None),
    ],
)
def test_an_undated_duty_is_offered_the_day_on_which_agencies_report(rhythm, reports, proposed) -> None:
    reading = {"report_deadlines": [{"date": day, "to": to} for day, to in reports]}

    assert proposed_due(reading, rhythm, 2026) == proposed


def test_a_yearly_day_is_taken_in_the_plans_year() -> None:
    assert as_day("--12-10", 2026) == date(2026, 12, 10)
    assert as_day("2025-03-01", 2026) == date(2025, 3, 1)
    assert as_day("--12-10", None) is None


def test_a_yearly_twenty_ninth_of_february_has_a_day_in_every_year() -> None:
    assert as_day("--02-29", 2026) == date(2026, 2, 28)
    assert as_day("--02-29", 2028) == date(2028, 2, 29)
    assert as_day("--12-10", None) is None
