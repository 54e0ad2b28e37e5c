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
# What stands between a number and its date: `ngày …`, `được ban hành ngày …`, `của Chính phủ, ngày …`, or nothing.
_DATED = re.compile(
    rf"^[\s,(]*(?:(?:được|đã|do)\s+)?(?:ban hành\s+|ký\s+)*(?:cùng\s+)?ngày\s"
    rf"|^\s*\(?(?=\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})"
    rf"|^[\s,]*(?:của|do)\s+(?P<who>[{UPPER}][^,;.()]{{2,70}}?)[\s,(]*(?:(?:ban hành|ký)\s+)*ngày\s",
    re.I,
)
_SAME_DAY = re.compile(r"^[\s,(]*(?:ban hành\s+)?cùng ngày\s", re.I)
_DATED_BEFORE = re.compile(r"\bngày\s[^;]{6,30}$")
_LIST = re.compile(r"(?:[\s,(]*ngày\s[^;]{6,30}?)?\s*(?:[,;]|,?\s(?:và|cùng))?\s*\)?\s*")
_ISSUED = re.compile(rf"^[\s,;)]*(?:của|do)\s+(?P<who>[{UPPER}].*)$", re.S)
_BETWEEN = re.compile(rf"\bgiữa\s+(?P<who>[{UPPER}][^;(]*?)(?=\s+(?:về|trong|tại|để|nhằm|giai đoạn)\b|[;.(]|$)")
_ISSUES = re.compile(
    r"(?:^|[.;,]\s)(?P<who>(?:UBND|Ủy ban nhân dân|HĐND|Tỉnh ủy|Thành ủy|Sở|Bộ|Chính phủ|Thủ tướng)\b[^.;,]{0,50}?)"
    r"\s+(?:đã |vừa |kịp thời )*ban hành\s+$"
)
_SUBMITS = re.compile(
    r"(?:đề nghị|ý kiến(?: thẩm định| góp ý)?|báo cáo|kiến nghị)\s+của\s+"
    r"(?:Giám đốc|Thủ trưởng|Chánh|Trưởng|Cục trưởng|Chỉ huy trưởng|lãnh đạo)?"
    rf"\s*(?P<who>[{UPPER}][^;()]{{3,80}}?)\s+(?:tại|theo)?\s*\(?\s*(?:tại\s+)?$"
)
_ISSUER_ENDS = re.compile(
    r"\s+(?:về|phê|ban|hướng|quy|sửa|triển|thực|tiếp|truyền|trong|để|và|nhằm|giao|công|tại|trên|đến|theo|thì"
    r"|đã|hiện|cụ|chi|bổ|tăng|đối|do|có|là|năm|giai|yêu|kèm|gửi|tổ|xây|đẩy|thành|điều|kiện)\b|[;,.)“\"]|\s[-–]\s|$"
)


@dataclass(slots=True)
class Mention:
    """One mention of a numbered document: where, and what stands beside the number."""

    flow: Flow
    number: str
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
        for mention in find_mentions(flow):
            if mention.number != own_number:
                found.setdefault(mention.number, Cited(mention.number)).mentions.append(mention)
    return list(found.values())


def find_mentions(flow: Flow) -> list[Mention]:
    """Answer the mentions of numbered documents in `flow`, in order; what is printed once for several (`các Quyết
    định … của …: số …; số …`, `số … và số … của …`, `cùng ngày`) goes to each."""
    found: list[Mention] = []
    carried: tuple[str | None, str | None] = (None, None)
    symbols = find_symbols(flow.text)
    for at, symbol in enumerate(symbols):
        stop = symbols[at + 1].start if at + 1 < len(symbols) else len(flow.text)
        mention = _mention(flow, symbol, symbols[at - 1].end if at else 0, stop)
        if mention.kind is None:
            mention = replace(mention, kind=carried[0], issuer=mention.issuer or carried[1])
            if found and carried[0] is not None and _LIST.fullmatch(flow.text[found[-1].end : mention.start]):
                _share_back(found, mention, flow.text)
        carried = (
            mention.kind,
            _shared_issuer(flow.text[max(0, symbol.start - _REACH) : symbol.start]) or carried[1],
        )
        found.append(mention)
    return found


