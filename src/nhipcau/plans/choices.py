"""The words of this room: plan, review, duty, assignment, progress, and who may do what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class PlanState(TextChoices):
    """Whether a plan's duties are still being reviewed."""

    IN_REVIEW = "in_review", _("Đang rà soát")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    SUPERSEDED = "superseded", _("Đã được thay thế")


class PacketState(TextChoices):
    """How far the letters to all late agencies are made."""

    WAITING = "waiting", _("Đang soạn")
    DONE = "done", _("Đã soạn xong")
    FAILED = "failed", _("Chưa soạn được")


class Mode(TextChoices):
    """`giao` or `đề nghị`, kept as printed (law 5 of the house)."""

    ASSIGN = "assign", _("Giao")
    REQUEST = "request", _("Đề nghị")
    MIXED = "mixed", _("Vừa giao vừa đề nghị")


class Directive(TextChoices):
    """How an organisation was charged: the filter of the register on `Assignment.requested`."""

    CHARGED = "giao", _("Giao")
    ASKED = "de_nghi", _("Đề nghị")


class Part(TextChoices):
    """What an organisation does in a duty."""

    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")


class Rhythm(TextChoices):
    """How often a duty recurs; monthly, quarterly and yearly open one occurrence a period."""

    NONE = "", _("Một lần")
    ONGOING = "ongoing", _("Thường xuyên")
    MONTHLY = "monthly", _("Hằng tháng")
    QUARTERLY = "quarterly", _("Hằng quý")
    YEARLY = "yearly", _("Hằng năm")
    AD_HOC = "ad_hoc", _("Đột xuất")


class ProposalState(TextChoices):
    """What became of a duty that was read."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DROPPED = "dropped", _("Không phải nhiệm vụ")


class PartyState(TextChoices):
    """Whether a written name is known to be somebody."""

    RESOLVED = "resolved", _("Đã rõ")
    AMBIGUOUS = "ambiguous", _("Nhiều khả năng")
    UNKNOWN = "unknown", _("Chưa có trong danh bạ")
    SKIPPED = "skipped", _("Bỏ qua")


class Change(TextChoices):
    """A duty of an amended plan beside the plan that it replaces."""

    NONE = "", "—"
    ADDED = "added", _("Thêm mới")
    CHANGED = "changed", _("Sửa đổi")
    UNCHANGED = "unchanged", _("Giữ nguyên")
    MOVED = "moved", _("Chuyển sang mục khác")
    DROPPED = "dropped", _("Bãi bỏ")


class DutyState(TextChoices):
    """A confirmed duty stands until its confirmation is withdrawn or its plan is replaced."""

    ACTIVE = "active", _("Còn hiệu lực")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


class DutyOrigin(TextChoices):
    """Where a duty came from."""

    PLAN = "plan", _("Kế hoạch")
    LETTER = "letter", _("Công văn")
    BY_HAND = "by_hand", _("Nhập tay")


class AssignmentState(TextChoices):
    """What the agency says, and what the coordinator made of it. Late is not a state: it is computed."""

    NOT_STARTED = "not_started", _("Chưa bắt đầu")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    DIFFICULTY = "difficulty", _("Gặp khó khăn, vướng mắc")
    REPORTED = "reported", _("Đã báo cáo hoàn thành, chờ chấp nhận")
    DONE = "done", _("Hoàn thành")
    NOT_OURS = "not_ours", _("Không thuộc thẩm quyền")


OPEN_STATES = (AssignmentState.NOT_STARTED, AssignmentState.IN_PROGRESS, AssignmentState.DIFFICULTY)


class Standing(TextChoices):
    """Where an assignment stands on a day: the agency's own word, or what the calendar makes of it.

    Every assignment has exactly one (queries/register.py derives it); values are the states that pages draw.
    """

    OVERDUE = "overdue", _("Quá hạn")
    NO_ANSWER = "no_answer", _("Chưa có phản hồi")
    DUE_SOON = "due_soon", _("Sắp đến hạn")
    DIFFICULTY = "difficulty", _("Có khó khăn, vướng mắc")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    NOT_STARTED = "not_started", _("Chưa thực hiện")
    REPORTED = "reported", _("Đã báo cáo, chờ chấp nhận")
    DONE = "done", _("Hoàn thành")
    NOT_OURS = "not_ours", _("Không thuộc thẩm quyền")


# The leader's four columns: each counted assignment is in exactly one of them.
GOING_ON = "going_on"
# What is done and had a deadline, told apart by the day on which its agency said so.
DONE_IN_TIME = "done_in_time"
DONE_LATE = "done_late"
SOON_DAYS = 30


class AskKind(TextChoices):
    """What an agency may ask of the coordinator."""

    MORE_TIME = "more_time", _("Xin gia hạn")
    NOT_OURS = "not_ours", _("Đề nghị chuyển cơ quan khác")


class Decision(TextChoices):
    """The coordinator's answer."""

    WAITING = "", _("Chờ trả lời")
    AGREED = "agreed", _("Đồng ý")
    DECLINED = "declined", _("Không đồng ý")


class CoverageVerdict(TextChoices):
    """What a person says of a task of a superior document, beside a plan."""

    COVERED = "covered", _("Đã có trong kế hoạch")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class Coverage(TextChoices):
    """Where a task of a superior document stands beside a plan: what a person said, else what the machine found."""

    MISSING = "missing", _("Chưa thấy nhiệm vụ")
    LIKELY = "likely", _("Có thể đã có")
    COVERED = "covered", _("Đã có trong kế hoạch")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


REVIEW = permission("plans.review", _("rà soát và xác nhận kế hoạch"), roles=(Role.COORDINATOR,))
SEE_PLANS = permission(
    "plans.see", _("xem kế hoạch"), roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR, Role.FINANCE)
)
SEE_REGISTER = permission(
    "plans.see_register",
    _("xem sổ nhiệm vụ"),
    roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR),
    within=(Role.FOCAL_PERSON, Role.AGENCY_LEADER),
)
SEE_OWN_WORK = permission(
    "plans.see_own_work", _("xem việc của cơ quan mình"), within=(Role.FOCAL_PERSON, Role.AGENCY_LEADER)
)
ADD_DUTY = permission("plans.add_duty", _("thêm nhiệm vụ"), roles=(Role.COORDINATOR,))
REPORT_PROGRESS = permission("plans.report_progress", _("báo cáo tiến độ"), within=(Role.FOCAL_PERSON,))
DECIDE = permission("plans.decide", _("chấp nhận hoặc trả lại báo cáo"), roles=(Role.COORDINATOR,))
WRITE_LETTERS = permission(
    "plans.write_letters", _("soạn công văn đôn đốc, biên bản giao ban"), roles=(Role.COORDINATOR,)
)
SEE_OVERVIEW = permission(
    "plans.see_overview",
    _("xem trang lãnh đạo"),
    roles=(Role.PROVINCE_LEADER, Role.COORDINATOR, Role.AUDITOR),
)
