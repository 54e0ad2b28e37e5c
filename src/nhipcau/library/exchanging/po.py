"""Gettext PO, read and written with polib. `msgctxt` names the item, the language and the passage."""

from __future__ import annotations

import re

import polib
from django.utils.translation import gettext as _

from nhipcau.core.public import language

from .problems import DeliveryError
from .units import Sheet, Unit

_CONTEXT = re.compile(r"^(\d{1,18})\|(.{1,400})$", re.DOTALL)
_BASE = re.compile(r"^base=([0-9a-f]{64})$", re.MULTILINE)
_CHARSET = re.compile(rb"charset=([\w-]+)")


def write(sheet: Sheet) -> bytes:
    """The file that a translator gets for one item."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Nhịp Cầu", "Language": language(sheet.language).tag, "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": language(sheet.source_language).tag,
    }  # fmt: skip
    for unit in sheet.units:
        comment = "\n".join(filter(None, [unit.label, f"base={unit.base}" if unit.base else ""]))
        file.append(polib.POEntry(
            msgctxt=f"{sheet.item}|{unit.key}", msgid=unit.source, msgstr=unit.target, comment=comment,
            flags=[] if unit.sure or not unit.target else ["fuzzy"],
        ))  # fmt: skip
    return str(file).encode()


def parse(data: bytes) -> list[Sheet]:
    """The sheets of a file that came back, one for each item in it. DeliveryError where it is no PO."""
    named = _CHARSET.search(data[:2000])
    charset = named.group(1).decode() if named else "utf-8"
    try:
        text = data.decode("utf-8-sig" if charset.lower() in {"utf-8", "charset"} else charset)
    except (UnicodeDecodeError, LookupError) as problem:
        raise DeliveryError(_("Tệp PO không đúng bảng mã đã khai. Xin lưu lại theo UTF-8.")) from problem
    try:
        # A text that starts with a comment line is never the name of a file, which polib would open.
        file = polib.pofile("#\n" + text.replace("\0", ""))
    except (OSError, ValueError, IndexError, KeyError, UnicodeError) as problem:
        raise DeliveryError(_("Tệp PO bị hỏng hoặc không đúng dạng. Xin xuất lại từ công cụ dịch.")) from problem
    found: dict[int, list[Unit]] = {}
    for entry in file:
        context = _CONTEXT.match(entry.msgctxt or "")
        if context and not entry.obsolete and entry.msgid:
            found.setdefault(int(context.group(1)), []).append(_unit(context.group(2), entry))
    if not found:
        raise DeliveryError(_("Tệp PO không phải do hệ thống này xuất ra nên không biết dịch cho mục nào."))
    codes = [str(file.metadata.get(name, "")).lower()[:12] for name in ("X-Source-Language", "Language")]
    return [Sheet(item, "", codes[0], codes[1], tuple(units)) for item, units in found.items()]


def _unit(key: str, entry: polib.POEntry) -> Unit:
    names, nth = Unit.parts(key)
    base = _BASE.search(entry.comment or "")
    return Unit(
        names, entry.msgid.strip(), (entry.msgstr or "").strip(), nth, base.group(1) if base else "",
        sure="fuzzy" not in entry.flags,
    )  # fmt: skip
