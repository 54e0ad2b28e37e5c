"""The report as its writer sees it: what was recorded, with what was typed over it, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nhipcau.core.public import fold
from nhipcau.plans.public import Section

from ..choices import QuestionKind
from ..models import Indicator, Question, ReportVersion, Submission, TemplateSection
from .figures import FigureRead, read_figure, written
from .recorded import Recorded, Suggested, recorded_in, suggested

FEWEST_ROWS = 1
_TEXTS = (QuestionKind.NARRATIVE, QuestionKind.BY_TASK)


@dataclass(frozen=True, slots=True)
class Box:
    """One field: its name, what stands in it, what would stand there untouched, and the revision of the change."""

    name: str
    value: str
    default: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that can be chosen and shortened; `source` is the update it came from, None for one that was added."""

    text: Box
    chosen: Box | None = None
    proposal: Box | None = None
    source: Recorded | None = None

    @property
    def counts(self) -> bool:
        """Whether it goes into the report."""
        return bool(self.text.value.strip()) and (self.chosen is None or self.chosen.value == "1")

    @property
    def shown(self) -> bool:
        """Whether it is shown at once: what is the last word on its duty, or was chosen or written over."""
        touched = self.text.revision or (self.chosen and self.chosen.revision)
        return self.source is None or self.source.newest or bool(touched)


@dataclass(frozen=True, slots=True)
class Group:
    """The passages on one section of a plan (id 0 and no label: outside every section), newest choices first."""

    section_id: int
    label: str
    passages: Sequence[Passage]
    free: Box

    @property
    def earlier(self) -> int:
        """How many passages are not shown at once: what was said before the last word on a duty."""
        return sum(1 for passage in self.passages if not passage.shown)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number that is asked for, with its four fields and what is made of them."""

    question: Question
    indicator: Indicator
    part: str
    figure: Box
    kind: Box
    reason: Box
    estimate: Box
    suggestion: Suggested | None
    read: FigureRead
    estimate_read: FigureRead

    @property
    def sources(self) -> tuple[int, ...]:
        """The figures on duties that it was summed from, as long as it is still that sum."""
        held = self.suggestion
        return held.figure_ids if held and self.read.value == held.value else ()


@dataclass(frozen=True, slots=True)
class CommendationRow:
    """One proposal to commend somebody."""

    name: Box
    kind: Box
    merit: Box
    form: Box


@dataclass(slots=True)
class Asked:
    """A question with everything that answers it."""

    question: Question
    groups: list[Group] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    commendations: list[CommendationRow] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """All passages of all groups, the free words included."""
        return [each for group in self.groups for each in (*group.passages, Passage(group.free))]

    @property
    def begun(self) -> bool:
        """Whether there is anything to read or choose; an untouched optional question may be folded away."""
        recorded = any(passage.source for passage in self.passages)
        return (
            recorded
            or any(passage.counts for passage in self.passages)
            or any(row.name.value for row in self.commendations)
        )


@dataclass(slots=True)
class Part:
    """A section of the report."""

    section: TemplateSection
    asked: list[Asked]


@dataclass(slots=True)
class Sheet:
    """The whole report as it would be sent now."""

    submission: Submission
    version: ReportVersion | None
    parts: list[Part]
    defaults: dict[str, str]
    recorded: int

    @property
    def asked(self) -> list[Asked]:
        """Every question, in order."""
        return [each for part in self.parts for each in part.asked]

    @property
    def says_something(self) -> bool:
        """Whether any passage is chosen or written, any number above zero given, anybody proposed."""
        texts = any(passage.counts for each in self.asked for passage in each.passages)
        numbers = any(row.read.value for each in self.asked for row in each.figures if not row.kind.value)
        return texts or numbers or any(row.name.value.strip() for each in self.asked for row in each.commendations)


class _Fields:
    """Reads boxes out of the stored fields, and remembers what would stand there untouched."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self.stored = stored
        self.defaults: dict[str, str] = {}

    def box(self, name: str, default: str = "") -> Box:
        held = self.stored.get(name)
        if default:
            self.defaults[name] = default
        return Box(name, held["v"] if held else default, default, held["r"] if held else 0)

    def rows(self, start: str, place: int) -> int:
        """How many numbered rows begin with `start` in what is stored, and one to add to."""
        used = [int(name.split(".")[place].lstrip("x")) for name in self.stored if name.startswith(start)]
        return max([*used, FEWEST_ROWS - 1]) + 1 + (1 if used else 0)


def sheet_of(submission: Submission, version: ReportVersion | None) -> Sheet:
    """The report with everything that was recorded in its period under what stands in `version`'s fields.

    Seven queries, whatever the number of duties. Reading it changes nothing: a draft begins with its first save.
    """
    period = submission.period
    sections = _sections(submission)
    questions = list(
        Question.objects.filter(section__in=sections).select_related("indicator").order_by("section__order", "order")
    )
    rows = recorded_in(period, submission.organisation_id)
    fields = _Fields(version.fields if version else {})
    routed = _routed(questions, rows)
    labels = _labels(questions, rows, submission)
    asked = {question.pk: _asked(question, routed.get(question.pk, []), rows, labels, fields) for question in questions}
    parts = [
        Part(section, [asked[question.pk] for question in questions if question.section_id == section.pk])
        for section in sections
    ]
    return Sheet(submission, version, parts, fields.defaults, len(rows))


