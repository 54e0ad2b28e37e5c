"""SQLite FTS5 over the entries: an index without a text of its own, which triggers keep in step with the table.

Its rows have the entries' ids with a minus, so that the newest come first in the order in which FTS5 reads fastest.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from . import MOST
from .asking import Ask, Held, Need, Words, widest

_COLUMNS = ("title_exact", "title_folded", "body_exact", "body_folded", "scope")
_NAMES = ", ".join(_COLUMNS)
_NEW, _OLD = (", ".join(f"{row}.{column}" for column in _COLUMNS) for row in ("new", "old"))
_ADD = f"INSERT INTO search_words(rowid, {_NAMES}) VALUES (-new.id, {_NEW});"  # noqa: S608  our own names
_DROP = f"INSERT INTO search_words(search_words, rowid, {_NAMES}) VALUES ('delete', -old.id, {_OLD});"  # noqa: S608
_FILL = f"INSERT INTO search_words(rowid, {_NAMES}) SELECT -id, {_NAMES} FROM search_entry ORDER BY id DESC"  # noqa: S608
_TABLE = (
    f"CREATE VIRTUAL TABLE search_words USING fts5({_NAMES}, content='', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*' tokenchars '@=_.:-'\")"
)
_TRIGGERS = (
    f"CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON search_entry BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS search_dropped AFTER DELETE ON search_entry BEGIN {_DROP} END",
    f"CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON search_entry BEGIN {_DROP} {_ADD} END",
)
# What is read of a thousand records for each search, beside the long texts that rows are full of.
_FOUND = "CREATE INDEX IF NOT EXISTS search_entry_found ON search_entry(id, object_id, scope, dated)"
_REMOVE = (
    "DROP INDEX IF EXISTS search_entry_found",
    "DROP TRIGGER IF EXISTS search_added",
    "DROP TRIGGER IF EXISTS search_dropped",
    "DROP TRIGGER IF EXISTS search_changed",
    "DROP TABLE IF EXISTS search_words",
)
# FTS5 knows its matches in the order of rows, so the newest are found without reading the others. Its bm25 is not
# asked: for each question it walks through all rows of every word, those that only narrow the search included.
_HOLDING = (
    "SELECT e.id, e.object_id, e.scope, coalesce(e.dated, ''), {weight} FROM ("
    "SELECT -rowid AS id FROM search_words WHERE search_words MATCH %s ORDER BY rowid LIMIT %s"
    ") w CROSS JOIN search_entry e {index} ON e.id = w.id"
)


class Fts5:
    """The embedded default."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            if "search_words" not in database.introspection.table_names(cursor):
                cursor.execute(_TABLE)
                cursor.execute(_FILL)
            for statement in (*_TRIGGERS, _FOUND):
                cursor.execute(statement)

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _REMOVE:
                cursor.execute(statement)

    def changed(self, kind: str, object_ids: Sequence[int]) -> None:
        """Nothing: the triggers have done it."""

    def filtered(self, entries: QuerySet[Entry], ask: Ask) -> QuerySet[Entry]:
        found = RawSQL("SELECT -rowid FROM search_words WHERE search_words MATCH %s", [_match(ask)])
        return entries.filter(pk__in=found)

    def holding(self, ask: Ask, most: int = MOST) -> list[Held]:
        weight, index = ("-length(e.title_folded)", "") if ask.in_title else ("0", "INDEXED BY search_entry_found")
        with connection.cursor() as cursor:
            cursor.execute(_HOLDING.format(weight=weight, index=index), [_match(ask), most])
            return list(map(Held._make, cursor.fetchall()))


def _match(ask: Ask) -> str:
    needs = [_need(need, ask.in_title) for need in ask.needs]
    words = [f"({' AND '.join(needs)})"] if needs else []
    loose = [f"({' OR '.join(f'({_all(choices)})' for choices in ask.narrowings())})"] if ask.narrowings() else []
    return " AND ".join([*words, _all(ask.scope), *loose])


def _all(choices: Sequence[Sequence[str]]) -> str:
    return " AND ".join(f"scope : ({' OR '.join(_quoted((token,)) for token in choice)})" for choice in choices)


def _need(need: Need, in_title: bool) -> str:
    return f"({' OR '.join(_words(words, in_title) for words in widest(need))})"


def _words(words: Words, in_title: bool) -> str:
    kind = "folded" if words.folded else "exact"
    columns = f"title_{kind}" if in_title else f"{{title_{kind} body_{kind}}}"
    return f"{columns} : {_quoted(words.tokens)}{' *' if words.open_end else ''}"


def _quoted(tokens: Sequence[str]) -> str:
    return '"' + " ".join(tokens) + '"'
