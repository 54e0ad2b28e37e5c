"""PDF files: each page's text layer as printed, or, where it has none to trust, its picture recognised; opened in
processes of their own, within limits."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vanban.errors import Corrupt, Encrypted, MissingReader, TooLarge, UnreadableSource
from vanban.model import Limits, Page, PageMethod, Table, Warning_
from vanban.repair.encodings import unmap
from vanban.repair.quality import judge
from vanban.sources import PDF, Extract
from vanban.sources.grids import joined
from vanban.sources.layout import trimmed
from vanban.sources.ruled import laid_in_cells
from vanban.sources.scan import INSTALL, as_page, boxes_of, recognition_warnings, tables_of
from vanban.sources.scan.engine import engine
from vanban.sources.scan.pages import Recognised, opened, read_pages

_CHILD = Path(__file__).with_name("pdf_child.py")
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# a hyphen at the end of a line comes out as one of these, and the line break after it is swallowed
_LINE_END_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
_LINE_ENDS = re.compile("\r\n?")
_STATES = {
    "picture": ("scan", "là ảnh chụp, không có lớp chữ, nên chưa đọc được; {install} rồi đọc lại, hoặc gửi bản có chữ"),
    "wordless": ("scan", "là ảnh chụp mà máy không nhận ra chữ nào; xin xem lại bản gốc"),
    "broken": ("corrupt_page", "đã hỏng nên không đọc được; hãy xuất lại tệp PDF"),
    "doubted": ("bad_layer", "có lớp chữ hỏng ({why}) mà chưa nhận dạng lại được; hãy đối chiếu với bản gốc"),
    "recognised": ("recognised", "là ảnh chụp; chữ do máy nhận dạng, xin đối chiếu với bản gốc"),
    "replaced": ("layer_replaced", "có lớp chữ hỏng ({why}) nên được nhận dạng lại từ hình trang"),
}
_LOCKED = "Tệp PDF được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_BROKEN = "Tệp PDF đã hỏng nên không đọc được; hãy xuất lại tệp PDF từ bản gốc rồi gửi lại."
_BIG = "Tệp PDF vượt quá dung lượng cho phép; hãy giảm độ nét ảnh hoặc tách tệp rồi gửi lại."
_HEAVY = "Tệp PDF cần quá nhiều thời gian hoặc bộ nhớ để mở, nên bị từ chối; hãy xuất lại tệp từ bản gốc."


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the child told it, then as judged and perhaps recognised. `state`: `text`, `picture`, `blank`,
    `broken`; later also `doubted`, `replaced`, `recognised`, `wordless`, `unread`; `why`: why its layer is no good."""

    text: str
    state: str
    size: tuple[float, float]
    why: str | None = None
    read: Recognised | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the child said of the whole file."""

    pages: int = 0
    xfa: bool = False
    signatures: int = 0
    attachments: tuple[str, ...] = ()


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a PDF and where its pages start; a page whose layer is no good is recognised by its looks.

    What was read before a limit of time, memory or length struck is kept, with a warning `truncated`.
    Raises Corrupt, Encrypted, TooLarge or MissingReader when not even one page could be read.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge(_BIG)
    output, ended = run_child(data, limits)
    told, pages = _pages(output)
    count = told.pages
    if not pages and not (ended and count == 0):
        raise TooLarge(_HEAVY) if count or not ended else Corrupt(_BROKEN)
    pages = _recognised(data, [_judged(page) for page in pages], limits)
    starts = (0, *itertools.accumulate(len(page.text) for page in pages))
    text, cut = trimmed("".join(page.text for page in pages), limits)
    read = [(number, page.read) for number, page in enumerate(pages, 1) if page.read is not None]
    warnings = [
        *_page_warnings(pages, count, text, starts),
        *recognition_warnings(read, starts, text),
        *_document_warnings(told),
        *cut,
    ]
    if len(pages) < count and not cut:
        warnings.append(Warning_("truncated", f"Tệp có {count} trang; chỉ đọc được đến trang {len(pages)}."))
    return Extract(
        text,
        tuple(start for start in starts[: len(pages)] if start <= len(text)),
        PDF,
        tuple(warnings),
        pages=tuple(_as_page(page, number, starts[number - 1], len(text)) for number, page in enumerate(pages, 1)),
        boxes=tuple(boxes_of(read, starts, len(text))),
        tables=tuple(_tables(pages, starts, text)),
    )


def _tables(pages: Sequence[_Page], starts: Sequence[int], text: str) -> Iterable[Table]:
    """The tables of all pages, of text layers and of what was recognised."""
    found = (
        (page.tables if page.read is None else page.read.tables, start)
        for page, start in zip(pages, starts, strict=False)
    )
    return joined(tables_of(found, len(text)), text)


def _judged(page: _Page) -> _Page:
    """The page, `doubted` if its layer is worse than what recognition would make of its picture.

    A layer in an old encoding stays if it can be mapped: nothing is surer than the letters that were typed.
    """
    if page.state != "text":
        return page
    quality = judge(page.text)
    if quality.trusted or quality.verdict == "markless":
        return page
    if quality.verdict == "encoded" and judge(unmap(page.text).text).trusted:
        return page
    return replace(page, state="doubted", why=quality.why)


def _recognised(data: bytes, pages: list[_Page], limits: Limits) -> list[_Page]:
    """The pages, those that are pictures or have a bad layer recognised where that can be done and makes sense."""
    wanted = [place for place, page in enumerate(pages) if page.state in ("picture", "doubted")]
    wanted = wanted[: limits.max_scan_pages]
    if not wanted or engine() is None:
        return pages
    done = list(pages)
    with opened(data, "pdf", limits) as opener:
        for place, read in zip(wanted, read_pages(opener, data, "pdf", wanted, limits), strict=True):
            page = pages[place]
            if page.state == "picture":
                state = {"read": "recognised", "blank": "wordless"}.get(read.state, "unread")
                done[place] = replace(page, text=read.text, state=state, read=read)
            elif read.state == "read" and judge(read.text).trusted:
                done[place] = replace(page, text=read.text, state="replaced", read=read)
    return done


def _as_page(page: _Page, number: int, start: int, length: int) -> Page:
    if page.read is not None:
        return as_page(page.read, number, start, length, page.why)
    methods: dict[str, PageMethod] = {"blank": "blank", "broken": "broken", "picture": "unread"}
    end = min(start + len(page.text), length)
    width, height = (round(side, 2) for side in page.size)
    return Page(number, min(start, length), end, width, height, methods.get(page.state, "layer"), page.why)


def run_child(data: bytes, limits: Limits, page: int | None = None) -> tuple[bytes, bool]:
    """Answer what the child printed, of the whole file or of the words of one `page` (from 0), and whether it came to
    its end by itself."""
    bounds = (limits.max_seconds, limits.max_memory_bytes, limits.max_pages, limits.max_chars + 1)
    asked = () if page is None else (str(page),)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), *map(str, bounds), *asked],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.max_seconds,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", False
    return done.stdout, done.returncode == 0


def _pages(output: bytes) -> tuple[_Told, list[_Page]]:
    lines = output.split(b"\n")
    # the last piece is empty, or a line that the child could not finish
    said = [json.loads(line) for line in lines[:-1]]
    if not said:
        return _Told(), []
    if "error" in said[0]:
        raise _refusal(said[0]["error"])
    first = said[0]
    told = _Told(first["pages"], first["xfa"], first["signatures"], tuple(first["attachments"]))
    return told, [_page(page) for page in said[1:]]


def _page(said: dict[str, Any]) -> _Page:
    text, size = _as_printed(said["text"]), tuple(said["size"])
    laid = laid_in_cells(text[:-1], said["strokes"], said["places"]) if "strokes" in said else None
    if laid is None:
        return _Page(text, said["state"], size)
    return _Page(laid.text + "\n", said["state"], size, tables=laid.tables)


def _refusal(code: str) -> UnreadableSource:
    match code:
        case "encrypted":
            return Encrypted(_LOCKED)
        case "missing_reader":
            return MissingReader("PDF", "pdf")
        case _:
            return Corrupt(_BROKEN)


def _as_printed(text: str) -> str:
    return _LINE_ENDS.sub("\n", _LINE_END_HYPHEN.sub("-\n", text)) + "\n"


def _page_warnings(pages: Sequence[_Page], count: int, text: str, starts: Sequence[int]) -> Iterator[Warning_]:
    """One warning for each run of pages in the same state that a person must know of, at the line where it starts."""
    alike = itertools.groupby(enumerate(pages), key=lambda numbered: (numbered[1].state, numbered[1].why))
    for (state, why), run in alike:
        if state not in _STATES:
            continue
        code, what = _STATES[state]
        places = [place for place, _ in run]
        first, last = places[0], places[-1]
        where = "Cả văn bản" if len(places) == count else _range(first + 1, last + 1)
        line = text.count("\n", 0, min(starts[first], len(text))) + 1
        yield Warning_(code, f"{where} {what.format(why=why, install=INSTALL)}.", line)


def _document_warnings(told: _Told) -> Iterator[Warning_]:
    """What the file holds beside its pages."""
    if told.signatures:
        yield Warning_("signed", f"Tệp có {told.signatures} chữ ký số; phần mềm này không kiểm tra chữ ký số.")
    if told.attachments:
        shown = ", ".join(told.attachments[:10])
        more = f" và {len(told.attachments) - 10} tệp khác" if len(told.attachments) > 10 else ""
        yield Warning_("attachments", f"Tệp PDF có {len(told.attachments)} tệp đính kèm chưa được đọc: {shown}{more}.")
    if told.xfa:
        yield Warning_("xfa", "Tệp PDF là biểu mẫu động (XFA) nên có thể thiếu nội dung; hãy in ra PDF rồi gửi lại.")


def _range(first: int, last: int) -> str:
    return f"Trang {first}" if first == last else f"Các trang {first}–{last}"
