"""Page headers and footers: page numbers and running titles are no part of the text, but a secrecy mark decides
whether the document may be here at all, and a letterhead set as a header is the head of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vanban.model import Warning_
from vanban.sources.layout import Block, Said, spoken

_SECRECY = re.compile(r"\s*(?:tuyệt\s+mật|tối\s+mật|mật)\s*", re.IGNORECASE)
_MOTTO = re.compile(r"cộng\s+h(?:òa|oà)\s+xã\s+hội|đảng\s+cộng\s+sản\s+việt", re.IGNORECASE)
_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|–—-]*", re.IGNORECASE)
_SHOWN = 80


class Margins:
    """What stands in the margins of the pages."""

    def __init__(self, headers: Iterable[Iterable[Block]], footers: Iterable[Iterable[Block]]) -> None:
        self._headers = [[line for line in spoken(header) if line.text.strip()] for header in headers]
        self._footers = [line for footer in footers for line in spoken(footer)]

    def kept(self) -> Iterator[Said]:
        """Answer the lines that belong to the text: marks of secrecy, and a header that is a letterhead."""
        lines = [line for header in self._headers for line in header]
        marks = (line.text.strip() for line in [*lines, *self._footers] if _SECRECY.fullmatch(line.text))
        yield from map(Said, dict.fromkeys(marks))
        head = next((header for header in self._headers if _is_letterhead(header)), [])
        yield from (line for line in head if not _SECRECY.fullmatch(line.text))

    def warnings(self) -> Iterator[Warning_]:
        """Answer the words of headers that were left out."""
        left = (
            line.text.strip()
            for header in self._headers
            if not _is_letterhead(header)
            for line in header
            if not _SECRECY.fullmatch(line.text) and not _NUMBER.fullmatch(line.text.strip())
        )
        words = " / ".join(dict.fromkeys(left))
        if words:
            shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
            yield Warning_("page_header", f"Chữ ở đầu trang không được đọc vào văn bản: “{shown}”.")


def _is_letterhead(header: list[Said]) -> bool:
    return any(_MOTTO.search(line.text) for line in header)
