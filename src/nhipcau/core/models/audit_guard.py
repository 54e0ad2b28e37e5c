"""The database's own guard over the audit trail: triggers that reject UPDATE and DELETE on either engine."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "core_auditentry"
_REASON = "audit entries can be neither changed nor deleted"

_SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{act} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_REASON}'); END"
    for act in ("UPDATE", "DELETE")
]
_POSTGRES = [
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REASON}'; END $$",
    f"CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
]
_REMOVE = {
    "sqlite": ["DROP TRIGGER IF EXISTS audit_no_UPDATE", "DROP TRIGGER IF EXISTS audit_no_DELETE"],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS audit_no_change ON {TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_truncate ON {TABLE}",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Sets the triggers; harmless where they stand."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRES}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the triggers away: for tests that empty the database between them, and to undo the migration."""
    with connection.cursor() as cursor:
        for statement in _REMOVE[connection.vendor]:
            cursor.execute(statement)


def reinstall(using: str = "default", **_: Any) -> None:
    """After every migration run: the guard stands wherever its table does."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install(connection)
