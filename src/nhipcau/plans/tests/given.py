"""Duties and assignments as the tests of the register need them, made without a review before them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.documents.models import Document, Reading
from nhipcau.plans.actions.duties import index_duties
from nhipcau.plans.models import Assignment, Duty, Plan, Section

THEN = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
TEXT = "Cung cấp thông tin đối ngoại cho cơ quan báo chí"


def plan(place: Any, number: str = "45/KH-UBND", year: int = 2026) -> Plan:
    """A confirmed plan with one section, read from a text of three lines."""
    by = place.person("coordinator")
    owner = {"province": place.province}
    sha = number.encode().hex().ljust(64, "0")[:64]
    document = Document.objects.create(
        **owner, sha256=sha, name="ke-hoach.txt", size=1, state="accepted", uploaded_by=by, uploaded_at=THEN
    )
    reading = Reading.objects.create(
        **owner, document=document, file_sha256=sha, reader_version="thử", schema="vanban/1", created_at=THEN,
        content={"source_text": f"KẾ HOẠCH\n- {TEXT}.\nNơi nhận:"},
    )  # fmt: skip
    made = Plan.objects.create(
        **owner, document=document, reading=reading, title=f"Kế hoạch năm {year}", number=number, year=year,
        state="confirmed", opened_by=by, opened_at=THEN,
    )  # fmt: skip
    Section.objects.create(**owner, plan=made, path="IV", heading="Tổ chức thực hiện", order=1)
    return made


def duty(place: Any, text: str = TEXT, *, of: Plan | None = None, **fields: Any) -> Duty:
    """A confirmed duty that can be found by its words."""
    section = of.sections.first() if of else None
    fields = {"origin": "plan" if of else "by_hand", **fields}
    by = place.person("coordinator")
    made = Duty.objects.create(
        province=place.province, plan=of, section=section, text=text, path="IV.1.-1" if of else "",
        spans=[[9, 11 + len(TEXT)]] if of else [], confirmed_by=by, confirmed_at=THEN, **fields,
    )  # fmt: skip
    index_duties(Duty.objects.filter(pk=made.pk))
    return made


def give(
    place: Any, code: str = "so-ngoai-vu", *, to: Duty | None = None, last: date | None = None, **fields: Any
) -> Assignment:
    """An assignment of an organisation, with a duty of its own where none is named."""
    charged = to or duty(place)
    fields = {"part": "lead", "due": last, "last_day": last, "written_as": place.org[code].name, **fields}
    return Assignment.objects.create(
        province=place.province, duty=charged, plan=charged.plan, organisation=place.org[code], **fields
    )
