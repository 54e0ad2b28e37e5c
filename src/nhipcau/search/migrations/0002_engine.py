"""The engine's own index beside the entries (search/engines/)."""

from django.db import migrations

from nhipcau.search.engines import engine_for


def install(apps, schema_editor):
    engine_for(schema_editor.connection).install(schema_editor.connection)


def remove(apps, schema_editor):
    engine_for(schema_editor.connection).remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
