"""The pages of reporting, as people meet them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from nhipcau.documents.models import Document as Document_
from nhipcau.reports.actions.matters import request_sub_plans
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.choices import Level
from nhipcau.reports.errors import WrongDaysError
from nhipcau.reports.models import (
    Annex,
    Commendation,
    Difficulty,
    Period,
    ReportTemplate,
    ReportVersion,
    Submission,
    SubPlan,
)

from . import given
from .samples import FAR

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@pytest.fixture
def report(ha_tinh):
    return given.report(given.period(ha_tinh, **FAR), ha_tinh)


@pytest.fixture
def officer(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))


def _sent(place, report):
    save_draft(given.officer(place), report, given.enough(report), seen=0, now=NOW)
    return submit(given.officer(place), report, seen=1, now=NOW)


def _save(client, report, seen, **fields):
    body = json.dumps({"seen": seen, "fields": fields})
    return client.post(reverse("reports:autosave", args=[report.pk]), body, content_type="application/json")


def test_the_browser_saves_a_field_and_is_told_the_revision(officer, ha_tinh, report):
    name = given.field(report, "chi-dao")
    answer = _save(officer, report, 0, **{name: "Đã ban hành"}).json()
    assert (answer["revision"], answer["written"], answer["conflicts"]) == (1, [name], [])
    assert "Đã ban hành" in officer.get(reverse("reports:write", args=[report.pk])).content.decode()


def test_the_browser_is_given_both_wordings_of_what_two_people_changed(officer, ha_tinh, report):
    name = given.field(report, "chi-dao")
    _save(officer, report, 0, **{name: "Của người trước"})
    answer = _save(officer, report, 0, **{name: "Của tôi"}).json()
    conflict = {"name": name, "yours": "Của tôi", "theirs": "Của người trước"}
    assert {key: answer["conflicts"][0][key] for key in conflict} == conflict


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"seen": 0, "fields": {"t.1.0": 5}}', '{"seen": "x", "fields": {}}'])
def test_what_is_no_draft_is_answered_with_a_sentence(officer, report, body):
    answer = officer.post(reverse("reports:autosave", args=[report.pk]), body, content_type="application/json")
    assert answer.status_code == 400
    assert "không đọc được" in answer.json()["sentence"]


def test_without_script_a_report_is_saved_and_sent_with_the_same_form(officer, ha_tinh, report):
    fields = given.enough(report)
    saved = officer.post(reverse("reports:write", args=[report.pk]), {**fields, "act": "save", "seen": "0"})
    assert saved.status_code == 302
    sent = officer.post(reverse("reports:write", args=[report.pk]), {**fields, "act": "send", "seen": "1"}, follow=True)
    assert "Đã gửi báo cáo" in sent.content.decode()
    assert given.report(report.period, ha_tinh).state == "submitted"


def test_a_refused_report_shows_every_fault_at_its_field_and_keeps_every_word(officer, ha_tinh, report):
    figure = given.field(report, "phim", "f", "0")
    fields = given.enough(report) | {figure: "khoảng 20", given.field(report, "phim", "k", "0"): ""}
    answer = officer.post(reverse("reports:write", args=[report.pk]), {**fields, "act": "send", "seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“khoảng 20” là số ước lượng" in page
    assert 'value="khoảng 20"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1.234,5", "là số đếm, không có phần thập phân"),
        ("12 %", "không tính bằng phần trăm"),
        ("khoảng 20", "số ước lượng"),
        ("1,234", "“1,234”"),
    ],
)
def test_a_figure_that_is_none_is_told_of_beside_it_in_both_ways_of_sending(officer, ha_tinh, report, typed, told):
    figure = given.field(report, "phim", "f", "0")
    fields = given.enough(report) | {figure: typed, given.field(report, "phim", "k", "0"): ""}
    page = officer.post(reverse("reports:write", args=[report.pk]), {**fields, "act": "send", "seen": "0"})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    assert _save(officer, report, 1, **{figure: typed}).status_code == 200, "a draft takes any words"
    assert given.report(report.period, ha_tinh).draft.fields[figure]["v"] == typed


def test_after_the_lock_the_page_says_until_when_and_keeps_every_word(officer, ha_tinh):
    days = {"first_day": date(2019, 12, 15), "cut_off": date(2020, 11, 10), "due": date(2020, 11, 16),
            "lock_on": date(2020, 11, 20), "year": 2020}  # fmt: skip
    report = given.report(given.period(ha_tinh, **days), ha_tinh)
    name = given.field(report, "chi-dao")
    answer = officer.post(
        reverse("reports:write", args=[report.pk]),
        {**given.enough(report), name: "Gửi sau ngày khóa", "act": "send", "seen": "0"},
    )
    page = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert "20/11/2020" in page
    assert "vẫn được giữ trong bản nháp" in page
    assert "Gửi sau ngày khóa" in page
    assert given.report(report.period, ha_tinh).draft.fields[name]["v"] == "Gửi sau ngày khóa"


@pytest.mark.parametrize("page", ["open", "templates", "indicators"])
def test_who_may_not_is_told_which_role_may(officer, page):
    answer = officer.get(reverse(f"reports:{page}"))
    assert answer.status_code == 403
    assert "Cán bộ điều phối" in answer.content.decode()


def test_without_script_two_wordings_stand_side_by_side(officer, ha_tinh, report):
    name = given.field(report, "chi-dao")
    _save(officer, report, 0, **{name: "Của đồng nghiệp"})
    answer = officer.post(reverse("reports:write", args=[report.pk]), {name: "Của tôi", "act": "save", "seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Của đồng nghiệp" in page
    assert "Của tôi" in page


def test_a_second_submission_is_told_who_sent_it_and_loses_nothing(officer, ha_tinh, report):
    _sent(ha_tinh, report)
    name = given.field(report, "chi-dao")
    answer = officer.post(
        reverse("reports:write", args=[report.pk]), {name: "Muộn một bước", "act": "send", "seen": "0"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "đã được Người focal_person so-ngoai-vu gửi lúc" in page
    assert "Muộn một bước" in page


def test_an_annex_that_is_too_large_or_of_another_kind_is_refused_in_words(officer, report, settings):
    settings.NHIPCAU_UPLOAD_LIMIT_MB = 1
    address = reverse("reports:add_annex", args=[report.pk])
    large = SimpleUploadedFile("phim.pdf", PDF + b" " * 1024 * 1024)
    assert "lớn hơn 1 MB" in officer.post(address, {"annex": large}, follow=True).content.decode()
    refused = officer.post(address, {"annex": SimpleUploadedFile("x.exe", b"MZ")}, follow=True).content.decode()
    assert "Hệ thống nhận phụ lục là tệp PDF" in refused
    assert not Annex.objects.exists()
    officer.post(address, {"annex": SimpleUploadedFile("danh-muc.pdf", PDF)})
    annex = Annex.objects.get()
    assert officer.get(reverse("reports:annex", args=[annex.pk]))["X-Content-Type-Options"] == "nosniff"
    officer.post(reverse("reports:drop_annex", args=[annex.pk]))
    assert not Annex.objects.exists()


def test_a_report_on_paper_is_entered_for_the_agency_and_counts_from_the_day_it_came(ha_tinh, report, sign_in):
    client = sign_in(ha_tinh.person("coordinator"))
    address = reverse("reports:on_behalf", args=[report.pk])
    form = {"entry": "paper", "received_on": "30/10/2026", "number": "12/BC-SNgV"}
    assert client.post(address, form).status_code == 422  # a proof is wanted
    client.post(address, {**form, "proof": SimpleUploadedFile("ban-quet.pdf", PDF)})
    fields = given.enough(given.report(report.period, ha_tinh))
    revision = given.report(report.period, ha_tinh).revision
    page = client.get(reverse("reports:write_for", args=[report.pk])).content.decode()
    assert "nhập hộ" in page
    client.post(reverse("reports:write_for", args=[report.pk]), {**fields, "act": "send", "seen": revision})
    sent = Submission.objects.select_related("sent").get(pk=report.pk)
    assert (sent.state, sent.first_sent_on) == ("submitted", date(2026, 10, 30))
    assert (sent.sent.entry, sent.sent.paper_number, sent.sent.proof_name) == ("paper", "12/BC-SNgV", "ban-quet.pdf")
    assert client.get(reverse("reports:proof", args=[sent.sent_id])).status_code == 200


def test_an_agency_prints_its_own_report_as_an_administrative_document(officer, ha_tinh, report):
    _sent(ha_tinh, report)
    answer = officer.get(reverse("reports:printed", args=[report.pk, "docx"]))
    printed = Document(BytesIO(answer.content))
    cells = [cell.text for table in printed.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in printed.paragraphs), *cells])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "SỞ NGOẠI VỤ" in text
    assert "Đã ban hành kế hoạch và hai văn bản hướng dẫn." in text
    assert "không phát sinh" in text


def test_a_coordinator_opens_a_period_with_proposed_days_and_hears_what_is_wrong(ha_tinh, sign_in):
    given.period(ha_tinh)
    client = sign_in(ha_tinh.person("coordinator"))
    page = client.get(reverse("reports:open") + "?loai=quarter").content.decode()
    assert "15/09/2026" in page
    template = Period.objects.get().template_id
    form = {
        "name": "Quý IV", "kind": "quarter", "template": template, "first_day": "15/09/2026", "cut_off": "14/12/2026",
        "due": "15/12/2026", "lock_on": "20/12/2026", "organisations": [ha_tinh.org["so-ngoai-vu"].pk],
    }  # fmt: skip
    refused = client.post(reverse("reports:open"), form)
    assert "ít nhất một ngày làm việc. Hạn sớm nhất là 16/12/2026" in refused.content.decode()
    client.post(reverse("reports:open"), {**form, "due": "17/12/2026"})
    assert Period.objects.filter(name="Quý IV").exists()


def test_every_list_opens_for_those_who_see_the_province_and_for_an_agency(ha_tinh, report, sign_in):
    _sent(ha_tinh, report)
    request_sub_plans(given.coordinator(ha_tinh), given.plan(ha_tinh), [ha_tinh.org["so-ngoai-vu"]], due=None, now=NOW)
    client = sign_in(ha_tinh.person("coordinator"))
    for name in ("periods", "matrix", "difficulties", "commendations", "sub_plans"):
        assert client.get(reverse(f"reports:{name}")).status_code == 200
    assert client.get(reverse("reports:period", args=[report.period_id]) + "?tinh_trang=arrived").status_code == 200
    client = sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))
    assert "Sở Ngoại vụ" in client.get(reverse("reports:mine")).content.decode()
    sub_plan = SubPlan.objects.get()
    client.post(
        reverse("reports:sub_plan", args=[sub_plan.pk]),
        {"number": "05/KH-SNgV", "issued_on": "01/11/2026", "file": SimpleUploadedFile("ke-hoach.pdf", PDF)},
    )
    sub_plan.refresh_from_db()
    assert (sub_plan.state, sub_plan.number, sub_plan.file_name) == ("received", "05/KH-SNgV", "ke-hoach.pdf")


def test_a_difficulty_is_raised_at_any_time_and_answered_once(ha_tinh, sign_in):
    client = sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))
    client.post(reverse("reports:raise"), {"text": "Thiếu biên dịch viên", "proposal": "Cộng tác viên"})
    row = Difficulty.objects.get()
    client = sign_in(ha_tinh.person("coordinator"))
    client.post(reverse("reports:answer", args=[row.pk]), {"text": "Sở sẽ cử người."})
    row.refresh_from_db()
    assert (row.state, row.answer) == ("answered", "Sở sẽ cử người.")
    again = client.post(reverse("reports:answer", args=[row.pk]), {"text": "Lần nữa"})
    assert again.status_code == 409


def test_an_agency_begins_a_report_that_nobody_asked_for(ha_tinh, officer):
    answer = officer.post(reverse("reports:unasked"), {"name": "Báo cáo về đoàn báo chí"})
    made = Submission.objects.get()
    assert answer.url == reverse("reports:write", args=[made.pk])
    assert (made.period.kind, made.period.name) == ("ad_hoc", "Báo cáo về đoàn báo chí")
    assert not ReportVersion.objects.exists()


def test_an_agency_proposes_somebody_outside_a_report_and_takes_it_back(ha_tinh, officer):
    form = {"kind": "individual", "name": "Trần Văn Bình", "merit": "Hướng dẫn 12 đoàn phóng viên"}
    refused = officer.post(reverse("reports:propose"), {**form, "merit": ""})
    assert refused.status_code == 422
    officer.post(reverse("reports:propose"), form)
    row = Commendation.objects.get()
    page = reverse("reports:commendations")
    assert "Trần Văn Bình" in officer.get(f"{page}?nam={row.year}").content.decode()
    officer.post(reverse("reports:withdraw_commendation", args=[row.pk]))
    assert not Commendation.objects.exists()


def test_a_coordinator_links_a_sub_plan_to_its_document_and_number_and_day_follow(ha_tinh, sign_in):
    plan, code = given.plan(ha_tinh), "so-ngoai-vu"
    request_sub_plans(given.coordinator(ha_tinh), plan, [ha_tinh.org[code]], due=None, now=NOW)
    kept = Document_.objects.create(
        province=ha_tinh.province, sha256="1" * 64, name="kh.pdf", size=1, state="accepted", number="05/KH-SNgV",
        issued_on=date(2026, 2, 3), title="Kế hoạch của Sở", uploaded_by=ha_tinh.person("coordinator"), uploaded_at=NOW,
    )  # fmt: skip
    row = SubPlan.objects.get()
    address = reverse("reports:sub_plan", args=[row.pk])
    assert "Văn bản trong sổ văn bản" not in sign_in(ha_tinh.person("focal_person", code)).get(address).content.decode()
    client = sign_in(ha_tinh.person("coordinator"))
    client.post(address, {"document": kept.pk})
    row.refresh_from_db()
    assert (row.state, row.document, row.number, row.issued_on) == ("received", kept, "05/KH-SNgV", date(2026, 2, 3))
    listed = client.get(reverse("reports:sub_plans")).content.decode()
    assert reverse("documents:document", args=[kept.pk]) in listed


def test_an_agency_that_need_not_issue_a_plan_is_not_waited_for(ha_tinh, sign_in):
    body = ha_tinh.org["so-ngoai-vu"]
    request_sub_plans(given.coordinator(ha_tinh), given.plan(ha_tinh), [body], due=None, now=NOW)
    client = sign_in(ha_tinh.person("coordinator"))
    client.post(reverse("reports:waive_sub_plan", args=[SubPlan.objects.get().pk]))
    assert SubPlan.objects.get().state == "not_needed"


def test_each_level_has_its_own_cut_off_and_deadline(ha_tinh, sign_in):
    client = sign_in(ha_tinh.person("coordinator"))
    client.post(reverse("reports:open"), {"prepare": "1"})
    form = {
        "name": "Năm 2026", "kind": "year", "template": ReportTemplate.objects.get(code="tong-hop").pk,
        "first_day": "15/12/2025", "cut_off": "14/11/2026", "due": "20/11/2026", "lock_on": "25/11/2026",
        "organisations": [ha_tinh.org["so-ngoai-vu"].pk], "province_cut_off": "14/12/2026",
        "province_due": "18/12/2026", "ministry_cut_off": "14/12/2026", "ministry_due": "25/12/2026",
    }  # fmt: skip
    client.post(reverse("reports:open"), form)
    legs = Period.objects.get().legs.values_list("level", "cut_off", "due")
    assert list(legs) == [
        ("province", date(2026, 12, 14), date(2026, 12, 18)), ("ministry", date(2026, 12, 14), date(2026, 12, 25)),
    ]  # fmt: skip


def test_each_level_is_left_a_whole_working_day_before_its_deadline(ha_tinh):
    friday, monday = date(2026, 12, 18), date(2026, 12, 21)
    with pytest.raises(WrongDaysError, match=r"UBND tỉnh.*ít nhất một ngày làm việc"):
        given.period(ha_tinh, legs={Level.PROVINCE: (friday, monday)})
