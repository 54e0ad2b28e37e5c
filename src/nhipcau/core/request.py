"""The request as views see it, after the house's middleware."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from .models import User
from .policy import Actor


class Request(HttpRequest):
    """A request of a signed-in person: `now` and `today` are the only clock that views read."""

    now: datetime
    today: date
    actor: Actor
    user: User
    htmx: bool
