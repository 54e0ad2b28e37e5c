"""What agencies put forward beside their reports: difficulties, sub-plans, commendations, reports of their own accord;
and how an agency wants to work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nhipcau.core.public import Actor, Province, add_working_days, record, require, working_calendar
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Assignment, Plan, ProofGiven, ProofRefusedError, keep

from ..choices import (
    ANSWER,
    MANAGE,
    PREFER,
    RAISE,
    WRITE,
    CommendationKind,
    DifficultyState,
    PeriodKind,
    SubPlanState,
)
from ..errors import AnnexRefusedError, NothingSaidError, NotWaitingError
from ..models import AgencyPreference, BlockSource, Commendation, Difficulty, Period, Submission, SubPlan
from .frame import template_of
from .opening import oblige
from .sending import ANSWER_WITHIN

AD_HOC_DAYS = 30  # how long an agency may take over a report that nobody asked for


def raise_difficulty(
    actor: Actor,
    organisation: Organisation,
    *,
    text: str,
    now: datetime,
    proposal: str = "",
    assignment: Assignment | None = None,
) -> Difficulty:
    """An agency says at any time what stands in its way; an answer is owed within ANSWER_WITHIN working days."""
    require(actor, RAISE, organisation.pk)
    if not text.strip():
        raise NothingSaidError
    due = add_working_days(timezone.localdate(now), ANSWER_WITHIN, working_calendar(actor.province_id))
    with transaction.atomic():
        made = Difficulty.objects.create(
            province_id=actor.province_id,
            organisation=organisation,
            assignment=assignment,
            text=text.strip(),
            proposal=proposal.strip(),
            raised_by_id=actor.user_id,
            raised_at=now,
            answer_due=due,
        )
        record(actor, "reports.raise_difficulty", made, f"{organisation.name} nêu khó khăn, vướng mắc", at=now)
    return made


def answer_difficulty(actor: Actor, difficulty: Difficulty, *, answer: str, now: datetime) -> Difficulty:
    """The coordinator answers; the agency reads it. Raises NothingSaidError, NotWaitingError where it was answered."""
    require(actor, ANSWER)
    if not answer.strip():
        raise NothingSaidError
    with transaction.atomic():
        waiting: Difficulty = Difficulty.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=difficulty.pk)
        if waiting.state != DifficultyState.WAITING:
            raise NotWaitingError
        waiting.state, waiting.answer = DifficultyState.ANSWERED, answer.strip()
        waiting.answered_by_id, waiting.answered_at = actor.user_id, now
        waiting.save()
        record(actor, "reports.answer_difficulty", waiting, "Trả lời khó khăn, vướng mắc", at=now)
    return waiting


def propose_commendation(
    actor: Actor,
    organisation: Organisation,
    *,
    year: int,
    kind: CommendationKind,
    name: str,
    merit: str,
    now: datetime,
    form: str = "",
) -> Commendation:
    """An agency proposes somebody outside a report; gathered for the year with those of the reports."""
    require(actor, WRITE, organisation.pk)
    if not name.strip() or not merit.strip():
        raise NothingSaidError
    with transaction.atomic():
        made = Commendation.objects.create(
            province_id=actor.province_id, organisation=organisation, year=year, kind=kind, name=name.strip()[:300],
            merit=merit.strip(), form=form.strip()[:200], by_id=actor.user_id, at=now,
        )  # fmt: skip
        record(actor, "reports.propose_commendation", made, f"{organisation.name} đề nghị khen thưởng", at=now)
    return made


def withdraw_commendation(actor: Actor, commendation: Commendation, *, now: datetime) -> None:
    """An agency takes back what it proposed outside a report, as long as no consolidated report names it.

    Raises NotWaitingError where it came with a report or is named already.
    """
    require(actor, WRITE, commendation.organisation_id)
    with transaction.atomic():
        standing: Commendation = (
            Commendation.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=commendation.pk)
        )
        if standing.version_id or BlockSource.objects.filter(commendation=standing).exists():
            raise NotWaitingError
        record(actor, "reports.withdraw_commendation", standing, f"Rút đề nghị khen thưởng {standing.name}", at=now)
        standing.delete()


def request_sub_plans(
    actor: Actor, plan: Plan, organisations: Sequence[Organisation], *, due: date | None, now: datetime
) -> int:
    """Asks organisations for their own plan; answers how many were not asked before. Those asked keep what is known."""
    require(actor, MANAGE)
    with transaction.atomic():
        standing = set(SubPlan.objects.filter(plan=plan).values_list("organisation_id", flat=True))
        made = SubPlan.objects.bulk_create(
            SubPlan(province_id=actor.province_id, plan=plan, organisation=body, due=due,
                    requested_by_id=actor.user_id, requested_at=now)
            for body in organisations if body.pk not in standing
        )  # fmt: skip
        if made:
            data = {"organisations": len(made), "due": str(due) if due else ""}
            record(actor, "reports.request_sub_plans", plan, "Yêu cầu gửi kế hoạch của cơ quan", at=now, data=data)
    return len(made)


@dataclass(frozen=True, slots=True)
class SubPlanGiven:
    """An agency's own plan: number, day, and the file or the document in which the province keeps it."""

    number: str
    issued_on: date | None = None
    file: ProofGiven | None = None
    document: Document | None = None


