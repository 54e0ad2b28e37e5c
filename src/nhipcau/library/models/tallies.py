"""The database's own tally of translations: each edition says in which cell of the table it stands.

The table counts 70,000 editions by language and cell on every page. Worked out anew each time that reads every edition,
its publication and its standing; kept in two columns it is one walk along an index. Triggers keep them, so that no road
by which a stage, a publication or a standing changes can leave them behind. The rule is `queries.matrix.state_of`.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("library_edition", "library_standing", "library_publication", "library_item")
_READ = "(SELECT p.at FROM library_publication p WHERE p.edition_id = library_edition.id AND p.ended_at IS NULL)"
_OWES = (
    "COALESCE((SELECT s.stale + s.missing + s.media FROM library_standing s "
    "WHERE s.edition_id = library_edition.id), 0)"
)
_ORIGINAL = "(SELECT i.original FROM library_item i WHERE i.id = library_edition.item_id)"
_IS_READ = f"({_READ} IS NOT NULL)"
_CELL = (
    f"(CASE WHEN language = {_ORIGINAL} THEN '' "
    f"WHEN stage <> 'approved' AND NOT {_IS_READ} THEN 'in_work' "
    f"WHEN {_OWES} > 0 THEN 'stale' "
    "WHEN stage <> 'approved' THEN 'in_work' "
    f"WHEN {_READ} >= stage_at THEN 'current' ELSE 'approved' END)"
)
_TALLY = f"UPDATE library_edition SET cell = {_CELL}, is_read = {_IS_READ}"  # noqa: S608  # our own words alone

# What changes a tally: the trigger's name, its event, and which editions it is about.
_EVENTS = (
    ("library_tally_edition_in", "AFTER INSERT ON library_edition", "id = NEW.id"),
    ("library_tally_edition", "AFTER UPDATE OF stage, stage_at, language, item_id ON library_edition", "id = NEW.id"),
    ("library_tally_standing_in", "AFTER INSERT ON library_standing", "id = NEW.edition_id"),
    ("library_tally_standing", "AFTER UPDATE ON library_standing", "id = NEW.edition_id"),
    ("library_tally_standing_out", "AFTER DELETE ON library_standing", "id = OLD.edition_id"),
    ("library_tally_publication_in", "AFTER INSERT ON library_publication", "id = NEW.edition_id"),
    ("library_tally_publication", "AFTER UPDATE OF ended_at ON library_publication", "id = NEW.edition_id"),
    ("library_tally_item", "AFTER UPDATE OF original ON library_item", "item_id = NEW.id"),
)


def _sqlite() -> list[str]:
    return [f"CREATE TRIGGER {name} {event} BEGIN {_TALLY} WHERE {which}; END" for name, event, which in _EVENTS]


def _postgres() -> list[str]:
    return [
        statement
        for name, event, which in _EVENTS
        for statement in (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {_TALLY} WHERE {which}; RETURN NULL; END $$",
            f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()",
        )
    ]


def _there(connection: BaseDatabaseWrapper) -> bool:
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return False
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, TABLES[0])
    return {"cell", "is_read"} <= {each.name for each in columns}


def lift(using: str = "default", **_: Any) -> None:
    """Before migrations: SQLite makes a changed table anew, which triggers of other tables that name it would stop."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, event, _which in _EVENTS:
            table = event.rsplit(" ", 1)[1]
            if table in tables:
                cursor.execute(
                    f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor != "sqlite" else "")
                )


def set_again(using: str = "default", **_: Any) -> None:
    """After migrations: the triggers stand, and whatever changed without them is counted."""
    connection = connections[using]
    if not _there(connection):
        return
    lift(using)
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgres():
            cursor.execute(statement)
        cursor.execute(f"{_TALLY} WHERE cell <> {_CELL} OR is_read <> {_IS_READ}")
