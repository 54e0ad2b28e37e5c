"""The database's own guard over what was public: corrections are neither changed nor deleted, publications only ended.

Triggers refuse it on either engine, whoever asks: our code, Wagtail's screens or somebody at the database's prompt.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.models import Collection

CORRECTION, PUBLICATION = "library_correction", "library_publication"
ENDING = ("ended_at", "ended", "ended_because")
_CORRECTION = "corrections can be neither changed nor deleted"
_PUBLICATION = "publications can only be ended"


def _sqlite(columns: list[str]) -> list[str]:
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name not in ENDING)
    triggers = [
        ("library_correction_kept", f"BEFORE UPDATE ON {CORRECTION}", "", _CORRECTION),
        ("library_correction_not_deleted", f"BEFORE DELETE ON {CORRECTION}", "", _CORRECTION),
        ("library_publication_not_deleted", f"BEFORE DELETE ON {PUBLICATION}", "", _PUBLICATION),
        (
            "library_publication_kept",
            f"BEFORE UPDATE ON {PUBLICATION}",
            f"WHEN OLD.ended_at IS NOT NULL OR {changed}",
            _PUBLICATION,
        ),
    ]
    return [
        statement
        for name, on, when, reason in triggers
        for statement in (
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} {on} {when} BEGIN SELECT RAISE(ABORT, '{reason}'); END",
        )
    ]


_SAME = " - ".join(["to_jsonb(NEW)", *(f"'{name}'" for name in ENDING)])
_POSTGRES = [
    "CREATE OR REPLACE FUNCTION library_correction_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_CORRECTION}'; END $$",
    "CREATE OR REPLACE FUNCTION library_publication_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF OLD.ended_at IS NULL AND {_SAME} = {_SAME.replace('NEW', 'OLD')} "
    f"THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION '{_PUBLICATION}'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        for table in (CORRECTION, PUBLICATION)
    ),
    *(
        f"CREATE OR REPLACE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        for table in (CORRECTION, PUBLICATION)
    ),
]
_REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {table}_{name}"
        for table in (CORRECTION, PUBLICATION)
        for name in ("kept", "not_deleted")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        for table in (CORRECTION, PUBLICATION)
        for name in ("kept", "not_emptied")
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Sets the triggers as the tables stand now; harmless where they are set."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            described = connection.introspection.get_table_description(cursor, PUBLICATION)
            statements = _sqlite([column.name for column in described])
        else:
            statements = _POSTGRES
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the triggers away: for tests that empty the database between them, and to undo the migration."""
    with connection.cursor() as cursor:
        for statement in _REMOVE[connection.vendor]:
            cursor.execute(statement)


def replant(using: str = "default", **_: Any) -> None:
    """What Wagtail's own migrations put in and an emptied database lacks: the collection that every file falls into."""
    if Collection._meta.db_table in connections[using].introspection.table_names() and not Collection.objects.exists():
        Collection.add_root(name="Root")


def reinstall(using: str = "default", **_: Any) -> None:
    """After every migration run: SQLite makes a changed table anew, and its triggers go with the old one."""
    connection = connections[using]
    if {CORRECTION, PUBLICATION} <= set(connection.introspection.table_names()):
        install(connection)
