"""Slips of the hand that a Vietnamese keyboard makes: Telex typed while the input method was off, tones misplaced."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "aa": "â", "aw": "ă", "ee": "ê", "oo": "ô", "ow": "ơ", "uw": "ư", "dd": "đ", "uow": "ươ", "uaw": "ưa",
}  # fmt: skip
_TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_SYLLABLE = re.compile(r"[a-z]{2,9}")
_FINALS = re.compile(r"(?:ng|nh|ch|[cmnpt])\Z")
_SHAPE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?\Z"
)
_TONE_MARKS = frozenset(_TONES.values())
CONFUSED = {_TONES["r"], _TONES["x"]}  # hỏi and ngã: one tone in half of the country's speech


def untelexed(word: str) -> str:
    """The syllable meant by Telex that was typed without an input method (`hooij`: `hội`), else the word."""
    if not _SYLLABLE.fullmatch(word):
        return word
    plain, tone = word, ""
    found = [letter for letter in word[1:] if letter in _TONES]
    if found and (word[-1] in _TONES or word.count(found[-1]) == 1):
        tone = found[-1]
        place = word.rindex(tone)
        plain = word[:place] + word[place + 1 :]
    made = _shaped(plain)
    if made is None or (made == word and not tone):
        return word
    return with_tone(made, _TONES[tone]) if tone else made


def with_tone(syllable: str, tone: str) -> str:
    """A syllable that has no tone with a tone, on the letter where it is written."""
    ended = _FINALS.search(syllable)
    head = syllable[: ended.start()] if ended else syllable
    first = 2 if head.startswith(("qu", "gi")) and len(head) > 2 else 0
    vowels = [place for place, letter in enumerate(head) if place >= first and letter in "aăâeêioôơuưy"]
    if not vowels:
        return syllable
    shaped = [place for place in vowels if head[place] in "ăâêôơư"]
    place = shaped[-1] if shaped else vowels[-1] if ended or len(vowels) > 2 else vowels[0]
    place = vowels[1] if not shaped and not ended and len(vowels) > 2 else place
    return unicodedata.normalize("NFC", head[: place + 1] + tone + syllable[place + 1 :])


def tones(word: str) -> str:
    """The tone marks of a word, wherever they stand: `ngọai` and `ngoại` have the same."""
    return "".join(sorted(set(unicodedata.normalize("NFD", word)) & _TONE_MARKS))


def toneless(word: str) -> str:
    """A word without its tone, with the marks that make its letters: `đường` as `đương`."""
    return unicodedata.normalize(
        "NFC", "".join(mark for mark in unicodedata.normalize("NFD", word) if mark not in _TONE_MARKS)
    )


def _shaped(plain: str) -> str | None:
    made = plain
    for typed, letter in sorted(_LETTERS.items(), key=lambda pair: -len(pair[0])):
        made = made.replace(typed, letter)
    if "w" in made:
        made = made.replace("w", "")
        made = made.replace("uo", "ươ") if "uo" in made else made.replace("u", "ư", 1) if "u" in made else made
    if made.startswith("d") and made.endswith("d") and len(made) > 2:
        made = "đ" + made[1:-1]
    return made if _SHAPE.fullmatch(made) else None
