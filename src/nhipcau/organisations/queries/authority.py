"""What people hold on a day, and the list of accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nhipcau.core.public import Actor, Grant, Role, User, fold, nfc, sort_key

from ..models import Authority, Invitation, Organisation


def grants_on(user_id: int, on: date) -> frozenset[Grant]:
    """The authorities a user holds on a day, as the policy wants them; one query.

    An authority counts only inside the user's own province and while its organisation is not of another.
    """
    rows = Authority.objects.valid_on(on).filter(user_id=user_id).values_list(
        "role", "organisation_id", "province_id", "user__province_id"
    )  # fmt: skip
    return frozenset(Grant(Role(role), body) for role, body, province, own in rows if province == own)


@dataclass(frozen=True, slots=True)
class AccountFilters:
    """What narrows the list of accounts. `standing`: "", "active", "invited" (no password yet) or "inactive"."""

    words: str = ""
    role: str = ""
    organisation_id: int | None = None
    standing: str = ""


def accounts(actor: Actor, filters: AccountFilters, on: date) -> QuerySet[User]:
    """The accounts of the actor's province, each with `held`: its authorities on the day, and `waiting`:
    whether a first-password link is still unused. Three queries whatever their number."""
    open_link = Invitation.objects.filter(user=OuterRef("pk"), used_at__isnull=True)
    rows = User.objects.filter(province_id=actor.province_id).annotate(waiting=Exists(open_link))
    held = Authority.objects.valid_on(on).select_related("organisation", "province")
    wanted = held.filter(user=OuterRef("pk"))
    if filters.role:
        rows = rows.filter(Exists(wanted.filter(role=filters.role)))
    if filters.organisation_id:
        rows = rows.filter(Exists(wanted.filter(organisation_id=filters.organisation_id)))
    if filters.standing == "inactive":
        rows = rows.filter(is_active=False)
    elif filters.standing == "invited":
        rows = rows.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    elif filters.standing == "active":
        rows = rows.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    for word in nfc(filters.words).split():
        rows = rows.filter(Q(full_name__icontains=word) | Q(email__icontains=fold(word)))
    return rows.prefetch_related(Prefetch("authorities", queryset=held, to_attr="held")).order_by()


def in_name_order(rows: QuerySet[User]) -> list[int]:
    """The ids of accounts as a Vietnamese list has them: by given name, the last word, then by the whole name."""
    names = rows.values_list("pk", "full_name")
    given = sorted((sort_key(name.split()[-1] if name.split() else ""), sort_key(name), pk) for pk, name in names)
    return [pk for _, _, pk in given]


def accounts_of(organisation_id: int, on: date) -> QuerySet[Authority]:
    """Who holds what in an organisation on a day."""
    return (
        Authority.objects.filter(organisation_id=organisation_id, user__is_active=True)
        .valid_on(on)
        .select_related("user")
        .order_by("role", "user__full_name")
    )


@dataclass(frozen=True, slots=True)
class Focal:
    """Somebody with an account who answers for an organisation."""

    user: User
    organisation: Organisation


def focal_people(province_id: int, on: date) -> list[Focal]:
    """Who answers for which organisation on a day and has an account, in the order of the directory; one query.

    Organisations that have ended are left out: their work is another's.
    """
    rows = Authority.objects.valid_on(on).filter(
        province_id=province_id, role=Role.FOCAL_PERSON, user__is_active=True, user__province_id=province_id
    )
    found = rows.exclude(organisation=None).select_related("user", "organisation")
    in_order = found.order_by("organisation__order", "organisation__sorted_as", "user__full_name", "pk")
    pairs = [(row.user, row.organisation) for row in in_order]
    return [Focal(user, body) for user, body in pairs if body is not None and body.holds_on(on)]


def coordinators(province_id: int, on: date) -> list[User]:
    """Who coordinates a province on a day and has an account, by name; one query."""
    return people_in(province_id, [Role.COORDINATOR], on)


def people_in(province_id: int, roles: Iterable[Role], on: date) -> list[User]:
    """Who holds one of the roles in a province on a day and has an account, by name; one query."""
    held = Authority.objects.valid_on(on).filter(province_id=province_id, role__in=list(roles))
    rows = User.objects.filter(pk__in=held.values("user_id"), is_active=True, province_id=province_id)
    return list(rows.order_by("full_name", "pk"))


def token_hash(token: str) -> str:
    """What is kept of a first-password token: its SHA-256, from which the token cannot be found again."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation that a token opens, if it is unused, not expired and its account active."""
    return (
        Invitation.objects.filter(
            token_hash=token_hash(token), used_at__isnull=True, expires_at__gt=now, user__is_active=True
        )
        .select_related("user", "province")
        .first()
    )
