from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.models import AuditEntry
from nhipcau.core.public import ChangedMeanwhileError, NotAllowedError
from nhipcau.plans.actions.progress import (
    REPORTABLE,
    FigureGiven,
    Report,
    accept,
    ask_more_time,
    decide,
    report_progress,
    return_to_agency,
    say_not_ours,
)
from nhipcau.plans.actions.proofs import ProofGiven
from nhipcau.plans.choices import AssignmentState, Decision
from nhipcau.plans.errors import (
    AlreadyChargedError,
    AskedAlreadyError,
    ClosedError,
    NoDeadlineError,
    NothingSaidError,
    NotLaterError,
    NotWaitingError,
    ProofRefusedError,
    ReasonMissingError,
    SecretProofError,
)
from nhipcau.plans.models import Ask, Assignment, Proof, Update

from .given import give

pytestmark = pytest.mark.django_db

DONE = Report(AssignmentState.REPORTED, "Đã tổ chức 02 lớp tập huấn.")
OOXML = "application/vnd.openxmlformats-officedocument"
PDF = b"%PDF-1.7\nbien ban"


@pytest.fixture
def row(ha_tinh, today):
    return give(ha_tinh, last=today + timedelta(days=5))


@pytest.fixture
def focal(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("focal_person", "so-ngoai-vu"))


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


def reported(focal, row, now):
    report_progress(focal, row, DONE, version=row.version, now=now)
    row.refresh_from_db()
    return row


