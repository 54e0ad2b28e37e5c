"""Keeps what recognition read, so that a change of the rules is measured without reading the pictures again.

What was extracted is kept in var/benchmarks under the hash of the document's files and of every module that damages
or recognises; a change of any of them reads anew.
"""

from __future__ import annotations

import functools
import hashlib
import pickle
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks.damage.documents import KINDS, Labelled, damaged  # noqa: E402
from vanban.reader import read_extract  # noqa: E402
from vanban.sources import Extract, extract  # noqa: E402

SHELF = ROOT / "var" / "benchmarks"
DAMAGE = Path(__file__).parent / "damage"
SOURCES = ROOT / "src" / "vanban" / "sources"


@functools.cache
def _version() -> str:
    """Of all that takes part in making the damage and in recognising."""
    modules = [*SOURCES.rglob("scan/*.py"), *SOURCES.glob("pdf*.py"), SOURCES / "grids.py", *DAMAGE.glob("*.py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(modules))).hexdigest()[:12]


def extracted(document: Labelled, state: str) -> Extract | None:
    """What `vanban` extracts from a document in one state, from the shelf where it lies there; None where the
    document has no such state. Only this program writes the shelf."""
    own = hashlib.sha256(f"{document.stem} {state}".encode())
    for kind in (*KINDS, ".restored.txt", ".labelled"):
        own.update(document.file(kind).read_bytes() if document.file(kind).exists() else b"")
    place = SHELF / _version() / own.hexdigest()
    if place.exists():
        return pickle.loads(place.read_bytes())  # type: ignore[no-any-return]
    data = damaged(document, state)
    taken = None if data is None else extract(data)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(pickle.dumps(taken))
    return taken


def read(document: Labelled, state: str) -> vanban.Reading | None:
    """The reading of a document in one state; None where it has no such state."""
    taken = extracted(document, state)
    return None if taken is None else read_extract(taken)
