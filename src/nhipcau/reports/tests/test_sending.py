"""A report leaves the agency, comes back, is accepted, corrected and frozen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from nhipcau.core.errors import ChangedMeanwhileError, NotAllowedError
from nhipcau.core.models import AuditEntry
from nhipcau.reports.actions.deciding import accept, return_report, say
from nhipcau.reports.actions.matters import set_preference
from nhipcau.reports.actions.opening import close_period, grant_exception
from nhipcau.reports.actions.sending import approve, decline_approval, submit
from nhipcau.reports.actions.writing import correct, save_draft, take_back
from nhipcau.reports.errors import (
    AlreadySentError,
    IncompleteError,
    LockedError,
    NotEmptyError,
    NothingSaidError,
    NotWaitingError,
    PeriodClosedError,
    ReasonMissingError,
    WaitingForLeaderError,
)
from nhipcau.reports.models import Commendation, Difficulty, FigureValue, Remark
from nhipcau.reports.queries.sheet import sheet_of

from . import given

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
LOCKED = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def _saved(place, report, now=given.NOW, **words):
    fields = {**given.enough(report), **{given.field(report, key): text for key, text in words.items()}}
    save_draft(given.officer(place), report, fields, seen=report.revision, now=now)
    report.refresh_from_db()
    return report


def _sent(place, now=given.NOW, **words):
    report = _saved(place, given.report(given.period(place), place), now, **words)
    return submit(given.officer(place), report, seen=report.revision, now=now)


def _figure_row(report, key):
    asked = sheet_of(report, report.draft).asked
    return next(each for each in asked if each.question.key == key and each.figures).figures[0]


def test_what_is_sent_becomes_passages_that_keep_the_update_they_came_from(ha_tinh):
    update = given.said(given.give(ha_tinh), "Đã đăng 12 tin trên cổng.", THEN)
    report = given.report(given.period(ha_tinh), ha_tinh)
    name = given.field(report, "nhiem-vu", source=f"u{update.pk}")
    fields = given.enough(report) | {name: "Đã đăng 12 tin.", given.field(report, "uu-diem"): "Một\n\n Hai "}
    save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
    sent = submit(given.officer(ha_tinh), report, seen=1, now=given.NOW).sent
    told = {(each.question.key, each.text, each.update_id) for each in sent.answers.select_related("question")}
    assert ("nhiem-vu", "Đã đăng 12 tin.", update.pk) in told
    assert {("uu-diem", "Một", None), ("uu-diem", "Hai", None)} <= told
    passage = sent.answers.get(update=update)
    assert (passage.recorded, passage.assignment_id) == ("Đã đăng 12 tin trên cổng.", update.assignment_id)


def test_the_kinds_of_figures_arrive_as_what_they_are(ha_tinh):
    given.said(given.give(ha_tinh), "Làm phim", THEN, ("Phim", "3", "phim"))
    report = given.report(given.period(ha_tinh), ha_tinh)
    rows = {key: _figure_row(report, key) for key in ("phim", "an-pham", "su-kien", "phong-vien", "kinh-phi")}
    fields = given.enough(report) | {
        rows["an-pham"].figure.name: "0", rows["an-pham"].kind.name: "",
        rows["su-kien"].figure.name: "không áp dụng", rows["su-kien"].kind.name: "",
        rows["phong-vien"].kind.name: "missing", rows["phong-vien"].reason.name: "Chờ Công an tỉnh đối chiếu",
        rows["kinh-phi"].figure.name: "1.234,5", rows["kinh-phi"].kind.name: "",
        rows["kinh-phi"].estimate.name: "1.500",
    }  # fmt: skip
    save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
    sent = submit(given.officer(ha_tinh), report, seen=1, now=given.NOW).sent
    found = {each.indicator.code: each for each in sent.figures.select_related("indicator")}
    assert (found["phim"].kind, found["phim"].value, found["phim"].sources.count()) == ("number", 3, 1)
    assert (found["an-pham"].kind, found["an-pham"].value) == ("zero", 0)
    assert (found["su-kien"].kind, found["su-kien"].value) == ("not_applicable", None)
    assert (found["phong-vien"].kind, found["phong-vien"].reason) == ("missing", "Chờ Công an tỉnh đối chiếu")
    assert (found["kinh-phi"].value, found["kinh-phi"].estimate) == (Decimal("1234.5"), 1500)
    assert {each.as_of for each in found.values()} == {given.CUT_OFF}
    assert set(sent.figures.filter(indicator__code="doan").values_list("part", flat=True)) == {"Đoàn ra", "Đoàn vào"}


def test_every_fault_is_told_at_once_and_everything_stays(ha_tinh):
    report = given.report(given.period(ha_tinh), ha_tinh)
    phim, an_pham = _figure_row(report, "phim"), _figure_row(report, "an-pham")
    fields = given.enough(report) | {
        phim.figure.name: "khoảng 20", phim.kind.name: "", an_pham.kind.name: "missing",
        given.field(report, "chi-dao"): "",
    }  # fmt: skip
    save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
    with pytest.raises(IncompleteError) as refused:
        submit(given.officer(ha_tinh), report, seen=1, now=given.NOW)
    assert [fault.name for fault in refused.value.faults] == [
        given.field(report, "chi-dao"), an_pham.reason.name, phim.figure.name,
    ]  # fmt: skip
    assert "“khoảng 20” là số ước lượng" in refused.value.faults[-1].sentence
    report.refresh_from_db()
    assert report.draft.fields[phim.figure.name]["v"] == "khoảng 20"
    assert report.state == "draft"


def test_an_empty_report_says_so_for_every_figure(ha_tinh):
    report = given.report(given.period(ha_tinh), ha_tinh)
    sent = submit(given.officer(ha_tinh), report, seen=0, now=given.NOW, empty=True)
    assert (sent.state, sent.empty, sent.sent.answers.count()) == ("submitted", True, 0)
    assert set(FigureValue.objects.values_list("kind", flat=True)) == {"nothing_arose"}


def test_a_report_with_something_in_it_is_not_sent_as_empty(ha_tinh):
    given.said(given.give(ha_tinh), "Đã đăng 12 tin.", THEN)
    report = given.report(given.period(ha_tinh), ha_tinh)
    with pytest.raises(NotEmptyError):
        submit(given.officer(ha_tinh), report, seen=0, now=given.NOW, empty=True)


def test_sent_twice_or_by_two_people_it_is_sent_once_and_the_second_is_told(ha_tinh):
    report = _saved(ha_tinh, given.report(given.period(ha_tinh), ha_tinh))
    submit(given.officer(ha_tinh), report, seen=report.revision, now=given.NOW)
    with pytest.raises(AlreadySentError):
        submit(given.officer(ha_tinh), report, seen=report.revision, now=given.NOW)
    assert AuditEntry.objects.filter(act="reports.submit").count() == 1


def test_what_a_colleague_added_meanwhile_is_not_sent_unseen(ha_tinh):
    report = _saved(ha_tinh, given.report(given.period(ha_tinh), ha_tinh))
    other = {given.field(report, "han-che"): "Thêm"}
    save_draft(given.officer(ha_tinh), report, other, seen=report.revision, now=given.NOW)
    with pytest.raises(ChangedMeanwhileError):
        submit(given.officer(ha_tinh), report, seen=report.revision, now=given.NOW)


def test_after_the_lock_a_report_is_refused_with_the_day_and_kept(ha_tinh):
    report = _saved(ha_tinh, given.report(given.period(ha_tinh), ha_tinh), now=LOCKED)
    with pytest.raises(LockedError, match=r"20/11/2026.*vẫn được giữ trong bản nháp"):
        submit(given.officer(ha_tinh), report, seen=report.revision, now=LOCKED)
    assert report.draft.fields
    grant_exception(
        given.coordinator(ha_tinh), report.obligation, "later_lock", until=date(2026, 11, 25), reason="Bão", now=LOCKED
    )
    sent = submit(given.officer(ha_tinh), report, seen=report.revision, now=LOCKED)
    assert sent.first_sent_on == date(2026, 11, 21)


def test_returned_with_a_remark_the_agency_finds_its_own_words_and_sends_again(ha_tinh):
    sent = _sent(ha_tinh)
    first = sent.sent
    back = return_report(given.coordinator(ha_tinh), sent, seen=sent.revision, remark="Bổ sung số liệu", now=given.NOW)
    assert (back.state, back.draft.fields, back.draft.number) == ("returned", first.fields, 2)
    assert Remark.objects.get().text == "Bổ sung số liệu"
    later = given.NOW + timedelta(days=1)
    save_draft(
        given.officer(ha_tinh), back, {given.field(back, "han-che"): "Đã bổ sung"}, seen=back.revision, now=later
    )
    back.refresh_from_db()
    again = submit(given.officer(ha_tinh), back, seen=back.revision, now=later)
    first.refresh_from_db()
    assert (first.state, again.sent.number, again.first_sent_on) == ("returned", 2, date(2026, 11, 12))


def test_after_acceptance_the_figures_are_kept_with_a_hash_and_a_correction_is_another_version(ha_tinh):
    sent = _sent(ha_tinh)
    accepted = accept(given.coordinator(ha_tinh), sent, seen=sent.revision, now=given.NOW)
    first = accepted.sent
    first.refresh_from_db()
    assert (first.state, len(first.sha256), len(first.snapshot["figures"])) == ("accepted", 64, 12)
    with pytest.raises(ReasonMissingError):
        correct(given.officer(ha_tinh), accepted, reason=" ", now=given.NOW)
    draft = correct(given.officer(ha_tinh), accepted, reason="Đếm sót", now=given.NOW)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.sent_id, draft.reason) == ("accepted", first.pk, "Đếm sót")
    with pytest.raises(NotWaitingError):
        correct(given.officer(ha_tinh), accepted, reason="Nữa", now=given.NOW)
    again = submit(given.officer(ha_tinh), accepted, seen=accepted.revision, now=given.NOW)
    first.refresh_from_db()
    assert (again.state, again.sent_id, first.state, first.snapshot["version"]) == (
        "submitted", draft.pk, "replaced", 1,
    )  # fmt: skip


def test_a_closed_period_is_frozen_with_everything_in_it(ha_tinh):
    sent = _sent(ha_tinh)
    accept(given.coordinator(ha_tinh), sent, seen=sent.revision, now=given.NOW)
    snapshot = close_period(given.coordinator(ha_tinh), sent.period, now=given.NOW)
    sent.refresh_from_db()
    assert sent.state == "frozen"
    assert snapshot.content[str(sent.pk)]["version"] == 1
    with pytest.raises(PeriodClosedError):
        correct(given.officer(ha_tinh), sent, reason="Muộn", now=given.NOW)
    with pytest.raises(PeriodClosedError):
        close_period(given.coordinator(ha_tinh), sent.period, now=given.NOW)


def test_where_the_agency_wants_it_its_leader_approves_before_the_report_leaves(ha_tinh):
    body = ha_tinh.org["so-ngoai-vu"]
    set_preference(given.leader(ha_tinh), body, leader_approves=True, symbol="BC-SNgV", place="", now=given.NOW)
    report = _saved(ha_tinh, given.report(given.period(ha_tinh), ha_tinh))
    waiting = submit(given.officer(ha_tinh), report, seen=report.revision, now=given.NOW)
    assert (waiting.state, waiting.first_sent_on) == ("awaiting", None)
    with pytest.raises(WaitingForLeaderError):
        save_draft(given.officer(ha_tinh), waiting, {}, seen=waiting.revision, now=given.NOW)
    with pytest.raises(NotAllowedError, match="Lãnh đạo cơ quan"):
        approve(given.officer(ha_tinh), waiting, seen=waiting.revision, now=given.NOW)
    back = decline_approval(given.leader(ha_tinh), waiting, remark="Xem lại phần I", now=given.NOW)
    assert back.state == "draft"
    waiting = submit(given.officer(ha_tinh), back, seen=back.revision, now=given.NOW)
    back = take_back(given.officer(ha_tinh), waiting, now=given.NOW)
    waiting = submit(given.officer(ha_tinh), back, seen=back.revision, now=given.NOW)
    sent = approve(given.leader(ha_tinh), waiting, seen=waiting.revision, now=given.NOW)
    assert (sent.state, sent.sent.approved_by_id) == ("submitted", given.leader(ha_tinh).user_id)
    with pytest.raises(NotWaitingError):
        approve(given.leader(ha_tinh), waiting, seen=sent.revision, now=given.NOW)


def test_difficulties_of_a_report_are_owed_an_answer_once_however_often_it_is_sent(ha_tinh):
    given.said(given.give(ha_tinh), "", THEN, difficulty="Thiếu biên dịch viên", state="difficulty")
    report = given.report(given.period(ha_tinh), ha_tinh)
    added = given.field(report, "vuong-mac", source="x0")
    proposal = given.field(report, "vuong-mac", "p", "x0")
    fields = given.enough(report) | {added: "Chậm cấp kinh phí", proposal: "Cấp từ quý I"}
    save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
    sent = submit(given.officer(ha_tinh), report, seen=1, now=given.NOW)
    owed = set(Difficulty.objects.values_list("text", "proposal", "answer_due"))
    due = date(2026, 11, 26)  # ten working days after 12/11/2026
    assert owed == {("Thiếu biên dịch viên", "", due), ("Chậm cấp kinh phí", "Cấp từ quý I", due)}
    back = return_report(given.coordinator(ha_tinh), sent, seen=sent.revision, remark="Sửa", now=given.NOW)
    again = submit(given.officer(ha_tinh), back, seen=back.revision, now=given.NOW)
    assert set(Difficulty.objects.values_list("version_id", flat=True)) == {again.sent_id}
    assert Difficulty.objects.count() == 2


def test_commendations_of_a_report_count_for_its_year(ha_tinh):
    report = given.report(given.period(ha_tinh), ha_tinh)
    names = {what: given.field(report, "khen-thuong", "m", f"0.{what}") for what in ("name", "kind", "merit")}
    fields = given.enough(report) | {
        names["name"]: "Phòng Thông tin", names["kind"]: "collective", names["merit"]: "Hoàn thành sớm",
    }  # fmt: skip
    save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
    submit(given.officer(ha_tinh), report, seen=1, now=given.NOW)
    assert Commendation.objects.values_list("name", "year", "kind").get() == ("Phòng Thông tin", 2026, "collective")


def test_only_a_coordinator_accepts_and_the_refusal_says_so(ha_tinh):
    sent = _sent(ha_tinh)
    for actor in (given.officer(ha_tinh), given.leader(ha_tinh)):
        with pytest.raises(NotAllowedError, match="Cán bộ điều phối"):
            accept(actor, sent, seen=sent.revision, now=given.NOW)
    with pytest.raises(NothingSaidError):
        return_report(given.coordinator(ha_tinh), sent, seen=sent.revision, remark="", now=given.NOW)


def test_both_sides_speak_in_the_thread(ha_tinh):
    sent = _sent(ha_tinh)
    ours = say(given.coordinator(ha_tinh), sent, text="Số này gồm cả quý III?", now=given.NOW)
    theirs = say(given.officer(ha_tinh), sent, text="Vâng, cả năm.", now=given.NOW)
    assert [ours.from_agency, theirs.from_agency] == [False, True]
    with pytest.raises(NotAllowedError):
        say(given.officer(ha_tinh, "so-tai-chinh"), sent, text="Tôi", now=given.NOW)
