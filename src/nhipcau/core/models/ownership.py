from __future__ import annotations

from typing import Any, Self

from django.db import models

from ..policy import Actor
from .province import Province


class OwnedQuerySet(models.QuerySet[Any]):
    """Reads go through `visible_to`; a model whose rows are an organisation's own narrows it further."""

    def visible_to(self, actor: Actor) -> Self:
        """The rows that the actor may see: their province's."""
        return self.filter(province_id=actor.province_id)


class Owned(models.Model):
    """A row that belongs to a province."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
