"""The consolidated report: drafted by rule from what arrived, edited without losing a source, signed and frozen."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from docx import Document as Docx
from openpyxl import load_workbook

from nhipcau.core.errors import ChangedMeanwhileError, NotAllowedError
from nhipcau.core.models import AuditEntry
from nhipcau.paper.public import as_docx, walk_figures
from nhipcau.reports.actions.consolidating import editing, signing
from nhipcau.reports.actions.consolidating.drafting import draft, draft_again
from nhipcau.reports.actions.matters import propose_commendation
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import correct, save_draft
from nhipcau.reports.choices import BlockKind, CommendationKind, FindingKind, PeriodKind
from nhipcau.reports.errors import (
    NotDraftingError,
    NothingSaidError,
    NotInTextError,
    NotLookedAtError,
    NotWaitingError,
    NumberMissingError,
    NumberTakenError,
    OwnWorkError,
    ReasonMissingError,
)
from nhipcau.reports.models import FigureValue, Tally
from nhipcau.reports.queries.consolidating.findings import findings, unvouched
from nhipcau.reports.queries.consolidating.printing import annex_of, document_of
from nhipcau.reports.queries.consolidating.versions import compared, content_of
from nhipcau.reports.queries.sheet import sheet_of

from . import given

pytestmark = pytest.mark.django_db
VISIT = "Ngày 12/5/2026, đón Đoàn 12 phóng viên nước ngoài tham quan Khu lưu niệm Nguyễn Du."
SAME_VISIT = "Phối hợp đón đoàn phóng viên nước ngoài (12 người) đến tác nghiệp tại Khu lưu niệm Nguyễn Du ngày 12/5."
OTHER_VISIT = "Phối hợp đón đoàn 15 phóng viên nước ngoài đến Khu lưu niệm Nguyễn Du ngày 12/5."


def arrived(place, period, code, figures=(), **words):
    """The report of an organisation, sent: answers by question key, figures by indicator."""
    report = given.report(period, place, code)
    fields = given.enough(report) | {given.field(report, key): text for key, text in words.items()}
    for key, value in dict(figures).items():
        row = next(
            each for each in sheet_of(report, report.draft).asked if each.question.key == key and each.figures
        ).figures[0]
        fields |= {row.figure.name: value, row.kind.name: ""}
    save_draft(given.officer(place, code), report, fields, seen=report.revision, now=given.NOW)
    report.refresh_from_db()
    return submit(given.officer(place, code), report, seen=report.revision, now=given.NOW)


@pytest.fixture
def period(ha_tinh):
    return given.period(ha_tinh)


@pytest.fixture
def paper(ha_tinh, period):
    arrived(
        ha_tinh, period, "so-ngoai-vu", {"phim": "3", "kinh-phi": "1.234,5", "phong-vien": "12"}, **{"bao-chi": VISIT}
    )
    arrived(ha_tinh, period, "cong-an-tinh", {"phim": "2"}, **{"bao-chi": SAME_VISIT, "tap-huan": "Mở 02 lớp."})
    return draft(given.coordinator(ha_tinh), period, now=given.NOW)


def second(place):
    return place.actor(place.person("province_leader"))


def passage(paper, words):
    return paper.blocks.get(text__contains=words)


def test_agencies_that_tell_of_one_thing_make_one_passage_that_names_them(paper):
    block = passage(paper, "Nguyễn Du")
    assert block.text.endswith("(Công an tỉnh, Sở Ngoại vụ).")
    assert {source.said for source in block.sources.all()} == {VISIT, SAME_VISIT}
    assert [source.said for source in block.sources.filter(base=True)] == [SAME_VISIT]


def test_sections_follow_the_template_and_empty_ones_are_left_out(paper):
    heads = list(paper.blocks.filter(kind=BlockKind.HEADING, level=1).values_list("label", "text"))
    assert heads[0][0] == "I"
    assert ("II", "Kết quả thực hiện nhiệm vụ") in heads
    assert "Kinh phí" not in dict(heads).values()


def test_figures_are_totals_of_the_records_behind_them(paper):
    tally = Tally.objects.get(paper=paper, indicator__code="phim", column="now")
    assert (tally.printed, tally.value, tally.values.count()) == ("05", 5, 2)
    assert Tally.objects.get(paper=paper, indicator__code="kinh-phi", column="now").printed == "1.234,5"
    nothing = Tally.objects.get(paper=paper, indicator__code="an-pham", column="now")
    assert (nothing.printed, nothing.value) == ("Không phát sinh", None)


def test_every_number_in_the_printed_report_resolves_to_a_record(paper):
    found = [each for each in walk_figures(as_docx(document_of(paper))) if each.why is None]
    assert len(found) >= 6
    assert [each.text for each in found if not each.source] == []
    for each in found:
        tally = Tally.objects.get(pk=each.source.removeprefix("figure:"), paper=paper)
        assert tally.printed == each.text
        assert tally.indicator or tally.source or tally.counts


def test_the_count_of_reports_is_the_one_that_the_matrix_shows(ha_tinh, paper, period):
    from nhipcau.reports.queries.standing import Chosen, tally

    shown = tally(given.coordinator(ha_tinh), Chosen(period_id=period.pk), given.NOW.date())
    counts = {row.counts: row.value for row in paper.tallies.exclude(counts="")}
    assert counts == {"arrived": shown["arrived"], "total": shown["total"]}


def test_different_numbers_for_one_event_are_listed_side_by_side(ha_tinh, period):
    arrived(ha_tinh, period, "so-ngoai-vu", {"phong-vien": "12"}, **{"bao-chi": VISIT})
    arrived(ha_tinh, period, "cong-an-tinh", {"phong-vien": "15"}, **{"bao-chi": OTHER_VISIT})
    paper = draft(given.coordinator(ha_tinh), period, now=given.NOW)
    found = [each for each in findings(given.coordinator(ha_tinh), paper) if each.kind == FindingKind.CONTRADICTION]
    assert [[side[1] for side in each.sides] for each in found] == [[VISIT, OTHER_VISIT]]
    assert [side[2] for side in found[0].sides] == ["12 phóng viên nước ngoài", "15 phóng viên nước ngoài"]
    with pytest.raises(NotLookedAtError):
        signing.ask_review(given.coordinator(ha_tinh), paper, now=given.NOW)
    editing.look(
        given.coordinator(ha_tinh), paper, found[0].kind, found[0].key, "Theo danh sách của Sở Ngoại vụ", now=given.NOW
    )
    assert signing.ask_review(given.coordinator(ha_tinh), paper, now=given.NOW).state == "reviewing"


def test_who_has_not_reported_and_who_owes_a_figure_is_listed(ha_tinh, paper):
    found = findings(given.coordinator(ha_tinh), paper)
    silent = [each.words for each in found if each.kind == FindingKind.NOT_REPORTED]
    assert len(silent) == len(given.CODES) - 2
    assert all("chưa có báo cáo" in words for words in silent)


def test_a_passage_whose_source_was_corrected_is_flagged_until_the_draft_is_made_again(ha_tinh, paper, period):
    officer, report = given.officer(ha_tinh), given.report(period, ha_tinh)
    correct(officer, report, reason="Ghi nhầm số người", now=given.NOW)
    report = given.report(period, ha_tinh)
    corrected = VISIT.replace("12 phóng viên", "14 phóng viên")
    save_draft(officer, report, {given.field(report, "bao-chi"): corrected}, seen=report.revision, now=given.NOW)
    report.refresh_from_db()
    submit(officer, report, seen=report.revision, now=given.NOW)
    changed = [each for each in findings(given.coordinator(ha_tinh), paper) if each.kind == FindingKind.CHANGED]
    assert [each.sides[0][1] for each in changed] == [VISIT]
    draft_again(given.coordinator(ha_tinh), paper, now=given.NOW)
    left = {each.kind for each in findings(given.coordinator(ha_tinh), paper)}
    assert FindingKind.CHANGED not in left
    assert FindingKind.CONTRADICTION in left  # the police still say 12
    assert "14 phóng viên" in passage(paper, "14 phóng viên").text


def test_words_that_a_person_changed_survive_a_new_draft(ha_tinh, paper, period):
    actor = given.coordinator(ha_tinh)
    block = passage(paper, "Nguyễn Du")
    editing.change_words(actor, block, "Đón 12 phóng viên nước ngoài.", revision=block.revision, now=given.NOW)
    own = editing.add_block(actor, paper, after=block, text="Nhìn chung, công tác có chuyển biến.", now=given.NOW)
    gone = passage(paper, "02 lớp")
    editing.take_out(actor, gone, removed=True, revision=gone.revision, now=given.NOW)
    arrived(ha_tinh, period, "so-tai-chinh", **{"tap-huan": "Cử 05 cán bộ dự tập huấn tại Vinh."})
    draft_again(actor, paper, now=given.NOW)
    texts = list(paper.blocks.filter(removed=False).values_list("text", flat=True))
    assert texts.count("Đón 12 phóng viên nước ngoài.") == 1
    assert own.text in texts
    assert not any("Nguyễn Du" in text or "02 lớp" in text for text in texts)
    assert any("05 cán bộ" in text for text in texts)
    assert Tally.objects.get(block=block).source is not None


def test_a_number_without_a_source_is_asked_about_and_vouched_for_by_name(ha_tinh, paper):
    actor, block = given.coordinator(ha_tinh), passage(paper, "Nguyễn Du")
    editing.change_words(actor, block, "Đón 12 phóng viên, tăng 20 %.", revision=0, now=given.NOW)
    assert [number for _block, number in unvouched(paper)] == ["20"]
    with pytest.raises(NotLookedAtError):
        signing.ask_review(actor, paper, now=given.NOW)
    with pytest.raises(ReasonMissingError):
        editing.vouch(actor, block, "20", " ", now=given.NOW)
    with pytest.raises(NotInTextError):
        editing.vouch(actor, block, "21", "Báo cáo năm 2025", now=given.NOW)
    editing.vouch(actor, block, "20", "So với Báo cáo số 15/BC-UBND năm 2025", now=given.NOW)
    assert unvouched(paper) == []
    assert AuditEntry.objects.filter(act="reports.vouch").count() == 1


def test_two_people_at_one_passage_overwrite_nothing(ha_tinh, paper):
    actor, block = given.coordinator(ha_tinh), passage(paper, "Nguyễn Du")
    editing.change_words(actor, block, "Lời của người thứ nhất.", revision=block.revision, now=given.NOW)
    with pytest.raises(ChangedMeanwhileError):
        editing.change_words(actor, block, "Lời của người thứ hai.", revision=block.revision, now=given.NOW)
    with pytest.raises(NothingSaidError):
        editing.change_words(actor, block, "  ", revision=block.revision + 1, now=given.NOW)
    block.refresh_from_db()
    assert block.text == "Lời của người thứ nhất."


def test_blocks_move_past_each_other_and_stay_at_the_ends(ha_tinh, paper):
    actor = given.coordinator(ha_tinh)
    first, second_ = list(paper.blocks.all()[:2])
    editing.move(actor, first, up=False, now=given.NOW)
    editing.move(actor, second_, up=True, now=given.NOW)
    assert [block.pk for block in paper.blocks.all()[:2]] == [second_.pk, first.pk]


def test_versions_are_compared_block_by_block_and_word_by_word(ha_tinh, paper):
    actor, block = given.coordinator(ha_tinh), passage(paper, "02 lớp")
    before = content_of(paper)
    editing.change_words(actor, block, "Mở 02 lớp tập huấn (Công an tỉnh).", revision=0, now=given.NOW)
    editing.add_block(actor, paper, after=None, text="Thêm.", now=given.NOW)
    rows = compared(before, content_of(paper))
    changed = next(row for row in rows if row.kind == "changed")
    assert "".join(word.text for word in changed.words if word.kind == "added").strip() == "tập huấn"
    assert [row.after for row in rows if row.kind == "added"] == ["Thêm."]


def test_a_report_goes_through_a_second_pair_of_eyes_to_its_number_and_is_then_frozen(ha_tinh, paper, period):
    actor = given.coordinator(ha_tinh)
    signing.ask_review(actor, paper, now=given.NOW)
    with pytest.raises(NotDraftingError):
        editing.change_words(actor, passage(paper, "02 lớp"), "Khác.", revision=0, now=given.NOW)
    with pytest.raises(OwnWorkError):
        signing.approve(actor, paper, now=given.NOW)
    signing.send_back(second(ha_tinh), paper, "Bổ sung kinh phí", now=given.NOW)
    signing.ask_review(actor, paper, now=given.NOW)
    signing.approve(second(ha_tinh), paper, now=given.NOW)
    with pytest.raises(NumberMissingError):
        signing.issue(actor, paper, number="", on=None, signed=None, now=given.NOW)
    signed = ContentFile("Số: 15/BC-UBND\nBÁO CÁO\nKết quả.".encode(), name="ban-ky.txt")
    issued = signing.issue(actor, paper, number="15", on=date(2026, 12, 1), signed=signed, now=given.NOW)
    assert (issued.state, issued.final_copy.name) == ("issued", "ban-ky.txt")
    assert issued.sha256
    period.refresh_from_db()
    assert period.closed_at == given.NOW
    assert issued.snapshot.period == period
    with pytest.raises(NotWaitingError):
        signing.send_back(second(ha_tinh), paper, "Muộn rồi", now=given.NOW)
    assert [row.number for row in paper.versions.all()] == [6, 5, 4, 3, 2, 1]


def test_a_number_is_given_once_in_a_year(ha_tinh, paper, period):
    """Decree 30/2020/NĐ-CP, article 15: the numbers and days of documents are taken from the register, in order
    within a year; a number is thus given once."""
    actor = given.coordinator(ha_tinh)
    for each in (paper, draft(actor, period, now=given.NOW)):
        signing.ask_review(actor, each, now=given.NOW)
        signing.approve(second(ha_tinh), each, now=given.NOW)
    signing.issue(actor, paper, number="15", on=date(2026, 12, 1), signed=None, now=given.NOW)
    with pytest.raises(NumberTakenError):
        signing.issue(actor, each, number="15", on=date(2026, 12, 2), signed=None, now=given.NOW)


def test_only_a_coordinator_drafts(ha_tinh, paper, period):
    for actor in (given.officer(ha_tinh), second(ha_tinh)):
        with pytest.raises(NotAllowedError) as refused:
            draft(actor, period, now=given.NOW)
        assert "Cán bộ điều phối" in str(refused.value)


def test_the_annex_has_numbers_as_numbers_and_sums_as_formulas(paper):
    values = FigureValue.objects.select_related("indicator", "version__submission__organisation")
    book = load_workbook(BytesIO(annex_of(paper, list(values))))
    sheet = next(each for each in book if each["A1"].value.startswith("Phim"))
    column = [cell.value for row in sheet.iter_rows(min_col=2, max_col=2) for cell in row]
    assert {2, 3} <= set(column)
    assert any(str(value).startswith("=SUBTOTAL(9,") for value in column)
    assert sheet.freeze_panes is not None


def test_drafting_takes_no_more_queries_for_more_reports(ha_tinh, period, django_assert_max_num_queries):
    for code in given.CODES:
        arrived(ha_tinh, period, code, {"phim": "3"}, **{"bao-chi": f"{VISIT}\nĐã họp báo {len(code)} lần."})
    with django_assert_max_num_queries(60):
        draft(given.coordinator(ha_tinh), period, now=given.NOW)


def test_the_docx_is_a_draft_until_it_is_issued(paper):
    with zipfile.ZipFile(BytesIO(as_docx(document_of(paper)))) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
    assert "DỰ THẢO" in text
    assert "Nguyễn Du" in text


def test_earlier_totals_stand_beside_the_present_ones_in_page_and_print(ha_tinh):
    """A quarter has the quarter before it and the same quarter of last year at its side; each with its own records."""

    def quarter(year, first, cut_off, number, name):
        made = given.period(
            ha_tinh, ("so-ngoai-vu",), name=name, kind=PeriodKind.QUARTER, year=year, first_day=first, cut_off=cut_off,
            due=cut_off + timedelta(days=6), lock_on=date(2026, 12, 31),
        )  # fmt: skip
        arrived(ha_tinh, made, "so-ngoai-vu", {"phim": number})
        return made

    quarter(2025, date(2025, 6, 15), date(2025, 9, 14), "4", "Quý III/2025")
    quarter(2026, date(2026, 3, 15), date(2026, 6, 14), "7", "Quý II/2026")
    now = quarter(2026, date(2026, 6, 15), date(2026, 9, 14), "12", "Quý III/2026")
    paper = draft(given.coordinator(ha_tinh), now, now=given.NOW)
    rows = Tally.objects.filter(paper=paper, indicator__code="phim")
    assert dict(rows.values_list("column", "printed")) == {"now": "12", "before": "07", "year_ago": "04"}
    before = rows.get(column="before").values.get()
    assert before.version.submission.period.name == "Quý II/2026"
    table = next(
        table for table in Docx(BytesIO(as_docx(document_of(paper)))).tables if "Chỉ tiêu" in table.cell(0, 0).text
    )
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[2:] == ["Kỳ này", "Kỳ trước", "Cùng kỳ năm trước"]
    films = next(row for row in table.rows if row.cells[0].text.startswith("Phim"))
    assert [cell.text for cell in films.cells][2:] == ["12", "07", "04"]


def test_a_first_period_has_no_empty_column_of_an_earlier_one(paper):
    assert set(paper.tallies.exclude(indicator=None).values_list("column", flat=True)) == {"now"}


def test_the_years_report_names_who_was_proposed_outside_the_reports_too(ha_tinh, period):
    arrived(ha_tinh, period, "so-ngoai-vu")
    propose_commendation(
        given.officer(ha_tinh, "so-tai-chinh"), ha_tinh.org["so-tai-chinh"], year=2026,
        kind=CommendationKind.COLLECTIVE, name="Phòng Ngân sách", merit="Cấp kinh phí kịp thời", now=given.NOW,
    )  # fmt: skip
    paper = draft(given.coordinator(ha_tinh), period, now=given.NOW)
    assert passage(paper, "Phòng Ngân sách").text.endswith("(Sở Tài chính).")


def test_a_report_is_set_beside_that_of_the_period_before_section_by_section(ha_tinh, sign_in):
    def quarter(name, first, cut_off, **words):
        made = given.period(
            ha_tinh, ("so-ngoai-vu",), name=name, kind=PeriodKind.QUARTER, first_day=first, cut_off=cut_off,
            due=cut_off + timedelta(days=6), lock_on=date(2026, 12, 31),
        )  # fmt: skip
        arrived(ha_tinh, made, "so-ngoai-vu", **words)
        return draft(given.coordinator(ha_tinh), made, now=given.NOW)

    same = "Cung cấp thông tin cho báo chí qua cổng thông tin của tỉnh"
    quarter("Quý II", date(2026, 3, 15), date(2026, 6, 14),
            **{"quang-ba": f"{same}.\nTriển lãm ảnh ở Viêng Chăn.", "doan": "Cử đoàn ra Lào."})  # fmt: skip
    paper = quarter("Quý III", date(2026, 6, 15), date(2026, 9, 14),
                    **{"quang-ba": f"{same} và báo điện tử.", "tap-huan": "Mở lớp cho cán bộ xã."})  # fmt: skip
    client = sign_in(ha_tinh.person("coordinator"))
    page = client.get(f"/bao-cao-tong-hop/{paper.pk}/ban-luu/?voi=ky-truoc")
    kinds = {row.kind: [] for row in page.context["changes"]}
    for row in page.context["changes"]:
        kinds[row.kind].append(row.after or row.before)
    assert any("Mở lớp cho cán bộ xã" in text for text in kinds["added"])
    assert {text.partition(" (")[0] for text in kinds["dropped"]} >= {"Triển lãm ảnh ở Viêng Chăn", "Cử đoàn ra Lào"}
    assert any(text.startswith(f"{same} và báo điện tử") for text in kinds["changed"])
    assert "So với Quý II" in page.content.decode()
