"""The review page in a real browser: by keyboard from top to bottom, two people at once, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TestProvince
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.documents.public import receive
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Organisation
from nhipcau.organisations.queries.province_files import read_province
from nhipcau.plans.actions.confirm import confirm
from nhipcau.plans.actions.opening import open_plan
from nhipcau.plans.models import Plan
from nhipcau.plans.queries.confirmable import draft

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TABS = ("can-xem", "theo-muc", "co-quan", "can-cu", "thoi-han")


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


def opened(place, user, example: str) -> Plan:
    actor, now, file = place.actor(user), timezone.now(), EXAMPLES / example
    document = receive(actor, ContentFile(file.read_bytes()), name=file.name, now=now).document
    document.refresh_from_db()
    return open_plan(actor, document, now=now)


@pytest.fixture
def plan(place, lan) -> Plan:
    return opened(place, lan, "lang-son-2026.txt")


def review_of(plan: Plan, tab: str = "theo-muc") -> str:
    return f"/ke-hoach/{plan.pk}/ra-soat/?xem={tab}"


def chosen(page: Page):
    return page.locator("#list [aria-current=true]")


def saved(page: Page, act) -> None:
    """Does something and waits until the server has answered it."""
    page.locator("#saved").evaluate("place => place.setAttribute('data-old', '')")
    act()
    expect(page.locator("#saved:not([data-old])")).to_contain_text("đã lưu")


def test_every_view_is_clean_and_fits_wide_and_narrow(plan, lan, enter, picture):
    for tab in TABS:
        page = enter(lan, review_of(plan, tab))
        for width in (1280, 1024, 820, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") == width, tab
        assert serious_faults(page) == [], tab
        page.set_viewport_size({"width": 1280, "height": 800})
    for path in (
        "/van-ban/",
        "/van-ban/tai-len/",
        f"/van-ban/{plan.document_id}/",
        "/ke-hoach/",
        f"/ke-hoach/{plan.pk}/",
    ):
        page = enter(lan, path)
        assert serious_faults(page) == [], path
    picture(enter(lan, "/van-ban/tai-len/"), "tai-van-ban")
    picture(enter(lan, f"/van-ban/{plan.document_id}/"), "van-ban")


def test_pointing_at_one_side_lights_the_other(plan, lan, enter, picture):
    page = enter(lan, review_of(plan))
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    key = chosen(page).get_attribute("data-k")
    assert page.locator(f'[data-source] .lit[data-k~="{key}"]').count() >= 1
    expect(page.locator(f'[data-source] .lit[data-k~="{key}"]').first).to_be_in_viewport()
    picture(page, "ra-soat")

    other = plan.proposals.order_by("order")[6]
    page.locator(f'[data-source] [data-k~="p{other.pk}"]').first.click()
    expect(chosen(page)).to_have_id(f"p-{other.pk}")


def test_a_review_needs_no_mouse(plan, lan, enter, picture):
    page = enter(lan, review_of(plan))
    page.keyboard.press("ArrowDown")
    first = plan.proposals.order_by("order")[1]
    expect(chosen(page)).to_have_id(f"p-{first.pk}")

    page.keyboard.press("Enter")
    field = page.locator("[data-editing] textarea[name=text]")
    expect(field).to_be_focused()
    assert serious_faults(page) == []
    picture(page, "sua-nhiem-vu")
    field.fill("Rà soát Quy chế; trình Ủy ban nhân dân tỉnh.")
    saved(page, lambda: page.keyboard.press("Escape"))
    expect(page.locator(f"#p-{first.pk} .unit-text")).to_have_text("Rà soát Quy chế; trình Ủy ban nhân dân tỉnh.")
    expect(page.locator(f"#p-{first.pk}")).to_be_focused()

    page.keyboard.press("t")
    expect(page.locator("[data-editing] textarea[name=text]")).to_be_focused()
    saved(page, lambda: page.keyboard.press("Alt+t"))
    expect(page.locator("#list .unit-text", has_text="Trình Ủy ban nhân dân tỉnh.")).to_be_visible()
    assert plan.proposals.filter(path=first.path).count() == 2

    saved(page, lambda: page.keyboard.press("g"))
    saved(page, lambda: page.keyboard.press("x"))
    saved(page, lambda: page.keyboard.press("c"))
    for _ in range(5):
        saved(page, lambda: page.keyboard.press("z"))
    first.refresh_from_db()
    assert first.text == first.as_read["text"]
    assert plan.proposals.filter(path=first.path).count() == 1
    page.keyboard.press("5")
    expect(page.locator("#list")).to_have_attribute("data-tab", "thoi-han")


def test_a_selected_passage_becomes_a_duty(plan, lan, enter):
    page = enter(lan, review_of(plan))
    line = page.locator(".sheet-line", has_text="Kinh phí thực hiện Kế hoạch").first
    line.evaluate("element => window.getSelection().selectAllChildren(element)")

    saved(page, lambda: page.keyboard.press("n"))

    expect(chosen(page).locator(".unit-text")).to_contain_text("Kinh phí thực hiện Kế hoạch")
    expect(chosen(page)).to_contain_text("Chưa có cơ quan chủ trì.")


def test_the_second_of_two_people_is_shown_what_the_first_wrote(place, plan, lan, enter, browser, live_server):
    minh = place.person(Role.COORDINATOR, "so-ngoai-vu")
    client = Client()
    client.force_login(minh, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    second = context.new_page()
    first = enter(lan, review_of(plan))
    second.goto(f"{live_server.url}{review_of(plan)}")
    for page in (first, second):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("[data-editing] textarea[name=text]")).to_be_focused()

    first.locator("[data-editing] textarea[name=text]").fill("Nội dung của người thứ nhất.")
    saved(first, lambda: first.keyboard.press("Escape"))
    second.locator("[data-editing] textarea[name=text]").fill("Nội dung của người thứ hai.")
    second.keyboard.press("Tab")

    conflict = second.locator(".unit-conflict")
    expect(conflict).to_contain_text("Người khác vừa sửa mục này.")
    expect(conflict).to_contain_text("Nội dung của người thứ nhất.")
    expect(conflict).to_contain_text("Nội dung của người thứ hai.")
    saved(second, conflict.get_by_role("button", name="Ghi nội dung của tôi").click)
    assert plan.proposals.filter(text="Nội dung của người thứ hai.").exists()
    context.close()


def test_a_confirmed_plan_shows_who_confirmed_it(place, lan, enter, picture):
    plan, now = opened(place, lan, "ha-tinh-2026.docx"), timezone.now()
    clear = [each for each in plan.sections.all() if not draft(plan, each, timezone.localdate()).blockers]
    for section in clear:
        confirm(place.actor(lan), plan, section, now=now)

    page = enter(lan, f"/ke-hoach/{plan.pk}/")

    assert clear
    expect(page.get_by_role("main")).to_contain_text(lan.full_name)
    assert serious_faults(page) == []
    picture(page, "ke-hoach")
