"""One question, one answer: gathering matches, ranking them, counting facets, showing a page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models.functions import Left

from ..choices import Order, Tier
from ..engines import MOST, Held
from ..models import Entry
from ..text import LANGUAGE, Term, facet, parse, shelf
from ..text.marking import marked, snippet
from .gathering import ENOUGH, Gathered, Match, Records, Scope
from .shapes import Found, Hit, SearchQuery
from .spelling import correction

SHOWN = 6000  # characters of a text in which a snippet is looked for


def search(query: SearchQuery) -> Found:
    """The records of a kind that hold the words, best first, with highlights, facet counts and a suggestion.

    The very marks that were typed come first; a word typed without marks finds all marks, one typed with them never
    finds other marks. Where fewer than `ENOUGH` records hold all words, those that hold most of them follow
    (`Tier.IN_PART`). Where nothing holds them as typed and one is unknown, a likely correction is answered instead,
    and says so. Words that hold neither letter nor digit find nothing. At most `MOST` records are looked at.
    """
    terms = parse(query.words)
    if not terms and query.words.strip():
        return Found(page=query.page)
    records = _records(query, terms)
    if terms and not records.holds_as_typed():
        return _meant(query, terms, records)
    return _answer(query, records)


def _meant(query: SearchQuery, terms: tuple[Term, ...], records: Records) -> Found:
    """The answer where no record at all holds the words as typed: to what may have been meant, or with a hint at it."""
    found = records.under(()).bare
    suggestion, instead = correction(query.province_id, query.kind, records.scope(()), terms, offer=not found)
    if instead:
        return replace(_answer(query, _records(query, instead)), suggestion=suggestion, corrected=True)
    return replace(_answer(query, records), suggestion="" if found else suggestion)


def _records(query: SearchQuery, terms: tuple[Term, ...]) -> Records:
    """The records of a question, looked at once for all its facets."""
    public = shelf(query.province_id, query.kind, public=query.public_only)
    records = Records(query.province_id, query.kind, public, terms)
    records.look_around(_narrowing(query))
    return records


def _answer(query: SearchQuery, records: Records) -> Found:
    narrowing = _narrowing(query)
    for name in _counted_wider(query):  # first, since the narrower is mostly read off them
        records.under(_narrowing(query, without=name))
    matches, partly = _ordered(query, records, narrowing)
    first = (max(query.page, 1) - 1) * query.per_page
    return Found(
        hits=_hits(matches[first : first + query.per_page], records.terms),
        total=len(matches),
        more=records.under(narrowing).more,
        page=query.page,
        pages=math.ceil(len(matches) / query.per_page),
        facets=_facets(query, records, matches, partly),
    )


def _narrowing(query: SearchQuery, without: str = "") -> Scope:
    chosen = {LANGUAGE: query.languages, **query.facets}
    return tuple(
        tuple(facet(name, value) for value in values) for name, values in chosen.items() if values and name != without
    )


def _ordered(query: SearchQuery, records: Records, narrowing: Scope) -> tuple[list[Match], list[Match]]:
    """All records of an answer in order, and those of them that hold a part of the words."""
    best = bool(records.terms) and query.order == Order.BEST
    matches = (records.ranked(narrowing) if best else _by_tier(records.under(narrowing)))[:MOST]
    partly: list[Match] = []
    if records.terms and len(matches) < ENOUGH:
        partly = records.in_part(narrowing, {match.held.entry_id for match in matches})
    matches = matches + partly
    return matches if best else sorted(matches, key=_day, reverse=True), partly


def _by_tier(found: Gathered) -> list[Match]:
    typed = [Match(Tier.AS_TYPED, each) for each in found.typed]
    return typed + [Match(Tier.WITHOUT_MARKS, each) for each in found.bare]


def _day(match: Match) -> tuple[str, int]:
    return match.held.dated, match.held.entry_id


def _facets(
    query: SearchQuery, records: Records, matches: list[Match], partly: list[Match]
) -> dict[str, dict[str, int]]:
    """How many records each value of each asked facet has; for a narrowing one, as if it did not narrow."""
    counted = _counts([match.held for match in matches], dict.fromkeys((LANGUAGE, *query.count)))
    for name in _counted_wider(query):
        others = [*records.under(_narrowing(query, without=name)).all, *(match.held for match in partly)]
        counted[name] = _counts(others[:MOST], [name])[name]
    return counted


def _counted_wider(query: SearchQuery) -> list[str]:
    """The facets that narrow and are counted: as if they did not narrow."""
    chosen = {LANGUAGE: query.languages, **query.facets}
    return [name for name, values in chosen.items() if values and name in {LANGUAGE, *query.count}]


def _counts(records: Iterable[Held], names: Iterable[str]) -> dict[str, dict[str, int]]:
    tokens = Counter(" ".join([each.scope for each in records]).split(" "))
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for token, times in sorted(tokens.items(), key=lambda pair: (-pair[1], pair[0])):
        name, _equals, value = token.partition("=")
        if name in counts:
            counts[name][value] = times
    return counts


def _hits(page: list[Match], terms: tuple[Term, ...]) -> tuple[Hit, ...]:
    columns = ("pk", "language", "title", "dated", "start")
    rows = Entry.objects.filter(pk__in=[match.held.entry_id for match in page]).annotate(start=Left("body", SHOWN))
    shown: Mapping[int, tuple[str, str, date | None, str]] = {pk: rest for pk, *rest in rows.values_list(*columns)}
    return tuple(_hit(match, *shown[match.held.entry_id], terms) for match in page)


def _hit(match: Match, language: str, title: str, dated: date | None, body: str, terms: tuple[Term, ...]) -> Hit:
    return Hit(match.held.object_id, language, match.tier, marked(title, terms), snippet(body, terms), dated)
