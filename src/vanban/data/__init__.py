"""Plain data of the reader: one fact a line, `#` begins a comment, `key = a | b` groups them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["groups", "lines", "raw"]


@cache
def raw(name: str) -> str:
    """Answer the whole text of the data file `name`."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Answer the facts of a list file, without comments and blank lines."""
    stripped = (line.strip() for line in raw(name).split("\n"))
    return tuple(line for line in stripped if line and not line.startswith("#"))


@cache
def groups(name: str) -> dict[str, tuple[str, ...]]:
    """Answer a file of `key = a | b | c` lines; a key may come again and goes on its list."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        key, _, values = line.partition("=")
        found.setdefault(key.strip(), []).extend(part.strip() for part in values.split("|") if part.strip())
    return {key: tuple(values) for key, values in found.items()}
