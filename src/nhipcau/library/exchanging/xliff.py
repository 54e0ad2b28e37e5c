"""XLIFF 1.2, which every tool of translators reads. Placeholders are `<g>` and `<x/>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from nhipcau.core.public import language

from .marks import Token, read, written
from .problems import DeliveryError
from .units import Sheet, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
ORIGINAL = re.compile(r"^nhipcau:(\d{1,18})$")
DEEPEST = 40
_MACHINE = {"mt-suggestion", "leveraged-mt"}
_UNSURE = {"needs-translation", "needs-adaptation", "needs-l10n", "new", "needs-review-translation",
           "needs-review-adaptation", "needs-review-l10n"}  # fmt: skip
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(sheets: Iterable[Sheet]) -> bytes:
    """The file that a translator gets: one `<file>` for each sheet."""
    root = Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    for sheet in sheets:
        held = SubElement(root, "file", {
            "original": f"nhipcau:{sheet.item}", "source-language": language(sheet.source_language).tag,
            "target-language": language(sheet.language).tag, "datatype": "html",
        })  # fmt: skip
        header = SubElement(held, "header")
        SubElement(header, "note").text = _clean(sheet.title)
        body = SubElement(held, "body")
        for unit in sheet.units:
            _unit(body, unit)
    told: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + told


def _unit(body: Element, unit: Unit) -> None:
    told = {"id": unit.key, "xml:space": "preserve"}
    if unit.base:
        told["extradata"] = unit.base
    held = SubElement(body, "trans-unit", told)
    _fill(SubElement(held, "source"), unit.source)
    if unit.target:
        state = "translated" if unit.sure else "needs-review-translation"
        _fill(SubElement(held, "target", {"state": state}), unit.target)
    if unit.label:
        SubElement(held, "note").text = unit.label


def _fill(element: Element, line: str) -> None:
    stack = [element]
    for token in read(line):
        if token.kind == "text":
            _add_words(stack[-1], _clean(token.text))
        elif token.kind == "open":
            stack.append(SubElement(stack[-1], "g", {"id": str(token.number)}))
        elif token.kind == "close":
            if len(stack) > 1:
                stack.pop()
        else:
            SubElement(stack[-1], "x", {"id": str(token.number)})


def _add_words(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def parse(data: bytes) -> list[Sheet]:
    """The sheets of a file that came back. DeliveryError where it is no XLIFF or tries what no XLIFF needs."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as trick:
        raise DeliveryError(_("Tệp XLIFF chứa khai báo không được phép nên không được đọc.")) from trick
    except (ParseError, ValueError, LookupError) as problem:
        raise DeliveryError(_("Tệp XLIFF bị hỏng hoặc không đúng dạng XML. Xin xuất lại từ công cụ dịch.")) from problem
    if _local(root) != "xliff":
        raise DeliveryError(_("Tệp này không phải XLIFF."))
    if not str(root.get("version", "")).startswith("1."):
        raise DeliveryError(_("Hệ thống nhận XLIFF 1.2. Xin xuất lại từ công cụ dịch theo phiên bản này."))
    return [_sheet(each) for each in root if _local(each) == "file"]


def _sheet(file: Element) -> Sheet:
    found = ORIGINAL.match(file.get("original", ""))
    if found is None:
        raise DeliveryError(_("Tệp XLIFF không phải do hệ thống này xuất ra nên không biết dịch cho mục nào."))
    units = tuple(_read(each) for each in file.iter() if _local(each) == "trans-unit")
    codes = [file.get(name, "").lower()[:12] for name in ("source-language", "target-language")]
    return Sheet(int(found.group(1)), "", codes[0], codes[1], units)


def _read(element: Element) -> Unit:
    parts = {_local(each): each for each in element if _local(each) in {"source", "target"}}
    names, nth = Unit.parts(element.get("id", ""))
    target = parts.get("target")
    state = target.get("state", "") if target is not None else ""
    machine = target is not None and target.get("state-qualifier", "") in _MACHINE
    return Unit(
        names, _line(parts.get("source")), _line(target), nth, element.get("extradata", "")[:64],
        sure=state not in _UNSURE and not machine, machine=machine,
    )  # fmt: skip


def _line(element: Element | None) -> str:
    return written(list(_tokens(element, 0))).strip() if element is not None else ""


def _tokens(element: Element, depth: int) -> Iterator[Token]:
    """The pieces of a source or target. What is no placeholder of ours becomes one that no source has."""
    if element.text:
        yield Token("text", element.text)
    for each in element:
        name, number = _local(each), each.get("id", "")
        known = int(number) if number.isdecimal() and len(number) < 7 else 999_999
        if depth > DEEPEST or name not in {"g", "x", "mrk"}:
            yield Token("alone", number=999_999)
        elif name == "mrk":
            yield from _tokens(each, depth + 1)
        elif name == "x":
            yield Token("alone", number=known)
        else:
            yield Token("open", number=known)
            yield from _tokens(each, depth + 1)
            yield Token("close", number=known)
        if each.tail:
            yield Token("text", each.tail)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
