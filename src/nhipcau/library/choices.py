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


class Passage(TextChoices):
    """How one passage of a translation stands to its original."""

    CURRENT = "current", _("Khớp bản gốc")
    STALE = "stale", _("Bản gốc đã đổi")
    MISSING = "missing", _("Chưa dịch")
    PROPOSED = "proposed", _("Gợi ý, chờ xác nhận")
    OMITTED = "omitted", _("Chủ ý không dịch")
    ADDED = "added", _("Người dịch thêm")


class CellState(TextChoices):
    """How one language of an item stands in the table of translations; each is in exactly one of these."""

    MISSING = "missing", _("Chưa có bản dịch")
    IN_WORK = "in_work", _("Đang làm")
    STALE = "stale", _("Bản gốc đã đổi")
    APPROVED = "approved", _("Đã duyệt, chờ đăng")
    CURRENT = "current", _("Khớp bản gốc")


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
PUBLISH = permission("library.publish", _("đăng nội dung"), roles=_EDITORS)
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


class Licence(TextChoices):
    """What others may do with a picture, recording or file."""

    CC_BY = "cc-by-4.0", _("CC BY 4.0: dùng lại tự do, ghi nguồn")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: dùng lại, ghi nguồn, chia sẻ tương tự")
    CC0 = "cc0-1.0", _("CC0 1.0: dùng lại tự do, không cần ghi nguồn")
    PUBLIC_DOMAIN = "public-domain", _("Thuộc về công chúng, đã hết thời hạn bảo hộ")
    ATTRIBUTION = "attribution", _("Được phép sử dụng lại, ghi nguồn")
    PORTAL = "portal", _("Chỉ dùng trên cổng này, giữ mọi quyền")

    @property
    def url(self) -> str:
        """Where the licence can be read; empty for those that are a sentence of their own."""
        return LICENCE_URLS.get(self, "")

    @property
    def allows_reuse(self) -> bool:
        """Whether others may take the file and use it."""
        return self != Licence.PORTAL


LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.vi",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.vi",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.vi",
    Licence.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/deed.vi",
}


class Consent(TextChoices):
    """Whether those who can be recognised agreed. The paper stays with the office that keeps it."""

    UNKNOWN = "unknown", _("Chưa ghi")
    NOT_NEEDED = "not_needed", _("Không cần: không có người nhận ra được, hoặc nơi công cộng")
    GIVEN = "given", _("Đã có văn bản đồng ý")


class RecordingKind(TextChoices):
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Âm thanh")


class AttachmentKind(TextChoices):
    """What is offered for download, by its content; the value is the ending of its name."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word (.docx)")
    XLSX = "xlsx", _("Bảng tính (.xlsx)")
    ODS = "ods", _("Bảng tính (.ods)")
    CSV = "csv", _("Dữ liệu (.csv)")
    JSON = "json", _("Dữ liệu (.json)")
    GEOJSON = "geojson", _("Dữ liệu bản đồ (.geojson)")
    SVG = "svg", _("Hình vẽ (.svg)")


REMARK = permission(
    "library.remark",
    _("góp ý về nội dung"),
    roles=(*_EDITORS, Role.TRANSLATOR),
    within=[Role.FOCAL_PERSON, Role.AGENCY_LEADER],
)
UPLOAD_MEDIA = permission(
    "library.upload_media",
    _("tải ảnh, video, tệp lên kho"),
    roles=(*_EDITORS, Role.PRESS_OFFICER),
    within=[Role.FOCAL_PERSON, Role.AGENCY_LEADER],
)
WITHDRAW_MEDIA = permission("library.withdraw_media", _("gỡ ảnh, video, tệp khỏi các trang"), roles=_EDITORS)
