"""Figures: the numbers of a document as data, with what they count, whether they rose or fell, and of what time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.evidence import Evidence
from vanban.grammar.dates import find_dates
from vanban.grammar.numbers import Quantity, find_quantities
from vanban.model import Figure
from vanban.outline import Part
from vanban.repair.lines import Flow

_CLAUSE = re.compile(r"[.;:,(]\s")
_CHANGE = re.compile(r"\b(?P<change>tăng|giảm)(?:\s+(?:thêm|lên|xuống|khoảng|hơn|gần|trên|từ)){0,2}\s*$", re.I)
_VERBS = re.compile(
    r"(?:\s*\b(?:đạt|tăng|giảm|chiếm|là|được|ước|vượt|còn|có|lên|xuống|thêm|khoảng|hơn|gần|trên|tỷ lệ|với))+\s*$", re.I
)
_COMPARED = re.compile(r"\bso với\s+[^,;.()]{2,50}", re.I)
_MATTER_WORDS = 12
_PERIODS = frozenset({"month", "quarter", "half", "year"})


def read_figures(parts: list[Part], evidence: Evidence) -> tuple[Figure, ...]:
    """Answer the figures of all units and the paragraphs that follow them, in document order."""
    found: list[Figure] = []
    for part in parts:
        for node in part.nodes:
            for flow in (node.text, *(paragraph.flow for paragraph in node.body)):
                found.extend(_figures(node.path, flow, evidence))
    return tuple(found)


def _figures(path: str, flow: Flow, evidence: Evidence) -> Iterator[Figure]:
    text = flow.text
    if not any(char.isdigit() for char in text):
        return
    for quantity in find_quantities(text):
        change = _CHANGE.search(text, 0, quantity.start)
        span = evidence.span(flow, quantity.start, quantity.end)
        yield Figure(
            path=path,
            text=text[quantity.start : quantity.end],
            value=quantity.number.value,
            upper=quantity.number.upper,
            whole=quantity.number.whole,
            bound=quantity.bound,
            unit=quantity.unit,
            what=quantity.what or _matter(text, quantity.start),
            percent=quantity.percent,
            change=change["change"].lower() if change else None,
            period=_period(text, quantity, changed=change is not None),
            start=span.start,
            end=span.end,
            line=span.line,
        )


def _matter(text: str, start: int) -> str | None:
    """What a share or a sum is of: the words before it in its clause, without the verb (`tỷ lệ hồ sơ … đạt 98 %`)."""
    before = text[:start].rstrip()
    labelled = before.endswith(":")
    before = before.rstrip(" :") if labelled else before
    clause = _CLAUSE.split(before)[-1]
    words = _VERBS.sub("", clause).split()[-_MATTER_WORDS:]
    return " ".join(words).strip(" ,;:()") or None


def _period(text: str, quantity: Quantity, *, changed: bool) -> str | None:
    """The time a figure speaks of, as printed in its sentence: what it is compared with, or a month, quarter, year."""
    begin = max(text.rfind(mark, 0, quantity.start) + 1 for mark in (". ", "; ", "\n"))
    ends = [at for mark in (". ", "; ") if (at := text.find(mark, quantity.end)) >= 0]
    end = min(ends, default=len(text))
    if changed and (compared := _COMPARED.search(text, quantity.end, end)):
        return compared.group().strip()
    date = next((each for each in find_dates(text[begin:end]) if each.unit in _PERIODS), None)
    return text[begin + date.start : begin + date.end] if date else None
