"""A country of ten years on PostgreSQL: filled by COPY and in place, then the list pages are asked as people ask them.

    python benchmarks/_reports_country.py --rows 8000000      (DATABASE_URL names an empty database)

Called by `reports.py`, which makes the database and drops it. The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

PROVINCES, YEARS, BODIES, PERIODS = 34, tuple(range(2017, 2027)), 40, 12
ON_A_DUTY = 4  # assignments
UPDATES_OF_AN_ASSIGNMENT = 13
ASKED_IN = 6  # provinces whose people ask for pages
TIMES = 3  # each page is asked so often
NOON = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--rows", type=int, default=8_000_000, help="assignments and updates together; 0 asks what is there"
    )
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.config.settings.demo")
    import django

    django.setup()
    from django.core.management import call_command

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    print(f"  country: migrated in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    rows = fill(given.rows) if given.rows else counted()
    print(f"  country: {rows:,} assignments and updates in {time.perf_counter() - began:.0f} s", flush=True)
    found = pages()
    plans()
    print(json.dumps({"country_list_p95_ms": found, "country_rows": rows}))


def fill(wanted: int) -> int:
    """Fills the database; answers how many assignments and updates it holds."""
    from django.db import transaction

    from nhipcau.plans.models import Assignment, Duty, Update
    from nhipcau.reports.models import Obligation, Submission

    duties = ceil(wanted / (PROVINCES * len(YEARS) * ON_A_DUTY * (1 + UPDATES_OF_AN_ASSIGNMENT)))
    with transaction.atomic():
        places = [_place(number) for number in range(PROVINCES)]
    plans = [plan for place in places for plan in place["plans"]]
    with without_indexes(Duty, Assignment, Update, Obligation, Submission):
        copy(Duty, _duties(plans, duties))
        copy(Assignment, _assignments(plans, duties))
        write_updates()
        copy(Obligation, _obligations(places))
        copy(Submission, _submissions(places))
    analyze()
    return counted()


def counted() -> int:
    """How many assignments and updates there are."""
    from nhipcau.plans.models import Assignment, Update

    return Assignment.objects.count() + Update.objects.count()


def _place(number: int) -> dict[str, Any]:
    """A province with its organisations, people, a plan a year and the periods of every year."""
    from nhipcau.core.models import Province, User
    from nhipcau.organisations.models import Authority, Organisation
    from nhipcau.reports.actions.frame import ensure_templates

    province = Province.objects.create(code=f"tinh-{number}", name=f"tỉnh Thứ {number}")
    owner = {"province": province}
    bodies = Organisation.objects.bulk_create(
        Organisation(**owner, code=f"co-quan-{at}", name=f"Cơ quan thứ {at}", sorted_as=f"{at:03}", order=at,
                     kind="department", only_requested=at % 9 == 0)
        for at in range(1, BODIES + 1)
    )  # fmt: skip
    people = {}
    for role, body in (("coordinator", None), ("province_leader", None), ("focal_person", bodies[0])):
        people[role] = User.objects.create_user(f"{role}@tinh-{number}.example.vn", province, f"Người {role}")
        Authority.objects.create(**owner, user=people[role], role=role, organisation=body, valid_from=date(2016, 1, 1))
    plans = [_plan(province, people["coordinator"], bodies, year) for year in YEARS]
    template = ensure_templates(province, now=NOON)["ngan"]
    periods = [period for plan in plans for period in _periods(plan, template)]
    return {"bodies": bodies, "plans": plans, "periods": periods}


def _plan(province: Any, by: Any, bodies: list[Any], year: int) -> Any:
    from nhipcau.documents.models import Document, Reading
    from nhipcau.plans.models import Plan, Section

    owner = {"province": province}
    sha = f"{year:064}"
    document = Document.objects.create(
        **owner, sha256=sha, name="ke-hoach.docx", size=1, state="accepted", uploaded_by=by, uploaded_at=NOON
    )
    reading = Reading.objects.create(
        **owner, document=document, file_sha256=sha, reader_version="0", schema="vanban/1", content={}, created_at=NOON
    )
    plan = Plan.objects.create(
        **owner, document=document, reading=reading, title=f"Kế hoạch thông tin đối ngoại năm {year}", year=year,
        number=f"{year % 100}/KH-UBND", state="confirmed", opened_by=by, opened_at=NOON,
    )  # fmt: skip
    plan.made = [  # kept beside the plan for the generators below
        Section.objects.create(**owner, plan=plan, path=path, heading=f"Nhóm nhiệm vụ {path}", order=order)
        for order, path in enumerate(("II", "III", "IV", "V"))
    ]
    plan.bodies = bodies
    return plan


def _periods(plan: Any, template: Any) -> list[Any]:
    from nhipcau.reports.models import Period

    made = []
    for month in range(1, PERIODS + 1):
        cut_off = date(plan.year, month, 14)
        made.append(
            Period(
                province_id=plan.province_id, name=f"Báo cáo tháng {month}/{plan.year}", kind="month", year=plan.year,
                template=template, first_day=cut_off - timedelta(days=29), cut_off=cut_off,
                due=cut_off + timedelta(days=4), lock_on=cut_off + timedelta(days=10), opened_by_id=plan.opened_by_id,
                opened_at=NOON,
            )
        )  # fmt: skip
    return Period.objects.bulk_create(made)


def _duties(plans: list[Any], each: int) -> Iterator[dict[str, Any]]:
    from benchmarks._register_data import ENDINGS, SUBJECTS

    for at, plan in enumerate(plans):
        for number in range(each):
            section = plan.made[number * len(plan.made) // each]
            text = f"{SUBJECTS[number % len(SUBJECTS)].capitalize()} {ENDINGS[number % len(ENDINGS)]} ({number})."
            yield {
                "id": at * each + number + 1, "province_id": plan.province_id, "plan_id": plan.pk, "order": number,
                "section_id": section.pk, "path": f"{section.path}.{number}", "text": text, "confirmed_at": NOON,
                "confirmed_by_id": plan.opened_by_id,
            }  # fmt: skip


def _assignments(plans: list[Any], each: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(20261102)
    number = 0
    for at, plan in enumerate(plans):
        past = plan.year < YEARS[-1]
        for duty in range(each):
            for place in range(ON_A_DUTY):
                number += 1
                body = plan.bodies[(duty + place * 7) % BODIES]
                day = date(plan.year, 1, 20) + timedelta(days=chance.randrange(340))
                done = chance.random() < (0.97 if past else 0.5)
                yield {
                    "id": number, "province_id": plan.province_id, "plan_id": plan.pk, "duty_id": at * each + duty + 1,
                    "organisation_id": body.pk, "part": "coordinate" if place else "lead", "written_as": body.name,
                    "requested": body.only_requested, "due": day, "last_day": day,
                    "state": "done" if done else "in_progress", "done_on": day if done else None,
                    "last_update_at": NOON,
                }  # fmt: skip


def write_updates() -> None:
    """What was said on every assignment, made where it is kept: seven million rows need not come through here."""
    from django.db import connection

    from benchmarks._register_data import ENDINGS, SUBJECTS
    from nhipcau.plans.models import Update

    began = time.perf_counter()
    texts = [f"Đã {subject} {ending}." for subject in SUBJECTS for ending in ENDINGS]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"""
            INSERT INTO "{Update._meta.db_table}"
                (province_id, assignment_id, by_id, at, state, text, difficulty, returned)
            SELECT given.province_id, given.id, duty.confirmed_by_id,
                make_timestamptz(plan.year, 1, 5, 3, 0, 0, 'UTC') + turn * interval '25 days', 'in_progress',
                (%s::text[])[1 + (given.id * 13 + turn) %% {len(texts)}], '', false
            FROM plans_assignment given
                JOIN plans_duty duty ON duty.id = given.duty_id
                JOIN plans_plan plan ON plan.id = given.plan_id,
                generate_series(0, {UPDATES_OF_AN_ASSIGNMENT - 1}) turn
            """,
            [texts],
        )
        cursor.execute("SET session_replication_role = DEFAULT")
    print(f"    {Update._meta.label}: {time.perf_counter() - began:.0f} s", flush=True)


def _obligations(places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    number = 0
    for place in places:
        for period in place["periods"]:
            for body in place["bodies"]:
                number += 1
                yield {
                    "id": number, "province_id": period.province_id, "period_id": period.pk, "due": period.due,
                    "organisation_id": body.pk, "requested": body.only_requested, "lock_on": period.lock_on,
                }  # fmt: skip


def _submissions(places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    number = 0
    for place in places:
        for period in place["periods"]:
            for body in place["bodies"]:
                number += 1
                sent = period.due - timedelta(days=2) if number % 11 else period.due + timedelta(days=3)
                silent = number % 29 == 0 or period.due > NOON.date()
                yield {
                    "id": number, "province_id": period.province_id, "period_id": period.pk, "obligation_id": number,
                    "organisation_id": body.pk, "state": "not_started" if silent else "accepted",
                    "first_sent_on": None if silent else sent, "last_sent_at": None if silent else NOON,
                }  # fmt: skip


def copy(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Writes rows by COPY; what a row leaves out is the field's default."""
    from django.db import connection

    fields = model._meta.concrete_fields
    usual = {
        field.attname: field.get_db_prep_save(field.get_default(), connection)
        for field in fields
        if not field.primary_key
    }
    names = ", ".join(f'"{field.column}"' for field in fields)
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the rows are right: no look-up of each foreign key
        with cursor.cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as out:
            for row in rows:
                held = usual | row
                out.write_row([held[field.attname] for field in fields])
        cursor.execute("SET session_replication_role = DEFAULT")
    print(f"    {model._meta.label}: {time.perf_counter() - began:.0f} s", flush=True)


