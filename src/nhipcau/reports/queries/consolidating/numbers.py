"""Numbers in the words of a consolidated report: which of them need a record, and how a value is printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nhipcau.paper.public import needing_source


def numbers_in(text: str) -> list[str]:
    """The groups of digits of `text` that need a record, as printed and in order; dates and document numbers do not."""
    return [text[start:end] for start, end in needing_source(text)]


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in stretches, each with whether it is a number that needs a record."""
    at = 0
    for start, end in needing_source(text):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def printed(value: Decimal | int, decimals: int = 0) -> str:
    """A value as it is printed in Vietnam: `1.234,5`; whole numbers below ten with a leading zero (`05`)."""
    shown = f"{Decimal(value):,.{decimals}f}"
    if decimals and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    shown = shown.translate(str.maketrans(",.", ".,"))
    return f"0{shown}" if len(shown) == 1 and shown != "0" else shown