def package(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def with_proof(content, name="minh chứng.pdf"):
    return Report(AssignmentState.IN_PROGRESS, "Đang làm", proofs=[ProofGiven(name=name, content=ContentFile(content))])


def stored_files():
    store = storages["documents"]
    return [name for folder in store.listdir("minh-chung")[0] for name in store.listdir(f"minh-chung/{folder}")[1]]


def test_a_report_changes_the_state_and_leaves_history_figures_and_an_audit_entry(focal, row, now):
    said = Report(
        AssignmentState.IN_PROGRESS, "Đã đăng tin", figures=[FigureGiven("Tin, bài", Decimal("12.5"), "bài")],
        proofs=[ProofGiven(name="https://ha-tinh.example.vn/tin", link="https://ha-tinh.example.vn/tin")],
    )  # fmt: skip
    update = report_progress(focal, row, said, version=1, now=now)
    row.refresh_from_db()
    assert (row.state, row.version, row.last_update_at) == (AssignmentState.IN_PROGRESS, 2, now)
    assert [str(figure) for figure in update.figures.all()] == ["Tin, bài: 12.50 bài"]
    assert update.proofs.get().link == "https://ha-tinh.example.vn/tin"
    entry = AuditEntry.objects.get(act="plans.report_progress")
    assert (entry.subject_id, entry.actor_id) == (str(row.pk), focal.user_id)
    assert "Đã đăng tin" not in str(entry.data)


def test_what_is_reported_as_done_waits_until_it_is_accepted(focal, coordinator, row, now, today):
    reported(focal, row, now)
    assert (row.state, row.done_on) == (AssignmentState.REPORTED, None)
    accept(coordinator, row, version=row.version, now=now + timedelta(days=9))
    row.refresh_from_db()
    assert (row.state, row.done_on) == (AssignmentState.DONE, today)


def test_a_returned_report_is_open_again_with_the_remark_in_its_history(focal, coordinator, row, now):
    reported(focal, row, now)
    return_to_agency(coordinator, row, version=row.version, remark="Xin gửi thêm số liệu", now=now)
    row.refresh_from_db()
    assert row.state == AssignmentState.IN_PROGRESS
    assert [(each.returned, each.text) for each in row.updates.all()] == [
        (True, "Xin gửi thêm số liệu"),
        (False, DONE.text),
    ]


def test_what_was_accepted_can_be_reopened(focal, coordinator, row, now):
    accept(coordinator, reported(focal, row, now), version=2, now=now)
    return_to_agency(coordinator, row, version=3, remark="Nhầm nhiệm vụ", now=now)
    row.refresh_from_db()
    assert (row.state, row.done_on) == (AssignmentState.IN_PROGRESS, None)


def test_a_later_report_corrects_an_earlier_one_until_it_is_accepted(focal, coordinator, row, now):
    reported(focal, row, now)
    report_progress(focal, row, Report(AssignmentState.IN_PROGRESS, "Chưa xong"), version=2, now=now)
    row.refresh_from_db()
    with pytest.raises(NotWaitingError):
        accept(coordinator, row, version=3, now=now)
    accept(coordinator, reported(focal, row, now), version=4, now=now)
    row.refresh_from_db()
    with pytest.raises(ClosedError):
        report_progress(focal, row, DONE, version=row.version, now=now)
    assert row.updates.count() == 4


@pytest.mark.parametrize("state", [AssignmentState.REPORTED, AssignmentState.DIFFICULTY])
def test_done_or_difficult_without_a_word_is_not_taken(focal, row, now, state):
    with pytest.raises(NothingSaidError):
        report_progress(focal, row, Report(state, "   "), version=1, now=now)
    assert not Update.objects.exists()


def test_somebody_of_another_agency_or_another_role_reports_nothing(ha_tinh, hue, coordinator, row, now):
    others = [
        ha_tinh.actor(ha_tinh.person("focal_person", "so-tai-chinh")),
        ha_tinh.actor(ha_tinh.person("agency_leader", "so-ngoai-vu")),
        hue.actor(hue.person("focal_person", "so-ngoai-vu")),
        coordinator,
    ]
    for actor in others:
        with pytest.raises(NotAllowedError):
            report_progress(actor, row, DONE, version=1, now=now)
    assert not Update.objects.exists()


def test_the_coordinator_of_another_province_decides_nothing(hue, focal, row, now):
    stranger = hue.actor(hue.person("coordinator"))
    with pytest.raises(Assignment.DoesNotExist):
        accept(stranger, reported(focal, row, now), version=2, now=now)


def test_two_people_do_not_overwrite_each_other(focal, row, now):
    reported(focal, row, now)
    with pytest.raises(ChangedMeanwhileError) as raised:
        report_progress(focal, row, Report(AssignmentState.NOT_STARTED, "Chưa làm"), version=1, now=now)
    assert raised.value.current.state == AssignmentState.REPORTED
    assert row.updates.count() == 1


def test_an_extension_moves_the_last_day_and_not_the_printed_one(focal, coordinator, row, now, today):
    ask = ask_more_time(focal, row, version=1, until=today + timedelta(days=30), reason="Chờ kinh phí", now=now)
    decide(coordinator, ask, agreed=True, answer="", now=now)
    row.refresh_from_db()
    assert (row.due, row.last_day) == (today + timedelta(days=5), today + timedelta(days=30))


def test_a_declined_extension_leaves_the_deadline_and_needs_a_reason(focal, coordinator, row, now, today):
    ask = ask_more_time(focal, row, version=1, until=today + timedelta(days=30), reason="Chờ kinh phí", now=now)
    with pytest.raises(ReasonMissingError):
        decide(coordinator, ask, agreed=False, answer=" ", now=now)
    assert decide(coordinator, ask, agreed=False, answer="Đã gấp", now=now).decision == Decision.DECLINED
    row.refresh_from_db()
    assert row.last_day == today + timedelta(days=5)
    with pytest.raises(NotWaitingError):
        decide(coordinator, ask, agreed=True, answer="", now=now)


def test_more_time_is_asked_once_for_a_later_day_and_only_where_there_is_a_deadline(ha_tinh, focal, row, now, today):
    with pytest.raises(NotLaterError):
        ask_more_time(focal, row, version=1, until=row.last_day, reason="Bận", now=now)
    with pytest.raises(ReasonMissingError):
        ask_more_time(focal, row, version=1, until=today + timedelta(days=9), reason="", now=now)
    ask_more_time(focal, row, version=1, until=today + timedelta(days=9), reason="Bận", now=now)
    with pytest.raises(AskedAlreadyError):
        ask_more_time(focal, row, version=2, until=today + timedelta(days=10), reason="Bận", now=now)
    with pytest.raises(NoDeadlineError):
        ask_more_time(focal, give(ha_tinh), version=1, until=today, reason="Bận", now=now)
    assert Ask.objects.count() == 1


def test_a_duty_that_is_anothers_goes_there_with_its_deadline_and_keeps_its_past(ha_tinh, focal, coordinator, row, now):
    ask = say_not_ours(focal, row, version=1, reason="Thuộc Sở Tài chính", now=now)
    row.refresh_from_db()
    assert row.state == AssignmentState.NOT_STARTED
    decide(coordinator, ask, agreed=True, answer="", to=ha_tinh.org["so-tai-chinh"], now=now)
    row.refresh_from_db()
    taken = Assignment.objects.get(organisation=ha_tinh.org["so-tai-chinh"])
    assert row.state == AssignmentState.NOT_OURS
    assert (taken.duty_id, taken.last_day, taken.state) == (row.duty_id, row.last_day, AssignmentState.NOT_STARTED)


def test_a_duty_is_not_handed_to_an_agency_that_has_it(ha_tinh, focal, coordinator, row, now):
    give(ha_tinh, "so-tai-chinh", to=row.duty)
    ask = say_not_ours(focal, row, version=1, reason="Thuộc Sở Tài chính", now=now)
    with pytest.raises(AlreadyChargedError):
        decide(coordinator, ask, agreed=True, answer="", to=ha_tinh.org["so-tai-chinh"], now=now)
    ask.refresh_from_db()
    row.refresh_from_db()
    assert (ask.decision, row.state) == (Decision.WAITING, AssignmentState.NOT_STARTED)


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [
        (PDF, "application/pdf", "biên bản.pdf"),
        (b"\xff\xd8\xff\xe0anh", "image/jpeg", "biên bản.jpg"),
        (package("word/document.xml"), f"{OOXML}.wordprocessingml.document", "biên bản.docx"),
    ],
)  # fmt: skip
def test_a_proof_is_what_its_content_is_whatever_its_name_says(focal, row, now, content, media_type, name):
    report_progress(focal, row, with_proof(content, "C:\\thư mục\\biên bản.exe"), version=1, now=now)
    proof = Proof.objects.get()
    assert (proof.media_type, proof.name, proof.size) == (media_type, name, len(content))
    assert "biên" not in proof.stored_as
    assert not storages["default"].exists(proof.stored_as)
    assert storages["documents"].open(proof.stored_as).read() == content


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\x00", b"<html><script>alert(1)</script>", package("anything.txt"), b"PK\x03\x04broken",
     package("word/document.xml", "word/vbaProject.bin"), b"GIF89a"],
)  # fmt: skip
def test_what_is_no_proof_is_refused_and_nothing_is_kept(focal, row, now, content):
    before = stored_files() if storages["documents"].exists("minh-chung") else []
    with pytest.raises(ProofRefusedError):
        report_progress(focal, row, with_proof(content), version=1, now=now)
    row.refresh_from_db()
    assert (row.version, Update.objects.count()) == (1, 0)
    assert (stored_files() if storages["documents"].exists("minh-chung") else []) == before