def _share_back(found: list[Mention], last: Mention, text: str) -> None:
    """Give the issuer (and a date said to be the same) of `last` to the numbers joined right before it, which have
    none: `các Quyết định số 1/QĐ-TTg và số 2/QĐ-TTg cùng ngày … của Thủ tướng Chính phủ`."""
    if last.issuer is None:
        return
    following = last
    for index in range(len(found) - 1, -1, -1):
        mention = found[index]
        if mention.issuer is not None or not _LIST.fullmatch(text[mention.end : following.start]):
            return
        date = mention.date or (last.date if _SAME_DAY.match(text[last.end :]) else None)
        found[index] = replace(mention, issuer=last.issuer, date=date)
        following = mention


def _mention(flow: Flow, symbol: Symbol, floor: int, stop: int) -> Mention:
    text = flow.text
    kind, start = _kind_before(text, floor, symbol.start)
    after = text[symbol.end : min(stop, symbol.end + _REACH)]
    date, who, after = _date_after(after)
    if date is None:
        date = _date_before(text[start : symbol.start])
    issuer = (
        _issuer_after(after)
        or who
        or _parties(text, floor, symbol, after)
        or _submitted_by(text[:start], kind)
        or _shared_issuer(text[max(0, symbol.start - _REACH) : symbol.start])
    )
    return Mention(flow, symbol.number, start, symbol.end, kind, date, issuer)


def _date_after(after: str) -> tuple[str | None, str | None, str]:
    """The date right after a number, the issuer if it stands between them, and the text that follows the date."""
    match = _DATED.match(after)
    if match is None:
        return None, None, after
    date = next(iter(find_dates(after[: match.end() + 40])), None)
    if date is None or date.unit != "day" or not date.year or date.start > match.end() + 1:
        return None, None, after
    who = _issuer(match["who"]) if match["who"] else None
    return date.iso, who, after[date.end :]


def _date_before(between: str) -> str | None:
    """The date between a kind and its number: `Quyết định ngày 15/8/2022 số …`."""
    if _DATED_BEFORE.search(between) is None:
        return None
    dates = [date for date in find_dates(between) if date.unit == "day" and date.year]
    return dates[-1].iso if dates else None


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
        dated = re.fullmatch(r"[\s,]+ngày\s[^;]{6,30}?,?\s*(?:của\s[^;,.]{4,60}?)?,?\s*[Ss]ố\s*:?\s*", gap)
        if near or parenthesis or titled or shared or dated:
            words = " ".join(match.group().split())
            best = (match.start(), words[0].upper() + words[1:] + _tail(gap, near is not None))
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
    small = kinds.lower()
    return re.compile(rf"\b(?:{kinds})\b|(?<=\bcác )(?:{small})(?=:?\s+số\b)")


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


def _submitted_by(before: str, kind: str | None) -> str | None:
    """`đề nghị của Giám đốc Sở A tại Tờ trình số …`, `ý kiến thẩm định của Sở B (Báo cáo số …)`: theirs it is."""
    issued = _ISSUES.search(before[-2 * _REACH :])
    if issued is not None:
        return _issuer(issued["who"])
    if kind not in {"Tờ trình", "Báo cáo", "Công văn", "Văn bản"}:
        return None
    match = _SUBMITS.search(before[-2 * _REACH :])
    return _issuer(match["who"]) if match is not None else None


def _shared_issuer(before: str) -> str | None:
    match = re.search(rf"\bcủa\s+(?P<who>[{UPPER}][^:;]{{3,60}}):\s*(?:[Ss]ố\s*)?$", before)
    return match["who"].strip() if match else None
