"""Head and foot of a document: number, date, place, issuer, title, stamps, signer. What is not printed stays None.

A head comes in two columns on one line, column after column, or in pieces; so each line is first cut into the pieces
that stand apart (`frame.py`), and each piece is told by what it says, not by where it stands.
"""

from __future__ import annotations

import re

from vanban.header.dateline import Dateline, Numbered, read_dateline, read_number, with_whole_dates
from vanban.header.foot import read_foot
from vanban.header.frame import is_capitals, is_crown, pieces
from vanban.header.head import Head, Piece
from vanban.header.invited import read_addressees, read_meeting
from vanban.header.issuers import opens_body, put_issuers
from vanban.header.places import complete_issuer, read_province, read_year
from vanban.header.stamps import electronic_lines, is_stamp, read_stamps
from vanban.header.title import abstract_mark, kind_line, kind_opening, read_enacting, read_title
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line

__all__ = ["Head", "read_head"]

_HEADER_LINES = 40
# The Youth Union's name stands where the State's does, on the right of its own documents.
_UNIONS = frozenset({"doan tncs ho chi minh", "doan thanh nien cong san ho chi minh"})
_TELLS_ELECTRONIC = "Văn bản có khối thông tin chữ ký số in kèm; phần đó không đọc vào nội dung."


def read_head(front: list[Line], opening: list[Flow], foot: list[Line], running: list[Flow]) -> Head:
    """Answer the metadata. `front`: the lines before the first unit; `opening`: the same as paragraphs; `foot`: the
    lines from the recipients on; `running`: all paragraphs, for the province."""
    head = Head()
    signed = electronic_lines([*front[: 2 * _HEADER_LINES], *foot])
    if signed:
        head.warnings.append(("electronic_signature", _TELLS_ELECTRONIC, min(signed)))
    rows = [line for line in front if line.text.strip() and line.number not in signed]
    foot = [line for line in foot if line.number not in signed]
    rows = with_whole_dates(rows)
    after = _Top(head).read(rows[:_HEADER_LINES])
    read_title(rows[:_HEADER_LINES], after, head)
    read_enacting(opening, head)
    read_addressees(opening, head)
    read_meeting(running, head)
    read_foot(foot, head)
    read_stamps(front, foot, head)
    _read_own_date(running, head)
    read_province(opening, running, head)
    complete_issuer(head)
    read_year(head)
    return head


class _Top:
    """Reads the lines above the title: what stands there is told piece by piece."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.issuing: list[Piece] = []
        self.symbols: list[str] = []
        self.framed = False  # whether a crown, a number or a date shows that this is a head

    def read(self, rows: list[Line]) -> int:
        """Read `rows` up to the title; answer the index of the first row after the head (0: there is no head)."""
        after = 0
        for index, line in enumerate(rows):
            text = " ".join(line.text.split())
            if fold(text).startswith(("kinh gui", "can cu")) or kind_line(text) or kind_opening(text):
                break
            if is_crown(line.text):
                self.framed = True
                after = max(after, index + 1) if self.symbols else after
            for piece in pieces(line):
                if self._read(piece):
                    self.framed = True
                    after = index + 1
        if self.issuing and (self.framed or opens_body(self.issuing[0].text)):
            put_issuers(self.issuing, self.symbols, self.head)
        return after

    def _read(self, piece: Piece) -> bool:
        """Read one piece; answer whether it holds a number, a place or a date."""
        text = piece.text
        if abstract_mark(text) or is_stamp(text):
            return False
        number = read_number(text)
        start = number.end if number else 0
        dateline = read_dateline(text[start:])
        if number is not None:
            self._put_number(piece, number)
        if dateline is not None:
            self._put_dateline(piece, dateline, start)
        left = text[start : start + dateline.start].strip(" ,;") if dateline else text
        if number is None and left and is_capitals(left):
            self._put_issuing(piece, left)
        return number is not None or dateline is not None

    def _put_number(self, piece: Piece, number: Numbered) -> None:
        flow = piece.flow()
        if number.number is not None:
            self.head.put("number", number.number, flow, number.start, number.end)
            self.head.add("numbers", number.number, flow, number.start, number.end)
        if number.symbol is not None:
            self.head.put("symbol", number.symbol, flow, number.start, number.end)
            self.symbols.append(number.symbol)

    def _put_dateline(self, piece: Piece, dateline: Dateline, shift: int) -> None:
        flow = piece.flow()
        if dateline.place is not None:
            start, end = dateline.place[0] + shift, dateline.place[1] + shift
            self.head.put("place", flow.text[start:end].strip(), flow, start, end)
        if dateline.date is not None:
            self.head.put("date", dateline.date[2], flow, dateline.date[0] + shift, dateline.date[1] + shift)
        if dateline.year is not None:
            self.head.put("printed_year", dateline.year, flow, dateline.start + shift, dateline.end + shift)

    def _put_issuing(self, piece: Piece, left: str) -> None:
        words = left.lstrip(" -–_*.,:;'`|").rstrip(" -–_*.:;'`|")
        if (
            fold(words) in _UNIONS
            or sum(char.isalpha() for char in words) < 3
            or (not self.issuing and not self.framed and len(words) < 4)
        ):
            return
        joins = " -" if left.rstrip(" _*").endswith((" -", " –")) else ""  # the next line names who issues with it
        self.issuing.append(Piece(piece.line, piece.start, piece.end, words + joins, piece.column))


def _read_own_date(running: list[Flow], head: Head) -> None:
    """A date that the head leaves unread stands again where the document names itself by its number."""
    number = head.text("number")
    if number is None or "date" in head.values or len(number) < 5:
        return
    shape = re.compile(re.escape(number) + r"\s+(?=ngày\s)")
    for flow in running:
        match = shape.search(flow.text)
        found = read_dateline(flow.text[match.end() : match.end() + 40]) if match else None
        if match is not None and found is not None and found.date is not None:
            start, end, iso = found.date
            head.put("date", iso, flow, match.end() + start, match.end() + end)
            return
