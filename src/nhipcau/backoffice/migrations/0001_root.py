"""Wagtail calls the root of its tree "Root", which editors see above the shelves when they choose a page."""

from django.db import migrations


def name_root(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    page.objects.filter(depth=1, title="Root").update(title="Kho nội dung", draft_title="Kho nội dung")


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
    operations = [migrations.RunPython(name_root, migrations.RunPython.noop)]
