from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Owned, OwnedQuerySet
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Plan

from ..choices import ExceptionKind, Level, PeriodKind
from .owned import of_agency
from .template import ReportTemplate, TemplateSection


class PeriodQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor) -> PeriodQuerySet:
        """The province's periods; for an agency's people, those for which it must report."""
        rows = super().visible_to(actor)
        if actor.sees_province:
            return rows
        asked = Obligation.objects.filter(organisation_id__in=actor.organisations()).values("period_id")
        return rows.filter(pk__in=asked)


class Period(Owned):
    """A reporting period (kỳ báo cáo) that was opened: what is reported from `first_day` up to and including
    `cut_off`, by the agencies on `due` at the latest; nothing is taken in after `lock_on` without an exception."""

    name = models.CharField(_("tên kỳ báo cáo"), max_length=300)
    kind = models.CharField(_("loại báo cáo"), max_length=12, choices=PeriodKind.choices)
    plans = models.ManyToManyField(Plan, related_name="report_periods", verbose_name=_("kế hoạch"), blank=True)
    template = models.ForeignKey(
        ReportTemplate, on_delete=models.PROTECT, related_name="periods", verbose_name=_("mẫu báo cáo")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    first_day = models.DateField(_("số liệu từ ngày"))
    cut_off = models.DateField(_("chốt số liệu đến hết ngày"))
    due = models.DateField(_("hạn cơ quan gửi"))
    lock_on = models.DateField(_("ngày khóa"))
    note = models.TextField(_("yêu cầu"), blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(_("chốt lúc"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-due", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=models.F("cut_off"))
                & Q(cut_off__lt=models.F("due"))
                & Q(due__lte=models.F("lock_on")),
                name="period_days_in_order",
            )
        ]
        indexes = [models.Index(fields=["province", "year", "kind"], name="period_by_year")]

    def __str__(self) -> str:
        return self.name


class PeriodLeg(Owned):
    """Cut-off and deadline of a level above the agencies; that of the agencies is the period's own."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="legs")
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    cut_off = models.DateField(_("chốt số liệu đến hết ngày"))
    due = models.DateField(_("hạn gửi"))

    class Meta:
        ordering = ["due"]
        constraints = [
            models.UniqueConstraint(fields=["period", "level"], name="period_leg_unique"),
            models.CheckConstraint(condition=Q(cut_off__lt=models.F("due")), name="period_leg_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.due:%d/%m/%Y}"


class Obligation(Owned):
    """An organisation that must report for a period, and from which parts (none named: from all).

    `due` and `lock_on` are the period's unless an exception by name moved them. `requested`: the body is asked
    (đề nghị), not told; it is never called late.
    """

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="obligations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="report_obligations")
    sections = models.ManyToManyField(TemplateSection, related_name="+", blank=True)
    requested = models.BooleanField(_("đề nghị"), default=False)
    due = models.DateField(_("hạn gửi"))
    lock_on = models.DateField(_("ngày khóa"))
    excused = models.BooleanField(_("được miễn"), default=False)

    objects = of_agency("organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["organisation__order", "organisation__sorted_as"]
        constraints = [models.UniqueConstraint(fields=["period", "organisation"], name="obligation_unique")]
        indexes = [
            models.Index(fields=["province", "organisation", "due"], name="obligation_by_organisation"),
            # Everything that a count of reports asks of an obligation: PostgreSQL reads the index alone.
            models.Index(
                fields=["province", "period"],
                include=["id", "organisation", "requested", "excused", "due"],
                name="obligation_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.period}"


class PeriodException(Owned):
    """What was granted to one organisation for one period, by whom and why; never deleted."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="exceptions")
    kind = models.CharField(_("ngoại lệ"), max_length=12, choices=ExceptionKind.choices)
    until = models.DateField(_("đến hết ngày"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    objects = of_agency("obligation__organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.obligation}"


class PeriodSnapshot(Owned):
    """Everything that had arrived when a period was closed: for every organisation the version that stood, and all
    figures, with a hash. What is issued later points here."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="snapshots")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("chốt lúc"))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.period} · {self.taken_at:%d/%m/%Y}"


class AgencyPreference(Owned):
    """How an agency works by its own wish: whether its leader approves a report before it leaves; what its
    documents carry."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="report_preference")
    leader_approves = models.BooleanField(_("lãnh đạo duyệt trước khi gửi"), default=False)
    symbol = models.CharField(_("ký hiệu văn bản"), max_length=60, blank=True)  # "BC-SNgV"
    place = models.CharField(_("địa danh"), max_length=120, blank=True)

    objects = of_agency("organisation_id").as_manager()  # type: ignore[misc]

    def __str__(self) -> str:
        return str(self.organisation)
