from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.documents.public import Document, Reading

from ..choices import PlanState


class Plan(Owned):
    """A signed plan that is, or was, carried out. Header fields that the document does not give stay empty."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="plans")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("tên kế hoạch"), max_length=600)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    state = models.CharField(_("tình trạng"), max_length=20, choices=PlanState.choices, default=PlanState.IN_REVIEW)
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("thay thế"),
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "-opened_at"]

    def __str__(self) -> str:
        return f"{self.number or _('Kế hoạch')}: {self.title}"


class Section(Owned):
    """A main section of a plan (II, IV …): the unit of confirming and of counting."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    path = models.CharField(_("mục"), max_length=60)
    heading = models.CharField(_("tên mục"), max_length=600)
    order = models.PositiveIntegerField()  # where its heading stands in the source text

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "path"], name="section_path_unique")]

    def __str__(self) -> str:
        return f"{self.path}. {self.heading}"


class Confirmation(Owned):
    """Somebody with the right turned proposals into duties; can be withdrawn with a reason."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="confirmations")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="confirmations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    duties_count = models.PositiveIntegerField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(_("lý do thu hồi"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.plan} · {self.at:%d/%m/%Y %H:%M}"
