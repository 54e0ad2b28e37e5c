"""The review page: what was read, what a person should look at first, and where it stands in the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, allows
from nhipcau.documents.public import Document, NextStep
from nhipcau.organisations.public import Organisation

from ..choices import REVIEW, Change, Part, PartyState, PlanState, ProposalState
from ..models import Party as PartyRow
from ..models import Plan, Proposal, ReviewStep, Section
from .confirmable import UNTOUCHED, Whom
from .doubts import TO_LOOK_AT, Sureness, key_of, sureness_by_duty
from .paper import Paper, papers
from .source import Line, Mark, source_lines

_LIGHTLY = ("number", "date", "place", "issuer_as_written", "title", "signer", "sign_capacity", "secrecy", "urgency")


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a row: as written, whom it means today, and what is open about it."""

    row: PartyRow
    holder: Organisation | None
    choices: tuple[Organisation, ...]
    problem: str
    as_written: bool = False

    @property
    def successor(self) -> bool:
        """Whether somebody else holds the work today."""
        return bool(self.holder and self.row.organisation_id and self.holder.pk != self.row.organisation_id)


@dataclass(slots=True)
class Row:
    """A proposal as the page shows it. `reasons`: why a person should look, most pressing first; `doubts`: those
    of them that concern no name; `blocked`: whether one of them stands in the way of confirming; `sureness`: how sure
    the reader is of its least sure field, where it said so and no person has checked the row."""

    proposal: Proposal
    leads: list[Party] = field(default_factory=list)
    coordinating: list[Party] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    blocked: bool = False
    sureness: Sureness | None = None

    @property
    def parties(self) -> list[Party]:
        """Everybody named in the row, those who lead first."""
        return [*self.leads, *self.coordinating]

    @property
    def open_now(self) -> bool:
        """Whether the row can still be edited."""
        return self.proposal.state != ProposalState.CONFIRMED

    @property
    def needs_look(self) -> bool:
        """Whether a person should look before confirming."""
        return bool(self.reasons) and self.proposal.state == ProposalState.PROPOSED


@dataclass(slots=True)
class Board:
    """Everything that was read of a plan, in document order."""

    plan: Plan
    sections: list[Section]
    rows: list[Row]

    @property
    def content(self) -> Mapping[str, Any]:
        """The reading, by its contract."""
        content: Mapping[str, Any] = self.plan.reading.content
        return content

    def to_look_at(self) -> list[Row]:
        """Rows that a person should see first: the least sure in front, and among equals those that block.

        Where the reader did not say how sure it is, those that block come first and the others last.
        """
        return sorted((row for row in self.rows if row.needs_look), key=lambda row: (_share(row), not row.blocked))

    def by_section(self) -> list[tuple[Section, list[Row]]]:
        """Rows under their sections, in document order."""
        found: dict[int, list[Row]] = {section.pk: [] for section in self.sections}
        for row in self.rows:
            found[row.proposal.section_id].append(row)
        return [(section, found[section.pk]) for section in self.sections]

    def by_organisation(self) -> list[tuple[str, list[Row], int]]:
        """Rows under who leads them (each row once, under its first lead), with in how many that name coordinates."""
        led: dict[str, list[Row]] = {}
        helped: dict[str, int] = {}
        for row in self.rows:
            lead = row.leads[0] if row.leads else None
            led.setdefault(_called(lead) if lead else _("Chưa có cơ quan chủ trì"), []).append(row)
            for party in row.coordinating:
                helped[_called(party)] = helped.get(_called(party), 0) + 1
        return [(name, rows, helped.get(name, 0)) for name, rows in sorted(led.items(), key=lambda each: -len(each[1]))]

    def by_deadline(self) -> list[tuple[str, list[Row]]]:
        """Rows with a day in order of days, then those without one, then what goes on all the time."""
        live = [row for row in self.rows if row.proposal.state != ProposalState.DROPPED]
        dated = sorted((row for row in live if row.proposal.due), key=lambda row: row.proposal.due or date.max)
        undated = [row for row in live if not row.proposal.due]
        asked = [row for row in undated if row.proposal.proposed_due and not row.proposal.due_left_open]
        left = [row for row in undated if row not in asked]
        groups = [("dated", dated), ("asked", asked), ("left", left)]
        return [(name, rows) for name, rows in groups if rows]

    def marks(self) -> list[Mark]:
        """What is lit in the source: proposals, citations, report deadlines, the facts of the header."""
        found = [
            Mark(start, end, f"p{row.proposal.pk}")
            for row in self.rows
            if row.proposal.state != ProposalState.DROPPED
            for start, end in row.proposal.spans
        ]
        for number, citation in enumerate(self.content["citations"]):
            found.append(Mark(citation["start"], citation["end"], f"c{number}"))
        for pointer, places in self.content["evidence"].items():
            key = _key_of(pointer)
            found += [Mark(place["start"], place["end"], key) for place in places if key]
        return found

    def lines(self, only: Sequence[tuple[int, int]] | None = None) -> list[Line]:
        """The source, or those of its lines that touch the given spans."""
        return source_lines(self.content, self.marks(), only)

    def papers(self) -> list[Paper]:
        """The pages of the source as pictures, with what was read marked on them; none where nobody knows where."""
        return papers(self.content, self.marks())

    @property
    def scanned(self) -> bool:
        """Whether some of the text was recognised from a picture, so that the paper itself is what to look at."""
        return any(page.get("method") == "ocr" for page in self.content.get("pages", ()))

    def ready(self, section: Section) -> tuple[int, int]:
        """How many duties of a section wait for confirmation, and how many of these are blocked."""
        waiting = [
            row for row in self.rows
            if row.proposal.section_id == section.pk and row.proposal.state == ProposalState.PROPOSED
        ]  # fmt: skip
        return len(waiting), sum(row.blocked for row in waiting)


