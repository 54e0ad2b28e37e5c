"""What was printed, seen through a second program: LibreOffice makes the PDF, PDFium says where each letter stands."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72


@dataclass(frozen=True)
class Spot:
    """Where words stand on a page, in millimetres from its upper left corner, and how they are set."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    fonts: frozenset[str]
    sizes: frozenset[float]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A horizontal line on a page, in millimetres."""

    left: float
    right: float
    y: float

    @property
    def length(self) -> float:
        return self.right - self.left


class Printed:
    """The pages of a PDF."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.pages = [page.get_textpage() for page in self.document]
        self.texts = [unicodedata.normalize("NFC", page.get_text_range()) for page in self.pages]

    def __len__(self) -> int:
        return len(self.pages)

    @property
    def text(self) -> str:
        """All words, each run of white space as one space."""
        return " ".join(" ".join(self.texts).split())

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in millimetres."""
        width, height = self.document[page].get_size()
        return width * MM, height * MM

    def find(self, words: str, page: int | None = None) -> Spot:
        """Where `words`, which stand on one line, are printed first."""
        for number in range(len(self.texts)) if page is None else [page]:
            start = self.texts[number].find(words)
            if start >= 0:
                return self.spot(number, start, start + len(words))
        raise AssertionError(f"not printed: {words}")

    def body(self, page: int) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of all letters below the page number."""
        spots = [self.spot(page, at, at + 1) for at, letter in enumerate(self.texts[page]) if letter.strip()]
        below = [spot for spot in spots if spot.top > 18]
        return (
            min(spot.left for spot in below), max(spot.right for spot in below),
            min(spot.top for spot in below), max(spot.bottom for spot in below),
        )  # fmt: skip

    def rules(self, page: int) -> list[Rule]:
        """The horizontal lines that are drawn."""
        height = self.document[page].get_height()
        found = []
        for shape in self.document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            if top - bottom < 3 and right - left > 10:
                found.append(Rule(left * MM, right * MM, (height - (top + bottom) / 2) * MM))
        return found

    def under(self, spot: Spot) -> Rule:
        """The line drawn next under some words."""
        near = [
            rule
            for rule in self.rules(spot.page)
            if 0 <= rule.y - spot.bottom < 4 and rule.left < spot.middle < rule.right
        ]
        assert near, f"no line under {spot}"
        return min(near, key=lambda rule: rule.y)

    def spot(self, number: int, start: int, end: int) -> Spot:
        """Where the letters from `start` up to `end` of a page's text stand."""
        page, height = self.pages[number], self.document[number].get_height()
        boxes = [page.get_charbox(at) for at in range(start, end) if self.texts[number][at].strip()]
        fonts = frozenset(_font(page, at) for at in range(start, end) if self.texts[number][at].strip())
        sizes = frozenset(
            round(pdfium.FPDFText_GetFontSize(page.raw, at), 1)
            for at in range(start, end)
            if self.texts[number][at].strip()
        )
        return Spot(
            number, min(box[0] for box in boxes) * MM, max(box[2] for box in boxes) * MM,
            (height - max(box[3] for box in boxes)) * MM, (height - min(box[1] for box in boxes)) * MM, fonts, sizes,
        )  # fmt: skip


def _font(page: pypdfium2.PdfTextPage, at: int) -> str:
    held = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(page.raw, at, held, 200, None)
    return held.value.decode().rpartition("+")[2]


def words(text: str) -> Iterator[str]:
    """Letters only, for comparing what a line break or a hyphen may have moved."""
    return (part for part in unicodedata.normalize("NFC", text).split() if part)
