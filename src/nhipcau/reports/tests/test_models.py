"""What the database itself holds to, whatever an action forgets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nhipcau.reports.models import (
    FigureValue,
    Indicator,
    Obligation,
    Period,
    Question,
    ReportTemplate,
    ReportVersion,
    Submission,
    TemplateSection,
)

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def version(ha_tinh):
    return _version(ha_tinh, "so-ngoai-vu")


def _version(place: Any, code: str) -> ReportVersion:
    owner, by = {"province": place.province}, place.person("coordinator")
    template, _ = ReportTemplate.objects.get_or_create(**owner, code="mau", defaults={"name": "Mẫu", "made_at": THEN})
    period, _ = Period.objects.get_or_create(
        **owner, name="Năm 2026", kind="year", template=template, year=2026,
        defaults={
            "first_day": date(2025, 12, 15), "cut_off": date(2026, 11, 10), "due": date(2026, 11, 14),
            "lock_on": date(2026, 11, 20), "opened_by": by, "opened_at": THEN,
        },
    )  # fmt: skip
    body = place.org[code]
    duty = Obligation.objects.create(**owner, period=period, organisation=body, due=period.due, lock_on=period.lock_on)
    report = Submission.objects.create(**owner, obligation=duty, period=period, organisation=body)
    return ReportVersion.objects.create(**owner, submission=report, number=1, made_by=by, made_at=THEN)


def _figure(version: ReportVersion, **fields: Any) -> FigureValue:
    owner = {"province_id": version.province_id}
    indicator, _made = Indicator.objects.get_or_create(**owner, code="tin-bai", name="Tin, bài", unit="tin, bài")
    section, _ = TemplateSection.objects.get_or_create(
        **owner, template=version.submission.period.template, key="so-lieu", heading="Số liệu"
    )
    question, _ = Question.objects.get_or_create(
        **owner, section=section, key="tin-bai", kind="figure", words="Tin, bài", indicator=indicator
    )
    with transaction.atomic():
        return FigureValue.objects.create(
            **owner, version=version, question=question, indicator=indicator, as_of=date(2026, 11, 10), **fields
        )


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "number", "value": Decimal("12.5")},
        {"kind": "zero", "value": Decimal(0)},
        {"kind": "nothing_arose"},
        {"kind": "not_applicable"},
        {"kind": "missing", "reason": "Chưa tổng hợp xong"},
    ],
)
def test_the_five_kinds_of_figure_are_kept_apart(version, said):
    assert _figure(version, **said).kind == said["kind"]


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "number"},
        {"kind": "number", "value": Decimal(0)},
        {"kind": "zero", "value": Decimal(1)},
        {"kind": "zero"},
        {"kind": "nothing_arose", "value": Decimal(0)},
        {"kind": "missing", "value": None, "reason": ""},
        {"kind": ""},
    ],
)
def test_a_figure_that_says_two_things_at_once_is_refused(version, said):
    with pytest.raises(IntegrityError):
        _figure(version, **said)


def test_a_report_has_one_draft_at_most(version):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.create(
            province_id=version.province_id, submission=version.submission, number=2, made_by=version.made_by,
            made_at=THEN,
        )  # fmt: skip


@pytest.mark.parametrize(("field", "day"), [("cut_off", date(2026, 11, 14)), ("lock_on", date(2026, 11, 13))])
def test_the_days_of_a_period_stand_in_their_order(version, field, day):
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.update(**{field: day})


def test_an_agency_sees_its_own_reports_and_no_other(ha_tinh, hue, version):
    other = _version(ha_tinh, "so-tai-chinh")
    abroad = _version(hue, "so-ngoai-vu")
    own = ha_tinh.actor(ha_tinh.person("focal_person", "so-ngoai-vu"))
    assert list(ReportVersion.objects.visible_to(own)) == [version]
    assert list(Submission.objects.visible_to(own)) == [version.submission]
    assert list(Period.objects.visible_to(own)) == [version.submission.period]
    coordinator = ha_tinh.actor(ha_tinh.person("coordinator"))
    assert set(ReportVersion.objects.visible_to(coordinator)) == {version, other}
    assert abroad not in ReportVersion.objects.visible_to(coordinator)
    nobody = ha_tinh.actor(ha_tinh.person("focal_person", "cong-an-tinh"))
    assert not Period.objects.visible_to(nobody).exists()
