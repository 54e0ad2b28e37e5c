"""Who holds an organisation's duty on a day, when organisations are renamed, merged and split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhipcau.core.public import Actor, Role

from ..choices import OrganisationKind, SuccessionKind
from ..models import Organisation, Succession


class HolderState(StrEnum):
    """What following the successions came to."""

    SAME = "same"
    SUCCESSOR = "successor"
    CHOICE = "choice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an organisation's external information duties on a day.

    SAME and SUCCESSOR give `organisation_id`. CHOICE: a split that no succession settles; a person chooses among
    `candidates`. NONE: the organisation ended and nobody is recorded as its successor. `path` are the ids of the
    successions that were followed, oldest first.
    """

    state: HolderState
    organisation_id: int | None = None
    candidates: tuple[int, ...] = ()
    path: tuple[int, ...] = ()


class Successions:
    """A province's successions, read once (two queries): asks `holder` for as many organisations as wanted."""

    def __init__(self, province_id: int) -> None:
        self._bodies = {body.pk: body for body in Organisation.objects.filter(province_id=province_id)}
        self._next: dict[int, list[Succession]] = defaultdict(list)
        for row in Succession.objects.filter(province_id=province_id).order_by("on", "pk"):
            self._next[row.predecessor_id].append(row)

    def holder(self, organisation_id: int, on: date) -> Holder:
        """Who holds the organisation's duties on `on`. KeyError for an organisation of another province."""
        leaves, path = self._follow(organisation_id, on, ())
        if len(leaves) > 1:
            return Holder(HolderState.CHOICE, candidates=tuple(leaves), path=path)
        if not leaves:
            return Holder(HolderState.NONE, path=path)
        state = HolderState.SAME if leaves[0] == organisation_id else HolderState.SUCCESSOR
        return Holder(state, leaves[0], path=path)

    def _follow(self, body_id: int, on: date, path: tuple[int, ...]) -> tuple[list[int], tuple[int, ...]]:
        alive = self._bodies[body_id].holds_on(on)
        steps = [step for step in self._steps(body_id, on, alive) if step.pk not in path]
        if not steps:
            return ([body_id] if alive else []), path
        leaves: dict[int, None] = {}
        for step in steps:
            found, path = self._follow(step.successor_id, on, (*path, step.pk))
            leaves |= dict.fromkeys(found)
        return list(leaves), path

    def _steps(self, body_id: int, on: date, alive: bool) -> list[Succession]:
        """The successions that the duty takes from one organisation: the one that names it, else all that end it."""
        rows = [row for row in self._next[body_id] if row.on <= on]
        chosen = [row for row in rows if row.takes_external_information]
        if chosen:
            return chosen
        return [row for row in rows if not (alive and row.kind == SuccessionKind.MOVED_DUTY)]

    def leads_to(self, organisation_id: int, other_id: int) -> bool:
        """Whether work of the one ever comes to the other, whatever the day."""
        waiting, seen = [organisation_id], set[int]()
        while waiting:
            current = waiting.pop()
            if current == other_id:
                return True
            if current not in seen:
                seen.add(current)
                waiting += [row.successor_id for row in self._next[current]]
        return False


def holder_today(organisation: Organisation, on: date) -> Holder:
    """Who holds the organisation's duties on a day; for many organisations make one `Successions`."""
    return Successions(organisation.province_id).holder(organisation.pk, on)


def holders_today(province_id: int, organisation_ids: Iterable[int], on: date) -> dict[int, Holder]:
    """The same for many organisations of one province, in two queries."""
    successions = Successions(province_id)
    return {each: successions.holder(each, on) for each in organisation_ids}


def speaks_for(actor: Actor, on: date) -> int | None:
    """The organisation in whose name a coordinator writes on a day, as a proposal; None where nothing says so.

    Their own; else the department that was given external information work (`lead_department`); else the people's
    committee.
    """
    own = sorted(actor.organisations(Role.COORDINATOR))
    if own:
        return own[0]
    department = lead_department(actor.province_id, on)
    if department:
        return department
    committees = Organisation.objects.visible_to(actor).valid_on(on).filter(kind=OrganisationKind.COMMITTEE)
    found = list(committees.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def lead_department(province_id: int, on: date) -> int | None:
    """The department that holds on a day what the register of changes calls external information work: it, or who
    followed it, was given that share when another was divided. None where no change names one, or several do."""
    given = Succession.objects.filter(
        province_id=province_id,
        on__lte=on,
        takes_external_information=True,
        kind__in=[SuccessionKind.SPLIT, SuccessionKind.MOVED_DUTY],
        successor__kind=OrganisationKind.DEPARTMENT,
    )
    held = holders_today(province_id, given.values_list("successor_id", flat=True), on)
    found = {holder.organisation_id for holder in held.values() if holder.organisation_id}
    return found.pop() if len(found) == 1 else None
