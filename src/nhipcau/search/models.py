from __future__ import annotations

from django.db import models

from nhipcau.core.public import Owned


class Entry(Owned):
    """One record that can be found by its words. The engine keeps its own index beside this table.

    `exact` holds the words with their marks, `folded` the same words without; both are cut by `text.words_of`.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    exact = models.TextField()
    folded = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
