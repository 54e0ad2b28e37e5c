"""Measures how fast the portal answers: an item from cold, pages from memory, many readers while an editor publishes.

    python3 dev.py benchmark portal [--items 40] [--readers 500] [--seconds 60] [--search-items 200000] [--no-search]
    python3 dev.py benchmark portal --short     # a minute or two: few items, ten seconds of readers, a small index

Cold: the server's own time for an item page that nothing was kept of, in this process. From memory: the rate of one
server process for a kept page beside that for a static file of the same size (WhiteNoise, compressed beforehand), by
turns. Readers: so many at once, each asks for a page, reads on for one to three seconds and asks for the next, from
the web server as `run` starts it, which has kept nothing yet, while an editor in a process of its own publishes an
item in seven languages again and again. They come within ten seconds; times are taken from when all are there, errors
from the first. Purge is the time from the end of a publication until the page shows it. What the readers' own process
takes of the processor is told beside what the server takes. Search: benchmarks/search.py. The last line is JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
SAME_SIZE = "same-size.bin"
LISTS = ("", "bai-viet/", "di-san/", "lich/", "bao-chi/", "ban-do/", "dau-tu/", "co-gi-moi/")
COLD_ROUNDS, TURNS, TURN_SECONDS, CONNECTIONS = 60, 6, 2.0, 4
COMING_SECONDS, PAUSE_SECONDS = 10, 3
WORKERS = 2  # as `run` has them
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--items", type=int, default=40)
    asked.add_argument("--readers", type=int, default=500)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--search-items", type=int, default=200_000)
    asked.add_argument("--no-search", action="store_true")
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--edit", type=int, metavar="PORT", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.edit:
        _edit(given.edit, given.seconds)
        return
    if given.short:
        given.items, given.seconds, given.search_items = 8, 10, 5_000
    with tempfile.TemporaryDirectory(prefix="nhipcau-portal-") as folder:
        os.environ |= {
            "NHIPCAU_VAR": folder, "DJANGO_SETTINGS_MODULE": "benchmarks._portal_settings", "NHIPCAU_LOG": "ERROR",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        found = _measured(given.items, given.readers, given.seconds)
    if not given.no_search:
        from benchmarks.search import figures

        kept = ("search_p95_sqlite_ms", "search_p95_postgres_ms", "search_items", "ndcg10")
        found |= {name: value for name, value in figures(given.search_items).items() if name in kept}
    print(json.dumps(found))


def _measured(items: int, readers: int, seconds: float) -> dict[str, float]:
    import django

    django.setup()
    from benchmarks._portal_data import built

    began = time.perf_counter()
    pages = built(items)
    print(f"{len(pages)} item pages made in {time.perf_counter() - began:.0f} s")
    found = cold(pages)
    page = pages[0]
    with server(workers=1) as port:
        size = len(_fetched(port, page)[1])
    static = Path(os.environ["NHIPCAU_VAR"]) / "static"
    static.mkdir(exist_ok=True)
    (static / SAME_SIZE).write_bytes(random.Random(1).randbytes(size))
    with server(workers=1) as port:
        found |= beside(port, page, f"/static/{SAME_SIZE}")
    # The first pages are read most: home pages, then an item's languages and the lists, then the other items.
    lists = [f"/{code}/{each}" for each in LISTS for code in ("vi", "en", "lo", "zh-hans")]
    every = [*lists[:4], *pages[:7], *lists[4:], *pages[7:]]
    before = _spent()
    with server(workers=WORKERS) as port, _editor(port, seconds + COMING_SECONDS) as editor:
        found |= asyncio.run(read_by_many(port, every, readers, seconds))
        purges = json.loads(editor.communicate()[0])
        found["purge_ms"] = round(max(purges))
    own, served = (now - then for now, then in zip(_spent(), before, strict=True))
    print(f"publications: {len(purges)}, seen after {', '.join(f'{each:.0f}' for each in purges)} ms")
    print(f"processor: readers {own:.0f} s, server and editor {served:.0f} s; load of the machine {_load()}")
    return found


def _spent() -> tuple[float, float]:
    """Seconds of the processor that this process took, and those that its ended children did."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), children.ru_utime + children.ru_stime


def _load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


