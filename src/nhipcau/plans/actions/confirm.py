"""Confirming: proposals become duties and assignments, in one transaction; and taking a confirmation back."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nhipcau.core.public import Actor, ChangedMeanwhileError, DeadlineReading, deadline_reading, record, require

from ..choices import REVIEW, Change, DutyOrigin, DutyState, PlanState, ProposalState
from ..errors import AlreadyWithdrawnError, NothingToConfirmError, NotReadyError, ReasonMissingError
from ..models import Assignment, Confirmation, Duty, Plan, Proposal, Section
from ..queries.confirmable import Draft, Work, draft
from ..queries.deadlines import last_day
from .duties import index_duties

_FROM_PROPOSAL = (
    "section_id", "path", "order", "text", "spans", "page", "mode", "deadline_text", "due", "before", "rhythm"
)  # fmt: skip
_REFRESHED = [
    *(name.removesuffix("_id") for name in _FROM_PROPOSAL),
    "plan", "proposal", "confirmation", "state", "document", "confirmed_by", "confirmed_at",
]  # fmt: skip
_BATCH = 500


@transaction.atomic
def confirm(
    actor: Actor, plan: Plan, section: Section | None, *, now: datetime, expected: int | None = None
) -> Confirmation:
    """Makes duties and assignments of everything that waits in a plan, or in one of its sections: all or nothing.

    Groups become their members of the day, organisations that ended their successors; the wording is kept. A duty
    that the replaced plan has, word for word, keeps its id and its assignments. `expected` is the number of duties
    that the person was shown. Raises NothingToConfirmError, NotReadyError (with every blocker) or
    ChangedMeanwhileError; then nothing was confirmed.
    """
    require(actor, REVIEW)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("province").visible_to(actor).get(pk=plan.pk)
    wanted = draft(plan, section, timezone.localdate(now))
    if wanted.blockers:
        raise NotReadyError(wanted.blockers)
    if not wanted.works and not wanted.dropped:
        raise NothingToConfirmError
    if expected is not None and expected != wanted.duties:
        raise ChangedMeanwhileError(plan)
    confirmation = Confirmation.objects.create(
        province_id=plan.province_id, plan=plan, section=section, by_id=actor.user_id, at=now,
        duties_count=wanted.duties,
    )  # fmt: skip
    duties = _duties(actor, plan, wanted, confirmation, now)
    _assignments(plan, wanted, duties)
    _drop(plan, wanted, confirmation)
    index_duties(Duty.objects.filter(confirmation=confirmation))
    settled = [work.proposal.pk for work in wanted.works] + [proposal.pk for proposal in wanted.dropped]
    Proposal.objects.filter(pk__in=settled).update(state=ProposalState.CONFIRMED, version=F("version") + 1)
    _settle_plan(plan)
    what = f"mục {section.path}" if section else "toàn bộ kế hoạch"
    summary = f"Xác nhận {wanted.duties} nhiệm vụ, {what}"
    record(
        actor, "plans.confirm", plan, summary,
        at=now, data={"confirmation": confirmation.pk, "duties": sorted(duty.pk for duty in duties.values())},
    )  # fmt: skip
    return confirmation


@transaction.atomic
def withdraw(actor: Actor, confirmation: Confirmation, reason: str, *, now: datetime) -> Confirmation:
    """Takes a confirmation back: its duties leave the agencies' lists and return to review.

    What agencies have reported stays with the withdrawn assignments, and returns with them when the same duty is
    confirmed again. A duty that the confirmation dropped stands again. Raises ReasonMissingError for an empty
    reason, AlreadyWithdrawnError.
    """
    require(actor, REVIEW)
    if not reason.strip():
        raise ReasonMissingError
    confirmation = (
        Confirmation.objects.visible_to(actor).select_for_update().select_related("plan").get(pk=confirmation.pk)
    )
    if confirmation.withdrawn_at:
        raise AlreadyWithdrawnError
    plan = confirmation.plan
    own = Duty.objects.filter(confirmation=confirmation)
    dropped = own.filter(pk__in=plan.proposals.filter(change=Change.DROPPED).values("previous_duty_id"))
    revived = list(dropped.values_list("pk", flat=True))
    returned = list(own.exclude(pk__in=revived).values_list("pk", flat=True))
    Duty.objects.filter(pk__in=returned).update(state=DutyState.WITHDRAWN)
    Duty.objects.filter(pk__in=revived).update(state=DutyState.ACTIVE)
    Assignment.objects.filter(duty_id__in=returned).update(withdrawn=True, version=F("version") + 1)
    Assignment.objects.filter(duty_id__in=revived).update(withdrawn=False, version=F("version") + 1)
    index_duties(Duty.objects.filter(pk__in=[*returned, *revived]))
    back = plan.proposals.filter(duty__in=returned) | plan.proposals.filter(previous_duty__in=revived)
    ids = list(back.values_list("pk", flat=True))
    Proposal.objects.filter(pk__in=ids).update(state=ProposalState.PROPOSED, version=F("version") + 1)
    confirmation.withdrawn_by_id, confirmation.withdrawn_at = actor.user_id, now
    confirmation.reason = reason.strip()[:500]
    confirmation.save(update_fields=["withdrawn_by", "withdrawn_at", "reason"])
    _settle_plan(plan)
    record(
        actor, "plans.withdraw", plan, f"Thu hồi xác nhận {len(returned)} nhiệm vụ", at=now,
        data={"confirmation": confirmation.pk, "reason": confirmation.reason, "duties": returned},
    )  # fmt: skip
    return confirmation


def _duties(actor: Actor, plan: Plan, wanted: Draft, confirmation: Confirmation, now: datetime) -> dict[int, Duty]:
    """The duty of each proposal, by the proposal's id: new, or the one that stands from an earlier confirmation or
    in the plan that is replaced."""
    ids = [work.proposal.pk for work in wanted.works]
    before = [work.proposal.previous_duty_id for work in wanted.works if work.proposal.previous_duty_id]
    standing = {duty.proposal_id: duty for duty in Duty.objects.filter(proposal_id__in=ids)}
    previous = Duty.objects.in_bulk(before)
    new: list[Duty] = []
    known: list[Duty] = []
    for work in wanted.works:
        proposal = work.proposal
        duty = standing.get(proposal.pk) or previous.get(proposal.previous_duty_id or 0)
        if duty is None:
            duty = Duty(province_id=plan.province_id, origin=DutyOrigin.PLAN)
            new.append(duty)
        else:
            known.append(duty)
        duty.plan, duty.proposal, duty.confirmation, duty.state = plan, proposal, confirmation, DutyState.ACTIVE
        duty.section_id = proposal.section_id
        duty.confirmed_by_id, duty.confirmed_at = actor.user_id, now
        if not (work.carried and duty.pk):
            duty.document_id = plan.document_id
            for name in _FROM_PROPOSAL:
                setattr(duty, name, getattr(proposal, name))
    Duty.objects.bulk_create(new, batch_size=_BATCH)
    if known:
        # the link from a duty to its proposal is unique: it is freed before it is given again
        Duty.objects.filter(pk__in=[duty.pk for duty in known]).update(proposal=None)
        Duty.objects.bulk_update(known, _REFRESHED, batch_size=100)
    return {duty.proposal_id: duty for duty in (*new, *known) if duty.proposal_id}


def _assignments(plan: Plan, wanted: Draft, duties: dict[int, Duty]) -> None:
    """Brings the assignments of every duty to what was drafted; those that stand keep their state and history."""
    standing: dict[int, dict[tuple[Any, ...], Assignment]] = defaultdict(dict)
    for row in Assignment.objects.filter(duty__in=duties.values()):
        standing[row.duty_id][row.organisation_id, row.part, row.period] = row
    reading = deadline_reading(plan.province)
    new: list[Assignment] = []
    changed: list[Assignment] = []
    for work in wanted.works:
        duty = duties[work.proposal.pk]
        known = standing[duty.pk]
        if work.carried and known:
            for row in known.values():
                row.plan, row.version = plan, row.version + 1
            changed += known.values()
            continue
        for row in _wanted_rows(plan, work, duty, known, reading):
            (changed if row.pk else new).append(row)
        for row in known.values():  # what is left is charged no more
            row.withdrawn, row.version = True, row.version + 1
        changed += known.values()
    Assignment.objects.bulk_create(new, batch_size=_BATCH)
    fields = ["plan", "requested", "written_as", "via_group", "due", "last_day", "withdrawn", "version"]
    Assignment.objects.bulk_update(changed, fields, batch_size=100)


def _wanted_rows(
    plan: Plan, work: Work, duty: Duty, known: dict[tuple[Any, ...], Assignment], reading: DeadlineReading
) -> list[Assignment]:
    """One row per organisation and occurrence, taken out of `known` where it stands already."""
    rows = []
    for target in work.targets:
        for each in work.occurrences:
            row = known.pop((target.organisation_id, target.part, each.period), None) or Assignment(
                province_id=plan.province_id,
                duty=duty,
                organisation_id=target.organisation_id,
                part=target.part,
                period=each.period,
                version=0,
            )
            row.plan, row.requested, row.written_as = plan, target.requested, target.written
            row.via_group_id, row.due, row.withdrawn = target.group_id, each.due, False
            row.last_day = last_day(each.due, reading, before=duty.before)
            row.version += 1
            rows.append(row)
    return rows


def _drop(plan: Plan, wanted: Draft, confirmation: Confirmation) -> None:
    """Duties of the replaced plan that the new one no longer has: withdrawn, with their history."""
    gone = [proposal.previous_duty_id for proposal in wanted.dropped if proposal.previous_duty_id]
    if gone:
        Duty.objects.filter(pk__in=gone).update(state=DutyState.WITHDRAWN, confirmation=confirmation)
        Assignment.objects.filter(duty_id__in=gone).update(withdrawn=True, version=F("version") + 1)


def _settle_plan(plan: Plan) -> None:
    """A plan is confirmed when nothing waits in it; the plan that it replaces then stands aside."""
    waiting = plan.proposals.filter(state=ProposalState.PROPOSED).exists()
    plan.state = PlanState.IN_REVIEW if waiting else PlanState.CONFIRMED
    plan.save(update_fields=["state"])
    if plan.replaces_id:
        replaced = PlanState.CONFIRMED if waiting else PlanState.SUPERSEDED
        Plan.objects.filter(pk=plan.replaces_id).update(state=replaced)
