"""One question, one answer: gathering matches, ranking them, counting facets, showing a page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models.functions import Left

from ..choices import Order, Tier
from ..engines import MOST_WEIGHED, Ask, Need, Weighed, current_engine, needs_of
from ..models import Entry
from ..text import LANGUAGE, WITHOUT_MARKS, Term, facet, is_dense, parse, shelf, tokens_asked
from ..text.marking import marked, snippet
from .ranking import rarities, scores, texts_of
from .shapes import Found, Hit, SearchQuery
from .spelling import correction

RANKED = 80  # of the records of a tier, as the engine weighs them, are looked at word by word
ENOUGH = 10  # with fewer records that hold all words, those that hold some are offered as well
MOST_TITLES = 300  # records with the words in their titles are fetched where not all can be weighed
MOST_PARTS = 8  # words, the rarest, by which such records are looked for
LEAST_PART = 0.4  # of what was typed, by rarity, that such a record must hold
SHOWN = 6000  # characters of a text in which a snippet is looked for

Scope = tuple[tuple[str, ...], ...]


class Match(NamedTuple):
    """A record in the answer."""

    tier: Tier
    weighed: Weighed


def search(query: SearchQuery) -> Found:
    """The records of a kind that hold the words, best first, with highlights, facet counts and a suggestion.

    The very marks that were typed come first; a word typed without marks finds all marks, one typed with them never
    finds other marks. Where fewer than `ENOUGH` records hold all words, those that hold most of them follow
    (`Tier.IN_PART`). Where nothing holds them as typed and one is unknown, a likely correction is answered instead,
    and says so. Words that hold neither letter nor digit find nothing. At most `MOST_WEIGHED` matches are weighed.
    """
    terms = parse(query.words)
    if not terms and query.words.strip():
        return Found(page=query.page)
    weigh = query.order == Order.BEST
    found, more = _strict(terms, _scope(query), weigh=weigh)
    suggestion = ""
    if terms and not any(match.tier == Tier.AS_TYPED for match in found):
        suggestion, instead = correction(query.province_id, query.kind, _scope(query), terms)
        if instead:
            found, more = _strict(instead, _scope(query), weigh=weigh)
            return replace(_answer(query, instead, found, more), suggestion=suggestion, corrected=True)
    return replace(_answer(query, terms, found, more), suggestion="" if found else suggestion)


def _answer(query: SearchQuery, terms: tuple[Term, ...], found: list[Match], more: bool) -> Found:
    matches = _ordered(query, terms, found, _scope(query))[:MOST_WEIGHED]
    first = (max(query.page, 1) - 1) * query.per_page
    return Found(
        hits=_hits(matches[first : first + query.per_page], terms),
        total=len(matches),
        more=more,
        page=query.page,
        pages=math.ceil(len(matches) / query.per_page),
        facets=_facets(query, terms, matches),
    )


def _scope(query: SearchQuery, without: str = "") -> Scope:
    chosen = {LANGUAGE: query.languages, **query.facets}
    narrowing = [
        tuple(facet(name, value) for value in values) for name, values in chosen.items() if values and name != without
    ]
    return ((shelf(query.province_id, query.kind, public=query.public_only),), *narrowing)


def _strict(terms: tuple[Term, ...], scope: Scope, *, weigh: bool) -> tuple[list[Match], bool]:
    """The records that hold every term, as typed or having come without marks; whether there are more than these."""
    engine = current_engine()
    ask = Ask(needs_of(terms), scope)
    found = engine.weighed(ask, MOST_WEIGHED, weigh=weigh)
    more = len(found) >= MOST_WEIGHED
    if more and terms and weigh:
        # More than can be weighed: what has the words in its title must be among them.
        found = [*engine.weighed(ask.of_title(), MOST_TITLES), *found]
    matches = {each.entry_id: Match(Tier.AS_TYPED, each) for each in found}
    if not more and any(term.marked for term in terms):
        bare = Ask(needs_of(terms, unmarked=True), (*scope, (WITHOUT_MARKS,)))
        for each in engine.weighed(bare, MOST_WEIGHED, weigh=weigh):
            matches.setdefault(each.entry_id, Match(Tier.WITHOUT_MARKS, each))
    return list(matches.values()), more


def _ordered(query: SearchQuery, terms: tuple[Term, ...], found: list[Match], scope: Scope) -> list[Match]:
    """All records of an answer, best first; where few hold all terms, those that hold most of them follow."""
    matches = sorted(found, key=lambda match: (match.tier, -match.weighed.weight, -match.weighed.entry_id))
    if terms and query.order == Order.BEST and len(matches) > 1:
        matches = _ranked(query, terms, matches)
    if terms and len(matches) < ENOUGH:
        matches += _in_part(query, terms, scope, {match.weighed.entry_id for match in matches})
    return matches if terms and query.order == Order.BEST else _newest_first(matches)


def _ranked(query: SearchQuery, terms: tuple[Term, ...], matches: list[Match]) -> list[Match]:
    """The first ones looked at word by word, the others as the engine weighs them."""
    best = matches[:RANKED]
    needs = needs_of(terms, unmarked=True)
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
    found = current_engine().weighed(Ask(tuple(telling), scope, every=False), MOST_WEIGHED) if telling else []
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
    return needs_of(tuple(dict.fromkeys(parts)))


def _newest_first(matches: list[Match]) -> list[Match]:
    ids = [match.weighed.entry_id for match in matches]
    days = dict(Entry.objects.filter(pk__in=ids, dated__isnull=False).values_list("pk", "dated"))
    return sorted(
        matches,
        key=lambda match: (days.get(match.weighed.entry_id, date.min), match.weighed.entry_id),
        reverse=True,
    )


def _facets(query: SearchQuery, terms: tuple[Term, ...], matches: list[Match]) -> dict[str, dict[str, int]]:
    """How many records each value of each asked facet has; for a narrowing one, as if it did not narrow."""
    names = dict.fromkeys((LANGUAGE, *query.count))
    counted = _counts(matches, names)
    for name in [name for name, values in {LANGUAGE: query.languages, **query.facets}.items() if values]:
        if name in names:
            scope = _scope(query, without=name)
            found, _more = _strict(terms, scope, weigh=False)
            if terms and len(found) < ENOUGH:
                found += _in_part(query, terms, scope, {match.weighed.entry_id for match in found})
            counted[name] = _counts(found[:MOST_WEIGHED], [name])[name]
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
