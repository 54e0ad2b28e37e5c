"""Writing down how often something was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from nhipcau.library.public import Item

ADD = """
INSERT INTO portal_readers (province_id, item_id, language, day, country, views, downloads)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (item_id, language, day, country) DO UPDATE
SET views = portal_readers.views + excluded.views, downloads = portal_readers.downloads + excluded.downloads
"""  # two processes add at once: neither may read first and write then


class Count(NamedTuple):
    """What is counted together; `what` is `view` or `download`."""

    what: str
    province_id: int
    item_id: int
    language: str
    day: date
    country: str


def write_down(counts: Mapping[Count, int]) -> int:
    """Adds to what is written; answers how many rows. Items that are gone meanwhile are left out."""
    if not counts:
        return 0
    sums: dict[tuple[int, int, str, date, str], list[int]] = {}
    for count, number in counts.items():
        held = sums.setdefault((count.province_id, count.item_id, count.language, count.day, count.country), [0, 0])
        held[count.what == "download"] += number
    there = set(Item.objects.filter(pk__in={key[1] for key in sums}).values_list("pk", flat=True))
    rows: list[list[Any]] = [[*key, *numbers] for key, numbers in sorted(sums.items()) if key[1] in there]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(ADD, rows)
    return len(rows)
