"""Putting records into the index and taking them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction

from nhipcau.core.public import fold

from .models import Entry
from .text import words_of

BATCH = 500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the index needs it: its id, whose it is, and the text in which it is to be found."""

    object_id: int
    province_id: int
    text: str


SOURCES: dict[str, Callable[[], Iterable[Row]]] = {}


def register(kind: str, everything: Callable[[], Iterable[Row]]) -> None:
    """Tells the index of a kind of record and how to read all of them; called once, by the room that keeps them."""
    SOURCES[kind] = everything


def index(kind: str, rows: Iterable[Row]) -> int:
    """Makes records findable, or findable by their new words; answers how many. Runs in the caller's transaction."""
    count = 0
    with transaction.atomic():
        for batch in _batches(rows):
            Entry.objects.bulk_create(
                [_entry(kind, row) for row in batch],
                update_conflicts=True,
                unique_fields=["kind", "object_id"],
                update_fields=["province", "exact", "folded"],
            )
            count += len(batch)
    return count


def forget(kind: str, ids: Iterable[int]) -> None:
    """Takes records out of the index; unknown ids do no harm."""
    with transaction.atomic():
        for batch in _batches(ids):
            Entry.objects.filter(kind=kind, object_id__in=batch).delete()


def reindex(kind: str) -> int:
    """Builds the index of a kind anew from its room's records; answers how many there are."""
    with transaction.atomic():
        Entry.objects.filter(kind=kind).delete()
        return index(kind, SOURCES[kind]())


def _entry(kind: str, row: Row) -> Entry:
    words = words_of(row.text)
    return Entry(
        province_id=row.province_id,
        kind=kind,
        object_id=row.object_id,
        exact=" ".join(words),
        folded=" ".join(fold(word) for word in words),
    )


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
