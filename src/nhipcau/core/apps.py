from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "nhipcau.core"
    label = "core"
    verbose_name = "Nền"

    def ready(self) -> None:
        from .models.audit_guard import reinstall
        from .navigation import Door, add_door
        from .policy import READ_AUDIT

        add_door(Door(_("Nhật ký"), "core:audit", "history", 900, READ_AUDIT))

        # A database that was flushed or copied gets its guard back with the next migration run.
        post_migrate.connect(reinstall, sender=self, dispatch_uid="core.audit_guard")
