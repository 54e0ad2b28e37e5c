from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.plans.choices import AssignmentState, Part
from nhipcau.plans.forms.progress import ReportForm
from nhipcau.plans.models import Proof, Update
from nhipcau.plans.queries.my_work import DONE_SHOWN, own_work

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

LONG_PAST, FAR = date(2020, 1, 5), date(2090, 6, 30)


@pytest.fixture
def focal(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("focal_person", "so-ngoai-vu"))


@pytest.fixture
def phone(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))


def page_of(row, *more):
    return "/".join(["/so-nhiem-vu/phan-cong", str(row.pk), *more, ""])


def test_own_work_is_grouped_by_what_it_asks_with_the_nearest_day_on_top(ha_tinh, focal, today):
    later = give(ha_tinh, last=today + timedelta(days=20))
    sooner = give(ha_tinh, last=today + timedelta(days=2))
    rows = {
        "overdue": [give(ha_tinh, last=today - timedelta(days=1))],
        "no_answer": [give(ha_tinh, last=today - timedelta(days=1), requested=True)],
        "due_soon": [sooner, later],
        "rest": [give(ha_tinh)],
        "coordinate": [give(ha_tinh, last=today - timedelta(days=1), part=Part.COORDINATE)],
        "reported": [give(ha_tinh, state=AssignmentState.REPORTED)],
        "done": [give(ha_tinh, state=AssignmentState.DONE)],
    }
    give(ha_tinh, "so-tai-chinh", last=today)
    groups = own_work(focal, today)
    assert [(group.key, list(group.rows)) for group in groups] == list(rows.items())


def test_of_what_is_done_only_the_newest_are_listed_and_all_are_counted(ha_tinh, focal, today):
    charged = duty(ha_tinh)
    for number in range(DONE_SHOWN + 3):
        give(ha_tinh, to=charged, period=str(number), state=AssignmentState.DONE)
    (group,) = own_work(focal, today)
    assert (len(group.rows), group.total) == (DONE_SHOWN, DONE_SHOWN + 3)


def test_the_queries_of_own_work_do_not_grow_with_it(ha_tinh, phone, django_assert_max_num_queries):
    charged = duty(ha_tinh)
    for number in range(30):
        give(ha_tinh, to=charged, period=str(number), last=FAR)
    phone.get("/viec-cua-toi/")
    with django_assert_max_num_queries(11):
        phone.get("/viec-cua-toi/")


def test_own_work_is_the_first_page_of_a_focal_person_and_an_agency_leader(ha_tinh, phone, sign_in):
    assert phone.get("/").url == "/viec-cua-toi/"
    assert sign_in(ha_tinh.person("agency_leader", "so-ngoai-vu")).get("/").url == "/viec-cua-toi/"


def test_an_agency_leader_sees_the_same_and_changes_nothing(ha_tinh, sign_in):
    row = give(ha_tinh)
    leader = sign_in(ha_tinh.person("agency_leader", "so-ngoai-vu"))
    assert row.duty.text in leader.get("/viec-cua-toi/").content.decode()
    page = leader.get(page_of(row))
    assert (page.status_code, page.context["report"]) == (200, None)
    assert leader.post(page_of(row, "bao-cao"), {"version": 1, "state": "in_progress"}).status_code == 403


def test_one_form_with_six_fields_reports_everything(ha_tinh, phone):
    row = give(ha_tinh, last=FAR)
    assert len(phone.get(page_of(row)).context["report"].visible_fields()) == 6
    sent = {
        "version": 1, "state": "in_progress", "text": "Đã đăng tin, bài", "difficulty": "",
        "figures": "Tin, bài đã đăng: 1.234,5 bài\nLượt xem = 2000", "link": "ha-tinh.example.vn/tin",
        "proof": SimpleUploadedFile("biên bản.pdf", b"%PDF-1.7 x"),
    }  # fmt: skip
    answer = phone.post(page_of(row, "bao-cao"), sent, follow=True)
    update = Update.objects.get()
    assert [(f.label, f.value, f.unit) for f in update.figures.all()] == [
        ("Tin, bài đã đăng", Decimal("1234.50"), "bài"), ("Lượt xem", Decimal("2000.00"), ""),
    ]  # fmt: skip
    assert sorted(proof.link for proof in update.proofs.all()) == ["", "https://ha-tinh.example.vn/tin"]
    assert "Đã ghi nhận báo cáo" in answer.content.decode()
    assert "1.234,5" in phone.get(page_of(row)).content.decode()


@pytest.mark.parametrize("line", ["nhiều bài", "Tin, bài: một trăm", "bài: 1.23.4", "số: " + "9" * 30, ": 5"])
def test_a_figure_that_is_no_number_is_asked_for_again(line):
    form = ReportForm({"version": 1, "state": "in_progress", "text": "x", "figures": line})
    assert "số liệu" in str(form.errors["figures"])


