"""What agencies put forward beside or between their reports."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Assignment, Plan

from ..choices import CommendationKind, DifficultyState, SubPlanState
from .answer import Answer
from .owned import of_agency
from .submission import ReportVersion

_OF = of_agency("organisation_id")


class Difficulty(Owned):
    """A difficulty that an agency raised, with a report or at any time: the coordinator owes an answer by a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="difficulties")
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="difficulties"
    )
    answer_of_report = models.OneToOneField(
        Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="difficulty"
    )
    version = models.ForeignKey(
        ReportVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="difficulties"
    )
    text = models.TextField(_("khó khăn, vướng mắc"))
    proposal = models.TextField(_("đề xuất, kiến nghị"), blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("nêu lúc"))
    answer_due = models.DateField(_("hạn trả lời"))
    state = models.CharField(max_length=10, choices=DifficultyState.choices, default=DifficultyState.WAITING)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    objects = _OF.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["state", "answer_due", "pk"]
        verbose_name_plural = "difficulties"
        indexes = [models.Index(fields=["province", "state", "answer_due"], name="difficulty_by_due")]

    def __str__(self) -> str:
        return self.text[:60]

    def owed_since(self, today: date) -> bool:
        """Whether the answer is owed beyond its day."""
        return self.state == DifficultyState.WAITING and self.answer_due < today


class Commendation(Owned):
    """A proposal to commend somebody, gathered for the year: put forward in a report (`version`) or by itself."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commendations")
    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("đối tượng"), max_length=12, choices=CommendationKind.choices)
    name = models.CharField(_("tên"), max_length=300)
    merit = models.TextField(_("thành tích"))
    form = models.CharField(_("hình thức đề nghị"), max_length=200, blank=True)
    version = models.ForeignKey(
        ReportVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="commendations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = _OF.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["organisation__order", "kind", "pk"]

    def __str__(self) -> str:
        return self.name


class SubPlan(Owned):
    """An agency's own plan for carrying out the province's: requested, received, linked to its document."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sub_plans")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sub_plans")
    state = models.CharField(max_length=12, choices=SubPlanState.choices, default=SubPlanState.REQUESTED)
    due = models.DateField(_("hạn gửi"), null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    received_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="sub_plans")
    file_name = models.CharField(_("tệp"), max_length=255, blank=True)
    file_stored_as = models.CharField(max_length=255, blank=True)
    file_media_type = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = _OF.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["state", "organisation__order", "organisation__sorted_as"]
        constraints = [models.UniqueConstraint(fields=["plan", "organisation"], name="sub_plan_unique")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.plan}"
