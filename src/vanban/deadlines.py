"""Time limits in a paragraph, rhythms, and duties to report by a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from vanban.grammar.dates import Date, find_dates
from vanban.grammar.letters import UPPER
from vanban.grammar.lexicon import Tokens
from vanban.grammar.names import parse_names
from vanban.model import Rhythm, RhythmKind
from vanban.repair.folding import fold

_OPENS = re.compile(
    r"(?:(?:cham nhat|muon nhat)\s+)?(?:la\s+|vao\s+|den\s+)?"
    r"truoc(?:\s+ngay|\s+thang|\s+quy|\s+het)?\s+(?=\S)"
    r"|khong (?:muon|tre|cham) (?:hon|qua)\s+(?=\S)"
    r"|(?:cham nhat|muon nhat|han (?:cuoi|chot|cuoi cung))(?:\s+la|\s+vao|\s+den|\s+trong)?(?:\s+het)?\s+"
    r"|(?:den|den het|het|toi)\s+(?:het\s+)?(?=ngay\s+\d|thang\s+\d|quy\s+[iv\d]|nam\s+\d)"
    r"|(?:ngay trong|trong|vao|vao dip|trong khoang)\s+"
    r"(?=ngay\s+\d|thang\s+\d|quy\s+[iv1-4]|6 thang|sau thang|nam\s+\d)"
    r"|trong (?:buoi \w+|tuan (?:dau|cuoi|thu \w+)(?: cua)?)\s+(?=ngay\s+\d|thang\s+\d)"
    r"|tu\s+(?=ngay\s+\d|thang\s+\d)"
    r"|du kien(?: vao| trong| to chuc)?\s+(?=ngay\s+\d|thang\s+\d|quy\s+[iv1-4])"
    r"|(?:khai mac|be mac|dien ra|to chuc)\s+(?=ngay\s+\d)"
    r"|\((?=\s*(?:thang\s+\d|quy\s+[iv1-4]|ngay\s+\d))"
)
_JOINED = re.compile(r"(?:\s*\([^()]{1,30}\))?[\s,]*(?:va|hoac|den|den het|-|–)?\s*(?:truoc\s+)?(?:ngay\s+|het\s+)*")
# Openings that belong to the words of the limit; after others (`vào`, `khai mạc`, a bracket) the date alone is it.
_SAID = ("truoc", "ngay trong", "khong", "cham nhat", "muon nhat", "han ", "la ", "den", "het", "toi", "trong", "tu ")
_ORDERED = ("truoc", "khong", "cham nhat", "muon nhat", "han ", "trong")
_EVENT = re.compile(
    r"\b(?:truoc|ngay sau) khi\s+[^,;.()]+"
    r"|\btruoc (?:tet(?: nguyen dan)?|gio to(?: hung vuong)?|mua \w+|(?:dip|le|ky|dai hoi|khai giang)\b[^,;.()]{0,40})"
)
_TERM = re.compile(
    r"\b(?:(?:(?:trong vong|trong thoi han|trong thoi gian)(?:\s+(?:khong qua|toi da))?|sau|cham nhat sau|cham nhat"
    r"|khong qua)\s+"
    r"|trong\s+(?=\d{1,3}\s*(?:\([^)]*\)\s*)?(?:gio|ngay|thang|tuan)\s+(?:lam viec|ke tu|tinh tu)\b))"
    r"\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngay|gio|thang|tuan)(?:\s+lam viec)?"
    r"(?:\s*,?\s*(?:(?:ke|tinh) tu (?:khi|ngay|luc|thoi diem)?|(?:truoc|sau) (?:khi|ngay|thoi diem))\s*"
    r"(?:(?!\s(?:phai|thi|se|can|de(?!\s(?:nghi|xuat|an|cuong)\b))\s)[^,;.():]){2,70})?"
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:(?:truoc|cham nhat|cham nhat la)\s+)?ngay\s+\d{1,2}(?:\s*(?:,|va)\s*ngay\s+\d{1,2})*"
    r"(?:\s+(?:hang|moi|cua))?\s+thang"
    r"(?:\s+(?:dau|cuoi|thu \w+))?(?:\s+(?:cua\s+)?(?:moi\s+)?quy)?(?:\s+(?:sau|tiep theo|lien ke))?(?!\s*\d)"
)
_SOON = re.compile(
    r"\b(?:ngay )?trong (?:ngay(?: (?:lam viec|phat hanh|tiep nhan|nhan duoc))?|(?:tuan|thang|quy) nay)"
    r"(?=\s*[,;.)]|\s*$)"
)
# Windows that keep the work linear in very long paragraphs.
_BEFORE = 80
_MANY = 24
_EVERY_YEAR = re.compile(r"\s*(?:hang|moi)\s+nam\b")
_NOT_A_LIMIT = re.compile(
    r"(?:ban hanh|(?:so lieu|ket qua|duoc|thoi gian) tinh|hieu luc|(?<!dinh )ky|cap|co tu|thanh lap|giai doan)\s*$"
)
# `…, ban hành trước ngày 15/8`: an order of its own, unlike `văn bản ban hành trước ngày …` and `…, ban hành ngày …`.
_ORDER_TO_ISSUE = re.compile(r"(?:^|[,;:]|\bva|\bhoac|\btrinh(?:\s[^,;.]{2,60})?|\bky)\s+(?:ky\s+)?ban hanh\s*$")
_RHYTHMS: tuple[tuple[RhythmKind, re.Pattern[str]], ...] = (
    ("daily", re.compile(r"(?<!song )(?<!hoat )\b(?:hang|moi)\s+ngay\b")),
    ("weekly", re.compile(r"\b(?:hang|moi)\s+tuan\b")),
    ("monthly", re.compile(r"\b(?:hang|moi)\s+thang\b|\bdinh ky\s+(?:1\s+)?thang\b")),
    ("quarterly", re.compile(r"\b(?:hang|moi)\s+quy\b|\bdinh ky\s+quy\b")),
    ("yearly", re.compile(r"\b(?:hang|moi)\s+nam\b|\bdinh ky\s+nam\b")),
    ("ongoing", re.compile(r"(?<!chi )(?<!phi )\bthuong xuyen\b|\blien tuc\b")),
    ("ad_hoc", re.compile(r"\bdot xuat\b|\bkhi co yeu cau\b")),
)
# What may stand between *trước* and its day: `trước 17 giờ 00 ngày 20/5`, `trước hết ngày …`.
_HOUR = re.compile(
    r"\s*(?:\d{1,2}\s*(?:gio|h|:)\s*(?:\d{2})?(?:\s*phut)?\s*,?\s*)?(?:(?:chu nhat|thu \w+),?\s+)?"
    r"(?:(?:ngay|het|dip)\s+)*"
)
_MONEY = re.compile(r"(?:ngan sach|du toan|kinh phi)(?:\s+\w+){0,3}\s*$")
_SENTENCE = re.compile(rf"(?<=[^\W\d_][.!?])\s+(?=[{UPPER}])|(?<=\d[.])\s+(?=[{UPPER}])")
# A semicolon after which something else begins, not only the time of what was said.
_CLAUSE_END = re.compile(r";\s+(?!thời hạn|thời gian|chậm nhất|trước|hạn |xong|gửi|hoàn thành|cả năm|năm |quý )", re.I)
_REPORT = re.compile(r"\bbao cao\b(?! vien)")
_FINISHED = re.compile(r"\b(?:hoan thien|hoan chinh|chinh sua|chuan bi|du thao|tiep thu|gop y)\s+(?:cac |du thao )?$")
_TO = re.compile(r"\b(?:gửi\s+về|gửi\s+báo\s+cáo\s+(?:về|cho|đến|tới)?|gửi\s+cho|gửi\s+tới|gửi\s+đến|gửi|về|tới)\s+")
_REPORTS_TO = re.compile(r"\bbáo\s+cáo\s+(?:kết\s+quả\s+)?(?:với\s+|cho\s+|về\s+)?", re.I)
_THROUGH = re.compile(r"\b(?:qua|thông\s+qua)\s+")


@dataclass(frozen=True, slots=True)
class Limit:
    """The words of a paragraph that fix its time limit, and where they stand; several limits are joined with a
    semicolon. `event`: an event fixes it, not a date."""

    text: str
    places: tuple[tuple[int, int], ...]
    dates: tuple[str, ...]
    before: bool
    event: bool = False

    @property
    def start(self) -> int:
        """Where the first words begin."""
        return self.places[0][0]

    @property
    def end(self) -> int:
        """Where the last words end."""
        return self.places[-1][1]


@dataclass(frozen=True, slots=True)
class Report:
    """A clause that asks for a report by a date: where it stands, to whom, by when."""

    start: int
    end: int
    to: str | None
    dates: tuple[str, ...]


def find_limit(text: str) -> Limit | None:
    """Answer the shortest phrase that fixes a time limit in running text. Plan years, goals (*đến năm 2030*) and
    rhythms are none."""
    folded = fold(text)
    dates = find_dates(text)
    found = [limit for opening in _OPENS.finditer(folded) if (limit := _dated(text, folded, opening, dates))]
    for pattern in (_DAY_OF_MONTH, _TERM, _SOON, _EVENT):
        for match in pattern.finditer(folded):
            words = text[match.start() : match.end()].rstrip()
            event = pattern is _EVENT
            if not any(limit.start <= match.start() < limit.end for limit in found[:_MANY]):
                before = words.lower().startswith("trước")
                found.append(Limit(words, ((match.start(), match.start() + len(words)),), (), before, event))
    found.sort(key=lambda limit: (limit.event, not limit.dates, limit.start))
    return (
        _together([limit for limit in found if limit.dates][:_MANY])
        if found and found[0].dates
        else next(iter(found), None)
    )


def _together(limits: list[Limit]) -> Limit:
    """Several dated limits of one paragraph are all its limit; one that another contains is dropped."""
    kept = [a for a in limits if not any(b is not a and b.start <= a.start and a.end <= b.end for b in limits)]
    return Limit(
        "; ".join(limit.text for limit in kept),
        sum((limit.places for limit in kept), ()),
        sum((limit.dates for limit in kept), ()),
        any(limit.before for limit in kept),
    )


def _dated(text: str, folded: str, opening: re.Match[str], dates: list[Date]) -> Limit | None:
    at = bisect_right(dates, opening.end(), key=lambda date: date.end)
    near = [date for date in dates[at : at + 1] if _touches(folded, opening.end(), date.start)]
    said_before = folded[max(opening.start() - _BEFORE, 0) : opening.start()]
    ordered = opening.group().startswith(_ORDERED) and _ORDER_TO_ISSUE.search(said_before)
    if not near or (_NOT_A_LIMIT.search(said_before) and not ordered):
        return None
    if opening.start() and folded[opening.start() - 1].isalnum():
        return None
    first = near[0]
    if first.start < opening.start():
        return None
    words = opening.group()
    if first.unit == "year" and not (
        "het" in words or "truoc" in words or _finishes(folded[max(opening.start() - _BEFORE, 0) : opening.start()])
    ):
        return None
    group = [first]
    for date in dates[at + 1 : at + 1 + _MANY]:
        if (
            date.start >= group[-1].end
            and _JOINED.fullmatch(folded[group[-1].end : date.start])
            and date.unit == first.unit
        ):
            group.append(date)
    if words.startswith("tu ") and len(group) < 2:
        return None
    start = opening.start() if words.startswith(_SAID) else opening.end()
    start += len(text[start:]) - len(text[start:].lstrip())
    end = group[-1].end
    yearly = _EVERY_YEAR.match(folded, end)
    end = yearly.end() if yearly else end
    return Limit(text[start:end], ((start, end),), tuple(date.iso for date in group), "truoc" in words)


def in_year(dates: tuple[str, ...], year: int | None, text: str) -> tuple[str, ...]:
    """Answer `dates` with those that have no year put in the plan's `year`, unless `text` says that they come
    every year (or the year is not known): then they stay `--MM-DD`."""
    if year is None or re.search(r"\b(?:hang|moi) nam\b", fold(text)):
        return dates
    return tuple(f"{year}-{iso[2:]}" if iso.startswith("--") else iso for iso in dates)


def _touches(folded: str, end: int, start: int) -> bool:
    """Whether nothing but *ngày* stands between an opening that ends at `end` and a date that starts at `start`."""
    return start <= end or _HOUR.fullmatch(folded[end:start]) is not None


def _finishes(before: str) -> bool:
    return re.search(r"\bhoan thanh\b[^.;]{0,40}$", before) is not None


def labelled_limit(text: str, start: int) -> Limit | None:
    """Answer the time limit of an attribute line: all that follows the label, without the full stop."""
    words = text[start:].strip().rstrip(".;").rstrip()
    if not words:
        return None
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    dates = tuple(date.iso for date in find_dates(words))
    return Limit(words, ((begin, begin + len(words)),), dates, re.search(r"\btruoc\b", fold(words)) is not None)


def find_rhythm(text: str) -> tuple[Rhythm, int, int] | None:
    """Answer the recurrence printed in `text` and its place; a period comes before *thường xuyên*, that before
    *đột xuất*. What money is spent yearly is no rhythm of a duty."""
    folded = fold(text)
    for kinds in (_RHYTHMS[:5], _RHYTHMS[5:6], _RHYTHMS[6:]):
        hits = [
            (match.start(), match.end(), kind)
            for kind, pattern in kinds
            for match in pattern.finditer(folded)
            if not _MONEY.search(folded[max(match.start() - _BEFORE, 0) : match.start()])
        ]
        if hits:
            start, end, kind = min(hits)
            return Rhythm(text[start:end], kind), start, end
    return None


def find_reports(text: str) -> list[Report]:
    """Answer the clauses of `text` that ask for a report by a day."""
    reports = []
    for start, end in _clauses(text):
        clause = text[start:end]
        folded = fold(clause)
        said = _asked(folded)
        limit = find_limit(clause) if said >= 0 else None
        if limit is None or not limit.dates or not any(d.unit == "day" for d in find_dates(limit.text)):
            continue
        if limit.start > 0 and limit.end < said and "," in folded[limit.end : said]:
            continue  # `… xong trước ngày 20/10, báo cáo kết quả`: the day is that of something else
        opening = _clause_start(folded, said, limit)
        reports.append(Report(start + opening, end, _receiver(clause[opening:]), _own_dates(clause, said, limit)))
    return reports


def _own_dates(clause: str, said: int, limit: Limit) -> tuple[str, ...]:
    """`gửi kế hoạch … trước ngày 30/4 và báo cáo kết quả trước ngày 30/11`: the day before *và* is that of the plan."""
    after = find_limit(clause[said:])
    joined = limit.start > 0 and re.search(r"\bvà\s+(?:gửi\s+)?$", clause[:said]) is not None
    return after.dates if joined and after is not None and after.dates else limit.dates


def _asked(folded: str) -> int:
    """Where a clause speaks of reporting; a report that is only to be finished is none. -1 if nowhere."""
    return next((m.start() for m in _REPORT.finditer(folded) if not _FINISHED.search(folded[: m.start()])), -1)


def _clauses(text: str) -> list[tuple[int, int]]:
    """The clauses of the sentences of `text`; one that only tells a time goes with the one before it."""
    spans: list[tuple[int, int]] = []
    for start, end in _sentences(text):
        cuts = [start, *(start + match.end() for match in _CLAUSE_END.finditer(text[start:end])), end]
        spans += [(one, one + len(text[one:other].rstrip(" ;"))) for one, other in pairwise(cuts)]
    return spans


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        spans.append((start, start + len(text[start:end].rstrip())))
    return spans


def _clause_start(folded: str, said: int, limit: Limit) -> int:
    """The clause begins with *báo cáo* where that stands before the date, else with the sentence."""
    if said > limit.start:
        return 0
    if folded.startswith("gui", max(said - 4, 0)):
        said -= 4
    opening = folded[:said]
    return said if re.search(r"\b(?:yeu cau|de nghi|giao)\b", opening) or ";" in opening else 0


def _receiver(clause: str) -> str | None:
    tokens = Tokens(clause)
    for pattern in (_THROUGH, _TO, _REPORTS_TO):
        for match in pattern.finditer(clause):
            names, _ = parse_names(tokens, match.end())
            if names and (pattern is _TO or not names[0].group):
                return ", ".join(name.name for name in names)
    return None
