"""Labels of numbered lists, which a word processor or a browser draws but does not store as text."""

from __future__ import annotations

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
MAX_REPEATED_LETTERS = 20
DASHES = frozenset("-‐‑‒–—−")


def roman(value: int) -> str:
    """Lower-case roman numeral of 1 … 3999; other values are printed in digits, as word processors do."""
    if not 0 < value < 4000:
        return str(value)
    digits: list[str] = []
    for worth, sign in ROMAN:
        count, value = divmod(value, worth)
        digits.append(sign * count)
    return "".join(digits)


def letter(value: int) -> str:
    """Lower-case list letter as printed: a … z, then aa, bb …; there is no *đ* in an automatic list."""
    if not 0 < value <= 26 * MAX_REPEATED_LETTERS:
        return str(value)
    rounds, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def counted(value: int, style: str) -> str:
    """The number `value` in an OOXML number format (`lowerLetter`, `upperRoman` …); decimal if unknown."""
    match style:
        case "none":
            return ""
        case "decimalZero":
            return f"{value:02d}"
        case "lowerLetter":
            return letter(value)
        case "upperLetter":
            return letter(value).upper()
        case "lowerRoman":
            return roman(value)
        case "upperRoman":
            return roman(value).upper()
        case "vietnameseCounting" if 0 <= value < len(VIETNAMESE):
            return VIETNAMESE[value]
        case _:
            return str(value)


def bullet(glyph: str, depth: int) -> str:
    """The dash or plus that stands for a bullet in an official document.

    A printed dash or plus stays; a dot, square or symbol-font glyph becomes `-` at the first level and `+`
    below it, which is how administrative texts print the same two levels.
    """
    sign = glyph.strip()[:1]
    if sign in DASHES:
        return "-"
    if sign == "+":
        return "+"
    return "-" if depth == 0 else "+"
