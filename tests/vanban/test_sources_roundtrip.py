"""One plan written in seven formats reads the same in each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vanban_files import SAMPLE, Plan, as_doc, as_docx, as_html, as_odt, as_pdf, as_rtf, as_text

import vanban
from vanban.model import Reading

Builder = Callable[[Plan], bytes]
OTHERS = pytest.mark.parametrize("build", [as_html, as_docx, as_pdf, as_odt, as_rtf, as_doc])
PHRASES = (
    "Tổ chức các hoạt động giao lưu văn hóa với các địa phương nước bạn.",
    "Sở Ngoại vụ chủ trì, phối hợp với Sở Tài chính cung cấp thông tin cho phóng viên nước ngoài.",
    "Xây dựng chuyên trang, chuyên mục bằng tiếng Anh, tiếng Trung trên Cổng thông tin điện tử tỉnh.",
    "Thực hiện Quyết định số 1191/QĐ-TTg ngày 05/8/2020 của Thủ tướng Chính phủ.",
    "Báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 20/11/2024.",
)


def units(reading: Reading) -> list[tuple[str, bool, str, tuple[str, ...]]]:
    return [(u.path, u.heading, u.text, tuple(body.text for body in u.body)) for u in reading.units]


def duties(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (a.path, a.text, a.lead, a.coordinating, a.requested, a.mode, a.deadline, a.due_all, a.before)
        for a in reading.assignments
    ]


@OTHERS
def test_the_same_plan_has_the_same_units_whatever_its_format(build: Builder) -> None:
    assert units(vanban.read(build(SAMPLE))) == units(vanban.read(as_text(SAMPLE)))


@OTHERS
def test_the_same_plan_has_the_same_duties_and_dates_whatever_its_format(build: Builder) -> None:
    assert duties(vanban.read(build(SAMPLE))) == duties(vanban.read(as_text(SAMPLE)))
    assert vanban.read(build(SAMPLE)).report_deadlines == vanban.read(as_text(SAMPLE)).report_deadlines


@OTHERS
def test_header_citations_and_recipients_do_not_depend_on_the_format(build: Builder) -> None:
    ours, plain = vanban.read(build(SAMPLE)), vanban.read(as_text(SAMPLE))
    assert ours.metadata == plain.metadata
    assert ours.recipients == plain.recipients
    assert [(c.number, c.date) for c in ours.citations] == [(c.number, c.date) for c in plain.citations]


def test_every_item_of_the_plan_is_a_unit_with_its_own_text() -> None:
    found = vanban.read(as_text(SAMPLE)).units
    assert [unit.text for unit in found] == [text for _, text in SAMPLE.items]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of two to four sections whose items nest as real ones do: no level is skipped but letters and digits."""
    items: list[tuple[int, str]] = []
    for section in range(draw(st.integers(2, 4))):
        items.append((0, ("MỤC ĐÍCH", "NHIỆM VỤ", "GIẢI PHÁP", "KINH PHÍ")[section]))
        for _ in range(draw(st.integers(1, 3))):
            items.append((1, draw(st.sampled_from(PHRASES))))
            for _ in range(draw(st.integers(0, 3))):
                items.append((draw(st.sampled_from((2, 3))), draw(st.sampled_from(PHRASES))))
    return Plan(items=tuple(items))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_any_plan_reads_the_same_from_word_and_from_a_page_as_from_text(plan: Plan) -> None:
    plain = vanban.read(as_text(plan))
    for build in (as_docx, as_html):
        other = vanban.read(build(plan))
        assert units(other) == units(plain)
        assert duties(other) == duties(plain)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans())
def test_any_plan_reads_the_same_from_its_printed_pages_as_from_text(plan: Plan) -> None:
    assert units(vanban.read(as_pdf(plan))) == units(vanban.read(as_text(plan)))
