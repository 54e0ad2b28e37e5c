"""Where a document belongs: its province, the issuer's full name with it, the year it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from vanban import data
from vanban.header.head import Head
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.I)
_HORIZON = re.compile(r"(?:den|den het|tam nhin|giai doan|tu|truoc|sau|thang \d{1,2}|quy \S{1,3})$")


def read_province(opening: list[Flow], running: list[Flow], head: Head) -> None:
    """Put the province that the issuer, the body above it, the place, the title or the text names. A body of the
    centre belongs to none, whatever its seat."""
    central = _is_central(head)
    for key in ("issuer_as_written", "superior", *(() if central else ("place", "title"))):
        if (found := _province(head.text(key) or "")) is not None:
            flow, start, end = head.flows[key]
            head.put("province", found, flow, start, end)
            return
    if central:
        return
    for flow in [*reversed(opening), *running]:
        place = _province_named(flow.text)
        if place is not None:
            head.put("province", place[0], flow, place[1], place[2])
            return


def _is_central(head: Head) -> bool:
    """Whether the issuer, or the body above it, is one of the centre (`BỘ …`, `CHÍNH PHỦ`)."""
    words = head.text("superior") or head.text("issuer_as_written") or ""
    return words.isupper() and _central().match(words) is not None


@cache
def _central() -> re.Pattern[str]:
    bodies = "|".join(re.escape(body) for body in data.groups("stamps.txt")["central"])
    return re.compile(rf"(?:{bodies})\b|BỘ (?!CHỈ HUY|TƯ LỆNH|ĐỘI)")


def _province(text: str) -> str | None:
    folded = fold(text)
    hits = [(len(name), name) for name in _provinces() if re.search(rf"\b{re.escape(fold(name))}\b", folded)]
    return max(hits)[1] if hits else None


@cache
def _provinces() -> tuple[str, ...]:
    return sum(data.groups("provinces.txt").values(), ())


@cache
def _province_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_provinces(), key=len, reverse=True))
    return re.compile(rf"\b(?:tỉnh|thành phố|TP\.?)\s+(?P<name>{names})\b", re.I)


def _province_named(text: str) -> tuple[str, int, int] | None:
    counts = Counter(" ".join(match["name"].split()) for match in _province_pattern().finditer(text))
    if not counts:
        return None
    name = counts.most_common(1)[0][0]
    match = next(m for m in _province_pattern().finditer(text) if " ".join(m["name"].split()) == name)
    canonical = next(known for known in _provinces() if fold(known) == fold(name))
    return canonical, match.start("name"), match.end("name")


def complete_issuer(head: Head) -> None:
    """The issuer's full name carries its province: `Ủy ban nhân dân tỉnh` + `Hà Tĩnh`."""
    issuer, province = head.text("issuer"), head.text("province")
    if issuer is None and head.text("sign_capacity") is not None:
        capacity = fold(head.text("sign_capacity") or "")
        if "uy ban nhan dan" in capacity and province:
            issuer = "Ủy ban nhân dân tỉnh"
            head.flows["issuer"] = head.flows["sign_capacity"]
    if issuer == "Ủy ban nhân dân" and province is not None:
        issuer += " thành phố" if province in data.groups("provinces.txt")["thành phố"] else " tỉnh"
    if issuer is not None and province is not None and issuer.endswith((" tỉnh", " thành phố")):
        issuer += " " + province
    if issuer is not None:
        head.values["issuer"] = issuer


def read_year(head: Head) -> None:
    """The year that the title names, not a horizon (*đến năm 2030*) nor a span; else the year of issue."""
    title = head.text("title") or ""
    for match in _YEAR.finditer(title):
        before = fold(title[: match.start()]).rstrip()
        if not _HORIZON.search(before):
            flow, start, end = head.flows["title"]
            head.put("year", int(match.group(1)), flow, start, end)
            break
    if "year" not in head.values and (date := head.text("date")) is not None:
        flow, start, end = head.flows["date"]
        head.put("year", int(date[:4]), flow, start, end)
    if "printed_year" in head.values:
        flow, start, end = head.flows["printed_year"]
        head.put("year", head.values["printed_year"], flow, start, end)
    head.values.pop("printed_year", None)
