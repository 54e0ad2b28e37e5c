"""Tasks that tell a test how far they are and wait for its word; they run in worker processes."""

import time
from pathlib import Path

from django_tasks import task

PATIENCE_SECONDS = 30


@task()
def hold(folder: str) -> str:
    """Notes that it began, waits until the file `go` appears, notes that it ended."""
    place = Path(folder)
    note(place, "began")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (place / "go").exists():
        if time.monotonic() > deadline:
            raise TimeoutError("nobody said go")
        time.sleep(0.02)
    note(place, "ended")
    return "done"


@task()
def touch(folder: str, number: int) -> None:
    note(Path(folder), str(number))


def note(folder: Path, word: str) -> None:
    with (folder / "notes").open("a") as notes:
        notes.write(f"{word}\n")
