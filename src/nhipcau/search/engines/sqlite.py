"""SQLite FTS5 over the entries: the words lie once in the table, triggers keep the index in step with it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from . import MOST_WEIGHED
from .asking import Ask, Need, Weighed, Words

_COLUMNS = ("title_exact", "title_folded", "body_exact", "body_folded", "scope")
_NAMES = ", ".join(_COLUMNS)
_WEIGHTS = "10, 4, 2, 1, 0"  # of these columns: titles, and the letters as typed, count more
_NEW, _OLD = (", ".join(f"{row}.{column}" for column in _COLUMNS) for row in ("new", "old"))
_ADD = f"INSERT INTO search_words(rowid, {_NAMES}) VALUES (new.id, {_NEW});"  # noqa: S608  our own names
_DROP = f"INSERT INTO search_words(search_words, rowid, {_NAMES}) VALUES ('delete', old.id, {_OLD});"  # noqa: S608
_TABLE = (
    f"CREATE VIRTUAL TABLE search_words USING fts5({_NAMES}, content='search_entry', content_rowid='id', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*' tokenchars '@=_.:-'\")"
)
_TRIGGERS = (
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
_WEIGHED = (
    "SELECT e.id, e.object_id, -w.weight, e.scope FROM ("
    "SELECT rowid AS id, {weight} AS weight FROM search_words"
    " WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT %s) w CROSS JOIN search_entry e ON e.id = w.id"
)


class Fts5:
    """The embedded default."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            if "search_words" not in database.introspection.table_names(cursor):
                cursor.execute(_TABLE)
                cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
            for statement in _TRIGGERS:
                cursor.execute(statement)

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _REMOVE:
                cursor.execute(statement)

    def changed(self, kind: str, object_ids: Sequence[int]) -> None:
        """Nothing: the triggers have done it."""

    def filtered(self, entries: QuerySet[Entry], ask: Ask) -> QuerySet[Entry]:
        found = RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", [_match(ask)])
        return entries.filter(pk__in=found)

    def weighed(self, ask: Ask, most: int = MOST_WEIGHED, *, weigh: bool = True) -> list[Weighed]:
        weight = f"bm25(search_words, {_WEIGHTS})" if weigh and ask.needs else "0"
        with connection.cursor() as cursor:
            cursor.execute(_WEIGHED.format(weight=weight), [_match(ask), most])
            return [Weighed(*row) for row in cursor.fetchall()]


def _match(ask: Ask) -> str:
    scope = [f"scope : ({' OR '.join(_quoted((token,)) for token in choice)})" for choice in ask.scope]
    needs = [_need(need, ask.in_title) for need in ask.needs]
    words = [f"({(' AND ' if ask.every else ' OR ').join(needs)})"] if needs else []
    return " AND ".join([*words, *scope])


def _need(need: Need, in_title: bool) -> str:
    return f"({' OR '.join(_words(words, in_title) for words in need)})"


def _words(words: Words, in_title: bool) -> str:
    kind = "folded" if words.folded else "exact"
    columns = f"title_{kind}" if in_title else f"{{title_{kind} body_{kind}}}"
    return f"{columns} : {_quoted(words.tokens)}{' *' if words.open_end else ''}"


def _quoted(tokens: Sequence[str]) -> str:
    return '"' + " ".join(tokens) + '"'
