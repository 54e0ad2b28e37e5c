"""A report is written by several people, on bad lines, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as generated
from hypothesis import strategies as st

from nhipcau.core.errors import NotAllowedError
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.errors import AlreadySentError
from nhipcau.reports.models import ReportVersion
from nhipcau.reports.queries.fields import known, merge, question_of
from nhipcau.reports.queries.sheet import sheet_of

from . import given

THEN = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def _asked(report, key):
    return next(each for each in sheet_of(report, report.draft).asked if each.question.key == key)


@pytest.mark.django_db
class TestPrefilled:
    def test_a_report_opens_with_what_was_recorded_on_the_duties_in_the_period(self, ha_tinh):
        plan = given.plan(ha_tinh)
        row = given.give(ha_tinh, to=given.duty(ha_tinh, of=plan))
        before = given.said(row, "Trước kỳ", datetime(2025, 12, 14, 16, 59, tzinfo=UTC))
        first = given.said(row, "Lần đầu", datetime(2025, 12, 14, 17, 0, tzinfo=UTC))  # midnight of 15/12 here
        last = given.said(row, "Lần cuối", datetime(2026, 11, 10, 16, 59, tzinfo=UTC))
        after = given.said(row, "Sau kỳ", datetime(2026, 11, 10, 17, 0, tzinfo=UTC))
        answer = given.said(row, "Đồng ý", THEN, state="done")
        elsewhere = given.said(given.give(ha_tinh, "so-tai-chinh"), "Của cơ quan khác", THEN)
        period = given.period(ha_tinh, plans=[plan])
        group = _asked(given.report(period, ha_tinh), "nhiem-vu").groups[0]
        assert [(each.source.update_id, each.text.value) for each in group.passages] == [
            (first.pk, "Lần đầu"), (last.pk, "Lần cuối"),
        ]  # fmt: skip
        assert not {before.pk, after.pk, answer.pk, elsewhere.pk} & {each.source.update_id for each in group.passages}
        assert group.label == "IV. Tổ chức thực hiện"

    def test_of_several_updates_of_one_duty_the_last_is_chosen(self, ha_tinh):
        row = given.give(ha_tinh)
        given.said(row, "Lần đầu", THEN)
        given.said(row, "Lần cuối", THEN + timedelta(days=1))
        report = given.report(given.period(ha_tinh), ha_tinh)
        group = _asked(report, "nhiem-vu").groups[-1]
        assert [each.counts for each in group.passages] == [False, True]
        assert ([each.shown for each in group.passages], group.earlier) == ([False, True], 1)

    def test_a_duty_on_a_subject_is_reported_under_it(self, ha_tinh):
        row = given.give(ha_tinh, to=given.duty(ha_tinh, "Đón phóng viên nước ngoài tại tỉnh"))
        given.said(row, "Đã đón 2 đoàn.", THEN)
        report = given.report(given.period(ha_tinh), ha_tinh)
        assert [each.text.value for each in _asked(report, "bao-chi").groups[0].passages] == ["Đã đón 2 đoàn."]
        assert not _asked(report, "nhiem-vu").groups[-1].passages

    def test_a_figure_is_summed_from_the_duties_and_knows_which(self, ha_tinh):
        one, other = given.give(ha_tinh), given.give(ha_tinh)
        given.said(one, "Sơ bộ", THEN, ("Phim", "9", "phim"))
        given.said(one, "Sửa lại", THEN + timedelta(days=1), ("phim ngan", "2", "phim"))
        given.said(one, "Sửa lại lần nữa", THEN + timedelta(days=2), ("Phim", "3", "phim"))
        given.said(other, "Thêm", THEN, ("Phim", "4", ""), ("Phim", "100", "triệu đồng"))
        report = given.report(given.period(ha_tinh), ha_tinh)
        row = _asked(report, "phim").figures[0]
        assert row.figure.value == "9"  # 2 under one name, 3 (which corrects 9) under another, and 4
        assert len(row.sources) == 3

    def test_reading_begins_no_draft(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        sheet_of(report, None)
        assert not ReportVersion.objects.exists()

    def test_it_costs_the_same_queries_for_one_duty_and_for_thirty(self, ha_tinh, django_assert_num_queries):
        period = given.period(ha_tinh)
        given.said(given.give(ha_tinh), "Một", THEN, ("Phim", "1", "phim"))
        report = given.report(period, ha_tinh)
        with django_assert_num_queries(7):
            sheet_of(report, None)
        for number in range(30):
            given.said(given.give(ha_tinh), f"Việc {number}", THEN, ("Phim", "1", "phim"))
        with django_assert_num_queries(7):
            sheet_of(report, None)


@pytest.mark.django_db
class TestSaved:
    def test_what_is_typed_is_kept_word_for_word_whatever_it_is(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        asked = _asked(report, "phim").figures[0]
        saved = save_draft(given.officer(ha_tinh), report, {asked.figure.name: "khoảng 20"}, seen=0, now=given.NOW)
        assert saved.version.fields[asked.figure.name]["v"] == "khoảng 20"
        report.refresh_from_db()
        assert (report.state, report.revision) == ("draft", 1)

    def test_what_equals_the_prefilled_words_begins_no_draft(self, ha_tinh):
        given.said(given.give(ha_tinh), "Đã làm", THEN)
        report = given.report(given.period(ha_tinh), ha_tinh)
        box = _asked(report, "nhiem-vu").groups[-1].passages[0].text
        assert not save_draft(given.officer(ha_tinh), report, {box.name: "Đã làm"}, seen=0, now=given.NOW).written
        assert not ReportVersion.objects.exists()

    def test_two_people_write_different_fields_and_both_stay(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        one, other = given.field(report, "chi-dao"), given.field(report, "han-che")
        first = save_draft(given.officer(ha_tinh), report, {one: "Của tôi"}, seen=0, now=given.NOW)
        second = save_draft(given.officer(ha_tinh), report, {other: "Của bạn"}, seen=0, now=given.NOW)
        assert not second.conflicts
        assert second.elsewhere == {one: "Của tôi"}
        assert {name: each["v"] for name, each in second.version.fields.items()} == {one: "Của tôi", other: "Của bạn"}
        assert second.revision == first.revision + 1

    def test_two_people_write_the_same_field_and_nothing_is_overwritten(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        name = given.field(report, "chi-dao")
        save_draft(given.officer(ha_tinh), report, {name: "Của người trước"}, seen=0, now=given.NOW)
        late = save_draft(given.officer(ha_tinh), report, {name: "Của tôi"}, seen=0, now=given.NOW)
        (conflict,) = late.conflicts
        assert (conflict.yours, conflict.theirs) == ("Của tôi", "Của người trước")
        assert conflict.by
        assert late.version.fields[name]["v"] == "Của người trước"
        settled = save_draft(given.officer(ha_tinh), report, {name: "Cả hai"}, seen=late.revision, now=given.NOW)
        assert settled.version.fields[name]["v"] == "Cả hai"

    def test_the_same_save_sent_twice_changes_nothing(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        fields = {given.field(report, "chi-dao"): "Đã làm"}
        save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
        again = save_draft(given.officer(ha_tinh), report, fields, seen=0, now=given.NOW)
        assert (again.written, again.conflicts, again.revision) == ((), (), 1)

    def test_nobody_else_writes_an_agencys_report(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        fields = {given.field(report, "chi-dao"): "Đã làm"}
        for actor in (given.coordinator(ha_tinh), given.leader(ha_tinh)):
            with pytest.raises(NotAllowedError, match="Cán bộ đầu mối"):
                save_draft(actor, report, fields, seen=0, now=given.NOW)

    def test_a_browser_that_comes_back_after_the_report_was_sent_is_told_who_sent_it(self, ha_tinh):
        report = given.report(given.period(ha_tinh), ha_tinh)
        save_draft(given.officer(ha_tinh), report, given.enough(report), seen=0, now=given.NOW)
        submit(given.officer(ha_tinh), report, seen=1, now=given.NOW)
        with pytest.raises(AlreadySentError, match=r"Người focal_person so-ngoai-vu gửi lúc 10:00 12/11/2026"):
            save_draft(given.officer(ha_tinh), report, {given.field(report, "chi-dao"): "Muộn"}, seen=1, now=given.NOW)


NAMES = st.sampled_from(["t.1.0", "t.1.u2", "f.2.0"])
WORDS = st.sampled_from(["", "một", "hai", "ba"])
SAVES = st.lists(st.tuples(st.dictionaries(NAMES, WORDS), st.integers(0, 3)), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # two slow cores say nothing about the merge
@generated(SAVES)
def test_a_save_never_overwrites_words_that_its_writer_did_not_see(saves):
    stored, revision = {}, 0
    for fields, behind in saves:
        seen = max(0, revision - behind)
        merged = merge(stored, {}, fields, seen=seen, revision=revision + 1, by="")
        for name, each in stored.items():
            if each["r"] > seen:
                assert merged.fields[name] == each
        conflicting = {each.name for each in merged.conflicts}
        for name, value in fields.items():
            now_there = merged.fields.get(name, {"v": ""})["v"]
            assert (now_there == value) != (name in conflicting)
        stored, revision = merged.fields, revision + bool(merged.written)


@pytest.mark.parametrize(
    "name", ["", "t.1", "csrfmiddlewaretoken", "t.x.0", "t.1.u", "z.1.0", "m.1.0.merits", "f.1.u2"]
)
def test_what_is_no_name_of_a_field_is_left_alone(name):
    assert question_of(name) is None
    assert known({name: "x"}, [1]) == {}


def test_fields_of_questions_that_are_not_asked_are_left_alone():
    assert known({"t.1.0": "a\r\nb", "t.2.0": "c"}, [1]) == {"t.1.0": "a\nb"}
