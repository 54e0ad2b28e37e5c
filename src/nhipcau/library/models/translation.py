from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import Origin
from .item import Edition


class Segment(Owned):
    """A passage of a translation and what it was made from.

    `block` is the id of a block of the translation's body, or a name: `title`, `summary`, `search_description`,
    `fact:<name>`; empty where the translator leaves the sources out on purpose. `sources` are the ids of blocks of
    the original (several where passages were merged, none for what the translator added). `source_texts` is what
    they said then, `source_hash` their fingerprint: the passage is stale when the original says something else now.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="segments")
    block = models.CharField(max_length=80, blank=True)
    sources = models.JSONField(default=list)
    source_hash = models.CharField(max_length=64)
    source_texts = models.JSONField(default=list)
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin.choices, default=Origin.HUMAN)
    confirmed = models.BooleanField(_("đã có người xem"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "block"], condition=~models.Q(block=""), name="library_segment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.block or '—'} ← {', '.join(self.sources)}"
