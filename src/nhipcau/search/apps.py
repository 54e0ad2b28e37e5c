from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "nhipcau.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from nhipcau.core.public import Daily, add_daily

        # A migration that rebuilds the table on SQLite loses its triggers: they are set again after every run.
        post_migrate.connect(_install, sender=self, dispatch_uid="search.install")
        add_daily(Daily("search.recount", 3, "nhipcau.search.actions.recount_all"))


def _install(using: str = "default", **_: Any) -> None:
    from django.db import connections

    from .engines import engine_for

    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "search_word" in tables:  # else the tables are not in their present form (migration 0003)
            engine_for(connection).install(connection)
