"""What the consolidated report is made of: everything that stands for the period, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from nhipcau.core.public import Actor

from ...choices import PeriodKind
from ...models import Answer, Commendation, Difficulty, FigureValue, Obligation, Period, Question, TemplateSection
from ..standing import standing_submissions

# Under which kind of record a source is found, and its id.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what an agency said: `key` is its record (`("answer", 12)`), `number` its place in it (from 0).

    `version`: what it was sent with, 0 outside a report; `group`: the plan's section for results by task, else 0;
    `duty` the duty it was recorded under.
    """

    key: Key
    number: int
    agency: str
    text: str
    question_id: int
    version: int
    group: int = 0
    duty: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that stands for a period: `sections` of the template with their questions, `lines` by question id,
    `groups`: the plan's sections by id (path, heading), `values`: figures by (indicator id, part)."""

    period: Period
    sections: tuple[TemplateSection, ...]
    questions: dict[int, tuple[Question, ...]]
    lines: dict[int, list[Line]]
    groups: dict[int, str]
    values: dict[tuple[int, str], list[FigureValue]]
    asked: int
    arrived: int
    plans: tuple[str, ...] = field(default=())

    def all_lines(self) -> Iterable[Line]:
        """Every line, question by question."""
        for section in self.sections:
            for question in self.questions.get(section.pk, ()):
                yield from self.lines.get(question.pk, ())


def material(actor: Actor, period: Period) -> Material:
    """What stands for `period`, and nothing that was returned or is still being written; ten queries."""
    sent = {row.sent_id: row.organisation for row in standing_submissions(actor, [period])}
    # Whole names: a report may not use an abbreviation that it does not explain (Decree 30/2020, Annex I).
    names = {version: body.name for version, body in sent.items() if version}
    sections = tuple(period.template.sections.prefetch_related("questions__indicator"))
    questions = {section.pk: tuple(section.questions.all()) for section in sections}
    lines: dict[int, list[Line]] = defaultdict(list)
    groups = _answers(names, lines)
    kinds = {question.kind: question.pk for asked in questions.values() for question in asked}
    _matters(period, names, lines, kinds)
    values: dict[tuple[int, str], list[FigureValue]] = defaultdict(list)
    for value in FigureValue.objects.filter(version__in=names).select_related("indicator").order_by("pk"):
        values[value.indicator_id, value.part].append(value)
    return Material(
        period,
        sections,
        questions,
        dict(lines),
        groups,
        dict(values),
        asked=Obligation.objects.filter(period=period, excused=False).count(),
        arrived=len(sent),
        plans=tuple(f"Kế hoạch số {plan.number}" if plan.number else plan.title for plan in period.plans.all()),
    )


def _answers(names: dict[int, str], lines: dict[int, list[Line]]) -> dict[int, str]:
    """Adds the answers' lines in the agencies' order; answers the plan's sections that they belong to."""
    groups: dict[int, str] = {}
    rows = (
        Answer.objects.filter(version__in=names)
        .select_related("section", "assignment")
        .order_by("question_id", "section__order", "version__submission__organisation__order", "order", "pk")
    )
    for answer in rows:
        group = answer.section_id or 0
        if answer.section is not None:
            groups[group] = answer.section.heading
        duty = answer.assignment.duty_id if answer.assignment is not None else None
        for number, text in enumerate(lines_of(answer.text)):
            lines[answer.question_id].append(
                Line(
                    ("answer", answer.pk), number, names[answer.version_id], text, answer.question_id,
                    answer.version_id, group, duty,
                )
            )  # fmt: skip
    return groups


def _matters(period: Period, names: dict[int, str], lines: dict[int, list[Line]], kinds: dict[str, int]) -> None:
    """Adds difficulties and commendations under the question that asks for them.

    The year's report also has who was proposed outside the reports of that year.
    """
    asked = kinds.get("difficulties")
    if asked:
        for row in Difficulty.objects.filter(version__in=names).order_by("organisation__order", "pk"):
            text = one_line(row.text if not row.proposal else f"{_ended(row.text)} Đề xuất: {row.proposal}")
            lines[asked].append(
                Line(("difficulty", row.pk), 0, names[row.version_id or 0], text, asked, row.version_id or 0)
            )
    asked = kinds.get("commendations")
    if asked:
        wanted = Q(version__in=names)
        if period.kind == PeriodKind.YEAR:
            wanted |= Q(version=None, province_id=period.province_id, year=period.year)
        rows = Commendation.objects.filter(wanted).select_related("organisation")
        for merit in rows.order_by("kind", "organisation__order", "pk"):
            text = one_line(f"{merit.get_kind_display()} {merit.name}: {merit.merit}")
            lines[asked].append(
                Line(("commendation", merit.pk), 0, merit.organisation.name, text, asked, merit.version_id or 0)
            )


def lines_of(text: str) -> list[str]:
    """The lines of an answer that say something, without the dashes that they begin with."""
    return [line for line in (one_line(each).lstrip("-–+•* ").strip() for each in text.splitlines()) if line]


def one_line(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())


def _ended(text: str) -> str:
    return text.rstrip(" ;,") if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip(' ;,')}."
