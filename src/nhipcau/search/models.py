from __future__ import annotations

from django.db import models

from nhipcau.core.public import Owned


class Entry(Owned):
    """One record that can be found by its words. The engine keeps its own index beside this table.

    `title` and `body` are what results show. The words of both lie in two columns each, cut by `text.words_of`:
    with their marks, and without. `scope` holds what narrows a search, as tokens: whose and which kind it is,
    whether everybody may find it, its language and facets (`scopes.py` writes and reads them).
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=20, default="vi")
    public = models.BooleanField(default=False)
    dated = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="")
    title_exact = models.TextField(blank=True, default="")
    title_folded = models.TextField(blank=True, default="")
    body_exact = models.TextField(blank=True, default="")
    body_folded = models.TextField(blank=True, default="")
    scope = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Word(Owned):
    """A token of the index and in how many of a province's records of a kind it stands.

    Learned when records are indexed, counted anew every night; a guess at spelling and a weight rest on it, never
    an answer. `size` is the number of letters, 0 for the pairs of scripts without spaces, which are no words.
    The row with the empty word counts the records.
    """

    kind = models.CharField(max_length=40)
    word = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField()
    items = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "kind", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["province", "kind", "folded"], name="search_word_folded")]

    def __str__(self) -> str:
        return self.word
