"""A run of reminders: planned once, then each letter is claimed, sent and marked.

A run that is killed and begun again plans nothing twice (a row for each day, another for each person in it, both
unique), sends what was not sent, and takes up what was under way when its process vanished. Such a letter leaves with
the Message-ID and the words that it had: the folder of letters keeps one file of it, and a mail server that had
accepted the first one just before the process died can tell that the second is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from nhipcau.core.public import Province, is_working_day, record, working_calendar

from ..choices import UNSENT, DigestState
from ..errors import MailServerError
from ..mail import letter, mail_host
from ..models import Digest, ReminderRun
from ..queries.planning import Wanted, run_plan, settings_of, takeable
from ..queries.writing import content_of, letter_texts, subject_of

Clock = Callable[[], datetime]


class UnderWayError(Exception):
    """Another process is sending, or has just vanished while it did: to be looked at again in a while."""


@dataclass(slots=True)
class Outcome:
    """What a run did: letters sent, refused by the mail server, found to have nothing left to say, kept back; and
    how many another process has in its hands."""

    sent: int = 0
    refused: int = 0
    nothing_left: int = 0
    held: int = 0
    under_way: int = 0
    day_off: bool = False


def remind_all(on: date, clock: Clock) -> None:
    """The run of a day in every province, as the work of that day (core/schedule.py).

    One province's trouble keeps no other waiting. Raises MailServerError or UnderWayError at the end, so that the day's
    work is tried again.
    """
    trouble: Exception | None = None
    for province in Province.objects.order_by("pk"):
        try:
            if remind(province, on=on, clock=clock).under_way:
                trouble = trouble or UnderWayError(province.code)
        except MailServerError as problem:
            trouble = problem
    if trouble:
        raise trouble


def remind(province: Province, *, on: date, clock: Clock) -> Outcome:
    """Plans the province's run of a day unless that was done, and sends what is waiting, also of earlier days.

    On a day off nothing is planned or sent. Raises MailServerError when no letter can be handed over.
    """
    if not is_working_day(on, working_calendar(province.pk)):
        return Outcome(day_off=True)
    plan(province, on=on, now=clock())
    return send_waiting(province, on=on, clock=clock)


def plan(province: Province, *, on: date, now: datetime) -> ReminderRun:
    """Writes down who gets a letter in the run of a day, all or nobody; a run that was planned stays as it is."""
    known: ReminderRun | None = ReminderRun.objects.filter(province=province, on=on).first()
    if known:
        return known
    try:
        with transaction.atomic():
            run = ReminderRun.objects.create(province=province, on=on, planned_at=now)
            letters = run_plan(province.pk, on).letters
            Digest.objects.bulk_create(
                Digest(
                    province=province,
                    run=run,
                    user=each.user,
                    state=DigestState.HELD if each.hold else DigestState.WAITING,
                    wanted=[asdict(reason) for reason in each.wanted],
                    message_id=f"<nhac-viec.{province.code}.{on:%Y%m%d}.{each.user.pk}@{mail_host()}>",
                )
                for each in letters
            )
            summary = f"Lập đợt nhắc việc ngày {on:%d/%m/%Y}: {len(letters)} người"
            record(None, "notices.plan", run, summary, at=now, province_id=province.pk)
            return run
    except IntegrityError:  # another process planned the same run at the same time
        planned: ReminderRun = ReminderRun.objects.get(province=province, on=on)
        return planned


def send_waiting(province: Province, *, on: date, clock: Clock) -> Outcome:
    """Sends the province's waiting letters one by one, as things stand on `on`; answers what came of it."""
    outcome = Outcome()
    by_mail = settings_of(province.pk).by_mail
    with get_connection() as connection:
        while (digest := _claim(province.pk, clock())) is not None:
            state = _send(digest, on, clock, connection if by_mail else None)
            outcome.sent += state == DigestState.SENT
            outcome.refused += state == DigestState.REFUSED
            outcome.nothing_left += state == DigestState.NOTHING_LEFT
    rows = Digest.objects.filter(province=province)
    outcome.held = rows.filter(state=DigestState.HELD).count()
    outcome.under_way = rows.filter(state=DigestState.CLAIMED).count()
    unfinished = rows.filter(state__in=UNSENT).exclude(state=DigestState.HELD).values("run_id")
    ReminderRun.objects.filter(province=province, finished_at=None).exclude(pk__in=unfinished).update(
        finished_at=clock()
    )
    return outcome


def _claim(province_id: int, now: datetime) -> Digest | None:
    """The next letter, marked as ours; None when nothing may be taken."""
    free = takeable(now - timedelta(seconds=settings.NHIPCAU_MAIL_LEASE_SECONDS))
    while True:
        rows = Digest.objects.filter(free, province_id=province_id).order_by("pk").select_related("user", "province")
        found: Digest | None = rows.first()
        if found is None:
            return None
        as_found = Digest.objects.filter(pk=found.pk, state=found.state, claimed_at=found.claimed_at)
        if as_found.update(state=DigestState.CLAIMED, claimed_at=now):
            found.claimed_at = now
            return found


def _send(digest: Digest, on: date, clock: Clock, connection: BaseEmailBackend | None) -> DigestState:
    """Writes and sends one claimed letter and marks what came of it."""
    in_doubt = digest.state == DigestState.CLAIMED  # it may have left before its process vanished: the same words again
    if not (in_doubt and digest.subject):
        digest.content = content_of(digest.user, [Wanted(**each) for each in digest.wanted], on)
        if not digest.content:
            return _marked(digest, DigestState.NOTHING_LEFT)
        digest.subject, digest.written_on = subject_of(digest.content, on)[:200], on
        digest.save(update_fields=["content", "subject", "written_on"])
    try:
        if connection is not None:
            text, html = letter_texts(digest)
            message = letter(digest.subject, text, html, to=digest.user.email, message_id=digest.message_id)
            message.connection = connection
            message.send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        return _marked(digest, DigestState.REFUSED, sent_at=clock(), problem=_said(refusal))
    except (SMTPException, OSError) as problem:
        _marked(digest, DigestState.WAITING, problem=str(problem)[:400])
        raise MailServerError(str(problem)[:200]) from problem
    return _marked(digest, DigestState.SENT, sent_at=clock(), problem="")


def _marked(digest: Digest, state: DigestState, **fields: object) -> DigestState:
    """Marks a letter that is still ours: one taken up by another process in the meantime is that one's to mark."""
    ours = Digest.objects.filter(pk=digest.pk, state=DigestState.CLAIMED, claimed_at=digest.claimed_at)
    ours.update(state=state, **fields)
    return state


def _said(refusal: SMTPRecipientsRefused | SMTPDataError) -> str:
    """What the mail server answered, in its own words."""
    if isinstance(refusal, SMTPDataError):
        code, words = refusal.smtp_code, refusal.smtp_error
    else:
        code, words = next(iter(refusal.recipients.values()), (550, b""))
    said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{code} {said}"[:400]