@contextmanager
def _editor(port: int, seconds: float) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, __file__, "--edit", str(port), "--seconds", str(seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def cold(pages: list[str]) -> dict[str, float]:
    """The server's time and questions for item pages that nothing is kept of."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nhipcau.portal.kept import SHELF

    client, times, most = Client(headers={"host": "localhost", "accept-encoding": "gzip"}), [], 0
    for number in range(COLD_ROUNDS):
        page = pages[number % len(pages)]
        SHELF.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        most = max(most, len(captured) if number else 0)  # the first one asks what each process asks once
        SHELF.clear()
        began = time.perf_counter()
        answer = client.get(page)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
    connection.close()
    print(f"cold: median {statistics.median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms, {most} questions")
    return {"item_cold_ms": round(statistics.median(times), 1), "item_queries": most}


@contextmanager
def server(workers: int) -> Iterator[int]:
    """The web server on a free port, as `run` starts it but for the number of workers."""
    from tools.serving import GUNICORN

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [*map(str, GUNICORN), f"--workers={workers}", "--log-level=error", "--no-control-socket"]
    command += ["--bind", f"127.0.0.1:{port}", "nhipcau.config.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        for _attempt in range(1800):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("the web server did not start")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=90)  # it lets those who are being answered have their answer first


def _request(path: str, *, close: bool = False) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"User-Agent: {BROWSER}", "Accept-Encoding: gzip"]
    return "\r\n".join([*lines, f"Connection: {'close' if close else 'keep-alive'}", "", ""]).encode()


def _fetched(port: int, path: str) -> tuple[bytes, bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        link.sendall(_request(path, close=True))
        head, _, body = b"".join(iter(lambda: link.recv(65536), b"")).partition(b"\r\n\r\n")
    return head, body


def beside(port: int, page: str, static: str) -> dict[str, float]:
    """The rates for a kept page and for a static file of its size, by turns from the same process."""
    for path in (page, static):
        head, _body = _fetched(port, path)
        if b" 200 " not in head.splitlines()[0]:
            raise SystemExit(f"{path}: {head.splitlines()[0]!r}")
    rates: dict[str, list[float]] = {page: [], static: []}
    for turn in range(TURNS):
        for path in (page, static) if turn % 2 else (static, page):
            rates[path].append(_rate(port, path))
    kept, plain = statistics.median(rates[page]), statistics.median(rates[static])
    print(f"from memory: {kept:.0f} pages a second beside {plain:.0f} static files")
    return {"cached_ratio": round(kept / plain, 2)}


def _rate(port: int, path: str) -> float:
    until, counts = time.perf_counter() + TURN_SECONDS, [0] * CONNECTIONS

    def ask(place: int) -> None:
        request = _request(path)
        with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
            while time.perf_counter() < until:
                link.sendall(request)
                _read_answer(link)
                counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sum(counts) / TURN_SECONDS


def _read_answer(link: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += link.recv(65536) or b"\r\n\r\n"
    head, _, body = data.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    missing = (int(length.group(1)) if length else 0) - len(body)
    while missing > 0:
        missing -= len(link.recv(65536))


async def read_by_many(port: int, pages: list[str], readers: int, seconds: float) -> dict[str, float]:
    """So many readers at once: errors, and the time within which nineteen of twenty pages were there."""
    began = time.perf_counter() + COMING_SECONDS
    seen, errors = list[tuple[float, float]](), list[str]()
    people = [_reader(port, pages, began + seconds, seen, errors, random.Random(number)) for number in range(readers)]
    await asyncio.gather(*people)
    times, early = ([took for at, took in seen if (at >= began) is all_there] for all_there in (True, False))
    print(f"{readers} readers: {len(times)} pages in {seconds:.0f} s, {len(errors)} errors {errors[:3]}")
    for name, each in (("while they came", early), ("all there", times)):
        told = ", ".join(f"p{share * 100:.0f} {percentile(each, share):.0f}" for share in (0.5, 0.95, 0.99))
        print(f"  {name}: {told} ms, longest {max(each):.0f} ms")
    return {"readers_errors": len(errors), "readers_p95_ms": round(percentile(times, 0.95))}


async def _reader(
    port: int, pages: list[str], until: float, seen: list[tuple[float, float]], errors: list[str], chance: random.Random
) -> None:
    await asyncio.sleep(chance.uniform(0, COMING_SECONDS))
    while time.perf_counter() < until:
        page = pages[min(int(chance.expovariate(1 / 30)), len(pages) - 1)]  # some pages are read more than others
        began = time.perf_counter()
        try:
            status = await asyncio.wait_for(_visit(port, page), 30)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as problem:
            errors.append(f"{page}: {problem!r}")
        else:
            seen.append((began, (time.perf_counter() - began) * 1000))
            if b" 200 " not in status:
                errors.append(f"{page}: {status!r}")
        await asyncio.sleep(chance.uniform(1, 3))


async def _visit(port: int, page: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(_request(page, close=True))
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    return answer.partition(b"\r\n")[0]


def _edit(port: int, seconds: float) -> None:
    """The editor: publishes until shortly before the readers go, and tells how soon each publication was seen."""
    import django

    until, edition, purges = time.perf_counter() + seconds, 0, list[float]()
    django.setup()
    from benchmarks._portal_data import publish_again

    while not edition or time.perf_counter() < until - 5:
        edition += 1
        page, sign, done = publish_again(edition)
        purges.append(_seen_after(port, page, sign, done))
        time.sleep(PAUSE_SECONDS)
    print(json.dumps(purges))


def _seen_after(port: int, page: str, sign: bytes, done: float) -> float:
    """Milliseconds from `done` until the page shows the sign for good: nobody chooses which worker answers, so four
    answers in a row are asked for."""
    first, row = 0.0, 0
    while row < 4:
        asked = (time.perf_counter() - done) * 1000
        if sign in _plain(port, page):
            first, row = first or asked, row + 1
        elif asked > 20_000:
            return asked
        else:
            first, row = 0.0, 0
    return first


def _plain(port: int, page: str) -> bytes:
    import gzip

    head, body = _fetched(port, page)
    return gzip.decompress(body) if b"gzip" in head.lower() else body


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main()
