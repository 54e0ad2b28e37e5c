"""One question, one answer: gathering matches, ranking them, counting facets, showing a page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models.functions import Left

from ..choices import Order, Tier
from ..engines import MOST_WEIGHED, Ask, Need, Weighed, current_engine, needs_of
from ..models import Entry
from ..text import LANGUAGE, Term, facet, is_dense, parse, shelf, tokens_asked
from ..text.marking import marked, snippet
from .ranking import rarities, scores, texts_of
from .shapes import Found, Hit, SearchQuery
from .spelling import correction

RANKED = 120  # of the records of a tier, as the engine weighs them, are looked at word by word
ENOUGH = 10  # with fewer records that hold all words, those that hold some are offered as well
MOST_PARTS = 8  # words, the rarest, by which such records are looked for
LEAST_PART = 0.4  # of what was typed, by rarity, that such a record must hold
SHOWN = 6000  # characters of a text in which a snippet is looked for

Scope = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A record in the answer."""

    tier: Tier
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Pool:
    """All records of an answer, best first; `more`: there are others, which were not weighed."""

    matches: tuple[Match, ...]
    more: bool = False


def search(query: SearchQuery) -> Found:
    """The records of a kind that hold the words, best first, with highlights, facet counts and a suggestion.

    The very marks that were typed come first; a word typed without marks finds all marks, one typed with them never
    finds other marks. Where fewer than `ENOUGH` records hold all words, those that hold most of them follow
    (`Tier.IN_PART`). Where nothing holds them, a likely correction is answered instead and says so. Words that
    hold neither letter nor digit find nothing. At most `MOST_WEIGHED` matches are weighed.
    """
    terms = parse(query.words)
    if not terms and query.words.strip():
        return Found(page=query.page)
    pool = _pool(query, terms, in_part=False)
    suggestion = ""
    if not pool.matches:
        suggestion, instead = correction(query.province_id, query.kind, _scope(query), terms)
        if instead:
            return replace(_answer(query, instead, _pool(query, instead)), suggestion=suggestion, corrected=True)
    if terms and len(pool.matches) < ENOUGH:
        pool = _pool(query, terms)
    return replace(_answer(query, terms, pool), suggestion=suggestion)


def _answer(query: SearchQuery, terms: tuple[Term, ...], pool: Pool) -> Found:
    total = min(len(pool.matches), MOST_WEIGHED)
    first = (max(query.page, 1) - 1) * query.per_page
    return Found(
        hits=_hits(pool.matches[:total][first : first + query.per_page], terms),
        total=total,
        more=pool.more,
        page=query.page,
        pages=math.ceil(total / query.per_page),
        facets=_facets(query, terms, pool),
    )


def _scope(query: SearchQuery, without: str = "") -> Scope:
    chosen = {LANGUAGE: query.languages, **query.facets}
    return (
        (shelf(query.province_id, query.kind, public=query.public_only),),
        *(
            tuple(facet(name, value) for value in values)
            for name, values in chosen.items()
            if values and name != without
        ),
    )


def _pool(query: SearchQuery, terms: tuple[Term, ...], without: str = "", *, in_part: bool = True) -> Pool:
    scope = _scope(query, without)
    strict, more = _strict(terms, scope)
    matches = _ranked(query, terms, strict, needs_of(terms, unmarked=True))
    if in_part and terms and len(strict) < ENOUGH:
        matches += _in_part(query, terms, scope, {match.weighed.entry_id for match in matches})
    if query.order == Order.NEWEST or not terms:
        matches = _newest_first(matches)
    return Pool(tuple(matches), more)


def _strict(terms: tuple[Term, ...], scope: Scope) -> tuple[list[Match], bool]:
    """The records that hold every term: as typed, then those that were written without marks."""
    engine = current_engine()
    ask = Ask(needs_of(terms), scope)
    found = engine.weighed(ask)
    more = len(found) >= MOST_WEIGHED
    if more and terms:
        # More than can be weighed: what has the words in its title must be among them.
        found = [*engine.weighed(ask.of_title()), *found]
    matches = {each.entry_id: Match(Tier.AS_TYPED, each) for each in found}
    if not more and any(term.marked for term in terms):
        for each in engine.weighed(Ask(needs_of(terms, unmarked=True), scope)):
            matches.setdefault(each.entry_id, Match(Tier.WITHOUT_MARKS, each))
    return list(matches.values()), more


