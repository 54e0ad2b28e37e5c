"""What is said to a person after what they did: on the next page, or at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

from .choices import Tone


def tell(request: HttpRequest, text: Any, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Leaves a message for the next page; `undo` is an address that takes a POST and puts things back."""
    messages.add_message(request, level, text, extra_tags=f"undo:{undo}" if undo else "")


def toast(response: HttpResponse, text: Any, *, undo: str = "", tone: Tone = Tone.RIVER) -> HttpResponse:
    """Shows a message at once with an htmx answer; parameters as in `tell`. Gives the response back."""
    detail = {"text": str(text), "undo": undo, "tone": str(tone)}
    return trigger_client_event(response, "nhipcau:toast", detail)
