from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_guard")]

    operations = [
        migrations.CreateModel(
            name="WorkerLease",
            fields=[
                (
                    "worker_id",
                    models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="mã tiến trình"),
                ),
                ("expires_at", models.DateTimeField(db_index=True, verbose_name="hết hạn lúc")),
            ],
        ),
    ]
