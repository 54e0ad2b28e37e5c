"""A province-year of reporting: made up, the same for every run."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from benchmarks._register_data import ENDINGS, SUBJECTS

YEAR = 2026
LABELS = (("Phim", "phim"), ("Ấn phẩm", "ấn phẩm"), ("Hoạt động", "hoạt động"), ("Lượt người", "lượt người"))


def build(organisations: int, duties: int, updates: int, periods: int, now: datetime) -> Any:
    """Fills an empty, migrated database: one province with a plan, its duties' updates and the year's periods.

    Answers the province.
    """
    from nhipcau.core.models import Province

    province = Province.objects.create(code="do-thu", name="tỉnh Đo Thử")
    bodies, coordinator = _people(province, organisations)
    plan, rows = _duties(province, coordinator, bodies, duties, now)
    _updates(province, coordinator, rows, updates)
    _periods(province, coordinator, bodies, plan, periods, now)
    return province


def _people(province: Any, count: int) -> tuple[list[Any], Any]:
    from nhipcau.core.models import User
    from nhipcau.organisations.models import Authority, Organisation

    bodies = [
        Organisation.objects.create(
            province=province, code=f"co-quan-{number}", name=f"Cơ quan thứ {number}", kind="department", order=number
        )
        for number in range(1, count + 1)
    ]
    coordinator = User.objects.create_user("dieu-phoi@do-thu.example.vn", province, "Người điều phối")
    held = {"province": province, "valid_from": date(2020, 1, 1)}
    Authority.objects.create(**held, user=coordinator, role="coordinator")
    for body in bodies:
        user = User.objects.create_user(f"{body.code}@do-thu.example.vn", province, f"Cán bộ {body.name}")
        Authority.objects.create(**held, user=user, role="focal_person", organisation=body)
    return bodies, coordinator


def _duties(province: Any, coordinator: Any, bodies: list[Any], count: int, now: datetime) -> tuple[Any, list[Any]]:
    from nhipcau.documents.models import Document, Reading
    from nhipcau.plans.models import Assignment, Duty, Plan, Section

    owner = {"province": province}
    document = Document.objects.create(
        **owner,
        sha256="0" * 64,
        name="ke-hoach.txt",
        size=1,
        state="accepted",
        uploaded_by=coordinator,
        uploaded_at=now,
    )
    reading = Reading.objects.create(
        **owner, document=document, file_sha256="0" * 64, reader_version="0", schema="vanban/1", content={},
        created_at=now,
    )  # fmt: skip
    plan = Plan.objects.create(
        **owner, document=document, reading=reading, title=f"Kế hoạch năm {YEAR}", number="27/KH-UBND", year=YEAR,
        state="confirmed", opened_by=coordinator, opened_at=now,
    )  # fmt: skip
    sections = [
        Section.objects.create(**owner, plan=plan, path=path, heading=f"Nhóm nhiệm vụ {path}", order=order)
        for order, path in enumerate(("II", "III", "IV", "V", "VI"))
    ]
    made = Duty.objects.bulk_create(
        Duty(
            **owner, plan=plan, section=sections[number * len(sections) // count], order=number,
            path=f"{sections[number * len(sections) // count].path}.{number}",
            text=f"{SUBJECTS[number % len(SUBJECTS)].capitalize()} {ENDINGS[number % len(ENDINGS)]} (việc {number}).",
            confirmed_by=coordinator, confirmed_at=now,
        )
        for number in range(count)
    )  # fmt: skip
    rows = Assignment.objects.bulk_create(
        Assignment(
            **owner, duty=duty, plan=plan, organisation=body, part="lead" if place == 0 else "coordinate",
            written_as=body.name, state="in_progress",
        )
        for number, duty in enumerate(made)
        for place, body in enumerate(bodies[(number + shift * 7) % len(bodies)] for shift in range(4))
    )  # fmt: skip
    return plan, rows


def _updates(province: Any, by: Any, rows: list[Any], count: int) -> None:
    from django.utils import timezone

    from nhipcau.plans.models import Figure, Update

    chance = random.Random(20261102)
    begins = timezone.make_aware(datetime.combine(date(YEAR - 1, 12, 15), time(8)))
    made = Update.objects.bulk_create(
        (
            Update(
                province=province, assignment=rows[number % len(rows)], by=by, state="in_progress",
                at=begins + timedelta(days=chance.randrange(364), minutes=chance.randrange(600)),
                text=f"Đã {chance.choice(SUBJECTS)}, {chance.choice(ENDINGS)}; lần {number}.",
                difficulty="Thiếu cán bộ biên dịch." if chance.random() < 0.05 else "",
            )
            for number in range(count)
        ),
        batch_size=2000,
    )  # fmt: skip
    Figure.objects.bulk_create(
        (
            Figure(province=province, update=update, label=label, value=Decimal(chance.randrange(1, 40)), unit=unit)
            for update in made
            for label, unit in chance.sample(LABELS, chance.randrange(0, 3))
        ),
        batch_size=2000,
    )


def _periods(province: Any, coordinator: Any, bodies: list[Any], plan: Any, count: int, now: datetime) -> None:
    """Monthly periods; the last of them is a year's, whose report has everything of the year to choose from."""
    from nhipcau.core.policy import actor_of
    from nhipcau.core.public import reporting_period
    from nhipcau.reports.actions.frame import ensure_templates
    from nhipcau.reports.actions.opening import NewPeriod, open_period
    from nhipcau.reports.choices import PeriodKind

    actor = actor_of(coordinator, now.date())
    templates = ensure_templates(province, now=now)
    for number in range(1, count + 1):
        found = reporting_period("year", YEAR) if number == count else reporting_period("month", YEAR, number)
        kind = PeriodKind.YEAR if number == count else PeriodKind.MONTH
        due = found.cutoff + timedelta(days=14)  # Tết may lie between
        open_period(
            actor,
            NewPeriod(
                name=f"Kỳ {number}", kind=kind, template=templates["tong-hop"], year=YEAR, first_day=found.first,
                cut_off=found.cutoff, due=due, lock_on=due + timedelta(days=10), plans=[plan], organisations=bodies,
            ),
            now=now,
        )  # fmt: skip


def send_all(province: Any, now: datetime, periods: int) -> int:
    """Every organisation sends its report for the last so many periods; answers how many were sent."""
    from nhipcau.core.models import User
    from nhipcau.core.policy import actor_of
    from nhipcau.reports.actions.sending import submit
    from nhipcau.reports.actions.writing import save_draft
    from nhipcau.reports.models import Period, Submission
    from nhipcau.reports.queries.sheet import sheet_of

    sent = 0
    people = {user.email: user for user in User.objects.filter(province=province)}
    chosen = list(Period.objects.filter(province=province).order_by("-pk")[:periods])
    rows = Submission.objects.filter(period__in=chosen).select_related("period", "obligation", "organisation")
    for report in rows:
        actor = actor_of(people[f"{report.organisation.code}@do-thu.example.vn"], now.date())
        fields = {}
        for asked in sheet_of(report, None).asked:
            if asked.question.required and not any(each.counts for each in asked.passages):
                fields[asked.groups[0].free.name] = "Đã ban hành kế hoạch và văn bản hướng dẫn."
            fields |= {row.kind.name: "nothing_arose" for row in asked.figures if not row.figure.value}
        saved = save_draft(actor, report, fields, seen=0, now=now)
        submit(actor, report, seen=saved.revision, now=now)
        sent += 1
    return sent
