"""One duty: its words and where they stand in the source, whom it charges, what can be chosen when one is added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from nhipcau.core.public import Actor
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Organisation

from ..choices import Part
from ..models import Assignment, Duty
from .register import with_everything_shown

_LEAD_FIRST = Case(When(part=Part.LEAD, then=Value(0)), default=Value(1), output_field=IntegerField())
_LETTERS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the source text from which a duty was read, letter for letter."""

    text: str
    start: int
    end: int


def passages(duty: Duty) -> list[Passage]:
    """Where the duty was read, in the order of the source; empty for a duty that was written down by hand."""
    if not duty.spans or duty.plan is None:
        return []
    source = str(duty.plan.reading.content.get("source_text", ""))
    return [Passage(source[start:end].strip("\n"), start, end) for start, end in sorted(map(tuple, duty.spans))]


def duty_with_source(actor: Actor) -> QuerySet[Duty]:
    """The duties that the actor may see, each with its plan, the plan's reading, its section and its document."""
    rows: QuerySet[Duty] = Duty.objects.visible_to(actor)
    return rows.select_related("plan__reading", "section", "document", "confirmed_by")


def charged(actor: Actor, duty: Duty, today: date) -> QuerySet[Assignment]:
    """Who is charged with a duty, as far as the actor may see: who leads before who coordinates."""
    rows = Assignment.objects.visible_to(actor).filter(duty=duty)
    return with_everything_shown(rows, today).order_by(
        _LEAD_FIRST, "organisation__order", "organisation__sorted_as", "period"
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen when a duty is added or moved, by id."""

    organisations: dict[int, Organisation]
    documents: dict[int, Document]


def choices(actor: Actor, today: date) -> Choices:
    """The organisations that exist today, and the newest documents that were let in; two queries."""
    bodies = Organisation.objects.visible_to(actor).valid_on(today)
    letters = Document.objects.visible_to(actor).filter(state="accepted")[:_LETTERS_SHOWN]
    return Choices({body.pk: body for body in bodies}, {letter.pk: letter for letter in letters})


def bodies_to_choose(actor: Actor, today: date) -> list[tuple[int, str]]:
    """(id, name) of the organisations that exist today."""
    rows = Organisation.objects.visible_to(actor).valid_on(today)
    return list(rows.values_list("pk", "name"))
