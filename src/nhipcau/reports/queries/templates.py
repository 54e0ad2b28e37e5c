"""What reports ask for, as the people who decide it see it: templates, their questions, and indicators."""

from __future__ import annotations

import hashlib
import re

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, QuerySet

from nhipcau.core.public import Actor, fold

from ..models import Indicator, Period, Question, ReportTemplate, TemplateSection


def templates(actor: Actor) -> QuerySet[ReportTemplate]:
    """The templates of the province, those in use first, each with `periods_count` and `questions_count`; one query."""
    rows: QuerySet[ReportTemplate] = ReportTemplate.objects.visible_to(actor)
    return rows.annotate(
        periods_count=Count("periods", distinct=True), questions_count=Count("sections__questions", distinct=True)
    )


def whole(template: ReportTemplate) -> list[TemplateSection]:
    """The sections of a template in order, each with its questions and their indicators; two queries."""
    asked = Question.objects.select_related("indicator")
    return list(template.sections.prefetch_related(Prefetch("questions", queryset=asked)))


def is_used(template: ReportTemplate) -> bool:
    """Whether a period uses the template, so that it does not change any more."""
    return Period.objects.filter(template=template).exists()


def indicators(actor: Actor) -> QuerySet[Indicator]:
    """The province's indicators in order, each with `fixed`: a period asks for it, so its unit stays; one query."""
    rows: QuerySet[Indicator] = Indicator.objects.visible_to(actor)
    asked = Period.objects.filter(template__sections__questions__indicator=OuterRef("pk"))
    return rows.annotate(fixed=Exists(asked))


def is_fixed(indicator: Indicator) -> bool:
    """Whether a period asks for the indicator: what was counted under its unit and parts keeps its meaning."""
    return Period.objects.filter(template__sections__questions__indicator=indicator).exists()


def state_of(row: Model) -> str:
    """A short name for how a row stands: a page hands it back, so that nobody overwrites what another just wrote."""
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:16]


def free_code(words: str, taken: set[str]) -> str:
    """A code made of `words` that is none of `taken`: `Tin, bài đã đăng` → `tin-bai-da-dang`."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:50].strip("-") or "muc"
    return next(code for code in (plain, *(f"{plain}-{at}" for at in range(2, 10_000))) if code not in taken)
