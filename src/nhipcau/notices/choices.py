"""The words of this room: what became of a letter, and who may hold one."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class DigestState(TextChoices):
    """What became of one person's digest of one run."""

    WAITING = "waiting", _("Chờ gửi")
    HELD = "held", _("Đang giữ")
    CLAIMED = "claimed", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    REFUSED = "refused", _("Máy chủ thư không nhận")
    BOUNCED = "bounced", _("Bị trả lại")
    NOTHING_LEFT = "nothing_left", _("Không còn việc cần nhắc")


# Still to go out; nobody gets a further one before.
UNSENT = (DigestState.WAITING, DigestState.HELD, DigestState.CLAIMED)
# What its reader finds in the application, whatever became of the letter.
SHOWN = (DigestState.SENT, DigestState.REFUSED, DigestState.BOUNCED)
RETURNED = (DigestState.REFUSED, DigestState.BOUNCED)

MANAGE_REMINDERS = permission("notices.manage", _("quản lý nhắc việc"), roles=(Role.COORDINATOR,))
