"""The register of documents, comparison, coverage and the paper of a scan, in a real browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from conftest import TestProvince
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from tests.conftest import serious_faults

import vanban
from nhipcau.core.choices import Role
from nhipcau.documents.actions.upload import declare_unclassified
from nhipcau.documents.public import Document, receive
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Organisation
from nhipcau.organisations.queries.province_files import read_province
from nhipcau.plans.actions.opening import open_plan

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture
def place():
    province, _ = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=timezone.now())
    bodies = Organisation.objects.filter(province=province, valid_to=None)
    return TestProvince(province, {body.code: body for body in bodies})


@pytest.fixture
def lan(place):
    user = place.person(Role.COORDINATOR)
    user.full_name = "Nguyễn Thị Lan"
    user.save(update_fields=["full_name"])
    return user


def brought(place: Any, user: Any, name: str, content: bytes | None = None) -> Document:
    """A document that was uploaded, and read here and now."""
    content = content or (EXAMPLES / name).read_bytes()
    document = receive(place.actor(user), ContentFile(content), name=name, now=timezone.now()).document
    document.refresh_from_db()
    return document


def looks_right(page: Page) -> None:
    """Nothing serious under axe, and no sideways scroll on a phone."""
    assert serious_faults(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.set_viewport_size(DESK)


def scan_of(example: str) -> bytes:
    """The first page of a PDF as a scanner would give it: a slightly turned picture without text."""
    page = Image.open(io.BytesIO(vanban.page_picture(EXAMPLES / example, 1, width=1240)))
    made = io.BytesIO()
    page.convert("L").rotate(0.5, fillcolor=255).save(made, "PDF", resolution=150)
    return made.getvalue()


def test_what_a_document_says_of_another_waits_until_somebody_confirms_it(place, lan, enter, picture):
    for name in ("lang-son-2026.txt", "lang-son-2026-sua-doi.txt"):
        brought(place, lan, name)
    page = enter(lan, "/van-ban/so/cho-xac-nhan/")
    looks_right(page)
    row = page.locator(".relation", has_text="thay thế Kế hoạch số 37/KH-UBND").first
    key = row.get_attribute("id")
    picture(page, "quan-he-cho-xac-nhan")

    row.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("#toasts")).to_contain_text("Đã xác nhận.")
    expect(page.locator(f"#{key}")).to_have_count(0)

    page.goto(page.url.replace("/cho-xac-nhan/", "/?tinh_trang=expired"))
    expect(page.locator(".line-cell")).to_contain_text(["37/KH-UBND"])
    looks_right(page)
    page.goto(page.url.replace("tinh_trang=expired", "q=ke+hoach"))
    expect(page.locator(".line-cell").first).to_be_visible()
    picture(page, "so-van-ban", whole=True)


def test_a_basis_that_has_ended_is_flagged_and_leads_to_its_place(place, lan, enter, picture):
    plan = open_plan(place.actor(lan), brought(place, lan, "lang-son-2026.txt"), now=timezone.now())
    page = enter(lan, "/van-ban/so/?q=72/2015")
    page.locator(".line-cell a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("72/2015/NĐ-CP")
    looks_right(page)
    page.get_by_role("link", name="Ghi tình trạng hiệu lực").click()
    page.get_by_label("Do văn bản số").fill("99/2025/NĐ-CP")
    page.locator("[name=since]").fill("01/07/2025")
    page.get_by_label("Nguồn").fill("Công báo")
    looks_right(page)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("#toasts")).to_contain_text("Đã ghi vào sổ.")

    page.goto(page.url.split("/van-ban/")[0] + f"/ke-hoach/{plan.pk}/")
    flag = page.locator(".basis-flag")
    expect(flag).to_contain_text("Đã hết hiệu lực khi ban hành kế hoạch, từ ngày 01/07/2025")
    looks_right(page)
    picture(page, "can-cu-het-hieu-luc")
    page.get_by_role("link", name="Xem chỗ dẫn trong kế hoạch").click()
    expect(page.locator("[data-list-body] .basis-flag")).to_be_visible()
    expect(page.locator("[data-source] .lit[data-k^=c]").first).to_be_in_viewport()


def test_two_documents_are_set_side_by_side(place, lan, enter, picture):
    before, after = (brought(place, lan, name) for name in ("lang-son-2026.txt", "lang-son-2026-sua-doi.txt"))

    page = enter(lan, f"/van-ban/so-sanh/?truoc={before.pk}&sau={after.pk}")

    expect(page.locator(".diff-added").first).to_be_visible()
    looks_right(page)
    picture(page, "so-sanh")
    page.get_by_role("link", name="Giữ nguyên").click()
    expect(page.locator(".tab[aria-current=page]")).to_contain_text("Giữ nguyên")
    expect(page.locator(".diff-added")).to_have_count(0)


def test_a_task_of_a_superior_document_is_settled_by_a_person(place, lan, enter, picture):
    superior = brought(place, lan, "lang-son-2026.txt")
    plan = open_plan(place.actor(lan), brought(place, lan, "son-la-2026.txt"), now=timezone.now())
    page = enter(lan, f"/ke-hoach/{plan.pk}/doi-chieu/?van_ban={superior.pk}&xem=missing")
    looks_right(page)
    picture(page, "doi-chieu")
    rows = page.locator(".coverage-row")
    many = rows.count()
    rows.first.locator("summary").click()
    rows.first.locator("[name=reason]").fill("Tỉnh không có nội dung này")

    rows.first.get_by_role("button", name="Ghi: không áp dụng").click()

    expect(page.locator("#toasts")).to_contain_text("Đã ghi kết luận")
    expect(rows).to_have_count(many - 1)
    page.get_by_role("link", name="Không áp dụng").click()
    expect(page.locator(".coverage-row")).to_contain_text(["Tỉnh không có nội dung này"])


def test_a_scan_is_reviewed_on_its_paper(place, lan, enter, picture):
    document = brought(place, lan, "quet.pdf", scan_of("da-nang-2026.pdf"))
    document = declare_unclassified(place.actor(lan), document, now=timezone.now())
    plan = open_plan(place.actor(lan), document, now=timezone.now())

    page = enter(lan, f"/ke-hoach/{plan.pk}/ra-soat/?xem=theo-muc")

    expect(page.locator(".paper img").first).to_have_js_property("naturalWidth", 1100, timeout=60_000)
    expect(page.locator("[data-sheet]")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    key = page.locator("#list [aria-current=true]").get_attribute("data-k")
    expect(page.locator(f'.paper-marks rect.lit[data-k~="{key}"]').first).to_be_in_viewport()
    assert serious_faults(page) == []
    picture(page, "ra-soat-ban-quet")

    other = plan.proposals.order_by("order").first()
    page.locator(f'.paper-marks rect[data-k~="p{other.pk}"]').first.click()
    expect(page.locator("#list [aria-current=true]")).to_have_id(f"p-{other.pk}")
    page.get_by_role("button", name="Ảnh trang").click()
    expect(page.locator("[data-sheet]")).to_be_visible()
