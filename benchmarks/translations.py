"""Measures how fast the table of translations answers when the library is full.

    python3 dev.py benchmark translations [--items 10000] [--requests 40]

Builds its own SQLite database in a temporary folder: a province with its items, each in every language of the settings,
in every state. Then asks for the table as a translator does, in one process: whole, by language and state, by words,
the last page. Every request is timed whole, rendering included. The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TABLE = "/thu-vien/ban-dich/"
ASKED = (
    "", "?ngon_ngu=lo", "?ngon_ngu=en&tinh_trang=stale", "?ngon_ngu=fr&tinh_trang=missing", "?tinh_trang=in_work",
    "?ngon_ngu=ko&tinh_trang=published", "?tu=so+99", "?loai=place&ngon_ngu=ja&tinh_trang=current", "?trang=200",
)  # fmt: skip
KINDS = ("article", "place", "event", "product")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--items", type=int, default=10_000)
    asked.add_argument("--requests", type=int, default=40)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="nhipcau-translations-") as folder:
        os.environ.update(
            NHIPCAU_VAR=folder, DJANGO_SETTINGS_MODULE="nhipcau.config.settings.demo", NHIPCAU_LOG="ERROR"
        )
        os.environ.pop("DATABASE_URL", None)
        client = built(given.items)
        report(client, given.items, given.requests)


def built(items: int) -> Any:
    """Makes the database; answers a client of a translator."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.utils import timezone

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        user = fill(items, list(settings.NHIPCAU_CONTENT_LANGUAGES), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def begun() -> tuple[Any, Any, Any]:
    """A province, an agency and a translator."""
    from nhipcau.core.models import Province, User
    from nhipcau.organisations.models import Authority, Organisation

    province = Province.objects.create(code="do-thu", name="tỉnh Đo Thử")
    body = Organisation.objects.create(province=province, code="so", name="Sở Đo Thử", kind="department", order=1)
    user = User.objects.create_user("dich@example.vn", province, "Người Dịch", "khong-dung-den-1")
    Authority.objects.create(province=province, user=user, role="translator", valid_from=date(2020, 1, 1))
    return province, body, user


def fill(items: int, languages: list[str], now: datetime) -> Any:
    """A province with an agency, a translator and the items; answers the translator."""
    from nhipcau.library.choices import Stage
    from nhipcau.library.models import Approval, Edition, Item, Publication, Standing

    chance = random.Random(20261121)
    province, body, user = begun()
    rows = Item.objects.bulk_create(
        Item(
            province=province, kind=KINDS[n % 4], title=f"Mục số {n} về biển và lễ hội", supplier=body, created_by=user,
            created_at=now - timedelta(minutes=n),
        )
        for n in range(items)
    )  # fmt: skip
    stages = [Stage.APPROVED] * 6 + [Stage.TRANSLATING] * 2 + [Stage.AWAITING]
    editions = Edition.objects.bulk_create(
        (
            Edition(
                province=province,
                item=item,
                language=code,
                stage=chance.choice(stages),
                stage_at=now - timedelta(days=2),
            )
            for item, code in itertools.product(rows, languages)
            if code == "vi" or chance.random() < 0.8
        ),
        batch_size=2000,
    )
    Standing.objects.bulk_create(
        (
            Standing(
                province=province, edition=each, stale=chance.choice((0, 0, 0, 2)), missing=chance.choice((0, 0, 1))
            )
            for each in editions
            if each.language != "vi"
        ),
        batch_size=2000,
    )
    read = [each for each in editions if chance.random() < 0.7]
    approvals = Approval.objects.bulk_create(
        (Approval(province=province, edition=each, digest="x", revision=1, at=now, by=user) for each in read),
        batch_size=2000,
    )
    Publication.objects.bulk_create(
        (
            Publication(
                province=province, edition=each, item_id=each.item_id, language=each.language, number=1, kind="article",
                slug=f"muc-{each.item_id}", title="Mục", content={}, digest="x", approval=approval, by=user,
                first_at=now,
                at=now - timedelta(days=chance.choice((1, 3))),
            )
            for each, approval in zip(read, approvals, strict=True)
        ),
        batch_size=2000,
    )  # fmt: skip
    return user


def report(client: Any, items: int, requests: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    most = 0
    for address in ASKED:  # once to warm up, and to count
        with CaptureQueriesContext(connection) as captured:
            assert client.get(TABLE + address).status_code == 200
        most = max(most, len(captured))
    taken: dict[str, list[float]] = {address: [] for address in ASKED}
    for n in range(requests):
        address = ASKED[n % len(ASKED)]
        began = time.perf_counter()
        client.get(TABLE + address)
        taken[address].append((time.perf_counter() - began) * 1000)
    for address, times in taken.items():
        print(f"{statistics.median(times):7.0f} ms  {TABLE}{address}")
    every = sorted(itertools.chain.from_iterable(taken.values()))
    told = {
        "items": items, "requests": len(every), "queries": most, "p50_ms": round(statistics.median(every)),
        "p95_ms": round(every[int(len(every) * 0.95)]), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
