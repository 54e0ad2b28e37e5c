"""A reading as Akoma Ntoso 3.0 (OASIS LegalDocML), valid against its schema.

Laws, decrees, circulars and the like become an `act`, everything else a `doc`; what is issued with a document and
its annexes are its attachments. Cited documents, the organisations charged and dates of time limits are marked in
the text and named once in the references. What the source does not say is left out; the standard demands a date,
which then is the first day of the year 1 and named `unknown`.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vanban.exports.tree import Branch, parts_of
from vanban.model import Metadata, Reading
from vanban.repair.folding import fold

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ACTS = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch"})
_NORMATIVE = re.compile(r"\d+/\d{4}/\S+")
_UNKNOWN = "0001-01-01"
_ELEMENTS = (
    (re.compile(r"Ph\."), "part", "part"),
    (re.compile(r"Ch\."), "chapter", "chp"),
    (re.compile(r"M\."), "section", "sec"),
    (re.compile(r"Đ\d"), "article", "art"),
    (re.compile(r"K\d"), "clause", "cl"),
    (re.compile(r"[IVXLC]+(?:~|$)"), "section", "sec"),
    (re.compile(r"\d"), "paragraph", "para"),
    (re.compile(r"[-+*•]"), "indent", "indent"),
    (re.compile(r"\w{1,2}(?:~|$)"), "point", "point"),
)
_NOT_NAMED = re.compile(r"[^\w-]+")


def akoma_ntoso(reading: Reading) -> str:
    """Answer the document as Akoma Ntoso 3.0, XML text with its declaration."""
    root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    parts = parts_of(reading)
    names = _Names(reading)
    work = _address(reading.metadata)
    kind = "act" if _is_act(reading.metadata) and parts[""] else "doc"
    document = _document(root, kind, reading.metadata, work, names)
    _preface(document, reading)
    _preamble(document, reading)
    _body(document, kind, parts[""], names)
    _conclusions(document, reading)
    attached = {name: branches for name, branches in parts.items() if name}
    if attached:
        box = ET.SubElement(document, "attachments")
        for name, branches in attached.items():
            attachment = ET.SubElement(box, "attachment", eId=f"att_{name}")
            inner = _document(attachment, "doc", reading.metadata, f"{work}/!{name}", names)
            _body(inner, "doc", branches, names, f"att_{name}__")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _is_act(metadata: Metadata) -> bool:
    return metadata.kind in _ACTS or bool(
        metadata.number and metadata.kind in {"Quyết định", "Nghị quyết"} and _NORMATIVE.fullmatch(metadata.number)
    )


def _address(metadata: Metadata) -> str:
    """The work's address after the naming convention: country, type, subtype, date, number."""
    kind = _named(fold(metadata.kind or "van ban"))
    number = _named(metadata.number or "khong-so")
    return f"/akn/vn/{'act' if _is_act(metadata) else 'doc'}/{kind}/{metadata.date or _UNKNOWN}/{number}"


def _named(words: str) -> str:
    return _NOT_NAMED.sub("-", unicodedata.normalize("NFC", words)).strip("-").lower()


@dataclass(slots=True)
class _Names:
    """The organisations and documents that the text names, each with its own identifier."""

    reading: Reading
    organisations: dict[str, str] = field(default_factory=dict)
    charged: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    limits: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for duty in self.reading.assignments:
            for name in (*duty.lead, *duty.coordinating):
                identifier = self.organisations.setdefault(name, f"org_{len(self.organisations) + 1}")
                self.charged.setdefault(duty.path, []).append((name, identifier))
            if duty.deadline and duty.due and re.fullmatch(r"\d{4}-\d\d-\d\d", duty.due):
                self.limits.setdefault(duty.path, []).append((duty.deadline, duty.due))

    def marks(self, path: str, text: str) -> list[tuple[int, int, str, dict[str, str]]]:
        """Answer what is marked in `text` of the unit at `path`: places that do not overlap, in order."""
        found: list[tuple[int, int, str, dict[str, str]]] = []
        for cited in self.reading.citations:
            for at in _places(text, cited.number):
                found.append((at, at + len(cited.number), "ref", {"href": _cited_address(cited.kind, cited.number)}))
        for name, identifier in self.charged.get(path, ()):
            for at in _places(text, name):
                found.append((at, at + len(name), "organization", {"refersTo": f"#{identifier}"}))
        for words, date in self.limits.get(path, ()):
            for at in _places(text, words):
                found.append((at, at + len(words), "date", {"date": date}))
        kept: list[tuple[int, int, str, dict[str, str]]] = []
        for mark in sorted(found, key=lambda mark: (mark[0], -mark[1])):
            if not kept or mark[0] >= kept[-1][1]:
                kept.append(mark)
        return kept


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _cited_address(kind: str | None, number: str) -> str:
    return f"/akn/vn/doc/{_named(fold(kind or 'van ban'))}/{_named(number)}"


