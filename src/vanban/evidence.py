"""Where each value was read: JSON pointers to places in the source."""

from __future__ import annotations

from bisect import bisect_right

from vanban.model import Span
from vanban.repair.lines import Flow


class Evidence:
    """Collects places under JSON pointers into the reading; pages are told by where each page starts."""

    def __init__(self, page_starts: tuple[int, ...]) -> None:
        self._starts = page_starts
        self.found: dict[str, tuple[Span, ...]] = {}

    def page(self, offset: int) -> int | None:
        """Answer the page (from 1) of `offset`, None where the source has no pages."""
        return bisect_right(self._starts, offset) if self._starts else None

    def span(self, flow: Flow, start: int, end: int) -> Span:
        """Answer the place of `flow.text[start:end]`."""
        return flow.span(start, end, self.page)

    def add(self, pointer: str, flow: Flow, start: int, end: int) -> None:
        """Keep one more place for `pointer`."""
        self.found[pointer] = (*self.found.get(pointer, ()), self.span(flow, start, end))
