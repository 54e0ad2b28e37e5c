"""Reporting periods on the leader's page: each number is that of the list it opens, on the screen and on the sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from nhipcau.paper.public import as_pdf, page_count
from nhipcau.plans.queries.leaders_sheet import Kept12, leaders_sheet
from nhipcau.plans.queries.overview import Line, overview
from nhipcau.plans.queries.register import Chosen
from nhipcau.plans.queries.trend import MONTHS, Kept, ages
from nhipcau.reports.queries.trend import PRINTED, SHOWN, ReportsTrend, kept_by_period

from . import given
from .test_consolidation import arrived

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(ha_tinh):
    """A year that is over its day for who was charged, and a quarter that nobody has reported for."""
    first = given.period(ha_tinh)
    arrived(ha_tinh, first, "so-ngoai-vu")
    late = arrived(ha_tinh, first, "so-tai-chinh")
    late.first_sent_on = given.DUE + timedelta(days=2)
    late.save()
    given.period(ha_tinh, kind="quarter", name="Quý I", first_day=given.CUT_OFF, cut_off=given.DUE,
                 due=given.DUE + timedelta(days=60), lock_on=given.DUE + timedelta(days=90))  # fmt: skip
    return first


def test_a_period_is_parted_into_in_time_late_waiting_and_missing(ha_tinh, two):
    kept = kept_by_period(given.coordinator(ha_tinh), given.DUE + timedelta(days=3))
    assert [(each.period.name, each.amounts, each.share) for each in kept] == [
        ("Báo cáo năm 2026", (1, 1, 0, 2), 25), ("Quý I", (0, 0, 4, 0), None),
    ]  # fmt: skip


def test_what_was_begun_without_being_asked_has_no_trend_and_only_the_newest_are_shown(ha_tinh):
    for at in range(SHOWN + 2):
        given.period(ha_tinh, ("so-ngoai-vu",), name=f"Kỳ {at}", due=given.DUE + timedelta(days=at),
                     lock_on=given.DUE + timedelta(days=60))  # fmt: skip
    given.period(ha_tinh, ("so-ngoai-vu",), kind="ad_hoc", template="dot-xuat", name="Đột xuất")
    names = [each.period.name for each in kept_by_period(given.coordinator(ha_tinh), given.DUE)]
    assert names == [f"Kỳ {at}" for at in range(2, SHOWN + 2)]


def test_every_number_on_the_leaders_page_is_the_length_of_the_list_it_opens(ha_tinh, two, sign_in):
    given.give(ha_tinh)
    client = sign_in(ha_tinh.person("province_leader"))
    page = client.get("/tong-quan/").content.decode()
    assert "Báo cáo qua các kỳ và tỷ lệ đúng hạn" in page
    links = re.findall(r'<a href="(/ky-bao-cao/\d+/\?tinh_trang=\w+)">(\d+)</a>', page)
    assert len(links) >= 2
    for address, number in links:
        assert len(client.get(address).context["rows"]) == int(number)


def test_the_leaders_pdf_has_the_periods_and_stays_one_page(ha_tinh, two):
    actor, today = given.coordinator(ha_tinh), timezone.localdate()
    given.give(ha_tinh)
    part = ReportsTrend()
    shown = part.shown(actor, today)
    shown["kept"] = shown["kept"] * PRINTED
    found = overview(actor, None, today)
    lines = [Line(f"Ủy ban nhân dân xã thứ {at}", Chosen(organisation_id=at), 9, 3, 2, 2, 1) for at in range(140)]
    parts = [replace(found.whole, label=f"{at}. " + "Thông tin về Việt Nam " * 4) for at in range(9)]
    month = Kept("10/26", Chosen(), 120, 14, 3, 25)
    kept = Kept12([month] * MONTHS, dict.fromkeys(range(140), month), ages(actor, None, today))
    for many in (10, 45, 140):
        sheet = leaders_sheet(replace(found, agencies=lines[:many], parts=parts), kept, "Hà Tĩnh", part.printed(shown))
        assert page_count(as_pdf(sheet)) == 1
