"""PostgreSQL text search over the entries: one generated column of lexemes with a GIN index.

The lexemes and their places are written out from our words, so no parser of PostgreSQL and no locale has a say in
what a word is. Words with marks lie in it as they are, without marks as `~word`, those of titles as `^word` as well:
the index keeps no weights, and a condition on them would fetch every row. `#number` tells which stretch of ids a
row belongs to, so that the newest matches of a common word are found without fetching all of them.
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

_STRETCH = 4096  # ids
_LAST_PLACE = 16383  # as far as PostgreSQL counts
_HEAD_WORDS = 50
_TABLE = "search_entry"

_LEXEMES = f"""
CREATE OR REPLACE FUNCTION search_lexemes(
    title_exact text, title_folded text, body_exact text, body_folded text, scope text, id bigint
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(lexemes, ' '), '')::tsvector FROM (
        SELECT format('''%1$s'':%3$sA ''~%2$s'':%3$sA ''^%2$s''', exact, folded, least(place, {_LAST_PLACE})) AS lexemes
        FROM unnest(string_to_array(title_exact, ' '), string_to_array(title_folded, ' '))
            WITH ORDINALITY AS words(exact, folded, place)
        UNION ALL
        SELECT format('''%1$s'':%3$s ''~%2$s'':%3$s', exact, folded, least(place + after, {_LAST_PLACE}))
        FROM (SELECT coalesce(array_length(string_to_array(title_exact, ' '), 1), 0) + 8 AS after) AS title,
            unnest(string_to_array(body_exact, ' '), string_to_array(body_folded, ' '))
            WITH ORDINALITY AS words(exact, folded, place)
        UNION ALL
        SELECT quote_literal(token) FROM unnest(string_to_array(scope, ' ')) AS tokens(token)
        UNION ALL
        SELECT quote_literal('#' || id / {_STRETCH})
    ) AS parts
$$
"""  # noqa: S608  our own names

# By these, the beginning of a record without marks, a great many matches are weighed: reading all lexemes of two
# thousand rows would take most of a search's time.
_HEAD = f"""
CREATE OR REPLACE FUNCTION search_head(title_folded text, body_folded text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(lexeme, ' '), '')::tsvector FROM (
        SELECT format('''~%s'':%sA', word, place) AS lexeme
        FROM unnest((string_to_array(title_folded, ' '))[1:{_HEAD_WORDS}]) WITH ORDINALITY AS words(word, place)
        UNION ALL
        SELECT format('''~%s'':%s', word, place + {_HEAD_WORDS})
        FROM unnest((string_to_array(left(body_folded, 2000), ' '))[1:{_HEAD_WORDS}])
            WITH ORDINALITY AS words(word, place)
    ) AS parts
$$
"""  # noqa: S608  our own names

# The planner does not know that reading `words` of a row costs more than the index's answer for all rows, and would
# read the whole table; hence the settings. Newest first: a little of the newest, then more, then everything.
_WEIGH = f"""
CREATE OR REPLACE FUNCTION search_weigh(asked tsquery, sought tsquery, most integer, newest bigint)
RETURNS TABLE (entry_id bigint, object_id bigint, weight real, scope text) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
DECLARE
    within tsquery;
    stretches integer;
    found bigint[];
BEGIN
    FOREACH stretches IN ARRAY ARRAY[2, 12, 0] LOOP
        within := asked;
        IF stretches > 0 THEN
            CONTINUE WHEN newest < stretches;
            within := asked && (
                SELECT string_agg(quote_literal('#' || number), '|')::tsquery
                FROM generate_series(newest - stretches + 1, newest) AS numbers(number)
            );
        END IF;
        found := ARRAY(SELECT e.id FROM {_TABLE} e WHERE e.words @@ within ORDER BY e.id DESC LIMIT most);
        EXIT WHEN cardinality(found) >= most;
    END LOOP;
    RETURN QUERY
        SELECT e.id, e.object_id, ts_rank(e.head, sought, 1), e.scope FROM {_TABLE} e WHERE e.id = ANY(found);
END $$
"""  # noqa: S608  our own names

_CALL = (
    "SELECT * FROM search_weigh(%s::tsquery, %s::tsquery, %s,"  # noqa: S608  what was typed is a parameter
    f" (SELECT max(id) / {_STRETCH} FROM {_TABLE}))"
)

_INSTALL = (
    _LEXEMES,
    f"ALTER TABLE {_TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS"
    " (search_lexemes(title_exact, title_folded, body_exact, body_folded, scope, id)) STORED",
    _HEAD,
    f"ALTER TABLE {_TABLE} ADD COLUMN head tsvector GENERATED ALWAYS AS"
    " (search_head(title_folded, body_folded)) STORED",
    # Rows stay small: what weighing reads of them is in the row, all longer texts go out of it.
    f"ALTER TABLE {_TABLE} ALTER COLUMN head SET STORAGE MAIN",
    f"ALTER TABLE {_TABLE} SET (toast_tuple_target = 512)",
    f"CREATE INDEX search_entry_words ON {_TABLE} USING gin (words)",
    _WEIGH,
)
_REMOVE = (
    "DROP FUNCTION IF EXISTS search_weigh(tsquery, tsquery, integer, bigint)",
    f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS words",
    f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS head",
    "DROP FUNCTION IF EXISTS search_head(text, text)",
    "DROP FUNCTION IF EXISTS search_lexemes(text, text, text, text, text, bigint)",
)


class TextSearch:
    """For a province with PostgreSQL."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            standing = {column.name for column in database.introspection.get_table_description(cursor, _TABLE)}
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
        found = RawSQL(f"SELECT w.id FROM {_TABLE} w WHERE w.words @@ %s::tsquery", [_query(ask)])  # noqa: S608, S611
        return entries.filter(pk__in=found)

    def weighed(self, ask: Ask, most: int = MOST_WEIGHED, *, weigh: bool = True) -> list[Weighed]:
        with connection.cursor() as cursor:
            cursor.execute(_CALL, [_query(ask), _words_of(ask) if weigh else "", most])
            return [Weighed(*row) for row in cursor.fetchall()]


def _query(ask: Ask) -> str:
    needs = [_need(need, ask.in_title) for need in ask.needs]
    words = [f"({(' & ' if ask.every else ' | ').join(needs)})"] if needs else []
    return " & ".join([*words, *(f"({' | '.join(_lexeme(token) for token in choice)})" for choice in ask.scope)])


def _words_of(ask: Ask) -> str:
    """By which a match is weighed: the words without marks, of which those with marks are a part."""
    tokens = {fold_word(token): words for need in ask.needs for words in need for token in words.tokens}
    return " | ".join(_lexeme(token, "~") + (":*" if words.open_end else "") for token, words in tokens.items())


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
