from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, Province, Role, User, actor_of
from nhipcau.organisations.public import Organisation, grant_authority
from nhipcau.plans.actions.duties import Charge, NewDuty, add_duty
from nhipcau.plans.actions.progress import (
    FigureGiven,
    Report,
    accept,
    ask_more_time,
    report_progress,
    return_to_agency,
    say_not_ours,
)
from nhipcau.plans.choices import OPEN_STATES, AssignmentState, DutyOrigin, Part, Rhythm
from nhipcau.plans.models import Assignment, Update
from nhipcau.plans.queries.register import Chosen, assignments, in_order

PROVINCE = "ha-tinh"
SINCE = date(2024, 1, 1)
# Invented names for the focal persons of agencies that have no account of their own in the demonstration.
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Hồ", "Dương", "Phan")
MIDDLE = ("Thị", "Văn", "Đức", "Thanh", "Minh", "Ngọc", "Quốc", "Hữu")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Hà",
    "Hiền",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Phúc",
    "Quang",
    "Sơn",
    "Thảo",
    "Vinh",
    "Yến",
)
# What an agency says, by a word of its duty: the sentence, and a figure with its unit.
SAID = (
    ("báo cáo", "Đã gửi báo cáo kết quả thực hiện bằng văn bản điện tử.", ("Văn bản đã gửi", "văn bản")),
    ("tin, ảnh", "Đã gửi tin, ảnh về kho nội dung số của tỉnh.", ("Tin, ảnh đã gửi", "tin, ảnh")),
    ("phóng sự", "Đã sản xuất và phát sóng phóng sự song ngữ Việt - Anh.", ("Phóng sự đã phát", "phóng sự")),
    ("đầu mối", "Đã cử cán bộ đầu mối và gửi danh sách.", ("Cán bộ đầu mối", "người")),
    ("kinh phí", "Đã thẩm định dự toán, trình cấp kinh phí.", ("Hồ sơ dự toán đã thẩm định", "hồ sơ")),
    ("", "Đã triển khai theo kế hoạch và gửi kết quả kèm theo.", ("Hoạt động đã thực hiện", "hoạt động")),
)
OWN_AGENCY = "so-ngoai-vu"
BY_HAND = (
    ("Gửi danh sách phóng viên nước ngoài dự kiến tác nghiệp tại tỉnh", -5),
    ("Báo cáo kết quả gặp mặt kiều bào", 12),
)
DIFFICULTY = "Thiếu cán bộ biên dịch tiếng Anh; đề nghị được hỗ trợ cộng tác viên."


class Command(BaseCommand):
    help = "Nạp tiến độ mẫu cho kế hoạch đã xác nhận của tỉnh trình diễn. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        now = timezone.now()
        today = timezone.localdate(now)
        coordinator = _coordinator(today)
        if Update.objects.filter(province_id=coordinator.province_id).exists():
            return
        rows = assignments(coordinator, Chosen(part=Part.LEAD, origin=DutyOrigin.PLAN), today).select_related(
            "duty", "organisation"
        )
        open_rows = in_order(rows.filter(state__in=[str(state) for state in OPEN_STATES]), "han")
        with transaction.atomic():
            _add_by_hand(coordinator, today, now)
            told = sum(
                _tell(coordinator, actor, row, now) for actor, row in _with_people(coordinator, open_rows, today, now)
            )
        if options["verbosity"]:
            self.stdout.write(_("Tiến độ mẫu: %(told)d lượt cập nhật.") % {"told": told})


def _coordinator(today: date) -> Actor:
    province = Province.objects.filter(code=PROVINCE).first()
    user = User.objects.filter(province=province, authorities__role=Role.COORDINATOR).order_by("pk").first()
    if province is None or user is None:
        raise CommandError(_("Chưa có tỉnh trình diễn: xin chạy lệnh load_demo trước."))
    return actor_of(user, today)


def _add_by_hand(coordinator: Actor, today: date, now: datetime) -> None:
    """Two duties outside the plan, so that the demonstration's focal person has something late and something due."""
    body = Organisation.objects.get(province_id=coordinator.province_id, code=OWN_AGENCY)
    for text, days in BY_HAND:
        due = today + timedelta(days=days)
        words = f"trước ngày {due:%d/%m/%Y}"
        charge = Charge(body, Part.LEAD)
        given = NewDuty(f"{text} {words}.", [charge], due=due, before=True, deadline_text=words, topic="Báo chí")
        add_duty(coordinator, given, now=now - timedelta(days=40))


