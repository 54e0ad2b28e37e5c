"""Changing what reports ask for. A template that a period uses stays as it is; it is taken up as another edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Model

from nhipcau.core.public import Actor, ChangedMeanwhileError, nfc, record, require

from ..choices import ARRIVED, MANAGE, Direction, QuestionKind, Totalling
from ..errors import (
    IndicatorFixedError,
    IndicatorMissingError,
    LastOneError,
    NothingSaidError,
    PeriodClosedError,
    TemplateUsedError,
)
from ..models import Indicator, Obligation, Period, Question, ReportTemplate, TemplateSection
from ..queries.templates import free_code, is_fixed, is_used, state_of


@dataclass(frozen=True, slots=True)
class QuestionGiven:
    """A question as a coordinator describes it; `indicator` where a figure is asked for."""

    kind: QuestionKind
    words: str
    help: str = ""
    required: bool = False
    indicator: Indicator | None = None
    topics: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class IndicatorGiven:
    """An indicator as a coordinator describes it."""

    name: str
    unit: str
    direction: Direction = Direction.NEITHER
    totalling: Totalling = Totalling.SUM
    decimals: int = 0
    breakdown: Sequence[str] = field(default=())
    recorded_as: Sequence[str] = field(default=())


# What a figure means hangs on these: they stay from the moment in which a period asks for it.
MEANING = ("unit", "totalling", "decimals", "breakdown")


def copy_template(actor: Actor, template: ReportTemplate, *, name: str = "", now: datetime) -> ReportTemplate:
    """Another edition of a template, which is retired; with a `name`, a template of its own beside it.

    Sections and questions are copied, so the new one asks for the same until somebody changes it. A template that was
    retired already is never taken up twice: raises ChangedMeanwhileError.
    """
    require(actor, MANAGE)
    with transaction.atomic():
        standing = _locked(actor, template)
        if not name.strip() and standing.retired:
            raise ChangedMeanwhileError(standing)
        codes = set(ReportTemplate.objects.filter(province_id=standing.province_id).values_list("code", flat=True))
        made = ReportTemplate.objects.create(
            province_id=standing.province_id,
            code=free_code(name, codes) if name.strip() else standing.code,
            edition=1 if name.strip() else _last_edition(standing) + 1,
            name=nfc(name).strip()[:300] or standing.name,
            made_at=now,
        )
        _copy_parts(standing, made)
        if not name.strip():
            standing.retired = True
            standing.save(update_fields=["retired"])
        summary = f"Lập mẫu báo cáo: {made.name}" if name.strip() else f"Lập lần sửa {made.edition}: {made.name}"
        record(actor, "reports.copy_template", made, summary, at=now, data={"from": standing.pk})
    return made


def _last_edition(template: ReportTemplate) -> int:
    rows = ReportTemplate.objects.filter(province_id=template.province_id, code=template.code)
    return int(rows.aggregate(last=Max("edition"))["last"] or 0)


def _copy_parts(template: ReportTemplate, made: ReportTemplate) -> None:
    for section in template.sections.prefetch_related("questions"):
        questions = list(section.questions.all())
        section.pk, section.template, section._state.adding = None, made, True
        section._prefetched_objects_cache = {}
        section.save()
        for question in questions:
            question.pk, question.section = None, section
        Question.objects.bulk_create(questions)


def rename_template(actor: Actor, template: ReportTemplate, name: str, *, seen: str, now: datetime) -> ReportTemplate:
    """Gives a template another name, which no period shows yet. Raises what every change here raises."""
    require(actor, MANAGE)
    with transaction.atomic():
        standing = _open(actor, template)
        _unchanged(standing, seen)
        standing.name = _words(name, 300)
        standing.save(update_fields=["name"])
        record(actor, "reports.rename_template", standing, f"Đổi tên mẫu báo cáo: {standing.name}", at=now)
    return standing


def retire_template(actor: Actor, template: ReportTemplate, *, now: datetime) -> ReportTemplate:
    """Offers a template no more for new periods; those that use it keep it. Raises LastOneError for the only one."""
    require(actor, MANAGE)
    with transaction.atomic():
        standing = _locked(actor, template)
        if not ReportTemplate.objects.visible_to(actor).filter(retired=False).exclude(pk=standing.pk).exists():
            raise LastOneError
        standing.retired = True
        standing.save(update_fields=["retired"])
        record(actor, "reports.retire_template", standing, f"Thôi dùng mẫu báo cáo: {standing.name}", at=now)
    return standing


def save_section(
    actor: Actor,
    template: ReportTemplate,
    section: TemplateSection | None,
    *,
    number: str,
    heading: str,
    seen: str = "",
    now: datetime,
) -> TemplateSection:
    """Adds a section at the end (None), or changes its number and heading.

    Raises TemplateUsedError, NothingSaidError without a heading, ChangedMeanwhileError where it is no longer as `seen`.
    """
    require(actor, MANAGE)
    words = _words(heading, 300)
    with transaction.atomic():
        standing = _open(actor, template)
        if section is None:
            keys = set(standing.sections.values_list("key", flat=True))
            held = TemplateSection(
                province_id=standing.province_id, template=standing, key=free_code(words, keys),
                order=_next(standing.sections.all()),
            )  # fmt: skip
        else:
            held = standing.sections.get(pk=section.pk)
            _unchanged(held, seen)
        held.number, held.heading = nfc(number).strip()[:10], words
        held.save()
        record(actor, "reports.save_section", standing, f"Phần “{words}” của mẫu {standing.name}", at=now)
    return held


def save_question(
    actor: Actor,
    section: TemplateSection,
    question: Question | None,
    given: QuestionGiven,
    *,
    seen: str = "",
    now: datetime,
) -> Question:
    """Adds a question at the end of a section (None), or changes it.

    Raises TemplateUsedError, NothingSaidError without words, IndicatorMissingError for a figure without an indicator,
    ChangedMeanwhileError where it is no longer as `seen`.
    """
    require(actor, MANAGE)
    asks_figure = given.kind == QuestionKind.FIGURE
    if asks_figure and given.indicator is None:
        raise IndicatorMissingError
    words = _words(given.words or (given.indicator.name if given.indicator else ""), 500)
    with transaction.atomic():
        template = _open(actor, section.template)
        standing: TemplateSection = template.sections.get(pk=section.pk)
        if question is None:
            keys = set(Question.objects.filter(section__template=template).values_list("key", flat=True))
            held = Question(
                province_id=template.province_id, section=standing, key=free_code(words, keys),
                order=_next(standing.questions.all()),
            )  # fmt: skip
        else:
            held = standing.questions.get(pk=question.pk)
            _unchanged(held, seen)
        held.kind, held.words, held.help, held.required = (
            given.kind,
            words,
            nfc(given.help).strip()[:500],
            given.required,
        )
        held.indicator = given.indicator if asks_figure else None
        held.topics = _lines(given.topics)
        held.save()
        record(actor, "reports.save_question", template, f"Câu hỏi “{words}” của mẫu {template.name}", at=now)
    return held


def move_part(actor: Actor, part: TemplateSection | Question, *, up: bool, now: datetime) -> None:
    """Moves a section or question past its neighbour; at the end it stays. Raises TemplateUsedError."""
    require(actor, MANAGE)
    with transaction.atomic():
        template = _open(actor, _template_of(part))
        rows = list(_beside(part))
        at = next(place for place, row in enumerate(rows) if row.pk == part.pk)
        to = at - 1 if up else at + 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
            for place, row in enumerate(rows, 1):
                type(row).objects.filter(pk=row.pk).update(order=place)
            record(actor, "reports.move_part", template, f"Đổi thứ tự “{part}” trong mẫu {template.name}", at=now)


def drop_part(actor: Actor, part: TemplateSection | Question, *, now: datetime) -> None:
    """Takes a section (with its questions) or a question out of a template that no period uses.

    Raises TemplateUsedError, LastOneError for the only section or the only question of a section.
    """
    require(actor, MANAGE)
    with transaction.atomic():
        template = _open(actor, _template_of(part))
        if _beside(part).count() < 2:
            raise LastOneError
        record(actor, "reports.drop_part", template, f"Bỏ “{part}” khỏi mẫu {template.name}", at=now)
        part.delete()


def save_indicator(
    actor: Actor, indicator: Indicator | None, given: IndicatorGiven, *, seen: str = "", now: datetime
) -> Indicator:
    """Adds an indicator (None), or changes it. Unit, parts, decimals and totalling of one that a period asks for stay.

    Raises NothingSaidError without name or unit, IndicatorFixedError, ChangedMeanwhileError.
    """
    require(actor, MANAGE)
    name, unit = _words(given.name, 300), _words(given.unit, 60)
    values: dict[str, Any] = {
        "name": name, "unit": unit, "direction": given.direction, "totalling": given.totalling,
        "decimals": given.decimals, "breakdown": _lines(given.breakdown), "recorded_as": _lines(given.recorded_as),
    }  # fmt: skip
    with transaction.atomic():
        rows = Indicator.objects.visible_to(actor).select_for_update(of=("self",))
        if indicator is None:
            codes = set(rows.values_list("code", flat=True))
            held = Indicator(province_id=actor.province_id, code=free_code(name, codes), order=_next(rows))
        else:
            held = rows.get(pk=indicator.pk)
            _unchanged(held, seen)
            if is_fixed(held) and any(getattr(held, part) != values[part] for part in MEANING):
                raise IndicatorFixedError
        for part, value in values.items():
            setattr(held, part, value)
        held.save()
        record(actor, "reports.save_indicator", held, f"Chỉ tiêu: {held}", at=now)
    return held


def ask_for_sections(actor: Actor, period: Period, wanted: Mapping[int, Sequence[int]], *, now: datetime) -> int:
    """From which sections each body reports: obligation id → section ids of the template. All of them asks for all.

    Bodies whose report has arrived keep what they were asked; answers how many were changed. Raises LastOneError where
    a body would be asked for nothing, PeriodClosedError.
    """
    require(actor, MANAGE)
    with transaction.atomic():
        standing: Period = Period.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=period.pk)
        if standing.closed_at:
            raise PeriodClosedError
        known = set(TemplateSection.objects.filter(template=standing.template_id).values_list("pk", flat=True))
        rows = Obligation.objects.filter(period=standing, pk__in=list(wanted))
        changed = 0
        for row in rows.exclude(submission__state__in=ARRIVED).prefetch_related("sections"):
            chosen = known & set(wanted[row.pk])
            if not chosen:
                raise LastOneError
            before = {section.pk for section in row.sections.all()} or known
            if chosen != before:
                row.sections.set([] if chosen == known else chosen)
                changed += 1
        if changed:
            summary = f"Đổi phần phải báo cáo của {changed} cơ quan: {standing.name}"
            record(actor, "reports.ask_for_sections", standing, summary, at=now, data={"organisations": changed})
    return changed


def _locked(actor: Actor, template: ReportTemplate) -> ReportTemplate:
    found: ReportTemplate = ReportTemplate.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=template.pk)
    return found


def _open(actor: Actor, template: ReportTemplate) -> ReportTemplate:
    """The template, locked, where it may still change. Raises TemplateUsedError."""
    standing = _locked(actor, template)
    if standing.retired or is_used(standing):
        raise TemplateUsedError
    return standing


def _unchanged(row: Model, seen: str) -> None:
    if seen and seen != state_of(row):
        raise ChangedMeanwhileError(row)


def _template_of(part: TemplateSection | Question) -> ReportTemplate:
    return part.template if isinstance(part, TemplateSection) else part.section.template


def _beside(part: TemplateSection | Question) -> Any:
    """The part and its neighbours, in order."""
    return part.template.sections.all() if isinstance(part, TemplateSection) else part.section.questions.all()


def _next(rows: Any) -> int:
    return int(rows.order_by().aggregate(last=Max(F("order")))["last"] or 0) + 1


def _words(text: str, longest: int) -> str:
    words = " ".join(nfc(text).split())[:longest]
    if not words:
        raise NothingSaidError
    return words


def _lines(lines: Sequence[str]) -> list[str]:
    """Each name once, in order, without blanks."""
    plain = (" ".join(nfc(line).split())[:120] for line in lines)
    return list(dict.fromkeys(line for line in plain if line))
