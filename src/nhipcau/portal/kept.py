"""Finished pages in memory: made once, given out until something that they show changes. One store a process."""

from __future__ import annotations

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .queries.sites import Sites, sites

LOOK_SECONDS = 0.5
MOST_BYTES = 64 * 1024 * 1024
MOST_PAGES = 4000
LOCKS = 257


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that can be given again. `read` is what is counted when somebody reads it: item and language."""

    body: bytes
    zipped: bytes
    headers: dict[str, str]
    etag: str
    stamp: object
    read: tuple[int, int, str] | None = None
    modified: int | None = None

    @property
    def size(self) -> int:
        """What it takes of the memory, roughly."""
        return len(self.body) + len(self.zipped) + 1024


def zipped(body: bytes) -> bytes:
    """The same bytes for the wire; the same input gives the same output."""
    return gzip.compress(body, compresslevel=7, mtime=0)


@dataclass
class Shelf:
    """The pages, the one used longest ago first. A page whose `stamp` is no longer the present one is not given out."""

    most_bytes: int = MOST_BYTES
    most_pages: int = MOST_PAGES
    pages: OrderedDict[str, Page] = field(default_factory=OrderedDict)
    bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    makers: list[threading.Lock] = field(default_factory=lambda: [threading.Lock() for _ in range(LOCKS)])

    def get(self, key: str, stamp: object) -> Page | None:
        """The page, if it was made under this stamp."""
        page = self.pages.get(key)
        if page is None or page.stamp != stamp:
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


SHELF, WATCH = Shelf(), Watch()
