"""What other rooms add to the leader's page: this room stands above them and may not look down, they register here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from nhipcau.core.public import Actor
from nhipcau.paper.public import Block


class OverviewPart(Protocol):
    """A part of the leader's page, on the screen (`template` with what `shown` answers) and on the printed sheet."""

    template: str

    def shown(self, actor: Actor, today: date) -> dict[str, Any]:
        """What the template shows; empty where there is nothing to show. Every number opens the list that it counts."""

    def printed(self, shown: dict[str, Any]) -> Sequence[Block]:
        """The same for the one page of A4, in Vietnamese: at most as high as ROWS_OF_A_PART rows."""


ROWS_OF_A_PART = 12
OVERVIEW_PARTS: list[OverviewPart] = []


def add_overview_part(part: OverviewPart) -> None:
    """Adds a part to the leader's page; called from an app's `ready`."""
    if part not in OVERVIEW_PARTS:
        OVERVIEW_PARTS.append(part)
