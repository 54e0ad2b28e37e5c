"""The words of this room: periods, what a report asks for, where it stands, and who may do what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class PeriodKind(TextChoices):
    """How often a report of this kind is made (Decree 09/2019: định kỳ, đột xuất)."""

    MONTH = "month", _("Báo cáo tháng")
    QUARTER = "quarter", _("Báo cáo quý")
    HALF_YEAR = "half_year", _("Báo cáo 6 tháng")
    NINE_MONTHS = "nine_months", _("Báo cáo 9 tháng")
    YEAR = "year", _("Báo cáo năm")
    AD_HOC = "ad_hoc", _("Báo cáo đột xuất")


class Level(TextChoices):
    """Who reports to whom; each level has a cut-off and a deadline of its own (Decree 09/2019)."""

    AGENCY = "agency", _("Cơ quan, địa phương gửi cơ quan đầu mối")
    PROVINCE = "province", _("Cơ quan đầu mối gửi UBND tỉnh")
    MINISTRY = "ministry", _("UBND tỉnh gửi Tỉnh ủy, bộ")


class QuestionKind(TextChoices):
    """What an answer to a question is made of."""

    NARRATIVE = "narrative", _("Tường thuật")
    BY_TASK = "by_task", _("Kết quả theo nhóm nhiệm vụ")
    FIGURE = "figure", _("Số liệu")
    DIFFICULTIES = "difficulties", _("Khó khăn, vướng mắc")
    COMMENDATIONS = "commendations", _("Đề nghị khen thưởng")
    ANNEXES = "annexes", _("Phụ lục")


class Direction(TextChoices):
    """Which way of a figure is the better one."""

    UP = "up", _("Càng nhiều càng tốt")
    DOWN = "down", _("Càng ít càng tốt")
    NEITHER = "neither", _("Không đánh giá tăng, giảm")


class Totalling(TextChoices):
    """How the agencies' figures become the province's."""

    SUM = "sum", _("Cộng dồn")
    LATEST = "latest", _("Lấy số mới nhất của từng cơ quan rồi cộng")
    NONE = "none", _("Không cộng")


class ValueKind(TextChoices):
    """What a figure says: five different things, of which only the first two are numbers."""

    NUMBER = "number", _("Có số liệu")
    ZERO = "zero", _("Bằng không (0)")
    NOTHING_AROSE = "nothing_arose", _("Không phát sinh")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
    MISSING = "missing", _("Chưa có số liệu")


class SubmissionState(TextChoices):
    """What was done with a report. Late and not due are no states: the calendar makes them (`Standing`)."""

    NOT_STARTED = "not_started", _("Chưa bắt đầu")
    DRAFT = "draft", _("Đang soạn")
    AWAITING = "awaiting", _("Chờ lãnh đạo duyệt")
    SUBMITTED = "submitted", _("Đã gửi")
    RETURNED = "returned", _("Trả lại kèm ý kiến")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    FROZEN = "frozen", _("Đã chốt")


# The agency still has the report in its own hands.
WITH_AGENCY = (
    SubmissionState.NOT_STARTED, SubmissionState.DRAFT, SubmissionState.AWAITING, SubmissionState.RETURNED,
)  # fmt: skip
ARRIVED = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED, SubmissionState.FROZEN)


class Standing(TextChoices):
    """Where a report stands on a day: every obligation has exactly one (queries/standing.py derives it)."""

    NOT_DUE = "not_due", _("Chưa đến hạn")
    NOT_STARTED = "not_started", _("Chưa bắt đầu")
    DRAFT = "draft", _("Đang soạn")
    AWAITING = "awaiting", _("Chờ lãnh đạo duyệt")
    OVERDUE = "overdue", _("Quá hạn, chưa gửi")
    NO_ANSWER = "no_answer", _("Chưa có phản hồi")
    SUBMITTED = "submitted", _("Đã gửi")
    SUBMITTED_EMPTY = "submitted_empty", _("Gửi không phát sinh")
    SUBMITTED_LATE = "submitted_late", _("Gửi muộn")
    RETURNED = "returned", _("Trả lại kèm ý kiến")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    FROZEN = "frozen", _("Đã chốt")
    EXCUSED = "excused", _("Được miễn")


class VersionState(TextChoices):
    """One version of a report: written, sent, and what became of it. Only a draft ever changes."""

    DRAFT = "draft", _("Bản nháp")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Đã trả lại")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    REPLACED = "replaced", _("Đã có bản thay thế")


class Entry(TextChoices):
    """How a version came in; all count alike."""

    ONLINE = "online", _("Cơ quan nhập trên hệ thống")
    PAPER = "paper", _("Bản giấy, cán bộ điều phối nhập hộ")
    FILE = "file", _("Tệp gửi qua trục văn bản hoặc thư điện tử, cán bộ điều phối nhập hộ")


class ExceptionKind(TextChoices):
    """What is different for one organisation, by name and with a reason."""

    LATER_DUE = "later_due", _("Lùi hạn gửi")
    LATER_LOCK = "later_lock", _("Lùi ngày khóa")
    EXCUSED = "excused", _("Miễn báo cáo kỳ này")


class DifficultyState(TextChoices):
    """Whether an answer is still owed."""

    WAITING = "waiting", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")


class SubPlanState(TextChoices):
    """What is known of an agency's own plan."""

    REQUESTED = "requested", _("Đã yêu cầu")
    RECEIVED = "received", _("Đã nhận")
    NOT_NEEDED = "not_needed", _("Không phải ban hành")


