"""Where the search benchmark's databases lie: made for one run, or kept for the next ones.

What is kept is used again as long as nothing changed that takes part in making it; else it is made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEARCH = ROOT / "src" / "nhipcau" / "search"
KEPT_NAME = "nhipcau_search_kept"


def version(items: int) -> str:
    """Of everything that takes part in making the index of so many items."""
    made_by = [
        *SEARCH.glob("text/*.py"), *SEARCH.glob("engines/*.py"), *SEARCH.glob("migrations/*.py"), SEARCH / "models.py",
        SEARCH / "actions.py", *sorted((ROOT / "benchmarks" / "search").glob("items.*")),
        ROOT / "benchmarks" / "_search_many.py",
    ]  # fmt: skip
    whole = hashlib.sha256(str(items).encode())
    for path in sorted(made_by):
        whole.update(path.read_bytes())
    return whole.hexdigest()


@contextmanager
def sqlite_folder(keep: Path | None, items: int) -> Iterator[Path]:
    """The folder of an SQLite database: a temporary one, or that in `keep`, emptied if it is no longer right."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="nhipcau-search-") as folder:
            yield Path(folder)
        return
    folder = keep / "sqlite"
    if not is_built(folder, items):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


@contextmanager
def postgres_database(keep: Path | None, items: int, server: str) -> Iterator[tuple[Path, str]]:
    """A folder and the address of a PostgreSQL database on a server: as for SQLite."""
    import psycopg

    name = KEPT_NAME if keep else f"nhipcau_search_{os.getpid()}"
    address = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        if keep:
            folder = keep / "postgres"
            standing = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not (standing and is_built(folder, items)):
                shutil.rmtree(folder, ignore_errors=True)
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "{name}"')
            folder.mkdir(parents=True, exist_ok=True)
            yield folder, address
            return
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            with tempfile.TemporaryDirectory(prefix="nhipcau-search-") as made:
                yield Path(made), address
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def is_built(folder: Path, items: int) -> bool:
    """Whether the index that belongs to a folder is whole and of the present version."""
    mark = folder / "built"
    return mark.exists() and mark.read_text() == version(items)


def mark_built(folder: Path, items: int) -> None:
    """Says so."""
    (folder / "built").write_text(version(items))
