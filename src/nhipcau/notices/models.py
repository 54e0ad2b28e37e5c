from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.organisations.public import Organisation

from .choices import DigestState


class ReminderSettings(Owned):
    """A province's ladder of reminders; without a row the defaults hold (queries/ladder.py)."""

    before = models.JSONField(_("nhắc trước hạn (ngày)"), default=list)
    after = models.JSONField(_("nhắc sau hạn (ngày)"), default=list)
    gap = models.PositiveSmallIntegerField(_("cách nhau ít nhất (ngày)"), default=5)
    enquiry = models.PositiveSmallIntegerField(_("hỏi việc đề nghị sau (ngày)"), default=7)
    by_mail = models.BooleanField(_("gửi thư điện tử"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province"], name="reminder_settings_unique")]

    def __str__(self) -> str:
        return f"{self.province_id}: {self.before} {self.after}"


class ReminderRun(Owned):
    """One day's round of reminders in a province. `planned_at`: who gets one is written down, all or nothing."""

    on = models.DateField(_("ngày"))
    planned_at = models.DateTimeField(_("lập lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["province", "on"], name="reminder_run_unique")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class Digest(Owned):
    """One person's digest of one run: the row that is claimed, sent and marked, and what its reader sees.

    `wanted` says what it is about (source, organisation, charged, asked); `content` is what was written, kept before
    the letter leaves, so that a letter which is sent again after a crash is the same letter.
    """

    run = models.ForeignKey(ReminderRun, on_delete=models.PROTECT, related_name="digests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digests")
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=DigestState.choices, default=DigestState.WAITING, db_index=True
    )
    wanted = models.JSONField(default=list)
    message_id = models.CharField(max_length=200, unique=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    written_on = models.DateField(_("số liệu ngày"), null=True, blank=True)
    subject = models.CharField(_("tiêu đề"), max_length=200, blank=True)
    content = models.JSONField(default=list)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    problem = models.CharField(_("vì sao chưa đến"), max_length=400, blank=True)
    read_at = models.DateTimeField(_("đã xem lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["run", "user"], name="digest_once_a_run")]
        indexes = [
            models.Index(fields=["user", "state", "read_at"], name="digest_of_reader"),
            models.Index(fields=["province", "state", "sent_at"], name="digest_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.run}"


class Hold(Owned):
    """The coordinator keeps reminders back: everybody's (neither set), an organisation's, or one person's."""

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("lý do"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(_("thả lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(organisation=None) | Q(user=None), name="hold_of_one_thing"),
            models.UniqueConstraint(
                fields=["province"], condition=Q(released_at=None, organisation=None, user=None), name="hold_all_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(released_at=None), name="hold_organisation_once"
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(released_at=None), name="hold_person_once"),
        ]

    def __str__(self) -> str:
        whom: Any = self.user or self.organisation or _("Cả đợt")
        return str(whom)
