"""A report leaves the agency: checked, approved where the agency wants that, made into rows that never change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.core.public import Actor, add_working_days, record, require, working_calendar

from ..choices import (
    APPROVE,
    CommendationKind,
    DifficultyState,
    Entry,
    QuestionKind,
    SubmissionState,
    ValueKind,
    VersionState,
)
from ..errors import (
    IncompleteError,
    LockedError,
    NotEmptyError,
    NothingSaidError,
    NotWaitingError,
    PeriodClosedError,
)
from ..models import (
    AgencyPreference,
    Answer,
    Commendation,
    Difficulty,
    FigureValue,
    Remark,
    ReportVersion,
    Submission,
)
from ..queries.checking import faults_of, kind_of
from ..queries.sheet import Asked, FigureRow, Passage, Sheet, sheet_of
from .locking import draft_of, locked, require_writer
from .writing import new_draft, require_writable, state_of_draft, touch

ANSWER_WITHIN = 10  # working days in which the coordinator owes an answer to a difficulty


def submit(actor: Actor, submission: Submission, *, seen: int, now: datetime, empty: bool = False) -> Submission:
    """Sends the report as it was last saved: to the agency's leader where it wants that, else to the coordinator.

    `empty`: “không phát sinh”, for a period in which nothing was recorded or written (NotEmptyError otherwise).
    Raises IncompleteError with every fault, LockedError after the lock date, AlreadySentError where somebody was
    quicker, PeriodClosedError, or ChangedMeanwhileError where it is no longer at revision `seen`. Whatever is
    refused, the draft stays.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        standing = locked(actor, submission)
        draft = draft_of(standing)
        require_writer(actor, standing, draft)
        require_writable(standing, draft)
        standing = locked(actor, submission, seen)
        _require_open(standing, draft, today)
        draft = draft or new_draft(actor, standing, now)
        sheet = sheet_of(standing, draft)
        _check(sheet, draft, empty=empty)
        draft.empty = empty
        if draft.entry == Entry.ONLINE and _leader_approves(standing):
            draft.asked_approval_at = now
            draft.save()
            standing.state = SubmissionState.AWAITING
            touch(standing, now)
            record(actor, "reports.ask_approval", standing, "Trình lãnh đạo cơ quan duyệt báo cáo", at=now)
            return standing
        return _send(actor, standing, draft, sheet, now)


def _require_open(submission: Submission, draft: ReportVersion | None, today: date) -> None:
    """The lock date counts from the day on which the report arrived: for paper, the day it was received."""
    if submission.period.closed_at:
        raise PeriodClosedError
    arrived = draft.received_on if draft and draft.received_on else today
    if arrived > submission.obligation.lock_on:
        raise LockedError(submission.obligation.lock_on)


def _check(sheet: Sheet, draft: ReportVersion, *, empty: bool) -> None:
    annexes = draft.annexes.count()
    if empty:
        if sheet.says_something or annexes:
            raise NotEmptyError
        return
    faults = faults_of(sheet, annexes=annexes)
    if faults:
        raise IncompleteError(faults)


def _leader_approves(submission: Submission) -> bool:
    wanted = AgencyPreference.objects.filter(organisation_id=submission.organisation_id, leader_approves=True)
    return wanted.exists()


def approve(actor: Actor, submission: Submission, *, seen: int, now: datetime) -> Submission:
    """The agency's leader approves: the report leaves. Raises NotWaitingError, LockedError, PeriodClosedError or
    ChangedMeanwhileError."""
    with transaction.atomic():
        standing = locked(actor, submission)
        require(actor, APPROVE, standing.organisation_id)
        draft = draft_of(standing)
        if standing.state != SubmissionState.AWAITING or draft is None:
            raise NotWaitingError
        standing = locked(actor, submission, seen)
        _require_open(standing, draft, timezone.localdate(now))
        draft.approved_by_id, draft.approved_at = actor.user_id, now
        return _send(actor, standing, draft, sheet_of(standing, draft), now)


def decline_approval(actor: Actor, submission: Submission, *, remark: str, now: datetime) -> Submission:
    """The agency's leader gives a report back to its focal person with a remark (NothingSaidError without one)."""
    if not remark.strip():
        raise NothingSaidError
    with transaction.atomic():
        standing = locked(actor, submission)
        require(actor, APPROVE, standing.organisation_id)
        if standing.state != SubmissionState.AWAITING:
            raise NotWaitingError
        standing.state = state_of_draft(standing)
        touch(standing, now)
        Remark.objects.create(
            province_id=standing.province_id, submission=standing, version_id=standing.draft_id,
            text=remark.strip(), from_agency=True, with_return=True, by_id=actor.user_id, at=now,
        )  # fmt: skip
        record(actor, "reports.decline_approval", standing, "Lãnh đạo cơ quan trả lại để sửa", at=now)
    return standing


