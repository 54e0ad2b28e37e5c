"""Opening a period, granting exceptions by name, and closing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, earliest_deadline, leaves_enough_time, record, require, working_calendar
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Plan

from ..choices import ARRIVED, MANAGE, ExceptionKind, Level, PeriodKind, SubmissionState
from ..errors import NobodyReportsError, PeriodClosedError, ReasonMissingError, WrongDaysError
from ..models import (
    Obligation,
    Period,
    PeriodException,
    PeriodLeg,
    PeriodSnapshot,
    ReportTemplate,
    ReportVersion,
    Submission,
)
from ..queries.snapshots import content_of


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """A period as a coordinator describes it. `sections`: of the template, for everybody (none: all); a body may be
    asked for others in `own_sections` (organisation id → section ids). `legs`: level → (cut-off, due)."""

    name: str
    kind: PeriodKind
    template: ReportTemplate
    year: int
    first_day: date
    cut_off: date
    due: date
    lock_on: date
    plans: Sequence[Plan] = ()
    organisations: Sequence[Organisation] = ()
    note: str = ""
    sections: Sequence[int] = ()
    own_sections: Mapping[int, Sequence[int]] = field(default_factory=dict)
    legs: Mapping[Level, tuple[date, date]] = field(default_factory=dict)


def open_period(actor: Actor, given: NewPeriod, *, now: datetime) -> Period:
    """Opens a period: from now on the chosen organisations see it and may write.

    Raises WrongDaysError where the days do not follow one another or leave no whole working day between cut-off and
    deadline (Decree 09/2019, article 13), NobodyReportsError without an organisation.
    """
    require(actor, MANAGE)
    if not given.organisations:
        raise NobodyReportsError
    _check_days(actor, given)
    with transaction.atomic():
        period = Period.objects.create(
            province_id=actor.province_id,
            name=given.name.strip(),
            kind=given.kind,
            template=given.template,
            year=given.year,
            first_day=given.first_day,
            cut_off=given.cut_off,
            due=given.due,
            lock_on=given.lock_on,
            note=given.note.strip(),
            opened_by_id=actor.user_id,
            opened_at=now,
        )
        period.plans.set(given.plans)
        PeriodLeg.objects.bulk_create(
            PeriodLeg(province_id=actor.province_id, period=period, level=level, cut_off=cut_off, due=due)
            for level, (cut_off, due) in given.legs.items()
        )
        oblige(period, given.organisations, given.sections, given.own_sections)
        data = {"organisations": len(given.organisations), "due": str(given.due), "lock_on": str(given.lock_on)}
        record(actor, "reports.open_period", period, f"Mở kỳ báo cáo: {period.name}", at=now, data=data)
    return period


def oblige(
    period: Period,
    organisations: Sequence[Organisation],
    sections: Sequence[int] = (),
    own_sections: Mapping[int, Sequence[int]] | None = None,
) -> None:
    """Makes the organisations' obligations and their (still empty) reports; part of a caller's transaction."""
    owner = {"province_id": period.province_id, "period": period}
    made = Obligation.objects.bulk_create(
        Obligation(**owner, organisation=body, requested=body.only_requested, due=period.due, lock_on=period.lock_on)
        for body in organisations
    )
    Submission.objects.bulk_create(
        Submission(**owner, obligation=each, organisation_id=each.organisation_id) for each in made
    )
    own = own_sections or {}
    through = Obligation.sections.through
    through.objects.bulk_create(
        through(obligation_id=each.pk, templatesection_id=section)
        for each in made
        for section in own.get(each.organisation_id, sections)
    )


def _check_days(actor: Actor, given: NewPeriod) -> None:
    """Collects nothing: the first wrong day is told, in the order in which one fills the form."""
    if given.first_day > given.cut_off:
        raise WrongDaysError(_("Ngày chốt số liệu phải sau ngày đầu kỳ."))
    calendar = working_calendar(actor.province_id)
    if given.kind != PeriodKind.AD_HOC and not leaves_enough_time(given.cut_off, given.due, calendar):
        first = earliest_deadline(given.cut_off, calendar)
        raise WrongDaysError(
            _("Giữa ngày chốt số liệu và hạn gửi phải có ít nhất một ngày làm việc. Hạn sớm nhất là %(day)s.")
            % {"day": f"{first:%d/%m/%Y}"}
        )
    if given.due <= given.cut_off:
        raise WrongDaysError(_("Hạn gửi phải sau ngày chốt số liệu."))
    if given.lock_on < given.due:
        raise WrongDaysError(_("Ngày khóa không thể trước hạn gửi."))
    for level, (cut_off, due) in given.legs.items():
        if cut_off < due and not leaves_enough_time(cut_off, due, calendar):
            raise WrongDaysError(
                _("%(level)s: giữa ngày chốt số liệu và hạn gửi phải có ít nhất một ngày làm việc.")
                % {"level": level.label}
            )
        if cut_off >= due or due < given.due:
            raise WrongDaysError(
                _("%(level)s: hạn gửi phải sau ngày chốt số liệu và không trước hạn của các cơ quan.")
                % {"level": level.label}
            )


def grant_exception(
    actor: Actor, obligation: Obligation, kind: ExceptionKind, *, until: date | None, reason: str, now: datetime
) -> PeriodException:
    """Moves a body's due or lock date, or excuses it, by name and with a reason; the days of the others stay.

    Raises ReasonMissingError, PeriodClosedError, or WrongDaysError where `until` is missing or not later.
    """
    require(actor, MANAGE)
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing: Obligation = (
            Obligation.objects.visible_to(actor)
            .select_for_update(of=("self",))
            .select_related("period", "organisation")
            .get(pk=obligation.pk)
        )
        if standing.period.closed_at:
            raise PeriodClosedError
        _move(standing, kind, until)
        standing.save(update_fields=["due", "lock_on", "excused"])
        made = PeriodException.objects.create(
            province_id=standing.province_id,
            obligation=standing,
            kind=kind,
            until=until,
            reason=reason.strip(),
            by_id=actor.user_id,
            at=now,
        )
        day = f" đến hết {until:%d/%m/%Y}" if until else ""
        with translation.override("vi"):  # the trail speaks Vietnamese, whatever language the person works in
            summary = f"{ExceptionKind(kind).label}{day}: {standing.organisation.name}"
        record(actor, "reports.grant_exception", standing, summary, at=now, data={"reason": made.reason})
    return made


def _move(obligation: Obligation, kind: ExceptionKind, until: date | None) -> None:
    if kind == ExceptionKind.EXCUSED:
        obligation.excused = True
        return
    before = obligation.due if kind == ExceptionKind.LATER_DUE else obligation.lock_on
    if until is None or until <= before:
        raise WrongDaysError(_("Ngày mới phải sau ngày hiện nay (%(day)s).") % {"day": f"{before:%d/%m/%Y}"})
    if kind == ExceptionKind.LATER_DUE:
        obligation.due = until
    obligation.lock_on = max(obligation.lock_on, until)


def close_period(actor: Actor, period: Period, *, now: datetime) -> PeriodSnapshot:
    """Closes a period (chốt): what was accepted is frozen, and everything that stands is kept with its hash.

    What was sent and not yet accepted stays as it is and is not frozen. Raises PeriodClosedError the second time.
    """
    require(actor, MANAGE)
    with transaction.atomic():
        standing: Period = Period.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=period.pk)
        if standing.closed_at:
            raise PeriodClosedError
        standing.closed_at, standing.closed_by_id = now, actor.user_id
        standing.save(update_fields=["closed_at", "closed_by"])
        accepted = Submission.objects.filter(period=standing, state=SubmissionState.ACCEPTED)
        frozen = accepted.update(state=SubmissionState.FROZEN)
        made = _snapshot(actor, standing, now)
        data = {"frozen": frozen, "sha256": made.sha256}
        record(actor, "reports.close_period", standing, f"Chốt kỳ báo cáo: {standing.name}", at=now, data=data)
    return made


def _snapshot(actor: Actor, period: Period, now: datetime) -> PeriodSnapshot:
    standing = Submission.objects.filter(period=period, state__in=ARRIVED).values("sent_id")
    versions = ReportVersion.objects.filter(pk__in=standing).order_by("pk")
    content: dict[str, Any] = {str(version.submission_id): content_of(version) for version in versions}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return PeriodSnapshot.objects.create(
        province_id=period.province_id,
        period=period,
        taken_by_id=actor.user_id,
        taken_at=now,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
