"""The register of documents written out: as a sheet, as a graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from nhipcau.paper.public import Column, Tab, workbook

from ..choices import RelationState
from ..models import ListedDocument, Relation
from .validity import ruling

Value = str | int | date | None
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_LABELS = {"number": "node", "kind": "node", "issuer": "node", "date": "node", "title": "node", "validity": "node"}
_LABELS |= {"relation": "edge", "since": "edge", "provisions": "edge", "state": "edge"}


def columns() -> list[tuple[str, int]]:
    """Head and width in characters of each column of the sheet."""
    return [
        (_("Số, ký hiệu"), 22), (_("Loại văn bản"), 16), (_("Cơ quan ban hành"), 34), (_("Ngày ban hành"), 14),
        (_("Trích yếu"), 70), (_("Hiệu lực"), 22), (_("Từ ngày"), 14), (_("Do văn bản"), 24), (_("Có bản gốc"), 12),
        (_("Số văn bản dẫn"), 12),
    ]  # fmt: skip


def as_rows(lines: Iterable[ListedDocument], on: date) -> Iterator[list[Value]]:
    """One list of values for each line, in the order of `columns()`; `lines` as `register.lines` answers them."""
    for line in lines:
        found = ruling(line, on)
        yield [
            line.number, line.kind, line.issuer, line.issued_on, line.title, str(found.state.label), found.since,
            str(found.by) if found.by else "", _("có") if line.stored else "", line.cited,  # type: ignore[attr-defined]
        ]  # fmt: skip


def as_csv(lines: Iterable[ListedDocument], on: date) -> str:
    """The lines as CSV, with the mark by which Excel knows UTF-8. A text that a spreadsheet would take for a formula
    is given an apostrophe in front."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([head for head, _width in columns()])
    writer.writerows([[_plain(value) for value in values] for values in as_rows(lines, on)])
    return f"\ufeff{out.getvalue()}"


def as_xlsx(lines: Iterable[ListedDocument], on: date) -> bytes:
    """The lines as an Excel workbook: real dates, a head that stays, a filter, no formulas whatever the text holds."""
    heads = [Column(head, width) for head, width in columns()]
    return workbook([Tab(_("Sổ văn bản"), heads, as_rows(lines, on))])


def as_json(lines: Iterable[ListedDocument], relations: Iterable[Relation], on: date) -> str:
    """The graph as JSON: `on`, `documents` with their validity on that day, `relations` with whether a person has
    confirmed them (`state`)."""
    documents = [{"key": row.pk, **_facts(row, on)} for row in lines]
    edges = [
        {
            "kind": row.kind, "source": row.source_id, "target": row.target_id, "provisions": row.provisions,
            "since": _iso(row.since), "state": row.state, "text": row.text, "proof": row.proof,
        }
        for row in relations
    ]  # fmt: skip
    return json.dumps({"on": on.isoformat(), "documents": documents, "relations": edges}, ensure_ascii=False, indent=1)


def as_graphml(lines: Iterable[ListedDocument], relations: Iterable[Relation], on: date) -> bytes:
    """The same graph as GraphML; a relation without a named document is the target's own, from itself to itself."""
    root = ElementTree.Element("graphml", xmlns=_NAMESPACE)
    for name, owner in _LABELS.items():
        ElementTree.SubElement(root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": "string"})
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    known = set()
    for line in lines:
        known.add(line.pk)
        facts = {name: value for name, value in _facts(line, on).items() if name in _LABELS}
        _element(graph, "node", {"id": f"d{line.pk}"}, facts)
    for row in relations:
        ends = (row.source_id or row.target_id, row.target_id)
        if known.issuperset(ends):
            said = {"relation": row.kind, "since": _iso(row.since), "provisions": ", ".join(row.provisions)}
            _element(graph, "edge", {"source": f"d{ends[0]}", "target": f"d{ends[1]}"}, {**said, "state": row.state})
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def stated_relations(province_id: int) -> Iterator[Relation]:
    """Every relation of a province's register that nobody has refused."""
    rows = Relation.objects.filter(province_id=province_id).exclude(state=RelationState.REFUSED)
    return rows.iterator(chunk_size=1000)


def _facts(line: ListedDocument, on: date) -> dict[str, Any]:
    found = ruling(line, on)
    return {
        "number": line.number, "kind": line.kind, "issuer": line.issuer, "date": _iso(line.issued_on),
        "title": line.title, "validity": found.state.value, "since": _iso(found.since),
        "by": found.by.pk if found.by else None, "stored": bool(line.stored),  # type: ignore[attr-defined]
    }  # fmt: skip


def _element(graph: ElementTree.Element, tag: str, attributes: dict[str, str], data: dict[str, Any]) -> None:
    made = ElementTree.SubElement(graph, tag, attributes)
    for name, value in data.items():
        if value:
            ElementTree.SubElement(made, "data", key=name).text = ILLEGAL_CHARACTERS_RE.sub("", str(value))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return f"'{value}" if isinstance(value, str) and value.startswith(_TRIGGERS) else value
