"""What other rooms may use of this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .actions.reading import read
from .actions.upload import Received, receive
from .choices import FileState, ReadingState
from .models import Document, Reading
from .queries import last_job, may_fetch, newest_reading

__all__ = [
    "Document", "FileState", "NextStep", "Reading", "ReadingState", "Received", "add_next_step", "last_job",
    "may_fetch", "newest_reading", "read", "receive",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can be done with a document that was read: the words and the address of a button on its page."""

    label: Any
    url: str
    icon: str = "arrow-right"


NEXT_STEPS: list[Callable[[Any, Document], NextStep | None]] = []


def add_next_step(step: Callable[[Any, Document], NextStep | None]) -> None:
    """Adds what another room can do with a document; `step(actor, document)` answers None where it cannot.

    Called from an app's `ready`.
    """
    if step not in NEXT_STEPS:
        NEXT_STEPS.append(step)
