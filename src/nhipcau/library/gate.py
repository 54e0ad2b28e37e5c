"""The door between Wagtail's pages and the library's actions, which stand above the models and fill it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .models import ContentPage


class Keeper(Protocol):
    """Who answers at the door (keeper.py)."""

    def check(self, page: ContentPage) -> None:
        """Raises NotApprovedError unless the page's content is the approved one."""

    def publish(self, page: ContentPage, revision: Any, user: Any) -> None:
        """Publishes a revision if its content is the approved one, else raises NotApprovedError."""

    def withdraw(self, page: ContentPage, user: Any) -> None:
        """Takes the page from the world."""


@dataclass(slots=True)
class _Door:
    keeper: Keeper | None = None


_door = _Door()


def keep(keeper: Keeper) -> None:
    """Sets who answers; called once, when the room is ready."""
    _door.keeper = keeper


def _keeper() -> Keeper:
    if _door.keeper is None:
        raise LookupError("nobody keeps the library's door: the app was not made ready")
    return _door.keeper


def check(page: ContentPage) -> None:
    """See Keeper.check."""
    _keeper().check(page)


def publish(page: ContentPage, revision: Any, user: Any) -> None:
    """See Keeper.publish."""
    _keeper().publish(page, revision, user)


def withdraw(page: ContentPage, user: Any) -> None:
    """See Keeper.withdraw."""
    _keeper().withdraw(page, user)
