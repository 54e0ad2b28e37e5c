"""Consolidated reports for the addresses that are about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nhipcau.reports.actions.consolidating.drafting import draft
from nhipcau.reports.models import Consolidation, Period

from . import given

_DRAFTING = (
    "paper",
    "paper_again",
    "paper_frame",
    "paper_versions",
    "paper_keep",
    "paper_look",
    "paper_file",
    "paper_ask_review",
)
_BLOCKS = ("paper_words", "paper_add", "paper_arrange", "paper_vouch")


def make_papers(place: Any, period: Period, now: datetime) -> dict[str, Any]:
    """One being written, one in review, one to be signed; `period` has a report that arrived."""
    actor = given.coordinator(place)
    drafting, reviewing, to_sign = (draft(actor, period, now=now) for _each in range(3))
    Consolidation.objects.filter(pk=reviewing.pk).update(state="reviewing", asked_review_by_id=actor.user_id)
    Consolidation.objects.filter(pk=to_sign.pk).update(state="to_sign")
    block = drafting.blocks.filter(kind="passage").latest("order")
    return {
        **{f"reports:{name}:pk": drafting.pk for name in (*_DRAFTING, *_BLOCKS)},
        **{f"reports:{name}:block_pk": block.pk for name in _BLOCKS},
        **{f"reports:{name}:pk": reviewing.pk for name in ("paper_approve", "paper_send_back")},
        "reports:paper_issue:pk": to_sign.pk,
        "reports:make_paper:period_pk": period.pk,
        "reports:paper_file:form": "docx",
    }


POSTS: dict[str, dict[str, Any]] = {
    "reports:paper_words": {"text": "Lời mới.", "revision": "0"},
    "reports:paper_add": {"text": "Thêm một đoạn."},
    "reports:paper_arrange": {"viec": "bo"},
    "reports:paper_vouch": {"number": "5", "note": "Tự đếm"},
    "reports:paper_look": {"kind": "not_reported", "key": "o1", "note": "Đã gọi"},
    "reports:paper_keep": {"occasion": "Trước khi họp"},
    "reports:paper_send_back": {"reason": "Bổ sung"},
    "reports:paper_issue": {"number": "15", "on": "01/12/2026"},
}
