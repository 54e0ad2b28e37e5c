"""PDF files with a text layer: each page's text as printed, opened in a process of its own, within limits."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vanban.errors import Corrupt, Encrypted, MissingReader, TooLarge, UnreadableSource
from vanban.model import Limits, Warning_
from vanban.sources import PDF, Extract
from vanban.sources.layout import trimmed

_CHILD = Path(__file__).with_name("pdf_child.py")
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# a hyphen at the end of a line comes out as one of these, and the line break after it is swallowed
_LINE_END_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
_LINE_ENDS = re.compile("\r\n?")
_STATES = {
    "picture": ("scan", "là ảnh chụp, không có lớp chữ, nên chưa đọc được; hãy gửi bản có chữ"),
    "broken": ("corrupt_page", "đã hỏng nên không đọc được; hãy xuất lại tệp PDF"),
}
_LOCKED = "Tệp PDF được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_BROKEN = "Tệp PDF đã hỏng nên không đọc được; hãy xuất lại tệp PDF từ bản gốc rồi gửi lại."
_BIG = "Tệp PDF vượt quá dung lượng cho phép; hãy giảm độ nét ảnh hoặc tách tệp rồi gửi lại."
_HEAVY = "Tệp PDF cần quá nhiều thời gian hoặc bộ nhớ để mở, nên bị từ chối; hãy xuất lại tệp từ bản gốc."


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    state: str


def extract(data: bytes, *, limits: Limits) -> Extract:
    """Answer the text of a PDF and where its pages start; a page that is a picture gives a warning.

    What was read before a limit of time, memory or length struck is kept, with a warning `truncated`.
    Raises Corrupt, Encrypted, TooLarge or MissingReader when not even one page could be read.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge(_BIG)
    output, ended = _run_child(data, limits)
    count, pages = _pages(output)
    if not pages and not (ended and count == 0):
        raise TooLarge(_HEAVY) if count or not ended else Corrupt(_BROKEN)
    starts: list[int] = []
    pieces: list[str] = []
    offset = 0
    for page in pages:
        starts.append(offset)
        pieces.append(page.text)
        offset += len(page.text)
    text, cut = trimmed("".join(pieces), limits)
    warnings = [*_page_warnings(pages, count, text, starts), *cut]
    if len(pages) < count and not cut:
        warnings.append(Warning_("truncated", f"Tệp có {count} trang; chỉ đọc được đến trang {len(pages)}."))
    return Extract(text, tuple(start for start in starts if start <= len(text)), PDF, tuple(warnings))


def _run_child(data: bytes, limits: Limits) -> tuple[bytes, bool]:
    """Answer what the child printed and whether it came to its end by itself."""
    bounds = (limits.max_seconds, limits.max_memory_bytes, limits.max_pages, limits.max_chars + 1)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD), *map(str, bounds)],
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


def _pages(output: bytes) -> tuple[int, list[_Page]]:
    lines = output.split(b"\n")
    # the last piece is empty, or a line that the child could not finish
    said = [json.loads(line) for line in lines[:-1]]
    if not said:
        return 0, []
    if "error" in said[0]:
        raise _refusal(said[0]["error"])
    pages = [_Page(_as_printed(page["text"]), page["state"]) for page in said[1:]]
    return said[0]["pages"], pages


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
    """One warning for each run of pages in the same bad state, at the line where the run starts."""
    for state, run in itertools.groupby(enumerate(pages), key=lambda numbered: numbered[1].state):
        if state not in _STATES:
            continue
        code, what = _STATES[state]
        places = [place for place, _ in run]
        first, last = places[0], places[-1]
        where = "Cả văn bản" if len(places) == count else _range(first + 1, last + 1)
        yield Warning_(code, f"{where} {what}.", text.count("\n", 0, starts[first]) + 1)


def _range(first: int, last: int) -> str:
    return f"Trang {first}" if first == last else f"Các trang {first}–{last}"
