"""Tesseract as a process of its own: a prepared page in, words with their places and confidence out."""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cache

from vanban.model import Limits

LANGUAGE = "vie"
_WORD_LEVEL = "5"
# How Tesseract is told to take a page: we look for columns ourselves, since it also takes markers that stand apart
# from their words for one.
_ONE_COLUMN, _ONE_BLOCK = "4", "6"
_LIST_SECONDS = 20
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "PATH")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised, its box in dots of the prepared picture; `line` tells which words stood on one line."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


@cache
def engine() -> str | None:
    """Answer the path of Tesseract, None where it or its Vietnamese model is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        listed = subprocess.run([path, "--list-langs"], capture_output=True, timeout=_LIST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if LANGUAGE in listed.stdout.decode("utf-8", "replace").split() else None


def recognise(picture: bytes, dpi: float, limits: Limits, *, cut: bool = False) -> tuple[Word, ...] | None:
    """Answer the words of a prepared page (a PGM file), in the order in which Tesseract reads it; None if it gave up
    or was ended after `limits.max_page_seconds`. `cut`: the page was cut into pieces, which stand one below the other.

    The process uses one core: a page a core is faster than a page on all of them.
    """
    path = engine()
    if path is None:
        return None
    mode = _ONE_BLOCK if cut else _ONE_COLUMN
    command = [path, "stdin", "stdout", "-l", LANGUAGE, "--psm", mode, "--dpi", str(round(dpi)), "tsv"]
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    _bound_memory(process.pid, limits.max_memory_bytes)
    try:
        output, _ = process.communicate(picture, timeout=limits.max_page_seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return None
    return words_of(output.decode("utf-8", "replace")) if process.returncode == 0 else None


def _bound_memory(process: int, memory: int) -> None:
    try:
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
    except (ImportError, AttributeError, OSError):
        return  # a system without such limits, or a process that has already ended


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()


def words_of(table: str) -> tuple[Word, ...]:
    """Answer the words of Tesseract's table (TSV); empty ones are left out."""
    words: list[Word] = []
    for row in csv.reader(table.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 12 or row[0] != _WORD_LEVEL or not row[11].strip():
            continue
        block, paragraph, line = int(row[2]), int(row[3]), int(row[4])
        left, top, width, height = map(int, row[6:10])
        confidence = min(max(float(row[10]) / 100, 0.0), 1.0)
        words.append(Word(row[11].strip(), left, top, left + width, top + height, confidence, (block, paragraph, line)))
    return tuple(words)