@contextmanager
def without_indexes(*models: Any) -> Iterator[None]:
    """Drops the indexes that hold no constraint, and makes them again at the end, when all rows are there."""
    from django.db import connection

    made = []
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
                "(SELECT conname FROM pg_constraint)",
                [model._meta.db_table],
            )
            made += cursor.fetchall()
        for name, _definition in made:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for _name, definition in made:
            cursor.execute(definition)
    print(f"    {len(made)} indexes: {time.perf_counter() - began:.0f} s", flush=True)


def analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


# Who asks for which list pages. The register's are asked by the coordinator, with and without a filter.
PAGES = {
    "coordinator": (
        "/so-nhiem-vu/", "/so-nhiem-vu/?tinh_trang=overdue", "/so-nhiem-vu/?tinh_trang=done&trang=3", "/cho-xu-ly/",
        "/ky-bao-cao/", "/ky-bao-cao/bang/?nam=2026", "/ky-bao-cao/{period}/", "/kho-khan/", "/khen-thuong/",
        "/ke-hoach/",
    ),
    "province_leader": ("/tong-quan/", "/tong-quan/?ke_hoach=tat-ca"),
    "focal_person": ("/viec-cua-toi/", "/bao-cao/", "/so-nhiem-vu/", "/so-nhiem-vu/phan-cong/{assignment}/"),
}  # fmt: skip


