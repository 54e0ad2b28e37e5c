"""The order of the stages: extract, clean, split into parts, recognise, gather with evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from vanban import data
from vanban.assignments import assignment_values
from vanban.citations import citation_values, read_references, reference_values
from vanban.confidence import assess
from vanban.deadlines import find_reports, in_year
from vanban.duties import Duty, read_duties
from vanban.evidence import Evidence
from vanban.figures import read_figures
from vanban.grammar.defined import find_defined, naming
from vanban.header import Head, read_head
from vanban.model import (
    BodyParagraph,
    Limits,
    Metadata,
    Reading,
    Repair,
    ReportDeadline,
    Role,
    RowCell,
    Unit,
    Warning_,
)
from vanban.outline import Node, Part, read_part
from vanban.paragraphs import Layout, Paragraph, measure, page_numbers
from vanban.parts import Block, split_parts
from vanban.recipients import read_recipients
from vanban.relations.finding import find_relations
from vanban.repair import clean
from vanban.repair.lines import Flow, Line
from vanban.sources import Extract, extract
from vanban.tables import Grid, RowNode, find_grids, place_tables, without

_LONGEST_FOOT = 80


def read(source: bytes | str | os.PathLike[str], *, limits: Limits = Limits()) -> Reading:  # noqa: B008  Limits is frozen
    """Answer everything that `source` (a path, bytes of a file, or text) says.

    Raises UnreadableSource when the source holds no text at all; whatever text there is gets a reading.
    """
    return read_extract(extract(source, limits=limits))


def read_extract(taken: Extract) -> Reading:
    """Answer the reading of text already extracted."""
    found = _recognise(taken)
    confidence, doubts = assess(found)
    return replace(found, confidence=confidence, doubts=doubts)


def _recognise(taken: Extract) -> Reading:
    cleaned = clean(taken.text, taken.fonts, taken.boxes)
    numbers = page_numbers(list(cleaned.lines), taken.page_starts)
    lines = [line for line in cleaned.lines if line.number not in numbers]
    layout = measure(lines)
    grids = find_grids(lines, taken.tables)
    blocks = split_parts(without(lines, grids))
    parts = [_part(block, layout, grids) for block in blocks]
    evidence = Evidence(taken.page_starts)
    head = _head(blocks[0], parts[0])
    metadata = _metadata(head, evidence)
    nodes = [node for part in parts for node in part.nodes]
    with naming(find_defined(" ".join(cleaned.text.split()))):
        duties = [duty for part in parts for duty in read_duties(part, metadata.kind == "Báo cáo")]
    referred = read_references(
        (flow for part in parts for flow in _flows(part)), metadata.number, _own_kinds(metadata, blocks)
    )
    return Reading(
        source_text=taken.text,
        text=cleaned.text,
        metadata=metadata,
        units=tuple(_unit(node, evidence) for node in nodes),
        assignments=assignment_values(duties, evidence, metadata.year, cleaned.markless),
        citations=citation_values(referred, evidence),
        report_deadlines=_report_deadlines(duties, evidence, metadata.year),
        recipients=_recipients(blocks, evidence),
        repairs=(*cleaned.repairs, *_joined(parts)),
        warnings=(
            *taken.warnings,
            *cleaned.warnings,
            *(Warning_(*told) for told in head.warnings),
            *_warnings(taken, nodes, blocks),
        ),
        evidence=evidence.found,
        pages=taken.pages,
        tables=taken.tables,
        boxes=taken.boxes,
        figures=read_figures(parts, evidence),
        references=reference_values(referred, [node.path for node in nodes], evidence),
        relations=find_relations(referred, metadata.date, evidence),
    )


def _own_kinds(metadata: Metadata, blocks: list[Block]) -> list[str]:
    """What the document calls itself: its kind, and that of what is issued with it (`Kế hoạch này`)."""
    kinds = {kind.upper(): kind for kind in data.lines("kinds.txt")}
    heads = (" ".join(line.text.split()) for block in blocks for line in block.body[:_LONGEST_FOOT])
    return [*([metadata.kind] if metadata.kind else []), *(kinds[head] for head in heads if head in kinds)]


def _part(block: Block, layout: Layout, grids: list[Grid]) -> Part:
    """The outline of one part with the rows of its tables; a table after the signature belongs to it too."""
    part = read_part(block.prefix, block.body, layout)
    numbers = {line.number for line in (*block.body, *block.foot)}
    place_tables(part, [grid for grid in grids if grid.first in numbers])
    return part


def _joined(parts: list[Part]) -> Iterator[Repair]:
    """The words put together again over a line end (`57-` / `KL/TW`): a repair of the paragraph, not of a line."""
    for part in parts:
        for flow in _flows(part):
            for line, original, repaired in flow.joints():
                yield Repair(line, original, repaired, "line-end", sure=True)


def _flows(part: Part) -> Iterator[Flow]:
    for paragraph in part.front:
        yield paragraph.flow
    for node in part.nodes:
        yield node.text
        for cell in node.cells if isinstance(node, RowNode) else ():
            yield cell.flow
        for paragraph in node.body:
            yield paragraph.flow
    for paragraph in part.closing:
        yield paragraph.flow


def _head(block: Block, part: Part) -> Head:
    first = part.nodes[0].paragraph.lines[0].number if part.nodes else None
    front: list[Line] = [line for line in block.body if first is None or line.number < first]
    return read_head(front, [paragraph.flow for paragraph in part.front], block.foot, list(_flows(part)))


def _metadata(head: Head, evidence: Evidence) -> Metadata:
    for key, (flow, start, end) in head.flows.items():
        if key in head.values:
            evidence.add(f"/metadata/{key}", flow, start, end)
    several = {key: found for key, found in head.lists.items() if len(found) > 1 or key == "addressees"}
    for key, found in several.items():
        for index, (_, place) in enumerate(found):
            evidence.add(f"/metadata/{key}/{index}", *place)
    year = head.values.get("year")
    texts = {key: str(value) for key, value in head.values.items() if key != "year"}
    lists = {key: tuple(value for value, _ in found) for key, found in several.items()}
    return Metadata(year=int(year) if year is not None else None, **lists, **texts)  # type: ignore[arg-type]


def _unit(node: Node, evidence: Evidence) -> Unit:
    flow = node.paragraph.flow
    span = evidence.span(flow, 0, len(flow.text))
    role: Role | None = node.role  # type: ignore[assignment]
    body = tuple(_body(paragraph, evidence) for paragraph in node.body)
    cells = tuple(
        RowCell(cell.head, cell.role, cell.flow.text) for cell in (node.cells if isinstance(node, RowNode) else ())
    )
    return Unit(node.path, node.heading, node.text.text, role, body, span.start, span.end, span.line, span.page, cells)


def _body(paragraph: Paragraph, evidence: Evidence) -> BodyParagraph:
    span = evidence.span(paragraph.flow, 0, len(paragraph.text))
    return BodyParagraph(paragraph.text, span.start, span.end, span.line)


def _report_deadlines(duties: list[Duty], evidence: Evidence, year: int | None) -> tuple[ReportDeadline, ...]:
    found: list[ReportDeadline] = []
    for duty in duties:
        text = duty.whole.text
        for report in find_reports(text):
            who = ", ".join(ref.name for ref in duty.lead) or None
            for date in in_year(report.dates, year, text):
                evidence.add(f"/report_deadlines/{len(found)}", duty.whole, report.start, report.end)
                found.append(ReportDeadline(who, report.to, date, text[report.start : report.end]))
    return tuple(found)


def _recipients(blocks: list[Block], evidence: Evidence) -> tuple[str, ...]:
    flows = next((flows for block in blocks if (flows := read_recipients(block.foot))), [])
    for index, flow in enumerate(flows):
        evidence.add(f"/recipients/{index}", flow, 0, len(flow.text))
    return tuple(flow.text for flow in flows)


def _warnings(taken: Extract, nodes: list[Node], blocks: list[Block]) -> Iterator[Warning_]:
    if not taken.text.strip():
        yield Warning_("empty", "Tệp không có chữ nào để đọc.")
    elif not nodes:
        yield Warning_(
            "no_outline", "Không thấy mục nào có đánh số hoặc gạch đầu dòng; có thể đây không phải kế hoạch."
        )
    for block in blocks:
        # Recipients and signature, even mixed by OCR, are short; more is another document in the same file.
        if sum(1 for line in block.foot if line.text.strip()) > _LONGEST_FOOT:
            yield Warning_(
                "left_over",
                "Sau nơi nhận và chữ ký còn văn bản khác chưa được đọc; xin tách tệp.",
                block.foot[0].number,
            )
