from __future__ import annotations

from html import unescape

from django.conf import settings
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import Origin
from .item import Edition


class Segment(Owned):
    """A passage of a translation and what it was made from.

    `block` is the name of the passage on the translation's page (`queries/passages.py`); empty where the translator
    leaves the sources out on purpose. `sources` are passages of the original (several where passages were merged, none
    for what the translator added). `source_texts` is what they said then, `source_hash` their fingerprint: the passage
    is stale when the original says something else now. `made_hash` is the fingerprint of the passage's own words: other
    words on the page mean that somebody wrote there. Pictures, galleries and files that go along have rows too; their
    `source_texts` are what the original showed when they were last brought along.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="segments")
    block = models.CharField(max_length=80, blank=True)
    sources = models.JSONField(default=list)
    source_hash = models.CharField(max_length=64)
    source_texts = models.JSONField(default=list)
    made_hash = models.CharField(max_length=64, blank=True)
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


class Wording(Owned):
    """Words that a person gave to a passage of a translation, kept for good: what was there before, and what may be
    used again where the same source comes up (the translation memory)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=12)
    block = models.CharField(max_length=80)
    sources = models.JSONField(default=list)
    source_hash = models.CharField(max_length=64)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.HUMAN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["province", "language", "source_hash"], name="library_wording_memory"),
            models.Index(fields=["edition", "-at"], name="library_wording_edition"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def words(self) -> str:
        """The words without mark-up, as a list shows them."""
        return unescape(strip_tags(self.text))


class Standing(Owned):
    """How a translation stands to the newest draft of its original: counted whenever one of the two is saved, so that
    the table of ten thousand items need not read their words."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="standing")
    stale = models.PositiveIntegerField(_("đoạn cần dịch lại"), default=0)
    missing = models.PositiveIntegerField(_("đoạn chưa dịch"), default=0)
    unconfirmed = models.PositiveIntegerField(_("đoạn máy gợi ý chưa xác nhận"), default=0)
    media = models.PositiveIntegerField(_("ảnh, tệp chưa theo bản gốc"), default=0)
    asked_at = models.DateTimeField(_("đã nhờ máy lúc"), null=True)
    engine_problem = models.TextField(_("máy dịch không trả lời vì"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["edition", "stale", "missing", "media"], name="library_standing_owes")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.stale} + {self.missing}"


class Delivery(Owned):
    """A file of translations that came from outside, as it was read; nothing of it is lost before somebody decided."""

    name = models.CharField(_("tên tệp"), max_length=255)
    form = models.CharField(_("dạng tệp"), max_length=8)
    units = models.JSONField(_("các đoạn"))
    at = models.DateTimeField(_("nhận lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("đưa vào lúc"), null=True)
    taken = models.PositiveIntegerField(_("số đoạn đã đưa vào"), default=0)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
