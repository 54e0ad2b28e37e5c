"""What a passage of a report is about: its telling words, names, titles, days and counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import Path

from nhipcau.documents.public import counted, dated

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
FORMULA = frozenset(_WORDS["formula"].split())
_OFFICES = frozenset(_WORDS["offices"].split())
_KINDS = frozenset(_WORDS["kinds"].split())
PERSONS = frozenset(_WORDS["persons"].replace("\n", "").split("|"))
FIRMS = frozenset(_WORDS["firms"].replace("\n", "").split("|"))
_FEASTS = frozenset(_WORDS["feasts"].split())
BODIES = frozenset(_WORDS["bodies"].split())
LINKS = frozenset(_WORDS["links"].split())
KINDS = frozenset(_WORDS["territories"].split())
_GENERIC = frozenset(_WORDS["generic"].split())
_TONGUE = re.compile(r"\b[Tt]iếng (?:Việt|" + "|".join(_WORDS["tongues"].split()) + r")\b")
_TOWNS = frozenset(_WORDS["towns"].replace("\n", "").split("|"))
_FEAST = re.compile(_WORDS["occasions"].replace("\n", ""), re.I)
_MEANS = frozenset(_WORDS["means"].split())
_ORDINALS = {word: str(at) for at, word in enumerate(_WORDS["ordinals"].split(), 1)}
_ROMAN = re.compile(r"[IVX]+")
_ROMANS = {word: str(at) for at, word in enumerate(_WORDS["romans"].split(), 1)}
_LASTS = re.compile(r"\s?(?:-|–|đến)\s?(?:hết\s)?(?:ngày\s)?")
_PLACE = re.compile(
    r"\b(?P<kind>[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Xx]ã|[Pp]hường)(?=(?P<rest>(?:\s[\w’'-]+){1,4}))"
)
_YEAR = re.compile(r"\bnăm (20\d\d)\b")
_INSTALMENT = re.compile(
    r"\b(?:(?P<kind>quý|đợt|kỳ|khóa|lần)\s(?:thứ\s)?(?P<number>[IVX]+|\d{1,2}|" + "|".join(_ORDINALS) + r")"
    r"|tháng\s(?P<month>\d{1,2})|[Tt]iếng\s(?P<tongue>" + "|".join(_WORDS["tongues"].split()) + r"))\b"
)
_PHRASE = 4  # words in a row
_EVENT = re.compile(
    r"\b(?:lễ hội|liên hoan|hội chợ|ngày hội|diễn đàn|cuộc thi|giải|triển lãm|tuần lễ|festival)"
    r"(?P<name>(?:\s(?!(?:tại|ở|từ|ngày|được|là|với|thu|đón|có|đã|do|cho|năm|lần|và|trên|khai|bế|của)\b)[^\W\d_]+){1,6})",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_TOPIC = re.compile(
    r"\b(?:(?P<course>lớp|khóa|tập huấn|bồi dưỡng)|(?P<kind>hội thảo|hội nghị|tọa đàm|cuộc thi|diễn đàn|chuyên mục"
    r"|phòng,? chống))"
    r"(?P<about>(?:\s(?!(?:tại|ở|từ|ngày|được|với|cho|do|có|đã|theo|trên|năm|tổ)\b)[^\W\d_]+){1,9})",
    re.I,
)
_TITLE = re.compile(r"[“\"«](?P<title>[^”\"»]{6,200})[”\"»]")
_TOKEN = re.compile(r"\w[\w’'.-]*\w|\w")
_JOINS = re.compile(r"\s|\s[-–]\s|-")
_SENTENCE = re.compile(r"(?:^\W*|[.;!?:]\s+|\n\s*[-+•]?\s*)$")
_SHORT_DAYS = re.compile(
    r"(?<![\d/.])(?P<first>\d{1,2})(?:/(?P<own>\d{1,2}))?\s?(?:-|–|đến|và|,)\s?(?:ngày\s)?(?P<last>\d{1,2})\s?[/.]"
    r"(?P<month>\d{1,2})(?!\d)"
    r"|(?:(?<=\()|(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=đêm ))(?P<day>\d{1,2})/(?P<of>\d{1,2})(?=[\s,;.)/]|$)"
)


Day = tuple[int, int]  # month, day


@dataclass(frozen=True, slots=True)
class Count:
    """A number as likeness sees it: `what` are the counted words, casefolded."""

    value: Decimal
    upper: Decimal | None
    unit: str
    what: frozenset[str]
    bound: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with what it is about.

    `key` names it for the caller; `by` is who says it; `duty` the duty under which it was recorded, None for none.
    `words`: telling words; `titles`: quoted names, as sets of words; `names`: proper names, casefolded, offices left
    out; `events`: what festivals, fairs and contests are called; `days`: (month, day) pairs; `spans`: pairs of
    those, where something lasts from one to the other; `places`: ("huyện", "hương khê"), administrative units;
    `instalments`: ("quý", "2"), ("lần", "1"), ("tháng", "3"), ("năm", "2026"), ("tiếng", "anh"), which of several;
    `phrases`: words in a row, most of them telling; `topics`: ("lớp", {"quay", "phim"}), what a course or a
    conference is about; `initials`: those names that are short for a body, as `nhk`.
    """

    key: int
    by: str
    text: str
    duty: int | None
    words: frozenset[str]
    titles: tuple[frozenset[str], ...]
    names: frozenset[str]
    events: frozenset[str]
    days: frozenset[Day]
    counts: tuple[Count, ...]
    spans: frozenset[tuple[Day, Day]]
    places: frozenset[tuple[str, str]]
    instalments: frozenset[tuple[str, str]]
    phrases: frozenset[tuple[str, ...]]
    topics: frozenset[tuple[str, frozenset[str]]]
    initials: frozenset[str]


