"""Marks beside a head or a foot: secrecy, urgency, draft, copy, and the block an electronic signature prints."""

from __future__ import annotations

import re
from functools import cache

from vanban import data
from vanban.header.head import Head
from vanban.repair.folding import fold
from vanban.repair.lines import Line, join_lines

_STAMP_LINE = 120
_SIGHT = 80
_CELLS = re.compile(r"\s{2,}|\t")
_DRAFT = re.compile(r"[\s(\[]*(?P<words>dự thảo(?:\s+(?:lần|số|lần thứ)?\s*\d{1,2})?)[\s)\].:]*", re.I)


def is_stamp(text: str) -> bool:
    """Whether `text` is nothing but a mark of secrecy, urgency, draft or copy."""
    return stamp_of(text) is not None


def stamp_of(text: str) -> tuple[str, str] | None:
    """Answer key and value of the mark that a line prints alone, in a column of its own, or after its label; None if
    it prints none."""
    stamps = data.groups("stamps.txt")
    cells = [cell.strip(" .[]()*-;") for cell in _CELLS.split(text.strip())]
    for key, label in (("secrecy", "độ mật"), ("urgency", "độ khẩn")):
        for mark in stamps[key]:
            labelled = re.fullmatch(rf"{label}\s*:\s*{mark}\W*", text.strip(), re.I)
            if labelled or mark.upper() in cells:
                return key, mark
    for cell in cells:
        if cell in stamps["copy"]:
            return "copy", cell
        draft = _DRAFT.fullmatch(cell)
        if draft is not None:
            return "draft", " ".join(draft["words"].split())
    return None


def without_draft(text: str) -> str:
    """Answer a title line without the word that marks it as a draft (`DỰ THẢO KẾ HOẠCH`, `KẾ HOẠCH (dự thảo)`)."""
    return re.sub(r"^\(?\s*dự thảo\s*\)?\s+|\s*\(\s*dự thảo[^)]*\)$", "", text, flags=re.I)


def read_stamps(front: list[Line], foot: list[Line], head: Head) -> None:
    """Put the marks of secrecy, urgency, draft and copy that head and foot print."""
    before = ""
    for line in [*front[:_SIGHT], *foot[:_SIGHT]]:
        text = line.text.strip()
        found = stamp_of(text) if len(text) < _STAMP_LINE and not before.endswith("BÍ") else None
        if found is not None:
            head.put(*found, join_lines([line]))
        before = text or before


@cache
def _electronic(key: str) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in data.groups("stamps.txt")[key])
    return re.compile(rf"\W*(?:{words})\s*(?::|$|\b(?=.*\d{{2}}:\d{{2}}))")


def electronic_lines(lines: list[Line]) -> frozenset[int]:
    """Answer the numbers of the lines that an electronic signature prints (`Người ký: …`, `Thời gian ký: …`)."""
    strong, found = _electronic("electronic"), set[int]()
    rows = [line for line in lines if line.text.strip()]
    for index, line in enumerate(rows):
        if not strong.match(fold(line.text[:60])):
            continue
        found.add(line.number)
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(rows) and _electronic("beside_electronic").match(fold(rows[at].text[:60])):
                found.add(rows[at].number)
                at += step
    return frozenset(found)
