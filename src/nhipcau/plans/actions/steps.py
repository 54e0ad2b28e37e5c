"""Every change in review is one step that knows the rows before and after it, so that one key takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Model

from nhipcau.core.public import Actor, ChangedMeanwhileError, require

from ..choices import REVIEW, ProposalState
from ..errors import AlreadyConfirmedError, ChangedSinceError, GoneError, NothingToUndoError
from ..models import Party, Plan, Proposal, ReviewStep

Row = dict[str, Any]
Picture = dict[str, list[Row]]
Restored = TypeVar("Restored", bound=Model)


@dataclass(slots=True)
class Touched:
    """The proposals that a change concerns; the change adds those that it makes."""

    ids: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)


def claim(actor: Actor, plan: Plan, proposal_id: int, version: int | None) -> Proposal:
    """The proposal as the person saw it, to be changed in the caller's transaction.

    Raises GoneError where it no longer stands, ChangedMeanwhileError (with the proposal) where somebody changed it
    after it was shown as `version`, AlreadyConfirmedError where it is a duty by now.
    """
    require(actor, REVIEW)
    rows = Proposal.objects.visible_to(actor).select_for_update()
    proposal: Proposal | None = rows.filter(plan=plan, pk=proposal_id).first()
    if proposal is None:
        raise GoneError
    if version is not None and proposal.version != version:
        raise ChangedMeanwhileError(proposal)
    if proposal.state == ProposalState.CONFIRMED:
        raise AlreadyConfirmedError
    return proposal


@contextmanager
def step(actor: Actor, plan: Plan, ids: Iterable[int], label: str, *, now: datetime) -> Iterator[Touched]:
    """Records what the block changes in these proposals and their parties as one step; nothing if nothing changed.

    To be used inside a transaction. Every proposal that differs afterwards gets a higher version.
    """
    touched = Touched(set(ids))
    before = picture(touched.ids)
    yield touched
    after = picture(touched.ids)
    changed = _differing(before, after)
    touched.gone = {row["id"] for row in before["proposals"]} - {row["id"] for row in after["proposals"]}
    touched.ids = changed - touched.gone
    if not changed:
        return
    Proposal.objects.filter(pk__in=changed).update(version=F("version") + 1)
    ReviewStep.objects.create(
        province_id=plan.province_id,
        plan=plan,
        by_id=actor.user_id,
        at=now,
        label=label[:200],
        before=_only(before, changed),
        after=_only(after, changed),
    )


@transaction.atomic
def undo(actor: Actor, plan: Plan, *, now: datetime) -> tuple[ReviewStep, Touched]:
    """Takes back the person's own last change that still stands: the rows become what they were, only newer.

    Raises NothingToUndoError, or ChangedSinceError where the same rows were changed afterwards by somebody else.
    """
    require(actor, REVIEW)
    last = (
        ReviewStep.objects.visible_to(actor)
        .select_for_update()
        .filter(plan=plan, by_id=actor.user_id, undone_at__isnull=True)
        .first()
    )
    if last is None:
        raise NothingToUndoError
    before, after = last.before, last.after
    ids = {row["id"] for row in before["proposals"]} | {row["id"] for row in after["proposals"]}
    now_standing = picture(ids)
    if _differing(now_standing, after):
        raise ChangedSinceError
    versions = {row["id"]: row["version"] for row in now_standing["proposals"]}
    gone = {row["id"] for row in after["proposals"]} - {row["id"] for row in before["proposals"]}
    Party.objects.filter(proposal_id__in=ids).delete()
    Proposal.objects.filter(pk__in=gone).delete()
    for row in before["proposals"]:
        newer = max(versions.get(row["id"], 0), row["version"]) + 1
        _restored(Proposal, {**row, "version": newer}).save(force_insert=row["id"] not in versions)
    Party.objects.bulk_create([_restored(Party, row) for row in before["parties"]])
    last.undone_at = now
    last.save(update_fields=["undone_at"])
    return last, Touched({row["id"] for row in before["proposals"]}, gone)


def picture(ids: Iterable[int]) -> Picture:
    """The rows of some proposals and their parties as plain JSON, in a fixed order."""
    chosen = list(ids)
    return {
        "proposals": [_plain(row) for row in Proposal.objects.filter(pk__in=chosen).order_by("pk").values()],
        "parties": [_plain(row) for row in Party.objects.filter(proposal_id__in=chosen).order_by("pk").values()],
    }


def _differing(one: Picture, other: Picture) -> set[int]:
    """Ids of the proposals that are not the same in both pictures, versions aside."""
    mine, theirs = _by_proposal(one), _by_proposal(other)
    return {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}


def _by_proposal(rows: Picture) -> dict[int, list[Row]]:
    grouped = {row["id"]: [{**row, "version": None}] for row in rows["proposals"]}
    for party in rows["parties"]:
        grouped.setdefault(party["proposal_id"], []).append(party)
    return grouped


def _only(rows: Picture, ids: set[int]) -> Picture:
    return {
        "proposals": [row for row in rows["proposals"] if row["id"] in ids],
        "parties": [row for row in rows["parties"] if row["proposal_id"] in ids],
    }


def _plain(row: Row) -> Row:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _restored(model: type[Restored], row: Row) -> Restored:
    return model(**{field.attname: field.to_python(row[field.attname]) for field in model._meta.concrete_fields})
