"""The order of the stages: extract, clean, split into parts, recognise, gather with evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator

from vanban.citations import Cited, read_citations
from vanban.deadlines import find_reports, find_rhythm, in_year
from vanban.duties import Duty, read_duties
from vanban.evidence import Evidence
from vanban.header import Head, read_head
from vanban.model import (
    Assignment,
    BodyParagraph,
    Citation,
    Limits,
    Metadata,
    Mode,
    Reading,
    Repair,
    ReportDeadline,
    Role,
    Unit,
    Warning_,
)
from vanban.outline import Node, Part, read_part
from vanban.paragraphs import Paragraph, measure, page_numbers
from vanban.parts import Block, split_parts
from vanban.recipients import read_recipients
from vanban.repair import Cleaned, clean
from vanban.repair.lines import Flow, Line
from vanban.sources import Extract, extract

_LONGEST_FOOT = 80


def read(source: bytes | str | os.PathLike[str], *, limits: Limits = Limits()) -> Reading:  # noqa: B008
    """Answer everything that `source` (a path, bytes of a file, or text) says.

    Raises UnreadableSource when the source holds no text at all; whatever text there is gets a reading.
    """
    return read_extract(extract(source, limits=limits))


def read_extract(taken: Extract) -> Reading:
    """Answer the reading of text already extracted."""
    cleaned = clean(taken.text)
    numbers = page_numbers(list(cleaned.lines), taken.page_starts)
    lines = [line for line in cleaned.lines if line.number not in numbers]
    layout = measure(lines)
    blocks = split_parts(lines)
    parts = [read_part(block.prefix, block.body, layout) for block in blocks]
    evidence = Evidence(taken.page_starts)
    head = _head(blocks[0], parts[0])
    metadata = _metadata(head, evidence)
    nodes = [node for part in parts for node in part.nodes]
    duties = [duty for part in parts for duty in read_duties(part)]
    cited = read_citations((flow for part in parts for flow in _flows(part)), metadata.number)
    return Reading(
        source_text=taken.text,
        text=cleaned.text,
        metadata=metadata,
        units=tuple(_unit(node, evidence) for node in nodes),
        assignments=tuple(
            _assignment(index, duty, cleaned, evidence, metadata.year) for index, duty in enumerate(duties)
        ),
        citations=tuple(_citation(index, one, evidence) for index, one in enumerate(cited)),
        report_deadlines=_report_deadlines(duties, evidence, metadata.year),
        recipients=_recipients(blocks, evidence),
        repairs=(*cleaned.repairs, *_joined(parts)),
        warnings=(*taken.warnings, *cleaned.warnings, *_warnings(taken, nodes, blocks)),
        evidence=evidence.found,
    )


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
    year = head.values.get("year")
    texts = {key: str(value) for key, value in head.values.items() if key != "year"}
    return Metadata(year=int(year) if year is not None else None, **texts)


def _unit(node: Node, evidence: Evidence) -> Unit:
    flow = node.paragraph.flow
    span = evidence.span(flow, 0, len(flow.text))
    role: Role | None = node.role  # type: ignore[assignment]
    body = tuple(_body(paragraph, evidence) for paragraph in node.body)
    return Unit(node.path, node.heading, node.text.text, role, body, span.start, span.end, span.line, span.page)


def _body(paragraph: Paragraph, evidence: Evidence) -> BodyParagraph:
    span = evidence.span(paragraph.flow, 0, len(paragraph.text))
    return BodyParagraph(paragraph.text, span.start, span.end, span.line)


def _assignment(index: int, duty: Duty, cleaned: Cleaned, evidence: Evidence, year: int | None) -> Assignment:
    at = f"/assignments/{index}"
    for key, refs in (("lead", duty.lead), ("coordinating", duty.coordinating)):
        for place, ref in enumerate(refs):
            evidence.add(f"{at}/{key}/{place}", ref.flow, ref.start, ref.end)
    limit = duty.limit[1] if duty.limit else None
    if duty.limit is not None:
        for start, end in duty.limit[1].places:
            evidence.add(f"{at}/deadline", duty.limit[0], start, end)
    dates = in_year(limit.dates, year, f"{duty.whole.text} {limit.text}") if limit else ()
    rhythm = find_rhythm(duty.whole.text) or (find_rhythm(limit.text) if limit else None)
    span = evidence.span(duty.flow, 0, len(duty.flow.text))
    doubts = list(duty.doubts)
    if cleaned.markless:
        doubts.append("Văn bản mất dấu; tên và ngày đọc theo dạng gần đúng.")
    return Assignment(
        path=duty.path,
        text=duty.whole.text,
        lead=tuple(ref.name for ref in duty.lead),
        coordinating=tuple(ref.name for ref in duty.coordinating),
        requested=tuple(ref.name for ref in [*duty.lead, *duty.coordinating] if ref.requested),
        mode=_mode(duty),
        deadline=limit.text if limit else None,
        due=dates[0] if dates else None,
        due_all=dates,
        before=limit.before if limit else False,
        rhythm=rhythm[0] if rhythm else None,
        unmarked=duty.unmarked,
        sure=not doubts,
        why_unsure=" ".join(dict.fromkeys(doubts)) or None,
        start=span.start,
        end=span.end,
        line=span.line,
    )


def _mode(duty: Duty) -> Mode:
    """`request` where every lead is only requested; `mixed` where some of those named are."""
    if duty.lead and all(ref.requested for ref in duty.lead):
        return "request"
    return "mixed" if any(ref.requested for ref in [*duty.lead, *duty.coordinating]) else "assign"


def _citation(index: int, cited: Cited, evidence: Evidence) -> Citation:
    first = cited.mentions[0]
    for mention in cited.mentions[1:]:
        evidence.add(f"/citations/{index}", mention.flow, mention.start, mention.end)
    span = evidence.span(first.flow, first.start, first.end)
    return Citation(
        kind=cited.first("kind"),
        number=cited.number,
        date=cited.first("date"),
        issuer=cited.first("issuer"),
        start=span.start,
        end=span.end,
    )


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
