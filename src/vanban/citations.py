"""Documents referred to by number: each once, at its first mention, with what any mention says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from vanban import data
from vanban.grammar.dates import find_dates
from vanban.grammar.letters import UPPER
from vanban.grammar.symbols import Symbol, find_symbols
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

_REACH = 140
_LINK = re.compile(
    r"[\s,(]*(?:(?:liên tịch|phối hợp công tác|phối hợp|hành động|luật)\s+)?(?:số|sô)?\s*[:.]?\s*$", re.I
)
_DATED = re.compile(r"^[\s,(]*(?:ban hành\s+)?(?:ký\s+)?ngày\s", re.I)
_ISSUED = re.compile(rf"^[\s,;)]*(?:của|do)\s+(?P<who>[{UPPER}].*)$", re.S)
_BETWEEN = re.compile(rf"\bgiữa\s+(?P<who>[{UPPER}][^;(]*?)(?=\s+(?:về|trong|tại|để|nhằm|giai đoạn)\b|[;.(]|$)")
_ISSUER_ENDS = re.compile(
    r"\s+(?:về|phê|ban|hướng|quy|sửa|triển|thực|tiếp|truyền|trong|để|và|nhằm|giao|công|tại|trên|đến|theo|thì"
    r"|đã|hiện|cụ|chi|bổ|tăng|đối|do|có|là|năm|giai|yêu|kèm|gửi|tổ|xây|đẩy|thành|điều|kiện)\b|[;,.)“\"]|\s[-–]\s|$"
)


@dataclass(slots=True)
class Mention:
    """One mention of a numbered document: where, and what stands beside the number."""

    flow: Flow
    start: int
    end: int
    kind: str | None
    date: str | None
    issuer: str | None


@dataclass(slots=True)
class Cited:
    """One document and all its mentions in order."""

    number: str
    mentions: list[Mention] = field(default_factory=list)

    def first(self, name: str) -> str | None:
        """Answer the first value that any mention gives for `name`."""
        return next((value for m in self.mentions if (value := getattr(m, name)) is not None), None)


def read_citations(flows: Iterable[Flow], own_number: str | None) -> list[Cited]:
    """Answer the documents that `flows` (in document order) refer to, but for the document's own number."""
    found: dict[str, Cited] = {}
    for flow in flows:
        carried: tuple[str | None, str | None] = (None, None)
        symbols = find_symbols(flow.text)
        for at, symbol in enumerate(symbols):
            stop = symbols[at + 1].start if at + 1 < len(symbols) else len(flow.text)
            mention = _mention(flow, symbol, symbols[at - 1].end if at else 0, stop)
            if mention.kind is None:
                mention = replace(mention, kind=carried[0], issuer=mention.issuer or carried[1])
            carried = (
                mention.kind,
                _shared_issuer(flow.text[max(0, symbol.start - _REACH) : symbol.start]) or carried[1],
            )
            if symbol.number != own_number:
                found.setdefault(symbol.number, Cited(symbol.number)).mentions.append(mention)
    return list(found.values())


def _mention(flow: Flow, symbol: Symbol, floor: int, stop: int) -> Mention:
    text = flow.text
    kind, start = _kind_before(text, floor, symbol.start)
    after = text[symbol.end : min(stop, symbol.end + _REACH)]
    date = None
    if _DATED.match(after):
        dates = find_dates(after)
        if dates and dates[0].unit == "day" and dates[0].start < 20 and dates[0].year:
            date = dates[0].iso
            after = after[dates[0].end :]
    issuer = (
        _issuer_after(after)
        or _parties(text, floor, symbol, after)
        or _shared_issuer(text[max(0, symbol.start - _REACH) : symbol.start])
    )
    return Mention(flow, start, symbol.end, kind, date, issuer)


def _kind_before(text: str, floor: int, end: int) -> tuple[str | None, int]:
    """Answer the printed kind that governs the number at `end`, and where the mention begins."""
    window = text[max(floor, end - 2 * _REACH) : end]
    base = end - len(window)
    best: tuple[int, str] | None = None
    for match in _kind_pattern().finditer(window):
        gap = window[match.end() :]
        near = _LINK.fullmatch(gap)
        parenthesis = re.search(r"\(\s*(?:số\s*)?:?\s*$", gap) and ")" not in gap and ";" not in gap
        titled = re.fullmatch(r"(?:\s[^\W\d_]+){1,10}\s+[Ss]ố\s*", gap)
        shared = re.fullmatch(r"[^;.]*:\s*[Ss]ố\s*", gap)
        if near or parenthesis or titled or shared:
            best = (match.start(), " ".join(match.group().split()) + _tail(gap, near is not None))
    if best is None:
        lead = re.search(r"(?:[Ss]ố\s*)?[:.]?\s*$", window)
        return None, base + (lead.start() if lead else len(window))
    return best[1], base + best[0]


def _tail(gap: str, near: bool) -> str:
    """Words that belong to the kind: `Chương trình phối hợp công tác`, `Bản ghi nhớ phối hợp công tác giữa …`."""
    match = re.match(r"(?:\s(?:phối hợp|công tác|hành động|liên tịch)){1,2}(?=\s|$)", gap)
    return match.group().rstrip() if match else ""


@cache
def _kind_pattern() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in data.lines("kinds.txt"))
    return re.compile(rf"\b(?:{kinds})\b")


def _issuer_after(after: str) -> str | None:
    match = _ISSUED.match(after)
    if match is None:
        return None
    return _issuer(match["who"])


def _issuer(text: str) -> str | None:
    folded = fold(text)
    for name in data.lines("issuers.txt"):
        if folded.startswith(fold(name)) and not folded[len(name) : len(name) + 1].isalnum():
            note = re.match(r"(?:\s+khóa\s+[IVX]+|\s*\(khóa\s+[^)]*\))", text[len(name) :], re.I)
            return name + (note.group() if note else "")
    for prefix in ("Bộ trưởng ", "Chủ tịch "):
        if text.startswith(prefix):
            return prefix + (_issuer(text[len(prefix) :]) or "")
    from vanban.grammar.names import parse_names

    names, _ = parse_names(text, 0, limit=1)
    if names:
        return names[0].name
    return text[: match.start()].strip() or None if (match := _ISSUER_ENDS.search(text)) else None


def _parties(text: str, floor: int, symbol: Symbol, after: str) -> str | None:
    """The parties of a joint document: `… giữa A và B`, before or after its number."""
    if symbol.number.count("-") < 2:
        return None
    for part in (after, text[max(floor, symbol.start - 2 * _REACH) : symbol.start]):
        if match := _BETWEEN.search(part):
            return match["who"].strip()
    return None


def _shared_issuer(before: str) -> str | None:
    match = re.search(rf"\bcủa\s+(?P<who>[{UPPER}][^:;]{{3,60}}):\s*(?:[Ss]ố\s*)?$", before)
    return match["who"].strip() if match else None
