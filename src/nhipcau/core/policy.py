"""Who may do what: one place that views, actions and tests ask.

A `Permission` names an act and the roles that may do it. An `Actor` is a person on a day, with what they
hold on that day. Every address has a rule; one without is refused (`PolicyMiddleware`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from .choices import PROVINCE_WIDE, Role
from .errors import NotAllowedError

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Grant:
    """One authority as it stands on a day: a role, for one organisation or (None) for the whole province."""

    role: Role
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person on a day: everything the policy needs to know, and nothing it would have to look up."""

    user_id: int
    province_id: int
    name: str
    on: date
    grants: frozenset[Grant] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of the roles anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def organisations(self, *roles: Role) -> frozenset[int]:
        """Ids of the organisations for which the actor holds one of the roles (any role when none is named)."""
        return frozenset(
            grant.organisation_id
            for grant in self.grants
            if grant.organisation_id is not None and (not roles or grant.role in roles)
        )

    @property
    def sees_province(self) -> bool:
        """Whether the actor sees every organisation's records rather than their own organisation's."""
        return self.has(*PROVINCE_WIDE)


@dataclass(frozen=True, slots=True)
class Permission:
    """An act with the roles that may do it: `roles` anywhere in the province, `within` for their own organisation."""

    code: str
    label: Any  # a lazy Vietnamese phrase: what the act is called in a refusal
    roles: frozenset[Role] = frozenset()
    within: frozenset[Role] = frozenset()


PERMISSIONS: dict[str, Permission] = {}


def permission(code: str, label: Any, *, roles: Iterable[Role] = (), within: Iterable[Role] = ()) -> Permission:
    """Declares a permission once; `code` is `app.act`."""
    if code in PERMISSIONS:
        raise ValueError(f"permission {code} is declared twice")
    PERMISSIONS[code] = Permission(code, label, frozenset(roles), frozenset(within))
    return PERMISSIONS[code]


def allows(actor: Actor, act: Permission, organisation_id: int | None = None) -> bool:
    """Whether `actor` may do `act`.

    With `organisation_id`, roles in `act.within` count only where held for that organisation; without it the
    question is whether there is any organisation for which the act is allowed.
    """
    if actor.has(*act.roles):
        return True
    held = actor.organisations(*act.within) if act.within else frozenset()
    return bool(held) if organisation_id is None else organisation_id in held


def require(actor: Actor, act: Permission, organisation_id: int | None = None) -> None:
    """Raises NotAllowedError unless `allows(actor, act, organisation_id)`."""
    if not allows(actor, act, organisation_id):
        raise NotAllowedError(act)


@dataclass(frozen=True, slots=True)
class Rule:
    """What an address asks of its visitor."""

    name: str
    permission: Permission | None = None


ANYONE = Rule("anyone")
SIGNED_IN = Rule("signed in")
DECLARED: dict[str, Rule] = {}


def declare(url_name: str, rule: Rule) -> None:
    """Gives a rule to an address whose view is not ours."""
    DECLARED[url_name] = rule


def rule_of(view: Callable[..., Any], url_name: str | None) -> Rule | None:
    """The rule of an address: what its view carries, else what was declared for its name, else None."""
    return getattr(view, "rule", None) or DECLARED.get(url_name or "")


def needs(act: Permission) -> Callable[[View], View]:
    """Marks a view: only for signed-in people who may do `act` for some organisation.

    The view and its action still ask about the particular organisation.
    """
    return _marked(Rule(act.code, act))


def _marked(rule: Rule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        marked.rule = rule  # type: ignore[attr-defined]
        return marked  # type: ignore[return-value]

    return mark


anyone = _marked(ANYONE)
signed_in = _marked(SIGNED_IN)

# How a user's grants on a day are found. `organisations` holds them and registers itself here: this room
# is above it and may not import it.
GrantsFinder = Callable[[int, date], frozenset[Grant]]
_find_grants: list[GrantsFinder] = []


def register_grants(finder: GrantsFinder) -> None:
    """Tells the policy where authorities are kept; called once, by the room that keeps them."""
    _find_grants[:] = [finder]


def actor_of(user: Any, on: date) -> Actor:
    """The actor that a user is on a day, with the grants that are valid then."""
    grants = _find_grants[0](user.pk, on) if _find_grants and user.is_active else frozenset()
    return Actor(user.pk, user.province_id, user.full_name, on, grants)


MANAGE_CALENDAR = permission(
    "core.manage_calendar", _("sửa lịch làm việc của tỉnh"), roles=(Role.COORDINATOR, Role.ADMINISTRATOR)
)
READ_AUDIT = permission("core.read_audit", _("xem nhật ký hệ thống"), roles=(Role.AUDITOR, Role.ADMINISTRATOR))
