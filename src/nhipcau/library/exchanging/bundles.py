"""A file that somebody hands in, whatever it is called: XLIFF, PO, or a ZIP of both."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

from . import po, xliff
from .problems import DeliveryError
from .units import Sheet

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_FILES = 500
MOST_UNITS = 20_000
ENDINGS = (".xlf", ".xliff", ".po")


def parse(data: bytes) -> tuple[str, list[Sheet]]:
    """What form a file has (`xliff`, `po`, `zip`) and the sheets in it, told by its content and never by its name.

    DeliveryError, a sentence, where it cannot be used: too large, damaged, or something else.
    """
    if len(data) > MOST_BYTES:
        raise DeliveryError(_("Tệp lớn hơn 10 MB. Xin chia thành nhiều tệp."))
    form, sheets = _parse(data)
    if sum(len(each.units) for each in sheets) > MOST_UNITS:
        raise DeliveryError(_("Tệp có quá nhiều đoạn. Xin chia thành nhiều tệp."))
    return form, sheets


def _parse(data: bytes) -> tuple[str, list[Sheet]]:
    if data[:4] == b"PK\x03\x04":
        return "zip", [sheet for each in _members(data) for sheet in _one(each)[1]]
    return _one(data)


def _one(data: bytes) -> tuple[str, list[Sheet]]:
    start = data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith((b"<", b"\x00<")) or b"<\x00?\x00x" in data[:20]:
        return "xliff", xliff.parse(data)
    if b"msgid" in data:
        return "po", po.parse(data)
    raise DeliveryError(_("Tệp này không phải XLIFF, PO hay tệp nén chứa các tệp đó."))


def _members(data: bytes) -> Iterable[bytes]:
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [each for each in archive.infolist() if each.filename.lower().endswith(ENDINGS)]
            if len(infos) > MOST_FILES:
                raise DeliveryError(_("Tệp nén có quá nhiều tệp. Xin chia nhỏ."))
            left = MOST_UNPACKED
            for each in infos:
                with archive.open(each) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise DeliveryError(_("Tệp nén khi mở ra quá lớn. Xin chia nhỏ."))
                found.append(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise DeliveryError(_("Tệp nén bị hỏng hoặc có mật khẩu nên không mở được.")) from problem
    if not found:
        raise DeliveryError(_("Tệp nén không chứa tệp XLIFF hay PO nào."))
    return found


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Several files as one ZIP."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()
