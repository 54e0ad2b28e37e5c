"""The signs of the values of the header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields

from vanban.confidence.fields import Field, Signs
from vanban.confidence.ground import Ground
from vanban.model import Metadata, Reading
from vanban.repair.folding import fold

NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?[/-][A-ZĐ][\w&Đ]*(?:-[\wĐ&.]+)*")
_NAME = re.compile(r"(?:[^\W\d_][^\W\d_]*\.? ){1,5}[^\W\d_]+")
_ISSUER = re.compile(r"(?:Ủy ban|Uỷ ban|Sở|Bộ|Tỉnh ủy|Thành ủy|Đảng ủy|Ban|Hội đồng|Chính phủ|Thủ tướng|Văn phòng|Cục)")
_CAPACITY_WORD = re.compile(r"[^\W\d_]+[.,]?")
_CONTRACT = frozenset(
    {
        "kind", "number", "date", "place", "issuer", "issuer_as_written", "province", "title", "year", "signer",
        "sign_capacity", "secrecy", "urgency",
    }
)  # fmt: skip
_HEADER_ORDER = ("number", "date", "place", "issuer", "kind", "title")
# The head stands on the first lines: what is read further down may belong to something else.
_HEAD_LINES = 40


def header_fields(reading: Reading, ground: Ground) -> Iterator[Field]:
    """Every value of the header, missing ones too."""
    about = reading.metadata
    missing = sum(getattr(about, key) is None for key in _HEADER_ORDER) / len(_HEADER_ORDER)
    last = reading.source_text.count("\n") + 1
    for item in fields(Metadata):
        value = getattr(about, item.name)
        if item.name not in _CONTRACT:
            continue  # what was added to the contract is judged by the value that it explains
        pointer = f"/metadata/{item.name}"
        places = reading.evidence.get(pointer, ())
        signs: Signs = {f"is_{item.name}": 1.0, "missing": missing}
        if value is None:
            signs |= ground.document | {"null": 1.0, f"null_{item.name}": 1.0}
            if "ocr" in ground.document:
                signs["ocr_null"] = 1.0
        else:
            text = str(value)
            signs |= ground.at(places, text)
            if not places:
                signs["derived"] = 1.0
            elif _deep(item.name, places[0].line, last):
                signs["deep"] = 1.0
        yield Field(pointer, "header", signs | _look(item.name, value, about))


def _deep(key: str, line: int, last: int) -> bool:
    """Whether a value stands far from the head, or one of the foot far from the end."""
    if key in {"signer", "sign_capacity"}:
        return last > 2 * _HEAD_LINES and line < last / 3
    return line > _HEAD_LINES


def _look(key: str, value: str | int | None, about: Metadata) -> Signs:
    """What one value of the header should look like, and what it should agree with."""
    look = _LOOKS.get(key)
    shape, clash = look(str(value) if value is not None else "", about) if look else (False, False)
    found = {name: 1.0 for name, said in (("shape", shape), ("clash", clash)) if said}
    if key in {"number", "date", "place"} and value is None and about.kind != "Công văn" and about.number is None:
        found["headless"] = 1.0
    return found


def _number(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.date or about.place)  # half a head: the other half was probably there
    return not NUMBER.fullmatch(text), bool(about.kind) and not agrees(about.kind or "", text)


def _date(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.number or about.place)
    return False, bool(about.year) and not text.startswith(str(about.year))


def _place(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.number or about.date)
    return len(text.split()) > 5, bool(about.province) and fold(text) != fold(about.province or "")


def _year(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.date or re.search(r"năm \d{4}", about.title or ""))
    return bool(about.title) and text not in (about.title or ""), bool(about.date) and text not in (about.date or "")


def _signer(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.sign_capacity)
    return not _NAME.fullmatch(text) or text.isupper(), not about.sign_capacity


def _is_capacity(text: str) -> bool:
    """Whether a text is words alone that begin with capitals (`KT. CHỦ TỊCH`); word by word, so in linear time."""
    words = text.removeprefix("Thừa lệnh").split()
    return bool(words) and words[0].isupper() and all(_CAPACITY_WORD.fullmatch(word) for word in words)


def _sign_capacity(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.signer)
    return not _is_capacity(text) or text.startswith("KT") != (" PHÓ " in text), not about.signer


def _title(text: str, about: Metadata) -> tuple[bool, bool]:
    return bool(text) and not 5 <= len(text.split()) <= 45, not text and bool(about.kind)


def _issuer(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.number)
    return not _ISSUER.match(text), bool(about.province) and fold(about.province or "") not in fold(text)


def _issuer_as_written(text: str, about: Metadata) -> tuple[bool, bool]:
    return len(text.split()) > 14, bool(about.number) and (not text or not about.issuer)


def _province(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.issuer)
    return False, bool(about.issuer) and fold(text) not in fold(about.issuer or "")


def _kind(text: str, about: Metadata) -> tuple[bool, bool]:
    if not text:
        return False, bool(about.number)
    return False, bool(about.number) and not agrees(text, about.number or "")


_LOOKS: dict[str, Callable[[str, Metadata], tuple[bool, bool]]] = {
    "number": _number,
    "date": _date,
    "place": _place,
    "year": _year,
    "signer": _signer,
    "sign_capacity": _sign_capacity,
    "title": _title,
    "issuer": _issuer,
    "issuer_as_written": _issuer_as_written,
    "province": _province,
    "kind": _kind,
}


def agrees(kind: str, number: str) -> bool:
    """Whether the symbol's abbreviation can stand for the kind: `KH` for *Kế hoạch*."""
    initials = "".join(word[0] for word in kind.split()).upper()
    symbols = re.split(r"[/-]", number.upper())
    return any(symbol.startswith(initials) for symbol in symbols) or len(kind.split()) < 2 or kind == "Công văn"
