from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Owned, OwnedQuerySet
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Group, Organisation

from ..choices import AssignmentState, DutyOrigin, DutyState, Mode, Part, Rhythm
from .plan import Confirmation, Plan, Section
from .review import Proposal

QUARTERS = ("I", "II", "III", "IV")


class DutyQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor) -> DutyQuerySet:
        """The province's duties; for an agency's people, those that it takes part in."""
        rows = super().visible_to(actor)
        if actor.sees_province:
            return rows
        own = Assignment.objects.filter(organisation_id__in=actor.organisations()).values("duty_id")
        return rows.filter(pk__in=own)


class Duty(Owned):
    """A confirmed duty (nhiệm vụ): one paragraph that charges somebody, with the place it was read from.

    Keeps its own id, text and spans whatever later readings say.
    """

    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    proposal = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="duty")
    confirmation = models.ForeignKey(Confirmation, null=True, on_delete=models.PROTECT, related_name="duties")
    origin = models.CharField(_("nguồn"), max_length=12, choices=DutyOrigin.choices, default=DutyOrigin.PLAN)
    path = models.CharField(_("mục"), max_length=120, blank=True)
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(_("nội dung"))
    spans = models.JSONField(default=list)
    page = models.PositiveIntegerField(null=True)
    mode = models.CharField(_("hình thức giao"), max_length=10, choices=Mode.choices, default=Mode.ASSIGN)
    deadline_text = models.CharField(_("thời hạn (nguyên văn)"), max_length=400, blank=True)
    due = models.DateField(_("thời hạn"), null=True, blank=True)
    before = models.BooleanField(_("trước ngày"), default=False)
    rhythm = models.CharField(_("nhịp"), max_length=12, choices=Rhythm.choices, blank=True, default=Rhythm.NONE)
    topic = models.CharField(_("chủ đề"), max_length=80, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=DutyState.choices, default=DutyState.ACTIVE)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = DutyQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["plan", "order"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.path} {self.text[:60]}".strip()


class AssignmentQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor) -> AssignmentQuerySet:
        """The province's assignments; for an agency's people, their organisation's own."""
        rows = super().visible_to(actor)
        return rows if actor.sees_province else rows.filter(organisation_id__in=actor.organisations())


class Assignment(Owned):
    """A duty × an organisation × its part (× a period, where the duty recurs): it alone has a state.

    `written_as` is the wording of the document; `via_group` says which group was expanded. `due` is as printed,
    `last_day` the last day on time ("trước ngày X" by the province's setting, and any extension granted).
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="assignments")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(_("vai trò"), max_length=12, choices=Part.choices)
    requested = models.BooleanField(_("đề nghị"), default=False)
    written_as = models.CharField(_("tên như văn bản"), max_length=300)
    via_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ"), max_length=10, blank=True)  # "2026", "2026-Q3", "2026-07"
    due = models.DateField(_("thời hạn"), null=True, blank=True)
    last_day = models.DateField(_("ngày cuối đúng hạn"), null=True, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=AssignmentState.choices, default=AssignmentState.NOT_STARTED
    )
    withdrawn = models.BooleanField(default=False)
    last_update_at = models.DateTimeField(_("cập nhật lúc"), null=True, blank=True)
    done_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = [models.F("last_day").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "organisation", "part", "period"], name="assignment_unique"),
            models.CheckConstraint(
                condition=Q(due__isnull=False) | Q(last_day__isnull=True), name="assignment_last_day_from_due"
            ),
        ]
        indexes = [
            models.Index(fields=["province", "withdrawn", "last_day"], name="assignment_by_day"),
            models.Index(fields=["province", "withdrawn", "state", "last_day"], name="assignment_by_state"),
            models.Index(fields=["organisation", "withdrawn", "last_day"], name="assignment_by_organisation"),
            models.Index(fields=["plan", "withdrawn"], name="assignment_by_plan"),
            # Every count of the register and of the leader's page is answered from this index alone.
            models.Index(
                fields=[
                    "province",
                    "withdrawn",
                    "organisation",
                    "state",
                    "part",
                    "requested",
                    "last_day",
                    "last_update_at",
                ],
                name="assignment_counts",
            ),
            # The leader's page counts those who lead, by agency and by plan: PostgreSQL reads this index alone.
            models.Index(
                fields=["province", "plan", "organisation", "state"],
                include=["part", "requested", "last_day", "last_update_at"],
                condition=models.Q(part="lead", withdrawn=False),
                name="assignment_leads",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.duty}"

    @property
    def period_name(self) -> str:
        """The period in words: `năm 2026`, `quý III/2026`, `tháng 7/2026`, `đợt 30/11/2026`."""
        year, _dash, part = self.period.partition("-")
        if not part:
            return gettext("năm %(year)s") % {"year": year} if year else ""
        if part.startswith("Q"):
            return gettext("quý %(quarter)s/%(year)s") % {"quarter": QUARTERS[int(part[1:]) - 1], "year": year}
        if "-" in part:
            return gettext("đợt %(day)s") % {"day": f"{part[3:]}/{part[:2]}/{year}"}
        return gettext("tháng %(month)s/%(year)s") % {"month": int(part), "year": year}
