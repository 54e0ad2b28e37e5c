"""Which tasks of a superior document have a duty in a plan, as the machine finds and as a person has said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from nhipcau.core.public import Actor
from nhipcau.documents.public import Document, Reading, cited_documents, comparable, reading_again
from vanban.coverage import coverage

from ..choices import Coverage
from ..models import CoverageMark, Plan


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of a document: its path, its words, and its offsets in the source."""

    path: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the superior document beside the plan. `match`: where a person said the plan has it, else the duty
    most like it; `score` (0 to 1) and `why` are the machine's, and only order what a person looks at."""

    clause: Clause
    state: Coverage
    match: Clause | None
    score: float
    why: str
    mark: CoverageMark | None = None


def superiors(actor: Actor, plan: Plan) -> QuerySet[Document]:
    """The stored documents that a plan may be held against, those that it cites first (`cited`)."""
    cited = Exists(cited_documents(plan.reading).filter(pk=OuterRef("pk")))
    rows = comparable(actor).exclude(pk=plan.document_id).annotate(cited=cited)
    return rows.order_by("-cited", *rows.query.order_by)


def tasks(plan: Plan, superior: Reading) -> list[Task]:
    """The tasks of a superior document's reading, in its order, each with how it stands beside the plan."""
    theirs, ours = _clauses(superior.content), _clauses(plan.reading.content)
    marks = {mark.path: mark for mark in marks_of(plan, superior.document)}
    found = []
    for one in coverage(reading_again(superior.content), reading_again(plan.reading.content)):
        mark = marks.get(one.path)
        match = ours.get((mark.plan_path if mark else one.best_path) or "")
        state = Coverage(mark.verdict) if mark else Coverage.LIKELY if one.best_path else Coverage.MISSING
        found.append(Task(theirs[one.path], state, match, one.score, one.why, mark))
    return found


def marks_of(plan: Plan, superior: Document) -> QuerySet[CoverageMark]:
    """What people have said of a superior document's tasks beside a plan."""
    return CoverageMark.objects.filter(plan=plan, superior=superior).select_related("by")


def places(plan: Plan) -> list[Clause]:
    """The paragraphs of a plan that a person may name as the place of a task."""
    return list(_clauses(plan.reading.content).values())


def counted(rows: list[Task]) -> dict[str, int]:
    """How many tasks stand how: every member of `Coverage`."""
    return {each.value: sum(row.state == each for row in rows) for each in Coverage}


def _clauses(content: Mapping[str, Any]) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for row in content["units"]:
        text = " ".join([row["text"], *(body["text"] for body in row["body"])])
        found.setdefault(row["path"], Clause(row["path"], text, row["start"], row["end"]))
    return found