def _document(parent: ET.Element, kind: str, metadata: Metadata, work: str, names: _Names) -> ET.Element:
    name = _named(fold(metadata.kind or "van ban"))
    document = ET.SubElement(parent, kind, name=name, contains="originalVersion")
    meta = ET.SubElement(document, "meta")
    identification = ET.SubElement(meta, "identification", source="#vanban")
    date = metadata.date or _UNKNOWN
    dated = {"date": date, "name": "issued" if metadata.date else "unknown"}
    for level, address in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/vie@{date}"),
        ("FRBRManifestation", f"{work}/vie@{date}.akn"),
    ):
        box = ET.SubElement(identification, level)
        ET.SubElement(box, "FRBRthis", value=address)
        ET.SubElement(box, "FRBRuri", value=address)
        ET.SubElement(box, "FRBRdate", dated)
        ET.SubElement(box, "FRBRauthor", href="#issuer")
        if level == "FRBRWork":
            ET.SubElement(box, "FRBRcountry", value="vn")
            if metadata.number:
                ET.SubElement(box, "FRBRnumber", value=metadata.number)
        if level == "FRBRExpression":
            ET.SubElement(box, "FRBRlanguage", language="vie")
    if "/!" in work:
        return document  # an attachment uses the names of the whole
    references = ET.SubElement(meta, "references", source="#vanban")
    _organisation(references, "vanban", "vanban")
    _organisation(references, "issuer", metadata.issuer or "không rõ")
    for organisation, identifier in names.organisations.items():
        _organisation(references, identifier, organisation)
    return document


def _organisation(references: ET.Element, identifier: str, name: str) -> None:
    href = f"/akn/ontology/organization/vn/{_named(fold(name))}"
    ET.SubElement(references, "TLCOrganization", eId=identifier, href=href, showAs=_legal(name))


def _preface(document: ET.Element, reading: Reading) -> None:
    about = reading.metadata
    lines = (
        ("docAuthority", about.issuer_as_written or about.issuer),
        ("docNumber", about.number),
        ("docType", about.kind),
        ("docTitle", about.title),
    )
    if not any(words for _, words in lines) and not about.date:
        return
    preface = ET.SubElement(document, "preface")
    for element, words in lines:
        if words:
            _text(ET.SubElement(ET.SubElement(preface, "p"), element), words)
    if about.date:
        paragraph = ET.SubElement(preface, "p")
        _text(paragraph, f"{about.place}, " if about.place else "")
        ET.SubElement(paragraph, "docDate", date=about.date).text = about.date


def _preamble(document: ET.Element, reading: Reading) -> None:
    """What stands between the head and the first unit."""
    first = reading.units[0].line if reading.units else 0
    said = [span.line for key, spans in reading.evidence.items() if key.startswith("/metadata/") for span in spans]
    head = max((line for line in said if line < first), default=0)
    paragraphs = list(_paragraphs(reading.text.split("\n")[head : first - 1])) if first else []
    if paragraphs:
        preamble = ET.SubElement(document, "preamble")
        for words in paragraphs:
            _text(ET.SubElement(preamble, "p"), words)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    gathered: list[str] = []
    for line in lines:
        words = line.strip()
        if words:
            gathered.append(words)
        if gathered and (not words or words[-1] in ".;:"):
            yield " ".join(gathered)
            gathered = []
    if gathered:
        yield " ".join(gathered)


def _body(document: ET.Element, kind: str, branches: list[Branch], names: _Names, prefix: str = "") -> None:
    body = ET.SubElement(document, "body" if kind == "act" else "mainBody")
    for branch in branches:
        _branch(body, branch, prefix, names)
    if not branches:
        # A document without units: its text as paragraphs, which a `doc` may hold.
        for words in _paragraphs(names.reading.text.split("\n")):
            _text(ET.SubElement(body, "p"), words)
        if not len(body):
            ET.SubElement(body, "p")


def _branch(parent: ET.Element, branch: Branch, prefix: str, names: _Names) -> None:
    element, short = next(((e, s) for shape, e, s in _ELEMENTS if shape.match(branch.label)), ("level", "lvl"))
    label = branch.label.removeprefix("Ph.").removeprefix("Ch.").removeprefix("M.").removeprefix("Đ").removeprefix("K")
    identifier = f"{prefix}{short}_{_NOT_NAMED.sub('.', label) or label}"
    box = ET.SubElement(parent, element, eId=identifier)
    unit = branch.unit
    if branch.number:
        _text(ET.SubElement(box, "num"), branch.number)
    paragraphs = [body.text for body in unit.body]
    if unit.heading:
        _marked(ET.SubElement(box, "heading"), unit.path, unit.text, names)
    else:
        paragraphs.insert(0, unit.text)
    if paragraphs:
        holder = ET.SubElement(box, "intro" if branch.children else "content", eId=f"{identifier}__text")
        for words in paragraphs:
            _marked(ET.SubElement(holder, "p"), unit.path, words, names)
    for child in branch.children:
        _branch(box, child, f"{identifier}__", names)


def _conclusions(document: ET.Element, reading: Reading) -> None:
    about = reading.metadata
    if not (about.sign_capacity or about.signer or reading.recipients):
        return
    conclusions = ET.SubElement(document, "conclusions")
    if about.sign_capacity or about.signer:
        signature = ET.SubElement(ET.SubElement(conclusions, "p"), "signature")
        _text(signature, " ".join(part for part in (about.sign_capacity, about.signer) if part))
    for recipient in reading.recipients:
        _text(ET.SubElement(conclusions, "p"), recipient)


def _marked(element: ET.Element, path: str, words: str, names: _Names) -> None:
    at = 0
    last: ET.Element | None = None

    def put(piece: str) -> None:
        if last is None:
            element.text = (element.text or "") + _legal(piece)
        else:
            last.tail = (last.tail or "") + _legal(piece)

    for start, end, tag, attributes in names.marks(path, words):
        put(words[at:start])
        last = ET.SubElement(element, tag, attributes)
        last.text = _legal(words[start:end])
        at = end
    put(words[at:])


def _text(element: ET.Element, words: str) -> None:
    element.text = _legal(words)


def _legal(words: str) -> str:
    """XML has no place for control characters, lone surrogates and the two last code points of a plane."""
    return "".join(char for char in words if char in "\t\n" or _is_legal(ord(char)))


def _is_legal(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
