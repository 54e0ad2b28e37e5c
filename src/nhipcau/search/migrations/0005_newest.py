"""PostgreSQL's index in its present form (search/engines/postgres.py): stretches of the kind's own ids, no weights."""

from django.db import migrations

from nhipcau.search.engines import engine_for

OLD = (
    "DROP FUNCTION IF EXISTS search_weigh(tsquery, tsquery, integer, bigint)",
    "ALTER TABLE search_entry DROP COLUMN IF EXISTS words",
    "ALTER TABLE search_entry DROP COLUMN IF EXISTS head",
    "DROP FUNCTION IF EXISTS search_head(text, text)",
    "DROP FUNCTION IF EXISTS search_lexemes(text, text, text, text, text, bigint)",
)


def renew(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        columns = schema_editor.connection.introspection.get_table_description(cursor, "search_entry")
    if "head" not in {column.name for column in columns}:
        return
    for statement in OLD:
        schema_editor.execute(statement)
    engine_for(schema_editor.connection).install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_engine")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
