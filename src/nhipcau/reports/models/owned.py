"""Rows that are one agency's own: the province's people see all of them, an agency's people theirs."""

from __future__ import annotations

from typing import Self

from nhipcau.core.public import Actor, OwnedQuerySet


def of_agency(path: str) -> type[OwnedQuerySet]:
    """A queryset whose rows belong to the organisation at `path` (a lookup that ends in an organisation's id)."""

    class OfAgency(OwnedQuerySet):
        def visible_to(self, actor: Actor) -> Self:
            """The province's rows; for an agency's people, their organisation's own."""
            rows = super().visible_to(actor)
            return rows if actor.sees_province else rows.filter(**{f"{path}__in": actor.organisations()})

    return OfAgency
