"""A province's calendar of working days on its page."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.core.choices import Role
from nhipcau.core.models import AuditEntry, CalendarDay
from nhipcau.core.queries import deadline_reading, working_calendar
from nhipcau.core.workdays.calendar import is_working_day

pytestmark = pytest.mark.django_db

SWAP = {
    "kind": "on", "first": "10/01/2026", "last": "", "name": "Làm bù", "number": "12151/VPCP-KGVX",
    "issued_on": "13/12/2025", "issuer": "Văn phòng Chính phủ",
}  # fmt: skip


@pytest.fixture
def office(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR))


def text(response) -> str:
    return response.content.decode()


def test_a_year_nobody_decided_is_shown_as_provisional_with_the_law_behind_it(ha_tinh, office):
    page = text(office.get("/lich-lam-viec/?nam=2027"))
    assert "Tạm tính" in page
    assert "06/02/2027" in page
    assert "Bộ luật số 45/2019/QH14" in page


def test_a_swap_is_entered_with_its_decision_and_taken_out_again(ha_tinh, office):
    assert office.post("/lich-lam-viec/ghi/", SWAP).status_code == 302
    page = text(office.get("/lich-lam-viec/?nam=2026"))
    assert "12151/VPCP-KGVX ngày 13/12/2025 của Văn phòng Chính phủ" in page
    assert is_working_day(date(2026, 1, 10), working_calendar(ha_tinh.province.pk))
    office.post("/lich-lam-viec/bo/", {"day": "2026-01-10"})
    assert not is_working_day(date(2026, 1, 10), working_calendar(ha_tinh.province.pk))
    assert AuditEntry.objects.filter(act="core.calendar").count() == 2


def test_a_decision_for_a_whole_year_ends_tam_tinh(ha_tinh, office):
    tet = {**SWAP, "kind": "off", "first": "04/02/2027", "last": "10/02/2027", "name": "Tết", "settles": "on"}
    office.post("/lich-lam-viec/ghi/", tet)
    assert CalendarDay.objects.count() == 7
    assert not working_calendar(ha_tinh.province.pk).is_provisional(2027)
    assert "Chưa có văn bản ấn định" not in text(office.get("/lich-lam-viec/?nam=2027"))


@pytest.mark.parametrize(
    "wrong", [{"last": "09/01/2026"}, {"last": "31/12/2026"}, {"first": "hôm qua"}, {"number": ""}]
)
def test_days_in_no_order_or_without_a_decision_are_not_entered(ha_tinh, office, wrong):
    assert office.post("/lich-lam-viec/ghi/", {**SWAP, **wrong}).status_code == 422
    assert not CalendarDay.objects.exists()


def test_who_may_not_change_it_sees_it_without_forms(ha_tinh, sign_in):
    client = sign_in(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))
    page = text(client.get("/lich-lam-viec/"))
    assert "Ghi vào lịch" not in page
    assert "chậm nhất ngày 14/11" in page
    assert client.post("/lich-lam-viec/ghi/", SWAP).status_code == 403


def test_one_provinces_calendar_is_not_anothers(ha_tinh, hue, office):
    office.post("/lich-lam-viec/ghi/", SWAP)
    assert not is_working_day(date(2026, 1, 10), working_calendar(hue.province.pk))


def test_how_deadlines_are_read_is_the_provinces_choice(ha_tinh, office):
    read = deadline_reading(ha_tinh.province).of(date(2026, 11, 15), before=True)
    assert (read.strict, read.last_day) == (date(2026, 11, 14), date(2026, 11, 16))
    office.post("/lich-lam-viec/cach-tinh/", {"deadline_on_day_off": "previous"})
    ha_tinh.province.refresh_from_db()
    read = deadline_reading(ha_tinh.province).of(date(2026, 11, 15), before=True)
    assert (read.strict, read.last_day) == (date(2026, 11, 15), date(2026, 11, 13))


def test_the_calendar_costs_two_queries(ha_tinh, office, django_assert_num_queries):
    office.post("/lich-lam-viec/ghi/", SWAP)
    with django_assert_num_queries(2):
        working_calendar(ha_tinh.province.pk)
