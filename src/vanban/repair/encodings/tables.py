"""The tables of the old encodings, as letters that were read from their bytes one by one.

A table's bytes are matched both as Latin-1 and as Windows-1252 reads them, since either may have read the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import data

TABLES = ("tcvn3", "vni", "viscii", "cp1258", "viqr")

# These put letters of their own where Windows-1252 has quotes and dashes, or have no such bytes at all.
_OWN_SIGNS = frozenset({"viscii", "viqr"})
_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-", "\xa0": " "}
)
# What an extractor writes for a byte: the micro sign as a Greek letter, the middle dot as an operator.
_TWINS = {"\u00b5": "\u03bc", "\u00b7": "\u2219"}


@dataclass(frozen=True, slots=True)
class Table:
    """One encoding: `letters` from what was read (one to three characters) to the letter meant, and the pattern that
    finds them."""

    name: str
    letters: dict[str, str]
    pattern: re.Pattern[str]


@cache
def table(name: str) -> Table:
    """Answer the table of the encoding `name`, one of `TABLES`."""
    letters: dict[str, str] = {}
    for line in data.lines(f"encodings/{name}.txt"):
        code, letter = line.split()
        raw = bytes.fromhex(code)
        letters[raw.decode("latin-1")] = letter
    if name not in _OWN_SIGNS:
        # quotes and dashes are those of Windows-1252, which Latin-1 reads as controls
        letters.update({chr(code): sign for code in range(0x80, 0xA0) if (sign := _windows(code))})
    for read, letter in list(letters.items()):
        windows = [_windows(ord(char)) for char in read]
        if all(windows):
            letters.setdefault("".join(windows), letter)
        if read in _TWINS:
            letters.setdefault(_TWINS[read], letter)
    longest = sorted(letters, key=len, reverse=True)
    return Table(name, letters, re.compile("|".join(map(re.escape, longest))))


def _windows(code: int) -> str:
    """Answer what Windows-1252 has at `code`, '' for nothing."""
    return bytes([code]).decode("cp1252", "ignore")


@cache
def _written(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in data.lines(f"encodings/{name}.txt"):
        code, letter = line.split()
        found.setdefault(letter, bytes.fromhex(code).decode("latin-1"))
    return found


def encode(text: str, name: str) -> bytes:
    """Answer `text` (NFC) in the bytes of the old encoding `name`, to make files of that age again; capitals that a
    font of TCVN3 has not are written small, as people did. Raises UnicodeEncodeError for what has no byte at all."""
    written = _written(name)
    if name in _OWN_SIGNS:
        text = text.translate(_PLAIN_SIGNS)
    found = "".join(written.get(char) or written.get(char.lower()) or char for char in text)
    return b"".join(_byte(char) for char in found)


def _byte(char: str) -> bytes:
    try:
        return char.encode("latin-1")
    except UnicodeEncodeError:
        return char.encode("cp1252")
