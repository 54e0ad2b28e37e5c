"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.notices.models import Digest, Hold, ReminderRun

THEN = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province."""
    user = place.person("focal_person", organisation)
    digest = written(place, user, date(2026, 10, 5))
    by = place.person("coordinator")
    hold = Hold.objects.create(province=place.province, organisation=place.org[organisation], by=by, at=THEN)
    return {"notices:user_pk": user.pk, "notices:letter:pk": digest.pk, "notices:release:pk": hold.pk}


def written(place: Any, user: Any, on: date, **fields: Any) -> Digest:
    """A letter that went out on a day."""
    run, _made = ReminderRun.objects.get_or_create(province=place.province, on=on, defaults={"planned_at": THEN})
    part = {"organisation": "Cơ quan thử", "lines": [], "items": [], "asked": [], "asked_items": []}
    usual = {
        "state": "sent", "sent_at": THEN, "written_on": on, "subject": "Nhắc việc thử", "content": [part],
        "message_id": f"<{place.province.code}.{on:%Y%m%d}.{user.pk}@thu>",
    }  # fmt: skip
    return Digest.objects.create(province=place.province, run=run, user=user, **{**usual, **fields})


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    return {
        "notices:hold": {"organisation": place.org["cong-an-tinh"].pk},
        "notices:ladder": {"before": "30, 7", "after": "1", "gap": 5, "enquiry": 7, "by_mail": "on"},
    }
