"""What an agency says about its duty, and what the coordinator makes of it.

Each act asks the policy about the assignment's own organisation, works on the locked row as it was shown, leaves a
row of history and an audit entry, and does all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from nhipcau.core.public import Actor, record, require
from nhipcau.organisations.public import Organisation

from ..choices import DECIDE, OPEN_STATES, REPORT_PROGRESS, AskKind, AssignmentState, Decision
from ..errors import (
    AskedAlreadyError,
    ClosedError,
    NoDeadlineError,
    NothingSaidError,
    NotLaterError,
    NotWaitingError,
    ReasonMissingError,
    SecretProofError,
)
from ..models import Ask, Assignment, Figure, Proof, Update
from .duties import close_as_not_ours, hand_over
from .locking import locked
from .proofs import Kept, ProofGiven, discard, keep

REPORTABLE = (*OPEN_STATES, AssignmentState.REPORTED)


@dataclass(frozen=True, slots=True)
class FigureGiven:
    """A number with what it counts and its unit."""

    label: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an agency says: one of REPORTABLE, in words, with figures and proofs."""

    state: AssignmentState
    text: str = ""
    difficulty: str = ""
    figures: Sequence[FigureGiven] = field(default_factory=tuple)
    proofs: Sequence[ProofGiven] = field(default_factory=tuple)


def report_progress(actor: Actor, assignment: Assignment, report: Report, *, version: int, now: datetime) -> Update:
    """Records what the agency says about its assignment; a later report may correct it until it is accepted.

    Reporting it as done needs words on what was done, a difficulty needs words on what stands in the way
    (NothingSaidError). Raises ProofRefusedError (of a secret one the audit trail keeps the hash), ClosedError or
    ChangedMeanwhileError; then nothing is kept.
    """
    require(actor, REPORT_PROGRESS, assignment.organisation_id)
    if report.state not in REPORTABLE:
        raise ValueError(f"an agency does not report {report.state}")
    needed = {AssignmentState.REPORTED: report.text, AssignmentState.DIFFICULTY: report.difficulty}
    if not needed.get(report.state, report.text + report.difficulty + "…").strip():
        raise NothingSaidError
    try:
        kept = _keep_all(actor.province_id, report.proofs)
    except SecretProofError as secret:
        data = {"sha256": secret.sha256, "mark": secret.mark}
        record(actor, "plans.refuse_proof", assignment, "Từ chối minh chứng có dấu mật", at=now, data=data)
        raise
    try:
        with transaction.atomic():
            return _report(actor, locked(actor, assignment, version), report, kept, now)
    except BaseException:
        for file in kept.values():
            discard(file)
        raise


def _keep_all(province_id: int, proofs: Sequence[ProofGiven]) -> dict[int, Kept]:
    """The files among the proofs, stored; all of them or none."""
    kept: dict[int, Kept] = {}
    try:
        for place, given in enumerate(proofs):
            if given.content is not None:
                kept[place] = keep(province_id, given)
    except BaseException:
        for file in kept.values():
            discard(file)
        raise
    return kept


def _report(actor: Actor, assignment: Assignment, report: Report, kept: dict[int, Kept], now: datetime) -> Update:
    if assignment.state == AssignmentState.DONE:
        raise ClosedError
    owner = {"province_id": assignment.province_id}
    update = _changed(actor, assignment, report.state, now, text=report.text, difficulty=report.difficulty)
    Figure.objects.bulk_create(
        Figure(**owner, update=update, label=each.label, value=each.value, unit=each.unit) for each in report.figures
    )
    Proof.objects.bulk_create(_proof(update, given, kept.get(place)) for place, given in enumerate(report.proofs))
    with translation.override("vi"):  # the trail speaks Vietnamese, whatever language the person works in
        summary = f"Báo cáo tiến độ: {report.state.label}"
    data = {"state": str(report.state), "figures": len(report.figures), "proofs": len(report.proofs)}
    record(actor, "plans.report_progress", assignment, summary, at=now, data=data)
    return update


def _proof(update: Update, given: ProofGiven, kept: Kept | None) -> Proof:
    proof = Proof(province_id=update.province_id, update=update, name=(given.name or given.link)[:255], link=given.link)
    if kept:
        proof.name, proof.stored_as, proof.media_type, proof.size = (
            kept.name,
            kept.stored_as,
            kept.media_type,
            kept.size,
        )
    return proof


def _changed(
    actor: Actor,
    assignment: Assignment,
    state: AssignmentState,
    now: datetime,
    *,
    text: str = "",
    difficulty: str = "",
    returned: bool = False,
) -> Update:
    """The assignment in its new state, and the row of history that says so."""
    assignment.state = state
    assignment.version += 1
    assignment.last_update_at = now
    assignment.save(update_fields=["state", "version", "last_update_at", "done_on"])
    return Update.objects.create(
        province_id=assignment.province_id,
        assignment=assignment,
        by_id=actor.user_id,
        at=now,
        state=state,
        text=text.strip(),
        difficulty=difficulty.strip(),
        returned=returned,
    )


