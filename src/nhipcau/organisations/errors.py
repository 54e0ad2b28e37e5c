"""What can be wrong with an organisation or an account, each in one sentence that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError, SentenceError


class ElsewhereError(HouseError):
    """The record belongs to another province: for this actor it does not exist."""

    status = 404

    def __str__(self) -> str:
        return _("Không tìm thấy mục này trong dữ liệu của tỉnh.")


class SuccessionCycleError(HouseError):
    """An organisation would come to succeed itself."""

    def __str__(self) -> str:
        return _("Không ghi được: cơ quan nhận việc đã chuyển việc cho chính cơ quan này trước đó. Xin kiểm tra lại.")


class NotYetThereError(HouseError):
    """The dates contradict each other."""

    def __str__(self) -> str:
        return _("Ngày kết thúc sớm hơn ngày bắt đầu. Xin kiểm tra lại hai ngày.")


class StillHeldError(HouseError):
    """Removing the record would leave an organisation without its present name."""

    def __str__(self) -> str:
        return _("Đây là tên đang dùng của cơ quan. Muốn thay, hãy dùng “Đổi tên”.")


class EmailTakenError(HouseError):
    """Another account has the address."""

    def __init__(self, email: str) -> None:
        self.email = email
        super().__init__(email)

    def __str__(self) -> str:
        return _("Địa chỉ %(email)s đã có tài khoản. Hãy giao thêm vai trò cho tài khoản đó.") % {"email": self.email}


class RoleNeedsOrganisationError(HouseError):
    """Some roles are always held for one organisation."""

    def __str__(self) -> str:
        return _("Vai trò này phải gắn với một cơ quan. Xin chọn cơ quan.")


class AdministratorsOnlyError(HouseError):
    """Only an administrator may touch what makes an administrator."""

    status = 403

    def __str__(self) -> str:
        return _("Chỉ quản trị hệ thống mới giao, thôi giao hoặc khóa tài khoản quản trị hệ thống.")


class OwnAccountError(HouseError):
    """Nobody locks themselves out."""

    def __str__(self) -> str:
        return _("Không tự ngừng tài khoản hoặc thôi vai trò của chính mình. Xin nhờ một người quản trị khác.")


class LinkSpentError(HouseError):
    """A first-password link that was used, replaced, or is out of date."""

    status = 410

    def __str__(self) -> str:
        return _(
            "Liên kết này đã dùng, đã được thay hoặc đã hết hạn. Xin đề nghị cán bộ quản lý tài khoản gửi liên kết mới."
        )


class ProvinceFilesError(HouseError):
    """A province's files cannot be loaded; `faults` names every place that has to be put right."""

    def __init__(self, code: str, faults: list[str]) -> None:
        self.code, self.faults = code, faults
        super().__init__(code, faults)

    def __str__(self) -> str:
        head = _("Dữ liệu tỉnh %(code)s có %(count)d chỗ cần sửa; chưa ghi gì:") % {
            "code": self.code,
            "count": len(self.faults),
        }
        return "\n".join([head, *(f"- {fault}" for fault in self.faults)])


class ProvinceExistsError(HouseError):
    """The province already has an administrator, who invites the others."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

    def __str__(self) -> str:
        return _(
            "Tỉnh có mã %(code)s đã có quản trị hệ thống; người này mời các tài khoản khác trên trang Tài khoản."
        ) % {"code": self.code}


class SheetError(SentenceError):
    """A spreadsheet cannot be used as a whole; the sentence says why."""

    status = 400
