"""The main job from end to end, in a real browser: a signed plan becomes duties that an agency answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TestProvince
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.core.models import Province
from nhipcau.organisations.models import Organisation
from nhipcau.plans.models import Assignment, Plan

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
PLANS = {
    "a real plan": ROOT.parent / "shared" / "seeds" / "003_820a034ab140f194.txt",
    "an own example": ROOT / "examples" / "ha-tinh-2026.docx",
}


@pytest.fixture
def place():
    call_command("load_province", "ha-tinh", verbosity=0)
    province = Province.objects.get(code="ha-tinh")
    bodies = Organisation.objects.filter(province=province, valid_to=None)
    return TestProvince(province, {body.code: body for body in bodies})


def upload(page, file: Path) -> None:
    page.get_by_role("link", name="Tải kế hoạch lên").first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.get_by_role("link", name="Mở rà soát kế hoạch").click()
    page.get_by_role("main").get_by_role("button", name="Mở rà soát").click()
    expect(page).to_have_url(re.compile(r"/ra-soat/"))


def hand_to(page, duty, name_without_marks: str, name: str) -> None:
    """Opens one duty by keyboard and puts another agency in the place of its lead, here only."""
    page.goto(page.url.split("?")[0] + "?xem=theo-muc")
    page.locator(f"#p-{duty.pk}").click()
    page.keyboard.press("Enter")
    editor = page.locator(f"#p-{duty.pk} form.editor")
    leads = editor.get_by_role("group", name="Cơ quan chủ trì")
    leads.locator(".who-name").first.click()
    leads.locator("[data-everywhere]").uncheck()
    leads.get_by_role("combobox").fill(name_without_marks)
    leads.get_by_role("option", name=name).first.click()
    expect(leads.locator(".who-name").first).to_contain_text(name)
    page.keyboard.press("Escape")


def done_by(page, agency: str) -> int:
    """The number under “Hoàn thành” in the agency's row of the leader's page."""
    table = page.get_by_role("table").filter(has=page.get_by_role("rowheader", name=agency, exact=True)).first
    heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=agency, exact=True))
    return int(row.locator("th, td").nth(heads.index("Hoàn thành")).inner_text())


@pytest.mark.parametrize("kind", PLANS)
def test_a_signed_plan_is_read_corrected_confirmed_carried_out_and_counted(place, enter, kind):
    if not PLANS[kind].exists():
        pytest.skip("the reference plans lie beside the project only where it is developed")
    coordinator, leader = place.person(Role.COORDINATOR), place.person(Role.PROVINCE_LEADER)
    officer = place.person(Role.FOCAL_PERSON, "so-ngoai-vu")

    page = enter(coordinator)
    upload(page, PLANS[kind])
    assert serious_faults(page) == []
    plan = Plan.objects.get()
    section = plan.sections.filter(proposals__isnull=False).first()
    duty = section.proposals.filter(parties__part="lead", parties__state="resolved").first()
    hand_to(page, duty, "so ngoai vu", "Sở Ngoại vụ")
    assert "Sở Ngoại vụ" in [str(each.organisation) for each in duty.parties.filter(part="lead")]

    page.goto(f"{page.url.split('/ra-soat/')[0]}/xac-nhan/?muc={section.path}")
    page.get_by_role("main").get_by_role("button", name="Xác nhận").click()
    expect(page).not_to_have_url(re.compile("xac-nhan"))
    given = Assignment.objects.get(duty__proposal=duty, organisation__code="so-ngoai-vu", part="lead")
    assert given.duty.spans
    assert given.duty.confirmed_by == coordinator

    page = enter(leader, reverse("plans:overview"))
    before = done_by(page, "Sở Ngoại vụ")

    page.set_viewport_size({"width": 390, "height": 844})
    page = enter(officer)
    expect(page).to_have_url(re.compile(reverse("plans:my_work")))
    page.get_by_role("link", name=given.duty.text[:40]).first.click()
    assert serious_faults(page) == []
    page.get_by_label("Đã hoàn thành").check()
    page.get_by_label("Đã làm được gì").fill("Đã tổ chức hội nghị, 120 người dự.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("main")).to_contain_text("Đã ghi nhận báo cáo")
    page.set_viewport_size({"width": 1280, "height": 800})

    page = enter(coordinator, reverse("plans:inbox"))
    page.get_by_role("button", name="Chấp nhận").first.click()
    expect(page.get_by_role("main")).not_to_contain_text("120 người dự")
    given.refresh_from_db()
    assert given.done_on == timezone.localdate()

    page = enter(leader, reverse("plans:overview"))
    assert done_by(page, "Sở Ngoại vụ") == before + 1
    assert serious_faults(page) == []
