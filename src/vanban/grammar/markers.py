"""Markers that open a unit: what they look like and how deep they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.grammar.symbols import opens_with_symbol
from vanban.repair.folding import fold

# Depth of each style where a document uses them all; a document skips what it does not use.
RANKS = {
    "part": 1,
    "chapter": 2,
    "division": 3,
    "subdivision": 4,
    "article": 5,
    "capital": 6,
    "roman": 7,
    "named": 8,
    "arabic": 9,
    "decimal": 10,  # 10 plus the number of dots
    "letter": 15,
    "small_roman": 16,
    "bracketed": 17,
    "dash": 18,
    "plus": 19,
    "star": 20,
    "dot": 20,
}
BULLETS = frozenset({"dash", "plus", "star", "dot"})

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
# a programme counts what it asks for by name: "Nhiệm vụ 1: …", "Nhóm giải pháp II. …"
_NAMED = "|".join(
    f"{word[0].upper()}{word[1:]}|{word.upper()}"
    for word in ("nhiệm vụ", "nhóm nhiệm vụ", "giải pháp", "nhóm giải pháp", "nội dung", "hoạt động", "bước")
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?(?P<label>[IVX]{1,5}|\d{1,2}|\w+)\b\s*[.:\-–]?\s*")),
    ("chapter", re.compile(r"(?:CHƯƠNG|Chương)\s+(?P<label>[IVXL]{1,7}|\d{1,2})\b\s*[.:\-–]?\s*")),
    ("division", re.compile(r"(?:MỤC|Mục)\s+(?P<label>[IVX]{1,5}|\d{1,2})\s*[.:\-–]\s*")),
    ("subdivision", re.compile(r"(?:TIỂU MỤC|Tiểu mục|TIỂU MUC)\s+(?P<label>[IVX]{1,5}|\d{1,2})\s*[.:\-–]\s*")),
    ("article", re.compile(r"(?:ĐIỀU|Điều)\s+(?P<label>\d{1,3}[a-zđ]?)\s*[.:\-–]\s*")),
    (
        "named",
        re.compile(rf"(?:{_NAMED})\s+(?:số\s+)?(?P<label>[IVX]{{1,5}}|\d{{1,2}})\s*(?:[.:]\s*|[\-–]\s+)(?=[^\d\s])"),
    ),
    ("decimal", re.compile(r"(?P<label>\d{1,2}(?:\s?\.\s?\d{1,2}){1,4})(?:\s*[.)/\-–:]\s*|\s+)(?=\D)")),
    ("roman", re.compile(r"(?![IVXLC]+/\d)(?P<label>[IVXLC]{1,7})\s*(?:[./)\-–:]+\s*)(?=\S)")),
    ("capital", re.compile(r"(?P<label>[A-HĐ])\s*(?:[./)]\s*|[\-–]\s+)(?=\S)")),
    ("arabic", re.compile(r"(?P<label>\d{1,3}[a-zđ]?)(?:\s?[.)/]\s*|\s?[\-–]\s+|\s?:\s+)(?=[^\d\s])")),
    ("bracketed", re.compile(r"(?:\((?P<label>\d{1,2})\)|(?P<circled>[①-⑳]))\s*(?=[^\W\d_])")),
    ("small_roman", re.compile(r"\(?(?P<label>i{2,3}|iv|vi{1,3}|ix|i)\)\s*(?=\S)")),
    ("letter", re.compile(r"(?P<label>[a-zđ¢©]{1,2})\s?(?:\)\s*|\.\s+|/\s+)(?=\S)")),
    ("dash", re.compile(r"[-–—−]{1,2}\s*(?=[^\s\-–—])")),
    ("plus", re.compile(r"\+\s*(?=\S)")),
    # no further off: the asterisk under a Party issuer stands in another column than what follows it
    ("star", re.compile(r"\*{1,3}\s{0,3}(?=[^\s*])")),
    ("dot", re.compile(r"[•●▪■◦○·❖➢✓\uf0b7\uf02d\uf0a7\uf0d8]\s*(?=\S)")),
)
_BARE_ARTICLES = re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|ĐIỀU|Điều)\b")
_OCR_LETTERS = {"¢": "c", "©": "c"}
_BULLET_SIGNS = {"dash": "-", "plus": "+", "star": "*", "dot": "•"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the head of a line: `label` as printed, `value` its place in its row (0 for a bullet)."""

    style: str
    label: str
    value: int
    end: int

    @property
    def rank(self) -> int:
        """How deep units of this style stand."""
        return RANKS[self.style] + (self.label.count(".") if self.style == "decimal" else 0)


def find_marker(text: str) -> Marker | None:
    """Answer the marker that opens `text` (its leading white space dropped), or None."""
    for style, shape in _SHAPES:
        match = shape.match(text)
        if match is None:
            continue
        label = match.groupdict().get("label") or _BULLET_SIGNS.get(style) or _circled(match["circled"])
        if style == "arabic" and opens_with_symbol(text):
            return None
        marker = _marker(style, label, match.end())
        if marker is not None:
            return marker
    return None


def _marker(style: str, label: str, end: int) -> Marker | None:
    if style in BULLETS:
        return Marker(style, label, 0, end)
    if style == "roman" and label in {"C", "L"}:
        return None
    if style in {"part", "chapter", "division", "subdivision", "roman", "named"}:
        value = int(label) if label.isdigit() else roman(label) or _ORDINALS.get(fold(label), 0)
        return Marker(style, label, value, end) if value else None
    if style == "small_roman":
        return Marker(style, label, roman(label.upper()), end)
    if style == "decimal":
        label = label.replace(" ", "")
        return Marker(style, label, int(label.rsplit(".", 1)[1]), end)
    if style in {"arabic", "article", "bracketed"}:
        return Marker(style, label, int(re.match(r"\d+", label).group()), end)  # type: ignore[union-attr]
    label = _OCR_LETTERS.get(label, label)
    value = letter_value(label.lower())
    return Marker(style, label, value, end) if value else None


def _circled(sign: str) -> str:
    """`③` counts as 3."""
    return str(ord(sign) - ord("①") + 1)


def roman(label: str) -> int:
    """Answer the value of a roman numeral, 0 if it is none."""
    if not _ROMAN.fullmatch(label):
        return 0
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in label]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def to_roman(value: int) -> str:
    """Answer `value` (1 to 89) as a roman numeral."""
    tens, ones = divmod(value, 10)
    return ("L" if tens >= 5 else "XL" if tens == 4 else "") + "X" * (tens % 5 if tens != 4 else 0) + (
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"
    )[ones]  # fmt: skip


_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


def letter_value(label: str) -> int:
    """Answer the place of a list letter, `đ` after `d`; `aa` counts on after `z`; 0 if it is none."""
    if len(label) == 2 and label[0] != label[1]:
        return 0
    at = _LETTERS.find(label[0])
    return 0 if at < 0 else at + 1 + (len(_LETTERS) if len(label) == 2 else 0)
