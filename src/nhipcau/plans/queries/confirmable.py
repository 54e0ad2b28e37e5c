"""What a confirmation would bring into being, and what stands in its way: one draft for the page and for the act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.organisations.public import HolderState, Organisation, Successions, members_of_all

from ..choices import Change, Mode, Part, PartyState, ProposalState
from ..models import Party, Plan, Proposal, Section
from .occurrences import Occurrence, occurrences

UNTOUCHED = frozenset({Change.UNCHANGED, Change.MOVED})


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a proposal cannot be confirmed yet, in one sentence; `written` is the name at fault, if it is one."""

    proposal: Proposal
    sentence: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody who would be charged: an organisation that exists on the day, in one part of the duty."""

    organisation_id: int
    part: str
    requested: bool
    written: str
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One proposal as it would be confirmed: who would be charged, and when it would fall due."""

    proposal: Proposal
    targets: tuple[Target, ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def carried(self) -> bool:
        """Whether the duty stands already, word for word, in the plan that is replaced."""
        return self.proposal.change in UNTOUCHED and self.proposal.previous_duty_id is not None


@dataclass(slots=True)
class Draft:
    """Everything that a confirmation of a plan or section would do on a day."""

    works: list[Work] = field(default_factory=list)
    blockers: list[Blocker] = field(default_factory=list)
    dropped: list[Proposal] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)

    @property
    def duties(self) -> int:
        """How many duties would be confirmed."""
        return len(self.works)

    @property
    def assignments(self) -> int:
        """How many assignments would stand behind them."""
        return sum(len(work.targets) * len(work.occurrences) for work in self.works)

    @property
    def organisations(self) -> int:
        """How many organisations would be charged."""
        return len({target.organisation_id for work in self.works for target in work.targets})

    @property
    def requested(self) -> int:
        """How many organisations would only be requested, in any duty."""
        return len({each.organisation_id for work in self.works for each in work.targets if each.requested})

    @property
    def undated(self) -> int:
        """How many of the duties would have no time limit."""
        return sum(work.proposal.due is None for work in self.works)


def draft(plan: Plan, section: Section | None, on: date) -> Draft:
    """What confirming a plan, or one of its sections, on a day would do. Five queries whatever their number."""
    rows = plan.proposals.filter(state=ProposalState.PROPOSED).select_related("section")
    if section is not None:
        rows = rows.filter(section=section)
    proposals = list(rows.prefetch_related("parties"))
    whom = Whom(plan.province_id, [party for each in proposals for party in each.parties.all()], on)
    made = Draft()
    for proposal in proposals:
        if proposal.change == Change.DROPPED:
            made.dropped.append(proposal)
            continue
        parties = list(proposal.parties.all())
        problems = whom.problems(proposal, parties)
        made.blockers += problems
        targets = () if problems else tuple(whom.targets(proposal, parties))
        further = [date.fromisoformat(day) for day in proposal.further_dues]
        when = occurrences(proposal.rhythm, year=plan.year, due=proposal.due, further=further, since=plan.issued_on)
        made.works.append(Work(proposal, targets, when))
    made.groups, made.successors = whom.groups, whom.successors
    return made


class Whom:
    """Whom parties mean on a day: successors in place of organisations that ended, members in place of groups."""

    def __init__(self, province_id: int, parties: Sequence[Party], on: date) -> None:
        self._on = on
        self._successions = Successions(province_id)
        groups = {party.group_id for party in parties if party.group_id}
        self._members = members_of_all(province_id, groups, on) if groups else {}
        bodies = Organisation.objects.filter(province_id=province_id).only(
            "name", "only_requested", "valid_from", "valid_to"
        )
        self._bodies = {body.pk: body for body in bodies}
        self.groups: dict[str, int] = {}
        self.successors: dict[str, str] = {}

    def holder_id(self, party: Party) -> int | None:
        """Who takes the work of a party that names an organisation; None while that is open."""
        if party.holder_id or not party.organisation_id:
            return party.holder_id
        return self._successions.holder(party.organisation_id, self._on).organisation_id

    def open_successors(self, party: Party) -> tuple[int, ...]:
        """Among whom a person has to choose, where the organisation was split."""
        if party.holder_id or not party.organisation_id:
            return ()
        return self._successions.holder(party.organisation_id, self._on).candidates

    def body(self, organisation_id: int | None) -> Organisation | None:
        """An organisation of the province."""
        return self._bodies.get(organisation_id) if organisation_id else None

    def all_bodies(self) -> Iterable[Organisation]:
        """Every organisation of the province, of any time."""
        return self._bodies.values()

    def stands_as_written(self, party: Party) -> bool:
        """Whether a party is a group that means nobody in particular on the day (“các cơ quan liên quan”): it keeps
        its wording, and nobody is charged through it."""
        known = party.state == PartyState.RESOLVED and party.group_id is not None
        return known and not self._members.get(party.group_id or 0)

    def problem(self, party: Party) -> str:
        """Why a party cannot be charged yet, in one sentence; empty where it can or is skipped."""
        name = party.written
        if party.state == PartyState.AMBIGUOUS:
            return _("“%s” có thể là nhiều cơ quan, cần chọn một.") % name
        if party.state == PartyState.UNKNOWN:
            return _("“%s” chưa có trong danh bạ cơ quan.") % name
        if party.part == Part.LEAD and self.stands_as_written(party):
            return _("“%s” hiện không có thành viên nào trong danh bạ.") % name
        if party.state == PartyState.RESOLVED and party.organisation_id and not party.holder_id:
            holder = self._successions.holder(party.organisation_id, self._on)
            if holder.state == HolderState.CHOICE:
                return _("“%s” đã chia, tách: cần chọn cơ quan tiếp nhận.") % name
            if holder.state == HolderState.NONE:
                return _("“%s” đã kết thúc hoạt động, chưa ghi nhận cơ quan tiếp nhận.") % name
        return ""

    def problems(self, proposal: Proposal, parties: Iterable[Party]) -> list[Blocker]:
        """What stands in the way of confirming a proposal."""
        if proposal.change in UNTOUCHED and proposal.previous_duty_id:
            return []
        found = [(self.problem(party), party.written) for party in parties]
        blockers = [Blocker(proposal, sentence, written) for sentence, written in found if sentence]
        if not any(party.part == Part.LEAD and party.state != PartyState.SKIPPED for party in parties):
            blockers.append(Blocker(proposal, _("Chưa có cơ quan chủ trì.")))
        return blockers

    def targets(self, proposal: Proposal, parties: Sequence[Party]) -> Iterable[Target]:
        """The organisations to be charged, each in one part: leading before coordinating, by name before by group."""
        charged: set[int] = set()
        ordered = sorted(parties, key=lambda each: (each.part != Part.LEAD, each.group_id is not None, each.order))
        for party in ordered:
            if party.state == PartyState.SKIPPED:
                continue
            for organisation_id in self._charged_by(party):
                if organisation_id in charged:
                    continue
                charged.add(organisation_id)
                asked = party.requested or (party.part == Part.LEAD and proposal.mode == Mode.REQUEST)
                asked = asked or self._bodies[organisation_id].only_requested
                yield Target(organisation_id, party.part, asked, party.written, party.group_id)

    def _charged_by(self, party: Party) -> Iterable[int]:
        if party.group_id:
            members = self._members.get(party.group_id, [])
            self.groups[party.written] = len(members)
            return members
        holder = self.holder_id(party)
        if holder is None:
            return ()
        if holder != party.organisation_id:
            self.successors[party.written] = self._bodies[holder].name
        return (holder,)
