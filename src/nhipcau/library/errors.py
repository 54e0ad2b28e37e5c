"""Why something in the library cannot be done: each becomes one Vietnamese sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError, SentenceError


class NotApprovedError(HouseError):
    """The content that somebody wants to publish is not what was approved; nothing was published."""

    status = 409

    def __init__(self, title: str, language: str) -> None:
        self.title, self.language = title, language
        super().__init__(title)

    def __str__(self) -> str:
        return _(
            "Chưa đăng: nội dung “%(title)s” (%(language)s) khác với nội dung đã được duyệt, hoặc chưa được duyệt. "
            "Xin gửi duyệt lại; bản đang đăng không thay đổi."
        ) % {"title": self.title, "language": self.language}


class OneRoadError(HouseError):
    """A way around the library's own actions: copying, aliases or making pages by hand in the page tree."""

    status = 409

    def __str__(self) -> str:
        return _("Trang nội dung chỉ được lập và đăng từ Kho dữ liệu, để phê duyệt và bản dịch luôn đi cùng.")


class NotReadyError(HouseError):
    """What an item still lacks before it may go to approval or be published, all of it, a sentence each."""

    status = 422

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("; ".join(self.sentences))

    def __str__(self) -> str:
        return _("Chưa thể gửi hoặc đăng: %(what)s") % {"what": "; ".join(self.sentences)}


class OwnWordsError(HouseError):
    """Approval by whoever last changed the text; `others` are the names of those who may approve it instead."""

    status = 409

    def __init__(self, others: Sequence[str]) -> None:
        self.others = tuple(others)
        super().__init__(", ".join(self.others))

    def __str__(self) -> str:
        if not self.others:
            return _(
                "Người sửa cuối không tự duyệt lời của mình, mà tỉnh chưa có ai khác giữ vai trò duyệt. Xin nhờ quản "
                "trị phân công thêm một người duyệt."
            )
        return _("Người sửa cuối không tự duyệt lời của mình. Người duyệt được bản này: %(names)s.") % {
            "names": ", ".join(self.others)
        }


class WrongStageError(HouseError):
    """The act does not fit where the text stands, most often because somebody else was faster."""

    status = 409

    def __init__(self, stage: str) -> None:
        self.stage = stage
        super().__init__(stage)

    def __str__(self) -> str:
        return _("Nội dung này đang ở bước “%(stage)s” nên chưa làm được việc vừa chọn. Xin tải lại trang.") % {
            "stage": self.stage
        }


class SlugTakenError(HouseError):
    """Another page of the same language has this address."""

    status = 409

    def __init__(self, slug: str, suggestion: str) -> None:
        self.slug, self.suggestion = slug, suggestion
        super().__init__(slug)

    def __str__(self) -> str:
        return _("Đường dẫn “%(slug)s” đã có trang khác dùng. Có thể dùng “%(other)s”.") % {
            "slug": self.slug,
            "other": self.suggestion,
        }


class BadFileError(SentenceError):
    """A file that is not taken in; each kind of reason has a sentence that says what to do."""


class WrongContentError(BadFileError):
    """The content is of a kind that is not taken in, whatever the name says."""


class DamagedFileError(BadFileError):
    """The file is of a kind that is taken in, but cut short or broken."""


class FileTooLargeError(BadFileError):
    """Too many bytes, or too many pixels."""

    status = 413

    @classmethod
    def of_recordings(cls) -> FileTooLargeError:
        """A recording with more bytes than are taken in."""
        return cls(
            _("Tệp lớn hơn %(limit)s MB nên không nhận được. Xin xuất lại video ở độ phân giải 1080p hoặc 720p.")
            % {"limit": settings.NHIPCAU_RECORDING_LIMIT_MB}
        )


class CaptionsError(BadFileError):
    """Captions that are no WebVTT, or whose times make no sense."""

    @classmethod
    def too_long(cls) -> CaptionsError:
        """Captions that go on after the recording has ended."""
        return cls(_("Phụ đề dài hơn video. Xin kiểm tra lại: có thể là phụ đề của video khác."))


class InUseError(HouseError):
    """What is shown on published pages is not deleted; it can be withdrawn."""

    status = 409

    def __init__(self, pages: int) -> None:
        self.pages = pages
        super().__init__(str(pages))

    def __str__(self) -> str:
        return _(
            "Chưa xóa: nội dung này đã được dùng trong %(count)s lần đăng. Nếu không được dùng nữa, xin chọn Gỡ; "
            "nội dung sẽ rời khỏi mọi trang."
        ) % {"count": self.pages}


class NotPublicError(HouseError):
    """A file that no published page offers, or whose rights have ended."""

    status = 404

    def __str__(self) -> str:
        return _("Tệp này chưa được công bố, hoặc đã hết thời hạn sử dụng.")


class PassageError(SentenceError):
    """Something that cannot be done with a passage of a translation; the sentence says what can."""


class UnknownLanguageError(HouseError):
    """A language that the settings do not name (any more); what there is of it stays."""

    status = 422

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)

    def __str__(self) -> str:
        return _(
            "%(name)s không có trong danh sách ngôn ngữ của hệ thống nên không lập được bản mới. "
            "Các bản đã có vẫn được giữ nguyên."
        ) % {"name": self.name}


class EngineError(SentenceError):
    """The translation engine is off, did not answer, or answered nonsense; nothing was changed."""

    status = 503


class NothingPublishedError(HouseError):
    """A correction of something that the world never read."""

    status = 409

    def __str__(self) -> str:
        return _("Chưa có bản nào được đăng nên chưa có gì để đính chính. Xin sửa bản nháp như thường.")


class PlannedAlreadyError(HouseError):
    """An item waits for its time already."""

    status = 409

    def __str__(self) -> str:
        return _("Mục này đã có lịch đăng. Xin hủy lịch cũ trước khi đặt lịch mới.")


class TimePassedError(HouseError):
    """A time for publishing that lies in the past."""

    status = 422

    def __str__(self) -> str:
        return _("Thời điểm đăng phải ở phía trước. Nếu muốn đăng ngay, xin chọn “Đăng ngay”.")


class CodeTakenError(HouseError):
    """A category or topic of the same code is there already."""

    status = 409

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)

    def __str__(self) -> str:
        return _("Đã có mục cùng tên hoặc cùng mã: “%(name)s”.") % {"name": self.name}


class ReasonNeededError(HouseError):
    """Giving a text back, revoking or withdrawing without a word of why."""

    status = 422

    def __str__(self) -> str:
        return _("Xin ghi lý do: người nhận lại cần biết phải sửa gì.")
