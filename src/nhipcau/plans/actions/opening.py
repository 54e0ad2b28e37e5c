"""Opening a review: what was read in a document becomes proposals that a person puts right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.core.public import Actor, record, require
from nhipcau.documents.public import Document, FileState, Reading, newest_reading
from nhipcau.organisations.public import Resolution, ResolutionState, Resolver

from ..choices import REVIEW, Change, Mode, Part, PartyState, PlanState, Rhythm
from ..errors import AlreadyOpenError, CannotReplaceError, NoReadingError
from ..models import Party, Plan, Proposal, Section
from ..queries.occurrences import as_day, proposed_due
from .compare import compare_with_replaced

_STATES = {
    ResolutionState.RESOLVED: PartyState.RESOLVED,
    ResolutionState.GROUP: PartyState.RESOLVED,
    ResolutionState.AMBIGUOUS: PartyState.AMBIGUOUS,
    ResolutionState.UNKNOWN: PartyState.UNKNOWN,
}


def open_plan(actor: Actor, document: Document, *, now: datetime, replaces: Plan | None = None) -> Plan:
    """Opens a review of the newest reading of a document: sections, proposals, and names resolved as of its day.

    With `replaces`, a confirmed plan, every proposal is compared with that plan's duties and only what differs is
    left to review. Raises NoReadingError, AlreadyOpenError (with the plan's id) or CannotReplaceError.
    """
    require(actor, REVIEW)
    reading = newest_reading(document)
    if document.province_id != actor.province_id or reading is None or document.state != FileState.ACCEPTED:
        raise NoReadingError
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        standing = Plan.objects.visible_to(actor).filter(document=document).first()
        if standing:
            raise AlreadyOpenError(standing.pk)
        _check_replaced(actor, replaces)
        plan = _plan(actor, document, reading, replaces, now)
        sections = _sections(plan, reading.content)
        _proposals(plan, reading.content, sections, timezone.localdate(now))
        if replaces:
            compare_with_replaced(plan)
        record(
            actor, "plans.open", plan, "Mở rà soát kế hoạch", at=now,
            data={"document": document.pk, "reading": reading.pk, "replaces": replaces.pk if replaces else None},
        )  # fmt: skip
    return plan


def section_path(path: str) -> str:
    """The main section that a path lies in: `IV` of `IV.2.-3`, `KT.II` of `KT.II.1`, `Ch.I` of `Ch.I.Đ5`."""
    labels = path.split(".")
    nested = labels[0] in ("KT", "Ch") or labels[0].startswith("PL")
    return ".".join(labels[: 2 if nested else 1])


def day_of(plan: Plan, today: date) -> date:
    """The day as of which a plan's names are meant: its date, else the first of its year, else today."""
    return plan.issued_on or (date(plan.year, 1, 1) if plan.year else today)


def party_values(resolution: Resolution) -> dict[str, Any]:
    """What a resolution says of a party: organisation, group and state."""
    return {
        "organisation_id": resolution.organisation_id,
        "group_id": resolution.group_id,
        "state": _STATES[resolution.state],
    }


def _check_replaced(actor: Actor, replaced: Plan | None) -> None:
    if replaced is None:
        return
    free = not Plan.objects.filter(replaces=replaced).exists()
    if replaced.province_id != actor.province_id or replaced.state != PlanState.CONFIRMED or not free:
        raise CannotReplaceError


def _plan(actor: Actor, document: Document, reading: Reading, replaces: Plan | None, now: datetime) -> Plan:
    year = reading.content["metadata"]["year"]
    return Plan.objects.create(
        province_id=actor.province_id,
        document=document,
        reading=reading,
        title=document.title or document.name,
        number=document.number,
        issued_on=document.issued_on,
        year=year or (document.issued_on.year if document.issued_on else None),
        replaces=replaces,
        opened_by_id=actor.user_id,
        opened_at=now,
    )


def _sections(plan: Plan, content: Mapping[str, Any]) -> dict[str, Section]:
    """The main sections that charge somebody, with the heading that is printed over them."""
    wanted = dict.fromkeys(section_path(row["path"]) for row in content["assignments"])
    units = {unit["path"]: unit for unit in content["units"]}
    for path in wanted:
        unit = units.get(path)
        first = min(row["start"] for row in content["assignments"] if section_path(row["path"]) == path)
        heading = unit["text"][:600] if unit else ""
        wanted[path] = Section(
            province_id=plan.province_id,
            plan=plan,
            path=path[:60],
            heading=heading,
            order=unit["start"] if unit else first,
        )
    Section.objects.bulk_create([section for section in wanted.values() if section])
    return {path: section for path, section in wanted.items() if section}


def _proposals(plan: Plan, content: Mapping[str, Any], sections: Mapping[str, Section], today: date) -> None:
    resolver = Resolver(plan.province_id, day_of(plan, today))
    pages = {unit["path"]: unit["page"] for unit in content["units"]}
    made = []
    for row in content["assignments"]:
        proposal = _proposal(plan, content, row)
        proposal.section = sections[section_path(row["path"])]
        proposal.page = pages.get(row["path"])
        made.append((proposal, row))
    Proposal.objects.bulk_create([proposal for proposal, _row in made])
    Party.objects.bulk_create(
        [party for proposal, row in made for party in _parties(proposal, row, resolver)], batch_size=500
    )


def _proposal(plan: Plan, content: Mapping[str, Any], row: Mapping[str, Any]) -> Proposal:
    rhythm = (row["rhythm"] or {}).get("kind") or ""
    if not rhythm and (row["due"] or "").startswith("--"):
        rhythm = Rhythm.YEARLY
    days = [day for day in (as_day(each, plan.year) for each in row["due_all"]) if day]
    due = as_day(row["due"], plan.year)
    return Proposal(
        province_id=plan.province_id,
        plan=plan,
        path=row["path"][:120],
        order=row["start"],
        text=row["text"],
        spans=[[row["start"], row["end"]]],
        line=row["line"],
        mode=row["mode"] or Mode.ASSIGN,
        deadline_text=(row["deadline"] or "")[:400],
        due=due,
        before=row["before"],
        further_dues=[day.isoformat() for day in days if day != due],
        proposed_due=None if due else proposed_due(content, rhythm, plan.year),
        rhythm=rhythm,
        rhythm_text=((row["rhythm"] or {}).get("text") or "")[:200],
        sure=row["sure"],
        why_unsure=(row["why_unsure"] or "")[:400],
        change=Change.NONE,
        as_read={key: row[key] for key in ("text", "lead", "coordinating", "requested", "mode", "deadline", "due")},
    )


def _parties(proposal: Proposal, row: Mapping[str, Any], resolver: Resolver) -> Iterable[Party]:
    for part, names in ((Part.LEAD, row["lead"]), (Part.COORDINATE, row["coordinating"])):
        for order, written in enumerate(names):
            yield Party(
                province_id=proposal.province_id,
                proposal=proposal,
                part=part,
                written=written[:300],
                requested=written in row["requested"],
                order=order,
                **party_values(resolver.resolve(written)),
            )
