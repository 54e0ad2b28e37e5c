from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, Province, Role, User, actor_of, next_working_day, working_calendar
from nhipcau.organisations.public import Organisation, grant_authority
from nhipcau.plans.public import Plan, ProofGiven
from nhipcau.reports.actions.deciding import accept, return_report
from nhipcau.reports.actions.frame import ensure_templates
from nhipcau.reports.actions.matters import request_sub_plans
from nhipcau.reports.actions.opening import NewPeriod, grant_exception, open_period
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import Paper, begin_on_behalf, save_draft
from nhipcau.reports.choices import Entry, ExceptionKind, PeriodKind
from nhipcau.reports.models import Period, Submission
from nhipcau.reports.queries.lists import charged_organisations
from nhipcau.reports.queries.sheet import sheet_of

PROVINCE, OWN_AGENCY = "ha-tinh", "so-ngoai-vu"
SINCE = date(2024, 1, 1)
MOST_COMMUNES = 4
# What becomes of the reports, in directory order; the demonstration's own agency is left to be written.
FATES = ("accepted", "submitted", "late", "returned", "corrected", "empty", "draft", "silent", "paper", "accepted")
LED = (
    "Đã ban hành kế hoạch triển khai và phân công cán bộ đầu mối.",
    "Đã ban hành 02 văn bản chỉ đạo, lồng ghép vào chương trình công tác quý.",
    "Đã quán triệt kế hoạch tới các phòng, đơn vị trực thuộc.",
)
SHORTCOMINGS = "Kinh phí còn hạn chế; cán bộ làm công tác thông tin đối ngoại chủ yếu kiêm nhiệm."
PLAIN_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
)


class Command(BaseCommand):
    help = "Mở một kỳ báo cáo mẫu của tỉnh trình diễn, với báo cáo ở nhiều tình trạng. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NHIPCAU_DEMO:
            raise CommandError(_("Lệnh này chỉ dùng cho bản trình diễn (NHIPCAU_DEMO)."))
        now = timezone.now()
        province = Province.objects.filter(code=PROVINCE).first()
        plan = Plan.objects.filter(province=province, duties__isnull=False).first() if province else None
        user = User.objects.filter(province=province, authorities__role=Role.COORDINATOR).order_by("pk").first()
        if province is None or plan is None or user is None:
            raise CommandError(
                _("Chưa có kế hoạch mẫu: xin chạy load_demo, load_demo_plan và load_demo_progress trước.")
            )
        if Period.objects.filter(province=province).exists():
            return
        with transaction.atomic():
            period = _open(actor_of(user, timezone.localdate(now)), province, plan, now)
            told = sum(1 for _done in _tell(actor_of(user, timezone.localdate(now)), period, now))
        if options["verbosity"]:
            self.stdout.write(_("Kỳ báo cáo mẫu: %(told)d báo cáo đã có nội dung.") % {"told": told})


def _open(coordinator: Actor, province: Province, plan: Plan, now: datetime) -> Period:
    today = timezone.localdate(now)
    calendar = working_calendar(province.pk)
    due = next_working_day(today - timedelta(days=4), calendar)
    charged = charged_organisations(coordinator, [plan], today)
    bodies = list(Organisation.objects.filter(pk__in=charged).valid_on(today))
    communes = [body for body in bodies if body.kind == "commune"][:MOST_COMMUNES]
    chosen = [body for body in bodies if body.kind != "commune"] + communes
    period = open_period(
        coordinator,
        NewPeriod(
            name=f"Báo cáo kết quả công tác thông tin đối ngoại năm {today.year}",
            kind=PeriodKind.YEAR,
            template=ensure_templates(province, now=now)["tong-hop"],
            year=today.year,
            first_day=date(today.year - 1, 12, 15),
            cut_off=due - timedelta(days=7),
            due=due,
            lock_on=due + timedelta(days=14),
            plans=[plan],
            organisations=chosen,
            note="Xin nêu rõ số liệu và đường dẫn sản phẩm; gửi trước khi cơ quan đầu mối tổng hợp.",
        ),
        now=now - timedelta(days=25),
    )
    own = period.obligations.filter(organisation__code=OWN_AGENCY).first()
    if own:
        until, reason = today + timedelta(days=6), "Đang phục vụ đoàn đối ngoại của tỉnh"
        grant_exception(coordinator, own, ExceptionKind.LATER_DUE, until=until, reason=reason, now=now)
    request_sub_plans(coordinator, plan, chosen, due=today + timedelta(days=10), now=now)
    return period


