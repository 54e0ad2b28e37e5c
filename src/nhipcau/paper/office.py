"""PDF from DOCX by LibreOffice, so that both say the same. It runs in the cage that the reader of old Word files built:
a folder, a profile and a process group of its own, without network and macros, bounded in time and memory.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from vanban.errors import VanbanError
from vanban.model import Limits
from vanban.sources.office import program, run

from .errors import NoFontError, NoOfficeError, OfficeFailedError

FAMILIES = ("Tinos", "TimesNewRoman", "Times New Roman", "LiberationSerif")
_SECONDS_TO_BEGIN, _SECONDS_EACH = 60.0, 5.0
_MEMORY = 4 * 1024 * 1024 * 1024
_NAME_ROOM = 200
_PAGES_LOOKED_AT = 2  # a font that is missing is missing on the first page
_EXPORT = 'pdf:writer_pdf_Export:{"EmbedStandardFonts":{"type":"boolean","value":"true"}}'


def pdfs(texts: Sequence[bytes]) -> list[bytes]:
    """Each DOCX as a PDF, in order; LibreOffice is started once for all of them.

    Raises NoOfficeError, NoFontError, OfficeFailedError.
    """
    office = program()
    if office is None:
        raise NoOfficeError
    if not texts:
        return []
    limits = Limits(max_seconds=_SECONDS_TO_BEGIN + _SECONDS_EACH * len(texts), max_memory_bytes=_MEMORY)
    with tempfile.TemporaryDirectory(prefix="nhipcau-", ignore_cleanup_errors=True) as folder, _one_at_a_time():
        room = Path(folder)
        names = [f"{place}.docx" for place in range(len(texts))]
        for name, text in zip(names, texts, strict=True):
            (room / name).write_bytes(text)
        try:
            run(office, room, limits, _EXPORT, *(room / name for name in names))
            made = [(room / "out" / name.replace(".docx", ".pdf")).read_bytes() for name in names]
        except (VanbanError, OSError) as problem:
            raise OfficeFailedError from problem
    for content in made:
        strange = sorted(font for font in fonts(content, _PAGES_LOOKED_AT) if not font.startswith(FAMILIES))
        if strange:
            raise NoFontError(", ".join(strange))
    return made


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """LibreOffice takes a core and 300 MB: on one machine a second order waits for the first."""
    with (Path(tempfile.gettempdir()) / f"nhipcau-office-{os.getuid()}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def fonts(content: bytes, pages: int | None = None) -> dict[str, bool]:
    """The fonts in which a PDF draws its letters (on its first `pages`), without the prefix of a subset: name → whether
    it is embedded."""
    found: dict[str, bool] = {}
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(document), pages or len(document))):
            page = document[number]
            for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                name, embedded = _font(pdfium.FPDFTextObj_GetFont(shape.raw))
                found[name] = found.get(name, True) and embedded
            page.close()
    finally:
        document.close()
    return found


def _font(font: object) -> tuple[str, bool]:
    held = ctypes.create_string_buffer(_NAME_ROOM)
    pdfium.FPDFFont_GetBaseFontName(font, held, _NAME_ROOM)
    name = held.value.decode("utf-8", "replace")
    return name.rpartition("+")[2], bool(pdfium.FPDFFont_GetIsEmbedded(font))
