"""A reporting period in a real browser: opened, written by several agencies, one late, one empty, one returned and
corrected; what is typed survives a network and a browser that go away."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import TestProvince
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Organisation
from nhipcau.organisations.queries.province_files import read_province
from nhipcau.plans.models import Figure, Update
from nhipcau.plans.tests.given import duty, give, plan
from nhipcau.reports.actions.frame import ensure_templates
from nhipcau.reports.actions.opening import NewPeriod, grant_exception, open_period
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.choices import ExceptionKind, PeriodKind
from nhipcau.reports.models import Period, Submission
from nhipcau.reports.tests.given import enough, field
from nhipcau.reports.tests.test_figures import CASES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MIDDLE = "(element) => element.scrollIntoView({ block: 'center' })"
PATIENCE = 20_000  # milliseconds
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
NAMES = {
    "so-ngoai-vu": "Trần Văn Bình", "so-cong-thuong": "Lê Thị Mai", "so-tai-chinh": "Phan Quốc Khánh",
    "so-noi-vu": "Hồ Thị Dung",
}  # fmt: skip
DONE = (
    ("Đón và hướng dẫn phóng viên nước ngoài tác nghiệp tại tỉnh", "Đã hướng dẫn 3 đoàn phóng viên nước ngoài."),
    ("Cung cấp thông tin đối ngoại cho cơ quan báo chí", "Đã gửi 12 tin, bài song ngữ cho cổng thông tin tỉnh."),
    ("Tổ chức gặp mặt kiều bào", "Đã gặp mặt 150 kiều bào nhân dịp đầu năm."),
)


@pytest.fixture
def place():
    province, _ = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=timezone.now())
    bodies = Organisation.objects.filter(province=province, valid_to=None)
    made = TestProvince(province, {body.code: body for body in bodies})
    ensure_templates(province, now=timezone.now())
    for code, name in NAMES.items():
        _named(made.person(Role.FOCAL_PERSON, code), name)
    _named(made.person(Role.COORDINATOR), "Nguyễn Thị Minh Hà")
    return made


def _named(user: Any, name: str) -> None:
    user.full_name = name
    user.save(update_fields=["full_name"])


@pytest.fixture
def work(place):
    """A plan with three duties of one agency that were reported on this year, and one of each of the others."""
    held, now = plan(place, "17/KH-UBND", timezone.localdate().year), timezone.now()
    for order, (text, said) in enumerate(DONE):
        row = give(place, "so-ngoai-vu", to=duty(place, text, of=held, order=order))
        by = place.person(Role.FOCAL_PERSON, "so-ngoai-vu")
        owner = {"province": place.province}
        update = Update.objects.create(
            **owner, assignment=row, by=by, at=now - timedelta(days=40), state="in_progress", text=said
        )
        if not order:
            Figure.objects.create(**owner, update=update, label="Lượt phóng viên", value=Decimal(3), unit="lượt")
    for code in ("so-cong-thuong", "so-tai-chinh", "so-noi-vu"):
        give(place, code, to=duty(place, of=held))
    return held


def _actor(place: TestProvince, role: str, code: str = "") -> Any:
    return place.actor(place.person(role, code), timezone.localdate())


def _period(place: TestProvince, work: Any, due: date, codes: tuple[str, ...]) -> Period:
    today = timezone.localdate()
    template = ensure_templates(place.province, now=timezone.now())["tong-hop"]
    return open_period(
        _actor(place, Role.COORDINATOR),
        NewPeriod(
            name=f"Báo cáo công tác thông tin đối ngoại năm {today.year}", kind=PeriodKind.YEAR, template=template,
            year=today.year, first_day=today - timedelta(days=330), cut_off=due - timedelta(days=7), due=due,
            lock_on=today + timedelta(days=20), plans=[work], organisations=[place.org[code] for code in codes],
        ),
        now=timezone.now(),
    )  # fmt: skip


def _report(period: Period, code: str) -> Submission:
    rows = Submission.objects.select_related("period", "obligation", "organisation", "draft", "sent")
    return rows.get(period=period, organisation__code=code)


def _fill(page: Page, name: str, words: str) -> None:
    page.locator(f'[name="{name}"][data-field]').fill(words)


def _told(page: Page, words: str) -> None:
    """Waits for what the page shows after an act: sending is saving, checking and a page of its own."""
    expect(page.get_by_role("main")).to_contain_text(words, timeout=PATIENCE)


def _saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(re.compile("Đã lưu lúc"), timeout=PATIENCE)


def test_agencies_report_one_late_one_empty_one_returned_and_corrected(place, work, enter, picture):
    codes = ("so-ngoai-vu", "so-cong-thuong", "so-tai-chinh", "so-noi-vu")
    period = _opened_in_the_browser(place, enter, picture, codes)
    _own_agency_writes_and_sends(place, period, enter, picture)
    _sends_late(place, period, enter)
    _sends_nothing(place, period, enter)
    _returned_and_corrected(place, period, enter, picture)

    page = enter(place.person(Role.COORDINATOR), reverse("reports:matrix"))
    page.set_viewport_size(DESK)
    table = page.get_by_role("table")
    for word in ("Đã tiếp nhận", "Gửi muộn", "Gửi không phát sinh", "Quá hạn, chưa gửi"):
        expect(table).to_contain_text(word)
    picture(page, "bang-theo-doi-bao-cao")
    page.get_by_role("row", name="Đã nhận").get_by_role("link").first.click()
    expect(page.locator("tbody tr")).to_have_count(3)


def _opened_in_the_browser(place: Any, enter: Any, picture: Any, codes: tuple[str, ...]) -> Period:
    page = enter(place.person(Role.COORDINATOR), reverse("reports:open"))
    picture(page, "mo-ky-bao-cao")
    assert serious_faults(page) == []
    today = timezone.localdate()
    ago = {"first_day": 330, "cut_off": 8, "due": 1, "lock_on": -10}
    days = {name: today - timedelta(days=number) for name, number in ago.items()}
    for name, day in days.items():
        page.locator(f"[name={name}]").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Tên kỳ báo cáo").fill(f"Báo cáo công tác thông tin đối ngoại năm {today.year}")
    page.get_by_role("button", name="Mở kỳ báo cáo").click()
    _told(page, "Đã mở kỳ báo cáo")
    period = Period.objects.get()
    assert set(period.obligations.values_list("organisation__code", flat=True)) == set(codes)
    for moved in period.obligations.filter(organisation__code__in=("so-ngoai-vu", "so-tai-chinh")):
        grant_exception(
            _actor(place, Role.COORDINATOR), moved, ExceptionKind.LATER_DUE,
            until=today + timedelta(days=5), reason="Đang phục vụ đoàn đối ngoại", now=timezone.now(),
        )  # fmt: skip
    return period


def _own_agency_writes_and_sends(place: Any, period: Period, enter: Any, picture: Any) -> None:
    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), reverse("reports:mine"))
    page.set_viewport_size(PHONE)
    picture(page, "bao-cao-cua-co-quan")
    page.get_by_role("link", name=period.name).click()
    expect(page.get_by_text("Đã hướng dẫn 3 đoàn phóng viên nước ngoài.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert serious_faults(page) == []
    page.get_by_text("Ghi nhận").first.evaluate(MIDDLE)
    picture(page, "soan-bao-cao")
    report = _report(period, "so-ngoai-vu")
    phong_vien = field(report, "phong-vien", "f", "0")
    expect(page.locator(f'[name="{phong_vien}"]')).to_have_value("3")
    _fill(page, field(report, "chi-dao"), "Đã ban hành kế hoạch của Sở và 02 công văn hướng dẫn.")
    phim = field(report, "phim", "f", "0")
    _fill(page, phim, "khoảng 20")
    about = page.get_by_text("“khoảng 20” là số ước lượng.")
    expect(about).to_be_visible()
    about.evaluate(MIDDLE)
    picture(page, "so-lieu-uoc-luong")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_role("alert")).to_contain_text("chỗ cần xem lại. Mọi nội dung đã được lưu.", timeout=PATIENCE)
    expect(page.locator(f'[name="{phim}"]')).to_have_value("khoảng 20")
    _fill(page, phim, "1.234")
    for name, value in enough(_report(period, "so-ngoai-vu")).items():
        if name.startswith("k.") and name != phim.replace("f.", "k.", 1):
            page.locator(f'select[name="{name}"]').select_option(value)
    page.get_by_role("button", name="Gửi báo cáo").click()
    _told(page, "Đã gửi báo cáo")
    sent = _report(period, "so-ngoai-vu")
    assert sent.sent.figures.get(indicator__code="phim").value == 1234
    assert sent.sent.answers.filter(update__isnull=False).count() == 3


def _sends_late(place: Any, period: Period, enter: Any) -> None:
    report = _report(period, "so-cong-thuong")
    person = place.person(Role.FOCAL_PERSON, "so-cong-thuong")
    actor = _actor(place, Role.FOCAL_PERSON, "so-cong-thuong")
    save_draft(actor, report, enough(report), seen=0, now=timezone.now())
    page = enter(person, reverse("reports:write", args=[report.pk]))
    _told(page, "ghi là gửi muộn")
    page.get_by_role("button", name="Gửi báo cáo").click()
    _told(page, "Gửi muộn")


def _sends_nothing(place: Any, period: Period, enter: Any) -> None:
    report = _report(period, "so-tai-chinh")
    page = enter(place.person(Role.FOCAL_PERSON, "so-tai-chinh"), reverse("reports:write", args=[report.pk]))
    page.get_by_role("button", name="Gửi “không phát sinh”").click()
    _told(page, "Đã gửi báo cáo không phát sinh")
    assert _report(period, "so-tai-chinh").empty


def _returned_and_corrected(place: Any, period: Period, enter: Any, picture: Any) -> None:
    report = _report(period, "so-ngoai-vu")
    address = reverse("reports:report", args=[report.pk])
    page = enter(place.person(Role.COORDINATOR), address)
    page.set_viewport_size(DESK)
    picture(page, "tiep-nhan-bao-cao")
    assert serious_faults(page) == []
    page.get_by_text("Trả lại kèm ý kiến", exact=True).click()
    page.get_by_label("Cần bổ sung gì").fill("Xin nêu rõ kết quả của quý IV.")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    _told(page, "Đã trả lại kèm ý kiến")

    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), reverse("reports:write", args=[report.pk]))
    _told(page, "Xin nêu rõ kết quả của quý IV.")
    picture(page, "bao-cao-duoc-tra-lai")
    _fill(page, field(_report(period, "so-ngoai-vu"), "chi-dao"), "Đã ban hành kế hoạch; quý IV đón 1 đoàn.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    _told(page, "Đã gửi báo cáo")

    page = enter(place.person(Role.COORDINATOR), address)
    _told(page, "Bản 2")
    page.get_by_role("button", name="Tiếp nhận báo cáo").click()
    _told(page, "Đã tiếp nhận")
    kept = _report(period, "so-ngoai-vu")
    assert (kept.state, len(kept.sent.sha256)) == ("accepted", 64)


def test_what_is_typed_without_a_network_survives_a_browser_that_goes_away(place, work, enter, new_context):
    period = _period(place, work, timezone.localdate() + timedelta(days=5), ("so-ngoai-vu",))
    report = _report(period, "so-ngoai-vu")
    address = reverse("reports:write", args=[report.pk])
    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), address)
    name = field(report, "chi-dao")
    page.context.set_offline(True)
    _fill(page, name, "Gõ lúc mất mạng")
    expect(page.locator("[data-save-state]")).to_contain_text("đang được giữ trong trình duyệt này", timeout=PATIENCE)
    assert not Submission.objects.get().draft_id
    gone, left_behind = page.url, page.context.storage_state()
    page.context.close()  # still offline: nothing can be sent on the way out
    page = new_context(storage_state=left_behind).new_page()
    page.goto(gone)
    expect(page.get_by_text("Đã khôi phục 1 chỗ")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(f'[name="{name}"]')).to_have_value("Gõ lúc mất mạng")
    _saved(page)
    assert _report(period, "so-ngoai-vu").draft.fields[name]["v"] == "Gõ lúc mất mạng"
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('nhipcau:bao-cao'))") == []


def test_two_people_who_change_the_same_field_see_both_wordings(place, work, enter, picture):
    period = _period(place, work, timezone.localdate() + timedelta(days=5), ("so-ngoai-vu",))
    report = _report(period, "so-ngoai-vu")
    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), reverse("reports:write", args=[report.pk]))
    mine, elsewhere = field(report, "chi-dao"), field(report, "kinh-phi")
    words = {mine: "Cách ghi của đồng nghiệp", elsewhere: "Ngân sách tỉnh cấp"}
    save_draft(_actor(place, Role.FOCAL_PERSON, "so-ngoai-vu"), report, words, seen=0, now=timezone.now())
    _fill(page, mine, "Cách ghi của tôi")
    expect(page.get_by_text("Chưa có gì bị ghi đè")).to_be_visible()
    expect(page.locator(f'[name="{mine}"]')).to_have_value("Cách ghi của tôi")
    expect(page.locator(f'[name="{elsewhere}"]')).to_have_value("Ngân sách tỉnh cấp")
    expect(page.locator("blockquote")).to_have_text("Cách ghi của đồng nghiệp")
    picture(page, "hai-cach-ghi")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Giữ cách ghi của tôi").click()
    _saved(page)
    expect(page.locator("[data-conflict]")).to_have_count(0)
    assert _report(period, "so-ngoai-vu").draft.fields[mine]["v"] == "Cách ghi của tôi"


def test_the_browser_reads_figures_as_the_server_does(place, work, enter):
    period = _period(place, work, timezone.localdate() + timedelta(days=5), ("so-ngoai-vu",))
    report = _report(period, "so-ngoai-vu")
    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), reverse("reports:write", args=[report.pk]))
    read = page.evaluate(
        """async (cases) => {
          const { readFigure } = await import("/static/reports/js/figures.js");
          return cases.map(([typed, unit, decimals]) => {
            const found = readFigure(typed, unit, decimals);
            return [found.problem ?? found.kind ?? "", found.value ?? ""];
          });
        }""",
        CASES,
    )
    wrong = {
        case[0]: (outcome, value)
        for case, (outcome, value) in zip(CASES, read, strict=True)
        if outcome != case[3] or (Decimal(value) if value else None) != (Decimal(case[4]) if case[4] else None)
    }
    assert wrong == {}


def test_a_file_of_a_gigabyte_is_not_even_sent(place, work, enter):
    period = _period(place, work, timezone.localdate() + timedelta(days=5), ("so-ngoai-vu",))
    report = _report(period, "so-ngoai-vu")
    page = enter(place.person(Role.FOCAL_PERSON, "so-ngoai-vu"), reverse("reports:write", args=[report.pk]))
    page.evaluate(
        """() => {
          const file = new File(["x"], "phim.pdf", { type: "application/pdf" });
          Object.defineProperty(file, "size", { value: 1024 ** 3 });
          Object.defineProperty(document.getElementById("annex"), "files", { value: [file] });
        }"""
    )
    page.get_by_role("button", name="Thêm phụ lục").click()
    expect(page.get_by_text("Tệp “phim.pdf” lớn hơn")).to_be_visible()
    assert page.url.endswith("/soan/")
