"""PostgreSQL text search over the entries: two generated columns of lexemes, each with a GIN index."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from ..models import Entry
from ..text import Term
from . import MOST_RANKED

_COLUMNS = ("exact", "folded")


class TextSearch:
    """For a province with PostgreSQL. The words were cut by us, so the plain `simple` configuration does."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            standing = {column.name for column in database.introspection.get_table_description(cursor, "search_entry")}
            for column in _COLUMNS:
                if f"{column}_words" in standing:
                    continue
                cursor.execute(
                    f"ALTER TABLE search_entry ADD COLUMN {column}_words tsvector "
                    f"GENERATED ALWAYS AS (to_tsvector('simple', {column})) STORED"
                )
                cursor.execute(f"CREATE INDEX search_{column}_words ON search_entry USING gin ({column}_words)")

    def remove(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            for column in _COLUMNS:
                cursor.execute(f"ALTER TABLE search_entry DROP COLUMN IF EXISTS {column}_words")

    def filtered(self, entries: QuerySet[Entry], terms: Sequence[Term], *, as_typed: bool) -> QuerySet[Entry]:
        # A subquery with a name of its own: Django renames the table of `entries` where it is nested.
        sought = [_sought(term, as_typed) for term in terms]
        held = " AND ".join(f"w.{column}_words @@ to_tsquery('simple', %s)" for column, _query in sought)
        statement = f"SELECT w.id FROM search_entry w WHERE {held}"  # noqa: S608  column names are our own
        found = RawSQL(statement, [query for _column, query in sought])  # noqa: S611  what was typed is a parameter
        return entries.filter(pk__in=found)

    def ranked(self, kind: str, province_id: int, terms: Sequence[Term], *, as_typed: bool, limit: int) -> list[int]:
        entries = Entry.objects.filter(kind=kind, province_id=province_id)
        newest = self.filtered(entries, terms, as_typed=as_typed).order_by("-pk").values("pk")[:MOST_RANKED]
        weight = RawSQL(
            "ts_rank(search_entry.exact_words, to_tsquery('simple', %s), 1)"
            " + ts_rank(search_entry.folded_words, to_tsquery('simple', %s), 1)",
            [" | ".join(_phrase(term.words) for term in terms), " | ".join(_phrase(term.folded) for term in terms)],
            output_field=FloatField(),
        )
        ranked = Entry.objects.filter(pk__in=newest).annotate(weight=weight).order_by("-weight", "-pk")
        return list(ranked.values_list("object_id", flat=True)[:limit])


def _sought(term: Term, as_typed: bool) -> tuple[str, str]:
    if as_typed:
        return "exact", _phrase(term.words)
    if term.marked:
        # Text that came without any marks is meant as well; text with other marks is not.
        return "exact", f"{_phrase(term.words)} | {_phrase(term.folded)}"
    return "folded", _phrase(term.words)


def _phrase(words: Sequence[str]) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"
