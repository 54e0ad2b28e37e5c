"""What a field is to the model: a pointer, a family, signs, and the fields that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a reading: its JSON pointer, the family whose weights judge it, its signs (numbers from 0 to 1),
    and the pointers of fields that must be right for it to be right."""

    pointer: str
    family: str
    signs: Signs
    rests_on: tuple[str, ...] = ()
