"""Documents referred to without their symbol: `Kế hoạch này`, `Quyết định nói trên`, `Kết luận 57`, `Luật Báo chí`,
`Công ước … năm 1982`, `Đề án “…”`. Only the words are found here; whom they mean is for `resolving` to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vanban import data
from vanban.grammar.letters import LOWER, UPPER
from vanban.repair.folding import fold

How = Literal["this", "above", "number", "name"]

_NAME_STOPS = (
    r"(?:và|của|được|có|đã|theo|tại|quy|này|là|ngày|số|về|do|ở|cho|trong|để|với|hoặc|các|cùng|đối|khi|thì|phải|hiện"
    r"|ban|nhằm|thực|triển|từ|đến|năm(?=\s+\d))"
)
_WORD = rf"[{LOWER}{UPPER}]+"
_YEAR = r"(?:\s+(?:\(sửa đổi\)\s*)?năm\s+(?:19|20)\d\d)?"
# `Quyết định trên cơ sở …` and `kế hoạch đó đã …`: these words point back only at the end of what they belong to.
_LOOSE = r"(?=\s*(?:[,.;:)]|$|\s(?:của|và|được|thì|có|tại|phải|là)\s))"


@dataclass(frozen=True, slots=True)
class Named:
    """A document called `text[start:end]` without its symbol: its kind as printed; `name`: what tells it from others
    (a title, the digits of a number), None where it is only pointed at."""

    start: int
    end: int
    how: How
    kind: str
    name: str | None = None


def find_named(text: str) -> list[Named]:
    """Answer the documents that `text` points at or calls by name, in order; none overlaps another."""
    found = [
        named for finder in (_pointed, _numbered, _laws, _treaties, _resolutions, _quoted) for named in finder(text)
    ]
    found.sort(key=lambda named: (named.start, -named.end))
    kept: list[Named] = []
    for named in found:
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return kept


def _pointed(text: str) -> list[Named]:
    found: list[Named] = []
    if not any(sign in text for sign in _signs()):
        return found
    for match in _pointing().finditer(text):
        many = re.search(r"(?i:\b(?:các|những|hai|ba)\s+)$", text[max(match.start() - 8, 0) : match.start()])
        if not many:
            how: How = "this" if match["sign"] == "này" else "above"
            found.append(Named(match.start(), match.end(), how, _capital(match["kind"])))
    return found


@cache
def _signs() -> tuple[str, ...]:
    """Answer the words that point: nothing is pointed at in a text without any of them."""
    return "này", *data.groups("named.txt")["above"]


@cache
def _pointing() -> re.Pattern[str]:
    words = data.groups("named.txt")
    above = "|".join(re.escape(word) for word in words["above"] if " " in word)
    loose = "|".join(re.escape(word) for word in words["above"] if " " not in word)
    tail = r"(?:\s(?:phối hợp|hành động|công tác|liên tịch))?"
    return re.compile(rf"\b(?P<kind>(?i:{_kinds()}){tail})\s+(?P<sign>này|{above}|(?:{loose}){_LOOSE})(?![{LOWER}])")


@cache
def _kinds() -> str:
    return "|".join(re.escape(kind) for kind in data.lines("kinds.txt"))


def _numbered(text: str) -> list[Named]:
    """`Kết luận 57`, `Nghị định số 72/2015`: a kind and the digits of a number, no symbol."""
    found = []
    for match in _short().finditer(text):
        digits = match["digits"]
        if not re.fullmatch(r"(?:19|20)\d\d", digits) or match["year"]:
            found.append(Named(match.start(), match.end(), "number", match["kind"], digits + (match["year"] or "")))
    return found


@cache
def _short() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<kind>{_kinds()})\s+(?:số\s*:?\s*)?(?P<digits>\d{{1,5}}[a-z]?)(?P<year>/(?:19|20)\d\d)?"
        rf"(?!\s?[-–/]\s?[{UPPER}])(?![\w/.]*\d)(?![{LOWER}])"
    )


def _laws(text: str) -> list[Named]:
    if "uật" not in text and "Hiến pháp" not in text and "Pháp lệnh" not in text:
        return []
    return [
        Named(match.start(), match.end(), "name", match["kind"] or "Hiến pháp", " ".join(match.group().split()))
        for match in _law().finditer(text)
    ]


@cache
def _law() -> re.Pattern[str]:
    names = sorted(data.groups("named.txt")["laws"], key=len, reverse=True)
    known = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    free = rf"[{UPPER}][{LOWER}]+(?:\s+(?!{_NAME_STOPS}\b)[{LOWER}]+){{0,9}}"
    amending = (
        r"(?:(?:sửa đổi,?\s+)?bổ sung|sửa đổi)\s+(?:một số\s+)?(?:điều\s+)?(?:của\s+)?(?:các\s+)?(?:Bộ\s+luật|Luật)\s+"
    )
    return re.compile(
        rf"\b(?P<kind>Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?:{amending})?(?:(?i:{known})(?![{LOWER}])|{free}){_YEAR}"
        rf"|\b(?:Hiến\s+pháp)(?:\s+nước\s+Cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?{_YEAR}"
    )


def _treaties(text: str) -> list[Named]:
    found = []
    for match in _treaty().finditer(text):
        found.append(Named(match.start(), match.end(), "name", match["kind"], " ".join(match.group().split())))
    return found


@cache
def _treaty() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in data.groups("named.txt")["treaties"])
    # a treaty's name runs on through `của … về …` up to its year, a bracket or a mark
    return re.compile(
        rf"\b(?P<kind>{heads})(?=\s+(?:[{UPPER}]|của\s|về\s|giữa\s|thương mại|khung|đối tác|hợp tác|quốc tế))"
        rf"(?!\s+(?:của\s+)?(?:{_kinds()})\b)(?:\s+(?!(?:được|có|đã|là|năm|ngày|số|và\s+các|theo|tại)\b)[\w&/-]+){{1,18}}"
        rf"(?:\s+\([A-Z]{{2,12}}\))?(?:\s+năm\s+(?:19|20)\d\d)?"
    )


def _resolutions(text: str) -> list[Named]:
    """`Nghị quyết Đại hội (đại biểu toàn quốc lần thứ) XIII (của Đảng)` and those of the Party's lower bodies."""
    return [
        Named(match.start(), match.end(), "name", "Nghị quyết", " ".join(match.group().split()))
        for match in _CONGRESS.finditer(text)
    ]


