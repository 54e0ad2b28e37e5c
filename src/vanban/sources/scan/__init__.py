"""Scans and photographs: each picture is a page, read by Tesseract, every word with its place and its confidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.errors import Corrupt, MissingReader, TooLarge, UnreadableSource
from vanban.model import Box, Limits, Page, PageMethod, Table, Warning_
from vanban.sources import PICTURE, Extract
from vanban.sources.grids import joined
from vanban.sources.layout import trimmed
from vanban.sources.scan.engine import engine
from vanban.sources.scan.pages import Recognised, Refused, opened, read_pages

INSTALL = "hãy cài Tesseract và dữ liệu tiếng Việt (gói tesseract-ocr và tesseract-ocr-vie)"
_BROKEN = "Tệp ảnh đã hỏng nên không đọc được; hãy quét hoặc chụp lại rồi gửi lại."
_BIG = "Ảnh vượt quá dung lượng hoặc kích thước cho phép; hãy quét ở 200–300 điểm trên inch rồi gửi lại."
_UNSURE = 0.75
_METHODS: dict[str, PageMethod] = {"read": "ocr", "blank": "blank", "broken": "broken"}
_TOLD = {
    "broken": ("corrupt_page", "đã hỏng nên không đọc được; hãy quét hoặc chụp lại"),
    "unread": ("scan", "chưa nhận dạng được trong thời gian cho phép; hãy quét lại rõ hơn hoặc tách tệp"),
    "too_large": ("scan", "có ảnh quá lớn nên chưa đọc được; hãy quét lại ở 200–300 điểm trên inch"),
    "unsure": ("scan_unsure", "quét mờ hoặc bẩn nên chữ nhận dạng kém chắc chắn; xin đối chiếu với bản gốc"),
}


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a PNG, JPEG, TIFF (a page a picture), WebP or BMP file as recognised.

    Without Tesseract the text is empty and a warning `scan` says what to install. Raises Corrupt, TooLarge or
    MissingReader when not even one page could be opened.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge(_BIG)
    if engine() is None:
        warning = Warning_("scan", f"Tệp là ảnh chụp nên chưa đọc được; {INSTALL} rồi đọc lại.", 1)
        return Extract("", (), PICTURE, (warning,))
    with opened(data, "picture", limits) as opener:
        try:
            count = opener.start()
        except Refused as refused:
            raise _refusal(str(refused)) from refused
        kept = min(count, limits.max_pages, limits.max_scan_pages)
        read = list(read_pages(opener, data, "picture", range(kept), limits))
    if count == 1 and read[0].state in ("broken", "too_large"):
        raise _refusal("corrupt" if read[0].state == "broken" else "too_large")
    starts = (0, *itertools.accumulate(len(page.text) for page in read))
    text, cut = trimmed("".join(page.text for page in read), limits)
    numbered = list(enumerate(read, 1))
    warnings = [*recognition_warnings(numbered, starts, text), *cut]
    if kept < count:
        warnings.append(Warning_("truncated", f"Tệp có hơn {kept} trang; chỉ đọc được đến trang {kept}."))
    return Extract(
        text,
        tuple(start for start in starts[:-1] if start <= len(text)),
        PICTURE,
        tuple(warnings),
        pages=tuple(as_page(page, number, starts[number - 1], len(text)) for number, page in numbered),
        boxes=tuple(boxes_of(numbered, starts, len(text))),
        tables=tuple(
            joined(tables_of(((page.tables, starts[number - 1]) for number, page in numbered), len(text)), text)
        ),
    )


def as_page(page: Recognised, number: int, start: int, length: int, why: str | None = None) -> Page:
    """Answer the value of the reading for a recognised page whose text starts at `start` of a text of `length`."""
    return Page(
        number=number,
        start=min(start, length),
        end=min(start + len(page.text), length),
        width=round(page.width, 2),
        height=round(page.height, 2),
        method=_METHODS.get(page.state, "unread"),
        why=why,
        turned=page.turned,
        skew=page.skew,
    )


def boxes_of(pages: Iterable[tuple[int, Recognised]], starts: tuple[int, ...], length: int) -> Iterator[Box]:
    """Answer the places of the words of numbered pages; `starts[number - 1]` is where a page's text starts."""
    for number, page in pages:
        start = starts[number - 1]
        for word in page.words:
            if start + word.end <= length:
                yield Box(
                    start + word.start, start + word.end, number,
                    word.left, word.top, word.right, word.bottom, word.confidence,
                )  # fmt: skip


def tables_of(tables: Iterable[tuple[Iterable[Table], int]], length: int) -> Iterator[Table]:
    """Answer the tables of pages, each page given with where its text starts, at their places in a text of `length`."""
    for some, start in tables:
        for table in some:
            if table.end + start <= length:
                cells = (
                    replace(
                        cell,
                        start=cell.start + start,
                        end=cell.end + start,
                        breaks=tuple(place + start for place in cell.breaks),
                    )
                    for cell in table.cells
                )
                yield replace(table, start=table.start + start, end=table.end + start, cells=tuple(cells))


def recognition_warnings(
    pages: Iterable[tuple[int, Recognised]], starts: tuple[int, ...], text: str
) -> Iterator[Warning_]:
    """One warning for each run of pages that could not be read or were read badly, at the line where it starts."""

    def state(numbered: tuple[int, Recognised]) -> str:
        page = numbered[1]
        return "unsure" if page.state == "read" and page.sureness < _UNSURE else page.state

    for told, run in itertools.groupby(pages, key=state):
        if told not in _TOLD:
            continue
        code, what = _TOLD[told]
        numbers = [number for number, _ in run]
        where = f"Trang {numbers[0]}" if len(numbers) == 1 else f"Các trang {numbers[0]}–{numbers[-1]}"
        line = text.count("\n", 0, min(starts[numbers[0] - 1], len(text))) + 1
        yield Warning_(code, f"{where} {what}.", line)


def _refusal(why: str) -> UnreadableSource:
    match why:
        case "missing_reader":
            return MissingReader("ảnh", "ocr")
        case "too_large":
            return TooLarge(_BIG)
        case _:
            return Corrupt(_BROKEN)