def _with_people(coordinator: Actor, rows: Any, today: date, now: datetime) -> Iterator[tuple[Actor, Assignment]]:
    """Each assignment with the focal person of its organisation. Requested bodies keep silent: they are not chased."""
    known: dict[int, Actor] = {}
    for row in rows:
        if not row.requested and not _left_out(row):
            if row.organisation_id not in known:
                known[row.organisation_id] = _focal_person(coordinator, row.organisation, today, now)
            yield known[row.organisation_id], row


def _left_out(row: Assignment) -> bool:
    """Of the many communes only some send something every month: the demonstration has to be ready soon."""
    return bool(row.period) and row.organisation.kind == "commune" and Random(row.organisation.code).random() < 0.75  # noqa: S311  what is drawn is no secret


def _focal_person(coordinator: Actor, body: Organisation, today: date, now: datetime) -> Actor:
    held = User.objects.filter(authorities__role=Role.FOCAL_PERSON, authorities__organisation=body).first()
    if held is None:
        chance = Random(body.code)  # noqa: S311  the same invented name in every demonstration
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        held = User.objects.create_user(f"dau-moi.{body.code}@{PROVINCE}.demo", body.province, name, joined_at=now)
        grant_authority(coordinator, held, Role.FOCAL_PERSON, body, since=SINCE, until=None, at=now)
    return actor_of(held, today)


def _tell(coordinator: Actor, actor: Actor, row: Assignment, now: datetime) -> int:
    """What became of one assignment: most are done in time, some wait, some are late or in difficulty."""
    chance = Random(f"{row.organisation.code} {row.duty.path} {row.period}")  # noqa: S311  what is drawn is no secret
    ended = _ended(row, timezone.localdate(now))
    fate = chance.random()
    if ended is None:
        return _begin(actor, row, chance, fate, now)
    if fate < 0.1:
        return 0
    when = timezone.make_aware(
        datetime.combine(ended - timedelta(days=chance.randrange(1, 9)), time(9, chance.randrange(60)))
    )
    if fate < 0.16:
        difficult = Report(AssignmentState.DIFFICULTY, difficulty=DIFFICULTY)
        report_progress(actor, row, difficult, version=row.version, now=when)
        return 1
    report_progress(actor, row, _said(row, AssignmentState.REPORTED, chance), version=row.version, now=when)
    if fate < 0.26:
        return 1
    if fate < 0.3:
        remark = "Xin bổ sung số liệu và đường dẫn sản phẩm."
        return_to_agency(coordinator, row, version=row.version + 1, remark=remark, now=when + timedelta(days=1))
    else:
        accept(coordinator, row, version=row.version + 1, now=when + timedelta(days=2))
    return 2


def _ended(row: Assignment, today: date) -> date | None:
    """The last day of an assignment, or of the period that it is for, where that day has passed."""
    last = row.last_day
    if last is None and row.period[4:5] == "-":
        year, part = int(row.period[:4]), row.period[5:]
        month = int(part[1:]) * 3 if part.startswith("Q") else int(part)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last if last and last < today else None


def _begin(actor: Actor, row: Assignment, chance: Random, fate: float, now: datetime) -> int:
    """What still has time: begun, or asked about, or not touched yet; a period that has not ended is left alone."""
    if row.period or fate < 0.3:
        return 0
    when = now - timedelta(days=chance.randrange(2, 25), hours=chance.randrange(5))
    if fate < 0.4 and row.last_day:
        until = row.last_day + timedelta(days=30)
        ask_more_time(actor, row, version=row.version, until=until, reason="Chờ bổ sung kinh phí đợt 2.", now=when)
    elif fate < 0.5:
        report_progress(
            actor, row, Report(AssignmentState.DIFFICULTY, difficulty=DIFFICULTY), version=row.version, now=when
        )
    elif fate < 0.55:
        reason = "Nội dung này thuộc chức năng của cơ quan khác; đề nghị xem lại."
        say_not_ours(actor, row, version=row.version, reason=reason, now=when)
    else:
        report_progress(actor, row, _said(row, AssignmentState.IN_PROGRESS, chance), version=row.version, now=when)
    return 1


def _said(row: Assignment, state: AssignmentState, chance: Random) -> Report:
    text, (label, unit) = next((said, figure) for word, said, figure in SAID if word in row.duty.text.lower())
    if state == AssignmentState.IN_PROGRESS:
        return Report(
            state, "Đã xây dựng kế hoạch chi tiết, đang triển khai." if row.duty.rhythm != Rhythm.ONGOING else text
        )
    return Report(state, text, figures=(FigureGiven(label, Decimal(chance.randrange(1, 6)), unit),))
