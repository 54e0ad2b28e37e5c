"""Following the duties, in a real browser, on the demonstration's own plan and progress."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.core.models import User
from nhipcau.plans.models import Assignment

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


def test_a_coordinator_finds_a_duty_without_marks_opens_it_and_answers_what_waits(person, enter, picture):
    page = enter(person("dieu-phoi"), reverse("plans:register"))
    picture(page, "so-nhiem-vu")
    page.get_by_label("Tìm trong nội dung").fill("thong tin doi ngoai")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("thong"))
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("17/KH-UBND")
    picture(page, "nhiem-vu")

    page.goto(page.url.split("/so-nhiem-vu/")[0] + reverse("plans:inbox"))
    picture(page, "cho-xu-ly")
    waiting = Assignment.objects.filter(state="reported").count()
    accepts = page.get_by_role("button", name="Chấp nhận")
    shown = accepts.count()
    accepts.first.click()
    expect(accepts).to_have_count(shown - 1)
    assert Assignment.objects.filter(state="reported").count() == waiting - 1


def test_a_focal_person_finds_what_is_due_first_on_a_phone(person, enter, picture):
    page = enter(person("dau-moi"))
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    picture(page, "viec-cua-toi")
    page.locator("a[href*=phan-cong]").first.click()
    expect(page.get_by_role("button", name="Gửi báo cáo")).to_be_visible()
    picture(page, "bao-cao-tien-do")


def test_a_leader_sees_one_screen_and_prints_one_sheet(person, enter, picture):
    page = enter(person("lanh-dao-tinh"))
    expect(page).to_have_url(re.compile(reverse("plans:overview")))
    picture(page, "tong-quan")
    page.get_by_role("link", name="Bản in A4").click()
    picture(page, "tong-quan-a4")
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheet) == 1
