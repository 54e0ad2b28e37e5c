"""The line of number, place and date: `Số: 45/KH-UBND`, `Cao Bằng, ngày 06 tháng 02 năm 2026`, also left blank."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from vanban.grammar.dates import find_dates
from vanban.grammar.letters import UPPER
from vanban.grammar.symbols import compact, find_symbols
from vanban.repair.folding import fold
from vanban.repair.lines import Line

# `Số:`, `Luật số:`, also as recognition reads it (`S6:`, `Sé:`).
_NUMBER_LABEL = re.compile(
    r"\W*(?:(?:luat|nghi quyet|quyet dinh|nghi dinh|thong tu|so hieu)\s+)?s[o06e]{1,2}(?:\s*hieu)?"
    r"(?:\s*[:;.,]\s*|\s+(?=[\dil|o]{1,5}\s*[-/]\s*[a-z])|\s+(?=[-/.…_]))"
)
_BLANK = re.compile(
    r"[\s.…_]*(?:/\s?(?P<year>(?:19|20)\d\d))?\s?[-/]\s?(?P<symbol>[A-ZĐ][\w&.]*(?:\s?[-/]\s?[A-ZĐ][\w&.]*)*)"
)
_BENT_DIGITS = re.compile(r"(?P<digits>[\dlIiOo|]{1,5})(?=\s?[/-])")
_DIGITS = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "O": "0", "o": "0", "Q": "0", "q": "0"})
_DAY_WORD = re.compile(r"\bng[a-z]{1,2}\b(?=\s*(?:[\W\d_lioq]{0,6})\s*th[a-z]{2,3}\b|\s*\d{1,2}\s?[/.-])")
_LONG_DATE = re.compile(
    r"\bng[a-z]{1,2}\s*(?P<day>\S ?\S?)\s*th[a-z]{2,3}\s*(?P<month>\S ?\S?)\s*n[a-z]{1,2}m\s*(?P<year>\S{4})(?!\w)"
)
_CUT_DATE = re.compile(r"\bngày\s+\S{1,2}\s+tháng\s+\S{1,2}(?:\s+năm)?\s*$", re.I)
_YEAR_ROW = re.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d\s*", re.I)
_PLACE_WORDS = re.compile(
    r"(?:(?<![\w/-])(?:(?:Thành phố|thành phố|Tỉnh|Xã|Phường|Đặc khu|Thị xã|Huyện)\s+)?"
    rf"(?:TP\.?\s?|[{UPPER}][^\W\d_]*[ .-]+){{0,4}}[{UPPER}][^\W\d_]*)\s*[,.;]?\s*$"
)
_FAR = 60


@dataclass(frozen=True, slots=True)
class Numbered:
    """A printed number: `number` whole or None where its figures are left blank, `symbol` what follows them."""

    start: int
    end: int
    number: str | None
    symbol: str | None


@dataclass(frozen=True, slots=True)
class Dateline:
    """A place and a date: `start` where they begin, `end` where they end; each None where it is not printed."""

    start: int
    end: int
    place: tuple[int, int] | None
    date: tuple[int, int, str] | None
    year: int | None


def read_number(text: str) -> Numbered | None:
    """Answer the document's number if `text` opens with one after `Số`, or is nothing but one."""
    label = _NUMBER_LABEL.match(fold(text))
    if label is None:
        found = find_symbols(text)
        if found and not re.sub(r"\W", "", text[: found[0].start] + text[found[0].end :]):
            return _numbered(found[0].start, found[0].end, found[0].number)
        return None
    at = label.end()
    found = [symbol for symbol in find_symbols(text) if symbol.start - at < 4]
    if found:
        return _numbered(found[0].start, found[0].end, found[0].number)
    bent = _BENT_DIGITS.match(text, at)
    if bent is not None and any(char.isdigit() for char in bent["digits"]):
        mended = text[:at] + bent["digits"].translate(_DIGITS) + text[bent.end() :]
        found = [symbol for symbol in find_symbols(mended) if symbol.start == at]
        if found:
            return _numbered(at, found[0].end, found[0].number)
    blank = _BLANK.match(text, at)
    if blank is not None:
        return Numbered(blank.start("symbol"), blank.end("symbol"), None, compact(blank["symbol"]))
    return Numbered(at, at, None, None)


def _numbered(start: int, end: int, number: str) -> Numbered:
    symbol = re.sub(r"^\d+[a-zA-Z]?(?:/(?:19|20)\d\d)?[-/]", "", number)
    return Numbered(start, end, number, symbol)


def read_dateline(text: str) -> Dateline | None:
    """Answer place and date if `text` ends in them; figures left blank or unreadable give no date."""
    folded = fold(text)
    day_word = _DAY_WORD.search(folded)
    if day_word is None:
        return None
    before = text[: day_word.start()]
    words = _PLACE_WORDS.search(before)
    place = _place(before, words) if words else None
    if len(text) - day_word.start() > _FAR:
        return None
    left = before[: place[0]] if place else before
    if any(char.islower() for char in left):
        return None  # a date in a sentence
    date, year = _date(text, folded, day_word.start())
    start = place[0] if place else day_word.start()
    return Dateline(start, len(text), place, date, year)


def with_whole_dates(rows: list[Line]) -> list[Line]:
    """Answer the rows of a head, a date whose year a narrow column has put on the next row made whole."""
    found: list[Line] = []
    for row in rows:
        if found and _YEAR_ROW.fullmatch(row.text) and _CUT_DATE.search(found[-1].text):
            found[-1] = _together(found[-1], row)
        else:
            found.append(row)
    return found


def _together(first: Line, second: Line) -> Line:
    words = second.text.strip()
    at = second.text.index(words)
    head = first.text.rstrip()
    places = [first.source(column) for column in range(len(head) + 1)]
    places += [second.source(at + column) for column in range(len(words) + 1)]
    return Line(first.number, f"{head} {words}", first.start, tuple(place - first.start for place in places))


def _place(before: str, words: re.Match[str]) -> tuple[int, int] | None:
    """The words right before the comma; `TỈNH X` in capitals that stands on their left is not among them."""
    text = words.group().rstrip(" ,.;")
    parts = list(re.finditer(r"\S+", text))
    if not before.rstrip().endswith((",", ".", ";")) and len(parts) > 3:
        return None
    if any(not part.group().isupper() for part in parts):
        while len(parts) > 1 and parts[0].group().strip(".").isupper() and fold(parts[0].group()) not in {"tp", "tp."}:
            parts.pop(0)
    start = words.start() + parts[0].start()
    end = words.start() + len(text)
    return (start, end) if end - start < _FAR else None


def _date(text: str, folded: str, at: int) -> tuple[tuple[int, int, str] | None, int | None]:
    match = _LONG_DATE.search(folded, at)
    if match is not None:
        figures = [
            text[match.start(key) : match.end(key)].replace(" ", "").translate(_DIGITS)
            for key in ("day", "month", "year")
        ]
        if all(figure.isascii() and figure.isdigit() for figure in figures):
            day, month, year = map(int, figures)
            if 1900 < year < 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
                return (match.start(), match.end(), f"{year:04d}-{month:02d}-{day:02d}"), year
    dates = [date for date in find_dates(text[at:]) if date.year]
    whole = next((date for date in dates if date.unit == "day"), None)
    if whole is not None:
        return (at + whole.start, at + whole.end, whole.iso), whole.year
    return None, next((date.year for date in dates), None)
