"""Entries get a title, a language, a day, a scope, and their words in four columns; a vocabulary comes beside them."""

import django.db.models.deletion
from django.db import migrations, models

# The engines' index over the former columns.
OLD = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS search_added",
        "DROP TRIGGER IF EXISTS search_dropped",
        "DROP TRIGGER IF EXISTS search_changed",
        "DROP TABLE IF EXISTS search_words",
    ],
    "postgresql": [
        "ALTER TABLE search_entry DROP COLUMN IF EXISTS exact_words",
        "ALTER TABLE search_entry DROP COLUMN IF EXISTS folded_words",
    ],
}


def remove_old(apps, schema_editor):
    for statement in OLD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def text():
    return models.TextField(blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engine")]
    operations = [
        migrations.RunPython(remove_old, migrations.RunPython.noop),
        migrations.RenameField("entry", "exact", "body_exact"),
        migrations.RenameField("entry", "folded", "body_folded"),
        migrations.AlterField("entry", "body_exact", text()),
        migrations.AlterField("entry", "body_folded", text()),
        migrations.AddField("entry", "language", models.CharField(default="vi", max_length=20)),
        migrations.AddField("entry", "public", models.BooleanField(default=False)),
        migrations.AddField("entry", "dated", models.DateField(blank=True, null=True)),
        migrations.AddField("entry", "title", text()),
        migrations.AddField("entry", "body", text()),
        migrations.AddField("entry", "title_exact", text()),
        migrations.AddField("entry", "title_folded", text()),
        migrations.AddField("entry", "scope", text()),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=120)),
                ("folded", models.CharField(max_length=120)),
                ("size", models.PositiveSmallIntegerField()),
                ("items", models.PositiveIntegerField()),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.province"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["province", "kind", "folded"], name="search_word_folded")],
                "constraints": [
                    models.UniqueConstraint(fields=("province", "kind", "word"), name="search_word_once")
                ],
            },
        ),
    ]
