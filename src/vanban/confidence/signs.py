"""The signs for and against each field: numbers from 0 to 1, named, taken from the finished reading alone, so that a
reading kept as JSON could be judged again."""

from __future__ import annotations

from collections.abc import Iterator

from vanban.confidence.charging import charging_fields
from vanban.confidence.duties import duty_fields
from vanban.confidence.fields import Field
from vanban.confidence.ground import Ground
from vanban.confidence.header import header_fields
from vanban.confidence.lists import list_fields
from vanban.confidence.outline import outline_fields
from vanban.model import Reading


def fields_of(reading: Reading) -> Iterator[Field]:
    """Answer every field of a reading with its signs; a field comes after those that it rests on."""
    ground = Ground(reading)
    yield from header_fields(reading, ground)
    yield from outline_fields(reading, ground)
    yield from charging_fields(reading, ground)
    yield from duty_fields(reading, ground)
    yield from list_fields(reading, ground)
