"""From letters as they were read to letters as they were meant, under one encoding, with the place of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.repair.encodings.tables import TABLES, table

# UTF-8 whose bytes were read one by one as letters of Western Europe
MISREAD = "utf8"
ENCODINGS = (MISREAD, *TABLES)

LOST = "\ufffd"
_WINDOWS = {bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
_AFTER = "[\x80-\xbf" + re.escape("".join(_WINDOWS)) + "]"
_WHOLE = f"[Â-ß]{_AFTER}|[à-ï]{_AFTER}{{2}}|[ð-ô]{_AFTER}{{3}}"
_SEQUENCE = re.compile(f"{_WHOLE}|á[º»]{LOST}?|[ÃÄÆ]{LOST}?")
_AGAIN = re.compile(_WHOLE)
# What is left of a sequence whose last byte Windows-1252 has no letter for, or took for a space.
_CUT = {"Ä": "Đ", "Æ": "Ơ"}
_TIMES_MISREAD = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` as meant; `places[i]` is where its letter `i` stood, and the last the length of what was read."""

    text: str
    places: tuple[int, ...]


def decode(text: str, encoding: str) -> Decoded:
    """Answer what `text` says if its letters are bytes of `encoding` (one of `ENCODINGS`) read as Latin-1 or
    Windows-1252. What the encoding does not have stays."""
    if encoding == MISREAD:
        return _decode_misread(text)
    known = table(encoding)
    return _replace(text, known.pattern, known.letters)


def _replace(text: str, pattern: re.Pattern[str], letters: dict[str, str]) -> Decoded:
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        start = match.start()
        parts.append(text[at:start])
        places.extend(range(at, start))
        letter = letters[match.group()]
        parts.append(letter)
        places.extend([start] * len(letter))
        at = match.end()
    parts.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return Decoded("".join(parts), tuple(places))


def _decode_misread(text: str) -> Decoded:
    """Answer `text` with its bytes of UTF-8 put together, again and again if it was misread more than once."""
    found = Decoded(text, tuple(range(len(text) + 1)))
    pattern = _SEQUENCE
    for _ in range(_TIMES_MISREAD):
        if not _AGAIN.search(found.text):
            break
        letters = {sequence: _letter(sequence) for sequence in set(pattern.findall(found.text))}
        again = _replace(found.text, pattern, letters)
        found = Decoded(again.text, tuple(found.places[place] for place in again.places))
        pattern = _AGAIN
    return found


def _letter(sequence: str) -> str:
    lead = sequence.rstrip(LOST)
    if len(lead) == 1:
        return _CUT.get(lead, LOST)
    if lead in {"á»", "áº"}:
        return LOST
    try:
        return bytes(_WINDOWS.get(char, ord(char) & 0xFF) for char in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return sequence
