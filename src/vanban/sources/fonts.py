"""Fonts whose letters are not Unicode: a run set in one is handed over with its name, its text as stored."""

from __future__ import annotations

from functools import lru_cache

from vanban.repair.encodings.fonts import encoding_of_font


@lru_cache(maxsize=256)
def legacy_font(name: str | None) -> str | None:
    """Answer `name` if it is the name of a font of an old Vietnamese encoding (`.VnTime`, `VNI-Times`), else None."""
    return name if name is not None and len(name) < 100 and encoding_of_font(name) is not None else None


def stored(text: str) -> str:
    """Answer text of such a font with letters of the private area, where symbol fonts keep theirs, as bytes."""
    if not any("\uf000" <= letter <= "\uf0ff" for letter in text):
        return text
    return "".join(chr(ord(letter) - 0xF000) if "\uf000" <= letter <= "\uf0ff" else letter for letter in text)
