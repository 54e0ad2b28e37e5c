"""What other rooms may use of this one; pages use `{% load nhipcau %}` (catalogue: README.md)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

from .choices import STATES, Pattern, State, Tone
from .components.charts import ChartColumn, ChartPart
from .forms import Combobox, ComboboxMany, DateField, DateInput, Dropzone

__all__ = [
    "STATES", "ChartColumn", "ChartPart", "Combobox", "ComboboxMany", "DateField", "DateInput", "Dropzone", "Pattern",
    "State", "Tone", "add_state", "tell", "toast",
]  # fmt: skip


def add_state(key: str, state: State) -> None:
    """Adds a state of an app to the common list; called from its `ready`. Raises ValueError if another has the key."""
    if STATES.setdefault(key, state) != state:
        raise ValueError(f"state {key} is declared twice")


def tell(request: HttpRequest, text: Any, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Leaves a message for the next page; `undo` is an address that takes a POST and puts things back."""
    messages.add_message(request, level, text, extra_tags=f"undo:{undo}" if undo else "")


def toast(response: HttpResponse, text: Any, *, undo: str = "", tone: Tone = Tone.RIVER) -> HttpResponse:
    """Shows a message at once with an htmx answer; parameters as in `tell`. Gives the response back."""
    detail = {"text": str(text), "undo": undo, "tone": str(tone)}
    return trigger_client_event(response, "nhipcau:toast", detail)
