"""Damage to text, as it is met in offices: letters lost, marks stripped, words in pieces, old encodings misread.

Every function is pure: the same text and seed give the same damage.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from vanban.repair import fold
from vanban.repair.encodings import encode

LOST = "\ufffd"
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyàáâãèéêìíòóôõùúýăĩũơưạ-ỹ]")


def strip_marks(text: str) -> str:
    """Answer `text` typed bare; capitals stay."""
    return "".join(fold(char).upper() if char.isupper() else fold(char) for char in text)


def lose_letter(text: str, letter: str) -> str:
    """Answer `text` from a font that lacks the glyph of `letter`: U+FFFD wherever it stood."""
    return text.replace(letter, LOST)


def lose_letters(text: str, count: int, seed: int) -> str:
    """Answer `text` with `count` of its marked letters, drawn at random, all lost to U+FFFD."""
    letters = sorted({char for char in text if char.isalpha() and not char.isascii()})
    lost = random.Random(seed).sample(letters, min(count, len(letters)))
    return text.translate({ord(letter): LOST for letter in lost})


def drop_letter(text: str, letter: str) -> str:
    """Answer `text` from an extractor that silently leaves out the glyph of `letter`."""
    return text.replace(letter, "")


def split_words(text: str, share: float, seed: int) -> str:
    """Answer `text` with a space inside `share` of its words of three letters and more, before a vowel."""
    chance = random.Random(seed)

    def part(match: re.Match[str]) -> str:
        word = match.group()
        places = [vowel.start() for vowel in _VOWEL.finditer(word.lower()) if vowel.start() > 0]
        if len(word) < 3 or not places or chance.random() >= share:
            return word
        at = chance.choice(places)
        return f"{word[:at]} {word[at:]}"

    return _WORD.sub(part, text)


def join_words(text: str, share: float, seed: int) -> str:
    """Answer `text` with `share` of the spaces between two words in small letters left out."""
    chance = random.Random(seed)
    between = re.compile(r"(?<=[a-zà-ỹ]) (?=[a-zà-ỹ])")
    return between.sub(lambda match: "" if chance.random() < share else match.group(), text)


def misread(text: str, encoding: str) -> str:
    """Answer `text` (NFC) written in an old encoding and read as Western European; `utf8` for UTF-8 read so. TCVN3
    has no capital `Ủ`: it is written `Uỷ`, as people did."""
    if encoding == "utf8":
        return text.encode("utf-8").decode("latin-1")
    if encoding == "tcvn3":
        text = text.replace("Ủy", "Uỷ")
    return encode(text, encoding).decode("latin-1")


def decompose(text: str) -> str:
    """Answer `text` with its marks as characters of their own (NFD)."""
    return unicodedata.normalize("NFD", text)


ENCODINGS = ("tcvn3", "vni", "viscii", "cp1258", "viqr", "utf8")
DAMAGES: dict[str, Callable[[str, int], str]] = {
    "lost_letters_8": lambda text, seed: lose_letters(text, 8, seed),
    "split": lambda text, seed: split_words(text, 0.05, seed),
    "joined": lambda text, seed: join_words(text, 0.05, seed),
    "nfd": lambda text, seed: decompose(text),
} | {name: (lambda text, seed, name=name: misread(text, name)) for name in ENCODINGS}
