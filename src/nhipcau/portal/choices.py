"""The words of the portal, who may arrange it, and what stands in which part of it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission

ARRANGE_PORTAL = permission(
    "portal.arrange", _("sửa thông tin chung của cổng"), roles=[Role.EDITOR, Role.ADMINISTRATOR]
)
SEE_READERS = permission(
    "portal.see_readers",
    _("xem lượt xem, lượt tải của cổng"),
    roles=[
        Role.EDITOR, Role.APPROVER, Role.TRANSLATOR, Role.PRESS_OFFICER, Role.COORDINATOR, Role.PROVINCE_LEADER,
        Role.AUDITOR, Role.ADMINISTRATOR,
    ],
    within=[Role.FOCAL_PERSON, Role.AGENCY_LEADER],
)  # fmt: skip


class StalePolicy(TextChoices):
    """What the world reads of a translation whose original says something else now."""

    NOTICE = "notice", _("Vẫn đăng, kèm lời báo bản dịch chưa kịp cập nhật")
    WITHHOLD = "withhold", _("Tạm ẩn phần nội dung, dẫn sang bản gốc")


# What journalists come for, and what the heritage of a province is told by.
PRESS_KINDS = ("statement", "fact_sheet")
KIT_KINDS = ("photo_set", "fact_sheet", "publication", "statement")
ABOUT_PLACES = ("place", "event", "product", "project")
