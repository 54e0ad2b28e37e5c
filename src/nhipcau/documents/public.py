"""What other rooms may use of this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .actions.reading import read
from .actions.upload import Received, receive
from .choices import FileState, ReadingState
from .models import Document, Reading
from .queries.again import reading_again
from .queries.bases import Basis, bases_of, cited_documents
from .queries.counted import Counted, Dated, counted, dated
from .queries.stored import comparable, last_job, may_fetch, newest_reading

__all__ = [
    "Basis", "Counted", "Dated", "Document", "FileState", "NextStep", "Reading", "ReadingState", "Received",
    "add_next_step", "bases_of", "cited_documents", "comparable", "counted", "dated", "last_job", "may_fetch",
    "newest_reading", "read", "reading_again", "receive",
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
