"""Figures as officials type them. Pure functions; `static/reports/js/figures.js` says the same in the browser."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.core.public import fold

from ..choices import FigureProblem, ValueKind

_WORDS = {
    "khong phat sinh": ValueKind.NOTHING_AROSE,
    "kps": ValueKind.NOTHING_AROSE,
    "khong ap dung": ValueKind.NOT_APPLICABLE,
    "chua co": ValueKind.MISSING,
    "chua co so lieu": ValueKind.MISSING,
    "chua tong hop": ValueKind.MISSING,
}
_UNCLEAR = {"khong", "khong co", "-", "--", "x", "/"}
_ABOUT = re.compile(r"^(khoang|chung|uoc|uoc tinh|uoc dat|gan|hon|tren|duoi|toi thieu|it nhat|~|≈|>|<|≥|≤)\s*\d")
_RANGE = re.compile(r"^\d[\d.,]*\s*(-|–|—|den|toi)\s*\d[\d.,]*\D*$")
_NUMBER = re.compile(r"^(?P<sign>[-−]?)(?P<digits>\d[\d.,  ]*)(?P<unit>\D*)$")
_VIETNAMESE = re.compile(r"^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")
_LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class FigureRead:
    """What was typed, understood: `kind` with its `value`, or `problem` with a `hint`; all empty for nothing typed."""

    kind: ValueKind | None = None
    value: Decimal | None = None
    problem: FigureProblem | None = None
    hint: str = ""

    def sentence(self, written: str) -> str:
        """The problem in words; "" where there is none."""
        return str(self.problem.label) % {"written": written.strip()[:60], "hint": self.hint} if self.problem else ""


def read_figure(written: str, *, unit: str, decimals: int) -> FigureRead:
    """What an official means by `written`, for an indicator of a unit with so many decimals.

    `1.234,5` is one thousand two hundred thirty-four and a half; `12 %` a number where the unit is a percentage;
    `không phát sinh`, `không áp dụng` and `chưa có số liệu` are kinds of their own. Whatever can be read in two ways
    (`1,234`, `1.5`, `khoảng 20`, `không`) is a problem with a sentence and never a guess.
    """
    plain = " ".join(unicodedata.normalize("NFKC", written).split())
    folded = fold(plain).strip(" .")
    if not plain:
        return FigureRead()
    if folded in _WORDS:
        return FigureRead(_WORDS[folded])
    if folded in _UNCLEAR:
        return FigureRead(problem=FigureProblem.NO_OR_NONE)
    if _ABOUT.match(folded):
        return FigureRead(problem=FigureProblem.ABOUT)
    if _RANGE.match(folded):
        return FigureRead(problem=FigureProblem.RANGE)
    return _number(plain, unit, decimals)


def _number(plain: str, unit: str, decimals: int) -> FigureRead:
    found = _NUMBER.match(plain)
    if not found:
        return FigureRead(problem=FigureProblem.NOT_A_NUMBER)
    said = fold(found["unit"]).strip(" .")
    if said == "%" and "%" not in unit:
        return FigureRead(problem=FigureProblem.PERCENT, hint=unit)
    if said and said not in _names_of(unit):
        return FigureRead(problem=FigureProblem.OTHER_UNIT, hint=unit)
    digits = re.sub(r"\s", "", found["digits"]).rstrip(".,")
    value, meant = _value(digits, decimals)
    if value is None:
        if meant:
            return FigureRead(problem=FigureProblem.DECIMAL_POINT, hint=meant)
        return FigureRead(problem=FigureProblem.NOT_A_NUMBER)
    if found["sign"]:
        return FigureRead(problem=FigureProblem.NEGATIVE)
    return _checked(digits, value, decimals)


def _names_of(unit: str) -> set[str]:
    """A unit and its parts: "tin, bài" may be typed as `tin`, `bài` or whole."""
    whole = fold(unit).strip(" .")
    return {whole, *(part.strip() for part in whole.split(","))} - {""}


def _value(digits: str, decimals: int) -> tuple[Decimal | None, str]:
    """The number, or what it might have meant in Vietnamese writing."""
    if _VIETNAMESE.match(digits):
        whole, _comma, part = digits.replace(".", "").partition(",")
        if len(part) == 3 and decimals < 3 and digits.count(".") == 0 and len(whole) <= 3:
            return None, grouped(whole + part)
        return Decimal(f"{whole}.{part}" if part else whole), ""
    if re.match(r"^\d{1,3}(,\d{3})+(\.\d+)?$", digits):  # 1,234.5 as English writes it
        whole, _point, part = digits.replace(",", "").partition(".")
        return None, grouped(whole) + (f",{part}" if part else "")
    if re.match(r"^\d+\.\d+$", digits):
        return None, digits.replace(".", ",")
    return None, ""


def _checked(digits: str, value: Decimal, decimals: int) -> FigureRead:
    part = digits.partition(",")[2].rstrip("0")
    if value >= _LARGEST:
        return FigureRead(problem=FigureProblem.TOO_LARGE)
    if len(part) > decimals:
        if decimals:
            return FigureRead(problem=FigureProblem.TOO_FINE, hint=str(decimals))
        return FigureRead(problem=FigureProblem.WHOLE, hint=grouped(digits.partition(",")[0].replace(".", "")))
    return FigureRead(ValueKind.NUMBER if value else ValueKind.ZERO, value)


def grouped(digits: str) -> str:
    """A whole number with points between its thousands: `1234567` → `1.234.567`."""
    return f"{int(digits):,}".replace(",", ".")


def written(value: Decimal) -> str:
    """A number as Vietnamese writes it, without decimals that say nothing: `Decimal("1234.50")` → `1.234,5`."""
    text = f"{value.normalize():f}"
    whole, _point, part = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return sign + grouped(whole.lstrip("-")) + (f",{part}" if part else "")
