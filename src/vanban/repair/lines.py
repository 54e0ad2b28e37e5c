"""Lines and flows: pieces of repaired text that know where each of their characters came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vanban.model import Span

# Bounds what is looked at around a line end, so that a text without spaces costs no more than its length.
_LONGEST_WORD = 80
_RUN = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a line: `meant` in the place of its text at `start:end`; `rule` says why, `sure` how surely."""

    start: int
    end: int
    meant: str
    rule: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of repaired text. `offsets` gives each character's place in the source (and one for the end)
    relative to `start`; None where nothing moved."""

    number: int
    text: str
    start: int
    offsets: tuple[int, ...] | None = None

    def source(self, column: int) -> int:
        """Answer the source offset of the character at `column` (or of the end of the line)."""
        return self.start + (column if self.offsets is None else self.offsets[column])

    def edited(self, edits: Iterable[Edit]) -> Line:
        """Answer this line with `edits` made; they stand in order and do not overlap. Letters of a word that grew or
        shrank lead to a letter of the word it was."""
        text, at = "", 0
        columns: list[int] = []
        for edit in edits:
            text += self.text[at : edit.start] + edit.meant
            columns.extend(range(at, edit.start))
            last = max(edit.end - 1, edit.start)
            columns.extend(min(edit.start + step, last) for step in range(len(edit.meant)))
            at = edit.end
        text += self.text[at:]
        columns.extend(range(at, len(self.text) + 1))
        return Line(self.number, text, self.start, tuple(self.source(column) - self.start for column in columns))


class Flow:
    """Several lines, or parts of them, joined into one running text that maps back to the source."""

    __slots__ = ("_pieces", "_starts", "text")

    def __init__(self, text: str, starts: list[int], pieces: list[tuple[Line, int]]) -> None:
        self.text = text
        self._starts = starts
        self._pieces = pieces

    def _piece(self, index: int) -> tuple[Line, int]:
        at = max(bisect_right(self._starts, index) - 1, 0)
        line, column = self._pieces[at]
        return line, min(column + index - self._starts[at], len(line.text))

    def line(self, index: int) -> int:
        """Answer the line number of the character at `index`."""
        return self._piece(index)[0].number

    def span(self, start: int, end: int, page_of: Callable[[int], int | None] = lambda _: None) -> Span:
        """Answer where `text[start:end]` stands in the source; `end` must be past `start`."""
        first, first_column = self._piece(start)
        last, last_column = self._piece(max(end - 1, start))
        begin = first.source(first_column)
        return Span(begin, last.source(min(last_column + 1, len(last.text))), first.number, page_of(begin))

    def joints(self) -> Iterator[tuple[int, str, str]]:
        """Answer each word that a line end had broken after its hyphen: its line, its first part, the whole word."""
        for (line, _), at in zip(self._pieces, self._starts[1:], strict=False):
            if not self.text[at - 1].isspace():
                first = self.text[max(at - _LONGEST_WORD, 0) : at].rsplit(None, 1)[-1]
                yield line.number, first, first + self.text[at : at + _LONGEST_WORD].split(None, 1)[0]

    def cut(self, start: int, end: int | None = None) -> Flow:
        """Answer the flow of `text[start:end]`, its outer white space dropped."""
        stop = len(self.text) if end is None else end
        part = self.text[start:stop]
        start += len(part) - len(part.lstrip())
        stop = start + len(part.strip())
        starts, pieces = [0], [self._piece(start)]
        for at, piece in zip(self._starts, self._pieces, strict=True):
            if start < at < stop:
                starts.append(at - start)
                pieces.append(piece)
        return Flow(self.text[start:stop], starts, pieces)


def join_lines(lines: Iterable[Line]) -> Flow:
    """Join lines with one space; with none after a hyphen attached to a word. White space collapses, blank
    lines vanish."""
    parts: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[Line, int]] = []
    length = 0
    for line in lines:
        glued = bool(parts) and hyphenated(parts[-1])
        for run, column in _runs(line.text):
            if parts and not glued:
                parts.append(" ")
                length += 1
            glued = False
            starts.append(length)
            pieces.append((line, column))
            parts.append(run)
            length += len(run)
    return Flow("".join(parts), starts or [0], pieces or [(Line(1, "", 0), 0)])


def hyphenated(word: str) -> bool:
    """Whether a line that ends in `word` goes on without a space: `57-`, `QĐ-`, but not a free `-`."""
    return len(word) > 1 and word[-1] == "-" and word[-2].isalnum()


def _runs(text: str) -> list[tuple[str, int]]:
    """Answer the stretches of `text` whose words are one plain space apart, each with its column."""
    stripped = text.strip()
    if "  " not in stripped and stripped.isprintable():
        return [(stripped, text.index(stripped))] if stripped else []
    return [(match.group(), match.start()) for match in _RUN.finditer(text)]
