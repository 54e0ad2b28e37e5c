"""Which records hold what was typed, under every narrowing of one question."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from ..choices import Tier
from ..engines import MOST, Ask, Held, Need, bare_needs_of, current_engine, needs_of
from ..text import WITHOUT_MARKS, Term, is_dense, tokens_asked
from .ranking import RANKED, rarities, scored, scores, texts_of

ENOUGH = 10  # with fewer records that hold all words, those that hold some are offered as well
_TITLES = 200  # records with the words in their titles are fetched where there are more than can be ranked
_TITLED, _BESIDE = 40, 20  # of those ranked are chosen for their titles, and because the words stand side by side
_AROUND = 2  # times as many records are asked for in one question where several facets narrow
_MOST_PARTS = 6  # words, the rarest, by which records that hold some of them are looked for
_OF_PART = 100  # such records for each choice of the words
_LEAST_PART = 0.4  # of what was typed, by rarity, that such a record must hold

_WEIGHT_AND_AGE = attrgetter("weight", "entry_id")

Scope = tuple[tuple[str, ...], ...]


class Match(NamedTuple):
    """A record in the answer."""

    tier: Tier
    held: Held


class Gathered(NamedTuple):
    """The records that hold the words as typed, and those that came without marks. `more`: these are not all."""

    typed: list[Held]
    bare: list[Held]
    more: bool

    @property
    def all(self) -> list[Held]:
        """Both, those as typed first."""
        return self.typed + self.bare


class Records:
    """The records of a kind on one shelf that hold every term, as typed or having come without marks.

    What is under a narrowing is read off what is under a wider one, where that is known to be all there is.
    """

    def __init__(self, province_id: int, kind: str, shelf: str, terms: tuple[Term, ...]) -> None:
        self.province_id, self.kind, self.terms = province_id, kind, terms
        self._shelf = (shelf,)
        self._asked: dict[Scope, Gathered] = {}
        self._around: tuple[Scope, Gathered] | None = None

    def scope(self, narrowing: Scope) -> Scope:
        """What a narrowing asks of the engine: the shelf, and one token of each choice."""
        return (self._shelf, *narrowing)

    def under(self, narrowing: Scope) -> Gathered:
        """Those that have one token of each choice; asked of the engine at most once."""
        if narrowing not in self._asked:
            whole = self._wider(narrowing)
            read_off = whole and Gathered(_having(narrowing, whole.typed), _having(narrowing, whole.bare), more=False)
            self._asked[narrowing] = (
                read_off if read_off and len(read_off.typed) < MOST else self._ask(narrowing, (), MOST)
            )
        return self._asked[narrowing]

    def _wider(self, narrowing: Scope) -> Gathered | None:
        """All that is under something wider, where that is known."""
        wider = [known for choices, known in self._asked.items() if set(choices) <= set(narrowing)]
        if self._around and len(set(self._around[0]) - set(narrowing)) <= 1:
            wider.append(self._around[1])
        return next((known for known in wider if not known.more), None)

    def look_around(self, narrowing: Scope) -> None:
        """Asks in one question for what is under a narrowing and under each that has one choice less."""
        if len(narrowing) > 1:
            self._around = narrowing, self._ask((), narrowing, _AROUND * MOST)

    def holds_as_typed(self) -> bool:
        """Whether any record of the shelf holds the words as they were typed."""
        return bool(self._around and self._around[1].typed) or bool(self.under(()).typed)

    def _ask(self, narrowing: Scope, loose: Scope, most: int) -> Gathered:
        engine, scope = current_engine(), self.scope(narrowing)
        typed = engine.holding(Ask(self.kind, needs_of(self.terms), scope, loose), most)
        bare: list[Held] = []
        more = len(typed) >= most
        if not more and any(term.marked for term in self.terms):
            known = {each.entry_id for each in typed}
            ask = Ask(self.kind, bare_needs_of(self.terms), (*scope, (WITHOUT_MARKS,)), loose)
            bare = [each for each in engine.holding(ask, most) if each.entry_id not in known]
        return Gathered(typed, bare, more)

    def ranked(self, narrowing: Scope) -> list[Match]:
        """All that is under a narrowing, the best first: those that promise most are looked at word by word."""
        found = self.under(narrowing)
        typed = sorted(found.typed, key=_WEIGHT_AND_AGE, reverse=True)
        bare = sorted(found.bare, key=_WEIGHT_AND_AGE, reverse=True)
        if len(typed) > RANKED:
            typed = self._promising(narrowing, typed)
        looked_at = [each.entry_id for each in (typed + bare)[:RANKED]]
        score = scored(self.province_id, self.kind, needs_of(self.terms, unmarked=True), looked_at)

        def ordered(tier: Tier, held: list[Held]) -> list[Match]:
            first = [each for each in held[:RANKED] if each.entry_id in score]
            first.sort(key=lambda each: (-score[each.entry_id].value, -each.entry_id))
            return [Match(tier, each) for each in [*first, *held[len(first) :]]]

        return ordered(Tier.AS_TYPED, typed) + ordered(Tier.WITHOUT_MARKS, bare)

    def _promising(self, narrowing: Scope, typed: list[Held]) -> list[Held]:
        """The same and more, first those with the words in short titles, then those with the words side by side."""
        engine, scope = current_engine(), self.scope(narrowing)
        ask = Ask(self.kind, needs_of(self.terms), scope)
        first = sorted(engine.holding(ask.of_title(), _TITLES), key=_WEIGHT_AND_AGE, reverse=True)[:_TITLED]
        if len(self.terms) > 1 and len(first) < _TITLED:
            phrase = Term(tuple(word for term in self.terms for word in term.words))
            first += engine.holding(Ask(self.kind, needs_of((phrase,)), scope), _BESIDE)
        put = {each.entry_id: each for each in first}
        return [*put.values(), *(each for each in typed if each.entry_id not in put)]

    def in_part(self, narrowing: Scope, known: set[int]) -> list[Match]:
        """The records that hold most of what was typed, the best first; at most `RANKED`."""
        needs = _parts(self.terms)
        if len(needs) < 2:
            return []
        rarity = rarities(self.province_id, self.kind, needs)
        found = self._holding_part(needs, rarity, narrowing)
        nearest = [each for entry, each in found.items() if entry not in known][:RANKED]
        score = scores(needs, rarity, texts_of([each.entry_id for each in nearest]))
        kept = [each for each in nearest if score[each.entry_id].coverage >= _LEAST_PART]
        kept.sort(key=lambda each: (-score[each.entry_id].value * score[each.entry_id].coverage, -each.entry_id))
        return [Match(Tier.IN_PART, each) for each in kept]

    def _holding_part(self, needs: tuple[Need, ...], rarity: list[float], narrowing: Scope) -> dict[int, Held]:
        """Records that hold all telling words but one; where these are few, the rarest words too, by themselves.

        What holds none of the words that are looked for by themselves holds less than `_LEAST_PART`.
        """
        pairs = sorted(zip(rarity, needs, strict=True), key=lambda pair: -pair[0])
        telling = [(tells, need) for tells, need in pairs if tells][:_MOST_PARTS]
        engine, scope = current_engine(), self.scope(narrowing)
        found: dict[int, Held] = {}

        def look(sought: tuple[Need, ...]) -> None:
            found.update((each.entry_id, each) for each in engine.holding(Ask(self.kind, sought, scope), _OF_PART))

        if len(telling) > 2:
            for left_out in reversed(range(len(telling))):  # the commonest word first
                look(tuple(need for place, (_tells, need) in enumerate(telling) if place != left_out))
        left = sum(rarity)
        for tells, need in telling:
            if len(found) >= ENOUGH or left < _LEAST_PART * sum(rarity):
                break
            look((need,))
            left -= tells
        return found


def _having(narrowing: Scope, held: list[Held]) -> list[Held]:
    choices = [[f" {token} " for token in choice] for choice in narrowing]
    return [each for each in held if all(any(token in f" {each.scope} " for token in choice) for choice in choices)]


def _parts(terms: tuple[Term, ...]) -> tuple[Need, ...]:
    """What each of the terms needs, a dense run being as many as it has pairs."""
    parts: list[Term] = []
    for term in terms:
        dense = len(term.words) == 1 and is_dense(term.words[0])
        parts += [Term((pair,)) for pair in tokens_asked(term.words)[0]] if dense else [term]
    return needs_of(tuple(dict.fromkeys(parts)))
