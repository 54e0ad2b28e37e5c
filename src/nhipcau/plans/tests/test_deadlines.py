from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.plans.queries.deadlines import days_late, last_day

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


def test_before_a_day_read_strictly_ends_on_the_day_before():
    assert last_day(date(2026, 11, 15), before=True, before_excludes_the_day=True) == date(2026, 11, 14)


def test_before_the_first_of_january_ends_on_the_last_of_the_old_year():
    assert last_day(date(2027, 1, 1), before=True, before_excludes_the_day=True) == date(2026, 12, 31)


@given(days, st.booleans(), st.booleans())
def test_the_last_day_is_the_printed_day_or_the_day_before_it(due, before, strict):
    found = last_day(due, before=before, before_excludes_the_day=strict)
    assert due - found == timedelta(days=int(before and strict))


@given(st.booleans(), st.booleans())
def test_no_deadline_has_no_last_day(before, strict):
    assert last_day(None, before=before, before_excludes_the_day=strict) is None


@given(days, days)
def test_days_late_begin_on_the_day_after_the_last_one(last, today):
    late = days_late(last, today)
    assert late == max((today - last).days, 0)
    assert (late > 0) == (today > last)


def test_what_has_no_deadline_is_never_late():
    assert days_late(None, date(2026, 11, 2)) == 0
