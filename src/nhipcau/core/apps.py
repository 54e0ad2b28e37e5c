from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "nhipcau.core"
    label = "core"
    verbose_name = "Nền"

    def ready(self) -> None:
        from .models.audit_guard import reinstall

        # A database that was flushed or copied gets its guard back with the next migration run.
        post_migrate.connect(reinstall, sender=self, dispatch_uid="core.audit_guard")
