"""Pages of a file recognised side by side, one page a core, each within its time; what fails costs only its page."""

from __future__ import annotations

import json
import os
import queue
import re
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vanban import progress
from vanban.model import Limits, Table
from vanban.sources.scan.engine import Word, recognise
from vanban.sources.scan.layout import in_order, straight
from vanban.sources.scan.pieces import put_together, written

Kind = Literal["pdf", "picture"]

_CHILD = Path(__file__).with_name("child.py")
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
PAGES_A_PREPARER = 4  # preparing takes less than a quarter of recognising
UNSURE = 0.6
FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a page's text with its place as shares of the upright page."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page says: `text` ends with a line end; `state`: `read`, `blank`, or why not: `broken`, `unread`,
    `too_large`; `width` and `height` in points, upright; places of `tables` count in `text`."""

    state: Literal["read", "blank", "broken", "unread", "too_large"]
    text: str = "\n"
    words: tuple[Placed, ...] = ()
    width: float = 0.0
    height: float = 0.0
    turned: int = 0
    skew: float = 0.0
    tables: tuple[Table, ...] = ()

    @property
    def sureness(self) -> float:
        """Mean confidence of the letters, 0 for a page without words."""
        letters = sum(word.end - word.start for word in self.words)
        return sum(word.confidence * (word.end - word.start) for word in self.words) / letters if letters else 0.0


class Refused(Exception):  # noqa: N818  told to the caller, who knows which error it is for this kind of file
    """The process that opens pictures will not open this file; the word says why."""


class Opener:
    """The process that opens one file; started when first asked, again after it had to be ended."""

    def __init__(self, data: bytes, kind: Kind, limits: Limits) -> None:
        self._data, self._kind, self._limits = data, kind, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.count = 0

    def start(self) -> int:
        """Open the file and answer how many pages it has. Raises Refused."""
        limits = self._limits
        # its clock is ours; the processor time of a whole document only stops one that runs away
        seconds = limits.max_page_seconds * 20
        bounds = (seconds, limits.max_memory_bytes, limits.max_pages, limits.max_dots)
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_CHILD), self._kind, *map(str, bounds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        answer, _ = self._ask(struct.pack(">Q", len(self._data)) + self._data)
        if "error" in answer:
            self.close()
            raise Refused(answer["error"])
        self.count = int(answer["pages"])
        return self.count

    def page(self, number: int, **wishes: int | None) -> tuple[dict[str, Any], bytes]:
        """Answer what the process says of a page (from 0) and its picture; `{"error"}` if it has none to give."""
        with self._lock:
            if self._process is None:
                try:
                    self.start()
                except Refused as refused:
                    return {"error": str(refused)}, b""
            return self._ask(json.dumps({"page": number, **wishes}).encode() + b"\n")

    def _ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._process
        assert process and process.stdin and process.stdout  # noqa: S101, PT018  for the types: pipes were asked for
        alarm = threading.Timer(self._limits.max_page_seconds, process.kill)
        alarm.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline()
            answer = json.loads(line) if line.endswith(b"\n") else {"error": "ended"}
            size = int(answer.get("bytes", 0))
            body = process.stdout.read(size) if size else b""
            if len(body) < size:
                answer = {"error": "ended"}
        except OSError:
            answer, body = {"error": "ended"}, b""
        finally:
            alarm.cancel()
        if answer.get("error") == "ended":
            self.close()
        return answer, body

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@contextmanager
def opened(data: bytes, kind: Kind, limits: Limits) -> Iterator[Opener]:
    """An opener that is closed in the end."""
    opener = Opener(data, kind, limits)
    try:
        yield opener
    finally:
        opener.close()


def read_pages(opener: Opener, data: bytes, kind: Kind, numbers: Sequence[int], limits: Limits) -> Iterator[Recognised]:
    """Answer the pages of `numbers` (from 0) in this order, recognised side by side on all cores.

    `opener` is the first of the processes that open the file; more are started where there are many cores. Pages that
    are not begun when `limits.max_scan_seconds` have passed are `unread`.
    """
    cores = max(1, min(_cores(), len(numbers)))
    openers = [opener, *(Opener(data, kind, limits) for _ in range((cores - 1) // PAGES_A_PREPARER))]
    free: queue.SimpleQueue[Opener] = queue.SimpleQueue()
    for place in range(cores):
        free.put(openers[place % len(openers)])
    late = threading.Event()
    alarm = threading.Timer(limits.max_scan_seconds, late.set)
    alarm.daemon = True
    alarm.start()

    def read(number: int) -> Recognised:
        if late.is_set():
            return Recognised("unread")
        mine = free.get()
        try:
            return read_page(mine, number, limits)
        finally:
            free.put(mine)

    pool = ThreadPoolExecutor(cores)
    try:
        for done, page in enumerate(pool.map(read, numbers), 1):
            progress.tell(done, len(numbers))
            yield page
    finally:
        late.set()
        alarm.cancel()
        pool.shutdown(cancel_futures=True)
        for other in openers[1:]:
            other.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_page(opener: Opener, number: int, limits: Limits) -> Recognised:
    """Answer a page recognised; one that makes no sense as it stands is tried upside down too, the better kept."""
    page = _try(opener, number, None, limits)
    if page.state not in ("read", "blank") or (page.state == "blank" and not page.turned):
        return page
    if page.sureness >= UNSURE and len(page.words) >= FEW_WORDS:
        return page
    other = _try(opener, number, (page.turned + 180) % 360, limits)
    return other if other.sureness * len(other.words) ** 0.5 > page.sureness * len(page.words) ** 0.5 else page


def _try(opener: Opener, number: int, turn: int | None, limits: Limits) -> Recognised:
    told, picture = opener.page(number, turn=turn)
    match told.get("error"):
        case None:
            pass
        case "too_large":
            return Recognised("too_large")
        case "missing_reader":
            return Recognised("unread")
        case _:
            return Recognised("broken")
    words = recognise(picture, told["dpi"], limits, cut=bool(told["pieces"]))
    if words is None:
        return Recognised("unread", width=told["width"], height=told["height"], turned=told["turned"])
    return _laid_out(words, told)


def _laid_out(words: Sequence[Word], told: dict[str, Any]) -> Recognised:
    """The words as text, their places as shares of the upright page as it came."""
    across, down = told["dots"]
    skew, straightened = told["skew"], told["straightened"]
    if told["pieces"]:
        laid, ordered = put_together(words, told["pieces"], told["tables"], told["moved"])
    else:
        laid, ordered = written([(in_order(words if straightened else straight(words, skew)), None)])
    text = laid.text + "\n"
    standing = ordered if straightened else straight(ordered, -skew)
    placed: list[Placed] = []
    for match, word in zip(re.finditer(r"\S+", text), standing, strict=True):
        box = (word.left / across, word.top / down, word.right / across, word.bottom / down)
        left, top, right, bottom = (round(min(max(share, 0.0), 1.0), 5) for share in box)
        placed.append(Placed(*match.span(), left, top, right, bottom, round(word.confidence, 3)))
    state: Literal["read", "blank"] = "read" if placed else "blank"
    size = told["width"], told["height"]
    return Recognised(state, text, tuple(placed), *size, told["turned"], skew, laid.tables)
