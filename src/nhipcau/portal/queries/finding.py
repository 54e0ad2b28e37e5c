"""Publications as the search index holds them, one entry an edition; and results as cards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from nhipcau.core.public import Language
from nhipcau.library.public import KINDS, Category, Item, Publication, Topic, translations_behind
from nhipcau.search.public import Found, Hit, Row, SearchQuery, Suggestion, search, suggest

from .cards import Card, address_of, cards
from .sites import Site, languages

PUBLISHED = "publication"  # what publications are registered under; the id of an entry is that of the edition
BATCH = 500
PER_PAGE = 12
TAG = re.compile(r"<[^>]+>")
# What a search can be narrowed by: the parameter of the address and the facet.
NARROWED_BY = {"loai": "kind", "danh-muc": "category", "chu-de": "topic", "nam": "year"}


def everything() -> Iterator[Row]:
    """Every publication that the world reads, as the index needs it."""
    return index_rows(Publication.objects.filter(ended_at=None).order_by("pk"))


def index_rows(publications: QuerySet[Publication]) -> Iterator[Row]:
    """The entries of publications that the world reads; memory does not grow with their number.

    Facets: kind, category, topic, supplier (codes), year of an event or of the first publication.
    """
    every = publications.select_related("category").iterator(chunk_size=BATCH)
    while rows := list(islice(every, BATCH)):
        items = {row.item_id for row in rows}
        topics: dict[int, list[str]] = defaultdict(list)
        through = Item.topics.through.objects.filter(item__in=items).order_by("topic__order")
        for item, code in through.values_list("item_id", "topic__code"):
            topics[item].append(code)
        suppliers = dict(Item.objects.filter(pk__in=items).values_list("pk", "supplier__code"))
        for row in rows:
            yield _row(row, topics[row.item_id], suppliers[row.item_id])


def _row(row: Publication, topics: list[str], supplier: str) -> Row:
    day = row.starts_on or row.first_at.date()
    return Row(
        object_id=row.edition_id, province_id=row.province_id, language=row.language, title=row.title,
        text=words_of(row), public=True, dated=day,
        facets={
            "kind": [row.kind], "category": [row.category.code] if row.category else [], "topic": topics,
            "supplier": [supplier], "year": [str(day.year)],
        },
    )  # fmt: skip


def words_of(publication: Publication) -> str:
    """All words of a publication but its title, without mark-up, a line for each passage."""
    content = publication.content
    worded = [fact.name for fact in KINDS[publication.kind].facts if fact.translated]
    parts = [publication.summary, *(str(content["facts"].get(name) or "") for name in worded)]
    for block in content["body"]:
        value = block["value"]
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, dict):
            parts += [each for each in value.values() if isinstance(each, str)]
    return "\n".join(plain(each) for each in parts if each)


def plain(html: str) -> str:
    """Words without mark-up."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: the record as a card, how it answers, and the line of its text that people read below it."""

    card: Card
    hit: Hit
    line: SafeString


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a search, with how many records it leaves."""

    parameter: str
    value: str
    label: str
    number: int
    chosen: bool
    address: str  # of the results with this value, or without it where it is chosen; other choices stay


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many records another language has for the same words, and where they are listed."""

    language: Language
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The page of results with what it can be narrowed by, parameter by parameter, and the pages beside it."""

    found: Found
    results: list[Result]
    choices: dict[str, list[Choice]]
    elsewhere: list[Elsewhere]
    earlier: str = ""
    later: str = ""


def answer(site: Site, code: str, words: str, chosen: dict[str, list[str]], page: int, today: date) -> Answer:
    """Answers a search in a language; `chosen` are values by parameter.

    Of a text that is kept back the summary stands where the words that were found would stand.
    """
    province_id = site.province.pk
    facets = {NARROWED_BY[name]: values for name, values in chosen.items() if values}
    asked = SearchQuery(
        province_id, PUBLISHED, words, (code,), facets, tuple(NARROWED_BY.values()), page=page, per_page=PER_PAGE
    )
    found = search(asked)
    held = _publications([hit.object_id for hit in found.hits])
    shown = {each.publication.edition_id: each for each in cards(held.values(), code, today)}
    kept_back = translations_behind([row.pk for row in held.values()]) if site.withholds else set()
    results = [_result(shown[hit.object_id], hit, kept_back) for hit in found.hits if hit.object_id in shown]
    return Answer(
        found,
        results,
        _choices(province_id, code, found, words, chosen),
        _elsewhere(code, found, words),
        earlier=_address(words, chosen, page - 1) if page > 1 else "",
        later=_address(words, chosen, page + 1) if page < found.pages else "",
    )


def _address(words: str, chosen: Mapping[str, Sequence[str]], page: int = 1) -> str:
    """The query of a page of results, narrowed in this way."""
    pairs: dict[str, str | Sequence[str]] = {"q": words, **chosen}
    if page > 1:
        pairs["trang"] = str(page)
    return "?" + urlencode(pairs, doseq=True)


def _elsewhere(code: str, found: Found, words: str) -> list[Elsewhere]:
    counts = found.facets.get("language", {})
    return [
        Elsewhere(each, counts[each.code], reverse("portal:search", args=[each.code]) + _address(words, {}))
        for each in languages()
        if each.code != code and counts.get(each.code)
    ]


def _result(card: Card, hit: Hit, kept_back: set[int]) -> Result:
    return Result(card, hit, conditional_escape(card.summary) if card.publication.pk in kept_back else hit.snippet)


def suggestions(province_id: int, code: str, typed: str) -> list[dict[str, str]]:
    """What a search box offers while somebody types: title and address."""
    offered: list[Suggestion] = suggest(province_id, PUBLISHED, typed, languages=(code,))
    held = _publications([each.object_id for each in offered])
    return [
        {
            "title": each.title,
            "url": address_of(held[each.object_id]),
            "kind": str(KINDS[held[each.object_id].kind].label),
        }
        for each in offered
        if each.object_id in held
    ]


def _publications(editions: list[int]) -> dict[int, Any]:
    rows = Publication.objects.filter(edition__in=editions, ended_at=None).select_related("category").defer("content")
    return {row.edition_id: row for row in rows.annotate(cover=F("content__cover"), facts=F("content__facts"))}


def _choices(
    province_id: int, code: str, found: Found, words: str, chosen: dict[str, list[str]]
) -> dict[str, list[Choice]]:
    named: dict[str, dict[str, str]] = {
        "loai": {kind: str(about.plural) for kind, about in KINDS.items()},
        "danh-muc": {row.code: row.name_in(code) for row in Category.objects.filter(province_id=province_id)},
        "chu-de": {row.code: row.name_in(code) for row in Topic.objects.filter(province_id=province_id)},
        "nam": {},
    }
    made = {}
    for parameter, facet in NARROWED_BY.items():
        counts = found.facets.get(facet, {})
        made[parameter] = [
            Choice(
                parameter,
                value,
                named[parameter].get(value, value),
                number,
                value in chosen.get(parameter, ()),
                _address(words, {**chosen, parameter: [] if value in chosen.get(parameter, ()) else [value]}),
            )
            for value, number in list(counts.items())[:12]
        ]
    return made
