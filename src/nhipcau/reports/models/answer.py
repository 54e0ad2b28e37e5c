from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.plans.public import Assignment, Figure, Section, Update

from ..choices import ValueKind
from .owned import of_agency
from .submission import ReportVersion
from .template import Indicator, Question

_OF = of_agency("version__submission__organisation_id")


class Answer(Owned):
    """One passage of a version that was sent: what the agency says, and the update of a duty it came from, if any.

    `recorded` is what stood in the update; `text` is what the agency made of it. `section` is the plan's part whose
    results it tells, for questions by task group.
    """

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="report_answers"
    )
    update = models.ForeignKey(Update, null=True, blank=True, on_delete=models.PROTECT, related_name="report_answers")
    text = models.TextField(_("nội dung"))
    recorded = models.TextField(_("đã ghi nhận"), blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = _OF.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["question__section__order", "question__order", "section__order", "order", "pk"]
        indexes = [models.Index(fields=["province", "question", "version"], name="answer_by_question")]

    def __str__(self) -> str:
        return self.text[:60]


class FigureValue(Owned):
    """One figure of a version that was sent: for an indicator, and a part of its breakdown ("" where there is none).

    A number, zero, "không phát sinh", "không áp dụng" and a missing figure are five different things; a missing one
    has a `reason`. `as_of` is the day up to which it counts; `estimate` is the agency's own for the year's end.
    `written` keeps what was typed, `sources` the figures on duties that it was summed from.
    """

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="figures")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    part = models.CharField(_("chia theo"), max_length=120, blank=True)
    kind = models.CharField(_("loại số liệu"), max_length=16, choices=ValueKind.choices)
    value = models.DecimalField(_("số liệu"), max_digits=20, decimal_places=4, null=True, blank=True)
    estimate = models.DecimalField(_("ước thực hiện cả năm"), max_digits=20, decimal_places=4, null=True, blank=True)
    written = models.CharField(_("như đã ghi"), max_length=120, blank=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    as_of = models.DateField(_("số liệu tính đến ngày"))
    sources = models.ManyToManyField(Figure, related_name="report_values", blank=True)

    objects = _OF.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["question__section__order", "question__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "indicator", "part"], name="figure_value_unique"),
            models.CheckConstraint(
                condition=(Q(kind=ValueKind.NUMBER, value__isnull=False) & ~Q(value=0))
                | Q(kind=ValueKind.ZERO, value__isnull=False, value=0)
                | Q(kind__in=[ValueKind.NOTHING_AROSE, ValueKind.NOT_APPLICABLE], value__isnull=True)
                | (Q(kind=ValueKind.MISSING, value__isnull=True) & ~Q(reason="")),
                name="figure_value_says_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["province", "indicator", "version"], name="figure_value_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value if self.value is not None else self.get_kind_display()}"
