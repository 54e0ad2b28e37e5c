"""How a Vietnamese syllable is spelled, and where its tone stands.

A tone on a letter that cannot bear it (`hòang`, `qúy`) is put where it belongs. `hoà` and `hòa`, `thuỷ` and `thủy`
are two styles of one word and both stay.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from vanban import data

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_STOPPED = (_ACUTE, _DOT)
_STOPS = ("c", "ch", "p", "t")
_STYLES = frozenset({"oa", "oe", "uy"})
_FRONT = frozenset("eêiy")


def is_possible(word: str) -> bool:
    """Whether `word` (NFC, any case) is spelled as a Vietnamese syllable can be, whether or not one exists."""
    return word in possible() or word.lower() in possible()


@cache
def possible() -> frozenset[str]:
    """Answer every syllable that the rules of spelling allow (NFC, lower case, both styles of tone), some 17,000."""
    found: set[str] = set()
    for opening, rime in _spellings():
        for tone in _STOPPED if rime.endswith(_STOPS) else ("", *TONES):
            found.update(opening + toned for toned in _toned(rime, tone))
    return frozenset(found)


def place_tone(word: str) -> str:
    """Answer `word` with its one tone where it belongs; as it was if it is possible already or cannot become so."""
    if is_possible(word):
        return word
    bare, tone = split_tone(word)
    placed = _placed().get((bare.lower(), tone)) if tone else None
    if placed is None:
        return word
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, placed, strict=True))


def split_tone(word: str) -> tuple[str, str]:
    """Answer `word` without its tone (`ễ` becomes `ê`), and the tone as a combining mark ('' if none or several)."""
    apart = unicodedata.normalize("NFD", word)
    tones = [char for char in apart if char in TONES]
    if len(tones) != 1:
        return word, ""
    return unicodedata.normalize("NFC", apart.replace(tones[0], "")), tones[0]


@cache
def _placed() -> dict[tuple[str, str], str]:
    """Answer for each toneless spelling and tone the syllable they make, in the older style (`hòa`)."""
    found: dict[tuple[str, str], str] = {}
    for opening, rime in _spellings():
        for tone in _STOPPED if rime.endswith(_STOPS) else TONES:
            found[opening + rime, tone] = opening + _toned(rime, tone)[0]
    return found


def _spellings() -> list[tuple[str, str]]:
    """Answer every opening with every rime that may follow it."""
    table = data.groups("rimes.txt")
    pairs: list[tuple[str, str]] = []
    for rime in table["rimes"]:
        openings = ("", *table["any"], *table["front" if rime[0] in _FRONT else "back"])
        pairs.extend((opening, rime) for opening in openings)
    pairs.extend((opening, "y") for opening in table["y"])
    pairs.extend(("", rime) for rime in table["alone"])
    pairs.extend(("qu", rime) for rime in table["qu"])
    pairs.extend(("gi", rime) for rime in table["gi"])
    pairs.extend(("g", rime[1:]) for rime in table["whole"])
    return pairs


@cache
def _toned(rime: str, tone: str) -> tuple[str, ...]:
    """Answer `rime` with `tone` on the letter that bears it: one spelling, or two where styles differ."""
    if not tone:
        return (rime,)
    vowels = rime.rstrip("bcdghkmnpt")
    quality = [at for at, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if quality:
        places = [quality[-1]]
    elif vowels in _STYLES and vowels == rime:
        places = [0, 1]
    elif vowels != rime:
        places = [len(vowels) - 1]
    else:
        places = [1 if len(vowels) == 3 else 0]
    return tuple(unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :]) for at in places)