def _ranked(query: SearchQuery, terms: tuple[Term, ...], matches: list[Match], needs: tuple[Need, ...]) -> list[Match]:
    """Matches in order: the best of each tier looked at word by word, the others as the engine weighs them."""
    matches.sort(key=lambda match: (match.tier, -match.weighed.weight, -match.weighed.entry_id))
    if not terms or query.order == Order.NEWEST:
        return matches
    best = matches[:RANKED]
    if len(best) > 1:
        rarity = rarities(query.province_id, query.kind, needs)
        score = scores(needs, rarity, texts_of([match.weighed.entry_id for match in best]))
        best.sort(key=lambda match: (match.tier, -score[match.weighed.entry_id].value, -match.weighed.entry_id))
    return best + matches[RANKED:]


def _in_part(query: SearchQuery, terms: tuple[Term, ...], scope: Scope, known: set[int]) -> list[Match]:
    """The records that hold most of what was typed, the best first; at most `RANKED`."""
    needs = _parts(terms)
    if len(needs) < 2:
        return []
    rarity = rarities(query.province_id, query.kind, needs)
    weighty = sorted(zip(rarity, needs, strict=True), key=lambda pair: -pair[0])
    telling = [need for tells, need in weighty if tells][:MOST_PARTS]
    found = current_engine().weighed(Ask(tuple(telling), scope, every=False))
    found = [each for each in found if each.entry_id not in known]
    found.sort(key=lambda each: (-each.weight, -each.entry_id))
    score = scores(needs, rarity, texts_of([each.entry_id for each in found[:RANKED]]))
    kept = [each for each in found[:RANKED] if score[each.entry_id].coverage >= LEAST_PART]
    kept.sort(key=lambda each: (-score[each.entry_id].value * score[each.entry_id].coverage, -each.entry_id))
    return [Match(Tier.IN_PART, each) for each in kept]


def _parts(terms: tuple[Term, ...]) -> tuple[Need, ...]:
    """What each of the terms needs, a dense run being as many as it has pairs."""
    parts: list[Term] = []
    for term in terms:
        dense = len(term.words) == 1 and is_dense(term.words[0])
        parts += [Term((pair,)) for pair in tokens_asked(term.words)[0]] if dense else [term]
    return needs_of(tuple(dict.fromkeys(parts)), unmarked=True)


def _newest_first(matches: list[Match]) -> list[Match]:
    ids = [match.weighed.entry_id for match in matches]
    days = dict(Entry.objects.filter(pk__in=ids, dated__isnull=False).values_list("pk", "dated"))
    return sorted(
        matches,
        key=lambda match: (days.get(match.weighed.entry_id, date.min), match.weighed.entry_id),
        reverse=True,
    )


def _facets(query: SearchQuery, terms: tuple[Term, ...], pool: Pool) -> dict[str, dict[str, int]]:
    """How many records each value of each asked facet has; for a narrowing one, as if it did not narrow."""
    names = dict.fromkeys((LANGUAGE, *query.count))
    narrowing = {name for name, values in {LANGUAGE: query.languages, **query.facets}.items() if values}
    counted = _counts(pool.matches[:MOST_WEIGHED], names)
    for name in narrowing & set(names):
        counted[name] = _counts(_pool(query, terms, name).matches[:MOST_WEIGHED], [name])[name]
    return counted


def _counts(matches: Iterable[Match], names: Iterable[str]) -> dict[str, dict[str, int]]:
    tokens = Counter(token for match in matches for token in match.weighed.scope.split(" "))
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for token, times in sorted(tokens.items(), key=lambda pair: (-pair[1], pair[0])):
        name, _equals, value = token.partition("=")
        if name in counts:
            counts[name][value] = times
    return counts


def _hits(matches: Iterable[Match], terms: tuple[Term, ...]) -> tuple[Hit, ...]:
    page = list(matches)
    columns = ("pk", "language", "title", "dated", "start")
    rows = Entry.objects.filter(pk__in=[match.weighed.entry_id for match in page]).annotate(start=Left("body", SHOWN))
    shown: Mapping[int, tuple[str, str, date | None, str]] = {pk: rest for pk, *rest in rows.values_list(*columns)}
    return tuple(_hit(match, *shown[match.weighed.entry_id], terms) for match in page)


def _hit(match: Match, language: str, title: str, dated: date | None, body: str, terms: tuple[Term, ...]) -> Hit:
    return Hit(match.weighed.object_id, language, match.tier, marked(title, terms), snippet(body, terms), dated)
