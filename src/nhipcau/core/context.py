"""What every page needs to draw the house around its own content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .navigation import doors_for


def house(request: HttpRequest) -> dict[str, Any]:
    """`doors`: the main menu; `province`: the visitor's own; `demo`: whether this is the demonstration."""
    actor = getattr(request, "actor", None)
    signed_in = bool(actor)
    return {
        "doors": doors_for(request.actor) if signed_in else [],
        "province": request.user.province if signed_in else None,
        "demo": settings.NHIPCAU_DEMO,
    }
