"""RTF files, through LibreOffice like old Word files: their lists, tables and code pages are Word's own."""

from __future__ import annotations

from dataclasses import replace

from vanban.model import Limits
from vanban.sources import RTF, Extract
from vanban.sources.office import RICH_TEXT, as_docx


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of an RTF file, as the reader of DOCX finds it in what LibreOffice makes of it.

    Raises MissingReader without LibreOffice, Corrupt, TooLarge.
    """
    from vanban.sources import docx

    return replace(docx.extract(as_docx(data, limits, RICH_TEXT), limits=limits), media_type=RTF)