def receive_sub_plan(actor: Actor, sub_plan: SubPlan, given: SubPlanGiven, *, now: datetime) -> SubPlan:
    """An agency sends its own plan, or the coordinator enters it; sent again, the later one stands.

    A linked document lends number and day where none are given. Raises NothingSaidError without a number,
    AnnexRefusedError for a file that is not taken in.
    """
    require(actor, PREFER, sub_plan.organisation_id)
    number = given.number.strip() or (given.document.number if given.document else "")
    issued_on = given.issued_on or (given.document.issued_on if given.document else None)
    if not number:
        raise NothingSaidError
    with transaction.atomic():
        standing: SubPlan = SubPlan.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=sub_plan.pk)
        if given.file and given.file.content is not None:
            try:
                kept = keep(actor.province_id, given.file)
            except ProofRefusedError as refused:
                raise AnnexRefusedError(str(refused)) from refused
            standing.file_name, standing.file_stored_as = kept.name, kept.stored_as
            standing.file_media_type = kept.media_type
        standing.state, standing.number, standing.issued_on = SubPlanState.RECEIVED, number[:80], issued_on
        standing.document = given.document or standing.document
        standing.received_at, standing.received_by_id = now, actor.user_id
        standing.revision += 1
        standing.save()
        record(actor, "reports.receive_sub_plan", standing, f"Nhận kế hoạch {standing.number}", at=now)
    return standing


def waive_sub_plan(actor: Actor, sub_plan: SubPlan, *, now: datetime) -> SubPlan:
    """An agency need not issue a plan of its own. Raises NotWaitingError where one was received."""
    require(actor, MANAGE)
    with transaction.atomic():
        standing: SubPlan = SubPlan.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=sub_plan.pk)
        if standing.state != SubPlanState.REQUESTED:
            raise NotWaitingError
        standing.state = SubPlanState.NOT_NEEDED
        standing.revision += 1
        standing.save(update_fields=["state", "revision"])
        record(actor, "reports.waive_sub_plan", standing, f"Không phải ban hành kế hoạch: {standing}", at=now)
    return standing


def report_unasked(actor: Actor, organisation: Organisation, *, name: str, now: datetime) -> Submission:
    """An agency begins a report that nobody asked for (đột xuất): a period of its own, for itself alone.

    What was done this year up to today is offered. Raises NothingSaidError without a name.
    """
    require(actor, WRITE, organisation.pk)
    if not name.strip():
        raise NothingSaidError
    today = timezone.localdate(now)
    with transaction.atomic():
        province = Province.objects.get(pk=actor.province_id)
        template = template_of(province, "dot-xuat", now=now)
        period = Period.objects.create(
            province=province,
            name=name.strip()[:300],
            kind=PeriodKind.AD_HOC,
            template=template,
            year=today.year,
            first_day=date(today.year, 1, 1),
            cut_off=today,
            due=today + timedelta(days=AD_HOC_DAYS),
            lock_on=today + timedelta(days=AD_HOC_DAYS),
            opened_by_id=actor.user_id,
            opened_at=now,
        )
        oblige(period, [organisation])
        record(actor, "reports.report_unasked", period, f"Báo cáo đột xuất: {period.name}", at=now)
        made: Submission = Submission.objects.get(period=period)
    return made


def set_preference(
    actor: Actor, organisation: Organisation, *, leader_approves: bool, symbol: str, place: str, now: datetime
) -> AgencyPreference:
    """How an agency works: whether its leader approves a report before it leaves; symbol and place of its documents."""
    require(actor, PREFER, organisation.pk)
    with transaction.atomic():
        held, _made = AgencyPreference.objects.update_or_create(
            organisation=organisation,
            defaults={
                "province_id": actor.province_id,
                "leader_approves": leader_approves,
                "symbol": symbol.strip()[:60],
                "place": place.strip()[:120],
            },
        )
        data = {"leader_approves": leader_approves}
        record(actor, "reports.set_preference", held, f"Cách làm báo cáo của {organisation.name}", at=now, data=data)
    return held
