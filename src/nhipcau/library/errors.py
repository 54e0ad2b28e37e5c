"""Why something in the library cannot be done: each becomes one Vietnamese sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class NotApprovedError(HouseError):
    """The content that somebody wants to publish is not what was approved; nothing was published."""

    status = 409

    def __init__(self, title: str, language: str) -> None:
        self.title, self.language = title, language
        super().__init__(title)

    def __str__(self) -> str:
        return _(
            "Chưa xuất bản: nội dung “%(title)s” (%(language)s) khác với nội dung đã được duyệt, hoặc chưa được duyệt. "
            "Xin gửi duyệt lại; bản đang đăng không thay đổi."
        ) % {"title": self.title, "language": self.language}


class OneRoadError(HouseError):
    """A way around the library's own actions: copying, aliases or making pages by hand in the page tree."""

    status = 409

    def __str__(self) -> str:
        return _("Trang nội dung chỉ được lập và xuất bản từ Kho dữ liệu, để phê duyệt và bản dịch luôn đi cùng.")


class NotReadyError(HouseError):
    """What an item still lacks before it may go to approval or be published, all of it, a sentence each."""

    status = 422

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("; ".join(self.sentences))

    def __str__(self) -> str:
        return _("Chưa thể gửi hoặc xuất bản: %(what)s") % {"what": "; ".join(self.sentences)}


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
