"""The words of the library, and who may do what in it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission

_EDITORS = (Role.EDITOR, Role.APPROVER)


class Stage(TextChoices):
    """Where one language of an item stands on its way. What the world reads is told by its publication alone."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ biên tập")
    EDITING = "editing", _("Đang biên tập")
    TRANSLATING = "translating", _("Đang dịch")
    AWAITING = "awaiting", _("Chờ duyệt")
    RETURNED = "returned", _("Trả lại")
    APPROVED = "approved", _("Đã duyệt")


class Origin(TextChoices):
    """Who made a passage of a translation."""

    HUMAN = "human", _("người dịch")
    IMPORTED = "imported", _("nhập từ tệp")
    MACHINE = "machine", _("máy gợi ý")


class EndReason(TextChoices):
    """Why a publication is no longer what the world reads."""

    SUPERSEDED = "superseded", _("đã có bản mới")
    CORRECTED = "corrected", _("đã đính chính")
    WITHDRAWN = "withdrawn", _("đã gỡ")
    EXPIRED = "expired", _("hết thời hạn hiệu lực")


CONTRIBUTE = permission(
    "library.contribute", _("đóng góp nội dung"), roles=_EDITORS, within=[Role.FOCAL_PERSON, Role.AGENCY_LEADER]
)
EDIT = permission("library.edit", _("biên tập nội dung"), roles=_EDITORS)
TRANSLATE = permission("library.translate", _("dịch nội dung"), roles=(*_EDITORS, Role.TRANSLATOR))
APPROVE = permission("library.approve", _("duyệt nội dung"), roles=[Role.APPROVER])
PUBLISH = permission("library.publish", _("xuất bản nội dung"), roles=_EDITORS)
ARRANGE = permission("library.arrange", _("sắp xếp danh mục, chủ đề"), roles=[*_EDITORS, Role.ADMINISTRATOR])
READ_LIBRARY = permission(
    "library.read",
    _("xem kho dữ liệu thông tin đối ngoại"),
    roles=(
        *_EDITORS, Role.TRANSLATOR, Role.PRESS_OFFICER, Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR,
        Role.ADMINISTRATOR,
    ),
    within=[Role.FOCAL_PERSON, Role.AGENCY_LEADER],
)  # fmt: skip
