"""One record for every address of the review (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.documents.models import Document, Reading
from nhipcau.plans.models import Confirmation, Party, Plan, Proposal, Section

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
CONTENT: dict[str, Any] = {
    "schema": "vanban/1", "source_text": "1. Đón phóng viên.", "text": "1. Đón phóng viên.", "metadata": {},
    "units": [],
    "assignments": [], "citations": [], "report_deadlines": [], "recipients": [], "repairs": [], "warnings": [],
    "evidence": {},
}  # fmt: skip
OF_A_PLAN = (
    "plan", "confirm", "withdraw", "compare", "reread", "review", "undo", "add_proposal", "settle_undated",
    "find_bearer", "row", "edit", "charge", "act", "settle_name", "coverage", "mark_coverage",
)  # fmt: skip


def make(place: Any, organisation: str) -> dict[str, Any]:
    """A plan under review that replaces another, with one proposal, one name and one confirmation."""
    user, province = place.person("coordinator"), place.province
    former, plan = (_plan(place, f"{organisation}-{number}") for number in (1, 2))
    plan.replaces = former
    plan.save()
    section = Section.objects.create(province=province, plan=plan, path="II", heading="Nhiệm vụ", order=0)
    proposal = Proposal.objects.create(
        province=province, plan=plan, section=section, path="II.1", order=0, text="Đón phóng viên.", spans=[[3, 18]]
    )
    party = Party.objects.create(
        province=province, proposal=proposal, part="lead", written="Sở Ngoại vụ", state="unknown"
    )
    confirmation = Confirmation.objects.create(province=province, plan=plan, by=user, at=NOW, duties_count=0)
    return {
        **{f"plans:{name}:pk": plan.pk for name in OF_A_PLAN},
        "plans:mark_coverage:document_pk": former.document_id,
        "plans:open:document_pk": former.document_id,
        "plans:proposal_pk": proposal.pk,
        "plans:party_pk": party.pk,
        "plans:confirmation_pk": confirmation.pk,
        "plans:act": "dung",
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted."""
    body = f"o:{place.org['cong-an-tinh'].pk}"
    return {
        "plans:withdraw": {"reason": "Thử thu hồi"},
        "plans:add_proposal": {"start": 3, "end": 18},
        "plans:settle_undated": {"what": "chap-nhan"},
        "plans:mark_coverage": {"path": "II.1", "what": "rut"},
        "plans:charge": {"part": "lead", "bearer": body, "version": 1},
        "plans:act": {"version": 1},
        "plans:settle_name": {"bearer": body, "version": 1},
        "plans:edit": {"text": "Khác", "version": 1},
    }


def _plan(place: Any, name: str) -> Plan:
    user, province = place.person("coordinator"), place.province
    document = Document.objects.create(
        province=province, sha256=f"ra-soat-{province.code}-{name}", name="a.txt", size=1, state="accepted",
        stored_as="a", uploaded_by=user, uploaded_at=NOW,
    )  # fmt: skip
    reading = Reading.objects.create(
        province=province, document=document, file_sha256=document.sha256, reader_version="1", schema="vanban/1",
        content=CONTENT, created_at=NOW,
    )  # fmt: skip
    return Plan.objects.create(
        province=province, document=document, reading=reading, title="Kế hoạch thử", year=2026,
        issued_on=date(2026, 1, 5), opened_by=user, opened_at=NOW,
    )  # fmt: skip
