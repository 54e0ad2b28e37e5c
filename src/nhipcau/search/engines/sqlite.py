"""SQLite FTS5 over the entries: the words lie once in the table, triggers keep the index in step with it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from ..text import Term
from . import MOST_RANKED

_ADD = "INSERT INTO search_words(rowid, exact, folded) VALUES (new.id, new.exact, new.folded);"
_DROP = "INSERT INTO search_words(search_words, rowid, exact, folded) VALUES ('delete', old.id, old.exact, old.folded);"
_INSTALL = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5("
    "exact, folded, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON search_entry BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS search_dropped AFTER DELETE ON search_entry BEGIN {_DROP} END",
    f"CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON search_entry BEGIN {_DROP} {_ADD} END",
)
_REMOVE = (
    "DROP TRIGGER IF EXISTS search_added",
    "DROP TRIGGER IF EXISTS search_dropped",
    "DROP TRIGGER IF EXISTS search_changed",
    "DROP TABLE IF EXISTS search_words",
)
# One pass over the matches: bm25 asked for row by row would run the whole search again for each of them.
_RANKED = (
    "SELECT object_id FROM (SELECT e.object_id, e.id, bm25(search_words) AS weight FROM search_words"
    " CROSS JOIN search_entry e ON e.id = search_words.rowid"
    " WHERE search_words MATCH %s AND e.kind = %s AND e.province_id = %s ORDER BY search_words.rowid DESC LIMIT %s)"
    " ORDER BY weight, id DESC LIMIT %s"
)


class Fts5:
    """The embedded default."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _INSTALL:
                cursor.execute(statement)

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _REMOVE:
                cursor.execute(statement)

    def filtered(self, entries: QuerySet[Entry], terms: Sequence[Term], *, as_typed: bool) -> QuerySet[Entry]:
        found = RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", [_match(terms, as_typed)])
        return entries.filter(pk__in=found)

    def ranked(self, kind: str, province_id: int, terms: Sequence[Term], *, as_typed: bool, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(_RANKED, [_match(terms, as_typed), kind, province_id, MOST_RANKED, limit])
            return [row[0] for row in cursor.fetchall()]


def _match(terms: Sequence[Term], as_typed: bool) -> str:
    return " AND ".join(f"({_sought(term, as_typed)})" for term in terms)


def _sought(term: Term, as_typed: bool) -> str:
    if as_typed:
        return f"exact : {_phrase(term.words)}"
    if term.marked:
        # Text that came without any marks is meant as well; text with other marks is not.
        return f"exact : ({_phrase(term.words)} OR {_phrase(term.folded)})"
    return f"folded : {_phrase(term.words)}"


def _phrase(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'
