"""Files for download, judged by what they hold: publications, tables, data, drawings."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from ..choices import AttachmentKind
from ..errors import DamagedFileError, FileTooLargeError, WrongContentError
from . import drawings
from .names import plain_name
from .telling import told

MEDIA_TYPES = {
    AttachmentKind.PDF: "application/pdf",
    AttachmentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    AttachmentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    AttachmentKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    AttachmentKind.CSV: "text/csv; charset=utf-8",
    AttachmentKind.JSON: "application/json",
    AttachmentKind.GEOJSON: "application/geo+json",
    AttachmentKind.SVG: "image/svg+xml",
}
_GEO = {"FeatureCollection", "Feature"}
_UNPACKED = 60  # a packed table may grow so many times, and no more
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is kept of a file: its kind, and its bytes (of a drawing those that are left after cleaning)."""

    kind: AttachmentKind
    data: bytes


def judge(data: bytes, name: str) -> Judged:
    """Judges a file for download by its bytes; of its name only a table's `.csv` and the like are believed.

    Raises FileTooLargeError, WrongContentError or DamagedFileError.
    """
    limit = settings.NHIPCAU_ATTACHMENT_LIMIT_MB
    if len(data) > limit * 1024 * 1024:
        raise FileTooLargeError(
            _("Tệp lớn hơn %(limit)s MB nên không nhận được. Xin giảm dung lượng ảnh trong tệp, hoặc tách tệp.")
            % {"limit": limit}
        )
    if not data:
        raise DamagedFileError(_("Tệp rỗng, không có nội dung. Xin kiểm tra lại tệp rồi tải lên lần nữa."))
    if data.startswith(b"%PDF-"):
        return Judged(_pdf(data), data)
    if data.startswith(b"PK\x03\x04"):
        return Judged(_packed(data, name), data)
    if drawings.looks_like(data):
        return Judged(AttachmentKind.SVG, drawings.clean(data))
    return _written(data, name)


def _pdf(data: bytes) -> AttachmentKind:
    from .publications import opened

    with opened(data):
        return AttachmentKind.PDF


def _packed(data: bytes, name: str) -> AttachmentKind:
    """Which office file a package is, by the part that makes it one; one that carries a program is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename: part for part in package.infolist()}
            kind = _office(package, parts)
            swollen = sum(part.file_size for part in parts.values()) > max(len(data) * _UNPACKED, 50_000_000)
            broken = package.testzip() if kind and not swollen else None
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _damaged(name) from problem
    if broken:
        raise _damaged(name)
    if kind is None or swollen:
        raise _wrong(data, name)
    if any(part.lower().endswith("vbaproject.bin") or part.startswith("Basic/") for part in parts):
        raise WrongContentError(_("Tệp có macro (chương trình kèm theo) nên không nhận. Xin lưu lại không kèm macro."))
    return kind


def _office(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> AttachmentKind | None:
    if "word/document.xml" in parts:
        return AttachmentKind.DOCX
    if "xl/workbook.xml" in parts:
        return AttachmentKind.XLSX
    declared = parts.get("mimetype")
    if declared and declared.file_size < 200 and package.read(declared) == _ODS:
        return AttachmentKind.ODS
    return None


def _written(data: bytes, name: str) -> Judged:
    """Data as text: JSON and GeoJSON by their content, CSV by name and content; made UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _wrong(data, name) from problem
    first = text.lstrip()[:1]
    if first in ("{", "["):
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise _damaged(name) from problem
        geo = isinstance(content, dict) and content.get("type") in _GEO
        return Judged(AttachmentKind.GEOJSON if geo else AttachmentKind.JSON, text.encode())
    if name.lower().endswith((".csv", ".tsv", ".txt")) and _is_table(text):
        return Judged(AttachmentKind.CSV, text.encode())
    raise _wrong(data, name)


def _is_table(text: str) -> bool:
    """Whether the first lines have the same number of cells, more than one: a list of words is no table."""
    if "\0" in text or "<html" in text[:4096].lower() or "<script" in text.lower():
        return False
    try:
        dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
        rows = [row for _number, row in zip(range(20), csv.reader(io.StringIO(text), dialect), strict=False) if row]
    except csv.Error:
        return False
    return len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1


def _damaged(name: str) -> DamagedFileError:
    return DamagedFileError(
        _("Tệp “%(name)s” bị hỏng hoặc tải lên chưa hết. Xin mở thử trên máy rồi tải lên lại.")
        % {"name": plain_name(name)}
    )


def _wrong(data: bytes, name: str) -> WrongContentError:
    return WrongContentError(
        _(
            "“%(name)s” thuộc loại không nhận (nội dung là %(what)s). Nhận PDF, Word .docx, bảng tính .xlsx, .ods, "
            "dữ liệu .csv, .json, .geojson (mã hóa UTF-8) và hình vẽ .svg."
        )
        % {"name": plain_name(name), "what": told(data)}
    )
