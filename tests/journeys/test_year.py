"""A reporting year in one walk: a signed plan becomes duties, an agency tells what it did, reminders go out by
themselves, agencies report (one late, one empty, one returned and corrected), and the consolidated report is drafted,
reviewed, numbered, signed and opened again."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import TestProvince
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document as Docx
from playwright.sync_api import Page, expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.core.models import Province
from nhipcau.notices.queries.planning import next_run_day
from nhipcau.organisations.models import Organisation
from nhipcau.paper.public import page_count, walk_figures
from nhipcau.plans.models import Assignment, Plan, Update
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.models import Consolidation, Period, Submission, Tally
from nhipcau.reports.tests import given
from nhipcau.reports.tests.given import enough, field

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ha-tinh-2026.docx"
FULL, LATE, EMPTY = "so-ngoai-vu", "so-cong-thuong", "so-tai-chinh"
NAMES = {FULL: "Trần Văn Bình", LATE: "Lê Thị Mai", EMPTY: "Phan Quốc Khánh"}
PATIENCE = 20_000  # milliseconds
SAID = "Đã tổ chức hội nghị gặp mặt kiều bào, 120 người dự."


@pytest.fixture
def place(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "nhipcau.notices.mail.FolderBackend", tmp_path
    call_command("load_province", "ha-tinh", verbosity=0)
    province = Province.objects.get(code="ha-tinh")
    bodies = Organisation.objects.filter(province=province, valid_to=None)
    made = TestProvince(province, {body.code: body for body in bodies})
    for code, name in NAMES.items():
        person = made.person(Role.FOCAL_PERSON, code)
        person.full_name = name
        person.save(update_fields=["full_name"])
    return made


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words, timeout=PATIENCE)


def report_of(code: str) -> Submission:
    rows = Submission.objects.select_related("period", "obligation", "organisation", "draft", "sent")
    return rows.get(organisation__code=code)


def test_a_year_from_the_signed_plan_to_the_signed_report(place, enter, tmp_path):
    plan = plan_confirmed(place, enter)
    agency_tells_what_it_did(place, enter)
    reminder_comes_by_mail(place, enter, tmp_path)
    period_opened(place, enter, plan)
    one_reports_is_returned_and_corrects(place, enter)
    one_is_late_and_one_has_nothing(place, enter)
    paper = consolidated_and_issued(place, enter)
    page = enter(place.person(Role.PROVINCE_LEADER), reverse("plans:overview"))
    told(page, "Báo cáo qua các kỳ và tỷ lệ đúng hạn")
    assert paper.snapshot.content


def plan_confirmed(place: Any, enter: Any) -> Plan:
    page = enter(place.person(Role.COORDINATOR), reverse("plans:list"))
    page.get_by_role("link", name="Tải kế hoạch lên").first.click()
    page.locator("input[type=file]").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.get_by_role("link", name="Mở rà soát kế hoạch").click()
    page.get_by_role("main").get_by_role("button", name="Mở rà soát").click()
    expect(page).to_have_url(re.compile(r"/ra-soat/"))
    plan = Plan.objects.get()
    leads = {"proposals__parties__part": "lead", "proposals__parties__organisation__code": FULL}
    section = plan.sections.filter(**leads).first()
    page.goto(f"{page.url.split('/ra-soat/')[0]}/xac-nhan/?muc={section.path}")
    page.get_by_role("main").get_by_role("button", name="Xác nhận").click()
    expect(page).not_to_have_url(re.compile("xac-nhan"))
    assert Assignment.objects.filter(organisation__code=FULL, part="lead").exists()
    return plan


def agency_tells_what_it_did(place: Any, enter: Any) -> None:
    row = Assignment.objects.filter(organisation__code=FULL, part="lead").order_by("duty__order").first()
    page = enter(place.person(Role.FOCAL_PERSON, FULL), reverse("plans:my_work"))
    page.get_by_role("link", name=row.duty.text[:40]).first.click()
    page.get_by_label("Đang thực hiện").check()
    page.get_by_label("Đã làm được gì").fill(SAID)
    page.get_by_role("button", name="Gửi báo cáo").click()
    told(page, "Đã ghi nhận báo cáo")
    # A month passes: what was said belongs to the period that is opened below.
    Update.objects.update(at=timezone.now() - timedelta(days=30))


def reminder_comes_by_mail(place: Any, enter: Any, folder: Path) -> None:
    on = next_run_day(place.province.pk, timezone.localdate())
    own = Assignment.objects.filter(organisation__code=FULL, part="lead", requested=False)
    own.update(due=on + timedelta(days=7), last_day=on + timedelta(days=7))
    call_command("remind", on=on, province="ha-tinh", verbosity=0)
    reader = place.person(Role.FOCAL_PERSON, FULL)
    found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in folder.glob("*.eml")]
    (letter,) = [each for each in found if each["To"] == reader.email]
    text = letter.get_body(("plain",)).get_content()
    number, address = re.search(r"^\* (\d+) .*đến hạn.*: \S*?(/so-nhiem-vu/\S+)$", text, re.MULTILINE).groups()
    assert int(number) == own.count()
    page = enter(reader, address)
    expect(page.locator("tbody").get_by_role("row")).to_have_count(int(number))


def period_opened(place: Any, enter: Any, plan: Plan) -> None:
    page = enter(place.person(Role.COORDINATOR), reverse("reports:open"))
    page.get_by_role("button", name="Tạo các mẫu có sẵn").click()
    today = timezone.localdate()
    for name, ago in {"first_day": 330, "cut_off": 8, "due": 1, "lock_on": -10}.items():
        page.locator(f"[name={name}]").fill(f"{today - timedelta(days=ago):%d/%m/%Y}")
    page.get_by_label("Tên kỳ báo cáo").fill(f"Báo cáo công tác thông tin đối ngoại năm {today.year}")
    page.get_by_role("button", name="Mở kỳ báo cáo").click()
    told(page, "Đã mở kỳ báo cáo")
    period = Period.objects.get()
    assert list(period.plans.all()) == [plan]
    assert {FULL, LATE, EMPTY} <= set(period.obligations.values_list("organisation__code", flat=True))
    for code in (FULL, EMPTY):
        later(page, period.obligations.get(organisation__code=code).pk, today + timedelta(days=5))


def later(page: Page, obligation: int, until: date) -> None:
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1{reverse('reports:exception', args=[obligation])}", page.url))
    page.get_by_label("Lùi hạn gửi").check()
    page.locator("[name=until]").fill(f"{until:%d/%m/%Y}")
    page.get_by_label("Lý do").fill("Đang phục vụ đoàn đối ngoại")
    page.get_by_role("button", name="Ghi ngoại lệ").click()
    told(page, "Đã ghi ngoại lệ")


def one_reports_is_returned_and_corrects(place: Any, enter: Any) -> None:
    officer, report = place.person(Role.FOCAL_PERSON, FULL), report_of(FULL)
    figures = {field(report, "phim", "f", "0"): "3", field(report, "phim", "k", "0"): ""}
    filled = enough(report) | figures | {field(report, "quang-ba"): "Phát 03 phim ngắn giới thiệu di sản."}
    save_draft(place.actor(officer, timezone.localdate()), report, filled, seen=0, now=timezone.now())
    write, read = (reverse(f"reports:{name}", args=[report.pk]) for name in ("write", "report"))

    page = enter(officer, write)
    expect(page.get_by_text(SAID)).to_be_visible()  # nothing is typed twice
    page.get_by_role("button", name="Gửi báo cáo").click()
    told(page, "Đã gửi báo cáo")
    page = enter(place.person(Role.COORDINATOR), read)
    page.get_by_text("Trả lại kèm ý kiến", exact=True).click()
    page.get_by_label("Cần bổ sung gì").fill("Xin nêu rõ số văn bản.")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    told(page, "Đã trả lại kèm ý kiến")

    page = enter(officer, write)
    told(page, "Xin nêu rõ số văn bản.")
    words = page.locator(f'[name="{field(report_of(FULL), "chi-dao")}"][data-field]')
    words.fill("Đã ban hành kế hoạch và 02 công văn hướng dẫn.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    told(page, "Đã gửi báo cáo")
    page = enter(place.person(Role.COORDINATOR), read)
    page.get_by_role("button", name="Tiếp nhận báo cáo").click()
    told(page, "Đã tiếp nhận")


def one_is_late_and_one_has_nothing(place: Any, enter: Any) -> None:
    report, officer = report_of(LATE), place.person(Role.FOCAL_PERSON, LATE)
    actor = place.actor(officer, timezone.localdate())
    save_draft(actor, report, enough(report), seen=0, now=timezone.now())
    page = enter(officer, reverse("reports:write", args=[report.pk]))
    page.get_by_role("button", name="Gửi báo cáo").click()
    told(page, "Gửi muộn")
    page = enter(place.person(Role.FOCAL_PERSON, EMPTY), reverse("reports:write", args=[report_of(EMPTY).pk]))
    page.get_by_role("button", name="Gửi “không phát sinh”").click()
    told(page, "Đã gửi báo cáo không phát sinh")


def consolidated_and_issued(place: Any, enter: Any) -> Consolidation:
    coordinator, leader = place.person(Role.COORDINATOR), place.person(Role.PROVINCE_LEADER)
    page = enter(coordinator, reverse("reports:papers"))
    page.get_by_role("button", name="Lập dự thảo báo cáo tổng hợp").click()
    told(page, "120 người dự")
    page.get_by_role("button", name="Trình soát xét").click()
    told(page, "Chờ soát xét")
    address = reverse("reports:paper", args=[Consolidation.objects.get().pk])
    page = enter(leader, address)
    page.get_by_role("button", name="Đồng ý trình ký").click()
    told(page, "Trình ký")

    page = enter(coordinator, address)
    signed = page.request.get(page.url.split("?")[0] + "tai-ve.pdf", timeout=90_000).body()
    assert page_count(signed) >= 2
    page.get_by_role("link", name="Ghi số và ban hành").click()
    page.get_by_label("Số", exact=True).fill("215")
    page.locator("input[type=file]").set_input_files(
        {"name": "bao-cao-da-ky.pdf", "mimeType": "application/pdf", "buffer": signed}
    )
    page.get_by_role("button", name="Ban hành và giữ nguyên số liệu").click()
    told(page, "Số 215/BC-UBND")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    content = waiting.value.path().read_bytes()
    assert SAID[:-1] in "\n".join(paragraph.text for paragraph in Docx(BytesIO(content)).paragraphs)
    paper = Consolidation.objects.get()
    records = {f"figure:{pk}" for pk in Tally.objects.filter(paper=paper).values_list("pk", flat=True)}
    numbers = [each for each in walk_figures(content) if each.why is None]
    assert numbers
    assert {each.source for each in numbers} <= records
    assert paper.final_copy_id
    return paper


def sound(page: Page) -> None:
    """The page is sound for everybody, wide and narrow."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious_faults(page) == []


