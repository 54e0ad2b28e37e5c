"""The log of packages."""

from __future__ import annotations

from django.db.models import QuerySet

from nhipcau.core.public import Actor

from ..models import Package


def packages(actor: Actor) -> QuerySet[Package]:
    """The packages of the actor's province, newest first, with who asked for them."""
    rows: QuerySet[Package] = Package.objects.visible_to(actor).select_related("asked_by")
    return rows
