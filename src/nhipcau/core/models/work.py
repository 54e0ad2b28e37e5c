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
