"""What a PDF holds: its pages, its first page as a picture, its text."""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from django.utils.translation import gettext as _

from nhipcau.core.public import nfc

from ..errors import DamagedFileError

COVER_WIDTH = 1_200
LONGEST_SIDE = 3_000
MOST_TEXT = 1_000_000  # letters that a search looks through
MOST_PAGES = 2_000
# The engine has one memory for all its documents.
_engine = threading.RLock()


@dataclass(frozen=True, slots=True)
class Publication:
    """`cover` is the first page as PNG; `text` what is printed, in composed form."""

    pages: int
    cover: bytes
    text: str


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for as long as the block runs. Raises DamagedFileError where it is broken, locked or empty."""
    with _engine:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            raise DamagedFileError(
                _("Tệp PDF bị hỏng hoặc có mật khẩu nên không mở được. Xin lưu lại, không đặt mật khẩu.")
            ) from problem
        try:
            if not len(document):
                raise DamagedFileError(_("Tệp PDF không có trang nào. Xin kiểm tra lại tệp."))
            yield document
        finally:
            document.close()


def read(data: bytes) -> Publication:
    """Draws the first page and takes the text out. Raises DamagedFileError."""
    with opened(data) as document:
        try:
            first = document[0]
            width, height = first.get_size()
            scale = min(COVER_WIDTH / max(width, 1), LONGEST_SIDE / max(height, 1))
            held = io.BytesIO()
            first.render(scale=scale).to_pil().convert("RGB").save(held, "PNG")
            return Publication(len(document), held.getvalue(), _text(document))
        except (pypdfium2.PdfiumError, ctypes.ArgumentError, ValueError) as problem:
            raise DamagedFileError(_("Tệp PDF bị hỏng: trang đầu không đọc được. Xin xuất lại tệp.")) from problem


def _text(document: pypdfium2.PdfDocument) -> str:
    parts: list[str] = []
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        part = nfc(document[number].get_textpage().get_text_bounded())
        parts.append(part)
        length += len(part)
        if length > MOST_TEXT:
            break
    return "\n".join(part for part in parts if part)[:MOST_TEXT].replace("\0", "")
