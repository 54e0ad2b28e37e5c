from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerLease(models.Model):
    """A background worker that is alive: it puts `expires_at` off again and again for as long as it lives.

    Times are the database's, as workers may run on several hosts whose clocks disagree.
    """

    worker_id = models.CharField(_("mã tiến trình"), primary_key=True, max_length=64)
    expires_at = models.DateTimeField(_("hết hạn lúc"), db_index=True)

    def __str__(self) -> str:
        return self.worker_id


class DailyRun(models.Model):
    """A job of one day: done, or when it is asked for next (schedule.py)."""

    job = models.CharField(_("việc"), max_length=60)
    on = models.DateField(_("ngày"))
    next_attempt_at = models.DateTimeField(_("lần tới"))
    done_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "on"], name="daily_run_unique")]

    def __str__(self) -> str:
        return f"{self.job} {self.on:%d/%m/%Y}"