def words_of(text: str) -> frozenset[str]:
    """The words of `text`, casefolded, without numbers."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=20_000)
def row_of(text: str) -> tuple[str, ...]:
    """The words of `text` in their order, casefolded; numbers and points stand between them as they are."""
    return tuple(re.findall(r"[^\W\d_]+|[\d.,;:()]+", text.casefold()))


def facts_of(key: int, text: str, *, by: str = "", duty: int | None = None) -> Passage:
    """`text` as a passage that can be compared; `key`, `by` and `duty` are handed through."""
    return Passage(key, by, text, duty, *_facts(text))


_Facts = tuple[
    frozenset[str],
    tuple[frozenset[str], ...],
    frozenset[str],
    frozenset[str],
    frozenset[Day],
    tuple[Count, ...],
    frozenset[tuple[Day, Day]],
    frozenset[tuple[str, str]],
    frozenset[tuple[str, str]],
    frozenset[tuple[str, ...]],
    frozenset[tuple[str, frozenset[str]]],
    frozenset[str],
]


@lru_cache(maxsize=20_000)
def _facts(text: str) -> _Facts:
    counts = tuple(
        Count(
            found.value,
            found.upper,
            (found.unit or "").casefold(),
            words_of(found.what or ""),
            found.bound,
            text[found.start : found.end],
        )
        for found in counted(text)
    )
    words = frozenset(word for word in words_of(text) if word not in FORMULA and len(word) > 1)
    titles = tuple(words_of(match["title"]) for match in _TITLE.finditer(text))
    days, spans = _days(text)
    return (
        words,
        titles,
        frozenset(_names(text)),
        frozenset(_events(text)),
        frozenset(days),
        counts,
        frozenset(spans),
        frozenset(_places(text)),
        frozenset(_instalments(text)),
        frozenset(_phrases(text)),
        frozenset(_topics(text)),
        frozenset(_initials(text)),
    )


def _names(text: str) -> set[str]:
    """Proper names; a single syllable only where no sentence begins with it. Offices are none: who did it is told by
    the record, and `Lễ hội` has the capital of its sentence."""
    found = set()
    for begins, run in _runs(_TONGUE.sub("tiếng", text)):
        office = run[0].casefold() in _OFFICES and " ".join(run[:2]).casefold() not in _TOWNS
        if office or run[0].casefold() in _FEASTS or _ROMAN.fullmatch(run[0]):
            continue
        name = run[1:] if begins or run[0].casefold() in _KINDS else run
        if len(name) == 1 and (len(name[0]) < 3 or name[0].casefold() in _MEANS):
            continue
        if name:
            found.add(" ".join(name).casefold())
    return found


def _initials(text: str) -> Iterator[str]:
    """Names of three to five capitals, casefolded: `NHK`, `UNDP`; not what stands for a product or a body of ours."""
    for match in re.finditer(r"\b[A-ZĐ]{3,5}\b", text):
        name = match.group().casefold()
        if not (name in _MEANS or name in _OFFICES or name in FORMULA or _ROMAN.fullmatch(match.group())):
            yield name


def _events(text: str) -> set[str]:
    names = [match["name"].strip() for match in _EVENT.finditer(text)]
    return {name.casefold() for name in names if " " in name or name.istitle()}  # `Lễ hội Kate`, but `lễ hội lớn`


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Words with capitals that stand together, and whether a sentence begins with them."""
    run: list[str] = []
    begins, end = False, 0
    for match in _TOKEN.finditer(text):
        capital = match.group()[0].isupper()
        if run and not (capital and _JOINS.fullmatch(text[end : match.start()])):
            yield begins, run
            run = []
        if capital:
            if not run:
                begins = _SENTENCE.search(text[max(0, match.start() - 40) : match.start()]) is not None
            run.append(match.group())
            end = match.end()
    if run:
        yield begins, run


