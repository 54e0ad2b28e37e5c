"""Measures a reporting year: opening a prefilled report, and what is made of the reports.

    python3 dev.py benchmark reports [--organisations 60] [--duties 400] [--updates 24000] [--periods 12]

Builds its own SQLite database in a temporary folder and asks it in this process. Then a country of ten years is built
on PostgreSQL (`--country-rows`, 0 leaves it out and its two keys null; so does a machine without PostgreSQL): eight
million assignments and updates take about four minutes. With `--country-database NAME` that database stays, and the
next run with the same name asks what is there. The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KEYS = (
    "prefill_ms", "consolidate_s", "docx_s", "pdf_s", "reminders_s", "peak_mb", "country_list_p95_ms", "country_rows",
)  # fmt: skip
OPENINGS = 60


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--organisations", type=int, default=60)
    asked.add_argument("--duties", type=int, default=400)
    asked.add_argument("--updates", type=int, default=24_000)
    asked.add_argument("--periods", type=int, default=12)
    asked.add_argument("--sent", type=int, default=1, help="for how many periods all reports are sent")
    asked.add_argument("--country-rows", type=int, default=8_000_000, help="assignments and updates on PostgreSQL")
    asked.add_argument("--country-database", metavar="NAME", help="built where it is missing, and kept")
    given = asked.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="nhipcau-reports-") as folder:
        os.environ.update(
            NHIPCAU_VAR=folder, DJANGO_SETTINGS_MODULE="nhipcau.config.settings.demo", NHIPCAU_LOG="ERROR"
        )
        os.environ.pop("DATABASE_URL", None)
        found = measure(given)
        if given.country_rows:
            found |= country(given.country_rows, folder, given.country_database)
    print(json.dumps(found))


def measure(given: argparse.Namespace) -> dict[str, float | None]:
    """Builds the year and measures it; answers every key of KEYS."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from benchmarks._reports_data import build, send_all
    from benchmarks._reports_made import made

    now, began = timezone.now(), time.perf_counter()
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        province = build(given.organisations, given.duties, given.updates, given.periods, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    size = f"{given.organisations} organisations, {given.duties} duties, {given.updates:,} updates"
    print(f"{size}, {given.periods} periods; Python {platform.python_version()}, {os.cpu_count()} processors")
    print(f"built in {time.perf_counter() - began:.0f} s")
    found: dict[str, float | None] = dict.fromkeys(KEYS)
    found["prefill_ms"] = prefill(province)
    began = time.perf_counter()
    with transaction.atomic():
        sent = send_all(province, now, given.sent)
    print(f"{sent} reports sent in {time.perf_counter() - began:.1f} s")
    found |= made(province, now)
    found["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return found


def country(rows: int, folder: str, kept: str | None = None) -> dict[str, float | None]:
    """The keys of a country, measured by a process of its own on a PostgreSQL database.

    The database is dropped afterwards unless it is to be `kept` under a name; where one of that name stands, it is
    asked and not filled.
    """
    import psycopg
    from psycopg.conninfo import conninfo_to_dict
    from tools.console import CannotGoOnError, CommandFailedError
    from tools.postgres import server

    name = kept or f"nhipcau_country_{os.getpid()}"
    try:
        with server() as address, psycopg.connect(address, autocommit=True) as admin:
            standing = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not standing:
                admin.execute(f'CREATE DATABASE "{name}"')
            at = conninfo_to_dict(address)
            where = f"postgresql://{at['user']}@{at['host']}:{at['port']}/{name}"
            try:
                return _counted(0 if standing else rows, {**os.environ, "DATABASE_URL": where, "NHIPCAU_VAR": folder})
            finally:
                if not kept:
                    admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    except (CannotGoOnError, CommandFailedError) as missing:
        print(f"no country: {missing}")
        return {}


def _counted(rows: int, environment: dict[str, str]) -> dict[str, float | None]:
    command = [sys.executable, str(ROOT / "benchmarks/_reports_country.py"), "--rows", str(rows)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        last = ""
        for line in running.stdout:
            if last:
                print(last, end="", flush=True)
            last = line
    if running.returncode:
        raise SystemExit("the country could not be measured")
    found: dict[str, float | None] = json.loads(last)
    return found


def prefill(province: Any) -> float:
    """How long a focal person waits for the page of a report that writes itself, in milliseconds: 95 of 100 are
    quicker. The year's report, with every update of the year to choose from, of every organisation once; the whole
    answer, rendering included. Also says how many queries a page takes for a month and for the year."""
    from django.conf import settings
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nhipcau.core.models import User
    from nhipcau.reports.models import Submission

    settings.ALLOWED_HOSTS = ["*"]
    request_started.disconnect(reset_queries)
    rows = list(
        Submission.objects.filter(province=province).select_related("organisation", "period").order_by("-period")
    )
    taken, queries, passages = [], {}, 0
    for report in [*rows[:OPENINGS], *rows[-OPENINGS:]]:
        client = Client()
        user = User.objects.get(email=f"{report.organisation.code}@do-thu.example.vn")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.get("/bao-cao/")
        with CaptureQueriesContext(connection) as captured:
            began = time.perf_counter()
            answer = client.get(f"/bao-cao/{report.pk}/soan/")
            spent = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"the page of report {report.pk} answered {answer.status_code}")
        if report.period.kind == "year":
            taken.append(spent)
            passages = max(passages, answer.content.count(b'class="passage'))
        queries.setdefault(report.period.kind, set()).add(len(captured))
    p95 = quantiles(taken, n=20)[-1]
    print(
        f"prefilled page: p95 {p95:.0f} ms, slowest {max(taken):.0f} ms, up to {passages} passages, queries {queries}"
    )
    return round(p95, 1)


if __name__ == "__main__":
    main()
