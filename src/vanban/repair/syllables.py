"""Whether letters can be a Vietnamese syllable, by how syllables are built (data/syllables.txt): an opening, a
rime, a tone. Both places of the tone are right (`hòa`, `hoà`), any other is not (`tóan`)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from vanban import data

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SHARP_OR_HEAVY = {"\u0301", "\u0323"}
_STOPS = ("p", "t", "c", "ch", "k")
_QUALITY = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST = 7


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether `word` (any case, composed letters, no signs around it) is built like a Vietnamese syllable."""
    if not 0 < len(word) <= _LONGEST:
        return False
    plain, tone, place = _toneless(word.lower())
    if plain is None:
        return False
    return any(_rime_takes(plain[at:], tone, place - at) for at in _rime_starts(plain))


def _toneless(word: str) -> tuple[str | None, str, int]:
    """Answer `word` without its tone, the tone ('' for none) and where it stood; None if it has two tones."""
    if word.isascii():
        return word, "", -1
    plain, tone, place = "", "", -1
    for at, letter in enumerate(word):
        parts = unicodedata.normalize("NFD", letter)
        marks = [mark for mark in parts if mark in _TONES]
        if marks:
            if tone or len(marks) > 1:
                return None, "", -1
            tone, place = marks[0], at
            letter = unicodedata.normalize("NFC", parts.replace(tone, ""))
        plain += letter
    return plain, tone, place


@cache
def _rimes() -> dict[str, frozenset[str]]:
    """Answer the rimes that each opening takes; '' is the opening of a syllable that begins with its vowel."""
    known = data.groups("syllables.txt")
    rimes, after_qu = frozenset(known["rimes"]), frozenset(known["after qu"])
    front = frozenset(rime for rime in rimes if rime[0] in "eêiy")
    found = dict.fromkeys(("", *known["openings"]), rimes)
    # `gì`, `giếng`: there the i belongs to the rime and g opens the syllable
    after_gi = frozenset(rime for rime in rimes if rime[0] not in "iy")
    return found | {"qu": after_qu, "gh": front, "ngh": front, "gi": after_gi}


def _rime_starts(plain: str) -> list[int]:
    rimes = _rimes()
    return [at for at in range(min(4, len(plain))) if plain[:at] in rimes and plain[at:] in rimes[plain[:at]]]


def _rime_takes(rime: str, tone: str, place: int) -> bool:
    if rime.endswith(_STOPS) and tone not in _SHARP_OR_HEAVY:
        return False
    if not tone:
        return True
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    marked = [at for at in vowels if rime[at] in _QUALITY]
    if marked:
        return place == marked[-1]
    if len(vowels) == 1 or vowels[-1] < len(rime) - 1:
        return place == vowels[-1]
    if len(vowels) == 3:
        return place == vowels[1]
    return place in vowels if rime in ("oa", "oe", "uy") else place == vowels[0]