def _places(text: str) -> Iterator[tuple[str, str]]:
    for match in _PLACE.finditer(text):
        first, *more = match["rest"].split()
        # A number is a name only where it stands alone: `phường 5`, but `tỉnh Xiêng Khoảng 1.200 bản`.
        rest = [first] if first.isdigit() else list(takewhile(lambda word: word[0].isupper(), [first, *more]))
        if name := " ".join(rest).casefold():
            yield match["kind"].casefold(), name


def _instalments(text: str) -> Iterator[tuple[str, str]]:
    yield from (("dịp", match.group().casefold()) for match in _FEAST.finditer(text))
    yield from (("năm", year) for year in _YEAR.findall(text))
    for match in _INSTALMENT.finditer(text):
        if match["month"]:
            yield "tháng", match["month"].lstrip("0")
        elif match["tongue"]:
            yield "tiếng", match["tongue"].casefold()
        else:
            number = match["number"]
            yield match["kind"], _ORDINALS.get(number) or _ROMANS.get(number) or number.lstrip("0")


def _topics(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """What courses, conferences and contests are about; courses are one kind, whatever they are called."""
    for match in _TOPIC.finditer(text):
        kind = "lớp" if match["course"] else match["kind"].casefold()
        if about := words_of(match["about"]) - FORMULA - LINKS - _GENERIC:
            yield kind.replace(",", ""), about


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Four words in a row, three of them telling; nothing that stands between them is a stop."""
    for part in re.split(r"[.;:,()\n]\s*", text):
        row = _WORD.findall(part.casefold())
        for at in range(len(row) - _PHRASE + 1):
            phrase = tuple(row[at : at + _PHRASE])
            if sum(word not in FORMULA and word not in BODIES for word in phrase) >= _PHRASE - 1:
                yield phrase


def _days(text: str) -> tuple[set[Day], set[tuple[Day, Day]]]:
    """The days that `text` names, and those between which something lasts."""
    found: set[Day] = set()
    spans: set[tuple[Day, Day]] = set()
    full = []
    for date in dated(text):
        if date.unit == "day":
            month, day = date.iso.rsplit("-", 2)[-2:]
            found.add((int(month), int(day)))
            full.append((date, (int(month), int(day))))
    for match in _SHORT_DAYS.finditer(text):
        if match["day"]:
            found.add((int(match["of"]), int(match["day"])))
            continue
        last = (int(match["month"]), int(match["last"]))
        first = (int(match["own"] or match["month"]), int(match["first"]))
        found |= {first, last}
        spans.add((first, last))
    for (earlier, first), (later, last) in pairwise(full):
        if _LASTS.fullmatch(text[earlier.end : later.start]):
            spans.add((first, last))
    return {(month, day) for month, day in found if 1 <= month <= 12 and 1 <= day <= 31}, spans