def test_a_coordinator_decides_what_reports_ask_for(place, enter, picture):
    page = enter(place.person(Role.COORDINATOR), reverse("reports:templates"))
    page.get_by_role("button", name="Tạo các mẫu có sẵn").click()
    sound(page)
    page.get_by_role("link", name="Báo cáo nhanh (tháng, quý)").click()
    page.get_by_label("Tên phần").fill("Chuyển đổi số")
    page.get_by_label("Số thứ tự").fill("IV")
    page.get_by_role("button", name="Thêm phần").click()
    part = page.locator("section.section").filter(has=page.get_by_role("heading", name="IV. Chuyển đổi số"))
    part.get_by_role("link", name="Thêm câu hỏi").click()
    page.locator("[name=words]").fill("Việc đã số hóa trong kỳ")
    page.get_by_label("Phải trả lời mới gửi được báo cáo").check()
    sound(page)
    page.get_by_role("button", name="Lưu").click()
    expect(part).to_contain_text("Việc đã số hóa trong kỳ")
    part.get_by_role("button", name="Chuyển lên: Chuyển đổi số").click()
    expect(page.locator("h2").nth(2)).to_have_text("IV. Chuyển đổi số")
    sound(page)
    page.evaluate("scrollTo(0, 0)")
    picture(page, "mau-bao-cao")

    page.get_by_role("link", name="Mẫu báo cáo").first.click()
    page.get_by_role("link", name="Chỉ tiêu").click()
    sound(page)
    page.get_by_role("link", name="Thêm chỉ tiêu").click()
    page.get_by_label("Tên chỉ tiêu").fill("Lượt xem trang tiếng Anh")
    page.get_by_label("Đơn vị tính").fill("lượt")
    page.get_by_role("button", name="Lưu chỉ tiêu").click()
    told(page, "Lượt xem trang tiếng Anh")


