"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from nhipcau.plans.models import Ask, LetterPacket, Proof, Update

from . import samples_review
from .given import THEN, give

LATER, LATEST = date(2090, 6, 30), "31/12/2090"
OF_AN_ASSIGNMENT = (
    "assignment", "report_progress", "ask_more_time", "say_not_ours", "accept_report", "return_report",
    "move_assignment",
)  # fmt: skip


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province and, where a record is an agency's own, for that agency."""
    return {**_of_the_register(place, organisation), **samples_review.make(place, organisation)}


def _of_the_register(place: Any, organisation: str) -> dict[str, Any]:
    row = give(place, organisation, last=LATER)
    by = place.person("focal_person", organisation)
    owner = {"province": place.province, "by": by, "at": THEN}
    update = Update.objects.create(**owner, assignment=row, state="in_progress", text="Đang làm")
    stored = storages["documents"].save("minh-chung/mau.pdf", ContentFile(b"%PDF-1.7"))
    proof = Proof.objects.create(province=place.province, update=update, name="mau.pdf", stored_as=stored)
    ask = Ask.objects.create(**owner, assignment=row, kind="more_time", reason="Bận", until=date(2090, 12, 1))
    packet = LetterPacket.objects.create(
        province=place.province, on=date(2026, 11, 2), by=by, at=THEN, state="done", stored_as=stored
    )
    return {
        **{f"plans:{name}:pk": row.pk for name in OF_AN_ASSIGNMENT},
        "plans:duty:pk": row.duty_id,
        "plans:withdraw_duty:pk": row.duty_id,
        "plans:proof:pk": proof.pk,
        "plans:answer_ask:pk": ask.pk,
        "plans:letter_packet:pk": packet.pk,
        "plans:letter_file:pk": place.org[organisation].pk,
        "plans:calendar_feed:proof": "khong-co",
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    other = place.org["cong-an-tinh"].pk
    return {
        **samples_review.posts(place),
        "plans:report_progress": {"version": 1, "state": "in_progress", "text": "Đã làm"},
        "plans:ask_more_time": {"version": 1, "until": LATEST, "reason": "Bận"},
        "plans:say_not_ours": {"version": 1, "reason": "Thuộc cơ quan khác"},
        "plans:accept_report": {"version": 1},
        "plans:return_report": {"version": 1, "remark": "Bổ sung"},
        "plans:move_assignment": {"version": 1, "to": other, "reason": "Theo chức năng"},
        "plans:answer_ask": {"agreed": "1"},
        "plans:add_duty": {"text": "Việc mới", "lead": [other]},
        "plans:withdraw_duty": {"reason": "Trùng"},
        "plans:keep_view": {"name": "Một khung nhìn", "query": ""},
    }
