"""Tables as lines in reading order, alike for every kind of file."""

from __future__ import annotations

from collections.abc import Sequence

from vanban.model import Limits, Warning_

DATA_COLUMNS = 3
MAX_CELL = 2000


def is_data(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table, given as rows of cells of lines, states data: several rows, three or more filled columns.

    Any other table only places things on the page: agency beside national motto, recipients beside signature.
    """
    widest = 0
    for row in rows:
        filled = 0
        for cell in row:
            size = sum(len(line.strip()) for line in cell)
            if size > MAX_CELL:
                return False
            filled += size > 0
        widest = max(widest, filled)
    return len(rows) > 1 and widest >= DATA_COLUMNS


def row_line(row: Sequence[Sequence[str]]) -> str:
    """One row of a table of data as one line, cells apart by tabs: the row is the statement."""
    return "\t".join(" ".join(line.strip() for line in cell if line.strip()) for cell in row).rstrip("\t")


def trimmed(text: str, limits: Limits) -> tuple[str, tuple[Warning_, ...]]:
    """The first `max_chars` characters, with a warning if that is not all of the text."""
    if len(text) <= limits.max_chars:
        return text, ()
    shown = f"{limits.max_chars:,}".replace(",", ".")
    return text[: limits.max_chars], (Warning_("truncated", f"Văn bản quá dài: chỉ đọc {shown} ký tự đầu."),)