def test_each_agency_is_asked_for_its_own_parts_and_proposes_somebody_by_itself(place, enter, picture):
    period = given.period(
        place, (FULL, EMPTY), cut_off=date(2090, 1, 1), due=date(2090, 1, 5), lock_on=date(2090, 2, 1)
    )
    page = enter(place.person(Role.COORDINATOR), reverse("reports:period", args=[period.pk]))
    page.get_by_role("link", name="Phần phải báo cáo").click()
    sound(page)
    row = page.get_by_role("row").filter(has_text="Sở Tài chính")
    for name in ("Công tác lãnh đạo, chỉ đạo, triển khai", "Kết quả thực hiện nhiệm vụ"):
        row.get_by_role("checkbox", name=name).uncheck()
    picture(page, "phan-phai-bao-cao")
    page.get_by_role("button", name="Lưu các phần phải báo cáo").click()
    told(page, "Đã ghi từng cơ quan báo cáo những phần nào")
    page = enter(place.person(Role.FOCAL_PERSON, EMPTY), reverse("reports:write", args=[report_of(EMPTY).pk]))
    expect(page.get_by_role("heading", name="III. Kinh phí")).to_be_visible()
    expect(page.get_by_role("heading", name="II. Kết quả thực hiện nhiệm vụ")).to_have_count(0)

    page.goto(page.url.split("/bao-cao/")[0] + reverse("reports:commendations"))
    page.get_by_label("Tên tập thể, cá nhân hoặc mô hình").fill("Phòng Ngân sách")
    page.get_by_label("Thành tích").fill("Cấp kinh phí kịp thời cho ba sự kiện.")
    page.get_by_role("button", name="Gửi đề nghị").click()
    told(page, "Phòng Ngân sách")
    sound(page)
    picture(page, "khen-thuong")
