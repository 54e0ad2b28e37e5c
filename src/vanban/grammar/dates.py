"""Dates as plans print them: a day, a month, a quarter, a year, with or without the year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

from vanban.grammar.markers import roman
from vanban.repair.folding import fold

_YEAR = r"(?:\s*,?\s*n[a-z]{1,2}m\s+|\s*[/.-]\s*)"
# What a date may begin with, so that no form is tried elsewhere.
_FORMS = re.compile(
    rf"""(?=[\dnhtcmdqs\s])(?:
    (?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)(?!\d)
  | (?:ngay|hom)\s+(?P<day2>\d{{1,2}})\s+thang\s+(?P<month2>\d{{1,2}})(?:{_YEAR}(?P<year2>(?:19|20)\d\d)(?!\d))?
  | (?P<day4>\d{{1,2}})\s+thang\s+(?P<month4>\d{{1,2}}){_YEAR}(?P<year4>(?:19|20)\d\d)(?!\d)
  | (?:ngay|truoc|cham\ nhat|muon\ nhat|den|het)\s+(?P<day3>\d{{1,2}})\s?[/-]\s?(?P<month3>\d{{1,2}})(?!\s?[/\d-])
  | (?:(?<=/\d)|(?<=/\d\d))\s+(?:va|hoac)\s+(?P<day5>\d{{1,2}})\s?/\s?(?P<month8>\d{{1,2}})(?!\s?[/\d-])
  | \bthang\s+(?P<month5>\d{{1,2}}){_YEAR}(?P<year5>(?:19|20)\d\d)(?!\d)
  | \bthang\s+(?P<month6>1[0-2]|0?[1-9])(?![\d/])(?!\s*(?:lan|ngay))
  | \bquy\s+(?P<quarter>i{{1,3}}|iv|[1-4])\b(?:{_YEAR}(?P<year7>(?:19|20)\d\d)(?!\d))?
  | \b(?P<half>6|sau)\s+thang\s+(?P<which>dau|cuoi)\s+nam(?:\s+(?P<year8>(?:19|20)\d\d)(?!\d))?
  | \bn[a-z]{{1,2}}m\s+(?P<year9>(?:19|20)\d\d)(?!\d))
    """,
    re.X,
)

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: `text[start:end]`, ISO or `--MM-DD`, and how exact it is printed."""

    start: int
    end: int
    iso: str
    unit: str  # day, month, quarter, half, year

    @property
    def year(self) -> int | None:
        """The printed year, None for a date that comes every year."""
        return None if self.iso.startswith("--") else int(self.iso[:4])


def find_dates(text: str) -> list[Date]:
    """Answer the dates in `text` in order. A period stands for its last day. A day without a year that is joined
    to a later one with a year (`ngày 15 tháng 5 và ngày 01 tháng 12 năm 2023`) shares it."""
    folded = fold(text)
    if not _DIGIT.search(folded) and "quy" not in folded and "sau" not in folded:
        return []
    dates = [date for match in _FORMS.finditer(folded) if (date := _date(match)) is not None]
    for index in range(len(dates) - 2, -1, -1):
        this, after = dates[index], dates[index + 1]
        joint = folded[this.end : after.start].strip(" ,;")
        if this.year is None and after.year is not None and joint in {"", "va", "va truoc", "va truoc ngay", "hoac"}:
            dates[index] = replace(this, iso=f"{after.year}-{this.iso[2:]}")
    return dates


def _date(match: re.Match[str]) -> Date | None:
    groups = {key.rstrip("0123456789"): value for key, value in match.groupdict().items() if value}
    year = int(groups["year"]) if "year" in groups else None
    if "day" in groups:
        unit, month, day = "day", int(groups["month"]), int(groups["day"])
    elif "month" in groups:
        unit, month, day = "month", int(groups["month"]), 0
    elif "quarter" in groups:
        label = groups["quarter"]
        unit, month, day = "quarter", 3 * (int(label) if label.isdigit() else roman(label.upper())), 0
    elif "half" in groups:
        unit, month, day = "half", 6 if groups["which"] == "dau" else 12, 0
    else:
        unit, month, day = "year", 12, 31
    if not 1 <= month <= 12:
        return None
    last = monthrange(year or 2024, month)[1]
    if day > last or (unit == "day" and day == 0):
        return None
    stem = f"{year:04d}" if year else "-"
    return Date(match.start(), match.end(), f"{stem}-{month:02d}-{day or last:02d}", unit)
