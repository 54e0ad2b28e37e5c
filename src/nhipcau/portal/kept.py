"""Finished pages in memory: made once, given out until something that they show changes. One store a process."""

from __future__ import annotations

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db import connections

from .queries.sites import Site, Sites, sites

LOOK_SECONDS = 0.5
MOST_BYTES = 64 * 1024 * 1024
MOST_PAGES = 4000
LOCKS = 257
REST = 4  # times as long as the making took


class Standing(Enum):
    """How a kept page stands to what the portal shows now: `BEHIND` may lack a new item in the rows beside its text."""

    GOOD = "good"
    BEHIND = "behind"
    OVER = "over"


@dataclass(slots=True)
class Page:
    """An answer that can be given again. `number` is the generation and `day` the day for which it holds.

    `items` are those that it says something of, None for a list, which any change may be about. `read` is what is
    counted when somebody reads it: province, item, language. `since`: when it was first found behind.
    """

    body: bytes
    zipped: bytes
    headers: dict[str, str]
    etag: str
    province: int
    number: int
    day: date
    items: frozenset[int] | None = None
    read: tuple[int, int, str] | None = None
    modified: int | None = None
    since: float | None = None

    @property
    def size(self) -> int:
        """What it takes of the memory, roughly."""
        return len(self.body) + len(self.zipped) + 1024


def standing(page: Page, site: Site, day: date, seconds: float, now: float) -> Standing:
    """Whether a page of a portal still holds; one that is behind does so for `seconds` more from `now` on (monotonic).

    A change of what it does not show carries it over to the present generation.
    """
    if page.day != day or page.province != site.province.pk or page.number > site.number:
        return Standing.OVER
    if page.number == site.number:
        return Standing.GOOD
    later = [each for each in site.recent if each[0] > page.number]
    if page.items is None or len(later) < site.number - page.number:
        return Standing.OVER
    if any(about is None or not page.items.isdisjoint(about) for _number, about, _listed in later):
        return Standing.OVER
    if any(listed for _number, _about, listed in later):
        page.since = page.since or now
        return Standing.BEHIND if now - page.since < seconds else Standing.OVER
    page.number = site.number
    return Standing.GOOD


def zipped(body: bytes) -> bytes:
    """The same bytes for the wire; the same input gives the same output."""
    return gzip.compress(body, compresslevel=7, mtime=0)


@dataclass
class Shelf:
    """The pages, the one used longest ago first; whether one still holds is for whoever asks (`standing`)."""

    most_bytes: int = MOST_BYTES
    most_pages: int = MOST_PAGES
    pages: OrderedDict[str, Page] = field(default_factory=OrderedDict)
    bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    makers: list[threading.Lock] = field(default_factory=lambda: [threading.Lock() for _ in range(LOCKS)])

    def get(self, key: str) -> Page | None:
        """The page, if there is one."""
        page = self.pages.get(key)
        if page is None:
            return None
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
        return page

    def put(self, key: str, page: Page) -> None:
        """Keeps a page; as many old ones go as room is wanted."""
        if page.size > self.most_bytes // 8:
            return
        with self.lock:
            old = self.pages.pop(key, None)
            self.bytes -= old.size if old else 0
            self.pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most_bytes or len(self.pages) > self.most_pages:
                self.bytes -= self.pages.popitem(last=False)[1].size

    def clear(self) -> None:
        """Lets go of everything."""
        with self.lock:
            self.pages.clear()
            self.bytes = 0

    @contextmanager
    def making(self, key: str) -> Iterator[None]:
        """One thread makes a page; the others that want it wait, and then find it."""
        with self.makers[hash(key) % LOCKS]:
            yield


@dataclass
class Watch:
    """The portals with their generations, asked for at most every `every` seconds."""

    every: float = LOOK_SECONDS
    clock: Callable[[], float] = time.monotonic
    held: Sites | None = None
    until: float = 0.0

    def now(self) -> Sites:
        """The portals as they were at most `every` seconds ago."""
        held, moment = self.held, self.clock()
        if held is None or moment >= self.until:
            self.until = moment + self.every  # the other threads go on with what is there
            self.held = held = sites()
        return held

    def forget(self) -> None:
        """Has the next one who asks look again."""
        self.held = None


@dataclass
class Renewal:
    """Makes pages anew that are behind, one at a time in a thread of its own, and rests between: readers come first."""

    rest: float = REST
    waiting: dict[str, Callable[[], object]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None

    def ask(self, key: str, make: Callable[[], object]) -> None:
        """Has a page made, unless it waits already."""
        with self.lock:
            self.waiting.setdefault(key, make)
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="portal-renewal", daemon=True)
                self.thread.start()

    def _run(self) -> None:
        try:
            while make := self._next():
                began = time.monotonic()
                make()
                time.sleep(self.rest * (time.monotonic() - began))
        finally:
            connections.close_all()
            with self.lock:
                if self.thread is threading.current_thread():  # a page could not be made: the next one asked for is
                    self.thread = None

    def _next(self) -> Callable[[], object] | None:
        with self.lock:
            key = next(iter(self.waiting), None)
            if key is None:
                self.thread = None
                return None
            return self.waiting.pop(key)


SHELF, WATCH, RENEWAL = Shelf(), Watch(), Renewal()
