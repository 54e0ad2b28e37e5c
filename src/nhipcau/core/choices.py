"""The words that every room shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may be asked to do. Held through an authority: role × organisation × from/to."""

    COORDINATOR = "coordinator", _("Cán bộ điều phối")
    FOCAL_PERSON = "focal_person", _("Cán bộ đầu mối")
    AGENCY_LEADER = "agency_leader", _("Lãnh đạo cơ quan")
    PROVINCE_LEADER = "province_leader", _("Lãnh đạo tỉnh")
    EDITOR = "editor", _("Biên tập viên")
    TRANSLATOR = "translator", _("Biên dịch viên")
    APPROVER = "approver", _("Người duyệt")
    PRESS_OFFICER = "press_officer", _("Cán bộ báo chí")
    FINANCE = "finance", _("Cán bộ tài chính")
    AUDITOR = "auditor", _("Người kiểm tra")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


# Roles that see the whole province; the others see what their own organisation holds.
PROVINCE_WIDE = frozenset({Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
