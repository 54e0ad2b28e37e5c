from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import PacketState
from .plan import Plan


class LetterPacket(Owned):
    """Letters to all late agencies as PDF in one archive, made in the background; forgotten after some days.

    `head` is what stands around the words of each letter, `on` the day as of which they tell.
    """

    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("tính đến ngày"))
    head: Any = models.JSONField(default=dict)
    state = models.CharField(_("tình trạng"), max_length=10, choices=PacketState.choices, default=PacketState.WAITING)
    letters = models.PositiveIntegerField(_("số công văn"), default=0)
    stored_as = models.CharField(max_length=255, blank=True)
    problem = models.CharField(_("vướng mắc"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("yêu cầu lúc"))
    made_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} ({self.letters})"

    @property
    def name(self) -> str:
        """What the file is called for people."""
        return f"cong-van-don-doc-{self.on:%Y-%m-%d}.zip"