def plans_seen_by(actor: Actor) -> QuerySet[Plan]:
    """The province's plans, newest year first, without what was read in them."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(actor).defer("reading__content")
    return rows.select_related("document", "replaces")


def board(plan: Plan, on: date, ids: Iterable[int] | None = None) -> Board:
    """The rows of a plan under review as of a day; `ids` limits them to some proposals.

    Eight queries whatever the number of rows.
    """
    rows = Proposal.objects.filter(plan=plan).select_related("section", "previous_duty").prefetch_related("parties")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    proposals = list(rows)
    parties = [party for proposal in proposals for party in proposal.parties.all()]
    whom = Whom(plan.province_id, parties, on)
    names = {body.pk: body for body in whom.all_bodies()}
    sureness = sureness_by_duty(plan.reading.content)
    shown = [_row(proposal, whom, names, sureness.get(key_of(proposal))) for proposal in proposals]
    return Board(plan, list(plan.sections.all()), shown)


def last_change(plan: Plan) -> ReviewStep | None:
    """The newest change in a review that stands."""
    return plan.steps.filter(undone_at__isnull=True).select_related("by").only("at", "label", "by__full_name").first()


def changes_since(plan: Plan, proposal_id: int, version: int) -> list[ReviewStep]:
    """What others did to a proposal after somebody saw it as `version`, newest first (at most ten are looked at)."""
    found = []
    for step in plan.steps.filter(undone_at__isnull=True).select_related("by")[:10]:
        before = next((row for row in step.before["proposals"] if row["id"] == proposal_id), None)
        if before and before["version"] >= version:
            found.append(step)
    return found


def replaceable_plans(actor: Actor) -> QuerySet[Plan]:
    """Confirmed plans that no other plan replaces: what an amended plan may take the place of."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(actor)
    return rows.filter(state=PlanState.CONFIRMED, replaced_by__isnull=True)


def _row(proposal: Proposal, whom: Whom, names: Mapping[int, Organisation], sureness: Sureness | None) -> Row:
    row = Row(proposal)
    parties = list(proposal.parties.all())
    for party in parties:
        choices = tuple(names[each] for each in whom.open_successors(party))
        held = names.get(whom.holder_id(party) or 0)
        problem = whom.problem(party) if proposal.state == ProposalState.PROPOSED else ""
        shown = Party(party, held, choices, problem, whom.stands_as_written(party))
        (row.leads if party.part == Part.LEAD else row.coordinating).append(shown)
    if proposal.state != ProposalState.PROPOSED or (proposal.change in UNTOUCHED and proposal.previous_duty_id):
        return row
    if proposal.change != Change.DROPPED:
        blockers = whom.problems(proposal, parties)
        row.reasons, row.blocked = [blocker.sentence for blocker in blockers], bool(blockers)
        row.doubts = [blocker.sentence for blocker in blockers if not blocker.written]
    if not proposal.checked:
        if not proposal.sure:
            row.doubts.append(proposal.why_unsure or _("Máy chưa chắc ở mục này."))
        elif proposal.change in (Change.CHANGED, Change.ADDED):
            row.doubts.append(_("Khác với kế hoạch trước."))
        _doubt(row, sureness)
    row.reasons += [doubt for doubt in row.doubts if doubt not in row.reasons]
    return row


def _doubt(row: Row, sureness: Sureness | None) -> None:
    """Says how sure the reader is of a row, and why its least sure field is doubted where the row is looked at."""
    row.sureness = sureness
    if sureness is None or not (sureness.share < TO_LOOK_AT or row.reasons or row.doubts):
        return
    if sureness.sentence:
        row.doubts.append(sureness.sentence)
    elif not row.doubts and sureness.share < TO_LOOK_AT:
        row.doubts.append(_("Máy chưa chắc ở mục này."))


def _share(row: Row) -> float:
    """How sure a row is, for the order of the list."""
    if row.sureness is None:
        return 0.0 if row.blocked else 1.0
    return row.sureness.share


def _called(party: Party) -> str:
    if party.holder and party.row.state == PartyState.RESOLVED:
        return party.holder.name
    return party.row.written


def _key_of(pointer: str) -> str:
    """The mark that an evidence pointer lights; empty for what is not lit by itself."""
    parts = pointer.strip("/").split("/")
    if parts[0] == "metadata" and parts[1] in _LIGHTLY:
        return f"m-{parts[1]}"
    if parts[0] == "report_deadlines":
        return f"r{parts[1]}"
    if parts[0] == "citations":
        return f"c{parts[1]}"
    return ""


def review_of(actor: Actor, document: Document) -> NextStep | None:
    """What this room offers on the page of a document that was read: to open its review, or to go on with it."""
    if not allows(actor, REVIEW):
        return None
    standing = Plan.objects.visible_to(actor).filter(document=document).values_list("pk", flat=True).first()
    if standing:
        return NextStep(_("Đến trang rà soát"), reverse("plans:review", args=[standing]), "plan")
    return NextStep(_("Mở rà soát kế hoạch"), reverse("plans:open", args=[document.pk]), "plan")
