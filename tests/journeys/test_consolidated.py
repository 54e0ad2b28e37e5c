"""From the agencies' reports to the issued one: drafted, looked at, edited, reviewed by a second person, numbered."""

from __future__ import annotations

import pytest
from conftest import TestProvince
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Organisation
from nhipcau.organisations.queries.province_files import read_province
from nhipcau.paper.public import walk_figures
from nhipcau.reports.models import Consolidation, Tally
from nhipcau.reports.tests import given
from nhipcau.reports.tests.test_consolidation import OTHER_VISIT, VISIT, arrived

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BODIES = ("so-ngoai-vu", "so-tai-chinh", "cong-an")


@pytest.fixture
def place():
    province, _ = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=timezone.now())
    bodies = Organisation.objects.filter(province=province, valid_to=None)
    return TestProvince(province, {body.code: body for body in bodies})


@pytest.fixture
def period(place):
    made = given.period(place, BODIES)
    arrived(place, made, "so-ngoai-vu", {"phim": "3", "an-pham": "1.200", "phong-vien": "12"}, **{"bao-chi": VISIT})
    told = {"bao-chi": OTHER_VISIT, "tap-huan": "Mở 02 lớp tập huấn."}
    arrived(place, made, "cong-an", {"phim": "2", "phong-vien": "15"}, **told)
    return made


def clean(page) -> None:
    """The page is sound for everybody, wide and narrow."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert serious_faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def test_the_consolidated_report_from_draft_to_number(place, period, enter, picture):
    coordinator, leader = place.person(Role.COORDINATOR), place.person(Role.PROVINCE_LEADER)
    coordinator.full_name = "Nguyễn Thị Lan"
    coordinator.save(update_fields=["full_name"])
    page = enter(coordinator, "/bao-cao-tong-hop/")
    clean(page)
    page.get_by_role("button", name="Lập dự thảo báo cáo tổng hợp").click()
    expect(page.get_by_role("heading", name="Số liệu mâu thuẫn")).to_be_visible()
    clean(page)

    page.get_by_role("link", name="Mở 02 lớp tập huấn").click()
    words = page.get_by_label("Nội dung", exact=True).first
    expect(words).to_have_value("Mở 02 lớp tập huấn (Công an tỉnh).")
    clean(page)
    picture(page, "bao-cao-tong-hop")
    words.fill("Mở 02 lớp tập huấn cho 90 cán bộ (Công an tỉnh).")
    page.get_by_role("button", name="Lưu đoạn này").click()
    expect(page.get_by_text("Số “90” trong đoạn này chưa có nguồn.")).to_be_visible()
    page.get_by_label("Căn cứ của số “90”").fill("Danh sách lớp do Công an tỉnh gửi kèm")
    page.get_by_role("button", name="Ghi căn cứ").click()
    expect(page.get_by_text("Danh sách lớp do Công an tỉnh gửi kèm")).to_be_visible()

    page.get_by_role("link", name="1 điểm cần xem").click()
    page.get_by_label("Cách xử lý").first.fill("Theo danh sách đoàn của Sở Ngoại vụ")
    page.get_by_role("button", name="Ghi đã xem").first.click()
    expect(page.get_by_text("Theo danh sách đoàn của Sở Ngoại vụ")).to_be_visible()
    page.get_by_role("button", name="Trình soát xét").click()
    expect(page.get_by_text("Chờ soát xét").first).to_be_visible()

    paper = Consolidation.objects.get()
    page = enter(leader, f"/bao-cao-tong-hop/{paper.pk}/")
    page.get_by_role("button", name="Đồng ý trình ký").click()
    expect(page.get_by_text("Trình ký").first).to_be_visible()

    page = enter(coordinator, f"/bao-cao-tong-hop/{paper.pk}/")
    page.get_by_role("link", name="Ghi số và ban hành").click()
    clean(page)
    page.get_by_label("Số", exact=True).fill("215")
    page.get_by_role("button", name="Ban hành và giữ nguyên số liệu").click()
    expect(page.get_by_text("Số 215/BC-UBND").first).to_be_visible()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    digits = [each for each in walk_figures(waiting.value.path().read_bytes()) if each.why is None]
    records = {f"figure:{pk}" for pk in Tally.objects.filter(paper=paper).values_list("pk", flat=True)}
    assert {each.source for each in digits} <= records
    assert "90" in {each.text for each in digits}
