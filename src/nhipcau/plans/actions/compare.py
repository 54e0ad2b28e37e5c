"""An amended or re-issued plan beside the one it replaces: only what differs is reviewed again."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ..choices import Change, DutyState, Part, PartyState
from ..models import Duty, Party, Plan, Proposal, Section
from ..queries.likeness import Clause, pairs


def compare_with_replaced(plan: Plan) -> None:
    """Marks each proposal of a new plan as added, changed, moved or unchanged beside the plan that it replaces, and
    adds a proposal for each duty that the new plan no longer has; dropping it waits for a person too."""
    duties = {duty.pk: duty for duty in Duty.objects.filter(plan=plan.replaces, state=DutyState.ACTIVE)}
    proposals = {proposal.pk: proposal for proposal in plan.proposals.prefetch_related("parties")}
    found = pairs(_clauses_of_duties(duties), _clauses_of_proposals(proposals))
    for pair in found:
        proposal = proposals.pop(pair.new.key)
        duty = duties.pop(pair.old.key)
        proposal.previous_duty = duty
        proposal.as_read = {**proposal.as_read, "before": {"text": duty.text, "path": duty.path}}
        proposal.change = Change.CHANGED if not pair.same else Change.MOVED if pair.moved else Change.UNCHANGED
        proposal.save(update_fields=["previous_duty", "change", "as_read"])
    Proposal.objects.filter(pk__in=proposals).update(change=Change.ADDED)
    _propose_dropping(plan, duties)


def _clauses_of_duties(duties: Mapping[int, Duty]) -> list[Clause]:
    names: dict[int, set[str]] = {pk: set() for pk in duties}
    charged = Duty.objects.filter(pk__in=duties, assignments__withdrawn=False)
    for pk, part, written in charged.values_list("pk", "assignments__part", "assignments__written_as"):
        names[pk].add(f"{part} {written}")
    return [
        Clause(duty.pk, duty.path, duty.text, frozenset(names[duty.pk]), duty.deadline_text) for duty in duties.values()
    ]


def _clauses_of_proposals(proposals: Mapping[int, Proposal]) -> list[Clause]:
    return [
        Clause(
            proposal.pk,
            proposal.path,
            proposal.text,
            frozenset(f"{party.part} {party.written}" for party in proposal.parties.all()),
            proposal.deadline_text,
        )
        for proposal in proposals.values()
    ]


def _propose_dropping(plan: Plan, duties: Mapping[int, Duty]) -> None:
    """One proposal for each duty that is gone, at the foot of the section it had, or of the last one."""
    if not duties:
        return
    sections = {section.path: section for section in plan.sections.all()}
    end = len(plan.reading.content["source_text"])
    for duty in duties.values():
        same = sections.get(duty.section.path) if duty.section else None
        section = same or _section_for_dropped(plan, sections, end)
        proposal = Proposal.objects.create(
            province_id=plan.province_id,
            plan=plan,
            section=section,
            path=duty.path,
            order=end,
            text=duty.text,
            mode=duty.mode,
            deadline_text=duty.deadline_text,
            due=duty.due,
            before=duty.before,
            rhythm=duty.rhythm,
            change=Change.DROPPED,
            previous_duty=duty,
            sure=False,
            why_unsure=_("Kế hoạch mới không còn nhiệm vụ này"),
        )
        leads = duty.assignments.filter(withdrawn=False, part=Part.LEAD).values("written_as", "organisation_id")
        Party.objects.bulk_create(
            Party(
                province_id=plan.province_id,
                proposal=proposal,
                part=Part.LEAD,
                written=row["written_as"],
                organisation_id=row["organisation_id"],
                state=PartyState.RESOLVED,
                order=order,
            )
            for order, row in enumerate(leads.distinct())
        )


def _section_for_dropped(plan: Plan, sections: dict[str, Section], end: int) -> Section:
    if not sections:
        sections[""] = Section.objects.create(
            province_id=plan.province_id, plan=plan, path="", heading=_("Nhiệm vụ của kế hoạch trước"), order=end
        )
    return max(sections.values(), key=lambda section: section.order)
