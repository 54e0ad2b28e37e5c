"""Which full-text engine answers: the database's own, or the one that `NHIPCAU_SEARCH` names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from ..models import Entry
from .asking import Ask, Need, Weighed, Words, needs_of

MOST_WEIGHED = 2000  # weighing costs a look at every match; past this many, some are weighed


class Engine(Protocol):
    """What an engine must do. Words arrive cut and harmless (see `text`)."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        """Sets up the engine's index beside the entries; harmless where it stands."""

    def remove(self, database: BaseDatabaseWrapper) -> None:
        """Takes the index away."""

    def changed(self, kind: str, object_ids: Sequence[int]) -> None:
        """Entries of these records were stored or deleted in the running transaction. Triggers may have seen to it."""

    def filtered(self, entries: QuerySet[Entry], ask: Ask) -> QuerySet[Entry]:
        """The entries that meet the question, as an SQL condition."""

    def weighed(self, ask: Ask, most: int = MOST_WEIGHED, *, weigh: bool = True) -> list[Weighed]:
        """At most `most` of the records that meet the question, preferably the newest, in any order.

        Without `weigh` all weigh nothing, which is several times as fast: enough to count them.
        """


_OF_DATABASE = {
    "sqlite": "nhipcau.search.engines.sqlite.Fts5",
    "postgresql": "nhipcau.search.engines.postgres.TextSearch",
}


def engine_for(connection: BaseDatabaseWrapper) -> Engine:
    """The engine that belongs to a database."""
    return cast(Engine, import_string(_OF_DATABASE[connection.vendor])())


def current_engine(using: str = "default") -> Engine:
    """The engine that answers now: the setting's, else the database's."""
    if settings.NHIPCAU_SEARCH:
        return cast(Engine, import_string(settings.NHIPCAU_SEARCH)())
    return engine_for(connections[using])


__all__ = ["MOST_WEIGHED", "Ask", "Engine", "Need", "Weighed", "Words", "current_engine", "engine_for", "needs_of"]