def _tell(coordinator: Actor, period: Period, now: datetime) -> Iterator[str]:
    """What each agency did about its report; requested bodies keep silent."""
    rows = Submission.objects.filter(period=period).select_related("organisation", "period", "obligation")
    others = [row for row in rows if row.organisation.code != OWN_AGENCY and not row.obligation.requested]
    for place, report in enumerate(others):
        fate = FATES[place % len(FATES)]
        if fate == "silent":
            continue
        yield fate
        _one(coordinator, report, fate, now)


def _one(coordinator: Actor, report: Submission, fate: str, now: datetime) -> None:
    chance = Random(report.organisation.code)  # noqa: S311  the same in every demonstration
    officer = _focal_person(coordinator, report.organisation, now)
    days = 1 + chance.randrange(2) if fate != "late" else -1
    when = timezone.make_aware(
        datetime.combine(report.obligation.due - timedelta(days=days), time(9, chance.randrange(60)))
    )
    if fate == "empty":
        if sheet_of(report, None).says_something:
            fate = "submitted"
        else:
            submit(officer, report, seen=report.revision, now=when, empty=True)
            return
    writer = officer
    if fate == "paper":
        proof = ProofGiven(name="bao-cao.pdf", content=ContentFile(PLAIN_PDF, name="bao-cao.pdf"))
        paper = Paper(Entry.PAPER, timezone.localdate(when), proof, f"{chance.randrange(20, 99)}/BC-UBND")
        begin_on_behalf(coordinator, report, paper, now=when)
        writer = coordinator
    _write(writer, report, chance, when)
    if fate == "draft":
        return
    report = submit(writer, _now(report), seen=_now(report).revision, now=when)
    _decide(coordinator, officer, report, fate, when)


def _decide(coordinator: Actor, officer: Actor, report: Submission, fate: str, when: datetime) -> None:
    later = when + timedelta(hours=5)
    if fate in ("accepted", "paper"):
        accept(coordinator, report, seen=report.revision, now=later)
    elif fate in ("returned", "corrected"):
        remark = "Xin bổ sung kết quả của quý IV và số lượt người được tập huấn."
        report = return_report(coordinator, report, seen=report.revision, remark=remark, now=later)
        if fate == "corrected":
            asked = next(each for each in sheet_of(report, report.draft).asked if each.question.key == "uu-diem")
            words = {
                asked.groups[0].free.name: "Quý IV đã phối hợp đón hai đoàn báo chí, đăng bài trên cổng tiếng Anh."
            }
            saved = save_draft(officer, report, words, seen=report.revision, now=later)
            report = submit(officer, _now(report), seen=saved.revision, now=later)


def _now(report: Submission) -> Submission:
    rows = Submission.objects.select_related("organisation", "period", "obligation", "draft")
    found: Submission = rows.get(pk=report.pk)
    return found


def _write(writer: Actor, report: Submission, chance: Random, when: datetime) -> None:
    fields: dict[str, str] = {}
    for asked in sheet_of(report, None).asked:
        key = asked.question.key
        if key == "chi-dao":
            fields[asked.groups[0].free.name] = chance.choice(LED)
        elif key == "han-che" and chance.random() < 0.5:
            fields[asked.groups[0].free.name] = SHORTCOMINGS
        for row in asked.figures:
            if row.figure.value:
                continue
            if chance.random() < 0.4:
                fields[row.figure.name] = str(chance.randrange(1, 30))
            else:
                fields[row.kind.name] = chance.choice(("nothing_arose", "nothing_arose", "not_applicable"))
    save_draft(writer, report, fields, seen=report.revision, now=when)


def _focal_person(coordinator: Actor, body: Organisation, now: datetime) -> Actor:
    held = User.objects.filter(authorities__role=Role.FOCAL_PERSON, authorities__organisation=body).first()
    if held is None:
        name = f"Cán bộ đầu mối {body.short_name or body.name}"[:120]
        held = User.objects.create_user(f"dau-moi.{body.code}@{PROVINCE}.demo", body.province, name, joined_at=now)
        grant_authority(coordinator, held, Role.FOCAL_PERSON, body, since=SINCE, until=None, at=now)
    return actor_of(held, timezone.localdate(now))
