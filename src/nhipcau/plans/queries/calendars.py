"""Deadlines as a calendar file, and the address by which a person's calendar program reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from nhipcau.core.public import Actor, User, actor_of

from ..choices import OPEN_STATES, Part
from ..models import Assignment, CalendarFeed
from .register import Chosen, assignments, in_order, with_everything_shown

_SALT = "plans.calendar_feed"
_SHOWN_TEXT = 90


def with_deadlines(actor: Actor, chosen: Chosen, today: date) -> QuerySet[Assignment]:
    """The open assignments with a deadline that the actor may see and that match, what is due first on top.

    For a whole province only those who lead; for an agency also what it coordinates.
    """
    rows = assignments(actor, chosen, today).filter(
        last_day__isnull=False, state__in=[str(each) for each in OPEN_STATES]
    )
    if actor.sees_province and not chosen.organisation_id:
        rows = rows.filter(part=Part.LEAD)
    return with_everything_shown(in_order(rows, "han"), today)


def calendar_of(rows: QuerySet[Assignment], name: str, *, address: Callable[[Assignment], str], now: datetime) -> bytes:
    """The deadlines as an iCalendar file: one whole-day event for each assignment, on its last day on time.

    `address` gives the absolute address of an assignment's page; an event keeps its identity from file to file.
    """
    book = Calendar()
    book.add("prodid", "-//Nhip Cau//So nhiem vu//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    book.add("x-published-ttl", "PT6H")
    for row in rows.iterator(chunk_size=500):
        if row.last_day is None:
            continue
        event = Event()
        event.add("uid", f"phan-cong-{row.pk}@nhip-cau")
        event.add("dtstamp", now)
        event.add("dtstart", row.last_day)
        event.add("dtend", row.last_day + timedelta(days=1))
        event.add("summary", _summary(row))
        event.add("description", _description(row))
        event.add("categories", [str(row.get_part_display())])
        event.add("transp", "TRANSPARENT")
        event.add("url", address(row))
        book.add_component(event)
    content: bytes = book.to_ical()
    return content


def _summary(row: Assignment) -> str:
    text = row.duty.text
    short = text if len(text) <= _SHOWN_TEXT else f"{text[:_SHOWN_TEXT].rsplit(' ', 1)[0]}…"
    return _("Hạn: %(text)s") % {"text": short}


def _description(row: Assignment) -> str:
    lines = [row.organisation.name, f"{row.get_part_display()} · {row.duty.deadline_text}".rstrip(" ·"), row.duty.text]
    if row.plan:
        lines.append(f"{row.plan.number} {row.duty.path}".strip())
    return "\n".join(lines)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The person's own calendar address, where they have made one that is still good."""
    return CalendarFeed.objects.filter(user_id=actor.user_id, active=True).first()


def signed(feed: CalendarFeed) -> str:
    """The part of the address that proves whose calendar it is; nothing in the database gives it away."""
    return signing.Signer(salt=_SALT).sign_object({"user": feed.user_id, "serial": feed.serial}, compress=False)


def actor_of_feed(proof: str, today: date) -> Actor | None:
    """Who a calendar address belongs to, with what they may see on `today`; None for a forged or revoked one."""
    try:
        claim = signing.Signer(salt=_SALT).unsign_object(proof)
    except signing.BadSignature:
        return None
    user = User.objects.filter(
        pk=claim["user"], is_active=True, calendar_feed__serial=claim["serial"], calendar_feed__active=True
    ).first()
    return actor_of(user, today) if user else None
