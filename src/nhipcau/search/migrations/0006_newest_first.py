"""SQLite's index in its present form (search/engines/sqlite.py): the newest entries first, and no text of its own."""

from django.db import migrations

from nhipcau.search.engines import engine_for


def renew(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_words' AND sql LIKE '%content_rowid%'")
        if not cursor.fetchone():
            return
    engine_for(connection).remove(connection)
    engine_for(connection).install(connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_newest")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
