"""The words that every room shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .workdays import calendar


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


class DayOffRule(TextChoices):
    """What becomes of a deadline that falls on a day off."""

    NEXT = calendar.NEXT, _("lùi đến hết ngày làm việc kế tiếp (Bộ luật Dân sự, Điều 148)")
    PREVIOUS = calendar.PREVIOUS, _("tính đến ngày làm việc liền trước")
    AS_PRINTED = calendar.AS_PRINTED, _("giữ nguyên ngày ghi trong văn bản")


# Roles that see the whole province; the others see what their own organisation holds.
PROVINCE_WIDE = frozenset({Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
