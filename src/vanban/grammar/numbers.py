"""Numbers that count or measure, and what they count: `1.245 tin, bài`, `98,5 %`, `hơn 3 triệu lượt`, `02 cụm pano`.

A number is printed the Vietnamese way: a point parts thousands, a comma the decimals (`1.234,5`); a word may multiply
it (`3 triệu`, `1,2 nghìn tỷ`). Dates, document numbers, articles of law, years, times of day and numbers that belong
to a name (`Quân khu 4`, `VTV4`) are none. Words are listed in `data/measures.txt`.

`find_numbers` answers the numbers alone, `find_quantities` each with its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from vanban import data
from vanban.grammar.dates import find_dates
from vanban.grammar.symbols import find_symbols

Bound = Literal["about", "over", "least", "most", "under"]

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2}"
_YEARS = re.compile(r"(?:19|20)\d\d")
_SIGHT = 40  # how many characters before and after a number are looked at
_PHRASE_WORDS = 7
_WORD = re.compile(r" ?([^\W\d_]+(?:/[^\W\d_]+)?)")
_IN_WORDS = re.compile(r" ?\((?:[^\W\d_]+ ?){1,6}\)")
_TIME = re.compile(r" ?(?:giờ|h)(?: ?\d{1,2}| ?sáng| ?chiều| ?tối)|:\d\d", re.I)
_MINUTES = re.compile(r"\d ?(?:giờ|h) ?$", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `text[start:end]` holds it with its multiplying word, and the whole of a range.

    `value`: the number, or the low end of a range; `upper`: the high end of a range; `whole`: what it is a part of
    (`120/168 xã`: 120 of 168). Whole numbers are `int`, others `float`.
    """

    start: int
    end: int
    value: int | float
    upper: int | float | None = None
    whole: int | float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; `text[start:end]` runs from the word that bounds it to the last counted word.

    `unit`: the word it is counted in (`tin, bài`, `cụm`, `đồng`, `%`), None where no listed word follows;
    `what`: the counted words whole, unit included (`cụm pano`), None for a share and money, whose matter stands before.
    `bound`: how far the value binds (`khoảng`: about; `hơn`: over; `ít nhất`: least; `không quá`: most; `dưới`: under).
    """

    start: int
    end: int
    number: Number
    unit: str | None
    what: str | None
    bound: Bound | None = None

    @property
    def percent(self) -> bool:
        """Whether it is a share in percent."""
        return self.unit is not None and self.unit in data.groups("measures.txt")["share"]


def find_numbers(text: str) -> list[Number]:
    """Answer the numbers in `text` that count or measure, in order."""
    return [number for number, _ in _counting(text)]


def find_quantities(text: str) -> list[Quantity]:
    """Answer the numbers of `text` that say what they count, in order. A number after a colon (`Số lớp: 12`) counts
    what stands before the colon; it has neither `unit` nor `what`, like money without its currency (`1,5 tỷ`)."""
    found: list[Quantity] = []
    for number, unit in _counting(text):
        what, end = _counted(text, number.end, unit)
        labelled = text[: number.start].rstrip().endswith(":") and re.match(r"\s*(?:[.;,(]|$)", text[number.end :])
        scaled = text[number.end - 1].isalpha()
        if unit is None and what is None and not labelled and not scaled:
            continue
        bound, start = _bound(text, number.start)
        bound = None if number.upper is not None else bound
        found.append(Quantity(start, max(end, number.end), number, unit[0] if unit else None, what, bound))
    return found


def parse_number(printed: str) -> int | float:
    """Answer the value of digits printed the Vietnamese way: `1.234,5` is 1234.5, `02` is 2, `12.5` is 12.5.

    Raises ValueError where `printed` is no such number.
    """
    if not re.fullmatch(_DIGITS, printed):
        raise ValueError(f"not a number: {printed!r}")
    return _plain(_decimal(printed))


def _decimal(printed: str) -> Decimal:
    if re.fullmatch(r"\d+\.\d{1,2}", printed):
        return Decimal(printed)
    return Decimal(printed.replace(".", "").replace(",", "."))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


@cache
def _shape() -> re.Pattern[str]:
    scales = "|".join(re.escape(word) for word in _scales())
    scale = rf"(?:\s(?:{scales})(?!\w))"
    return re.compile(
        rf"(?<![\w.,/:–-])(?P<low>{_DIGITS})(?![\d]|[.,]\d)(?P<scale>{scale}{{0,2}})"
        rf"(?:(?P<mid>\s?%)?\s?(?:-|–|đến|tới)\s?(?P<high>{_DIGITS})(?![\d/]|[.,]\d)(?P<scale2>{scale}{{0,2}})"
        rf"|/(?P<whole>{_DIGITS})(?![\d/]|[.,]\d))?"
    )


@cache
def _scales() -> dict[str, int]:
    return {word: int(factor) for word, factor in (item.split(" ") for item in data.groups("measures.txt")["scale"])}


def _scaled(printed: str, scale: str) -> Decimal:
    value = _decimal(printed)
    for word in scale.split():
        value *= _scales()[word]
    return value


Unit = tuple[str, int]  # the listed word and where it ends


def _counting(text: str) -> Iterator[tuple[Number, Unit | None]]:
    """The numbers that are no date, symbol, year, order or name, each with the listed unit that follows it."""
    taken: list[tuple[int, int]] | None = None
    named = -1  # where a row of numbers that name something ends: `khoản 2, 3 và 5`
    for match in _shape().finditer(text):
        if taken is None:
            dates = [(date.start, date.end) for date in find_dates(text)]
            taken = sorted(dates + [(symbol.start, symbol.end) for symbol in find_symbols(text)])
        number = _number(match)
        unit = None if number is None else unit_at(text, number.end)
        if number is None or _inside(taken, match.start(), match.end()):
            continue
        if _names(text, match, unit) or (
            named >= 0 and re.fullmatch(r"\s?(?:,|và|đến|-)\s?", text[named : match.start()]) and unit is None
        ):
            named = match.end()
            continue
        yield number, unit


def _number(match: re.Match[str]) -> Number | None:
    low, high, whole = match["low"], match["high"], match["whole"]
    if len(low) > 2 and low[0] == "0" and low[1].isdigit():
        return None  # a telephone number or a code
    scale = match["scale"] or match["scale2"] or ""
    value = _scaled(low, scale)
    if whole is not None:
        total = _decimal(whole)
        return Number(match.start(), match.end(), _plain(value), None, _plain(total)) if 0 < value <= total else None
    if high is None:
        return Number(match.start(), match.end(), _plain(value))
    upper = _scaled(high, match["scale2"] or "")
    if upper <= value:
        return None
    return Number(match.start(), match.end(), _plain(value), _plain(upper))


def _inside(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (start, end))
    return any(begin < end and start < stop for begin, stop in taken[max(at - 1, 0) : at + 1])


def _names(text: str, match: re.Match[str], unit: Unit | None) -> bool:
    """Whether the number is a year, a time, or belongs to the word before it."""
    after = text[match.end() : match.end() + _SIGHT]
    if (after[:1].isalpha() and unit is None) or _TIME.match(after):
        return True
    if re.match(r"[/-]\w", after) and unit is None:
        return True
    if match["whole"] is not None and unit is None:
        return True
    before = text[max(match.start() - _SIGHT, 0) : match.start()]
    if _MINUTES.search(before):
        return True
    if _YEARS.fullmatch(match["low"]) and not match["scale"]:
        return unit is None or match["high"] is not None
    if _ordinals("ordinal").search(before):
        return re.search(r"\b(?:tổng|trong) số\s$", before, re.I) is None
    return unit is None and _ordinals("weak").search(before) is not None


@cache
def _ordinals(key: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, data.groups("measures.txt")[key]))
    return re.compile(rf"(?<!\w)(?:{words})\s?$", re.I)


def unit_at(text: str, at: int) -> Unit | None:
    """Answer the listed unit that follows a number which ends at `at`, and where it ends; None if none does."""
    words = _IN_WORDS.match(text, at)
    match = _units().match(text, words.end() if words else at)
    if match is None:
        return None
    word = " ".join(match.group().split())
    return _unit_names().get(word.lower(), word), match.end()


@cache
def _unit_names() -> dict[str, str]:
    groups = data.groups("measures.txt")
    return {name.lower(): name for key in ("share", "money", "measure", "joined", "count") for name in groups[key]}


@cache
def _units() -> re.Pattern[str]:
    longest_first = sorted(_unit_names().values(), key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first if name != "%")
    return re.compile(rf"\s?(?:%|(?i:{words})(?!\w))")


def _counted(text: str, at: int, unit: Unit | None) -> tuple[str | None, int]:
    """Answer the counted words after a number that ends at `at`, and where they end."""
    groups = data.groups("measures.txt")
    if unit is not None and unit[0] in (*groups["share"], *groups["money"], *groups["measure"]):
        return None, unit[1]
    words = _IN_WORDS.match(text, at)
    begin = words.end() if words else at
    end = unit[1] if unit is not None else begin
    for _ in range(_PHRASE_WORDS):
        word = _WORD.match(text, end)
        if word is None or (end > begin and text[end] != " ") or _stops().match(text, word.start(1)):
            break
        if end == begin and word[1][:1].isupper() and unit is None:
            break  # a name, not a counted thing
        end = word.end()
    what = text[begin:end].strip()
    return (what, end) if what else (None, at)


@cache
def _stops() -> re.Pattern[str]:
    words = sorted(data.groups("measures.txt")["stops"], key=len, reverse=True)
    return re.compile(rf"(?i:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _bounds() -> re.Pattern[str]:
    keys = ("about", "over", "least", "most", "under")
    groups = data.groups("measures.txt")
    shapes = (rf"(?P<{key}>{'|'.join(sorted(map(re.escape, groups[key]), key=len, reverse=True))})" for key in keys)
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})\s$", re.I)


def _bound(text: str, start: int) -> tuple[Bound | None, int]:
    base = max(start - _SIGHT, 0)
    match = _bounds().search(text[base:start])
    if match is None:
        return None, start
    bound: Bound = match.lastgroup  # type: ignore[assignment]
    return bound, base + match.start()
