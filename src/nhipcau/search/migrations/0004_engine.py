"""The engine's own index beside the entries (search/engines/), and the scope of entries that were there before."""

from django.db import migrations

from nhipcau.search.engines import engine_for
from nhipcau.search.text import scope_of


def install(apps, schema_editor):
    entry = apps.get_model("search", "Entry")
    batch = []
    for row in entry.objects.using(schema_editor.connection.alias).iterator(chunk_size=500):
        row.scope = " ".join(scope_of(row.province_id, row.kind, row.language, row.public, {}, marks=True))
        batch.append(row)
        if len(batch) == 500:
            entry.objects.bulk_update(batch, ["scope"])
            batch.clear()
    entry.objects.bulk_update(batch, ["scope"])
    engine_for(schema_editor.connection).install(schema_editor.connection)


def remove(apps, schema_editor):
    engine_for(schema_editor.connection).remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_fields")]
    operations = [migrations.RunPython(install, remove)]
