from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "nhipcau.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        # A migration that rebuilds the table on SQLite loses its triggers: they are set again after every run.
        post_migrate.connect(_install, sender=self, dispatch_uid="search.install")


def _install(using: str = "default", **_: Any) -> None:
    from django.db import connections

    from .engines import engine_for

    connection = connections[using]
    if "search_entry" in connection.introspection.table_names():
        engine_for(connection).install(connection)
