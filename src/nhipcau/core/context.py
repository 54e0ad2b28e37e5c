"""What every page needs to draw the house around its own content."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from .navigation import bells_for, doors_for
from .request import Request


def house(request: Request) -> dict[str, Any]:
    """`doors`: the main menu; `bells`: what waits for the visitor; `province`: the visitor's own; `demo`: whether this
    is the demonstration; `interface_languages`: what our own screens speak, which is less than what content does."""
    # An error page may be drawn for a request that never reached the middleware.
    signed_in = bool(getattr(request, "actor", None))
    return {
        "doors": doors_for(request.actor) if signed_in else [],
        "bells": bells_for(request.actor) if signed_in else [],
        "province": request.user.province if signed_in else None,
        "demo": settings.NHIPCAU_DEMO,
        "interface_languages": settings.NHIPCAU_INTERFACE_LANGUAGES,
    }
