"""From the draft to the signature: a second person reviews, number and day, the signed copy; then nothing moves."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from nhipcau.core.public import Actor, nfc, record, require
from nhipcau.documents.public import receive

from ...choices import CONSOLIDATE, REVIEW_PAPER, PaperState
from ...errors import (
    NotLookedAtError,
    NotWaitingError,
    NumberMissingError,
    NumberTakenError,
    OwnWorkError,
    ReasonMissingError,
)
from ...models import Consolidation, PeriodSnapshot
from ...queries.consolidating.findings import findings, open_findings
from ...queries.consolidating.versions import content_of
from ..opening import close_period
from .changing import keep_version, locked, touched


def ask_review(actor: Actor, paper: Consolidation, *, now: datetime) -> Consolidation:
    """Sends the draft to review. Raises NotLookedAtError while findings are open, NotDraftingError."""
    require(actor, CONSOLIDATE)
    with transaction.atomic():
        standing = locked(actor, paper)
        left = open_findings(findings(actor, standing))
        if left:
            raise NotLookedAtError(len(left))
        standing.state, standing.asked_review_by_id = PaperState.IN_REVIEW, actor.user_id
        standing.returned_because = ""
        standing.save(update_fields=["state", "asked_review_by", "returned_because"])
        _keep(actor, standing, "Trình soát xét", "reports.ask_review", now)
    return standing


def approve(actor: Actor, paper: Consolidation, *, now: datetime) -> Consolidation:
    """A second person has reviewed it: it goes to the signature. Raises OwnWorkError, NotWaitingError."""
    require(actor, REVIEW_PAPER)
    with transaction.atomic():
        standing = _waiting(actor, paper, PaperState.IN_REVIEW)
        if standing.asked_review_by_id == actor.user_id:
            raise OwnWorkError
        standing.state, standing.reviewed_by_id, standing.reviewed_at = PaperState.TO_SIGN, actor.user_id, now
        standing.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        _keep(actor, standing, "Đã soát xét, trình ký", "reports.approve_paper", now)
    return standing


def send_back(actor: Actor, paper: Consolidation, reason: str, *, now: datetime) -> Consolidation:
    """Sends it back to be written on. Raises ReasonMissingError, NotWaitingError (issued ones never go back)."""
    require(actor, REVIEW_PAPER)
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing = _waiting(actor, paper, PaperState.IN_REVIEW, PaperState.TO_SIGN)
        standing.state, standing.returned_because = PaperState.DRAFTING, nfc(reason).strip()[:1000]
        standing.reviewed_by_id = standing.reviewed_at = None
        standing.save(update_fields=["state", "returned_because", "reviewed_by", "reviewed_at"])
        _keep(actor, standing, "Trả lại để soạn tiếp", "reports.send_back_paper", now)
    return standing


def issue(
    actor: Actor, paper: Consolidation, *, number: str, on: date | None, signed: File[bytes] | None, now: datetime
) -> Consolidation:
    """Issues the report under its number and day, with the signed copy where there is one, and freezes it.

    The period is closed if it was not yet: the snapshot of all figures stays behind the report. The signed copy goes
    through the same door as any document (errors of `documents.receive`). Raises NotWaitingError, NumberMissingError,
    NumberTakenError.
    """
    require(actor, CONSOLIDATE)
    if not number.strip() or on is None:
        raise NumberMissingError
    copy = receive(actor, signed, name=signed.name or "ban-ky.pdf", now=now).document if signed else None
    with transaction.atomic():
        standing = _waiting(actor, paper, PaperState.TO_SIGN)
        taken = Consolidation.objects.visible_to(actor).filter(number=number.strip(), issued_on__year=on.year)
        if any(each.frame.get("symbol") == standing.frame.get("symbol") for each in taken):
            raise NumberTakenError
        standing.number, standing.issued_on, standing.issued_by_id = number.strip()[:20], on, actor.user_id
        standing.final_copy, standing.state = copy, PaperState.ISSUED
        standing.snapshot = _snapshot(actor, standing, now)
        standing.sha256 = hashlib.sha256(_canonical(standing)).hexdigest()
        standing.save()
        _keep(actor, standing, f"Ban hành số {standing.number}", "reports.issue_paper", now)
    return standing


def attach_signed(actor: Actor, paper: Consolidation, signed: File[bytes], *, now: datetime) -> Consolidation:
    """Adds the signed copy to a report that was issued without one. Raises NotWaitingError where there is one."""
    require(actor, CONSOLIDATE)
    copy = receive(actor, signed, name=signed.name or "ban-ky.pdf", now=now).document
    with transaction.atomic():
        standing = _waiting(actor, paper, PaperState.ISSUED)
        if standing.final_copy_id is not None:
            raise NotWaitingError
        standing.final_copy = copy
        standing.save(update_fields=["final_copy"])
        record(actor, "reports.attach_signed", standing, f"Gắn bản đã ký: {standing.title}", at=now)
    return standing


def _waiting(actor: Actor, paper: Consolidation, *states: PaperState) -> Consolidation:
    standing = locked(actor, paper, drafting=False)
    if standing.state not in states:
        raise NotWaitingError
    return standing


def _snapshot(actor: Actor, paper: Consolidation, now: datetime) -> PeriodSnapshot:
    period = paper.period
    if period.closed_at is None:
        return close_period(actor, period, now=now)
    newest: PeriodSnapshot = period.snapshots.latest("taken_at")
    return newest


def _canonical(paper: Consolidation) -> bytes:
    return json.dumps(content_of(paper), ensure_ascii=False, sort_keys=True).encode()


def _keep(actor: Actor, paper: Consolidation, occasion: str, act: str, now: datetime) -> None:
    touched(paper)
    keep_version(actor, paper, occasion, now)
    record(actor, act, paper, f"{occasion}: {paper.title}", at=now, data={"sha256": paper.sha256})
