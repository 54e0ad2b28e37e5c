"""Writing a report: drafts that several people save, files that go with them, and taking a report up again.

A draft is saved field by field; nothing that somebody else wrote since is overwritten (queries/fields.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from nhipcau.core.public import Actor, record, require
from nhipcau.plans.public import ProofGiven, ProofRefusedError, SecretProofError, discard, keep

from ..choices import ARRIVED, MANAGE, WRITE, Entry, SubmissionState
from ..errors import (
    AlreadySentError,
    AnnexRefusedError,
    Conflict,
    NotWaitingError,
    PeriodClosedError,
    ProofMissingError,
    ReasonMissingError,
    WaitingForLeaderError,
)
from ..models import Annex, ReportVersion, Submission
from ..queries.fields import known, merge
from ..queries.sheet import sheet_of
from .locking import draft_of, locked, require_writer, version_at


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the revision now, fields that others wrote since the one that was seen, and conflicts."""

    submission: Submission
    version: ReportVersion | None
    revision: int
    written: tuple[str, ...]
    elsewhere: dict[str, str]
    conflicts: tuple[Conflict, ...]


def save_draft(actor: Actor, submission: Submission, given: Mapping[str, str], *, seen: int, now: datetime) -> Saved:
    """Saves fields of the draft as typed, whatever they hold; a draft begins with the first word that differs.

    `seen` is the revision that the writer's page showed. Fields that somebody else changed since are answered as
    conflicts and not written. Saving the same again changes nothing. Raises AlreadySentError or
    WaitingForLeaderError, where the report is in other hands. Leaves no audit entry: sending does.
    """
    with transaction.atomic():
        standing = locked(actor, submission)
        draft = draft_of(standing)
        require_writer(actor, standing, draft)
        require_writable(standing, draft)
        sheet = sheet_of(standing, draft)
        fields = known(given, (asked.question.pk for asked in sheet.asked))
        merged = merge(
            draft.fields if draft else {}, sheet.defaults, fields,
            seen=seen, revision=standing.revision + 1, by=actor.name,
        )  # fmt: skip
        if merged.written:
            draft = draft or new_draft(actor, standing, now)
            draft.fields = merged.fields
            draft.save(update_fields=["fields"])
            touch(standing, now)
    return Saved(standing, draft, standing.revision, merged.written, merged.elsewhere, merged.conflicts)


def require_writable(submission: Submission, draft: ReportVersion | None) -> None:
    """Raises WaitingForLeaderError or AlreadySentError where the report is in other hands."""
    if submission.state == SubmissionState.AWAITING:
        raise WaitingForLeaderError
    if draft is None and submission.state in ARRIVED:
        raise _already_sent(submission)


def _already_sent(submission: Submission) -> AlreadySentError:
    sent = version_at(submission.sent_id)
    by = sent.sent_by.full_name if sent and sent.sent_by else ""
    return AlreadySentError(by, submission.last_sent_at or submission.obligation.period.opened_at)


def new_draft(
    actor: Actor, submission: Submission, now: datetime, *, of: ReportVersion | None = None, reason: str = ""
) -> ReportVersion:
    """A draft, of another version's words and annexes where one is given; the report points at it."""
    last = ReportVersion.objects.filter(submission=submission).aggregate(last=Max("number"))["last"] or 0
    draft = ReportVersion.objects.create(
        province_id=submission.province_id,
        submission=submission,
        number=last + 1,
        reason=reason,
        fields=dict(of.fields) if of else {},
        entry=of.entry if of else Entry.ONLINE,
        made_by_id=actor.user_id,
        made_at=now,
    )
    if of:
        owner = {"province_id": submission.province_id, "version": draft}
        Annex.objects.bulk_create(
            Annex(**owner, name=each.name, stored_as=each.stored_as, media_type=each.media_type, size=each.size,
                  by_id=each.by_id, at=each.at)
            for each in of.annexes.all()
        )  # fmt: skip
    submission.draft = draft
    if submission.state == SubmissionState.NOT_STARTED:
        submission.state = SubmissionState.DRAFT
    return draft


def touch(submission: Submission, now: datetime) -> None:
    """Saves a changed report under its next revision."""
    submission.revision += 1
    submission.last_saved_at = now
    submission.save()


def copied(
    actor: Actor, submission: Submission, of: ReportVersion, now: datetime, *, reason: str = ""
) -> ReportVersion:
    """Begins another version from one that was sent; part of a caller's transaction, which holds the lock."""
    draft = new_draft(actor, submission, now, of=of, reason=reason)
    touch(submission, now)
    return draft


