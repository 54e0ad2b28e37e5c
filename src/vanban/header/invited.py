"""To whom a document speaks: the addressees of a letter (*Kính gửi*) or a telegram; when and where guests meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vanban.grammar.dates import find_dates
from vanban.grammar.letters import UPPER
from vanban.header.head import Head
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

# At the head of a paragraph, or after lines of the head that were joined with it.
_ADDRESSED = re.compile(r"(?:^\W*Kính gửi\s*:?|\bKính gửi\s*:|\b(?:ĐIỆN|điện)\s*:(?=\s*[-–]))\s*")
_DASHED = re.compile(rf"(?:^|(?<=[:;,.]\s))[-–—•+]\s+(?=[{UPPER}])")
_LOOSE = re.compile(rf"(?:^|(?<=\s))[-–—•+]\s+(?=[{UPPER}])")
_SEMICOLON = re.compile(r";\s+")
_LONGEST = 1_000
_WHEN = re.compile(
    r"(?:^|(?<=[.;:–-])|(?<=\s))\W{0,4}(?:\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"
    r"(?P<key>thời gian|địa điểm)(?:\s+(?:họp|tổ chức|làm việc|khai mạc|dự kiến|và địa điểm))?\s*:\s*",
    re.I,
)
_KEYS = {"thoi gian": "meeting_time", "dia diem": "meeting_place"}
_LONGEST_VALUE = 300
_STOP = re.compile(r"[;.]\s*(?:$|[-–+•]\s+(?=\S)|(?=địa điểm|thời gian|thành phần|nội dung))", re.I)


def read_addressees(opening: list[Flow], head: Head) -> None:
    """Add each of those whom a letter addresses, as printed, to the list `addressees`."""
    for flow in opening:
        match = _ADDRESSED.search(flow.text)
        if match is None or match.end() >= len(flow.text) or len(flow.text) > match.end() + _LONGEST:
            continue
        for start, end in _parted(flow.text, match.end()):
            head.add("addressees", flow.text[start:end], flow, start, end)
        return


def _parted(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The stretches between dashes, or between semicolons where there is no dash, without signs around them."""
    dashes = [match.end() for match in _DASHED.finditer(text, at)]
    if len(dashes) == 1 and ";" not in text:
        dashes = [match.end() for match in _LOOSE.finditer(text, at)]
    stops = dashes or [at, *(match.end() for match in _SEMICOLON.finditer(text, at))]
    for start, end in pairwise([*stops, len(text)]):
        words = text[start:end].rstrip(" -–—•+").rstrip(" ;.,:")
        if any(char.isalpha() for char in words):
            yield start, start + len(words)


def read_meeting(running: list[Flow], head: Head) -> None:
    """Put `meeting_time`, `meeting_date` and `meeting_place` of a document that invites."""
    if head.text("kind") != "Giấy mời" and "mời" not in (head.text("title") or "").lower().split()[:3]:
        return
    for flow in running:
        for match in _WHEN.finditer(flow.text):
            stop = _STOP.search(flow.text, match.end())
            end = min(stop.start() if stop else len(flow.text), match.end() + _LONGEST_VALUE)
            words = flow.text[match.end() : end].rstrip(" ;.,")
            key = _KEYS[fold(match["key"])]
            head.put(key, words, flow, match.end(), match.end() + len(words))
            dates = [date.iso for date in find_dates(words) if date.unit == "day"]
            if key == "meeting_time" and dates:
                head.put("meeting_date", dates[0], flow, match.end(), match.end() + len(words))