def _send(actor: Actor, submission: Submission, draft: ReportVersion, sheet: Sheet, now: datetime) -> Submission:
    today = timezone.localdate(now)
    arrived = draft.received_on or today
    replaced = ReportVersion.objects.filter(submission=submission).exclude(
        state__in=[VersionState.RETURNED, VersionState.DRAFT]
    )
    replaced.update(state=VersionState.REPLACED)
    draft.state, draft.sent_by_id, draft.sent_at = VersionState.SENT, actor.user_id, now
    draft.save()
    _make_rows(actor, submission, draft, sheet, min(arrived, submission.period.cut_off), now)
    submission.state = SubmissionState.SUBMITTED
    submission.empty = draft.empty
    submission.sent, submission.draft = draft, None
    submission.first_sent_on = submission.first_sent_on or arrived
    submission.last_sent_at = now
    touch(submission, now)
    words = "Gửi báo cáo không phát sinh" if draft.empty else f"Gửi báo cáo, bản {draft.number}"
    data = {"version": draft.number, "entry": draft.entry, "arrived": str(arrived)}
    record(actor, "reports.submit", submission, words, at=now, data=data)
    return submission


def _make_rows(
    actor: Actor, submission: Submission, version: ReportVersion, sheet: Sheet, as_of: date, now: datetime
) -> None:
    owner = {"province_id": version.province_id, "version": version}
    if version.empty:
        FigureValue.objects.bulk_create(
            FigureValue(**owner, question=row.question, indicator=row.indicator, part=row.part,
                        kind=ValueKind.NOTHING_AROSE, as_of=as_of)
            for asked in sheet.asked for row in asked.figures
        )  # fmt: skip
        return
    answers = Answer.objects.bulk_create(answer for asked in sheet.asked for answer in _answers(owner, asked))
    _make_figures(owner, sheet, as_of)
    _make_difficulties(actor, submission, version, sheet, answers, now)
    Commendation.objects.bulk_create(
        Commendation(**owner, organisation_id=submission.organisation_id, year=submission.period.year,
                     kind=row.kind.value if row.kind.value in CommendationKind.values else CommendationKind.COLLECTIVE,
                     name=row.name.value.strip()[:300], merit=row.merit.value.strip(),
                     form=row.form.value.strip()[:200], by_id=actor.user_id, at=now)
        for asked in sheet.asked for row in asked.commendations if row.name.value.strip()
    )  # fmt: skip


def _answers(owner: dict[str, Any], asked: Asked) -> Iterator[Answer]:
    order = 0
    for group in asked.groups:
        for passage in (*group.passages, Passage(group.free)):
            source = passage.source
            # Free words are one passage a line, so that each can be merged and traced by itself.
            lines = [passage.text.value] if source or passage.proposal else passage.text.value.split("\n")
            for line in filter(None, map(str.strip, lines if passage.counts else ())):
                order += 1
                yield Answer(
                    **owner,
                    question=asked.question,
                    section_id=(source.section_id if source else group.section_id) or None,
                    assignment_id=source.assignment_id if source else None,
                    update_id=source.update_id if source else None,
                    text=line,
                    recorded=(source.difficulty if _is_difficulty(asked) else source.text) if source else "",
                    order=order,
                )


def _is_difficulty(asked: Asked) -> bool:
    return asked.question.kind == QuestionKind.DIFFICULTIES


def _make_figures(owner: dict[str, Any], sheet: Sheet, as_of: date) -> None:
    rows = [row for asked in sheet.asked for row in asked.figures]
    made = FigureValue.objects.bulk_create(_figure(owner, row, as_of) for row in rows)
    through = FigureValue.sources.through
    through.objects.bulk_create(
        through(figurevalue_id=value.pk, figure_id=source)
        for value, row in zip(made, rows, strict=True)
        if value.kind in (ValueKind.NUMBER, ValueKind.ZERO)
        for source in row.sources
    )


def _figure(owner: dict[str, Any], row: FigureRow, as_of: date) -> FigureValue:
    kind = kind_of(row) or ValueKind.MISSING  # checked before: nothing is sent without a kind
    return FigureValue(
        **owner,
        question=row.question,
        indicator=row.indicator,
        part=row.part,
        kind=kind,
        value=row.read.value if kind in (ValueKind.NUMBER, ValueKind.ZERO) else None,
        estimate=row.estimate_read.value,
        written=row.figure.value.strip()[:120],
        reason=row.reason.value.strip()[:500],
        as_of=as_of,
    )


def _make_difficulties(
    actor: Actor, submission: Submission, version: ReportVersion, sheet: Sheet, answers: list[Answer], now: datetime
) -> None:
    """An answer is owed to each difficulty; one that was in an earlier version already is the same one still."""
    proposals = {
        (asked.question.pk, passage.text.value.strip()): passage.proposal.value.strip()
        for asked in sheet.asked
        for passage in asked.passages
        if passage.proposal
    }
    due = add_working_days(timezone.localdate(now), ANSWER_WITHIN, working_calendar(submission.province_id))
    for answer in answers:
        key = answer.question_id, answer.text
        if key not in proposals:
            continue
        before = Difficulty.objects.filter(version__submission=submission, text=answer.text).first()
        if before:
            before.version, before.answer_of_report, before.proposal = version, answer, proposals[key]
            before.save(update_fields=["version", "answer_of_report", "proposal"])
            continue
        Difficulty.objects.create(
            province_id=submission.province_id, organisation_id=submission.organisation_id, version=version,
            answer_of_report=answer, assignment_id=answer.assignment_id, text=answer.text, proposal=proposals[key],
            raised_by_id=actor.user_id, raised_at=now, answer_due=due, state=DifficultyState.WAITING,
        )  # fmt: skip
