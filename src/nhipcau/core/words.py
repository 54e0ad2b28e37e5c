"""Vietnamese words as people look for them and as lists are sorted: pure functions over text."""

from __future__ import annotations

import unicodedata

_D = str.maketrans({"đ": "d", "Đ": "d"})
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: f"{place + 20}" for place, letter in enumerate(_ALPHABET)}
# The five tone marks in the order of Vietnamese dictionaries; no mark comes first.
_TONE = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """`text` in composed form with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """`text` without marks and case, for looking things up: `Đối ngoại` and `doi ngoai` fold alike."""
    bare = (letter for letter in unicodedata.normalize("NFD", text.casefold()) if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", "".join(bare)).translate(_D)


def sort_key(text: str) -> str:
    """A key of digits that puts texts in the order of a Vietnamese dictionary in any database collation.

    Letters count first (a < ă < â < b … d < đ …), then tones; digits of the text come before letters.
    """
    letters, tones = [], []
    for letter in nfc(text).casefold():
        plain, tone = _without_tone(letter)
        if plain in _LETTER:
            letters.append(_LETTER[plain])
            tones.append(tone)
        else:
            letters.append(f"1{plain}" if plain.isascii() and plain.isdigit() else "00")
    return f"{''.join(letters)}00{''.join(tones)}"


def _without_tone(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((_TONE[part] for part in parts if part in _TONE), "0")
    plain = "".join(part for part in parts if part not in _TONE)
    return unicodedata.normalize("NFC", plain), tone
