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
from .asking import Ask, Held, Need, Words, bare_needs_of, needs_of, widest

MOST = 1000  # records that are looked at for an answer; past this many, the newest


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

    def holding(self, ask: Ask, most: int = MOST) -> list[Held]:
        """At most `most` of the records that meet the question, preferably the newest, in any order.

        Whether it weighs them is the engine's own affair; of titles, the shortest must weigh most.
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


__all__ = [
    "MOST", "Ask", "Engine", "Held", "Need", "Words", "bare_needs_of", "current_engine", "engine_for", "needs_of",
    "widest",
]  # fmt: skip
