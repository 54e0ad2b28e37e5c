"""Lengths on the page, and how wide a text of the document's typeface is."""

from __future__ import annotations

import unicodedata

# Advance widths in thousandths of the size. Tinos and Times New Roman have the same.
_REGULAR = {250: " .,", 278: "ijlt:;/", 333: "frI-()", 389: "sJ", 444: "acez", 500: "bdghknopquvxy0123456789đ",
            529: "ơ", 542: "ư", 556: "FPS", 611: "ELTZ", 667: "BCR", 722: "wADGHKNOQUVXYĐƠ", 776: "Ư", 778: "m",
            889: "M", 944: "W", 1000: "…"}  # fmt: skip
_BOLD = {250: " .,", 278: "il/", 333: "fjt:;-()", 389: "sI", 444: "cerz", 500: "agovxyJ0123456789", 554: "ơ",
         556: "bdhknpquSđ", 600: "ư", 611: "FP", 667: "BELTZ", 722: "wACDNRUVXYĐ", 778: "GHKOQƠ", 796: "Ư", 833: "m",
         944: "M", 1000: "W…"}  # fmt: skip
_WIDTHS = [{letter: width for width, letters in table.items() for letter in letters} for table in (_REGULAR, _BOLD)]
_HORN = "\u031b"
_UNKNOWN = 600
_MM_PER_POINT = 25.4 / 72


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point, the unit of lengths in a DOCX."""
    return round(mm / _MM_PER_POINT * 20)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is at `size` points, in millimetres."""
    table = _WIDTHS[bold]
    units = 0
    for letter in unicodedata.normalize("NFC", text):
        if letter not in table:
            parts = unicodedata.normalize("NFD", letter)
            letter = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
        units += table.get(letter, _UNKNOWN)
    return units / 1000 * size * _MM_PER_POINT


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """`text` broken at spaces into lines of at most `room` millimetres, as a word processor breaks it."""
    found: list[str] = []
    for word in text.split():
        if found and width(f"{found[-1]} {word}", size, bold=bold) <= room:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return found


def shortened(text: str, size: float, room: float) -> str:
    """`text`, cut at a word and ended with `…` where it would not fit one line of `room` millimetres."""
    if width(text, size) <= room:
        return text
    words = text.split()
    while len(words) > 1 and width(f"{' '.join(words)}…", size) > room:
        words.pop()
    return f"{' '.join(words).rstrip(' ,;.-')}…"
