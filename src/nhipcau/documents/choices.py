"""The words of this room: what becomes of an uploaded file, and who may bring one in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class FileState(TextChoices):
    """An upload waits in quarantine until it has been judged; a secret one is refused and its bytes are deleted."""

    QUARANTINED = "quarantined", _("Chờ kiểm tra độ mật")
    NEEDS_DECLARATION = "needs_declaration", _("Chờ người tải lên cam kết không mật")
    ACCEPTED = "accepted", _("Đã nhận")
    REFUSED = "refused", _("Từ chối: có dấu mật")
    UNREADABLE = "unreadable", _("Không đọc được")


class ReadingState(TextChoices):
    """How far the reading of a document has come."""

    WAITING = "waiting", _("Chờ đọc")
    RUNNING = "running", _("Đang đọc")
    DONE = "done", _("Đã đọc")
    FAILED = "failed", _("Đọc không thành công")


UPLOAD = permission("documents.upload", _("tải văn bản lên"), roles=(Role.COORDINATOR,))
SEE = permission(
    "documents.see",
    _("xem văn bản gốc"),
    roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR),
)
