"""Why something in this room cannot be done: each becomes one Vietnamese sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import HouseError, SentenceError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a report from being sent: the field (its name in the draft) and a sentence."""

    name: str
    sentence: str
    place: str = ""  # what the field is called, for a list of faults above the form

    @property
    def id(self) -> str:
        """The field's id on the page."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else changed meanwhile: nothing was overwritten, both wordings are kept."""

    name: str
    yours: str
    theirs: str
    by: str


class WrongDaysError(SentenceError):
    """The days of a period do not follow one another, or leave no working day; the sentence says which."""


class NobodyReportsError(HouseError):
    """A period without anybody who must report."""

    status = 422

    def __str__(self) -> str:
        return _("Xin chọn ít nhất một cơ quan phải báo cáo.")


class PeriodClosedError(HouseError):
    """The period was closed (chốt): nothing in it changes any more."""

    status = 409

    def __str__(self) -> str:
        return _("Kỳ báo cáo này đã chốt nên không thay đổi được nữa.")


class LockedError(HouseError):
    """The lock date has passed and no exception was granted. What was typed stays in the draft."""

    status = 409

    def __init__(self, lock_on: date) -> None:
        self.lock_on = lock_on
        super().__init__("locked")

    def __str__(self) -> str:
        return _(
            "Kỳ báo cáo đã khóa từ sau ngày %(day)s. Nội dung anh chị soạn vẫn được giữ trong bản nháp. "
            "Cán bộ điều phối có thể lùi ngày khóa cho cơ quan, kèm lý do."
        ) % {"day": f"{self.lock_on:%d/%m/%Y}"}


class AlreadySentError(HouseError):
    """The report was sent, by this person or a colleague, after the page was opened."""

    status = 409

    def __init__(self, by: str, at: datetime) -> None:
        self.by, self.at = by, at
        super().__init__("already sent")

    def __str__(self) -> str:
        moment = timezone.localtime(self.at)
        return _(
            "Báo cáo này đã được %(who)s gửi lúc %(when)s nên không gửi thêm lần nữa. "
            "Muốn bổ sung, xin chọn “Sửa báo cáo đã gửi” và ghi lý do."
        ) % {"who": self.by, "when": f"{moment:%H:%M %d/%m/%Y}"}


class WaitingForLeaderError(HouseError):
    """The report waits for the agency's leader; it is not written on meanwhile."""

    status = 409

    def __str__(self) -> str:
        return _("Báo cáo đang chờ lãnh đạo cơ quan duyệt. Muốn sửa tiếp, xin rút lại trước.")


class NotWaitingError(HouseError):
    """There is nothing to approve, accept, return or answer: somebody was quicker."""

    status = 409

    def __str__(self) -> str:
        return _("Mục này không còn chờ xử lý: có thể đã có người xử lý trước.")


class ReasonMissingError(HouseError):
    """The act needs a reason, because somebody else will read it."""

    status = 422

    def __str__(self) -> str:
        return _("Xin ghi rõ lý do để cơ quan liên quan được biết.")


class NothingSaidError(HouseError):
    """An empty remark, difficulty or answer."""

    status = 422

    def __str__(self) -> str:
        return _("Xin ghi nội dung trước khi gửi.")


class NotEmptyError(HouseError):
    """Something was recorded or typed, so the report is not one of “không phát sinh”."""

    status = 422

    def __str__(self) -> str:
        return _(
            "Báo cáo đang có nội dung hoặc số liệu nên không gửi “không phát sinh” được. "
            "Xin bỏ chọn, xóa các nội dung ấy, hoặc gửi báo cáo bình thường."
        )


class IncompleteError(HouseError):
    """The report cannot be sent yet: `faults` say what is wrong and where. All of it is saved."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__("incomplete")

    def __str__(self) -> str:
        return _("Chưa gửi được: còn %(count)s chỗ cần xem lại. Mọi nội dung đã được lưu.") % {
            "count": len(self.faults)
        }


class ConflictsError(HouseError):
    """Somebody else changed the same fields: `conflicts` show both wordings. The rest is saved."""

    status = 409

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = conflicts
        super().__init__("conflicts")

    def __str__(self) -> str:
        return _(
            "Người khác vừa sửa %(count)s chỗ mà anh chị cũng sửa. Hai cách ghi được đặt cạnh nhau bên dưới; "
            "chưa có gì bị ghi đè."
        ) % {"count": len(self.conflicts)}


class AnnexRefusedError(SentenceError):
    """An annex or proof that is not taken in; the sentence says why and what to do."""


class ProofMissingError(HouseError):
    """A report entered for an agency needs the paper or file that it was entered from."""

    status = 422

    def __str__(self) -> str:
        return _("Xin đính kèm bản quét hoặc tệp báo cáo của cơ quan để làm căn cứ.")


class NotDraftingError(HouseError):
    """The consolidated report is under review, waits for its signature or was issued: its words do not change now."""

    status = 409

    def __str__(self) -> str:
        return _("Báo cáo tổng hợp không còn ở bước soạn nên không sửa được. Muốn sửa, xin trả lại để soạn tiếp.")


class OwnWorkError(HouseError):
    """Whoever asked for the review does not review it."""

    status = 403

    def __str__(self) -> str:
        return _("Người trình không tự soát xét. Xin nhờ một cán bộ điều phối khác hoặc lãnh đạo.")


class NotLookedAtError(HouseError):
    """Something must be looked at first: `count` findings are open."""

    status = 409

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__("not looked at")

    def __str__(self) -> str:
        return _("Còn %(count)s điểm cần xem (mâu thuẫn, nguồn thay đổi hoặc số chưa có nguồn) trước khi trình.") % {
            "count": self.count
        }


class NumberMissingError(HouseError):
    """A report is issued under a number and on a day."""

    status = 422

    def __str__(self) -> str:
        return _("Xin ghi số và ngày ban hành.")


class NumberTakenError(HouseError):
    """Another report of the same body and year has this number (Decree 30/2020: numbers are unique in a year)."""

    status = 422

    def __str__(self) -> str:
        return _("Số này đã dùng cho báo cáo khác trong năm. Xin kiểm tra lại với văn thư.")


class NotInTextError(HouseError):
    """A number that somebody vouches for is not in the passage (any more)."""

    status = 409

    def __str__(self) -> str:
        return _("Số này không còn trong đoạn văn. Xin tải lại trang.")


class TemplateUsedError(HouseError):
    """A period uses the template, or it was retired: it stays as it is."""

    status = 409

    def __str__(self) -> str:
        return _("Mẫu này đã có kỳ báo cáo dùng nên giữ nguyên. Xin lập lần sửa mới rồi sửa trên đó.")


class LastOneError(HouseError):
    """The only template, section or question of its kind: something must be left to report on."""

    status = 422

    def __str__(self) -> str:
        return _("Phải còn lại ít nhất một mục; xin thêm mục khác trước khi bỏ mục này.")


class IndicatorMissingError(HouseError):
    """A question for a figure that does not say for which."""

    status = 422

    def __str__(self) -> str:
        return _("Câu hỏi số liệu phải chọn một chỉ tiêu.")


class IndicatorFixedError(HouseError):
    """A period asks for the indicator: unit, parts, decimals and totalling do not change under reported figures."""

    status = 409

    def __str__(self) -> str:
        return _(
            "Đã có kỳ báo cáo dùng chỉ tiêu này nên đơn vị tính, cách chia, số thập phân và cách tổng hợp giữ nguyên. "
            "Cần tính khác đi, xin lập chỉ tiêu mới."
        )