def _sections(submission: Submission) -> list[TemplateSection]:
    """The sections that the organisation is asked for: its own choice of them, else all."""
    rows = TemplateSection.objects.filter(template=submission.period.template_id)
    wanted = set(submission.obligation.sections.values_list("pk", flat=True))
    return [section for section in rows if not wanted or section.pk in wanted]


def _routed(questions: Sequence[Question], rows: Iterable[Recorded]) -> dict[int, list[Recorded]]:
    """Under which question each record is offered: the first whose topics its duty names, else by task group, else
    the first narrative one."""
    topical = [(each, [fold(topic) for topic in each.topics]) for each in questions if each.topics]
    rest = next((each for kind in reversed(_TEXTS) for each in questions if each.kind == kind), None)
    found: dict[int, list[Recorded]] = {}
    for row in rows:
        text = fold(row.duty)
        question = next((each for each, topics in topical if any(topic in text for topic in topics)), rest)
        if question:
            found.setdefault(question.pk, []).append(row)
    return found


def _labels(questions: Sequence[Question], rows: Sequence[Recorded], submission: Submission) -> dict[int, str]:
    """The plan's sections by id, for questions by task group: those with a record, in the plan's order."""
    if not any(each.kind == QuestionKind.BY_TASK for each in questions):
        return {}
    wanted = {row.section_id for row in rows}
    found = Section.objects.filter(province_id=submission.province_id, pk__in=wanted).order_by("plan_id", "order")
    return {section.pk: str(section) for section in found}


def _asked(
    question: Question, own: list[Recorded], rows: list[Recorded], labels: dict[int, str], fields: _Fields
) -> Asked:
    asked = Asked(question)
    if question.kind == QuestionKind.BY_TASK:
        for section_id, label in (*labels.items(), (0, "")):
            records = [row for row in own if row.section_id == section_id]
            if records or not section_id:
                asked.groups.append(_group(question, section_id, label, records, fields))
    elif question.kind == QuestionKind.NARRATIVE:
        free = fields.box(f"t.{question.pk}.0")
        asked.groups.append(Group(0, "", _passages(question, own, fields), free))
    elif question.kind == QuestionKind.DIFFICULTIES:
        asked.groups.append(_difficulties(question, rows, fields))
    elif question.kind == QuestionKind.FIGURE:
        asked.figures = [_figure(question, place, part, rows, fields) for place, part in enumerate(_parts(question))]
    elif question.kind == QuestionKind.COMMENDATIONS:
        asked.commendations = [
            CommendationRow(*(fields.box(f"m.{question.pk}.{number}.{what}") for what in _OF_A_COMMENDATION))
            for number in range(fields.rows(f"m.{question.pk}.", 2))
        ]
    return asked


_OF_A_COMMENDATION = ("name", "kind", "merit", "form")


def _parts(question: Question) -> list[str]:
    return question.indicator.parts if question.indicator else []


def _group(question: Question, section_id: int, label: str, records: list[Recorded], fields: _Fields) -> Group:
    free = fields.box(f"t.{question.pk}.g{section_id}")
    return Group(section_id, label, _passages(question, records, fields), free)


def _passages(question: Question, records: list[Recorded], fields: _Fields) -> list[Passage]:
    return [
        Passage(
            fields.box(f"t.{question.pk}.u{row.update_id}", row.text),
            fields.box(f"c.{question.pk}.u{row.update_id}", "1" if row.newest else ""),
            source=row,
        )
        for row in records
        if row.text
    ]


def _difficulties(question: Question, rows: list[Recorded], fields: _Fields) -> Group:
    recorded = [
        Passage(
            fields.box(f"t.{question.pk}.u{row.update_id}", row.difficulty),
            fields.box(f"c.{question.pk}.u{row.update_id}", "1" if row.newest else ""),
            fields.box(f"p.{question.pk}.u{row.update_id}"),
            row,
        )
        for row in rows
        if row.difficulty
    ]
    added = [
        Passage(fields.box(f"t.{question.pk}.x{number}"), proposal=fields.box(f"p.{question.pk}.x{number}"))
        for number in range(fields.rows(f"t.{question.pk}.x", 2))
    ]
    return Group(0, "", [*recorded, *added], Box(f"t.{question.pk}.0", ""))


def _figure(question: Question, place: int, part: str, rows: list[Recorded], fields: _Fields) -> FigureRow:
    indicator = question.indicator
    if indicator is None:
        raise ValueError(f"question {question.pk} asks for a figure without an indicator")
    found = suggested(indicator, rows)
    boxes = {kind: f"{kind}.{question.pk}.{place}" for kind in "fkre"}
    figure = fields.box(boxes["f"], written(found.value) if found else "")
    estimate = fields.box(boxes["e"])
    return FigureRow(
        question,
        indicator,
        part,
        figure,
        fields.box(boxes["k"]),
        fields.box(boxes["r"]),
        estimate,
        found,
        read_figure(figure.value, unit=indicator.unit, decimals=indicator.decimals),
        read_figure(estimate.value, unit=indicator.unit, decimals=indicator.decimals),
    )
