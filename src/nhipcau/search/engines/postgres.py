"""PostgreSQL text search over the entries: one generated column of lexemes with a GIN index.

The lexemes and their places are written out from our words, so no parser of PostgreSQL and no locale has a say in
what a word is. Words with marks lie in it as they are, without marks as `~word`, those of titles as `^word` as well:
the index keeps no weights, and a condition on them would fetch every row.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from ..text import fold_word
from . import MOST_WEIGHED
from .asking import Ask, Need, Weighed, Words

_COLUMNS = "title_exact, title_folded, body_exact, body_folded, scope"
_LAST_PLACE = 16383  # as far as PostgreSQL counts
_AT = f"least(place + {{after}}, {_LAST_PLACE})"
_PART = (
    "SELECT '''{mark}' || word || ''':' || " + _AT + " || '{weight}' AS lexeme"  # noqa: S608
    " FROM unnest(string_to_array({column}, ' ')) WITH ORDINALITY AS words(word, place) WHERE word <> ''"
)
_AFTER_TITLE = "coalesce(array_length(string_to_array(title_exact, ' '), 1), 0) + 8"
_PARTS = (
    _PART.format(column="title_exact", mark="", after="0", weight="A"),
    _PART.format(column="title_folded", mark="~", after="0", weight="A"),
    _PART.format(column="title_folded", mark="^", after="0", weight="A"),
    _PART.format(column="body_exact", mark="", after=_AFTER_TITLE, weight=""),
    _PART.format(column="body_folded", mark="~", after=_AFTER_TITLE, weight=""),
    _PART.format(column="scope", mark="", after="16382", weight=""),
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION search_lexemes(title_exact text, title_folded text, body_exact text, body_folded text,"  # noqa: S608
    " scope text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT"
    f" coalesce(string_agg(lexeme, ' '), '')::tsvector FROM ({' UNION ALL '.join(_PARTS)}) AS parts $$"
)
_INSTALL = (
    _FUNCTION,
    f"ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (search_lexemes({_COLUMNS})) STORED",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)
_REMOVE = (
    "ALTER TABLE search_entry DROP COLUMN IF EXISTS words",
    "DROP FUNCTION IF EXISTS search_lexemes(text, text, text, text, text)",
)
_WEIGHED = (
    "SELECT id, object_id, ts_rank(words, %s::tsquery, 1) AS weight, scope FROM search_entry"
    " WHERE words @@ %s::tsquery LIMIT %s"
)


class TextSearch:
    """For a province with PostgreSQL."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            standing = {column.name for column in database.introspection.get_table_description(cursor, "search_entry")}
            for statement in () if "words" in standing else _INSTALL:
                cursor.execute(statement)

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _REMOVE:
                cursor.execute(statement)

    def changed(self, kind: str, object_ids: Sequence[int]) -> None:
        """Nothing: the generated column has done it."""

    def filtered(self, entries: QuerySet[Entry], ask: Ask) -> QuerySet[Entry]:
        # A subquery with a name of its own: Django renames the table of `entries` where it is nested.
        found = RawSQL("SELECT w.id FROM search_entry w WHERE w.words @@ %s::tsquery", [_query(ask)])
        return entries.filter(pk__in=found)

    def weighed(self, ask: Ask, most: int = MOST_WEIGHED) -> list[Weighed]:
        with connection.cursor() as cursor:
            cursor.execute(_WEIGHED, [_words_of(ask), _query(ask), most])
            return [Weighed(*row) for row in cursor.fetchall()]


def _query(ask: Ask) -> str:
    needs = [_need(need, ask.in_title) for need in ask.needs]
    words = [f"({(' & ' if ask.every else ' | ').join(needs)})"] if needs else []
    return " & ".join([*words, *(f"({' | '.join(_lexeme(token) for token in choice)})" for choice in ask.scope)])


def _words_of(ask: Ask) -> str:
    return " | ".join(_words(words) for need in ask.needs for words in need)


def _need(need: Need, in_title: bool) -> str:
    return f"({' | '.join(_words(words) + (_title(words) if in_title else '') for words in need)})"


def _words(words: Words) -> str:
    marked = [_lexeme(token, "~" if words.folded else "") for token in words.tokens]
    return f"({' <-> '.join(marked)}{':*' if words.open_end else ''})"


def _title(words: Words) -> str:
    lexemes = [_lexeme(fold_word(token), "^") for token in words.tokens]
    return f" & ({' & '.join(lexemes)}{':*' if words.open_end else ''})"


def _lexeme(token: str, mark: str = "") -> str:
    return f"'{mark}{token}'"
