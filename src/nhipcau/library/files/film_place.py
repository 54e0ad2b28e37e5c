"""Takes the place where a telephone filmed out of an MP4 without moving a byte: its boxes become free space."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.core.files.base import File

_INSIDE = {b"moov", b"trak", b"udta", b"mdia", b"minf"}
_PLACES = {b"\xa9xyz", b"loci"}
_DEEPEST = 8
_LONGEST = 5_000_000  # a box of notes; longer ones are no notes


def without_place(path: Path) -> File[bytes] | None:
    """A copy without the place, or None where the file tells none."""
    with path.open("rb") as source:
        source.seek(0, 2)
        found = list(_places(source, 0, source.tell(), 0))
        if not found:
            return None
        copy = tempfile.NamedTemporaryFile(prefix="nhipcau-recording-")  # noqa: SIM115 - closed with the answer
        source.seek(0)
        while part := source.read(1 << 20):
            copy.write(part)
    for start, end in found:
        copy.seek(start + 4)
        copy.write(b"free" + bytes(end - start - 8))
    copy.flush()
    return File(copy, name=path.name)


def _places(source: IO[bytes], start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Where boxes that tell a place begin and end. A box that runs over its parent ends the search there."""
    while start + 8 <= end and depth < _DEEPEST:
        source.seek(start)
        head = source.read(16)
        size, kind, body = int.from_bytes(head[:4], "big"), head[4:8], start + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            return
        if kind in _PLACES or (kind == b"meta" and depth and _tells_place(source, body, start + size)):
            yield start, start + size
        elif kind in _INSIDE:
            yield from _places(source, body, start + size, depth + 1)
        start += size


def _tells_place(source: IO[bytes], start: int, end: int) -> bool:
    if end - start > _LONGEST:
        return False
    source.seek(start)
    return b"location" in source.read(end - start)