def accept(actor: Actor, assignment: Assignment, *, version: int, remark: str = "", now: datetime) -> Update:
    """The coordinator accepts what was reported as done; it counts as done on the day it was reported.

    Raises NotWaitingError where nothing is reported, ChangedMeanwhileError where the report was changed.
    """
    require(actor, DECIDE)
    with transaction.atomic():
        standing = locked(actor, assignment, version)
        if standing.state != AssignmentState.REPORTED:
            raise NotWaitingError
        standing.done_on = timezone.localdate(standing.last_update_at or now)
        update = _changed(actor, standing, AssignmentState.DONE, now, text=remark)
        record(actor, "plans.accept", standing, "Chấp nhận báo cáo hoàn thành", at=now)
        return update


def return_to_agency(actor: Actor, assignment: Assignment, *, version: int, remark: str, now: datetime) -> Update:
    """The coordinator returns a report, or reopens what was accepted, with a remark that the agency reads.

    Raises ReasonMissingError without a remark, NotWaitingError where there is nothing to return.
    """
    require(actor, DECIDE)
    if not remark.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing = locked(actor, assignment, version)
        if standing.state not in (AssignmentState.REPORTED, AssignmentState.DONE):
            raise NotWaitingError
        standing.done_on = None
        update = _changed(actor, standing, AssignmentState.IN_PROGRESS, now, text=remark, returned=True)
        record(actor, "plans.return", standing, "Trả lại báo cáo để bổ sung", at=now, data={"remark": remark})
        return update


def ask_more_time(
    actor: Actor, assignment: Assignment, *, version: int, until: date, reason: str, now: datetime
) -> Ask:
    """The agency asks for a later last day (gia hạn). Raises NoDeadlineError, NotLaterError, ReasonMissingError,
    AskedAlreadyError, ClosedError or ChangedMeanwhileError."""
    require(actor, REPORT_PROGRESS, assignment.organisation_id)
    if assignment.last_day is None:
        raise NoDeadlineError
    if until <= assignment.last_day:
        raise NotLaterError
    return _ask(actor, assignment, AskKind.MORE_TIME, reason, version=version, until=until, now=now)


def say_not_ours(actor: Actor, assignment: Assignment, *, version: int, reason: str, now: datetime) -> Ask:
    """The agency says that the duty is another's; it stays charged until the coordinator agrees."""
    require(actor, REPORT_PROGRESS, assignment.organisation_id)
    return _ask(actor, assignment, AskKind.NOT_OURS, reason, version=version, until=None, now=now)


def _ask(
    actor: Actor,
    assignment: Assignment,
    kind: AskKind,
    reason: str,
    *,
    version: int,
    until: date | None,
    now: datetime,
) -> Ask:
    if not reason.strip():
        raise ReasonMissingError
    try:
        with transaction.atomic():
            standing = locked(actor, assignment, version)
            if standing.state not in OPEN_STATES:
                raise ClosedError
            ask = Ask.objects.create(
                province_id=standing.province_id,
                assignment=standing,
                kind=kind,
                reason=reason.strip(),
                until=until,
                by_id=actor.user_id,
                at=now,
            )
            standing.version += 1
            standing.last_update_at = now
            standing.save(update_fields=["version", "last_update_at"])
            record(actor, "plans.ask", standing, str(kind.label), at=now, data={"kind": str(kind)})
            return ask
    except IntegrityError as problem:
        raise AskedAlreadyError from problem


def decide(actor: Actor, ask: Ask, *, agreed: bool, answer: str, now: datetime, to: Organisation | None = None) -> Ask:
    """The coordinator answers an ask. Agreed: the last day moves, or the duty goes to `to` (or to nobody yet).

    Declining needs a reason (ReasonMissingError). Raises NotWaitingError where it was answered already, ClosedError,
    or AlreadyChargedError where `to` has the duty.
    """
    require(actor, DECIDE)
    if not agreed and not answer.strip():
        raise ReasonMissingError
    with transaction.atomic():
        waiting: Ask = (
            Ask.objects.visible_to(actor).select_for_update(of=("self",)).select_related("assignment").get(pk=ask.pk)
        )
        if waiting.decision != Decision.WAITING:
            raise NotWaitingError
        assignment = locked(actor, waiting.assignment, waiting.assignment.version)
        waiting.decision = Decision.AGREED if agreed else Decision.DECLINED
        waiting.answer, waiting.decided_by_id, waiting.decided_at = answer.strip(), actor.user_id, now
        waiting.save(update_fields=["decision", "answer", "decided_by", "decided_at"])
        if agreed:
            _carry_out(actor, waiting, assignment, to, now)
        summary = f"{waiting.get_kind_display()}: {waiting.get_decision_display()}"
        record(actor, "plans.decide", assignment, summary, at=now, data={"ask": waiting.pk, "agreed": agreed})
        return waiting


def _carry_out(actor: Actor, ask: Ask, assignment: Assignment, to: Organisation | None, now: datetime) -> None:
    if ask.kind == AskKind.MORE_TIME:
        assignment.last_day = ask.until
        assignment.version += 1
        assignment.save(update_fields=["last_day", "version"])
    elif to:
        hand_over(actor, assignment, to=to, reason=ask.reason, now=now)
    else:
        close_as_not_ours(actor, assignment, reason=ask.reason, now=now)
