"""The words of states: one tone, one shape and one Vietnamese word each, the same on every page and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tone(TextChoices):
    """What a colour says. Red is late and nothing else."""

    RIVER = "river", _("bình thường")
    ATTENTION = "attention", _("cần chú ý")
    LATE = "late", _("quá hạn")
    QUIET = "quiet", _("khác")


class Pattern(TextChoices):
    """How a part of a chart is filled, so that it is told apart without colour too. Only what is late is crossed."""

    FULL = "full", _("đặc")
    STRIPES = "stripes", _("kẻ chéo")
    DOTS = "dots", _("chấm")
    CROSS = "cross", _("ô chéo")
    EMPTY = "empty", _("trắng")


@dataclass(frozen=True, slots=True)
class State:
    """How a state looks and is called. `icon` names a shape of the sprite, so that it can be told apart in grey."""

    label: Any
    tone: Tone
    icon: str


STATES: dict[str, State] = {
    # an assignment
    "not_started": State(_("Chưa thực hiện"), Tone.QUIET, "circle"),
    "in_progress": State(_("Đang thực hiện"), Tone.RIVER, "half"),
    "reported": State(_("Đã báo cáo, chờ chấp nhận"), Tone.RIVER, "done-waiting"),
    "done": State(_("Hoàn thành"), Tone.RIVER, "done"),
    "difficulty": State(_("Có khó khăn, vướng mắc"), Tone.ATTENTION, "blocked"),
    "due_soon": State(_("Sắp đến hạn"), Tone.ATTENTION, "clock"),
    "overdue": State(_("Quá hạn"), Tone.LATE, "late"),
    "no_answer": State(_("Chưa có phản hồi"), Tone.QUIET, "no-answer"),
    "returned": State(_("Trả lại để bổ sung"), Tone.ATTENTION, "returned"),
    "extension_asked": State(_("Xin gia hạn"), Tone.ATTENTION, "extend"),
    "not_ours": State(_("Không thuộc thẩm quyền"), Tone.QUIET, "not-ours"),
    "cancelled": State(_("Đã hủy bỏ"), Tone.QUIET, "cancelled"),
    "ongoing": State(_("Thường xuyên"), Tone.QUIET, "refresh"),
    # a document, a plan and what was read from it
    "waiting": State(_("Đang chờ"), Tone.QUIET, "clock"),
    "reading": State(_("Đang đọc"), Tone.RIVER, "loading"),
    "needs_review": State(_("Cần xem"), Tone.ATTENTION, "question"),
    "draft": State(_("Bản nháp"), Tone.QUIET, "draft"),
    "confirmed": State(_("Đã xác nhận"), Tone.RIVER, "done"),
    "withdrawn": State(_("Đã rút xác nhận"), Tone.QUIET, "undo"),
    "superseded": State(_("Đã được thay thế"), Tone.QUIET, "history"),
    "failed": State(_("Không đọc được"), Tone.ATTENTION, "warning"),
    "refused": State(_("Từ chối tiếp nhận"), Tone.ATTENTION, "lock"),
    "added": State(_("Thêm mới"), Tone.RIVER, "plus"),
    "changed": State(_("Thay đổi"), Tone.ATTENTION, "edit"),
    "dropped": State(_("Bỏ"), Tone.QUIET, "minus"),
    "unchanged": State(_("Không thay đổi"), Tone.QUIET, "check"),
    # an account or an organisation
    "active": State(_("Đang hoạt động"), Tone.RIVER, "check"),
    "invited": State(_("Đã mời, chưa đăng nhập"), Tone.QUIET, "mail"),
    "locked": State(_("Tạm khóa"), Tone.ATTENTION, "lock"),
    "inactive": State(_("Ngừng hoạt động"), Tone.QUIET, "cancelled"),
}
