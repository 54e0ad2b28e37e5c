"""Counting readers without knowing them: numbers in memory, written down every few seconds by a thread.

A process that is killed loses at most what it counted since (`SECONDS`); one that is stopped loses nothing.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import maxminddb
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from .actions.counting import Count, write_down

SECONDS = 15
# Robots say so themselves in one of these words; one that lies is counted, as nobody can tell without watching people.
ROBOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiv|scrap|fetch|preview|monitor|uptime|check|validator|facebookexternalhit"
    r"|whatsapp|embedly|headless|lighthouse|phantom|puppeteer|playwright|curl|wget|httpie|python|okhttp|libwww|perl"
    r"|ruby|java/|go-http|axios|node|guzzle|postman|feed|rss|^$",
    re.IGNORECASE,
)
log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What was counted in this process and is not written down yet."""

    counts: Counter[Count] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def add(self, what: str, read: tuple[int, int, str], day: date, country: str = "") -> None:
        """Counts one reading (`view` or `download`) of an item of a province in a language."""
        with self.lock:
            self.counts[Count(what, *read, day, country)] += 1
        if self.thread is None:
            self._begin()

    def flush(self) -> None:
        """Writes everything down; what cannot be written is kept for the next time."""
        with self.lock:
            taken, self.counts = self.counts, Counter()
        try:
            write_down(taken)
        except DatabaseError:
            with self.lock:
                self.counts.update(taken)
            raise

    def _begin(self) -> None:
        with self.lock:
            if self.thread is None and settings.NHIPCAU_COUNT_EVERY:
                self.thread = threading.Thread(target=self._run, name="portal-readers", daemon=True)
                self.thread.start()
                atexit.register(self._end)

    def _run(self) -> None:
        while not self.stopped.wait(settings.NHIPCAU_COUNT_EVERY):
            self._try()

    def _end(self) -> None:
        self.stopped.set()
        self._try()

    def _try(self) -> None:
        close_old_connections()
        try:
            self.flush()
        except DatabaseError:
            log.exception("readers are kept in memory until the database answers")
        finally:
            close_old_connections()


def is_robot(agent: str) -> bool:
    """Whether a program says of itself that it is no reader."""
    return bool(ROBOTS.search(agent))


def country_table() -> Callable[[str], Any] | None:
    """What looks an address up in the province's table of countries; None where it has none.

    OSError or maxminddb.InvalidDatabaseError where the table cannot be read.
    """
    if not settings.NHIPCAU_COUNTRY_TABLE:
        return None
    look_up: Callable[[str], Any] = maxminddb.open_database(settings.NHIPCAU_COUNTRY_TABLE).get
    return look_up


@cache
def _table() -> Callable[[str], Any] | None:
    try:
        return country_table()
    except (OSError, maxminddb.InvalidDatabaseError):  # pages are worth more than a count of countries
        log.exception("the table of countries cannot be read: readers are counted without their country")
        return None


def country_of(address: str) -> str:
    """The country of an address by the offline table, if the province has one: two letters, else nothing.

    The address is looked up and forgotten.
    """
    look_up = _table()
    if look_up is None:
        return ""
    try:
        found = look_up(address) or {}
    except ValueError:
        return ""
    return str(found.get("country", {}).get("iso_code", ""))[:2]


TALLY = Tally()
