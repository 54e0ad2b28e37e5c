"""The leader's months, down to the sentence; letters to late agencies; what comes out of the printer."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from tests.conftest import serious_faults
from tools.console import ROOT

from nhipcau.core.models import User
from nhipcau.paper.public import as_pdf
from nhipcau.paper.tests import given

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def person(settings):
    """The demonstration stands; `person("dau-moi")` answers the user of that account."""
    settings.NHIPCAU_DEMO = True
    for command in ("load_demo", "load_demo_plan", "load_demo_progress"):
        call_command(command, verbosity=0)
    return lambda name: User.objects.get(email=f"{name}@ha-tinh.demo")


@pytest.fixture
def page_one(request):
    """`page_one(pdf, "ten")` keeps the picture of a first page where pictures are asked for (--pictures)."""

    def kept(content: bytes, name: str) -> None:
        if request.config.getoption("--pictures"):
            drawn = pypdfium2.PdfDocument(content)[0].render(scale=1.4).to_pil()
            drawn.convert("L").save(ROOT / f"docs/pictures/{name}.png", optimize=True)

    return kept


def test_a_leader_goes_from_a_month_to_the_sentence_that_charged_the_agency(person, enter, picture):
    page = enter(person("lanh-dao-tinh"), f"{reverse('plans:overview')}?ke_hoach=tat-ca")
    chart = page.get_by_role("img", name="Việc đến hạn từng tháng và tỷ lệ đúng hạn")
    expect(chart).to_be_visible()
    assert serious_faults(page) == []
    page.get_by_text("Bảng số liệu, bấm vào số để mở danh sách").click()
    page.evaluate("scrollTo(0, 0)")
    picture(page, "tong-quan-theo-thang", whole=True)
    months = page.locator("details tbody")
    number = months.locator("a").first
    counted = number.inner_text()
    number.click()
    expect(page).to_have_url(re.compile("tu_ngay"))
    expect(page.locator("tbody tr")).to_have_count(int(counted))
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("Sở")
    page.go_back()
    page.go_back()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious_faults(page) == []


def test_the_whole_page_of_the_leader_comes_as_one_sheet(person, enter, page_one):
    page = enter(person("lanh-dao-tinh"), reverse("plans:overview"))
    address = page.get_by_role("link", name="Tải PDF một trang").get_attribute("href")
    answer = page.request.get(page.url.split("/tong-quan")[0] + str(address), timeout=90_000)
    assert answer.status == 200
    assert len(pypdfium2.PdfDocument(answer.body())) == 1
    page_one(answer.body(), "tong-quan-pdf")


def test_a_coordinator_has_the_letters_to_late_agencies_ready(person, enter, picture, page_one):
    page = enter(person("dieu-phoi"), f"{reverse('plans:overview')}?ke_hoach=tat-ca")
    page.get_by_role("link", name="Công văn đôn đốc").click()
    expect(page.get_by_role("heading", name="Công văn đôn đốc", exact=True)).to_be_visible()
    page.goto(f"{page.url}&ky_hieu=SVHTTDL-QLBC")
    expect(page.get_by_role("link", name="Tải tất cả (Word)")).to_be_visible()
    assert serious_faults(page) == []
    picture(page, "cong-van-don-doc")
    host = page.url.split("/tong-quan")[0]
    address = page.locator("tbody a[href*='tep=pdf']").first.get_attribute("href")
    answer = page.request.get(host + str(address), timeout=90_000)
    assert answer.body()[:4] == b"%PDF"
    page_one(answer.body(), "cong-van-trang-mot")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_coordinator_draws_up_minutes_of_a_briefing(person, enter, picture, page_one):
    page = enter(person("dieu-phoi"), f"{reverse('plans:overview')}?ke_hoach=tat-ca")
    page.get_by_role("link", name="Biên bản giao ban").click()
    issuer = page.get_by_label("Cơ quan lập biên bản").first
    expect(issuer).to_have_value("Sở Văn hóa, Thể thao và Du lịch")
    page.get_by_label("Ký hiệu").fill("BB-SVHTTDL")
    page.get_by_label("Địa điểm").fill("Phòng họp số 2")
    page.get_by_label("Người chủ trì").fill("Phạm Quốc Ưng")
    page.get_by_label("Thư ký").fill("Lê Thị Đào")
    page.get_by_label("Thành phần dự họp").fill("Sở Ngoại vụ\nSở Tài chính")
    page.get_by_label("Kết luận").fill("Các cơ quan có việc quá hạn báo cáo kết quả trước ngày 20 hằng tháng.")
    assert serious_faults(page) == []
    picture(page, "bien-ban-giao-ban", whole=True)
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="Tải biên bản (PDF)").click()
    content = download.value.path().read_bytes()
    assert content[:4] == b"%PDF"
    page_one(content, "bien-ban-trang-mot")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_page_one_of_a_report_is_kept_for_people_to_look_at(page_one):
    content = as_pdf(given.report())
    assert len(pypdfium2.PdfDocument(content)) > 3
    page_one(content, "bao-cao-trang-mot")
