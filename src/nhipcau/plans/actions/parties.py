"""Whom a proposal charges: from names as written to organisations of the registry, by a person's choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, nfc, require
from nhipcau.organisations.public import (
    Group,
    Organisation,
    OrganisationDetails,
    OrganisationKind,
    create_organisation,
    learn_alias,
)

from ..choices import REVIEW, Mode, Part, PartyState, ProposalState
from ..errors import GoneError, WrongValueError
from ..models import Party, Plan
from .steps import Touched, claim, step


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a name means: one organisation or one group; neither says that the name is to be skipped."""

    organisation_id: int | None = None
    group_id: int | None = None


@transaction.atomic
def choose(
    actor: Actor, plan: Plan, party_id: int, version: int, choice: Choice, *, everywhere: bool, now: datetime
) -> Touched:
    """Says whom a written name means. With `everywhere`, the same name is settled in all unconfirmed proposals of the
    plan where nobody had settled it, and the choice is remembered as a way of writing the organisation."""
    party = _party(actor, plan, party_id, version)
    bearer = _bearer(actor, choice)
    parties = [party]
    if everywhere:
        same = Party.objects.visible_to(actor).select_for_update().filter(
            proposal__plan=plan, proposal__state=ProposalState.PROPOSED, written=party.written
        )  # fmt: skip
        parties += same.exclude(pk=party.pk).exclude(state=PartyState.RESOLVED)
    label = _("Chọn cơ quan cho “%s”") % party.written
    with step(actor, plan, {each.proposal_id for each in parties}, label, now=now) as touched:
        for each in parties:
            each.organisation_id, each.group_id, each.holder_id = choice.organisation_id, choice.group_id, None
            each.state = PartyState.RESOLVED if bearer else PartyState.SKIPPED
        Party.objects.bulk_update(parties, ["organisation", "group", "holder", "state"])
    if bearer and everywhere and nfc(party.written) != bearer.name:
        learn_alias(actor, bearer, party.written, at=now)
    return touched


@transaction.atomic
def choose_new(actor: Actor, plan: Plan, party_id: int, version: int, *, now: datetime) -> Touched:
    """Enters a name that nobody bears in the registry, as it is written, and charges the new organisation."""
    party = _party(actor, plan, party_id, version)
    made = create_organisation(
        actor, party.written, OrganisationDetails(kind=OrganisationKind.OTHER), since=None, at=now
    )
    return choose(actor, plan, party_id, version, Choice(organisation_id=made.pk), everywhere=True, now=now)


@transaction.atomic
def choose_holder(
    actor: Actor, plan: Plan, party_id: int, version: int, organisation_id: int, *, now: datetime
) -> Touched:
    """Says which successor takes the duty of an organisation that was split, for each duty of it in the plan."""
    party = _party(actor, plan, party_id, version)
    _bearer(actor, Choice(organisation_id=organisation_id))
    same = Party.objects.visible_to(actor).filter(
        proposal__plan=plan, proposal__state=ProposalState.PROPOSED, organisation_id=party.organisation_id, holder=None
    )  # fmt: skip
    parties = [party, *same.exclude(pk=party.pk)]
    label = _("Chọn cơ quan tiếp nhận việc của %s") % party.written
    with step(actor, plan, {each.proposal_id for each in parties}, label, now=now) as touched:
        for each in parties:
            each.holder_id = organisation_id
        Party.objects.bulk_update(parties, ["holder"])
    return touched


@transaction.atomic
def add_party(
    actor: Actor, plan: Plan, proposal_id: int, version: int, part: str, choice: Choice, *, now: datetime
) -> Touched:
    """Charges one more organisation or group with a proposal; one that has this part already changes nothing."""
    proposal = claim(actor, plan, proposal_id, version)
    bearer = _bearer(actor, choice)
    if bearer is None or part not in Part.values:
        raise WrongValueError(_("Xin chọn một cơ quan trong danh sách."))
    label = _("Thêm %(name)s vào %(path)s") % {"name": bearer.name, "path": proposal.path}
    with step(actor, plan, [proposal.pk], label, now=now) as touched:
        known = proposal.parties.filter(part=part).values_list("organisation_id", "group_id")
        if (choice.organisation_id, choice.group_id) not in known:
            Party.objects.create(
                province_id=plan.province_id,
                proposal=proposal,
                part=part,
                written=bearer.name[:300],
                requested=part == Part.LEAD and proposal.mode == Mode.REQUEST,
                organisation_id=choice.organisation_id,
                group_id=choice.group_id,
                state=PartyState.RESOLVED,
                order=proposal.parties.filter(part=part).count(),
            )
    return touched


@transaction.atomic
def remove_party(actor: Actor, plan: Plan, party_id: int, version: int, *, now: datetime) -> Touched:
    """Takes a name out of a proposal."""
    party = _party(actor, plan, party_id, version)
    label = _("Bỏ “%(name)s” khỏi %(path)s") % {"name": party.written, "path": party.proposal.path}
    with step(actor, plan, [party.proposal_id], label, now=now) as touched:
        party.delete()
    return touched


def _party(actor: Actor, plan: Plan, party_id: int, version: int) -> Party:
    require(actor, REVIEW)
    party: Party | None = Party.objects.visible_to(actor).filter(pk=party_id, proposal__plan=plan).first()
    if party is None:
        raise GoneError
    party.proposal = claim(actor, plan, party.proposal_id, version)
    return party


def _bearer(actor: Actor, choice: Choice) -> Any:
    """The organisation or group that was chosen, of the actor's own province; None for neither."""
    if choice.organisation_id:
        found = Organisation.objects.visible_to(actor).filter(pk=choice.organisation_id).first()
    elif choice.group_id:
        found = Group.objects.visible_to(actor).filter(pk=choice.group_id).first()
    else:
        return None
    if found is None:
        raise WrongValueError(_("Xin chọn một cơ quan trong danh sách."))
    return found
