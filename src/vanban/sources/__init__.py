"""From a file, bytes or a string to text with its pages: the content decides the reader, never the name."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from typing import Protocol, cast

from vanban.errors import UnreadableSource
from vanban.model import Limits, Warning_
from vanban.sources.foreign import refusal

__all__ = ["Extract", "Limits", "extract", "sniff"]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
TEXT = "text/plain"

# Each module offers `extract(data: bytes, *, limits: Limits) -> Extract`. They load only when needed, so
# that reading plain text needs nothing beyond the standard library.
_READERS = {
    PDF: "vanban.sources.pdf",
    DOCX: "vanban.sources.docx",
    HTML: "vanban.sources.html",
    TEXT: "vanban.sources.text",
}
_SNIFF_BYTES = 4096
_HTML_OPENINGS = tuple(
    tag.encode() for tag in ("<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<table", "<p>")
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a source exactly as extracted, its lines separated by `\\n`.

    `page_starts`: offset at which each page starts, () when the source has no pages.
    """

    text: str
    page_starts: tuple[int, ...]
    media_type: str
    warnings: tuple[Warning_, ...] = ()


class _Reader(Protocol):
    def extract(self, data: bytes, *, limits: Limits) -> Extract: ...


def extract(source: bytes | str | os.PathLike[str], *, limits: Limits = Limits()) -> Extract:  # noqa: B008
    """Answer the text of `source`: a path, the bytes of a file, or (a `str`) the text itself.

    Raises UnreadableSource when the source holds no text that can be read.
    """
    if isinstance(source, str):
        from vanban.sources import text

        return text.from_text(source, limits=limits)
    data = source if isinstance(source, bytes) else _load(source, limits)
    media_type = sniff(data)
    reader = cast(_Reader, importlib.import_module(_READERS[media_type]))
    return reader.extract(data, limits=limits)


def sniff(data: bytes) -> str:
    """Answer the media type that the content shows; raise UnreadableSource for binaries of other kinds."""
    head = data[:_SNIFF_BYTES]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    foreign = refusal(data)
    if foreign is not None:
        raise foreign
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return HTML if _opens_as_html(head) else TEXT
    if _is_binary(head):
        raise UnreadableSource("binary", "Tệp không phải văn bản, PDF, DOCX hay HTML nên không đọc được.")
    return HTML if _opens_as_html(head) else TEXT


def _load(path: os.PathLike[str], limits: Limits) -> bytes:
    try:
        with open(path, "rb") as stream:
            # one byte more than allowed tells the reader that something was left
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
    return opening.startswith(_HTML_OPENINGS)


def _is_binary(head: bytes) -> bool:
    """Control bytes decide; UTF-16 without a mark keeps its NUL bytes all on even or all on odd places."""
    if not head:
        return False
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return min(even, odd) > 0 or max(even, odd) < len(head) // 8
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x02\x1a" for byte in head)
    return controls * 20 > len(head)
