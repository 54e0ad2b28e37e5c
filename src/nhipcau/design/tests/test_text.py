from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.design.components.text import browser, ngay, ngay_gio, so


def render(source: str, **context: object) -> str:
    return Template("{% load nhipcau %}" + source).render(Context(context)).strip()


def test_a_date_is_written_day_month_year():
    assert ngay(date(2026, 3, 5)) == "05/03/2026"


def test_a_date_of_a_reading_is_told_like_any_other():
    assert ngay("2026-03-05") == "05/03/2026"
    assert ngay("--12-10") == "10/12"


def test_a_moment_is_told_in_the_time_of_vietnam():
    assert ngay_gio(datetime(2026, 11, 14, 20, 30, tzinfo=UTC)) == "03:30 15/11/2026"
    assert ngay(datetime(2026, 11, 14, 20, 30, tzinfo=UTC)) == "15/11/2026"


def test_nothing_stays_nothing():
    assert (ngay(None), ngay_gio(None), so(None), so("")) == ("", "", "", "")
    assert render("{% when moment %}", moment=None) == ""


def test_numbers_are_grouped_by_points_and_have_a_decimal_comma():
    assert so(1234.5) == "1.234,5"
    assert so(1234567) == "1.234.567"
    assert so(0) == "0"
    assert so(12, 1) == "12,0"


def test_english_readers_get_english_numbers():
    with translation.override("en"):
        assert so(1234.5) == "1,234.5"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_written_number_can_be_read_back(number):
    assert int(so(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (3, "còn 3 ngày", "date-soon"),
        (0, "hôm nay", "date-soon"),
        (-12, "quá 12 ngày", "date-late"),
        (30, "còn 30 ngày", ""),
    ],
)
def test_a_deadline_says_how_far_it_is(today, days, words, tone):
    shown = render("{% due day %}", day=today + timedelta(days=days), today=today)
    assert f"({words})" in shown
    assert f'date-relative {tone}"' in shown


def test_a_deadline_that_is_met_counts_no_days(today):
    assert "(" not in render("{% due day done=True %}", day=today - timedelta(days=9), today=today)


def test_a_missing_deadline_is_said():
    assert "Không nêu thời hạn" in render("{% due day %}", day=None)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=5), "5 phút trước"),
        (timedelta(hours=3), "3 giờ trước"),
        (timedelta(days=2, hours=5), "2 ngày trước"),
    ],
)
def test_a_moment_says_how_long_ago_it_was_by_the_clock_of_the_request(now, ago, words):
    request = SimpleNamespace(now=now)
    assert f"({words})" in render("{% when moment %}", moment=now - ago, request=request)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("", "Trình duyệt khác"),
    ],
)
def test_a_browser_is_named_so_that_its_owner_knows_it(agent, name):
    assert browser(agent) == name
