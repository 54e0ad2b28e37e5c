"""What can go wrong with a duty, each as one sentence for the person who tried."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError


class ClosedError(HouseError):
    """The assignment or duty no longer takes reports, asks or changes."""

    status = 409

    def __str__(self) -> str:
        return _("Nhiệm vụ này đã hoàn thành, đã chuyển cơ quan khác hoặc đã thu hồi nên không cập nhật được nữa.")


class NothingSaidError(HouseError):
    """A report without a word of what was done or what stands in the way."""

    def __str__(self) -> str:
        return _("Xin ghi kết quả đã làm được (hoặc khó khăn, vướng mắc) trước khi gửi.")


class ReasonMissingError(HouseError):
    """The act needs a reason, because somebody else will read it."""

    def __str__(self) -> str:
        return _("Xin ghi rõ lý do để cơ quan liên quan được biết.")


class NotWaitingError(HouseError):
    """There is no report to accept or return, or the ask was answered already."""

    status = 409

    def __str__(self) -> str:
        return _("Mục này không còn chờ xử lý: có thể đã có người trả lời.")


class NoDeadlineError(HouseError):
    """More time was asked for a duty without a deadline."""

    def __str__(self) -> str:
        return _("Nhiệm vụ này không có thời hạn nên không cần xin gia hạn.")


class NotLaterError(HouseError):
    """The day asked for is not later than the deadline."""

    def __str__(self) -> str:
        return _("Ngày xin gia hạn phải sau thời hạn hiện nay.")


class AskedAlreadyError(HouseError):
    """The same was asked and still waits for an answer."""

    status = 409

    def __str__(self) -> str:
        return _("Đề nghị này đã được gửi và đang chờ trả lời.")


class NobodyLeadsError(HouseError):
    """A duty was to be added without an organisation that leads it."""

    def __str__(self) -> str:
        return _("Xin chọn ít nhất một cơ quan chủ trì.")


class AlreadyChargedError(HouseError):
    """The organisation has this part of the duty already."""

    status = 409

    def __str__(self) -> str:
        return _("Cơ quan này đã được giao nhiệm vụ này với cùng vai trò.")


class ProofRefusedError(HouseError):
    """A proof that is not taken in; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self.sentence