def test_a_proof_with_a_secrecy_mark_is_not_kept_and_leaves_its_hash(focal, row, now):
    letter = Document()
    for line in ("MẬT", "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Số: 12/BC-UBND", "BÁO CÁO", "Kết quả thực hiện"):
        letter.add_paragraph(line)
    file = io.BytesIO()
    letter.save(file)
    with pytest.raises(SecretProofError, match="Mật"):
        report_progress(focal, row, with_proof(file.getvalue()), version=1, now=now)
    entry = AuditEntry.objects.get(act="plans.refuse_proof")
    assert entry.data == {"sha256": hashlib.sha256(file.getvalue()).hexdigest(), "mark": "Mật"}
    assert not Proof.objects.exists()


def test_a_proof_above_the_limit_is_refused(focal, row, now, settings):
    settings.NHIPCAU_UPLOAD_LIMIT_MB = 1
    with pytest.raises(ProofRefusedError, match="1 MB"):
        report_progress(focal, row, with_proof(PDF + b"0" * 1024 * 1024), version=1, now=now)


def test_a_proof_of_a_report_that_came_too_late_is_not_left_behind(focal, row, now):
    report_progress(focal, row, with_proof(PDF), version=1, now=now)
    before = stored_files()
    with pytest.raises(ChangedMeanwhileError):
        report_progress(focal, row, with_proof(PDF), version=1, now=now)
    assert stored_files() == before


acts = st.lists(st.sampled_from(["report", "start", "accept", "return", "ask", "agree"]), max_size=10)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_in_whatever_order_people_act_the_state_and_its_history_agree(ha_tinh, focal, coordinator, now, today, order):
    row = give(ha_tinh, last=today)
    for act in order:
        row.refresh_from_db()
        before = (row.state, row.updates.count(), row.version)
        try:
            _do(act, focal, coordinator, row, now, today)
        except (ClosedError, NotWaitingError, AskedAlreadyError, NotLaterError, Ask.DoesNotExist):
            row.refresh_from_db()
            assert (row.state, row.updates.count(), row.version) == before
            continue
        row.refresh_from_db()
        assert row.version > before[2] or act == "agree"
        if row.updates.exists():
            assert row.updates.first().state == row.state
        assert (row.done_on is not None) == (row.state == AssignmentState.DONE)
        assert row.state in (*REPORTABLE, AssignmentState.DONE)


def _do(act, focal, coordinator, row, now, today):
    version = row.version
    if act == "report":
        report_progress(focal, row, DONE, version=version, now=now)
    elif act == "start":
        report_progress(focal, row, Report(AssignmentState.IN_PROGRESS), version=version, now=now)
    elif act == "accept":
        accept(coordinator, row, version=version, now=now)
    elif act == "return":
        return_to_agency(coordinator, row, version=version, remark="Bổ sung", now=now)
    elif act == "ask":
        ask_more_time(focal, row, version=version, until=row.last_day + timedelta(days=1), reason="Bận", now=now)
    else:
        decide(coordinator, row.asks.get(decision=""), agreed=True, answer="", now=now)
