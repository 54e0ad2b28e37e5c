"""Which of the records found is the best answer: the same weights over both databases' matches.

A record's score is BM25 over two fields (a word of the title counts as three of the text), words that were typed side
by side and stand side by side count again, and a title that consists of little else rises.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Left

from ..engines import Need, Words, widest
from ..models import Entry, Word
from ..text import fold_word

RANKED = 80  # records of an answer are looked at word by word
READ = 6000  # characters of a text that are looked at
_TITLE, _K, _LENGTH = 3.0, 1.2, 0.6
_BESIDE, _CLOSE, _LETTERS = 0.6, 0.8, 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """A record's words as strings with a space at either end, so that a phrase is found with its borders."""

    title: str
    title_folded: str
    body: str
    body_folded: str


@dataclass(frozen=True, slots=True)
class Score:
    """How good an answer a record is, and which part of what was typed it holds (0 to 1, rare words count more)."""

    value: float
    coverage: float


def scored(province_id: int, kind: str, needs: Sequence[Need], entries: Sequence[int]) -> dict[int, Score]:
    """The score of each of these entries; two queries."""
    if not entries:
        return {}
    return scores(needs, rarities(province_id, kind, needs), texts_of(entries))


def scores(needs: Sequence[Need], rarities: Sequence[float], texts: Mapping[int, Text]) -> dict[int, Score]:
    """The score of each text, by its entry's id."""
    lengths = [text.body.count(" ") for text in texts.values()]
    usual = max(1.0, sum(lengths) / max(1, len(lengths)))
    return {entry: _score(needs, rarities, text, usual) for entry, text in texts.items()}


def texts_of(entries: Sequence[int]) -> dict[int, Text]:
    """The words of entries, by id; one query."""
    columns = (
        "title_exact",
        "title_folded",
        Left("body_exact", READ),
        Left("body_folded", READ),
    )
    rows = Entry.objects.filter(pk__in=entries).values_list("pk", *columns)
    return {pk: Text(*(f" {words} " for words in texts)) for pk, *texts in rows}


def rarities(province_id: int, kind: str, needs: Sequence[Need]) -> list[float]:
    """How much each need tells: near 0 for what stands in every record, more the rarer it is; one query.

    A word that no record holds tells nothing (0); where none of the words is known, all count alike.
    """
    folded = {fold_word(token) for need in needs for words in need for token in words.tokens}
    rows = Word.objects.filter(province_id=province_id, kind=kind, folded__in=folded | {""})
    counts: Counter[tuple[str, bool]] = Counter()
    for word, bare, items in rows.values_list("word", "folded", "items"):
        counts[word, False] += items
        counts[bare, True] += items
    everything = max(counts["", True], 1)
    found = [_rarity(need, counts, everything) for need in needs]
    return found if any(found) else [1.0] * len(needs)


def _rarity(need: Need, counts: Mapping[tuple[str, bool], int], everything: int) -> float:
    items = max(min(counts.get((token, words.folded), 0) for token in words.tokens) for words in need)
    if not items:
        return 0.0
    items = min(items, everything)
    return math.log(1 + (everything - items + 0.5) / (items + 0.5))


def _score(needs: Sequence[Need], rarities: Sequence[float], text: Text, usual: float) -> Score:
    title_length = text.title.count(" ") - 1
    in_title = _LENGTH + (1 - _LENGTH) * title_length / 10
    in_body = 1 - _LENGTH + _LENGTH * text.body.count(" ") / usual
    value = held = titled = 0.0
    for need, rarity in zip(needs, rarities, strict=True):
        title, body = (_count(need, text, title=here) for here in (True, False))
        held += rarity if title or body else 0
        titled += rarity if title else 0
        value += rarity * _grown(_TITLE * title / in_title + body / in_body)
        value += _LETTERS * rarity * _letters(need, text)
    for one, two, rarity_one, rarity_two in zip(needs, needs[1:], rarities, rarities[1:], strict=False):
        value += _BESIDE * min(rarity_one, rarity_two) * _grown(_beside(one, two, text, in_title, in_body))
    asked = sum(rarities) or 1.0
    if title_length > 0 and titled:
        words = sum(len(need[0].tokens) for need in needs)
        value += _CLOSE * titled * min(1.0, words * (titled / asked) / title_length)
    return Score(value, held / asked)


def _grown(times: float) -> float:
    return times * (_K + 1) / (times + _K)


def _count(need: Need, text: Text, *, title: bool) -> int:
    """How often a need is met."""
    return sum(_times(words, text, title) for words in widest(need))


def _times(words: Words, text: Text, title: bool) -> int:
    exact, folded = (text.title, text.title_folded) if title else (text.body, text.body_folded)
    return (folded if words.folded else exact).count(_phrase(words.tokens, words.open_end))


def _letters(need: Need, text: Text) -> bool:
    """Whether the letters stand there exactly as they were typed."""
    phrase = _phrase(need[0].tokens, need[0].open_end)
    return phrase in text.title or phrase in text.body


def _beside(one: Need, two: Need, text: Text, in_title: float, in_body: float) -> float:
    folded = one[-1].folded or two[-1].folded
    tokens = (_side(one, folded).tokens[-1], *_side(two, folded).tokens[:1])
    pair = Words(tokens, folded)
    return _TITLE * _times(pair, text, True) / in_title + _times(pair, text, False) / in_body


def _side(need: Need, folded: bool) -> Words:
    return next((words for words in need if words.folded == folded), need[0])


def _phrase(tokens: Sequence[str], open_end: bool) -> str:
    return f" {' '.join(tokens)}{'' if open_end else ' '}"
