"""A consolidated report as it is printed: the description that `paper` makes a DOCX and a PDF of, and its annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from nhipcau.paper.public import (
    Authority,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Run,
    Signature,
    Tab,
    Table,
    figure,
    workbook,
)

from ...choices import BlockKind, PaperState, TallyColumn, ValueKind
from ...models import Block, Consolidation, FigureValue, Indicator, Tally
from .numbers import parts_of

_SUMS = (ValueKind.NUMBER, ValueKind.ZERO)


def document_of(paper: Consolidation) -> Document:
    """The report after Decree 30/2020; every number carries the record it resolves to; three queries.

    Number and day are left to the clerk until it is issued; before that it says DỰ THẢO.
    """
    frame = paper.frame
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for tally in paper.tallies.select_related("indicator"):
        tallies[tally.block_id or 0].append(tally)
    body = [piece for block in paper.blocks.filter(removed=False) for piece in _pieces(block, tallies[block.pk])]
    places: tuple[tuple[Authority, str], ...] = (
        ((Authority.ON_BEHALF, frame["on_behalf"]),) if frame.get("on_behalf") else ()
    )
    if frame.get("in_place_of"):
        places += ((Authority.FOR, frame["in_place_of"]),)
    return Document(
        kind=Kind.REPORT,
        superior=frame.get("superior", ""),
        issuer=frame.get("issuer", ""),
        abstract=paper.title,
        number=paper.number,
        symbol=frame.get("symbol", ""),
        place=frame.get("place", ""),
        on=paper.issued_on,
        year=paper.period.due.year,
        addressees=tuple(frame.get("addressees", ())),
        body=tuple(body),
        signatures=(Signature(frame.get("office", ""), frame.get("signer", ""), places),),
        recipients=tuple(frame.get("recipients", ())),
        archive=frame.get("archive", "VT"),
        draft=paper.state != PaperState.ISSUED,
    )


def _pieces(block: Block, tallies: Sequence[Tally]) -> Iterator[Heading | Paragraph | Table]:
    if block.kind == BlockKind.HEADING:
        yield Heading(_runs(block.text, tallies), block.level, f"{block.label}." if block.label else "")
    elif block.kind == BlockKind.FIGURES:
        yield Paragraph(_runs(f"{block.text}:", tallies))
        yield _table(tallies)
    else:
        yield from (Paragraph(_runs(line, tallies)) for line in block.text.splitlines() if line.strip())


def _runs(text: str, tallies: Sequence[Tally]) -> tuple[Run, ...]:
    records = {tally.printed: tally.pk for tally in tallies}
    return tuple(
        figure(part, records[part]) if number and part in records else Run(part) for part, number in parts_of(text)
    )


def figure_rows(tallies: Sequence[Tally]) -> list[tuple[Indicator, str, dict[str, Tally]]]:
    """The rows of the table of figures: indicator, part, and the tally of each column."""
    rows: dict[tuple[int, str], tuple[Indicator, str, dict[str, Tally]]] = {}
    for tally in tallies:
        if tally.indicator is not None:
            row = rows.setdefault((tally.indicator.pk, tally.part), (tally.indicator, tally.part, {}))
            row[2][tally.column] = tally
    return list(rows.values())


def columns_of(tallies: Sequence[Tally]) -> list[TallyColumn]:
    """The columns of the table of figures that hold something, the present one always."""
    held = {tally.column for tally in tallies}
    return [each for each in TallyColumn if each == TallyColumn.NOW or each.value in held]


def _table(tallies: Sequence[Tally]) -> Table:
    columns = columns_of(tallies)
    rows: list[tuple[str | tuple[Run, ...], ...]] = []
    for indicator, part, cells in figure_rows(tallies):
        name = f"- {part}" if part else indicator.name
        row: list[str | tuple[Run, ...]] = [name, indicator.unit]
        for column in columns:
            tally = cells.get(column.value)
            row.append("" if tally is None else _cell(tally))
        rows.append(tuple(row))
    head = ("Chỉ tiêu", "Đơn vị tính", *(str(column.label) for column in columns))
    widths = (5.0, 2.0, *(1.8 for _column in columns))
    return Table(head, tuple(rows), widths, numeric=frozenset(range(2, len(head))))


def _cell(tally: Tally) -> str | tuple[Run, ...]:
    return tally.printed if tally.value is None else (figure(tally.printed, tally.pk),)


def annex_of(paper: Consolidation, values: Sequence[FigureValue]) -> bytes:
    """The figures by agency as an XLSX: a sheet for each indicator, typed cells, the sum as a formula."""
    by_indicator: dict[Indicator, list[FigureValue]] = defaultdict(list)
    for value in values:
        by_indicator[value.indicator].append(value)
    tabs = [
        _tab(paper, indicator, rows)
        for indicator, rows in sorted(by_indicator.items(), key=lambda each: (each[0].order, each[0].code))
    ]
    return workbook(tabs or [Tab("Số liệu", [Column("Cơ quan", 40)], [], title=paper.title)])


def _tab(paper: Consolidation, indicator: Indicator, rows: Sequence[FigureValue]) -> Tab:
    form = "number" if indicator.decimals else "whole"
    columns = [
        Column("Cơ quan", 44),
        *([Column("Chia theo", 22)] if indicator.breakdown else []),
        Column("Số liệu", 14, form, total=True),
        Column("Ước cả năm", 14, form, total=True),
        Column("Ghi chú", 40),
    ]
    return Tab(
        indicator.name[:31],
        columns,
        [_values(indicator, row) for row in rows],
        title=f"{indicator.name} ({indicator.unit})",
        lines=(paper.title, f"Số liệu tính đến ngày {paper.as_of:%d/%m/%Y}"),
        total="Tổng cộng",
    )


def _values(indicator: Indicator, row: FigureValue) -> list[Any]:
    note = row.reason if row.kind == ValueKind.MISSING else ("" if row.kind in _SUMS else row.get_kind_display())
    part = [row.part] if indicator.breakdown else []
    return [row.version.submission.organisation.name, *part, row.value, row.estimate, note]
