"""Putting records into the index and taking them out, and learning which words there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeVar

from django.db import transaction

from .engines import current_engine
from .models import Entry, Word
from .text import clean, fold_word, is_dense, scope_of, tokens_of, words_of

BATCH = 500
LONGEST_SHOWN = 20_000  # of a text: results show a few lines of it
Item = TypeVar("Item")
_CHANGING = [each.name for each in Entry._meta.fields if each.name not in {"id", "kind", "object_id"}]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the index needs it: its id, whose it is, and the text in which it is to be found.

    Words of the `title` count more than those of the `text`. Only what is `public` is ever found by strangers.
    `facets` are what a search can be narrowed by: {"topic": ["heritage"], "year": ["2026"]}; names and
    values are of `a-z 0-9 _ . : -`.
    """

    object_id: int
    province_id: int
    text: str
    title: str = ""
    language: str = "vi"
    public: bool = False
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    dated: date | None = None


SOURCES: dict[str, Callable[[], Iterable[Row]]] = {}


def register(kind: str, everything: Callable[[], Iterable[Row]]) -> None:
    """Tells the index of a kind of record and how to read all of them; called once, by the room that keeps them."""
    SOURCES[kind] = everything


def index(kind: str, rows: Iterable[Row]) -> int:
    """Makes records findable, or findable by their new words; answers how many. Runs in the caller's transaction."""
    count = 0
    with transaction.atomic():
        for entries in _stored(kind, rows):
            transaction.on_commit(partial(learn, kind, _counted(entries)))
            count += len(entries)
    return count


def forget(kind: str, ids: Iterable[int]) -> None:
    """Takes records out of the index; unknown ids do no harm."""
    with transaction.atomic():
        for batch in _batches(ids):
            Entry.objects.filter(kind=kind, object_id__in=batch).delete()
            current_engine().changed(kind, batch)


def reindex(kind: str) -> int:
    """Builds the index of a kind anew from its room's records; answers how many there are."""
    with transaction.atomic():
        Entry.objects.filter(kind=kind).delete()
        count = sum(len(entries) for entries in _stored(kind, SOURCES[kind]()))
        recount(kind)
    return count


def learn(kind: str, counted: Mapping[int, Mapping[str, int]]) -> None:
    """Takes words that are new into the vocabulary of each province; known ones keep their counts until the night."""
    for province_id, words in counted.items():
        rows = (_word(province_id, kind, word, words[word]) for word in sorted(words))
        for batch in _batches(rows):
            Word.objects.bulk_create(batch, ignore_conflicts=True)


def recount(kind: str) -> None:
    """Counts the vocabulary of a kind anew from what is indexed."""
    with transaction.atomic():
        counted: dict[int, Counter[str]] = {}
        entries = Entry.objects.filter(kind=kind).only("province_id", "title_exact", "body_exact")
        for entry in entries.iterator(chunk_size=BATCH):
            _count(entry, counted)
        Word.objects.filter(kind=kind).delete()
        learn(kind, counted)


def recount_all(on: date, clock: object) -> None:
    """Counts every vocabulary anew: nightly work."""
    for kind in Entry.objects.order_by().values_list("kind", flat=True).distinct():
        recount(kind)


def _stored(kind: str, rows: Iterable[Row]) -> Iterator[list[Entry]]:
    for batch in _batches(rows):
        entries = [_entry(kind, row) for row in batch]
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_CHANGING
        )
        current_engine().changed(kind, [row.object_id for row in batch])
        yield entries


def _entry(kind: str, row: Row) -> Entry:
    title, body = clean(row.title), clean(row.text)
    title_words, body_words = list(tokens_of(words_of(title))), list(tokens_of(words_of(body)))
    folded = [" ".join(fold_word(word) for word in words) for words in (title_words, body_words)]
    exact = [" ".join(title_words), " ".join(body_words)]
    scope = scope_of(row.province_id, kind, row.language, row.public, row.facets, marks=exact != folded)
    return Entry(
        province_id=row.province_id,
        kind=kind,
        object_id=row.object_id,
        language=row.language,
        public=row.public,
        dated=row.dated,
        title=title,
        body=body[:LONGEST_SHOWN],
        title_exact=exact[0],
        title_folded=folded[0],
        body_exact=exact[1],
        body_folded=folded[1],
        scope=" ".join(scope),
    )


def _counted(entries: Iterable[Entry]) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {}
    for entry in entries:
        _count(entry, counted)
    return counted


def _count(entry: Entry, counted: dict[int, Counter[str]]) -> None:
    words = counted.setdefault(entry.province_id, Counter())
    words.update({"", *entry.title_exact.split(), *entry.body_exact.split()})


def _word(province_id: int, kind: str, word: str, items: int) -> Word:
    folded = fold_word(word)
    size = 0 if is_dense(word) else len(folded)
    return Word(province_id=province_id, kind=kind, word=word, folded=folded, size=size, items=items)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
