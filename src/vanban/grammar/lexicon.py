"""Words of names: the tokens of a text and the gazetteer's phrases over them."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from vanban import data
from vanban.repair.folding import spell

_TOKEN = re.compile(r"[^\W_]+(?:&(?=[^\W_])[^\W_]+)*|[^\w\s]|_")
_SOFT = frozenset({",", "-", "–", "/", "&", "và"})


# Stages parse the same paragraphs one after the other, so the last ones cut are kept, as far as memory stays small.
_KEPT, _LONGEST_KEPT = 1024, 1000
_KEYS, _LONGEST_KEY = 16_384, 24


class Token(NamedTuple):
    """A word or sign, the key by which it is known, and its place."""

    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.text[:1].isupper()


class _Keys(dict[str, str]):
    """The keys of words, each spelled once."""

    def __missing__(self, word: str) -> str:
        key = spell(word)
        if len(word) <= _LONGEST_KEY and len(self) < _KEYS:
            self[word] = key
        return key


_keys = _Keys()


def _cut(text: str) -> tuple[Token, ...]:
    return tuple([Token(word := m.group(), _keys[word], m.start(), m.end()) for m in _TOKEN.finditer(text)])


_cut_once = lru_cache(_KEPT)(_cut)


class Tokens:
    """The tokens of one text, cut once and shared by all who parse it."""

    __slots__ = ("items", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = _cut_once(text) if len(text) <= _LONGEST_KEPT else _cut(text)

    def at(self, index: int) -> Token | None:
        """Answer the token at `index`, None past the end."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def index(self, offset: int) -> int:
        """Answer the index of the first token that starts at or after `offset`."""
        low, high = 0, len(self.items)
        while low < high:
            middle = (low + high) // 2
            if self.items[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


class Phrases:
    """A set of phrases by the keys of their words, longest match first; commas, dashes and *và* may be left free."""

    def __init__(self, phrases: tuple[str, ...], free: bool = False) -> None:
        self._free = free
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(spell(m.group()) for m in _TOKEN.finditer(phrase))
            words = tuple(w for w in words if not (free and w in _SOFT))
            if words:
                self._by_first.setdefault(words[0], []).append(words)
        for same in self._by_first.values():
            same.sort(key=len, reverse=True)

    def match(self, tokens: Tokens, index: int) -> int | None:
        """Answer the index after the longest phrase at `index`, None if none stands there."""
        first = tokens.at(index)
        if first is None:
            return None
        for words in self._by_first.get(first.key, ()):
            end = self._run(tokens, index, words)
            if end is not None:
                return end
        return None

    def _run(self, tokens: Tokens, index: int, words: tuple[str, ...]) -> int | None:
        for place, word in enumerate(words):
            token = tokens.at(index)
            while self._free and place and token is not None and token.key in _SOFT and token.key != word:
                index += 1
                token = tokens.at(index)
            if token is None or token.key != word:
                return None
            index += 1
        return index


# The names that the document being read defines for itself.
DEFINED: ContextVar[Phrases | None] = ContextVar("DEFINED", default=None)


@dataclass(frozen=True)
class Lexicon:
    heads: dict[str, Phrases]
    bodies: dict[str, Phrases]
    groups: dict[str, Phrases]
    verbs: Phrases
    provinces: Phrases
    levels: Phrases
    like_heads: Phrases
    like_verbs: Phrases
    zones: dict[str, Phrases]
    head_words: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """Answer the words that names are made of, built once from the data files."""
    heads, names, groups = data.groups("org_heads.txt"), data.groups("org_names.txt"), data.groups("groups.txt")
    everything = heads["plain"] + heads["loose"] + tuple(names)
    return Lexicon(
        heads={key: Phrases(values) for key, values in heads.items()} | {"any": Phrases(everything)},
        bodies={spell(head): Phrases(values, free=True) for head, values in names.items()},
        groups={key: Phrases(values) for key, values in groups.items()},
        verbs=Phrases(data.lines("verbs.txt")),
        provinces=Phrases(sum(data.groups("provinces.txt").values(), ()), free=True),
        levels=Phrases(heads["level"]),
        like_verbs=Phrases(data.groups("words.txt")["like_verbs"]),
        like_heads=Phrases(data.groups("places.txt")["like_heads"]),
        zones={key: Phrases(heads[key]) for key in ("boards", "zones")},
        head_words=everything,
    )
