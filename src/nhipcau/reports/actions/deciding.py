"""What the coordinator makes of a report, and what both sides say about it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Actor, allows, record, require

from ..choices import DECIDE, REMARK, SubmissionState, VersionState
from ..errors import NothingSaidError, NotWaitingError
from ..models import Question, Remark, ReportVersion, Submission
from ..queries.snapshots import content_of
from .locking import locked, version_at
from .writing import copied, touch


def accept(actor: Actor, submission: Submission, *, seen: int, now: datetime) -> Submission:
    """The coordinator accepts a report: its figures are frozen with a hash; from now on only a correction helps.

    Raises NotWaitingError where nothing was sent, ChangedMeanwhileError where it changed after it was shown.
    """
    require(actor, DECIDE)
    with transaction.atomic():
        standing, version = _waiting(actor, submission, seen)
        version.state, version.decided_by_id, version.decided_at = VersionState.ACCEPTED, actor.user_id, now
        version.snapshot = content_of(version)
        text = json.dumps(version.snapshot, ensure_ascii=False, sort_keys=True)
        version.sha256 = hashlib.sha256(text.encode()).hexdigest()
        version.save()
        standing.state = SubmissionState.ACCEPTED
        touch(standing, now)
        data = {"version": version.number, "sha256": version.sha256}
        record(
            actor, "reports.accept", standing, f"Tiếp nhận báo cáo của {standing.organisation.name}", at=now, data=data
        )
    return standing


def return_report(actor: Actor, submission: Submission, *, seen: int, remark: str, now: datetime) -> Submission:
    """The coordinator returns a report with a remark; the agency finds its own words again in another draft.

    Raises NothingSaidError without a remark, NotWaitingError or ChangedMeanwhileError.
    """
    require(actor, DECIDE)
    if not remark.strip():
        raise NothingSaidError
    with transaction.atomic():
        standing, version = _waiting(actor, submission, seen)
        version.state, version.decided_by_id, version.decided_at = VersionState.RETURNED, actor.user_id, now
        version.save()
        standing.state = SubmissionState.RETURNED
        copied(actor, standing, version, now, reason=remark.strip()[:500])
        Remark.objects.create(
            province_id=standing.province_id, submission=standing, version=version, text=remark.strip(),
            with_return=True, by_id=actor.user_id, at=now,
        )  # fmt: skip
        record(actor, "reports.return", standing, f"Trả lại báo cáo của {standing.organisation.name}", at=now)
    return standing


def _waiting(actor: Actor, submission: Submission, seen: int) -> tuple[Submission, ReportVersion]:
    standing = locked(actor, submission)
    version = version_at(standing.sent_id)
    if standing.state != SubmissionState.SUBMITTED or version is None:
        raise NotWaitingError
    return locked(actor, submission, seen), version


def say(actor: Actor, submission: Submission, *, text: str, now: datetime, question: Question | None = None) -> Remark:
    """Adds a remark to the exchange about a report; changes nothing of the report. NothingSaidError without words."""
    require(actor, REMARK, submission.organisation_id)
    if not text.strip():
        raise NothingSaidError
    with transaction.atomic():
        standing = locked(actor, submission)
        remark = Remark.objects.create(
            province_id=standing.province_id,
            submission=standing,
            version_id=standing.sent_id or standing.draft_id,
            question=question,
            text=text.strip(),
            from_agency=not allows(actor, DECIDE),
            by_id=actor.user_id,
            at=now,
        )
        record(actor, "reports.remark", standing, "Ý kiến về báo cáo", at=now)
    return remark
