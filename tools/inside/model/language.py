"""Counts published texts and word lists and writes them as `vanban.repair.model` reads them."""

from __future__ import annotations

import json
import lzma
import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from vanban.repair.folding import spell
from vanban.repair.model import EXACT, MAGIC, STEP, UNKNOWN
from vanban.repair.tokens import EDGES, NUMBER, rows

# Words seen less often are mistakes of print; pairs and triples seen less often tell nothing.
LEAST_WORD = 3
LEAST_TRIPLE = 2
# A compound of a word list counts as seen so often.
LISTED = 3
_HEADS = ("", "<unknown>")

Pairs = Counter[int]


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a text, packed with xz or not."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as lines:
        for line in lines:
            yield line.decode("utf-8")


def is_marked(row: Sequence[str]) -> bool:
    """Whether a row of words is Vietnamese with its marks: names of files and foreign words are not counted."""
    return sum(not word.isascii() for word in row) * 3 >= sum(word.isalpha() for word in row)


def build(lines: Iterable[str], listed: Iterable[str] = ()) -> bytes:
    """The bytes of a model: `lines` are paragraphs, `listed` are words of one or more syllables."""
    capitals: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    paragraphs: list[list[list[str]]] = []
    for line in lines:
        paragraphs.append([])
        for row in rows(line):
            if not is_marked(row):
                continue
            spelt = [spell(word) for word in row]
            paragraphs[-1].append(spelt)
            inner.update(spelt[1:])
            capitals.update(word for word, written in zip(spelt[1:], row[1:], strict=True) if written.istitle())
    counted = Counter(word for paragraph in paragraphs for row in paragraph for word in row)
    compounds = [[spell(part) for part in word.split()] for word in listed]
    compounds = sorted(parts for parts in compounds if all(part.isalpha() for part in parts))
    known = {word for word, seen in counted.items() if seen >= LEAST_WORD}
    known |= {part for parts in compounds for part in parts}
    for parts in compounds:
        counted.update(parts)
    words = [*_HEADS, *sorted(known, key=lambda word: (-counted[word], word))]
    ids = {word: number for number, word in enumerate(words)}
    pairs, triples = Counter[int](), Counter[int]()
    for paragraph in paragraphs:
        for row in paragraph:
            _count([0, *(ids.get(word, UNKNOWN) for word in row), 0], 1, pairs, triples)
    for parts in compounds:
        _count([ids[part] for part in parts], LISTED, pairs, triples)
    counts = [len(paragraphs), 1, *(counted[word] for word in words[2:])]
    shares = bytes(round(255 * capitals[word] / max(1, inner[word])) for word in words)
    return _pack(words, counts, shares, pairs, triples)


def _count(row: list[int], times: int, pairs: Pairs, triples: Pairs) -> None:
    for first, second in pairwise(row):
        pairs[first << 16 | second] += times
    for first, second, third in zip(row, row[1:], row[2:], strict=False):
        triples[first << 32 | second << 16 | third] += times


def _pack(words: list[str], counts: list[int], shares: bytes, pairs: Pairs, triples: Pairs) -> bytes:
    after: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for triple in sorted(triples):
        if triples[triple] >= LEAST_TRIPLE and triple & 0xFFFF != UNKNOWN:
            after[triple >> 16].append((triple & 0xFFFF, triples[triple]))
    pair_at, pair_word, pair_count = array("I", [0]), array("H"), bytearray()
    triple_at, triple_word, triple_count = array("I", [0]), array("H"), bytearray()
    kept = sorted(pairs)
    at = 0
    for first in range(len(words)):
        while at < len(kept) and kept[at] >> 16 == first:
            pair_word.append(kept[at] & 0xFFFF)
            pair_count.append(code_of(pairs[kept[at]]))
            for third, seen in after.get(kept[at], ()):
                triple_word.append(third)
                triple_count.append(code_of(seen))
            triple_at.append(len(triple_word))
            at += 1
        pair_at.append(len(pair_word))
    parts = {
        "words": "\n".join(words).encode(),
        "counts": _bytes(array("I", counts)),
        "capitals": shares,
        "pair_at": _bytes(pair_at),
        "pair_word": _bytes(pair_word),
        "pair_count": bytes(pair_count),
        "triple_at": _bytes(triple_at),
        "triple_word": _bytes(triple_word),
        "triple_count": bytes(triple_count),
    }
    head = json.dumps([(name, len(part)) for name, part in parts.items()]).encode() + b"\n"
    return MAGIC + head + b"".join(parts.values())


def code_of(seen: int) -> int:
    """The byte that stands for a count, see `vanban.repair.model.value_of`."""
    return seen if seen <= EXACT else min(255, EXACT + round(math.log(seen / EXACT, STEP)))


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def plan_table(texts: Iterable[str], least: int = 2) -> str:
    """The counts of plans as lines `words<tab>count`; pairs and triples seen less than `least` times are left out,
    so that no plan can be read off them."""
    from vanban.repair.model import count

    counted = count(paragraph for text in texts for paragraph in paragraphs_of(text))
    kept = {ngram: seen for ngram, seen in counted.items() if seen >= least}
    return "".join(f"{' '.join(word or '_' for word in ngram)}\t{seen}\n" for ngram, seen in sorted(kept.items()))


def paragraphs_of(text: str) -> Iterator[str]:
    """The stretches of a text between blank lines."""
    for part in text.split("\n\n"):
        yield part.replace("\n", " ").strip(EDGES + " ")


__all__ = ["NUMBER", "build", "code_of", "paragraphs_of", "plan_table", "read_lines"]
