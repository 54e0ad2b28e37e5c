"""What is asked of an engine: words cut and harmless, and what narrows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from ..text import Term, fold_word, other_numbers, tokens_asked


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens that stand side by side, with their marks or without. `open_end`: the last one may go on."""

    tokens: tuple[str, ...]
    folded: bool = False
    open_end: bool = False


Need = tuple[Words, ...]  # any of these will do


def widest(need: Need) -> Need:
    """The words of a need that find all that it finds: the folded ones, where there are any, hold the exact ones."""
    return tuple(words for words in need if words.folded) or need


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to an engine for records of a kind that meet all needs; `in_title`: in the title.

    Each of `scope` is a choice of tokens, of which a record must have one; of `loose` it may miss one choice, not two.
    Without needs, everything in scope is meant.
    """

    kind: str
    needs: tuple[Need, ...] = ()
    scope: tuple[tuple[str, ...], ...] = ()
    loose: tuple[tuple[str, ...], ...] = ()
    in_title: bool = False

    def of_title(self) -> Ask:
        return replace(self, in_title=True)

    def narrowings(self) -> list[tuple[tuple[str, ...], ...]]:
        """What `loose` leaves to choose from: of each of these, all choices must be met; empty: nothing is left out."""
        if len(self.loose) < 2:
            return []
        return list(combinations(self.loose, len(self.loose) - 1))


class Held(NamedTuple):
    """A record that meets a question: its entry, itself, its scope, its day (`2026-11-02`, else empty).

    `weight`: how well it does, as far as the engine knows; more is better.
    """

    entry_id: int
    object_id: int
    scope: str
    dated: str
    weight: float = 0


def needs_of(terms: tuple[Term, ...], *, as_typed: bool = False, unmarked: bool = False) -> tuple[Need, ...]:
    """What a record must hold for these terms.

    A word typed with marks needs these marks, or, where `unmarked` is set, a text that came without any; never
    other marks. A word typed without finds all marks, its own letters best. `as_typed`: only the very letters.
    """
    return tuple(_need(term, as_typed, unmarked) for term in terms)


def bare_needs_of(terms: tuple[Term, ...]) -> tuple[Need, ...]:
    """What a record must hold that came without any marks."""
    return tuple(
        need[1:] if term.marked else need for term, need in zip(terms, needs_of(terms, unmarked=True), strict=True)
    )


def _need(term: Term, as_typed: bool, unmarked: bool) -> Need:
    tokens, open_end = tokens_asked(term.words)
    exact = Words(tokens, False, open_end)
    if as_typed:
        return (exact,)
    folded = tuple(fold_word(token) for token in tokens)
    if term.marked:
        return (exact, Words(folded, False, open_end)) if unmarked else (exact,)
    if len(term.words) > 1 or tokens != term.words:
        return (exact, Words(tokens, True, open_end))
    others = [Words((other,), True) for other in other_numbers(term.words[0])]
    return (exact, Words(tokens, True, open_end), *others)
