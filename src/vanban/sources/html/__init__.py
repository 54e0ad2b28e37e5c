"""Web pages: the document that stands on the page, without the navigation around it.

The page is read as a stream of tags, never as a tree, so depth and size cost no more than their length. Scripts,
styles and hidden parts are passed over; nothing is fetched.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any, cast

from vanban.errors import MissingReader
from vanban.model import Limits, Warning_
from vanban.sources import HTML, Extract
from vanban.sources.html.body import document
from vanban.sources.html.stream import Page
from vanban.sources.layout import lay
from vanban.sources.text import decode

try:
    from lxml import etree
except ImportError as missing:
    raise MissingReader("HTML", "html") from missing

_CHUNK = 65_536
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a web page, a line for each paragraph, line break, list item or table row.

    Menus, link lists and other parts around the document are left out, with a warning that says so.
    """
    markup, warnings = _decoded(data[: limits.max_bytes])
    page = Page(limits)
    parser = etree.HTMLParser(target=cast(Any, page), encoding="utf-8", no_network=True, recover=True)
    fed_all = len(data) <= limits.max_bytes
    for start in range(0, len(markup), _CHUNK):
        # what is cut between characters is never cut inside one
        parser.feed(markup[start : start + _CHUNK].encode("utf-8", "replace"))
        if page.is_full:
            fed_all = False
            break
    if markup:
        parser.close()
    kept = document(page.lines, page.boxes)
    laid = lay((line.block for line in kept), limits)
    cut = laid.warnings
    if not cut and not fed_all:
        cut = (Warning_("truncated", "Trang web quá lớn: chỉ đọc được phần đầu."),)
    dropped = len(page.lines) - len(kept)
    if dropped:
        warnings += (Warning_("left_out", f"Đã bỏ {dropped} dòng điều hướng, liên kết quanh văn bản."),)
    return Extract(laid.text, (), HTML, warnings + cut, tables=laid.tables)


def _decoded(data: bytes) -> tuple[str, tuple[Warning_, ...]]:
    """The page as text: byte order mark and UTF-8 first, then the encoding that the page declares."""
    declared = _CHARSET.search(data[:4096])
    text, warnings = decode(data)
    if warnings and declared is not None:
        with contextlib.suppress(LookupError):
            text, warnings = data.decode(declared[1].decode("ascii"), "replace"), ()
    return text.replace("\x00", ""), warnings
