"""The words of this room: kinds of documents, and in whose place somebody signs."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """A kind of administrative document; the value is its abbreviation in a symbol (Decree 30/2020, Annex III)."""

    REPORT = "BC", _("Báo cáo")
    LETTER = "CV", _("Công văn")
    MINUTES = "BB", _("Biên bản")
    NOTICE = "TB", _("Thông báo")
    SUBMISSION = "TTr", _("Tờ trình")
    PLAN = "KH", _("Kế hoạch")


class Authority(TextChoices):
    """In whose place somebody signs (Decree 30/2020, Annex I, part I, II.7.b)."""

    ON_BEHALF = "TM.", _("Thay mặt tập thể")
    FOR = "KT.", _("Ký thay người đứng đầu")
    BY_ORDER = "TL.", _("Thừa lệnh")
    BY_MANDATE = "TUQ.", _("Thừa ủy quyền")
    ACTING = "Q.", _("Quyền cấp trưởng")