def test_a_report_that_is_not_taken_keeps_what_was_typed(ha_tinh, phone):
    row = give(ha_tinh)
    answer = phone.post(page_of(row, "bao-cao"), {"version": 1, "state": "reported", "figures": "Lớp: 2 lớp"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Xin ghi kết quả" in page
    assert "Lớp: 2 lớp" in page


def test_after_somebody_elses_change_the_new_state_is_shown_and_the_next_send_goes_through(ha_tinh, phone):
    row = give(ha_tinh)
    sent = {"version": 1, "state": "in_progress", "text": "Lần một"}
    phone.post(page_of(row, "bao-cao"), sent)
    answer = phone.post(page_of(row, "bao-cao"), {**sent, "text": "Lần hai"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Người khác vừa sửa" in page
    assert "Lần một" in page
    version = answer.context["report"]["version"].value()
    assert phone.post(page_of(row, "bao-cao"), {**sent, "text": "Lần hai", "version": version}).status_code == 302


def test_more_time_and_not_ours_each_have_a_page_of_their_own(ha_tinh, phone):
    row = give(ha_tinh, last=FAR)
    assert phone.get(page_of(row, "gia-han")).status_code == 200
    late = phone.post(page_of(row, "gia-han"), {"version": 1, "until": "01/01/2020", "reason": "Bận"})
    assert "phải sau thời hạn" in late.content.decode()
    phone.post(page_of(row, "gia-han"), {"version": 1, "until": "31/12/2090", "reason": "Chờ kinh phí"})
    phone.post(page_of(row, "khong-thuoc"), {"version": 2, "reason": "Thuộc Sở Tài chính"})
    assert set(row.asks.values_list("kind", flat=True)) == {"more_time", "not_ours"}
    assert phone.get(page_of(row)).content.decode().count("đang chờ trả lời") == 2


def test_the_inbox_holds_what_waits_and_accepting_empties_it(ha_tinh, phone, sign_in):
    row = give(ha_tinh, last=FAR)
    phone.post(page_of(row, "bao-cao"), {"version": 1, "state": "reported", "text": "Đã tổ chức"})
    other = give(ha_tinh, "so-tai-chinh", last=FAR)
    phone.logout()
    money = sign_in(ha_tinh.person("focal_person", "so-tai-chinh"))
    money.post(page_of(other, "gia-han"), {"version": 1, "until": "31/12/2090", "reason": "Chờ kinh phí"})
    office = sign_in(ha_tinh.person("coordinator"))
    page = office.get("/cho-xu-ly/").content.decode()
    assert "Đã tổ chức" in page
    assert "Chờ kinh phí" in page
    ask = other.asks.get()
    assert office.post(f"/cho-xu-ly/de-nghi/{ask.pk}/", {"agreed": "0", "answer": ""}).status_code == 400
    office.post(f"/cho-xu-ly/de-nghi/{ask.pk}/", {"agreed": "1"})
    office.post(page_of(row, "chap-nhan"), {"version": 2, "tu": "hop-thu"})
    other.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, other.last_day) == (AssignmentState.DONE, date(2090, 12, 31))
    assert "Không có gì chờ xử lý" in office.get("/cho-xu-ly/").content.decode()


def test_a_proof_is_given_to_those_who_may_see_the_duty_and_only_as_a_download(ha_tinh, hue, phone, sign_in):
    row = give(ha_tinh)
    sent = {"version": 1, "state": "in_progress", "text": "x", "proof": SimpleUploadedFile("b.pdf", b"%PDF-1.7 x")}
    phone.post(page_of(row, "bao-cao"), sent)
    proof = Proof.objects.get()
    address = f"/so-nhiem-vu/minh-chung/{proof.pk}/"
    answer = phone.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 x"
    assert answer["Content-Disposition"].startswith("attachment")
    assert sign_in(ha_tinh.person("coordinator")).get(address).status_code == 200
    assert sign_in(ha_tinh.person("focal_person", "so-tai-chinh")).get(address).status_code == 404
    assert sign_in(hue.person("coordinator")).get(address).status_code == 404
    phone.logout()
    assert phone.get(address).status_code == 302


def test_the_page_of_a_duty_quotes_its_source_and_shows_an_agency_only_its_own_part(ha_tinh, phone, sign_in):
    charged = duty(ha_tinh, of=plan(ha_tinh), deadline_text="trước ngày 30/6/2026")
    give(ha_tinh, to=charged)
    give(ha_tinh, "so-tai-chinh", to=charged)
    address = f"/so-nhiem-vu/nhiem-vu/{charged.pk}/"
    page = phone.get(address).content.decode()
    assert "<blockquote" in page
    assert "trước ngày 30/6/2026" in page
    assert "Sở Tài chính" not in page
    assert "Sở Tài chính" in sign_in(ha_tinh.person("coordinator")).get(address).content.decode()


def test_a_duty_is_added_from_the_page_with_lead_and_deadline(ha_tinh, sign_in):
    office = sign_in(ha_tinh.person("coordinator"))
    sent = {"text": "Báo cáo nhanh", "lead": [ha_tinh.org["so-ngoai-vu"].pk], "due": "15/12/2090", "before": "on"}
    assert office.post("/so-nhiem-vu/nhiem-vu/them/", {**sent, "lead": []}).status_code == 422
    assert office.post("/so-nhiem-vu/nhiem-vu/them/", sent).status_code == 302
    row = ha_tinh.org["so-ngoai-vu"].assignments.get()
    assert (row.last_day, row.duty.deadline_text) == (date(2090, 12, 14), "trước ngày 15/12/2090")


def test_nobody_reports_for_an_agency_that_is_not_theirs(ha_tinh, phone):
    row = give(ha_tinh, "so-tai-chinh")
    assert phone.get(page_of(row)).status_code == 404
    assert phone.post(page_of(row, "bao-cao"), {"version": 1, "state": "in_progress"}).status_code == 404
