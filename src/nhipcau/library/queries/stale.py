"""How far a translation still says what the original says: one rule, for work screens and for the public page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .passages import hash_of_sources


@dataclass(frozen=True, slots=True)
class Lag:
    """`stale`: passages of the translation whose sources say something else now; `missing`: passages of the original
    that nothing was made from, and that nobody left out on purpose."""

    stale: tuple[str, ...]
    missing: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.missing)


def lag(segments: Iterable[Mapping[str, Any]], hashes: Mapping[str, str]) -> Lag:
    """What a translation owes to an original whose passages have these fingerprints now.

    `segments` as `content_of` tells them: `block`, `sources`, `hash`. A passage without sources was added by the
    translator and is never stale; nor is one that was left out and that the original no longer has either.
    """
    rows = list(segments)
    covered = {name for each in rows for name in each["sources"]}
    stale = [
        each["block"] or "+".join(each["sources"])
        for each in rows
        if (each["sources"] if each["block"] else hashes.keys() & each["sources"])
        and hash_of_sources(each["sources"], hashes) != each["hash"]
    ]
    return Lag(tuple(stale), tuple(name for name in hashes if name not in covered))
