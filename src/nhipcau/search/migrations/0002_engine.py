"""The engine's own index beside the entries stood here; 0004 builds it in its present form."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = []
