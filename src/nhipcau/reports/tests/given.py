"""Periods, duties with updates and reports as the tests of this room need them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nhipcau.organisations.models import Organisation
from nhipcau.plans.models import Assignment, Figure, Update
from nhipcau.plans.tests.given import duty, give, plan
from nhipcau.reports.actions.frame import ensure_templates
from nhipcau.reports.actions.opening import NewPeriod, open_period
from nhipcau.reports.choices import PeriodKind
from nhipcau.reports.models import Obligation, Period, Submission
from nhipcau.reports.queries.sheet import sheet_of

OPENED = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
FIRST, CUT_OFF, DUE, LOCK = date(2025, 12, 15), date(2026, 11, 10), date(2026, 11, 14), date(2026, 11, 20)
CODES = ("so-ngoai-vu", "so-tai-chinh", "cong-an-tinh", "ban-tuyen-giao-dan-van")

__all__ = ["duty", "give", "plan"]


def coordinator(place: Any) -> Any:
    return place.actor(place.person("coordinator"))


def officer(place: Any, code: str = "so-ngoai-vu") -> Any:
    return place.actor(place.person("focal_person", code))


def leader(place: Any, code: str = "so-ngoai-vu") -> Any:
    return place.actor(place.person("agency_leader", code))


def period(place: Any, codes: tuple[str, ...] = CODES, *, template: str = "tong-hop", **fields: Any) -> Period:
    """An opened period of the year 2026 for these organisations."""
    bodies: list[Organisation] = [place.org[code] for code in codes]
    given: dict[str, Any] = {
        "name": "Báo cáo năm 2026", "kind": PeriodKind.YEAR, "year": 2026, "first_day": FIRST, "cut_off": CUT_OFF,
        "due": DUE, "lock_on": LOCK, "organisations": bodies, **fields,
    }  # fmt: skip
    chosen = ensure_templates(place.province, now=OPENED)[template]
    return open_period(coordinator(place), NewPeriod(template=chosen, **given), now=OPENED)


def report(of: Period, place: Any, code: str = "so-ngoai-vu") -> Submission:
    """The report of an organisation, as it is in the database now."""
    rows = Submission.objects.select_related("organisation", "period", "obligation", "draft", "sent")
    found: Submission = rows.get(period=of, organisation=place.org[code])
    return found


def obligation(of: Period, place: Any, code: str = "so-ngoai-vu") -> Obligation:
    found: Obligation = Obligation.objects.select_related("period", "organisation").get(
        period=of, organisation=place.org[code]
    )
    return found


def said(row: Assignment, text: str, at: datetime, *figures: tuple[str, str, str], **fields: Any) -> Update:
    """An update of an assignment with figures (label, value, unit)."""
    by = row.organisation.authorities.first()
    made = Update.objects.create(
        province_id=row.province_id, assignment=row, text=text, at=at,
        by=by.user if by else row.duty.confirmed_by, **{"state": "in_progress", **fields},
    )  # fmt: skip
    for label, value, unit in figures:
        Figure.objects.create(province_id=row.province_id, update=made, label=label, value=Decimal(value), unit=unit)
    return made


def enough(of: Submission) -> dict[str, str]:
    """Fields with which a report may be sent: the required words, and every figure nothing arose."""
    fields = {}
    for asked in sheet_of(of, of.draft).asked:
        if asked.question.required:
            fields[asked.groups[0].free.name] = "Đã ban hành kế hoạch và hai văn bản hướng dẫn."
        for row in asked.figures:
            if not row.figure.value:
                fields[row.kind.name] = "nothing_arose"
    return fields


def field(of: Submission, key: str, what: str = "t", source: str = "0") -> str:
    """The name of a question's field."""
    asked = next(each for each in sheet_of(of, of.draft).asked if each.question.key == key)
    return f"{what}.{asked.question.pk}.{source}"
