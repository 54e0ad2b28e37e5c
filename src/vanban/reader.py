"""The order of the stages: extract, clean, split, recognise, gather."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable

from vanban.model import BodyParagraph, Limits, Metadata, Reading, Role, Unit
from vanban.outline import Node, read_part
from vanban.paragraphs import Paragraph, measure, page_numbers
from vanban.repair import clean
from vanban.sources import Extract, extract

PageOf = Callable[[int], int | None]


def read(source: bytes | str | os.PathLike[str], *, limits: Limits = Limits()) -> Reading:  # noqa: B008
    """Answer everything that `source` (a path, bytes of a file, or text) says.

    Raises UnreadableSource when the source holds no text at all; whatever text there is gets a reading.
    """
    return read_extract(extract(source, limits=limits))


def read_extract(taken: Extract) -> Reading:
    """Answer the reading of text already extracted."""
    cleaned = clean(taken.text)
    pages = _page_of(taken.page_starts)
    lines = list(cleaned.lines)
    numbers = page_numbers(lines, taken.page_starts)
    lines = [line for line in lines if line.number not in numbers]
    layout = measure(lines)
    part = read_part("", lines, layout)
    units = tuple(_unit(node, pages) for node in part.nodes)
    return Reading(
        source_text=taken.text,
        text=cleaned.text,
        metadata=Metadata(),
        units=units,
        assignments=(),
        citations=(),
        report_deadlines=(),
        recipients=(),
        repairs=cleaned.repairs,
        warnings=taken.warnings + cleaned.warnings,
    )


def _page_of(starts: tuple[int, ...]) -> PageOf:
    if not starts:
        return lambda _: None
    return lambda offset: bisect_right(starts, offset)


def _unit(node: Node, pages: PageOf) -> Unit:
    flow = node.paragraph.flow
    span = flow.span(0, len(flow.text), pages)
    role: Role | None = node.role  # type: ignore[assignment]
    body = tuple(_body(paragraph, pages) for paragraph in node.body)
    return Unit(node.path, node.heading, node.text.text, role, body, span.start, span.end, span.line, span.page)


def _body(paragraph: Paragraph, pages: PageOf) -> BodyParagraph:
    span = paragraph.flow.span(0, len(paragraph.text), pages)
    return BodyParagraph(paragraph.text, span.start, span.end, span.line)
