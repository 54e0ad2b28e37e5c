"""What an agency's own people see: their duties, what is due first, and what was said about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, User
from nhipcau.organisations.public import Organisation

from ..choices import OPEN_STATES, AssignmentState, Part, Standing
from ..models import Ask, Assignment, Update
from .register import Chosen, assignments, in_order, with_everything_shown

DONE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Duties that ask the same of the reader, what is due first on top. `total` counts those not shown as well."""

    key: str
    title: Any
    rows: Sequence[Assignment]
    total: int


_TITLES: dict[str, Any] = {
    "overdue": _("Quá hạn"),
    "no_answer": _("Mong nhận được phản hồi"),
    "due_soon": _("Đến hạn trong 30 ngày"),
    "rest": _("Còn lại"),
    "coordinate": _("Phối hợp"),
    "reported": _("Đã báo cáo, chờ chấp nhận"),
    "done": _("Đã hoàn thành"),
}


def own_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations for which the actor holds a role."""
    return Organisation.objects.visible_to(actor).filter(pk__in=actor.organisations())


def open_assignments(user: User, organisation: Organisation) -> int:
    """How many duties of an organisation are not done, for the person who hands its work over."""
    rows = Assignment.objects.filter(organisation=organisation, province_id=user.province_id, withdrawn=False)
    return rows.filter(state__in=[*OPEN_STATES, AssignmentState.REPORTED]).count()


def own_work(actor: Actor, today: date) -> list[Group]:
    """The duties of the actor's own organisations in groups, empty groups left out; three queries.

    Of what is done only the newest are listed.
    """
    own = assignments(actor, Chosen(), today).filter(organisation_id__in=actor.organisations())
    live = in_order(own.filter(state__in=[*OPEN_STATES, AssignmentState.REPORTED]), "han")
    by_key: dict[str, list[Assignment]] = {key: [] for key in _TITLES}
    for row in with_everything_shown(live, today):
        by_key[_group_of(row)].append(row)
    done = own.filter(state=AssignmentState.DONE)
    by_key["done"] = list(with_everything_shown(in_order(done, "-cap_nhat"), today)[:DONE_SHOWN])
    totals = {key: len(rows) for key, rows in by_key.items()} | {"done": done.count()}
    return [Group(key, title, by_key[key], totals[key]) for key, title in _TITLES.items() if totals[key]]


def _group_of(row: Assignment) -> str:
    standing = getattr(row, "standing", "")
    if standing in (Standing.OVERDUE, Standing.NO_ANSWER, Standing.DUE_SOON, Standing.REPORTED):
        return str(standing)
    return "coordinate" if row.part == Part.COORDINATE else "rest"


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of an assignment's history: an update, or an ask with its answer."""

    at: datetime
    update: Update | None = None
    ask: Ask | None = None


def history(rows: Iterable[Assignment]) -> dict[int, list[Said]]:
    """Everything that was said about the assignments, newest first, by assignment id; four queries."""
    ids = [row.pk for row in rows]
    said: dict[int, list[Said]] = {pk: [] for pk in ids}
    updates = Update.objects.filter(assignment_id__in=ids).select_related("by").prefetch_related("figures", "proofs")
    for update in updates:
        said[update.assignment_id].append(Said(update.at, update=update))
    for ask in Ask.objects.filter(assignment_id__in=ids).select_related("by", "decided_by"):
        said[ask.assignment_id].append(Said(ask.at, ask=ask))
    return {pk: sorted(entries, key=lambda each: each.at, reverse=True) for pk, entries in said.items()}
