"""The main menu. Each room adds its own doors when it starts; a person sees those they may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .choices import Role
from .policy import Actor, Permission, allows


@dataclass(frozen=True, slots=True)
class Door:
    """A place in the main menu. `home_of`: the roles whose first page it is (lowest `order` wins).

    `within` is the address of the place that it belongs to: it stands in a row below the menu while one is there.
    `also`: other addresses that are this place too, beside those that begin with its own.
    """

    label: Any
    url_name: str
    icon: str
    order: int
    permission: Permission
    home_of: frozenset[Role] = frozenset()
    within: str = ""
    also: tuple[str, ...] = ()


DOORS: list[Door] = []


def add_door(door: Door) -> None:
    """Adds a place to the main menu; called from an app's `ready`."""
    if door not in DOORS:
        DOORS.append(door)
        DOORS.sort(key=lambda each: each.order)


@dataclass(frozen=True, slots=True)
class Bell:
    """A sign at the head of every page that something waits for the reader: `count(actor)` says how much."""

    label: Any
    url_name: str
    icon: str
    count: Callable[[Actor], int]


BELLS: list[Bell] = []


def add_bell(bell: Bell) -> None:
    """Adds a sign to the head of every page; called from an app's `ready`. Its count must be one quick query."""
    if bell not in BELLS:
        BELLS.append(bell)


def bells_for(actor: Actor) -> list[tuple[Bell, int]]:
    """The signs with how much waits for the actor."""
    return [(bell, bell.count(actor)) for bell in BELLS]


def doors_for(actor: Actor) -> list[Door]:
    """The places that the actor may open, in menu order."""
    return [door for door in DOORS if allows(actor, door.permission)]


_FRONT_DOOR: list[str] = []


def open_front_door(url_name: str) -> None:
    """Where strangers who come to the bare address are led; without one they are asked to sign in."""
    _FRONT_DOOR[:] = [url_name]


def front_door() -> str | None:
    """The name of the address for strangers, if a room has opened one."""
    return next(iter(_FRONT_DOOR), None)


def home_for(actor: Actor) -> Door | None:
    """The actor's first page: the first door that is home to one of their roles, else the first they may open."""
    doors = doors_for(actor)
    homes = [door for door in doors if actor.has(*door.home_of)]
    return next(iter(homes or doors), None)
