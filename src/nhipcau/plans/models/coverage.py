from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.documents.public import Document

from ..choices import CoverageVerdict
from .plan import Plan


class CoverageMark(Owned):
    """What a person says of a task of a superior document: where the plan has it, or why it does not concern it.

    `path` and `text` are the task's, as they stood when it was judged; `plan_path` is where the plan has it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="coverage_marks")
    superior = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(_("mục"), max_length=120)
    text = models.TextField(_("nội dung"))
    verdict = models.CharField(_("kết luận"), max_length=14, choices=CoverageVerdict.choices)
    plan_path = models.CharField(_("có ở mục"), max_length=120, blank=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "superior", "path"], name="coverage_mark_once")]

    def __str__(self) -> str:
        return f"{self.path}: {self.get_verdict_display()}"
