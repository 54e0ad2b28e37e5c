"""Word files: the text as printed, in reading order, with the labels that automatic numbering draws.

Kept: paragraphs, tables, text boxes, tracked insertions, line breaks, tabs, results of fields, footnotes (at the end,
`[1] …`). Left out: deletions, hidden text, comments, instructions of fields, tables of contents, page headers and
footers (but see `margins`). Macros and embedded files are never opened.
"""

from __future__ import annotations

from itertools import chain

from vanban.model import Limits
from vanban.sources import DOCX, Extract
from vanban.sources.docx.package import Package
from vanban.sources.docx.story import Story
from vanban.sources.layout import lay
from vanban.sources.margins import Margins


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a DOCX file, one line for each paragraph or line break; it has no pages of its own.

    Raises Corrupt, Encrypted, TooLarge or Unsupported (an archive of another kind).
    """
    package = Package(data, limits)
    story = Story(package, limits)
    margins = Margins(map(story.block, package.roots("header")), map(story.block, package.roots("footer")))
    laid = lay(chain(margins.kept(), story.blocks()), limits)
    warnings = (*package.warnings(laid.text), *story.warnings(), *margins.warnings(), *laid.warnings)
    return Extract(laid.text, (), DOCX, warnings, tables=laid.tables, fonts=laid.fonts)
