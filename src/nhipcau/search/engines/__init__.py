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
from ..text import Term

MOST_RANKED = 2000  # ranking costs a look at every match; past this many, the newest are ranked


class Engine(Protocol):
    """What an engine must do. Words arrive cut and harmless (see `text`); an empty query never arrives."""

    def install(self, database: BaseDatabaseWrapper) -> None:
        """Sets up the engine's index beside the entries; harmless where it stands."""

    def remove(self, database: BaseDatabaseWrapper) -> None:
        """Takes the index away."""

    def filtered(self, entries: QuerySet[Entry], terms: Sequence[Term], *, as_typed: bool) -> QuerySet[Entry]:
        """The entries that hold every term, as an SQL condition. `as_typed`: only with the very marks typed."""

    def ranked(self, kind: str, province_id: int, terms: Sequence[Term], *, as_typed: bool, limit: int) -> list[int]:
        """Ids of at most `limit` records that hold every term, best first, among the newest `MOST_RANKED`."""


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
