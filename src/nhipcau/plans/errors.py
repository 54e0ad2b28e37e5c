"""Why something in this room cannot be done: each becomes one Vietnamese sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError, SentenceError

if TYPE_CHECKING:
    from .queries.confirmable import Blocker


class NoReadingError(HouseError):
    """The document has not been read, or was not let in."""

    def __str__(self) -> str:
        return _("Văn bản này chưa đọc xong nên chưa mở rà soát được.")


class AlreadyOpenError(HouseError):
    """The document is under review, or was confirmed, as a plan already."""

    def __init__(self, plan_id: int) -> None:
        self.plan_id = plan_id
        super().__init__("already open")

    def __str__(self) -> str:
        return _("Kế hoạch này đã được mở rà soát trước đó.")


class CannotReplaceError(HouseError):
    """A plan can replace a confirmed plan of the same province that no other plan replaces."""

    def __str__(self) -> str:
        return _("Chỉ thay thế được kế hoạch đã xác nhận và chưa có kế hoạch khác thay thế.")


class GoneError(HouseError):
    """The duty was joined into another, or taken back, after it was shown."""

    status = 409

    def __str__(self) -> str:
        return _("Mục này vừa được người khác gộp hoặc bỏ. Danh sách mới nhất được hiện bên dưới.")


class AlreadyConfirmedError(HouseError):
    """A confirmed duty is not edited in review; its confirmation has to be withdrawn first."""

    status = 422

    def __str__(self) -> str:
        return _("Nhiệm vụ này đã được xác nhận. Muốn sửa, xin thu hồi xác nhận trước.")


class CannotSplitError(HouseError):
    """A part of the text would be empty."""

    status = 422

    def __str__(self) -> str:
        return _("Đặt con trỏ vào giữa nội dung, nơi nhiệm vụ thứ hai bắt đầu, rồi tách.")


class NothingToJoinError(HouseError):
    """There is no unconfirmed duty after this one."""

    status = 422

    def __str__(self) -> str:
        return _("Không có mục chưa xác nhận nào ở ngay sau để gộp.")


class NoPassageError(HouseError):
    """The selected part of the source holds no words."""

    status = 422

    def __str__(self) -> str:
        return _("Hãy bôi đen một đoạn trong văn bản nguồn rồi bấm Thêm.")


class WrongValueError(SentenceError):
    """A field was given a value that it cannot hold; the sentence says what it wants."""


class NothingToUndoError(HouseError):
    """The person has no change left to take back."""

    status = 422

    def __str__(self) -> str:
        return _("Không còn thay đổi nào của anh chị để hoàn tác.")


class ChangedSinceError(HouseError):
    """What was changed has been changed again, by somebody else or by a confirmation."""

    status = 422

    def __str__(self) -> str:
        return _("Không hoàn tác được: mục này đã được người khác sửa, hoặc đã xác nhận, sau đó.")


class NotReadyError(HouseError):
    """Some duties cannot be confirmed yet; `blockers` says which and why. Nothing was confirmed."""

    status = 422

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = blockers
        super().__init__("not ready")

    def __str__(self) -> str:
        return _("Chưa xác nhận được: còn %(count)s chỗ cần xử lý. Chưa có nhiệm vụ nào được giao.") % {
            "count": len(self.blockers)
        }


class NothingToConfirmError(HouseError):
    """No duty waits in the plan or section."""

    status = 422

    def __str__(self) -> str:
        return _("Không còn nhiệm vụ nào chờ xác nhận ở phần này.")


class AlreadyWithdrawnError(HouseError):
    """The confirmation was withdrawn before."""

    status = 422

    def __str__(self) -> str:
        return _("Lần xác nhận này đã được thu hồi trước đó.")


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


class ProofRefusedError(SentenceError):
    """A proof that is not taken in; the sentence says why and what to do."""

    status = 400


class SecretProofError(ProofRefusedError):
    """A proof that carries a secrecy mark: it is not kept; the audit trail keeps its hash, `sha256`."""

    def __init__(self, mark: str, sha256: str) -> None:
        self.mark, self.sha256 = mark, sha256
        sentence = _("Tệp minh chứng có dấu “%(mark)s” nên không được nhận. Hệ thống chỉ dùng cho thông tin không mật.")
        super().__init__(sentence % {"mark": mark})


class NoSuchPlaceError(HouseError):
    """A task was said to stand at a paragraph that the plan does not have."""

    status = 422

    def __str__(self) -> str:
        return _("Kế hoạch không có mục này. Xin chọn một mục trong danh sách.")


class NothingLateError(HouseError):
    """There is no letter to write: nothing is late any more, or it is not said who writes."""

    status = 409

    def __init__(self, sentence: object = "") -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.sentence) or _(
            "Không còn nhiệm vụ quá hạn nào để đôn đốc. Mở lại trang để xem số liệu mới nhất."
        )
