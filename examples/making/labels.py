"""The labels of a source as JSON, in the keys of a reading."""

import json
from pathlib import Path
from typing import Any

from making.source import METADATA, UNITS, Paragraph, Source, SourceError, columns_of

Places = dict[int, dict[str, int]]
LISTS = ("outline", "assignments", "citations", "report_deadlines", "recipients", "figures", "closing", "opening")
ROLES = ("stt", "task", "lead", "with", "time", "product", "name", "other")
KNOWN = {
    *("at", "role", "lead", "with", "asked", "limit", "before", "due", "rhythm", "product", "qty", "cite", "report"),
    *("fig", "unmarked", "uncertain", "charge", "kind", "title", "roles", "widths", "said"),
}


def parts_of(value: str) -> list[str]:
    """The parts of a label that holds several, set apart by ` | `."""
    return [part.strip() for part in value.split(" | ") if part.strip()]


class Columns:
    """The columns of the table that is being read and the cells that merged cells repeat."""

    def __init__(self, table: Paragraph) -> None:
        self.heads = columns_of(table)
        self.roles = (table.label("roles") or "").split()
        if len(self.roles) != len(self.heads) or not set(self.roles) <= set(ROLES):
            raise SourceError(f"roles of {table.text!r}")
        self.last = [""] * len(self.heads)

    def fill(self, row: Paragraph) -> list[str]:
        """The cells of a row, those merged with the one above filled with its words."""
        cells = [above if cell == "^" else cell for cell, above in zip(row.cells, self.last, strict=True)]
        self.last = cells
        return [cell.replace(" // ", " ") for cell in cells]

    def cell(self, role: str, cells: list[str]) -> str:
        """The cell of the column with a role, or nothing."""
        return cells[self.roles.index(role)] if role in self.roles else ""


def measured(value: str) -> list[dict[str, Any]]:
    """Quantities written `text = value unit | …`; a number has a point for its decimals."""
    found = []
    for part in parts_of(value):
        text, _, amount = part.rpartition(" = ")
        number, _, unit = amount.partition(" ")
        found.append({"text": text, "value": float(number) if "." in number else int(number), "unit": unit})
    return found


def mode_of(lead: list[str], requested: list[str]) -> str:
    """`request` where every lead is requested, `assign` where nobody is, otherwise `mixed`."""
    if not requested:
        return "assign"
    return "request" if set(lead) <= set(requested) else "mixed"


def duty_of(paragraph: Paragraph, text: str, cells: dict[str, str]) -> dict[str, Any]:
    """The row of a paragraph that charges somebody; `cells` are the words of its cells, by role."""

    def names(key: str) -> list[str]:
        value = paragraph.label(key)
        return parts_of(cells[key] if value == "cell" else value or "")

    lead, coordinating = names("lead"), names("with")
    asked = paragraph.label("asked")
    requested = lead if asked == "lead" else lead + coordinating if asked == "all" else parts_of(asked or "")
    if not set(requested) <= {*lead, *coordinating}:
        raise SourceError(f"asked of nobody: {requested} in {text[:50]!r}")
    before = paragraph.label("before")
    words, _, dates = (before or paragraph.label("limit") or "").partition(" = ")
    words = cells["time"] if words == "cell" else words
    printed = " ".join([text, *cells.values()])
    if words and words not in printed and paragraph.label("said") is None:
        raise SourceError(f"limit {words!r} is not printed in {text[:50]!r}")
    due_all = [date.strip() for date in dates.split(",") if date.strip()]
    row: dict[str, Any] = {
        "path": paragraph.path,
        "text": text,
        "lead": lead,
        "coordinating": coordinating,
        "requested": requested,
        "mode": mode_of(lead, requested),
        "deadline": words or None,
        "due": due_all[0] if due_all else None,
        "due_all": due_all,
        "before": before is not None,
        "rhythm": rhythm_of(paragraph, printed),
        "unmarked": paragraph.label("unmarked") is not None,
        "quantities": measured(paragraph.label("qty") or ""),
    }
    if product := paragraph.label("product") or cells.get("product"):
        row["product"] = parts_of(product)
    if paragraph.label("uncertain") is not None:
        row["uncertain"] = True
    for quantity in row["quantities"]:
        if quantity["text"] not in printed:
            raise SourceError(f"quantity {quantity['text']!r} is not printed in {text[:50]!r}")
    return row


def rhythm_of(paragraph: Paragraph, printed: str) -> dict[str, str] | None:
    """The rhythm, written `kind words`."""
    value = paragraph.label("rhythm")
    if not value:
        return None
    kind, _, words = value.partition(" ")
    elsewhere = paragraph.label("said") is not None
    kinds = ("ongoing", "monthly", "quarterly", "yearly", "ad_hoc", "weekly", "daily")
    if kind not in kinds or (words not in printed and not elsewhere):
        raise SourceError(f"rhythm {value!r}")
    return {"text": words, "kind": kind}


def citations_of(paragraph: Paragraph) -> list[dict[str, Any]]:
    """The documents first mentioned in a paragraph, written `kind | number | date | issuer | relation`."""
    found = []
    for value in paragraph.all("cite"):
        kind, number, date, issuer, *relation = [part.strip() for part in value.split("|")]
        if number.replace(" ", "") not in f"{paragraph.printed} {' '.join(paragraph.cells)}".replace(" ", ""):
            raise SourceError(f"citation {number!r} is not printed in {paragraph.text[:50]!r}")
        row = {"kind": kind, "number": number, "date": date or None, "issuer": issuer or None}
        found.append({**row, "relation": relation[0]} if relation else row)
    return found


