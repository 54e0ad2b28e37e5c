from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..workdays.law import Basis
from .ownership import Owned


class CalendarDecision(Owned):
    """A document that sets days off or swaps working days: “Thông báo số …”.

    `settles_year` is the year whose whole calendar it settles; without one the year stays provisional (tạm tính).
    """

    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    settles_year = models.PositiveSmallIntegerField(_("ấn định lịch nghỉ cả năm"), null=True, blank=True)

    class Meta:
        ordering = ["issued_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["province", "number", "issued_on"], name="calendar_decision_unique")
        ]

    def __str__(self) -> str:
        return str(Basis(self.number, self.issued_on, self.issuer))


class CalendarDay(Owned):
    """A day that a decision takes out of the ordinary week: off, or (`off` false) worked."""

    day = models.DateField(_("ngày"))
    off = models.BooleanField(_("nghỉ"))
    name = models.CharField(_("lý do"), max_length=120)
    decision = models.ForeignKey(CalendarDecision, on_delete=models.PROTECT, related_name="days")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["province", "day"], name="calendar_day_unique")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
