"""Proof files: judged by what they hold, kept outside media under names of our own."""

from __future__ import annotations

import hashlib
import uuid
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.utils.translation import gettext as _

import vanban

from ..errors import ProofRefusedError, SecretProofError

_OOXML = "application/vnd.openxmlformats-officedocument"
_OFFICE = {
    "word/document.xml": (f"{_OOXML}.wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OOXML}.spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_OOXML}.presentationml.presentation", ".pptx"),
}
_MAGIC = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
_MOST_PARTS = 5000
_READABLE = {".pdf", ".docx"}
# A mark of secrecy stands at the head: no more is read while its sender waits.
_A_GLANCE = vanban.Limits(max_chars=20_000, max_pages=3, max_seconds=5, max_unpacked_bytes=64 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class ProofGiven:
    """A proof as a person gives it: a file (`content` with its `name`) or a `link`."""

    name: str = ""
    link: str = ""
    content: File[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A proof file that was taken in."""

    name: str
    stored_as: str
    media_type: str
    size: int


def keep(province_id: int, given: ProofGiven) -> Kept:
    """Judges a proof file and stores it privately; answers where.

    Taken: PDF, JPEG, PNG, DOCX, XLSX and PPTX without macros, up to the upload limit. Raises ProofRefusedError,
    or SecretProofError for a PDF or DOCX with a secrecy mark at its head.
    """
    content = given.content
    if content is None:
        raise ValueError("a proof without a file has nothing to keep")
    limit = settings.NHIPCAU_UPLOAD_LIMIT_MB
    if not content.size:
        raise ProofRefusedError(_("Tệp minh chứng rỗng. Xin chọn lại tệp."))
    if content.size > limit * 1024 * 1024:
        raise ProofRefusedError(
            _("Tệp minh chứng lớn hơn %(limit)d MB. Xin nén lại, hoặc gửi đường dẫn thay cho tệp.") % {"limit": limit}
        )
    media_type, ending = _judged(content)
    if ending in _READABLE:
        _refuse_secrets(content)
    content.seek(0)
    stored_as = storages["documents"].save(f"minh-chung/{province_id}/{uuid.uuid4().hex}{ending}", content)
    return Kept(_plain_name(given.name, ending), stored_as, media_type, content.size)


def discard(kept: Kept) -> None:
    """Deletes a file whose update was not saved after all."""
    storages["documents"].delete(kept.stored_as)


def _refuse_secrets(content: File[bytes]) -> None:
    """Raises SecretProofError where the head of the file prints a secrecy mark; what cannot be read has none to see."""
    content.seek(0)
    taken = content.read()
    try:
        mark = vanban.read(taken, limits=_A_GLANCE).metadata.secrecy
    except vanban.UnreadableSource:
        return
    if mark:
        raise SecretProofError(mark, hashlib.sha256(taken).hexdigest())


def _judged(content: File[bytes]) -> tuple[str, str]:
    content.seek(0)
    head = content.read(16)
    for magic, media_type, ending in _MAGIC:
        if head.startswith(magic):
            return media_type, ending
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    raise ProofRefusedError(
        _(
            "Hệ thống nhận minh chứng là tệp PDF, ảnh JPG hoặc PNG, Word, Excel, PowerPoint. "
            "Với phim, bài đăng: xin gửi đường dẫn."
        )
    )


def _office_kind(content: File[bytes]) -> tuple[str, str]:
    """Only the table of contents of the package is read; nothing is unpacked."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as package:
            parts = set(package.namelist()[:_MOST_PARTS])
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise ProofRefusedError(_("Tệp minh chứng bị hỏng nên không mở được. Xin lưu lại rồi gửi.")) from problem
    if any("vbaproject" in part.lower() or "activex" in part.lower() for part in parts):
        raise ProofRefusedError(
            _("Tệp có chứa macro nên không được nhận. Xin lưu lại thành tệp không có macro, hoặc PDF.")
        )
    for part, kind in _OFFICE.items():
        if part in parts:
            return kind
    raise ProofRefusedError(_("Tệp nén không được nhận làm minh chứng. Xin gửi từng tệp PDF, ảnh, Word hoặc Excel."))


def _plain_name(name: str, ending: str) -> str:
    """The last part of the name that was given, printable, with the ending that its content has."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(letter for letter in last if letter.isprintable()).rsplit(".", 1)[0].strip(" .")
    return f"{(stem or _('minh chứng'))[:200]}{ending}"
