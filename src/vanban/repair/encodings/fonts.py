"""Fonts that say how their letters are encoded: `.VnTime` is TCVN3, `VNI-Times` is VNI."""

from __future__ import annotations

import re
from functools import cache

from vanban import data

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,\-_ ]*(?:bold|italic|regular|normal|mt|bolditalic)\b.*$|,.*$", re.IGNORECASE)
# only fonts of one byte a letter come in pairs, one of them with capitals for small letters
_PAIRED = frozenset({"tcvn3", "viscii"})


@cache
def encoding_of_font(name: str) -> tuple[str, bool] | None:
    """Answer the encoding of text set in the font `name` (`tcvn3`, `vni` or `viscii`) and whether the font draws
    capitals for small letters; None for every font of Unicode."""
    plain = _SUBSET_TAG.sub("", name.strip()).lower().replace("\\", "")
    for encoding, openings in _openings():
        if plain.startswith(openings):
            bare = _STYLE.sub("", plain).rstrip()
            return encoding, encoding in _PAIRED and bare.endswith("h")
    return None


@cache
def _openings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(data.groups("encodings/fonts.txt").items())
