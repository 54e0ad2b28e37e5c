"""How likely Vietnamese words follow each other: a trigram model over syllables, read lazily from counts.

`data/language.bin` holds the counts of published laws and of word lists (written by `python3 dev.py model`, see
docs/decisions/0031-language-model.md), `data/plans.tsv` those of plans, and the names of bodies and places are
counted from the other data files. Counts become probabilities only for the contexts that a text asks for:
interpolated absolute discounting, three words, then two, then one.

    >>> is_syllable("nghiêng"), is_syllable("nghieg")
    (True, False)
    >>> log_probability(["thông", "tin", "đối", "ngoại"]) > log_probability(["thông", "tìn", "đối", "ngoái"])
    True
"""

from __future__ import annotations

import json
import math
import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from vanban import data
from vanban.repair.folding import fold, spell
from vanban.repair.syllables import is_syllable
from vanban.repair.tokens import NUMBER, rows

__all__ = ["EDGE", "Base", "Model", "Ngrams", "base", "count", "is_syllable", "language", "log_probability", "plans"]

MAGIC = b"VANBAN-LANGUAGE-1\n"
EDGE = 0
UNKNOWN = 1
EXACT = 32
STEP = 1.06
_DISCOUNT = 0.7
PLAN_WEIGHT = 6.0
NAME_WEIGHT = 20.0
_RARE_SHARE = 1e-4
_FLOOR = 0.5
_LEAST_CAPITAL = 0.004
_CASE_WEIGHT = 0.7
_NAME_FILES = ("groups.txt", "org_heads.txt", "attributes.txt", "frame.txt")

Ngrams = Counter[tuple[str, ...]]
Row = tuple[dict[int, float], float, dict[int, float], float]


def value_of(code: int) -> int:
    """Answer the count that a byte of the file stands for: itself up to 32, then in steps of six per cent."""
    return code if code <= EXACT else round(EXACT * STEP ** (code - EXACT))


_VALUES = tuple(value_of(code) for code in range(256))


@dataclass(frozen=True, slots=True)
class Base:
    """The counts of the file, as it holds them: for word `w` its followers stand at `pair_at[w]:pair_at[w + 1]`
    of `pair_word` and `pair_count`, for pair `p` its followers at `triple_at[p]:triple_at[p + 1]`. `capitals` is the
    share (0..255) of its places within a row where a word has a capital."""

    words: tuple[str, ...]
    counts: array[int]
    capitals: bytes
    pair_at: array[int]
    pair_word: array[int]
    pair_count: bytes
    triple_at: array[int]
    triple_word: array[int]
    triple_count: bytes

    def followers(self, word: int) -> dict[int, float]:
        """Answer the words that follow `word`, with their counts."""
        if word + 1 >= len(self.pair_at):
            return {}
        start, end = self.pair_at[word], self.pair_at[word + 1]
        return {self.pair_word[at]: _VALUES[self.pair_count[at]] for at in range(start, end)}

    def pair(self, first: int, second: int) -> int:
        """Answer the place of a pair, -1 for one that was never counted."""
        if first + 1 >= len(self.pair_at):
            return -1
        end = self.pair_at[first + 1]
        at = bisect_left(self.pair_word, second, self.pair_at[first], end)
        return at if at < end and self.pair_word[at] == second else -1

    def pair_seen(self, pair: int) -> int:
        """Answer how often the pair at place `pair` was counted."""
        return _VALUES[self.pair_count[pair]] if pair >= 0 else 0

    def pair_followers(self, pair: int) -> dict[int, float]:
        """Answer the words that follow the pair at place `pair`, with their counts."""
        if pair < 0:
            return {}
        start, end = self.triple_at[pair], self.triple_at[pair + 1]
        return {self.triple_word[at]: _VALUES[self.triple_count[at]] for at in range(start, end)}


def parse(content: bytes) -> Base:
    """Answer the counts in the bytes of a model file; ValueError if it is no such file."""
    if not content.startswith(MAGIC):
        raise ValueError("not a language model")
    start = content.index(b"\n", len(MAGIC)) + 1
    parts: dict[str, bytes] = {}
    for name, size in json.loads(content[len(MAGIC) : start]):
        parts[name] = content[start : start + size]
        start += size
    return Base(
        words=tuple(parts["words"].decode().split("\n")),
        counts=_numbers("I", parts["counts"]),
        capitals=parts["capitals"],
        pair_at=_numbers("I", parts["pair_at"]),
        pair_word=_numbers("H", parts["pair_word"]),
        pair_count=parts["pair_count"],
        triple_at=_numbers("I", parts["triple_at"]),
        triple_word=_numbers("H", parts["triple_word"]),
        triple_count=parts["triple_count"],
    )