def reports_of(paragraph: Paragraph, text: str) -> list[dict[str, str]]:
    """The report deadlines in a paragraph, written `who | to | date[, date] | clause`; no clause: all of it."""
    found = []
    for value in paragraph.all("report"):
        who, to, dates, *clause = [part.strip() for part in value.split("|")]
        said = clause[0] if clause else text
        if said not in text:
            raise SourceError(f"clause {said!r}")
        found += [{"who": who, "to": to, "date": date.strip(), "text": said} for date in dates.split(",")]
    return found


def metadata_of(source: Source) -> dict[str, Any]:
    """The metadata, null where the source says nothing."""
    values: dict[str, Any] = {key: source.setting(key) or None for key in METADATA}
    values["year"] = int(values["year"]) if values["year"] else None
    return values


def labels_of(source: Source, places: Places) -> dict[str, Any]:
    """All labels of a source; `places` has start, end and line by the paragraph's index, for plain text."""
    labels: dict[str, Any] = {"metadata": metadata_of(source)}
    also: dict[str, list[str]] = {}
    for value in source.every("also"):
        key, _, words = value.partition(" ")
        also.setdefault(key, []).append(words)
    labels |= {"metadata_also": also} if also else {}
    for key in ("joint", "parts", *LISTS, "tables"):
        labels[key] = []
    columns: Columns | None = None
    for i, paragraph in enumerate(source.paragraphs):
        if unknown := {key for key, _ in paragraph.labels} - KNOWN:
            raise SourceError(f"labels {unknown} of {paragraph.text[:50]!r}")
        if paragraph.kind == "table":
            columns = Columns(paragraph)
            labels["tables"].append({"path": paragraph.path, "columns": columns.heads, "roles": columns.roles})
        add_paragraph(labels, paragraph, places.get(i, {}), columns)
    labels["joint"] = [
        dict(zip(("issuer", "number", "signer"), parts_of(v), strict=True)) for v in source.every("joint")
    ]
    labels["org_aliases"] = {
        name.strip(): parts_of(others) for name, _, others in (v.partition(" = ") for v in source.every("alias"))
    }
    optional = ("joint", "parts", "figures", "opening", "tables")
    return {key: value for key, value in labels.items() if value or key not in optional}


def add_paragraph(labels: dict[str, Any], paragraph: Paragraph, place: dict[str, int], columns: Columns | None) -> None:
    """Adds what is labelled at one paragraph."""
    text, cells = paragraph.text, dict[str, str]()
    unit: dict[str, Any] = {"path": paragraph.path, "heading": paragraph.kind in ("heading", "group")}
    if columns and "task" not in columns.roles and paragraph.kind in ("table", "group", "row"):
        add_figures(labels, paragraph, place, columns)
        return
    if paragraph.kind == "row" and columns:
        filled = columns.fill(paragraph)
        text, cells = columns.cell("task", filled), {role: columns.cell(role, filled) for role in columns.roles}
        unit["cells"] = filled
    if paragraph.kind in UNITS:
        role = paragraph.label("role")
        labels["outline"].append({**unit, "text": text, "role": role, "body": [], **place})
    elif paragraph.kind == "body":
        labels["outline"][-1]["body"].append({"text": text, **place})
    elif paragraph.kind in ("closing", "text", "addressee"):
        labels["closing" if labels["outline"] else "opening"].append({"text": text, **place})
    elif paragraph.kind == "recipient":
        labels["recipients"].append(text)
    elif paragraph.kind == "part":
        kind, title = paragraph.label("kind"), paragraph.label("title")
        labels["parts"].append({"path": paragraph.marker, "kind": kind, "title": title, **place})
    if paragraph.label("lead"):
        labels["assignments"].append(duty_of(paragraph, text, cells))
    labels["citations"] += citations_of(paragraph)
    labels["report_deadlines"] += reports_of(paragraph, text)
    for value in paragraph.all("fig"):
        labels["figures"] += [{"path": paragraph.path, **figure} for figure in measured(value)]


def add_figures(labels: dict[str, Any], paragraph: Paragraph, place: dict[str, int], columns: Columns) -> None:
    """Adds a row of a table that has no tasks: body of the unit before it, its figures with row and column."""
    cells = columns.heads if paragraph.kind == "table" else paragraph.cells or [paragraph.marker, paragraph.text]
    unit = labels["outline"][-1]
    unit["body"].append({"text": " ".join(filter(None, cells)), **place})
    for value in paragraph.all("fig"):
        for figure in measured(value):
            at = cells.index(figure["text"])
            name = cells[columns.roles.index("name")]
            labels["figures"].append({"path": unit["path"], **figure, "row": name, "column": columns.heads[at]})


def write_labels(path: Path, labels: dict[str, Any]) -> None:
    """Writes labels one row a line, so that a change shows as the row that changed."""

    def dumped(value: Any) -> str:
        if not isinstance(value, list) or not value:
            return json.dumps(value, ensure_ascii=False)
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
        return f"[\n{rows}\n ]"

    body = ",\n".join(f' "{key}": {dumped(value)}' for key, value in labels.items())
    path.write_text(f"{{\n{body}\n}}\n", "utf-8")
