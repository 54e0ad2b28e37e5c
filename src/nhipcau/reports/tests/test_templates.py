"""What reports ask for: templates, indicators, and who reports on which sections."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nhipcau.core.public import AuditEntry, ChangedMeanwhileError, NotAllowedError
from nhipcau.reports.actions import templates as acts
from nhipcau.reports.actions.frame import ensure_templates
from nhipcau.reports.actions.matters import report_unasked
from nhipcau.reports.choices import QuestionKind
from nhipcau.reports.errors import (
    IndicatorFixedError,
    IndicatorMissingError,
    LastOneError,
    TemplateUsedError,
)
from nhipcau.reports.models import Indicator, Question, ReportTemplate
from nhipcau.reports.queries.sheet import sheet_of
from nhipcau.reports.queries.templates import free_code, state_of, whole

from . import given
from .given import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(ha_tinh):
    return ensure_templates(ha_tinh.province, now=NOW)["ngan"]


@pytest.fixture
def actor(ha_tinh):
    return given.coordinator(ha_tinh)


def _words(template):
    return [[str(section), [each.words for each in section.questions.all()]] for section in whole(template)]


def test_a_template_that_a_period_uses_stays_as_it_is(ha_tinh, actor):
    used = given.period(ha_tinh).template
    before = _words(used)
    section = used.sections.first()
    question = section.questions.first()
    asked = acts.QuestionGiven(QuestionKind.NARRATIVE, "Câu khác")
    for change in (
        lambda: acts.rename_template(actor, used, "Tên khác", seen="", now=NOW),
        lambda: acts.save_section(actor, used, None, number="", heading="Phần khác", now=NOW),
        lambda: acts.save_question(actor, section, question, asked, now=NOW),
        lambda: acts.move_part(actor, section, up=False, now=NOW),
        lambda: acts.drop_part(actor, section, now=NOW),
    ):
        with pytest.raises(TemplateUsedError):
            change()
    assert _words(used) == before


def test_another_edition_asks_the_same_replaces_the_old_one_and_may_be_changed(ha_tinh, actor):
    period = given.period(ha_tinh)
    used, before = period.template, _words(period.template)
    made = acts.copy_template(actor, used, now=NOW)
    used.refresh_from_db()
    assert (made.code, made.edition, used.retired, _words(made)) == (used.code, 2, True, before)
    acts.save_question(
        actor, made.sections.first(), None, acts.QuestionGiven(QuestionKind.NARRATIVE, "Điểm mới trong kỳ"), now=NOW
    )
    assert _words(used) == before
    assert ensure_templates(ha_tinh.province, now=NOW)["tong-hop"] == made
    with pytest.raises(ChangedMeanwhileError):
        acts.copy_template(actor, used, now=NOW)


def test_a_template_of_its_own_stands_beside_the_one_it_was_copied_from(actor, template):
    made = acts.copy_template(actor, template, name="Báo cáo tuần", now=NOW)
    template.refresh_from_db()
    assert (made.name, made.code, made.edition, template.retired) == ("Báo cáo tuần", "bao-cao-tuan", 1, False)


def test_an_own_section_with_an_own_question_is_asked_of_the_agencies(ha_tinh, actor, template):
    section = acts.save_section(actor, template, None, number="IV", heading="Chuyển đổi số", now=NOW)
    acts.save_question(
        actor, section, None, acts.QuestionGiven(QuestionKind.NARRATIVE, "Việc đã số hóa", required=True), now=NOW
    )
    views = acts.save_indicator(actor, None, acts.IndicatorGiven("Lượt xem", "lượt"), now=NOW)
    acts.save_question(actor, section, None, acts.QuestionGiven(QuestionKind.FIGURE, "", indicator=views), now=NOW)
    report = given.report(given.period(ha_tinh, template="ngan"), ha_tinh)
    part = sheet_of(report, None).parts[-1]
    assert str(part.section) == "IV. Chuyển đổi số"
    assert [asked.question.words for asked in part.asked] == ["Việc đã số hóa", "Lượt xem"]


def test_sections_and_questions_change_places_and_stop_at_the_end(actor, template):
    first, second = template.sections.all()[:2]
    acts.move_part(actor, first, up=True, now=NOW)
    acts.move_part(actor, first, up=False, now=NOW)
    assert list(template.sections.all()[:2]) == [second, first]


def test_something_is_always_left_to_report_on(ha_tinh, actor, template):
    only = template.sections.first().questions.get()
    with pytest.raises(LastOneError):
        acts.drop_part(actor, only, now=NOW)
    for each in list(template.sections.all())[1:]:
        acts.drop_part(actor, each, now=NOW)
    with pytest.raises(LastOneError):
        acts.drop_part(actor, template.sections.get(), now=NOW)
    for each in ReportTemplate.objects.visible_to(actor).exclude(pk=template.pk):
        acts.retire_template(actor, each, now=NOW)
    with pytest.raises(LastOneError):
        acts.retire_template(actor, template, now=NOW)


def test_what_somebody_else_just_changed_is_not_overwritten(actor, template):
    question = template.sections.first().questions.get()
    seen = state_of(question)
    words = acts.QuestionGiven(QuestionKind.BY_TASK, "Của người trước")
    acts.save_question(actor, question.section, question, words, seen=seen, now=NOW)
    with pytest.raises(ChangedMeanwhileError):
        acts.save_question(
            actor, question.section, question, acts.QuestionGiven(QuestionKind.BY_TASK, "Của tôi"), seen=seen, now=NOW
        )
    question.refresh_from_db()
    assert question.words == "Của người trước"


def test_a_figure_wants_its_indicator_and_another_question_has_none(actor, template):
    section = template.sections.first()
    with pytest.raises(IndicatorMissingError):
        acts.save_question(actor, section, None, acts.QuestionGiven(QuestionKind.FIGURE, "Bao nhiêu"), now=NOW)
    made = acts.save_question(
        actor, section, None,
        acts.QuestionGiven(QuestionKind.NARRATIVE, "Kể lại", indicator=Indicator.objects.first()), now=NOW,
    )  # fmt: skip
    assert made.indicator is None


def test_what_an_indicator_means_stays_once_a_period_asks_for_it(ha_tinh, actor):
    given.period(ha_tinh)
    row = Indicator.objects.get(code="phim")
    same = {"direction": row.direction, "totalling": row.totalling, "decimals": row.decimals}
    with pytest.raises(IndicatorFixedError):
        acts.save_indicator(actor, row, acts.IndicatorGiven("Phim", "phút", **same), now=NOW)
    acts.save_indicator(actor, row, acts.IndicatorGiven("Phim, đoạn phim", "phim", **same), now=NOW)
    row.refresh_from_db()
    assert (row.name, row.unit, row.code) == ("Phim, đoạn phim", "phim", "phim")


def test_only_who_manages_periods_changes_what_is_asked(ha_tinh, template):
    with pytest.raises(NotAllowedError, match="Cán bộ điều phối"):
        acts.save_section(given.officer(ha_tinh), template, None, number="", heading="Phần", now=NOW)


def test_each_body_may_be_asked_for_other_sections(ha_tinh, actor):
    period = given.period(ha_tinh)
    figures = period.template.sections.get(key="so-lieu")
    every = list(period.template.sections.values_list("pk", flat=True))
    rows = {code: given.obligation(period, ha_tinh, code).pk for code in ("so-ngoai-vu", "so-tai-chinh")}
    wanted = {rows["so-ngoai-vu"]: [figures.pk], rows["so-tai-chinh"]: every}
    assert acts.ask_for_sections(actor, period, wanted, now=NOW) == 1
    assert [part.section for part in sheet_of(given.report(period, ha_tinh), None).parts] == [figures]
    assert len(sheet_of(given.report(period, ha_tinh, "so-tai-chinh"), None).parts) == len(every)
    with pytest.raises(LastOneError):
        acts.ask_for_sections(actor, period, {rows["so-ngoai-vu"]: []}, now=NOW)
    assert AuditEntry.objects.filter(act="reports.ask_for_sections").count() == 1


def test_a_code_is_made_of_the_words_and_is_free():
    assert free_code("Tin, bài đã đăng", set()) == "tin-bai-da-dang"
    assert free_code("Tin, bài đã đăng", {"tin-bai-da-dang"}) == "tin-bai-da-dang-2"
    assert free_code("!!!", set()) == "muc"


def test_the_pages_change_a_template_from_end_to_end(ha_tinh, template, sign_in):
    client = sign_in(ha_tinh.person("coordinator"))
    page = reverse("reports:template", args=[template.pk])
    assert "Báo cáo nhanh" in client.get(reverse("reports:templates")).content.decode()
    client.post(reverse("reports:add_section", args=[template.pk]), {"phan-heading": "Chuyển đổi số"})
    section = template.sections.last()
    asked = {"kind": "figure", "words": "", "indicator": ""}
    refused = client.post(reverse("reports:add_question", args=[section.pk]), asked)
    assert "phải chọn một chỉ tiêu" in refused.content.decode()
    asked |= {"indicator": Indicator.objects.get(code="doan").pk, "topics": "đoàn ra\nđoàn vào"}
    client.post(reverse("reports:add_question", args=[section.pk]), asked)
    question = Question.objects.get(section=section)
    assert (question.words, question.topics) == ("Đoàn đối ngoại", ["đoàn ra", "đoàn vào"])
    client.post(reverse("reports:arrange_section", args=[section.pk]), {"viec": "len"})
    assert template.sections.all()[2] == section
    client.post(reverse("reports:rename_template", args=[template.pk]), {"ten-name": "Báo cáo tháng của tỉnh"})
    assert "Báo cáo tháng của tỉnh" in client.get(page).content.decode()


def test_the_page_of_sections_shows_a_box_for_each_body_and_keeps_what_has_arrived(ha_tinh, sign_in):
    period = given.period(ha_tinh)
    client = sign_in(ha_tinh.person("coordinator"))
    address = reverse("reports:period_sections", args=[period.pk])
    first = period.template.sections.first()
    boxes = {f"phan-{row.pk}": [first.pk] for row in period.obligations.all()}
    client.post(address, boxes)
    assert all(list(row.sections.all()) == [first] for row in period.obligations.all())
    refused = client.post(address, {}, follow=True)
    assert "ít nhất một mục" in refused.content.decode()


def test_a_template_that_was_retired_does_not_come_back_by_itself(ha_tinh, actor, template):
    acts.retire_template(actor, ReportTemplate.objects.get(code="dot-xuat"), now=NOW)
    assert "dot-xuat" not in ensure_templates(ha_tinh.province, now=NOW)
    made = report_unasked(given.officer(ha_tinh), ha_tinh.org["so-ngoai-vu"], name="Việc gấp", now=NOW)
    assert made.period.template.code == "dot-xuat"
