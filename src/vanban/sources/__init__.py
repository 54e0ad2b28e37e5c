"""From a file, bytes or a string to text with its pages: the content decides the reader, never the name."""

from __future__ import annotations

import importlib
import os
import re
from dataclasses import dataclass
from typing import Protocol, cast

from vanban.errors import UnreadableSource
from vanban.model import Box, FontRun, Limits, Page, Table, Warning_
from vanban.sources.foreign import is_old_word, opens_as_mail, refusal

__all__ = ["Extract", "Limits", "extract", "sniff"]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
ZIP = "application/zip"
EMAIL = "message/rfc822"
HTML = "text/html"
TEXT = "text/plain"
PICTURE = "image/*"

# Each module offers `extract(data: bytes, *, limits: Limits) -> Extract`. They load only when needed, so
# that reading plain text needs nothing beyond the standard library.
_READERS = {
    PDF: "vanban.sources.pdf",
    DOCX: "vanban.sources.docx",
    DOC: "vanban.sources.office",
    ODT: "vanban.sources.odt",
    RTF: "vanban.sources.rtf",
    ZIP: "vanban.sources.container",
    EMAIL: "vanban.sources.container",
    HTML: "vanban.sources.html",
    TEXT: "vanban.sources.text",
    PICTURE: "vanban.sources.scan",
}
_SNIFF_BYTES = 4096
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n"
_FLAT_ODF = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>\s*<office:document\s")
_HTML_OPENING = re.compile(
    rb"<(?:!doctype html|html|head|body|meta|title|style|div|table|p|span|font|center|h[1-6]|b|strong|br|ol|ul"
    rb"|article|section|main)[\s>/]"
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a source exactly as extracted, its lines separated by `\\n`.

    `page_starts`: offset at which each page starts, () when the source has no pages; `pages`: how each page was
    read; `boxes`: where words stand on pages, in the order of the text; `tables`: tables of data; `fonts`: where the
    text is set in fonts of an old encoding, in order, for the cleaning that comes after.
    """

    text: str
    page_starts: tuple[int, ...]
    media_type: str
    warnings: tuple[Warning_, ...] = ()
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    fonts: tuple[FontRun, ...] = ()


class _Reader(Protocol):
    def extract(self, data: bytes, *, limits: Limits) -> Extract: ...


def extract(source: bytes | str | os.PathLike[str], *, limits: Limits = Limits()) -> Extract:  # noqa: B008  Limits is frozen
    """Answer the text of `source`: a path, the bytes of a file, or (a `str`) the text itself.

    Raises UnreadableSource when the source holds no text that can be read.
    """
    if isinstance(source, str):
        from vanban.sources import text

        return text.from_text(source, limits=limits)
    return extract_bytes(source if isinstance(source, bytes) else load(source, limits), limits=limits)


def extract_bytes(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a file's content; raise UnreadableSource when it holds none that can be read."""
    reader = cast(_Reader, importlib.import_module(_READERS[sniff(data)]))
    return reader.extract(data, limits=limits)


def sniff(data: bytes) -> str:
    """Answer the media type that the content shows; raise UnreadableSource for binaries of other kinds."""
    head = data[:_SNIFF_BYTES]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from vanban.sources.archive import packed_kind

        return {"docx": DOCX, "odf": ODT}.get(packed_kind(data), ZIP)
    if is_picture(head):
        return PICTURE
    if head.lstrip(_BEFORE_TEXT).startswith(b"{\\rtf"):
        return RTF
    if is_old_word(data):
        return DOC
    foreign = refusal(data)
    if foreign is not None:
        raise foreign
    if _FLAT_ODF.match(head):
        return ODT
    if opens_as_mail(head):
        return EMAIL
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return HTML if _opens_as_html(head) else TEXT
    if _is_binary(head):
        raise UnreadableSource("binary", "Tệp không phải văn bản, PDF, Word, ODT, RTF hay HTML nên không đọc được.")
    return HTML if _opens_as_html(head) else TEXT


def is_picture(head: bytes) -> bool:
    """Whether a file that opens with `head` is a picture of a kind that scanners and telephones make."""
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return True
    return head.startswith(_PICTURES) and b"\x00" in head[:64]


def load(path: os.PathLike[str], limits: Limits) -> bytes:
    """Answer the bytes of a file, at most one more than the limit, so that its reader sees that something was left;
    raise UnreadableSource where it cannot be opened."""
    try:
        with open(path, "rb") as stream:
            return stream.read(limits.max_bytes + 1)
    except OSError as problem:
        message = "Không mở được tệp; hãy kiểm tra đường dẫn và quyền đọc."
        raise UnreadableSource("not_found", message) from problem


def _opens_as_html(head: bytes) -> bool:
    opening = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith(b"<?xml"):
        return b"<html" in opening
    if opening.startswith(b"<!--"):
        opening = opening.partition(b"-->")[2].lstrip()
    return _HTML_OPENING.match(opening) is not None


def _is_binary(head: bytes) -> bool:
    """Control bytes decide; UTF-16 without a mark keeps its NUL bytes all on even or all on odd places."""
    if not head:
        return False
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return min(even, odd) > 0 or max(even, odd) < len(head) // 8
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x02\x1a" for byte in head)
    return controls * 20 > len(head)
