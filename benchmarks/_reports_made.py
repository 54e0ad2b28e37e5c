"""What is made of the reports of a year, measured on the database that `reports.py` built."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

REMINDED = range(-3, 5)  # days around the day on which last month's reports are due; the slowest run counts


def made(province: Any, now: datetime) -> dict[str, float]:
    """Seconds for the draft of the consolidated report, its DOCX and PDF, and a run of reminders.

    The draft is that of the period whose reports were sent; a first PDF starts LibreOffice, which is part of it.
    """
    from nhipcau.core.models import User
    from nhipcau.core.policy import actor_of
    from nhipcau.paper.public import as_docx, as_pdf, page_count
    from nhipcau.reports.actions.consolidating.drafting import draft
    from nhipcau.reports.models import Period
    from nhipcau.reports.queries.consolidating.printing import document_of

    coordinator = User.objects.get(email="dieu-phoi@do-thu.example.vn")
    actor = actor_of(coordinator, now.date())
    period = Period.objects.filter(province=province).latest("pk")
    found: dict[str, float] = {}
    paper = _timed(found, "consolidate_s", lambda: draft(actor, period, now=now))
    _timed(found, "docx_s", lambda: as_docx(document_of(paper)))
    pdf = _timed(found, "pdf_s", lambda: as_pdf(document_of(paper)))
    sources = sum(block.sources.count() for block in paper.blocks.all())
    print(f"consolidated: {paper.blocks.count()} blocks of {sources} sources, {page_count(pdf)} pages")
    owed = Period.objects.filter(province=province, kind="month").latest("pk")
    found["reminders_s"] = _reminders(province, datetime.combine(owed.due, now.timetz()))
    return found


def _timed(found: dict[str, float], key: str, do: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    answer = do()
    found[key] = round(time.perf_counter() - began, 2)
    return answer


def _reminders(province: Any, due: datetime) -> float:
    """The slowest run around the day on which every organisation owes a report; letters are written to memory."""
    from django.conf import settings

    from nhipcau.notices.public import remind

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    slowest, sent = 0.0, 0
    for day in REMINDED:
        began = time.perf_counter()
        moment = due + timedelta(days=day)
        sent += remind(province, on=moment.date(), clock=lambda moment=moment: moment).sent
        slowest = max(slowest, time.perf_counter() - began)
    print(f"reminders: {sent} letters in {len(REMINDED)} days")
    return round(slowest, 2)