def _numbers(code: str, content: bytes) -> array[int]:
    numbers: array[int] = array(code, content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Model:
    """Probabilities of words in context, from a base and the counts of texts of the same field.

    Words have numbers: `ids[word]`, `words[number]`; `EDGE` is the edge of a row, `UNKNOWN` any word not counted.
    """

    def __init__(
        self, base: Base, field: Iterable[tuple[Ngrams, float]] = (), proper: Mapping[str, float] | None = None
    ) -> None:
        self.base = base
        self.words = list(base.words)
        self.ids = {word: number for number, word in enumerate(self.words)}
        self.counts: list[float] = list(base.counts)
        self._pairs: dict[int, dict[int, float]] = {}
        self._triples: dict[int, dict[int, float]] = {}
        for ngrams, weight in field:
            self._add(ngrams, weight)
        total = sum(self.counts) + _FLOOR * len(self.counts)
        self.alone = [math.log((count + _FLOOR) / total) for count in self.counts]
        self._capitals = [share / 255 for share in base.capitals] + [0.0] * (len(self.words) - len(base.capitals))
        for word, seen in (proper or {}).items():
            number = self._number(word)
            share = self._capitals[number]
            self._capitals[number] = (share * self.counts[number] + seen) / (self.counts[number] + seen)
        self._followers: dict[int, tuple[dict[int, float], float]] = {}
        self._rows: dict[int, Row] = {}
        self._forms: dict[str, tuple[int, ...]] = {}
        self._all_forms: dict[str, list[int]] | None = None

    def _add(self, ngrams: Ngrams, weight: float) -> None:
        for ngram, seen in ngrams.items():
            numbers = [self._number(word) for word in ngram]
            if len(numbers) == 1:
                self.counts[numbers[0]] += weight * seen
                continue
            last = numbers.pop()
            key = numbers[0] if len(numbers) == 1 else numbers[0] << 16 | numbers[1]
            table = (self._pairs if len(numbers) == 1 else self._triples).setdefault(key, {})
            table[last] = table.get(last, 0.0) + weight * seen

    def _number(self, word: str) -> int:
        number = self.ids.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.counts.append(0.0)
        return number

    def number(self, word: str) -> int:
        """Answer the number of a word in any case and with its tone on either place."""
        return self.ids.get(spell(word), UNKNOWN)

    def row(self, first: int, second: int) -> Row:
        """Answer what follows a pair: log probabilities of the words seen after it, what is added for others; the
        same after its second word alone."""
        key = first << 16 | second
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = self._row(first, second, key)
        return found

    def score(self, first: int, second: int, third: int) -> float:
        """Answer the log probability of `third` after `first second`."""
        seen, rest, followers, last = self.row(first, second)
        if third in seen:
            return seen[third]
        return rest + (followers[third] if third in followers else last + self.alone[third])

    def _row(self, first: int, second: int, key: int) -> Row:
        followers, rest = self.after(second)
        pair = self.base.pair(first, second)
        counted = self.base.pair_followers(pair)
        total = float(_VALUES[self.base.pair_count[pair]]) if pair >= 0 else 0.0
        own = self._triples.get(key)
        if own:
            total += self._pairs.get(first, {}).get(second, 0.0)
            for word, seen in own.items():
                counted[word] = counted.get(word, 0.0) + seen
        if not counted:
            return {}, 0.0, followers, rest
        total = max(total, sum(counted.values()))
        left = 1.0 - sum(seen - _DISCOUNT for seen in counted.values()) / total
        alone = self.alone
        logs = {}
        for word, seen in counted.items():
            lower = followers[word] if word in followers else rest + alone[word]
            logs[word] = math.log((seen - _DISCOUNT) / total + left * math.exp(lower))
        return logs, math.log(left), followers, rest

    def after(self, word: int) -> tuple[dict[int, float], float]:
        """Answer what follows one word: log probabilities of those seen, and what is added for others."""
        found = self._followers.get(word)
        if found is not None:
            return found
        counted = self.base.followers(word)
        for follower, seen in self._pairs.get(word, {}).items():
            counted[follower] = counted.get(follower, 0.0) + seen
        if counted:
            total = max(self.counts[word], sum(counted.values()))
            left = 1.0 - sum(seen - _DISCOUNT for seen in counted.values()) / total
            logs = {
                follower: math.log((seen - _DISCOUNT) / total + left * math.exp(self.alone[follower]))
                for follower, seen in counted.items()
            }
            found = logs, math.log(left)
        else:
            found = {}, 0.0
        self._followers[word] = found
        return found

    def case_cost(self, word: int, capital: bool) -> float:
        """Answer what it costs that `word` stands within a row with a capital, or without one."""
        share = min(max(self._capitals[word], _LEAST_CAPITAL), 1 - _LEAST_CAPITAL)
        return -_CASE_WEIGHT * math.log(share if capital else 1 - share)

    def forms(self, folded: str) -> tuple[int, ...]:
        """Answer the words that have the letters `folded`, commonest first, without those next to never meant."""
        found = self._forms.get(folded)
        if found is None:
            if self._all_forms is None:
                self._all_forms = {}
                for number, word in enumerate(self.words):
                    if word.isalpha() and number > UNKNOWN:
                        self._all_forms.setdefault(fold(word), []).append(number)
            numbers = sorted(self._all_forms.get(folded, ()), key=lambda number: -self.counts[number])
            most = self.counts[numbers[0]] * _RARE_SHARE if numbers else 0.0
            found = self._forms[folded] = tuple(number for number in numbers if self.counts[number] >= most)
        return found

    def log_probability(self, words: Sequence[str]) -> float:
        """Answer the natural log of the probability of `words` as one row, its edges not counted."""
        numbers = [self.number(word) for word in words]
        total, first, second = 0.0, EDGE, EDGE
        for place, number in enumerate(numbers):
            total += self.score(first, second, number) if place else self.alone[number]
            first, second = second if place else EDGE, number
        return total


def count(paragraphs: Iterable[str]) -> Ngrams:
    """Answer how often words, pairs and triples of words occur in `paragraphs`; the empty word is a row's edge."""
    counted: Ngrams = Counter()
    for paragraph in paragraphs:
        for row in rows(paragraph):
            spelt = [spell(word) for word in row]
            padded = ["", *spelt, ""]
            counted.update((word,) for word in spelt)
            counted.update(pairwise(padded))
            counted.update(zip(padded, padded[1:], padded[2:], strict=False))
    return counted


@cache
def base() -> Base:
    """Answer the counts that the package brings."""
    return parse(files(data).joinpath("language.bin").read_bytes())


@cache
def plans() -> Ngrams:
    """Answer the counts of plans that the package brings."""
    counted: Ngrams = Counter()
    for line in data.raw("plans.tsv").split("\n"):
        if line and not line.startswith("#"):
            ngram, _, seen = line.partition("\t")
            counted[tuple(ngram.replace("_", "").split(" "))] = int(seen)
    return counted


@cache
def _phrases() -> tuple[str, ...]:
    heads = data.groups("org_names.txt")
    phrases = [f"{head} {name}" for head, bodies in heads.items() for name in bodies]
    phrases += [f"{level} {name}" for level, places in data.groups("provinces.txt").items() for name in places]
    for file in _NAME_FILES:
        phrases += [phrase for values in data.groups(file).values() for phrase in values]
    phrases += data.lines("kinds.txt") + data.lines("issuers.txt") + data.lines("verbs.txt")
    return tuple(re.sub(r"[^\w\s]+", " ", phrase) for phrase in phrases)


@cache
def names() -> Ngrams:
    """Answer the counts of the names of bodies and places, which the data files hold."""
    counted = count(_phrases())
    return Counter({ngram: seen for ngram, seen in counted.items() if "" not in ngram})


@cache
def proper() -> dict[str, float]:
    """Answer the words that the names write with a capital, each with its weight."""
    seen = Counter(spell(word) for phrase in _phrases() for word in phrase.split()[1:] if word.istitle())
    return {word: times * NAME_WEIGHT for word, times in seen.items()}


@cache
def language() -> Model:
    """Answer the model of the package: its counts, those of plans, and the names it knows."""
    return Model(base(), ((plans(), PLAN_WEIGHT), (names(), NAME_WEIGHT)), proper())


def log_probability(words: Sequence[str]) -> float:
    """Answer the natural log of the probability of `words` (any case) as one row; digits count as one word."""
    return language().log_probability([NUMBER if any(c.isdigit() for c in word) else word for word in words])