def correct(actor: Actor, submission: Submission, *, reason: str, now: datetime) -> ReportVersion:
    """Takes up a report that was sent or accepted, as another version with a reason; the old one stands until then.

    Raises ReasonMissingError, PeriodClosedError after the period was closed, NotWaitingError where there is nothing
    to correct or a correction is being written already.
    """
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing = locked(actor, submission)
        require(actor, WRITE, standing.organisation_id)
        if standing.period.closed_at or standing.state == SubmissionState.FROZEN:
            raise PeriodClosedError
        sent = version_at(standing.sent_id)
        if standing.state not in ARRIVED or standing.draft_id or sent is None:
            raise NotWaitingError
        draft = copied(actor, standing, sent, now, reason=reason.strip())
        record(actor, "reports.correct", standing, f"Sửa báo cáo đã gửi, bản {draft.number}", at=now)
    return draft


def take_back(actor: Actor, submission: Submission, *, now: datetime) -> Submission:
    """The focal person takes a report back from the leader's desk. Raises NotWaitingError where it is not there."""
    with transaction.atomic():
        standing = locked(actor, submission)
        require(actor, WRITE, standing.organisation_id)
        if standing.state != SubmissionState.AWAITING:
            raise NotWaitingError
        standing.state = state_of_draft(standing)
        touch(standing, now)
        record(actor, "reports.take_back", standing, "Rút lại báo cáo đang chờ lãnh đạo duyệt", at=now)
    return standing


def state_of_draft(submission: Submission) -> SubmissionState:
    """What a report is called while its draft is in the focal person's hands: a correction leaves what stands."""
    sent = version_at(submission.sent_id)
    if sent is None:
        return SubmissionState.DRAFT
    known_as = {"sent": SubmissionState.SUBMITTED, "accepted": SubmissionState.ACCEPTED}
    return known_as.get(sent.state, SubmissionState.RETURNED)


def attach(actor: Actor, submission: Submission, given: ProofGiven, *, now: datetime) -> Annex:
    """Takes in an annex of the draft: judged and stored like a proof. Raises AnnexRefusedError in words, and then
    nothing of the report is touched."""
    with transaction.atomic():
        standing = locked(actor, submission)
        draft = draft_of(standing)
        require_writer(actor, standing, draft)
        require_writable(standing, draft)
        try:
            kept = keep(actor.province_id, given)
        except SecretProofError as secret:
            raise AnnexRefusedError(str(secret)) from secret
        except ProofRefusedError as refused:
            raise AnnexRefusedError(str(refused).replace("minh chứng", "phụ lục")) from refused
        try:
            draft = draft or new_draft(actor, standing, now)
            annex = Annex.objects.create(
                province_id=actor.province_id, version=draft, name=kept.name, stored_as=kept.stored_as,
                media_type=kept.media_type, size=kept.size, by_id=actor.user_id, at=now,
            )  # fmt: skip
            touch(standing, now)
            record(actor, "reports.attach", standing, f"Thêm phụ lục {kept.name}", at=now)
        except BaseException:
            discard(kept)
            raise
    return annex


def detach(actor: Actor, annex: Annex, *, now: datetime) -> None:
    """Takes an annex out of the draft; the file stays where a version that was sent has it too."""
    with transaction.atomic():
        standing = locked(actor, annex.version.submission)
        draft = draft_of(standing)
        require_writer(actor, standing, draft)
        if draft is None or annex.version_id != draft.pk:
            raise NotWaitingError
        record(actor, "reports.detach", standing, f"Bỏ phụ lục {annex.name}", at=now)
        annex.delete()
        touch(standing, now)


@dataclass(frozen=True, slots=True)
class Paper:
    """A report that came on paper or as a file: how, under which number, when, and the scan or file itself."""

    entry: Entry
    received_on: date
    proof: ProofGiven
    number: str = ""


def begin_on_behalf(actor: Actor, submission: Submission, paper: Paper, *, now: datetime) -> ReportVersion:
    """A coordinator begins to enter what an agency sent on paper or as a file; what it had typed itself is kept.

    From then on the coordinator may write it, and it counts like any other from the day on which it was received.
    Raises ProofMissingError, AnnexRefusedError, AlreadySentError or PeriodClosedError.
    """
    require(actor, MANAGE)
    if paper.proof.content is None:
        raise ProofMissingError
    with transaction.atomic():
        standing = locked(actor, submission)
        if standing.period.closed_at:
            raise PeriodClosedError
        draft = draft_of(standing)
        if standing.state in ARRIVED and draft is None:
            raise _already_sent(standing)
        try:
            kept = keep(actor.province_id, paper.proof)
        except ProofRefusedError as refused:
            raise AnnexRefusedError(str(refused)) from refused
        try:
            draft = draft or new_draft(actor, standing, now)
            draft.entry, draft.paper_number, draft.received_on = paper.entry, paper.number.strip(), paper.received_on
            draft.proof_name, draft.proof_stored_as, draft.proof_media_type = kept.name, kept.stored_as, kept.media_type
            draft.save()
            touch(standing, now)
            summary = f"Nhập hộ báo cáo của {standing.organisation.name}"
            record(actor, "reports.enter_on_behalf", standing, summary, at=now, data={"entry": str(paper.entry)})
        except BaseException:
            discard(kept)
            raise
    return draft
