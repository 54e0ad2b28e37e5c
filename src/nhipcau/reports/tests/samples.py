"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from nhipcau.organisations.models import Organisation
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.models import AgencyPreference, Annex, Commendation, Difficulty, ReportVersion, Submission, SubPlan

from . import given
from .samples_papers import POSTS, make_papers
from .samples_templates import TEMPLATE_POSTS, make_templates

FAR = {"due": date(2090, 12, 20), "lock_on": date(2090, 12, 31), "cut_off": date(2090, 12, 14)}
NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def _report(place: Any, code: str, template: str = "dot-xuat") -> Submission:
    period = given.period(place, (code,), template=template, **FAR)
    return given.report(period, place, code)


def _written(place: Any, code: str) -> Submission:
    report = _report(place, code)
    save_draft(given.officer(place, code), report, given.enough(report), seen=0, now=NOW)
    return given.report(report.period, place, code)


def _sent(place: Any, code: str) -> Submission:
    report = _written(place, code)
    return submit(given.officer(place, code), report, seen=report.revision, now=NOW)


def _waiting(place: Any, code: str) -> Submission:
    AgencyPreference.objects.filter(organisation=place.org[code]).delete()
    held = AgencyPreference.objects.create(province=place.province, organisation=place.org[code], leader_approves=True)
    report = _sent(place, code)
    held.delete()
    return report


def _on_paper(place: Any, code: str) -> Submission:
    report = _written(place, code)
    report.draft.entry, report.draft.received_on = "paper", date(2026, 11, 1)
    report.draft.save()
    return report


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province and, where a record is an agency's own, for that agency."""
    body: Organisation = place.org[organisation]
    owner = {"province": place.province, "organisation": body}
    written, sent, waiting, paper = (
        make_one(place, organisation) for make_one in (_written, _sent, _waiting, _on_paper)
    )
    by = place.person("focal_person", organisation)
    stored = storages["documents"].save("minh-chung/bao-cao.pdf", ContentFile(b"%PDF-1.7"))
    kept = {"stored_as": stored, "media_type": "application/pdf", "size": 8}
    annex = Annex.objects.create(
        province=place.province, version=written.draft, name="phu-luc.pdf", by=by, at=NOW, **kept
    )
    ReportVersion.objects.filter(pk=sent.sent_id).update(proof_name="bao-cao.pdf", proof_stored_as=stored)
    difficulty = Difficulty.objects.create(
        **owner, text="Thiếu người", raised_by=by, raised_at=NOW, answer_due=date(2026, 11, 20)
    )
    commendation = Commendation.objects.create(
        **owner, year=2026, kind="collective", name="Phòng Hợp tác", merit="Đón 12 đoàn", by=by, at=NOW
    )
    sub_plan = SubPlan.objects.create(
        **owner, plan=given.plan(place, f"{organisation}/KH-UBND"), requested_by=place.person("coordinator"),
        requested_at=NOW, file_name="ke-hoach.pdf", file_stored_as=stored,
    )  # fmt: skip
    ours = {
        **dict.fromkeys(("write", "autosave", "add_annex", "on_behalf"), written.pk),
        **dict.fromkeys(("write_for", "autosave_for"), paper.pk),
        **dict.fromkeys(("report", "accept", "return", "correct", "say", "printed"), sent.pk),
        **dict.fromkeys(("approve", "decline", "take_back"), waiting.pk),
        **dict.fromkeys(("period", "close", "period_sections"), written.period_id),
        **dict.fromkeys(("annex", "drop_annex"), annex.pk),
        **dict.fromkeys(("sub_plan", "sub_plan_file", "waive_sub_plan"), sub_plan.pk),
        "exception": written.obligation_id,
        "preference": body.pk,
        "proof": sent.sent_id,
        "answer": difficulty.pk,
        "withdraw_commendation": commendation.pk,
    }
    papers = make_papers(place, sent.period, NOW) | make_templates(place, sent.period.template, NOW)
    return {**papers, **{f"reports:{name}:pk": pk for name, pk in ours.items()}, "reports:printed:ending": "docx"}


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    words = {"text": "Xin bổ sung số liệu"}
    return {
        **POSTS,
        **TEMPLATE_POSTS,
        "reports:return": words,
        "reports:decline": words,
        "reports:correct": words,
        "reports:say": words,
        "reports:answer": words,
        "reports:raise": words,
        "reports:unasked": {"name": "Báo cáo về một việc"},
        "reports:write": {"act": "save", "seen": "1"},
        "reports:exception": {"kind": "excused", "reason": "Mới thành lập"},
        "reports:preference": {"leader_approves": "on"},
        "reports:sub_plan": {"number": "05/KH"},
        "reports:propose": {"kind": "collective", "name": "Phòng Hợp tác", "merit": "Đón 12 đoàn"},
    }
