"""Every number of a document we made, with the record that it was taken from."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from docx.oxml.ns import qn
from lxml import etree

from .word.styles import LABEL

_FRAME = frozenset(
    {"SoKyHieu", "DiaDanh", "TrichYeuCongVan", "TenLoai", "TrichYeu", "KinhGui", "KinhGuiDong", "NoiNhan", "HoTen",
     "PhuLuc", "PhuLucTen", "PhuLucKem", "SoTrang", "CoQuanChuQuan", "CoQuanBanHanh", "QuyenHan", "TenBang"}
)  # fmt: skip
_MARK = re.compile(r"_([a-z]{1,10})_([0-9A-Za-z]{1,20})_\d+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ROMAN = "[IVXLC]+"
# Times and numbers of documents: they are facts of the calendar and of the registry, not figures.
_TIMES = re.compile(
    rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}|\bngày\s+\d{{1,2}}(?:/\d{{1,2}}|\s+tháng\s+\d{{1,2}})?(?:/\d{{4}}|\s+năm\s+\d{{4}})?"
    rf"|\btháng\s+\d{{1,2}}(?:/\d{{4}}|\s+năm\s+\d{{4}})?|\bquý\s+(?:{_ROMAN}|\d)(?:/\d{{4}}|\s+năm\s+\d{{4}})?"
    r"|\b(?:năm|giai đoạn|nhiệm kỳ)\s+\d{4}(?:\s?[-–]\s?\d{4})?",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"\d+[a-zA-Z]?(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*"
    r"|\b(?:[Đđ]iều|[Kk]hoản|[Pp]hụ lục|[Bb]ảng|[Mm]ục)\s+\d+(?:\.\d+)*"
)


class Why(StrEnum):
    """Why a group of digits needs no figure record."""

    LABEL = "label"
    FRAME = "frame"
    TIME = "time"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Digits:
    """A group of digits: `text` as printed, `source` (`figure:812`) where it has one, `why` none is needed, and the
    paragraph it stands in. One with neither is a number that nobody vouches for."""

    text: str
    source: str
    why: Why | None
    paragraph: str


@dataclass(slots=True)
class _Text:
    """A paragraph's letters, each with its source and whether it is a label."""

    letters: list[str]
    sources: list[str]
    labels: list[bool]


def walk_figures(content: bytes) -> list[Digits]:
    """Every group of digits of a DOCX made by this room, in the order of the page; Roman figures are none.

    Raises KeyError or BadZipFile for a file that is no DOCX.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(packed.read("word/document.xml"), parser)
    found: list[Digits] = []
    for paragraph in root.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        framed = style is not None and style.get(qn("w:val")) in _FRAME
        found.extend(_digits(_text(paragraph), framed=framed))
    return found


def needing_source(text: str) -> list[tuple[int, int]]:
    """Where the groups of digits of `text` stand that need a record: dates, times and numbers of documents do not."""
    free = [each.span() for pattern in (_DOCUMENTS, _TIMES) for each in pattern.finditer(text)]
    return [
        match.span()
        for match in _DIGITS.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in free)
    ]


def _text(paragraph: etree._Element) -> _Text:
    made = _Text([], [], [])
    opened: dict[str, str] = {}
    for each in paragraph.iter():
        if each.tag == qn("w:bookmarkStart"):
            mark = _MARK.fullmatch(each.get(qn("w:name"), ""))
            if mark:
                opened[each.get(qn("w:id"), "")] = f"{mark[1]}:{mark[2]}"
        elif each.tag == qn("w:bookmarkEnd"):
            opened.pop(each.get(qn("w:id"), ""), None)
        elif each.tag == qn("w:t"):
            run = each.getparent()
            style = None if run is None else run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            label = style is not None and style.get(qn("w:val")) == LABEL
            for letter in each.text or "":
                made.letters.append(letter)
                made.sources.append(next(reversed(opened.values()), ""))
                made.labels.append(label)
        elif each.tag in (qn("w:tab"), qn("w:br")):
            made.letters.append(" ")
            made.sources.append("")
            made.labels.append(False)
    return made


def _digits(held: _Text, *, framed: bool) -> Iterator[Digits]:
    text = "".join(held.letters)
    spans = [(Why.DOCUMENT, each.span()) for each in _DOCUMENTS.finditer(text)]
    spans += [(Why.TIME, each.span()) for each in _TIMES.finditer(text)]
    for match in _DIGITS.finditer(text):
        why = next((each for each, (start, end) in spans if start <= match.start() and match.end() <= end), None)
        if held.labels[match.start()]:
            why = Why.LABEL
        elif framed:
            why = Why.FRAME
        source = held.sources[match.start()]
        whole = source and set(held.sources[match.start() : match.end()]) == {source}
        yield Digits(match.group(), source if whole else "", None if whole else why, text)
