"""Values for addresses that belong to no room of their own (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from typing import Any


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters of the account library: keys of links that nobody was sent."""
    return {":uidb36": "1", ":key": "khong-co"}


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    day = {"kind": "off", "first": "01/06/2026", "name": "Nghỉ", "number": "1/QĐ", "issued_on": "01/01/2026"}
    return {
        "core:calendar_add": {**day, "issuer": "UBND tỉnh"},
        "core:calendar_drop": {"day": "2026-06-01"},
        "core:deadline_rules": {"deadline_on_day_off": "next"},
    }