class CommendationKind(TextChoices):
    """Whom a commendation is proposed for."""

    COLLECTIVE = "collective", _("Tập thể")
    INDIVIDUAL = "individual", _("Cá nhân")
    MODEL = "model", _("Mô hình, cách làm hay")


_AGENCY = (Role.FOCAL_PERSON, Role.AGENCY_LEADER)
SEE_PERIODS = permission(
    "reports.see_periods", _("xem kỳ báo cáo"), roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR)
)
MANAGE = permission("reports.manage", _("mở và quản lý kỳ báo cáo"), roles=(Role.COORDINATOR,))
SEE = permission(
    "reports.see",
    _("xem báo cáo"),
    roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR),
    within=_AGENCY,
)
SEE_OWN = permission("reports.see_own", _("xem báo cáo của cơ quan mình"), within=_AGENCY)
WRITE = permission("reports.write", _("soạn và gửi báo cáo của cơ quan"), within=(Role.FOCAL_PERSON,))
APPROVE = permission("reports.approve", _("duyệt báo cáo trước khi gửi đi"), within=(Role.AGENCY_LEADER,))
DECIDE = permission("reports.decide", _("tiếp nhận hoặc trả lại báo cáo"), roles=(Role.COORDINATOR,))
REMARK = permission("reports.remark", _("trao đổi ý kiến về báo cáo"), roles=(Role.COORDINATOR,), within=_AGENCY)
PREFER = permission("reports.prefer", _("đặt cách làm báo cáo của cơ quan"), roles=(Role.COORDINATOR,), within=_AGENCY)
RAISE = permission("reports.raise", _("nêu khó khăn, vướng mắc"), within=_AGENCY)
ANSWER = permission("reports.answer", _("trả lời khó khăn, vướng mắc"), roles=(Role.COORDINATOR,))


class FigureProblem(TextChoices):
    """Why what was typed is no figure, as a sentence; `%(written)s` is what was typed, `%(hint)s` what is meant."""

    ABOUT = "about", _("“%(written)s” là số ước lượng. Xin ghi số đã đếm được; chưa có thì chọn “Chưa có số liệu”.")
    RANGE = "range", _("“%(written)s” là một khoảng. Xin ghi một con số.")
    PERCENT = "percent", _("Chỉ tiêu này tính bằng %(hint)s, không tính bằng phần trăm. Xin ghi số lượng.")
    OTHER_UNIT = "other_unit", _("Chỉ tiêu này tính bằng %(hint)s. Xin chỉ ghi con số.")
    DECIMAL_POINT = (
        "decimal_point",
        _("Chưa rõ “%(written)s”: dấu phẩy dùng cho phần thập phân, dấu chấm cho hàng nghìn. Có phải %(hint)s?"),
    )
    TOO_FINE = "too_fine", _("Chỉ tiêu này ghi nhiều nhất %(hint)s chữ số sau dấu phẩy.")
    WHOLE = "whole", _("Chỉ tiêu này là số đếm, không có phần thập phân. Có phải %(hint)s?")
    NEGATIVE = "negative", _("Số liệu không thể là số âm.")
    TOO_LARGE = "too_large", _("“%(written)s” lớn quá mức. Xin xem lại đơn vị tính.")
    NO_OR_NONE = "no_or_none", _("“%(written)s” chưa rõ là 0, không phát sinh hay không áp dụng. Xin chọn một.")
    NOT_A_NUMBER = "not_a_number", _("Chưa hiểu “%(written)s”. Xin ghi bằng chữ số, ví dụ 1.234,5.")


class PaperState(TextChoices):
    """Where a consolidated report (báo cáo tổng hợp) stands on its way to the signature."""

    DRAFTING = "drafting", _("Đang soạn")
    IN_REVIEW = "reviewing", _("Chờ soát xét")
    TO_SIGN = "to_sign", _("Trình ký")
    ISSUED = "issued", _("Đã ban hành")


class BlockKind(TextChoices):
    """What a piece of a consolidated report is."""

    HEADING = "heading", _("Đề mục")
    PASSAGE = "passage", _("Đoạn văn")
    FIGURES = "figures", _("Bảng số liệu")


class TallyColumn(TextChoices):
    """Of what time a total is."""

    NOW = "now", _("Kỳ này")
    BEFORE = "before", _("Kỳ trước")
    YEAR_AGO = "year_ago", _("Cùng kỳ năm trước")
    ESTIMATE = "estimate", _("Ước cả năm")


class FindingKind(TextChoices):
    """What the coordinator must look at before a consolidated report goes on."""

    CONTRADICTION = "contradiction", _("Số liệu mâu thuẫn")
    CHANGED = "changed", _("Nguồn đã thay đổi")
    NO_SOURCE = "no_source", _("Số chưa có nguồn")
    NOT_REPORTED = "not_reported", _("Chưa báo cáo")
    NO_FIGURE = "no_figure", _("Thiếu số liệu")


CONSOLIDATE = permission("reports.consolidate", _("soạn báo cáo tổng hợp"), roles=(Role.COORDINATOR,))
SEE_PAPER = permission(
    "reports.see_paper", _("xem báo cáo tổng hợp"), roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR)
)
REVIEW_PAPER = permission(
    "reports.review_paper", _("soát xét báo cáo tổng hợp"), roles=(Role.COORDINATOR, Role.PROVINCE_LEADER)
)
