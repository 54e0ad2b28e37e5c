"""Text cut into the tokens that the language model counts: syllables, `0` for whatever holds a digit, in rows that
end where a sentence, a quotation or a bracket does."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMBER = "0"
EDGES = "“”\"‘’'()[]{}<>|.,;:!?…-–—/_*+•·"
_STOPS = frozenset('.;:!?…()[]“”"')
_SIGNS = re.compile(r"[\W_]+")


def rows(text: str) -> Iterator[list[str]]:
    """Answer the rows of tokens of one paragraph, as they are written."""
    row: list[str] = []
    for word in text.split():
        core = word.strip(EDGES)
        if not core:
            if row and not _STOPS.isdisjoint(word):
                yield row
                row = []
            continue
        at = word.index(core)
        if row and not _STOPS.isdisjoint(word[:at]):
            yield row
            row = []
        row.extend(_tokens(core))
        if not _STOPS.isdisjoint(word[at + len(core) :]):
            yield row
            row = []
    if row:
        yield row


def _tokens(core: str) -> list[str]:
    if core.isalpha():
        return [core]
    if any(char.isdigit() for char in core):
        return [NUMBER]
    return [part for part in _SIGNS.split(core) if part]
