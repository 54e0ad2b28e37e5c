"""How much of damaged text comes back: `python -m benchmarks.repairing` on the clean examples, at fixed seeds.

Words are what stands between white space, the place of a tone in `hòa` apart. For letters lost and words joined the
share is of the damaged words, for the rest of all words.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections import Counter
from pathlib import Path

from benchmarks.damage.text import DAMAGES, ENCODINGS, drop_letter, lose_letter
from vanban.repair import clean
from vanban.repair.folding import spell

EXAMPLES = Path(__file__).parent.parent / "examples"
SEEDS = (101, 102)
_LEAST = 5


def words(text: str) -> list[str]:
    """Answer the words of a text as they are compared: one style of tone, plain quotes and dashes."""
    plain = str.maketrans("“”‘’–—•", "\"\"''---")
    return [spell(word) for word in text.translate(plain).replace("…", "...").split()]


def share_right(meant: str, found: str) -> float:
    """Answer the share of the words of `meant` that `found` has in their place."""
    a, b = words(meant), words(found)
    if len(a) == len(b):
        right = sum(x == y for x, y in zip(a, b, strict=True))
    else:
        right = sum(block.size for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return right / len(a)


def damaged_right(meant: str, damaged: str, found: str) -> tuple[int, int]:
    """Answer how many of the words that were damaged are right again, and how many were damaged."""
    rows = list(zip(words(meant), words(damaged), words(found), strict=False))
    hurt = [(a, c) for a, b, c in rows if a != b]
    return sum(a == c for a, c in hurt), len(hurt)


def clean_texts() -> dict[str, str]:
    """Answer the clean examples, composed and without invisible characters."""
    found = {}
    for path in sorted(EXAMPLES.glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        if "\ufffd" not in text and not path.name.endswith(".restored.txt"):
            found[path.name] = text.replace("\u200b", "").replace("\xa0", " ")
    return found


def measure() -> dict[str, float]:
    """Answer the share that comes back after each damage, and how many words of clean text were changed."""
    texts = clean_texts()
    shares: dict[str, list[float]] = {}
    lost: Counter[str] = Counter()
    for text in texts.values():
        shares.setdefault("clean", []).append(share_right(text, clean(text).text))
        for name, damage in DAMAGES.items():
            for seed in SEEDS if name not in ENCODINGS else SEEDS[:1]:
                shares.setdefault(name, []).append(share_right(text, clean(damage(text, seed)).text))
        for letter in sorted({char for char in text if not char.isascii() and char.isalpha()}):
            if text.count(letter) >= _LEAST:
                for name, damage_letter in (("one_lost", lose_letter), ("one_missing", drop_letter)):
                    damaged = damage_letter(text, letter)
                    right, hurt = damaged_right(text, damaged, clean(damaged).text)
                    lost[name] += right
                    lost[f"{name}_of"] += hurt
    figures = {name: sum(values) / len(values) for name, values in shares.items()}
    for name in ("one_lost", "one_missing"):
        figures[name] = lost[name] / lost[f"{name}_of"]
    return {name: round(value, 4) for name, value in figures.items()}


if __name__ == "__main__":
    print(json.dumps(measure()))
