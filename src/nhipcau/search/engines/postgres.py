"""PostgreSQL text search over the entries: one generated column of lexemes with a GIN index.

The lexemes and their places are written out from our words, so no parser of PostgreSQL and no locale has a say in
what a word is. Words with marks lie in it as they are, without marks as `~word`, those of titles as `^word` as well:
the index keeps no weights, and a condition on them would fetch every row. `#number` tells which stretch of its kind's
ids a record belongs to, so that the newest matches of a common word are found without fetching all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from ..text import fold_word
from . import MOST
from .asking import Ask, Held, Need, Words, widest

_STRETCH = 4096  # ids
_LAST_PLACE = 16383  # as far as PostgreSQL counts
_TABLE = "search_entry"

_LEXEMES = f"""
CREATE OR REPLACE FUNCTION search_lexemes(
    title_exact text, title_folded text, body_exact text, body_folded text, scope text, object_id bigint
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
        SELECT quote_literal('#' || object_id / {_STRETCH})
    ) AS parts
$$
"""  # noqa: S608  our own names

# The planner does not know that reading `words` of a row costs more than the index's answer for all rows, and would
# read the whole table; hence the settings. First the two newest stretches are asked; how many of them hold the words
# tells how many more must be asked for as many as are wanted.
_NEWEST = f"""
CREATE OR REPLACE FUNCTION search_newest(asked tsquery, most integer, newest bigint)
RETURNS TABLE (entry_id bigint, object_id bigint, scope text, dated date, title integer) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
DECLARE
    within tsquery;
    stretches bigint := 2;
    found bigint[];
BEGIN
    LOOP
        within := asked;
        IF stretches * 2 <= newest THEN
            within := asked && (
                SELECT string_agg(quote_literal('#' || number), '|')::tsquery
                FROM generate_series(newest - stretches + 1, newest) AS numbers(number)
            );
        END IF;
        found := ARRAY(SELECT e.id FROM {_TABLE} e WHERE e.words @@ within ORDER BY e.object_id DESC LIMIT most);
        EXIT WHEN stretches * 2 > newest OR cardinality(found) >= most;
        stretches := CASE cardinality(found)
            WHEN 0 THEN newest ELSE 1 + stretches * most * 3 / 2 / cardinality(found)
        END;
    END LOOP;
    RETURN QUERY
        SELECT e.id, e.object_id, e.scope, e.dated, length(e.title_folded) FROM {_TABLE} e WHERE e.id = ANY(found);
END $$
"""  # noqa: S608  our own names

# All matches, for lists that are filtered and ordered elsewhere, with the same settings against the same trap.
_MATCHING = f"""
CREATE OR REPLACE FUNCTION search_matching(asked tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE
SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
    SELECT e.id FROM {_TABLE} e WHERE e.words @@ asked
$$
"""  # noqa: S608  our own names

_CALL = (
    "SELECT entry_id, object_id, scope, coalesce(dated::text, ''), {weight}"  # noqa: S608  what was typed is a parameter
    " FROM search_newest(%s::tsquery, %s,"
    f" (SELECT coalesce(max(object_id), 0) / {_STRETCH} FROM {_TABLE} WHERE kind = %s))"
)

_INSTALL = (
    # Rows stay small: what is read of a thousand of them lies in the row, all longer texts go out of it.
    f"ALTER TABLE {_TABLE} ALTER COLUMN scope SET STORAGE MAIN",
    f"ALTER TABLE {_TABLE} SET (toast_tuple_target = 512)",
    _LEXEMES,
    f"ALTER TABLE {_TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS"
    " (search_lexemes(title_exact, title_folded, body_exact, body_folded, scope, object_id)) STORED",
    f"CREATE INDEX search_entry_words ON {_TABLE} USING gin (words)",
    _NEWEST,
)
_REMOVE = (
    "DROP FUNCTION IF EXISTS search_matching(tsquery)",
    "DROP FUNCTION IF EXISTS search_newest(tsquery, integer, bigint)",
    f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS words",
    "DROP FUNCTION IF EXISTS search_lexemes(text, text, text, text, text, bigint)",
)


class TextSearch:
    """For a province with PostgreSQL."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            standing = {column.name for column in database.introspection.get_table_description(cursor, _TABLE)}
            for statement in (*(() if "words" in standing else _INSTALL), _MATCHING):
                cursor.execute(statement)

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for statement in _REMOVE:
                cursor.execute(statement)

    def changed(self, kind: str, object_ids: Sequence[int]) -> None:
        """Nothing: the generated column has done it."""

    def filtered(self, entries: QuerySet[Entry], ask: Ask) -> QuerySet[Entry]:
        found = RawSQL("SELECT search_matching(%s::tsquery)", [_query(ask)])
        return entries.filter(pk__in=found)

    def holding(self, ask: Ask, most: int = MOST) -> list[Held]:
        with connection.cursor() as cursor:
            cursor.execute(_CALL.format(weight="-title" if ask.in_title else "0"), [_query(ask), most, ask.kind])
            return list(map(Held._make, cursor.fetchall()))


def _query(ask: Ask) -> str:
    needs = [_need(need, ask.in_title) for need in ask.needs]
    words = [f"({' & '.join(needs)})"] if needs else []
    loose = [f"({' | '.join(f'({_all(choices)})' for choices in ask.narrowings())})"] if ask.narrowings() else []
    return " & ".join([*words, _all(ask.scope), *loose])


def _all(choices: Sequence[Sequence[str]]) -> str:
    return " & ".join(f"({' | '.join(_lexeme(token) for token in choice)})" for choice in choices)


def _need(need: Need, in_title: bool) -> str:
    return f"({' | '.join(_words(words) + (_title(words) if in_title else '') for words in widest(need))})"


def _words(words: Words) -> str:
    marked = [_lexeme(token, "~" if words.folded else "") for token in words.tokens]
    return f"({' <-> '.join(marked)}{':*' if words.open_end else ''})"


def _title(words: Words) -> str:
    lexemes = [_lexeme(fold_word(token), "^") for token in words.tokens]
    return f" & ({' & '.join(lexemes)}{':*' if words.open_end else ''})"


def _lexeme(token: str, mark: str = "") -> str:
    return f"'{mark}{token}'"
