"""A version as it is read: section by section, each passage with the update it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from nhipcau.core.public import Actor

from ..choices import QuestionKind
from ..models import Answer, FigureValue, Question, Remark, ReportVersion, Submission, TemplateSection
from .agreeing import Disagreement, disagreeing
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Passages on one section of a plan; no label where there is no section."""

    label: str
    answers: Sequence[Answer]


@dataclass(slots=True)
class Told:
    """A question with what a version says to it."""

    question: Question
    groups: list[TextGroup] = field(default_factory=list)
    figures: list[FigureValue] = field(default_factory=list)


@dataclass(slots=True)
class ToldPart:
    """A section of the report with the questions that were answered, and its figures in one list."""

    section: TemplateSection
    told: list[Told]
    figures: list[FigureValue]
    kinds: frozenset[str]


def reports(actor: Actor) -> QuerySet[Submission]:
    """The reports that the actor may see, with what every page of one shows."""
    rows: QuerySet[Submission] = Submission.objects.visible_to(actor)
    return rows.select_related("organisation", "period__template", "obligation", "draft", "sent")


def told_by(version: ReportVersion) -> list[ToldPart]:
    """What a sent version says, in the order of its template; sections without an answer are left out. Five queries."""
    answers = version.answers.select_related("question", "section", "update__by", "assignment__duty", "difficulty")
    values = version.figures.select_related("question", "indicator").prefetch_related("sources")
    by_question: dict[int, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question_id, []).append(answer)
    figures: dict[int, list[FigureValue]] = {}
    for value in values:
        figures.setdefault(value.question_id, []).append(value)
    sections = TemplateSection.objects.filter(template__periods__submissions=version.submission_id)
    questions = Question.objects.select_related("indicator")
    parts = []
    for section in sections.prefetch_related(Prefetch("questions", queryset=questions)).distinct():
        told = [
            Told(question, _groups(by_question.get(question.pk, ())), figures.get(question.pk, []))
            for question in section.questions.all()
        ]
        kinds = frozenset(question.kind for question in section.questions.all())
        own = [value for each in told for value in each.figures]
        if own or any(each.groups for each in told) or QuestionKind.COMMENDATIONS in kinds:
            parts.append(ToldPart(section, told, own, kinds))
    return parts


def disagreements_of(version: ReportVersion) -> list[Disagreement]:
    """Where the words of a version and its figures do not agree; two queries."""
    figures = list(version.figures.select_related("indicator"))
    lines = [line for text in version.answers.values_list("text", flat=True) for line in text.splitlines()]
    return disagreeing(lines, figures)


def _groups(answers: Iterable[Answer]) -> list[TextGroup]:
    by_section: dict[str, list[Answer]] = {}
    for answer in answers:
        by_section.setdefault(str(answer.section) if answer.section else "", []).append(answer)
    return [TextGroup(label, rows) for label, rows in by_section.items()]


def thread(submission: Submission) -> QuerySet[Remark]:
    """The exchange about a report, oldest first."""
    return Remark.objects.filter(submission=submission).select_related("by", "question", "version")


def versions(submission: Submission) -> list[ReportVersion]:
    """Every version that was sent, newest first, without its words."""
    rows = ReportVersion.objects.filter(submission=submission).exclude(state="draft")
    return list(rows.select_related("sent_by", "approved_by", "decided_by").defer("fields", "snapshot"))


def still_missing(sheet: Sheet) -> int:
    """How many figures of a report have no answer of any kind yet."""
    rows = [row for asked in sheet.asked for row in asked.figures]
    return sum(1 for row in rows if row.read.kind is None and not row.read.problem and not row.kind.value)
