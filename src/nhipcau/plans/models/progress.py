from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import AskKind, AssignmentState, Decision
from .duty import Assignment


class Update(Owned):
    """What was said about an assignment, by whom, when. Never changed; a correction is another update."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="updates")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    state = models.CharField(_("tình trạng"), max_length=12, choices=AssignmentState.choices)
    text = models.TextField(_("đã làm được"), blank=True)
    difficulty = models.TextField(_("khó khăn, vướng mắc"), blank=True)
    returned = models.BooleanField(_("trả lại"), default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.at:%d/%m/%Y}"


class Figure(Owned):
    """A number reported with an update, with what it counts and its unit."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField(_("chỉ tiêu"), max_length=200)
    value = models.DecimalField(_("số liệu"), max_digits=18, decimal_places=2)
    unit = models.CharField(_("đơn vị tính"), max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value} {self.unit}".strip()

    @property
    def amount(self) -> Decimal:
        """The number without decimals that say nothing."""
        whole = self.value.to_integral_value()
        return whole if whole == self.value else self.value.normalize()


class Proof(Owned):
    """What shows that it was done: a file or a link."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="proofs")
    name = models.CharField(_("tên"), max_length=255)
    stored_as = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"), default=0)
    link = models.URLField(_("đường dẫn"), max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Ask(Owned):
    """An agency asks for more time, or says that the duty is another's; the coordinator answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="asks")
    kind = models.CharField(_("đề nghị"), max_length=12, choices=AskKind.choices)
    reason = models.TextField(_("lý do"))
    until = models.DateField(_("xin đến ngày"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.CharField(
        _("trả lời"), max_length=10, choices=Decision.choices, blank=True, default=Decision.WAITING
    )
    answer = models.TextField(_("ý kiến"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "kind"], condition=models.Q(decision=""), name="one_open_ask_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.assignment}"


class SavedView(Owned):
    """A person's own filter of the register, kept under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("tên"), max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_name_unique")]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(Owned):
    """A person's own address for a calendar program. The address is signed with `serial`; a new one voids the old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    serial = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField(_("tạo lúc"))

    def __str__(self) -> str:
        return f"{self.user} · {self.serial}"
