from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .ownership import Owned


class AuditEntry(Owned):
    """Who did what to what, and when. Rows are chained by hash; database triggers reject UPDATE and DELETE.

    `actor_name` keeps the name of that day; `data` holds what changed (never document text or secrets).
    """

    sequence = models.PositiveBigIntegerField(_("số thứ tự"))
    at = models.DateTimeField(_("lúc"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("người thực hiện"),
    )
    actor_name = models.CharField(_("tên người thực hiện"), max_length=120, blank=True)
    act = models.CharField(_("việc"), max_length=80, db_index=True)
    subject_type = models.CharField(_("loại đối tượng"), max_length=80)
    subject_id = models.CharField(_("mã đối tượng"), max_length=64)
    summary = models.CharField(_("tóm tắt"), max_length=300)
    data = models.JSONField(_("chi tiết"), default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        constraints = [models.UniqueConstraint(fields=["province", "sequence"], name="audit_sequence_unique")]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.act}"


class AuditHead(Owned):
    """The last link of a province's chain: shows when rows were cut off the end, and is the lock of an append."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province"], name="audit_head_unique")]

    def __str__(self) -> str:
        return f"{self.province_id}: {self.sequence}"
