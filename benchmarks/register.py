"""Measures how fast the register answers when it is full.

    python3 dev.py benchmark register [--assignments 50000] [--requests 300]

Builds its own SQLite database in a temporary folder (two provinces, sixty organisations, a plan a year), starts
the web server of the product on a free port of this machine, and asks it over HTTP for list pages as a coordinator
and as a focal person: random filters, orders, words with and without marks, and pages from the first to the last.
Every request is timed from sending to the last byte, rendering included. The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

REGISTER = "/so-nhiem-vu/"
WORDS = (
    "doi ngoai",
    "đối ngoại",
    "duong pho",
    "bao chi",
    "57-KL/TW",
    '"cửa khẩu"',
    "phim ngắn",
    "dân tộc",
    "viec so 12",
)
ORDERS = ("", "han", "-han", "co_quan", "-co_quan", "cap_nhat", "-cap_nhat")
STANDINGS = ("overdue", "no_answer", "due_soon", "going_on", "in_progress", "reported", "done", "not_started")


@dataclass(frozen=True)
class Answer:
    """One timed request."""

    kind: str
    milliseconds: float
    bytes: int


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--assignments", type=int, default=50_000)
    asked.add_argument("--requests", type=int, default=300)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="nhipcau-register-") as folder:
        os.environ["NHIPCAU_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.config.settings.demo"
        os.environ["NHIPCAU_LOG"] = "ERROR"
        os.environ.pop("DATABASE_URL", None)
        print(f"{given.assignments:,} assignments, {given.requests} requests; {machine()}")
        began = time.perf_counter()
        cookies = built(given.assignments)
        print(f"database built in {time.perf_counter() - began:.0f} s")
        queries = queries_of_a_page(cookies)
        with server() as port:
            answers = ask(port, cookies, given.requests)
    report(answers, queries, given.assignments)


def machine() -> str:
    import sqlite3

    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors"


def built(assignments: int) -> dict[str, str]:
    """Makes the database; answers a session for each kind of person."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.utils import timezone

    from benchmarks._register_data import build, people

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        build(assignments, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    settings.ALLOWED_HOSTS = ["*"]
    sessions = {}
    for role, user in people().items():
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        sessions[role] = client.cookies["sessionid"].value
    return sessions


def queries_of_a_page(cookies: dict[str, str]) -> int:
    """The most queries that any of the pages asked for needs."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    most = 0
    for role, session in cookies.items():
        client = Client()
        client.cookies["sessionid"] = session
        for address, _kind in addresses(role, 20, random.Random(1)):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            most = max(most, len(captured))
    connection.close()
    return most


class server:  # noqa: N801
    """The product's web server with one worker on a free port, for as long as the block runs."""

    def __enter__(self) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        command = [
            "-m",
            "gunicorn",
            "nhipcau.config.wsgi",
            "-b",
            f"127.0.0.1:{port}",
            "-k",
            "gthread",
            "--threads",
            "4",
        ]
        self.process = subprocess.Popen([sys.executable, *command, "--log-level", "error", "--no-control-socket"])
        for _attempt in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return port
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the web server did not start")

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def addresses(role: str, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """What a person asks for, and of which kind each request is: `list`, `deep` or `search`."""
    from benchmarks._register_data import conditions

    known = conditions(role)
    made = []
    for number in range(count):
        kind = ("list", "search", "deep")[number % 3]
        asked: dict[str, object] = {"xep": chance.choice(ORDERS)}
        for name in chance.sample(sorted(known), k=chance.randrange(0, 3) if kind != "deep" else 0):
            asked[name] = chance.choice(known[name])
        if kind != "deep" and chance.random() < 0.4:
            asked["tinh_trang"] = chance.choice(STANDINGS)
        if kind == "search":
            asked["q"] = chance.choice(WORDS)
        if kind == "deep":
            asked["trang"] = chance.randrange(2, 700)
        made.append((f"{REGISTER}?{urlencode(asked)}", kind))
    return made


def ask(port: int, cookies: dict[str, str], count: int) -> list[Answer]:
    """Asks for every page once, coordinator and focal person by turns, after a short warm-up."""
    chance = random.Random(2026)
    each = {role: addresses(role, count // len(cookies) + 3, chance) for role in cookies}
    plan = [(role, *each[role][place]) for place in range(count // len(cookies) + 3) for role in cookies]
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answers = []
    for number, (role, address, kind) in enumerate(plan[: count + 6]):
        began = time.perf_counter()
        link.request("GET", address, headers={"Cookie": f"sessionid={cookies[role]}", "Host": "localhost"})
        answer = link.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status}")
        if number >= 6:
            answers.append(Answer(f"{role} {kind}", took, len(body)))
    return answers


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(answers: list[Answer], queries: int, assignments: int) -> None:
    print(f"{'pages':32}{'requests':>9}{'median ms':>11}{'p95 ms':>9}{'longest':>9}{'KB':>6}")
    for kind in sorted({answer.kind for answer in answers}):
        rows = [answer for answer in answers if answer.kind == kind]
        times = [row.milliseconds for row in rows]
        size = sum(row.bytes for row in rows) / len(rows) / 1024
        figures = (percentile(times, 0.5), percentile(times, 0.95), max(times))
        print(f"{kind:32}{len(rows):9}{figures[0]:11.0f}{figures[1]:9.0f}{figures[2]:9.0f}{size:6.0f}")
    lists = [answer.milliseconds for answer in answers if not answer.kind.endswith("search")]
    searches = [answer.milliseconds for answer in answers if answer.kind.endswith("search")]
    found = {
        "list_p95_ms": round(percentile(lists, 0.95), 1),
        "search_p95_ms": round(percentile(searches, 0.95), 1),
        "queries": queries,
        "assignments": assignments,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
