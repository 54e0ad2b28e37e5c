"""On which days a deadline is spoken of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.public import Calendar, is_working_day
from nhipcau.notices.queries.ladder import (
    Ladder,
    last_days_with_a_step,
    latest_step,
    may_be_written_to,
    step_days,
)

LAW, USUAL = Calendar(), Ladder()
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
distances = st.lists(st.integers(1, 90), min_size=1, max_size=5, unique=True).map(tuple)
ladders = st.builds(Ladder, before=distances, after=distances, gap=st.integers(1, 14), enquiry=st.integers(1, 30))


def test_a_last_day_is_spoken_of_thirty_seven_three_and_one_days_before_and_one_seven_thirty_after():
    last_day = date(2026, 11, 12)  # a Thursday
    found = [f"{day:%d/%m}" for day in step_days(last_day, USUAL, LAW)]
    assert found == ["13/10", "05/11", "09/11", "11/11", "13/11", "19/11", "14/12"]  # 12/12 is a Saturday


def test_a_step_before_comes_earlier_on_a_day_off_and_one_after_later():
    assert list(step_days(date(2026, 11, 16), Ladder(before=(1,), after=(5,)), LAW)) == [
        date(2026, 11, 13), date(2026, 11, 23),
    ]  # fmt: skip


def test_what_was_only_asked_for_has_one_step():
    assert list(step_days(date(2026, 11, 12), USUAL, LAW, asked=True)) == [date(2026, 11, 19)]


@given(days, ladders)
def test_nobody_is_reminded_on_a_day_off(last_day, ladder):
    assert all(is_working_day(day, LAW) for day in step_days(last_day, ladder, LAW))


@given(days, st.integers(0, 20), ladders, st.booleans(), st.integers(-120, 120))
def test_the_last_days_that_have_a_step_are_exactly_those_with_one(upto, back, ladder, asked, distance):
    after = upto - timedelta(days=back)
    found = last_days_with_a_step(ladder, LAW, after=after, upto=upto, asked=asked)
    some_day = upto + timedelta(days=distance)
    assert found.get(some_day) == latest_step(some_day, ladder, LAW, after=after, upto=upto, asked=asked)
    assert all(after < step <= upto for step in found.values())


@given(days, st.integers(0, 30), ladders)
def test_two_letters_are_a_gap_apart(last_letter, later, ladder):
    on = last_letter + timedelta(days=later)
    assert may_be_written_to(last_letter, on, ladder) == (later >= ladder.gap)
    assert may_be_written_to(None, on, ladder)