_CONGRESS = re.compile(
    rf"\bNghị\s+quyết\s+(?:Đại\s+hội|Hội\s+nghị)(?:\s+(?!và\b)[{LOWER}{UPPER}]+){{0,12}}?"
    rf"\s+(?:lần\s+)?(?:thứ\s+)?(?:[IVX]{{1,6}}|\d{{1,2}})(?!\w)(?:\s+(?:của\s+)?Đảng(?!\s+bộ))?"
)


def _quoted(text: str) -> list[Named]:
    if not re.search(r"[“\"]|mục tiêu quốc gia", text):
        return []
    found = []
    for match in _programme().finditer(text):
        kind, title = match["kind"] or "Chương trình", match["title"] or match.group()
        found.append(Named(match.start(), match.end(), "name", kind, " ".join(title.split())))
    return found


@cache
def _programme() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in data.groups("named.txt")["programmes"])
    return re.compile(
        rf"\b(?P<kind>{heads})\s*:?\s*(?:[“\"](?P<title>[^“”\"]{{4,300}})[”\"])"
        rf"|\b(?:Chương\s+trình\s+mục\s+tiêu\s+quốc\s+gia)(?:\s+(?!{_NAME_STOPS}\b|giai\b)[\w-]+){{2,16}}"
    )


def _capital(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def same_kind(one: str | None, other: str | None) -> bool:
    """Whether two printed kinds are one: without regard to case, `Văn bản` standing for any."""
    if one is None or other is None:
        return False
    first, second = fold(one), fold(other)
    return first == second or "van ban" in (first, second) or first.startswith(second) or second.startswith(first)
