"""Which records hold these words: for lists that other rooms filter and order themselves."""

from __future__ import annotations

from django.db.models import QuerySet

from ..engines import Ask, current_engine, needs_of
from ..models import Entry
from ..text import Term, parse, shelf
from .ranking import RANKED, scored


def matching(kind: str, province_id: int, typed: str, *, as_typed: bool = False) -> QuerySet[Entry, int]:
    """The ids of a province's records of a kind that hold all the words, for use as a subquery (`pk__in=…`).

    A word typed with marks finds those marks (and text that came without any), a word typed without marks finds
    all; `as_typed` keeps only the very letters typed. Quoted words stand together. What holds neither letter
    nor digit finds nothing.
    """
    return _found(kind, province_id, parse(typed), as_typed).values_list("object_id", flat=True)


def matching_ids(kind: str, province_id: int, typed: str, limit: int = 50) -> list[int]:
    """The ids of the records that hold all the words, best first: the very marks typed come before other marks.

    Within the two, more and rarer words in less text come first, as far as the newest `RANKED` matches go; the
    others follow, newest first. At most `limit` ids.
    """
    terms = parse(typed)
    if not terms:
        return []
    scope = ((shelf(province_id, kind, public=False),),)
    found: dict[int, None] = {}
    for needs in (needs_of(terms, as_typed=True), needs_of(terms, unmarked=True)):
        if len(found) < limit:
            held = sorted(current_engine().holding(Ask(kind, needs, scope)), key=lambda each: -each.entry_id)
            score = scored(province_id, kind, needs, [each.entry_id for each in held[:RANKED]])
            best = sorted(held[:RANKED], key=lambda each: -score[each.entry_id].value)
            found |= dict.fromkeys(each.object_id for each in [*best, *held[RANKED:]])
    return list(found)[:limit]


def _found(kind: str, province_id: int, terms: tuple[Term, ...], as_typed: bool) -> QuerySet[Entry]:
    entries = Entry.objects.filter(kind=kind, province_id=province_id)
    scope = ((shelf(province_id, kind, public=False),),)
    ask = Ask(kind, needs_of(terms, as_typed=as_typed, unmarked=True), scope)
    return current_engine().filtered(entries, ask) if terms else entries.none()
