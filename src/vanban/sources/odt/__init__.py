"""OpenDocument texts (ODT, and the flat form FODT): the text as printed, with the labels that lists draw.

Kept: paragraphs, lists, tables, text boxes, tracked insertions, footnotes (at the end, `[1] …`). Left out: deletions,
hidden text, comments, tables of contents, page headers and footers (but see `margins`). Macros are never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from vanban.errors import Corrupt, Encrypted, MissingReader, TooLarge, Unsupported
from vanban.model import Limits, Warning_
from vanban.sources import ODT, Extract
from vanban.sources.archive import Archive
from vanban.sources.layout import lay
from vanban.sources.margins import Margins
from vanban.sources.odt.lists import Lists
from vanban.sources.odt.names import OFFICE, STYLE
from vanban.sources.odt.story import Story
from vanban.sources.odt.styles import Styles

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("ODT", "docx") from missing

_TEXTS = ("opendocument.text", "opendocument.text-template", "opendocument.text-master")
_HEADERS = ("header", "header-first", "header-left")
_FOOTERS = ("footer", "footer-first", "footer-left")
_OTHER = "Tệp OpenDocument này không phải văn bản (.odt); hãy lưu văn bản thành .odt, .docx hoặc .pdf rồi gửi lại."
_BROKEN = "Tệp ODT đã hỏng nên không đọc được; hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại."
_LOCKED = "Tệp ODT được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_BIG = "Tệp ODT có quá nhiều thành phần nên bị từ chối; hãy lưu phần cần đọc thành một tệp riêng."


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of an ODT file, one line for each paragraph or line break; it has no pages of its own.

    Raises Corrupt, Encrypted, TooLarge or Unsupported (an OpenDocument file of another kind).
    """
    content, styles, names = _opened(data, limits)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unsupported(_OTHER)
    roots = [root for root in (styles, content) if root is not None]
    story = Story(body, Styles(roots), Lists(roots), limits)
    pages = [page for root in roots for page in root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page")]
    margins = Margins(*([story.part(part) for part in _parts(pages, kinds)] for kinds in (_HEADERS, _FOOTERS)))
    laid = lay(chain(margins.kept(), story.blocks()), limits)
    warnings = (*_warnings(names, laid.text), *story.warnings(), *margins.warnings(), *laid.warnings)
    return Extract(laid.text, (), ODT, warnings, tables=laid.tables, fonts=laid.fonts)


def _opened(data: bytes, limits: Limits) -> tuple[Any, Any | None, frozenset[str]]:
    """Answer the root of the content, that of the styles, and the names of all parts."""
    if not data.startswith(b"PK"):
        if len(data) > limits.max_bytes:
            raise TooLarge(_BIG)
        root = _parsed(data, limits)
        return root, root if root.find(OFFICE + "styles") is not None else None, frozenset()
    archive = Archive(data, limits)
    kind = (archive.read("mimetype") or b"").decode("ascii", "replace").strip()
    if not kind.endswith(_TEXTS):
        raise Unsupported(_OTHER)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise Encrypted(_LOCKED)
    content, styles = archive.read("content.xml"), archive.read("styles.xml")
    if content is None:
        raise Corrupt(_BROKEN)
    return _parsed(content, limits), None if styles is None else _parsed(styles, limits), archive.names


def _parsed(content: bytes, limits: Limits) -> Any:
    """Answer the root element; nothing is expanded or fetched, and a document type, never written, is refused."""
    if content.count(b"<") > 2 * limits.max_elements:
        raise TooLarge(_BIG)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Corrupt(_BROKEN) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise Corrupt(_BROKEN)
    return root


def _parts(pages: list[Any], kinds: tuple[str, ...]) -> Iterator[Any]:
    for page in pages:
        for kind in kinds:
            part = page.find(STYLE + kind)
            if part is not None and part.get(STYLE + "display") != "false":
                yield part


def _warnings(names: frozenset[str], text: str) -> Iterator[Warning_]:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        yield Warning_("macros", "Tệp có macro; macro không được chạy và không được đọc.")
    if any(name.startswith("Object ") for name in names):
        yield Warning_("embedded", "Tệp có nhúng tệp khác; phần nhúng không được đọc.")
    if not text.strip() and any(name.startswith("Pictures/") for name in names):
        yield Warning_("scan", "Văn bản chỉ có ảnh chụp, không có chữ; hãy gửi tệp soạn thảo hoặc bản nhận dạng chữ.")