def pages() -> float:
    """95 of 100 list pages are quicker than this, in milliseconds; rendering included, the first of each apart."""
    from django.conf import settings
    from django.test import Client

    from nhipcau.core.models import Province, User
    from nhipcau.plans.models import Assignment
    from nhipcau.reports.models import Period

    settings.ALLOWED_HOSTS = ["*"]
    every: list[float] = []
    by_page: dict[str, list[float]] = {}
    own = time.process_time()
    for province in Province.objects.order_by("pk")[:: PROVINCES // ASKED_IN]:
        rows = Assignment.objects.filter(province=province, organisation__code="co-quan-1", plan__year=YEARS[-1])
        at = {"period": Period.objects.filter(province=province).latest("due").pk, "assignment": rows.latest("pk").pk}
        for role, addresses in PAGES.items():
            client = Client()
            user = User.objects.get(email=f"{role}@{province.code}.example.vn")
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            client.get("/tai-khoan/")
            for address in addresses:
                spent = [_asked(client, address.format(**at)) for _time in range(TIMES)]
                every += spent
                by_page.setdefault(f"{role} {address}", []).extend(spent)
    p95 = quantiles(every, n=20)[-1]
    for address, spent in sorted(by_page.items(), key=lambda each: -max(each[1])):
        print(f"    {sorted(spent)[len(spent) // 2]:6.0f} ms median, {max(spent):6.0f} slowest  {address}")
    own = (time.process_time() - own) * 1000 / len(every)
    # Waiting apart: on a machine that others use too, the first two tell the page and the third tells the machine.
    print(
        f"  country: {len(every)} list pages, p95 {p95:.0f} ms; on average {own:.0f} ms of this process's own time, ",
        end="",
    )
    print(
        f"{sum(every) / len(every):.0f} ms by the clock; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
        flush=True,
    )
    return round(p95, 1)


def _asked(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def plans() -> None:
    """Prints how PostgreSQL answers the counts: from one index each."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from nhipcau.core.models import User
    from nhipcau.core.policy import actor_of
    from nhipcau.plans.queries.overview import overview
    from nhipcau.plans.queries.register import Chosen, counts
    from nhipcau.reports.queries.standing import Chosen as Reports
    from nhipcau.reports.queries.standing import tally

    today = NOON.date()
    actor = actor_of(User.objects.get(email="coordinator@tinh-5.example.vn"), today)
    asked: dict[str, Callable[[], object]] = {
        "counts of the register": lambda: counts(actor, Chosen(), today),
        "counts of the leader's page": lambda: overview(actor, None, today).whole,
        "counts of a year's reports": lambda: tally(actor, Reports(year=YEARS[-1]), today),
    }
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as captured:
            ask()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, SUMMARY ON) {captured.captured_queries[0]['sql']}")
            lines = [row[0] for row in cursor.fetchall()]
        print(f"  {name}, {len(captured)} quer{'y' if len(captured) == 1 else 'ies'}; the first:")
        print(
            "\n".join(f"    {line[:150]}" for line in lines if "Scan" in line or "Time" in line or "Index Cond" in line)
        )


if __name__ == "__main__":
    main()
