"""Which records hold these words."""

from __future__ import annotations

from functools import partial

from django.db.models import QuerySet

from .engines import current_engine
from .models import Entry
from .text import parse


def matching(kind: str, province_id: int, typed: str, *, as_typed: bool = False) -> QuerySet[Entry, int]:
    """The ids of a province's records of a kind that hold all the words, for use as a subquery (`pk__in=…`).

    A word typed with marks finds those marks (and text that came without any), a word typed without marks finds
    all; `as_typed` keeps only the very letters typed. Quoted words stand together. What holds neither letter
    nor digit finds nothing.
    """
    return _found(kind, province_id, typed, as_typed).values_list("object_id", flat=True)


def matching_ids(kind: str, province_id: int, typed: str, limit: int = 50) -> list[int]:
    """The ids of the records that hold all the words, best first: the very marks typed come before other marks.

    Within the two, more and rarer words in less text come first; at most `limit` ids, of which no more than
    two thousand matches, the newest, are weighed.
    """
    terms = parse(typed)
    if not terms:
        return []
    ranked = partial(current_engine().ranked, kind, province_id, terms, limit=limit)
    found = ranked(as_typed=True)
    return list(dict.fromkeys(found + ranked(as_typed=False)))[:limit] if len(found) < limit else found


def _found(kind: str, province_id: int, typed: str, as_typed: bool) -> QuerySet[Entry]:
    entries = Entry.objects.filter(kind=kind, province_id=province_id)
    terms = parse(typed)
    return current_engine().filtered(entries, terms, as_typed=as_typed) if terms else entries.none()
