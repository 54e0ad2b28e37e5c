"""OpenDocument texts: lists as printed, tables with what is merged, nothing trusted."""

from __future__ import annotations

import pytest
from vanban_files import odt, zipped

from vanban import extract
from vanban.errors import Corrupt, Encrypted, Unsupported

LEVELS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." '
    'text:display-levels="1"/><text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def text_of(body: str, styles: str = "") -> str:
    return extract(odt(body, styles)).text


def test_lists_print_their_numbers_and_go_on_where_the_file_says_so() -> None:
    def items(inside: str, more: str = "") -> str:
        return f'<text:list text:style-name="L" {more}>{inside}</text:list>'

    inner = "<text:list><text:list-item><text:p>một</text:p></text:list-item></text:list>"
    body = items(f"<text:list-item><text:p>MỤC ĐÍCH</text:p>{inner}</text:list-item>") + "<text:p>giữa</text:p>"
    body += items(
        f"<text:list-item><text:p>NHIỆM VỤ</text:p>{inner}</text:list-item>", 'text:continue-numbering="true"'
    )
    assert text_of(body, LEVELS) == "I. MỤC ĐÍCH\n1. một\ngiữa\nII. NHIỆM VỤ\n1. một"


def test_white_space_folds_but_spaces_tabs_and_breaks_by_name_stay() -> None:
    body = (
        '<text:p> Sở\n  Ngoại <text:span> vụ</text:span><text:tab/>x<text:s text:c="2"/>y<text:line-break/>z</text:p>'
    )
    assert text_of(body) == "Sở Ngoại vụ\tx  y\nz"


def test_a_table_keeps_what_is_merged() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("STT", "Nội dung", "Chủ trì")
    )
    row = '<table:table-cell table:number-columns-spanned="3"><text:p>I. Nhóm</text:p></table:table-cell>'
    row += "<table:covered-table-cell/>" * 2
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{row}</table:table-row></table:table>"
    )
    taken = extract(odt(body))
    assert taken.text == "STT\tNội dung\tChủ trì\nI. Nhóm"
    assert [(cell.row, cell.column, cell.column_span) for cell in taken.tables[0].cells][-1] == (1, 0, 3)
    assert taken.tables[0].heads == 1


def test_deletions_are_left_out_and_counted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>mới</text:p>"
    )
    taken = extract(odt(body))
    assert taken.text == "mới"
    assert [warning.code for warning in taken.warnings] == ["tracked_changes"]


def test_text_in_an_old_font_is_told_with_its_font() -> None:
    font = '<style:text-properties fo:font-family=".VnTime"/>'
    styles = f'<style:style style:name="T" style:family="text">{font}</style:style>'
    taken = extract(odt('<text:p>A <text:span text:style-name="T">Së</text:span></text:p>', styles))
    assert [(taken.text[run.start : run.end], run.name) for run in taken.fonts] == [("Së", ".VnTime")]


def test_a_row_or_cell_repeated_a_million_times_stays_small() -> None:
    cell = '<table:table-cell table:number-columns-repeated="1000000"/>'
    body = f'<table:table><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row></table:table>'
    assert len(text_of(body + "<text:p>x</text:p>")) < 1000


def test_a_locked_file_a_sheet_and_broken_ones_are_refused_by_name() -> None:
    with pytest.raises(Encrypted):
        extract(odt("", manifest="<encryption-data/>"))
    with pytest.raises(Unsupported):
        extract(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}))
    with pytest.raises(Corrupt):
        extract(odt("<text:p>"))
    with pytest.raises(Corrupt):
        extract(odt("<text:section>" * 5000 + "</text:section>" * 5000))
