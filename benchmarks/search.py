"""Measures how good the answers of the search service are and how fast they come.

    python3 dev.py benchmark search [--items 200000] [--requests 400] [--only sqlite|postgres] [--keep FOLDER]

Quality: nDCG@10 over the judged queries of benchmarks/search/ in five languages, beside plain BM25 over the same
tokens. Speed: so many items are indexed in a database of their own, on SQLite and on PostgreSQL; then questions are
asked one after the other, each answered with a page of highlighted results and the counts of six facets. Times
are those of `search()`, the statements and the ranking included. With `--keep` the databases stay for the next run
(the one on PostgreSQL under a name of its own). The last line is one line of JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks._search_kept import is_built, mark_built, postgres_database, sqlite_folder  # noqa: E402

ITEMS, REQUESTS = 200_000, 400


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--items", type=int, default=ITEMS)
    asked.add_argument("--requests", type=int, default=REQUESTS)
    asked.add_argument("--only", choices=["sqlite", "postgres"])
    asked.add_argument("--keep", type=Path, help="where the databases stay for the next run")
    asked.add_argument("--here", choices=["sqlite", "postgres"], help=argparse.SUPPRESS)
    asked.add_argument("--wrong", action="store_true", help="list the queries that are answered worst")
    given = asked.parse_args()
    if given.here:
        print(json.dumps(measured_here(given.here, given.items, given.requests, given.wrong)))
    else:
        extra = ["--wrong"] if given.wrong else []
        only = [given.only] if given.only else None
        print(json.dumps(figures(given.items, given.requests, only, extra, given.keep)))


def figures(
    items: int = ITEMS,
    requests: int = REQUESTS,
    databases: Sequence[str] | None = None,
    extra: Sequence[str] = (),
    keep: Path | None = None,
) -> dict[str, float]:
    """Every figure of this benchmark; each database is measured by a process of its own.

    `search_items`, `search_p95_sqlite_ms`, `search_p95_postgres_ms`, `ndcg10`, `ndcg10_bm25` and what lies behind.
    """
    found: dict[str, float] = {"search_items": items}
    for database in databases or ("sqlite", "postgres"):
        if database == "sqlite":
            with sqlite_folder(keep, items) as folder:
                found |= _child(database, items, requests, folder, "", extra)
        else:
            from tools import postgres

            with postgres.server() as server, postgres_database(keep, items, server) as (folder, address):
                found |= _child(database, items, requests, folder, address, extra)
    return found


def _child(
    database: str, items: int, requests: int, folder: Path, address: str, extra: Sequence[str]
) -> dict[str, float]:
    env = {
        **os.environ,
        "NHIPCAU_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.demo",
        "NHIPCAU_LOG": "ERROR",
    }
    env.pop("DATABASE_URL", None)
    if address:
        env["DATABASE_URL"] = address
    command = [sys.executable, __file__, "--here", database, "--items", str(items), "--requests", str(requests)]
    done = subprocess.run([*command, *extra], env=env, stdout=subprocess.PIPE, text=True, check=True)
    *told, last = done.stdout.strip().splitlines()
    print("\n".join(told))
    return json.loads(last)


def measured_here(database: str, items: int, requests: int, wrong: bool) -> dict[str, float]:
    """The figures of the database that this process is connected to."""
    import django

    django.setup()
    from django.core.management import call_command

    from nhipcau.core.models import Province

    call_command("migrate", verbosity=0)
    province, _new = Province.objects.get_or_create(code="vinh-giang", defaults={"name": "tỉnh Vĩnh Giang"})
    found = _quality(province.pk, wrong)
    if database != "sqlite":
        found = {f"{name}_postgres": value for name, value in found.items() if name == "ndcg10"}
    return found | _speed(database, province.pk, items, requests)


def _quality(province_id: int, wrong: bool) -> dict[str, float]:
    from benchmarks import _search_collection as collection
    from nhipcau.search.actions import SOURCES
    from nhipcau.search.public import Row, SearchQuery, reindex, search
    from nhipcau.search.text import fold_word, tokens_of, words_of

    items, queries = collection.items(), collection.judged()
    code = {item.number: item.code for item in items}
    SOURCES["judged"] = lambda: [
        Row(item.number, province_id, item.text, item.title, item.language, public=True) for item in items
    ]
    reindex("judged")

    def tokens(text: str) -> list[str]:
        return [fold_word(token) for token in tokens_of(words_of(text))]

    def ours(query: collection.Judged) -> list[str]:
        asked = SearchQuery(province_id, "judged", query.words, (query.language,), per_page=collection.DEPTH)
        return [code[hit.object_id] for hit in search(asked).hits]

    plain = {
        language: collection.PlainBm25(
            {item.code: tokens(f"{item.title} {item.text}") for item in items if item.language == language}
        )
        for language in collection.LANGUAGES
    }

    def theirs(query: collection.Judged) -> list[str]:
        return plain[query.language].ranked(tokens(query.words))

    for language in collection.LANGUAGES:
        these = [query for query in queries if query.language == language]
        pair = collection.mean_ndcg(these, ours), collection.mean_ndcg(these, theirs)
        print(f"  {language}: {len(these)} queries, nDCG@10 {pair[0]:.3f}, plain BM25 {pair[1]:.3f}")
    if wrong:
        for query in sorted(queries, key=lambda query: collection.ndcg(ours(query), query.grades))[:45]:
            value, other = (collection.ndcg(answer(query), query.grades) for answer in (ours, theirs))
            print(f"    {value:.2f} {other:.2f} {query.language} {query.words}: {ours(query)} <- {query.grades}")
    return {
        "ndcg10": round(collection.mean_ndcg(queries, ours), 4),
        "ndcg10_bm25": round(collection.mean_ndcg(queries, theirs), 4),
        "judged_queries": len(queries),
    }


def _speed(database: str, province_id: int, items: int, requests: int) -> dict[str, float]:
    from django.db import connection

    from benchmarks._search_many import KIND, questions, rows
    from nhipcau.search.actions import SOURCES
    from nhipcau.search.public import reindex, search

    if not items:
        return {}
    folder = Path(os.environ["NHIPCAU_VAR"])
    if not is_built(folder, items):
        SOURCES[KIND] = lambda: rows(items, province_id)
        began = time.perf_counter()
        reindex(KIND)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if database == "sqlite" else "VACUUM ANALYZE")
        print(f"  {database}: {items:,} items indexed in {time.perf_counter() - began:.0f} s")
        mark_built(folder, items)
    gc.freeze()  # as the web server does (config/wsgi.py)
    times: dict[str, list[float]] = defaultdict(list)
    slowest = []
    worked = 0.0
    asked = questions(requests, province_id)
    for each in [*asked[:20], *asked]:  # the first ones twice: the caches of a server that has just started are empty
        start, before = time.perf_counter(), time.process_time()
        found = search(each.query)
        took = (time.perf_counter() - start) * 1000
        worked += (time.process_time() - before) * 1000
        times[each.sort].append(took)
        slowest.append((took, each.sort, each.query.words, dict(each.query.facets), found.total))
    for sort, each in sorted(times.items()):
        print(f"  {database}: {sort}: p50 {_part(each, 0.5):.0f} ms, p95 {_part(each, 0.95):.0f} ms ({len(each)})")
    for took, *what in sorted(slowest[20:], reverse=True, key=lambda row: row[0])[:12]:
        print(f"    {took:.0f} ms {what}")
    print(f"  {database}: {worked / len(slowest):.0f} ms of this process's work for a question on average")
    every = [row[0] for row in slowest[20:]]
    return {
        f"search_p50_{database}_ms": round(_part(every, 0.5), 1),
        f"search_p95_{database}_ms": round(_part(every, 0.95), 1),
        **_beside(database, province_id, sorted({each.query.words for each in asked if each.query.words})),
    }


def _beside(database: str, province_id: int, words: Sequence[str]) -> dict[str, float]:
    """What the same index answers beside searches: titles while somebody types, and lists that other rooms order."""
    from benchmarks._search_many import KIND
    from nhipcau.search.models import Entry
    from nhipcau.search.public import matching, suggest

    def page_of_a_list(typed: str) -> None:
        rows = Entry.objects.filter(object_id__in=matching(KIND, province_id, typed)).order_by("-dated", "-object_id")
        list(rows.values_list("pk")[:20])

    some = words[:: max(1, len(words) // 60)]
    begun = [each[:letters] for each in some for letters in (2, 4, 8)]
    found = {}
    for name, answer, typed in (
        ("suggest", lambda typed: suggest(province_id, KIND, typed), begun),
        ("list", page_of_a_list, some),
    ):
        times = []
        for each in typed:
            start = time.perf_counter()
            answer(each)
            times.append((time.perf_counter() - start) * 1000)
        found[f"{name}_p95_{database}_ms"] = round(_part(times, 0.95), 1)
    return found


def _part(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


if __name__ == "__main__":
    main()
