"""Reminders in a real browser: seen before they leave, held, released, read as a letter and in the house."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from nhipcau.core.models import Province, User
from nhipcau.notices.models import Digest
from nhipcau.notices.queries.planning import next_run_day
from nhipcau.plans.models import Assignment

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NUMBER = re.compile(r"^\* (\d+) .*: (\S+)$", re.MULTILINE)


@pytest.fixture
def person(settings, tmp_path):
    """The demonstration stands, its letters go to a folder; `person("dau-moi")` answers the user of that account."""
    settings.NHIPCAU_DEMO = True
    settings.EMAIL_BACKEND = "nhipcau.notices.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    for command in ("load_demo", "load_demo_plan", "load_demo_progress"):
        call_command(command, verbosity=0)
    return lambda name: User.objects.get(email=f"{name}@ha-tinh.demo")


@pytest.fixture
def on(person):
    """The day of the next run: three duties of the focal person's agency are due a week later, one is long late."""
    province = Province.objects.get(code="ha-tinh")
    day = next_run_day(province.pk, timezone.localdate())
    rows = Assignment.objects.filter(organisation__code="so-ngoai-vu", organisation__province=province, withdrawn=False)
    rows.update(state="done")
    leading = list(rows.filter(part="lead", requested=False).order_by("pk")[:4])
    assert len(leading) == 4
    for row, distance in zip(leading, (7, 7, 7, -60), strict=True):
        row.due = row.last_day = day + timedelta(days=distance)
        row.state = "not_started"
        row.save(update_fields=["due", "last_day", "state"])
    return day


def letters(folder, reader):
    """The letters to one person that lie in the folder."""
    found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in folder.glob("*.eml")]
    return [letter for letter in found if letter["To"] == reader.email]


def test_a_reminder_is_seen_held_released_and_read(person, on, enter, picture, tmp_path):
    page = enter(person("dieu-phoi"), reverse("notices:upcoming"))
    reader = person("dau-moi")
    row = page.get_by_role("row").filter(has_text=reader.full_name)
    expect(row).to_have_count(1)
    picture(page, "nhac-viec")
    row.get_by_role("link", name=reader.full_name).click()
    expect(page.get_by_role("article")).to_contain_text("3 nhiệm vụ đến hạn trong 30 ngày")
    picture(page, "thu-nhac-viec")

    page.goto(page.url.split("/nhac-viec/")[0] + reverse("notices:upcoming"))
    row.get_by_role("button", name="Giữ người này").click()
    expect(row).to_contain_text("Đang giữ")
    call_command("remind", on=on, province="ha-tinh", verbosity=0)
    assert letters(tmp_path, reader) == []

    page.get_by_role("link", name="Đang giữ").click()
    page.get_by_role("button", name=f"Thả: {reader.full_name}").click()
    expect(page.get_by_text("Không giữ thư nào")).to_be_visible()
    (letter,) = letters(tmp_path, reader)
    assert "1 nhiệm vụ quá hạn, 3 nhiệm vụ đến hạn trong 30 ngày" in letter["Subject"]

    text = letter.get_body(("plain",)).get_content()
    for number, address in NUMBER.findall(text):
        enter(reader, re.sub(r"^https?://[^/]+", "", address))
        expect(page.locator("tbody").get_by_role("row")).to_have_count(int(number))

    enter(reader, reverse("plans:my_work"))
    page.get_by_role("link", name="Thông báo của tôi (1)").click()
    expect(page.get_by_role("article")).to_contain_text("1 nhiệm vụ quá hạn")
    picture(page, "thong-bao")
    page.get_by_role("article").get_by_role("button", name="Đã xem").click()
    expect(page.get_by_role("link", name="Thông báo của tôi", exact=True)).to_be_visible()
    assert Digest.objects.get(user=reader).read_at is not None


def test_a_day_off_is_entered_with_its_decision(person, enter, picture):
    page = enter(person("dieu-phoi"), f"{reverse('core:calendar')}?nam=2026")
    page.get_by_label("Làm việc (bù cho ngày khác)").check()
    page.get_by_label("Từ ngày").fill("22/08/2026")
    page.get_by_label("Lý do").fill("Hoán đổi ngày làm việc dịp Quốc khánh")
    page.get_by_label("Số, ký hiệu văn bản").fill("5/TB-UBND")
    page.get_by_label("Ngày ban hành").fill("10/01/2026")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Hà Tĩnh")
    page.get_by_role("button", name="Ghi vào lịch").click()
    expect(page.get_by_role("row").filter(has_text="22/08/2026")).to_contain_text("5/TB-UBND ngày 10/01/2026")
    picture(page, "lich-lam-viec")
