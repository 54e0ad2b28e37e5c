from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.actions import DecidedDays, decide_days, set_deadline_rules
from nhipcau.core.public import Calendar, DeadlineReading, is_working_day
from nhipcau.plans.actions.recounting import recount_last_days
from nhipcau.plans.models import Ask
from nhipcau.plans.queries.deadlines import days_late, last_day

from .given import THEN, duty, give

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
LAW = Calendar()


def reading(*, strict: bool, rule: str = "as_printed") -> DeadlineReading:
    return DeadlineReading(strict, rule, LAW)


def test_before_a_day_read_strictly_ends_on_the_day_before():
    assert last_day(date(2026, 11, 15), reading(strict=True), before=True) == date(2026, 11, 14)


def test_before_the_first_of_january_ends_on_the_last_of_the_old_year():
    assert last_day(date(2027, 1, 1), reading(strict=True), before=True) == date(2026, 12, 31)


@given(days, st.booleans(), st.booleans())
def test_the_last_day_is_the_printed_day_or_the_day_before_it(due, before, strict):
    found = last_day(due, reading(strict=strict), before=before)
    assert (due - found).days == int(before and strict)


@given(days, st.booleans(), st.sampled_from(["next", "previous"]))
def test_where_the_province_says_so_the_last_day_is_a_working_day(due, before, rule):
    assert is_working_day(last_day(due, reading(strict=True, rule=rule), before=before), LAW)


@given(st.booleans(), st.booleans())
def test_no_deadline_has_no_last_day(before, strict):
    assert last_day(None, reading(strict=strict), before=before) is None


@given(days, days)
def test_days_late_begin_on_the_day_after_the_last_one(last, today):
    late = days_late(last, today)
    assert late == max((today - last).days, 0)
    assert (late > 0) == (today > last)


def test_what_has_no_deadline_is_never_late():
    assert days_late(None, date(2026, 11, 2)) == 0


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


@pytest.mark.django_db
def test_a_change_of_the_calendar_moves_what_is_open_and_nothing_else(ha_tinh, coordinator, now):
    friday = date(2026, 11, 20)
    rows = [give(ha_tinh, last=friday), give(ha_tinh, last=friday, state="done"), give(ha_tinh)]
    off = DecidedDays("9/QĐ-UBND", date(2026, 11, 1), "UBND tỉnh", friday, friday, True, "Ngày truyền thống")
    decide_days(coordinator, off, at=now)
    for row in rows:
        row.refresh_from_db()
    assert [row.last_day for row in rows] == [date(2026, 11, 23), friday, None]
    assert [row.due for row in rows] == [friday, friday, None]
    assert recount_last_days(ha_tinh.province.pk) == 0


@pytest.mark.django_db
def test_a_change_of_rules_reads_the_printed_days_anew_and_keeps_what_was_granted(ha_tinh, hue, coordinator, now):
    charged = duty(ha_tinh, before=True)
    read, granted = (give(ha_tinh, code, to=charged, last=date(2026, 11, 15)) for code in ("so-ngoai-vu", "so-vhttdl"))
    Ask.objects.create(
        province=ha_tinh.province, assignment=granted, kind="more_time", decision="agreed", reason="Bận", at=THEN,
        by=ha_tinh.person("coordinator"), until=date(2026, 11, 15),
    )  # fmt: skip
    theirs = give(hue, to=duty(hue, before=True), last=date(2026, 11, 15))
    set_deadline_rules(coordinator, before_excludes_the_day=True, on_day_off="previous", at=now)
    for row in (read, granted, theirs):
        row.refresh_from_db()
    assert [row.last_day.day for row in (read, granted, theirs)] == [13, 15, 15]


@pytest.mark.django_db
def test_a_page_shows_the_printed_day_beside_the_one_that_counts(ha_tinh, sign_in):
    row = give(ha_tinh, to=duty(ha_tinh, before=True), last=date(2090, 11, 16))
    row.due = date(2090, 11, 15)
    row.save()
    client = sign_in(ha_tinh.person("coordinator"))
    for address in (f"/so-nhiem-vu/phan-cong/{row.pk}/", f"/so-nhiem-vu/nhiem-vu/{row.duty_id}/"):
        page = client.get(address).content.decode()
        assert "16/11/2090" in page
        assert "(văn bản ghi: trước ngày 15/11/2090)" in page
