"""Why a file is not taken in: each becomes one Vietnamese sentence that says what to do."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError, SentenceError


class EmptyFileError(HouseError):
    """The file holds no bytes."""

    def __str__(self) -> str:
        return _("Tệp rỗng, không có nội dung. Xin kiểm tra lại tệp rồi tải lên lần nữa.")


class TooLargeError(HouseError):
    """The file is larger than this installation takes in."""

    status = 413

    def __init__(self) -> None:
        self.limit_mb = settings.NHIPCAU_UPLOAD_LIMIT_MB
        super().__init__("too large")

    def __str__(self) -> str:
        return _(
            "Tệp lớn hơn %(limit)s MB nên không nhận được. Xin tách tệp, hoặc lưu lại thành PDF có lớp chữ hay DOCX."
        ) % {"limit": self.limit_mb}


class WrongKindError(SentenceError):
    """The content is of a kind that is not taken in; the sentence says which and what to do."""

    status = 400


class NameBeliesContentError(HouseError):
    """The file name ends in one kind and the content is another."""

    def __init__(self, ending: str, found: str) -> None:
        self.ending, self.found = ending, found
        super().__init__("name belies content")

    def __str__(self) -> str:
        return _(
            "Tên tệp có đuôi “%(ending)s” nhưng nội dung lại là %(found)s. Xin kiểm tra rồi lưu lại đúng loại."
        ) % {"ending": self.ending, "found": self.found}


class MacroError(HouseError):
    """A DOCX carries a program."""

    def __str__(self) -> str:
        return _(
            "Tệp Word này có macro (chương trình kèm theo) nên không nhận. Xin lưu lại dưới dạng .docx không có macro."
        )


class RefusedBeforeError(HouseError):
    """The same bytes were refused for a secrecy mark."""

    def __str__(self) -> str:
        return _(
            "Tệp này đã bị từ chối vì có dấu mật. Hệ thống chỉ dùng cho công việc không mật; "
            "xin xử lý văn bản theo quy định về bảo vệ bí mật nhà nước."
        )


class NotFetchableError(HouseError):
    """The bytes are gone, or wait in quarantine and the asker is not who brought them."""

    status = 404

    def __str__(self) -> str:
        return _("Tệp gốc chưa mở được cho tài khoản này: chỉ người tải lên xem được tệp đang chờ kiểm tra độ mật.")


class NoPictureError(HouseError):
    """A page cannot be shown as a picture; `sentence` says why where the reader does."""

    status = 404

    def __init__(self, sentence: str = "") -> None:
        self.sentence = sentence
        super().__init__("no picture")

    def __str__(self) -> str:
        return self.sentence or _("Văn bản này không có ảnh trang để xem.")


class NothingToDeclareError(HouseError):
    """A declaration was sent for a document that does not wait for one, or by someone else than its uploader."""

    def __str__(self) -> str:
        return _("Văn bản này không chờ cam kết của tài khoản này. Chỉ người tải lên được cam kết văn bản không mật.")


class NoProofError(HouseError):
    """Somebody recorded a document's validity without saying where it is written."""

    def __str__(self) -> str:
        return _("Xin ghi nguồn: văn bản, số Công báo hoặc địa chỉ trang đã tra cứu.")


class SameDocumentError(HouseError):
    """A document would amend or replace itself."""

    def __str__(self) -> str:
        return _("Một văn bản không tự thay thế hoặc sửa đổi chính nó. Xin kiểm tra lại số, ký hiệu.")
