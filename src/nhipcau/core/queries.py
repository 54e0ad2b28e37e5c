"""Questions about the audit trail and the calendar of working days."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from .models import AuditEntry, AuditHead, CalendarDay, CalendarDecision, Province
from .policy import Actor
from .workdays.calendar import Calendar
from .workdays.law import Basis, SpecialDay
from .workdays.recurring import Deadline, deadline

GENESIS = "0" * 64


def link_hash(entry: AuditEntry) -> str:
    """The hash that binds an entry to the one before it: SHA-256 over every column in a canonical JSON form."""
    content = [
        entry.previous_hash,
        entry.province_id,
        entry.sequence,
        entry.at.timestamp(),
        entry.actor_id,
        entry.actor_name,
        entry.act,
        entry.subject_type,
        entry.subject_id,
        entry.summary,
        entry.data,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where a province's chain does not hold: `problem` is `altered`, `missing` or `cut off`."""

    province_id: int
    sequence: int
    problem: str


def broken_links() -> Iterator[BrokenLink]:
    """Every place where the audit trail was altered behind the application's back; empty when it is whole.

    Reads all rows once, in order, with bounded memory.
    """
    for head in AuditHead.objects.order_by("province_id"):
        expected, previous = 1, GENESIS
        rows = AuditEntry.objects.filter(province_id=head.province_id).order_by("sequence")
        for entry in rows.iterator(chunk_size=2000):
            for sequence in range(expected, entry.sequence):
                yield BrokenLink(head.province_id, sequence, "missing")
            unbroken = entry.sequence != expected or entry.previous_hash == previous
            if entry.hash != link_hash(entry) or not unbroken:
                yield BrokenLink(head.province_id, entry.sequence, "altered")
            expected, previous = entry.sequence + 1, entry.hash
        if expected - 1 != head.sequence or previous != head.hash:
            yield BrokenLink(head.province_id, head.sequence, "cut off")
    without_head = AuditEntry.objects.exclude(province_id__in=AuditHead.objects.values("province_id"))
    for province_id in without_head.order_by().values_list("province_id", flat=True).distinct():
        yield BrokenLink(province_id, 0, "cut off")


def history_of(actor: Actor, subject_type: str, subject_id: object) -> QuerySet[AuditEntry]:
    """What was done to one record of the actor's province, newest first."""
    return AuditEntry.objects.visible_to(actor).filter(subject_type=subject_type, subject_id=str(subject_id))


def audit_trail(actor: Actor, *, words: str = "") -> QuerySet[AuditEntry]:
    """The province's audit trail, newest first; `words` are looked for in what was done and who did it."""
    rows = AuditEntry.objects.visible_to(actor)
    return rows.filter(Q(summary__icontains=words) | Q(actor_name__icontains=words)) if words else rows


def working_calendar(province_id: int) -> Calendar:
    """The working days of a province: what it has entered from decisions, over what the law gives; two queries."""
    rows = CalendarDay.objects.filter(province_id=province_id).select_related("decision")
    decided = {
        row.day: SpecialDay(
            row.day, row.off, row.name, Basis(row.decision.number, row.decision.issued_on, row.decision.issuer)
        )
        for row in rows
    }
    settled = CalendarDecision.objects.filter(province_id=province_id, settles_year__isnull=False)
    return Calendar(decided, frozenset(settled.values_list("settles_year", flat=True)))


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """How a province reads printed deadlines: what “trước ngày” means, and where a day off moves them."""

    before_excludes_the_day: bool
    rule: str
    calendar: Calendar

    def of(self, printed: date, *, before: bool) -> Deadline:
        """The last day on time of a printed day; `before`: it stood after “trước ngày”."""
        return deadline(
            printed,
            before=before,
            before_excludes_the_day=self.before_excludes_the_day,
            rule=self.rule,
            calendar=self.calendar,
        )


def deadline_reading(province: Province) -> DeadlineReading:
    """How a province reads printed deadlines; two queries, then pure."""
    calendar = working_calendar(province.pk)
    return DeadlineReading(province.before_excludes_the_day, province.deadline_on_day_off, calendar)
