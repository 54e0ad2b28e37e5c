"""What goes out to a translator and comes back: one sheet for an item in a language, one unit for a passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """`names` are the passages of the original, `nth` which of several translations of them (from 1).

    `source` and `target` are lines with placeholders (marks.py). `base` is the fingerprint of the translation when it
    left; empty where there was none or the tool lost it. `sure`: somebody says that it is done; `machine`: it says of
    itself that a machine made it.
    """

    names: tuple[str, ...]
    source: str
    target: str = ""
    nth: int = 1
    base: str = ""
    sure: bool = True
    machine: bool = False
    label: str = ""

    @property
    def key(self) -> str:
        """How files name it."""
        return "+".join(self.names) + (f"#{self.nth}" if self.nth > 1 else "")

    @staticmethod
    def parts(key: str) -> tuple[tuple[str, ...], int]:
        """The names and the number in a key; a number that makes no sense is 1."""
        names, _sign, nth = key.partition("#")
        return tuple(each for each in names.split("+") if each), int(nth) if nth.isdecimal() and len(nth) < 4 else 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One item in one language; languages are codes as in addresses (`zh-hans`)."""

    item: int
    title: str
    source_language: str
    language: str
    units: tuple[Unit, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As the delivery keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Sheet:
        """What `as_json` gave."""
        units = tuple(Unit(**{**each, "names": tuple(each["names"])}) for each in told["units"])
        return cls(**{**told, "units": units})
