"""Festivals and events of a language as iCalendar: a telephone that subscribes keeps them up to date."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from nhipcau.core.public import Request
from nhipcau.library.public import current

from ..queries.records import Record, records
from .common import open_to_all, place_of

DAYS_BACK = 366


@open_to_all
def events(request: Request, code: str) -> HttpResponse:
    if code not in settings.NHIPCAU_CONTENT_LANGUAGES:
        raise Http404
    place = place_of(request)
    rows = current(place.province.pk, code).defer(None)
    rows = rows.filter(kind="event", ends_on__gte=place.today - timedelta(days=DAYS_BACK)).order_by("starts_on", "pk")
    calendar = Calendar()
    with override(code if code in settings.NHIPCAU_INTERFACE_LANGUAGES else "en"):
        name = _("Lễ hội và sự kiện · %(place)s") % {"place": place.province.name}
    calendar.add("prodid", "-//Nhip Cau//Lich//VI")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for record in records(place, rows):
        if record.starts_on:
            calendar.add_component(_event(record, record.starts_on, record.ends_on or record.starts_on))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(record: Record, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", record.id)
    event.add("summary", record.title, parameters={"LANGUAGE": record.language})
    event.add("description", record.summary)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # the day behind the last (RFC 5545, 3.6.1)
    event.add("dtstamp", record.updated_at)
    event.add("last-modified", record.updated_at)
    event.add("url", record.url)
    if venue := record.facts.get("venue"):
        event.add("location", venue)
    if record.latitude is not None and record.longitude is not None:
        event.add("geo", (record.latitude, record.longitude))
    return event
