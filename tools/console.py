"""Where things lie, how the tools speak, and how they call other programs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
TAIL_LINES = 30


class CannotGoOnError(Exception):
    """The work cannot go on; the message says why and what to do, to a person."""


class CommandFailedError(CannotGoOnError):
    """A program that we called ended with an error; the message carries the end of what it printed."""


def var() -> Path:
    """The folder for everything that is written while the product runs."""
    return Path(os.environ.get("NHIPCAU_VAR") or ROOT / "var").resolve()


def say(text: str = "") -> None:
    """Prints a line at once, also into a pipe."""
    print(text, flush=True)


@contextmanager
def chore(name: str) -> Iterator[None]:
    """Says what is being done, and how long it took where that is longer than a moment."""
    say(f"• {name} …")
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    if seconds >= 1:
        say(f"  xong sau {seconds:.0f} giây")


def call(command: Sequence[str | Path], env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Runs a program to its end and returns what it wrote to standard output.

    Raises CommandFailedError with the last lines of its output when it ends with an error or cannot be started.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            check=False,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise CommandFailedError(f"Không chạy được {words[0]}: {error.strerror}.") from error
    if done.returncode:
        raise CommandFailedError(
            f"Lệnh lỗi (mã {done.returncode}): {' '.join(words)}\n{tail(done.stdout + done.stderr)}"
        )
    return done.stdout


def works(command: Sequence[str | Path]) -> bool:
    """Whether a program can be started and ends well."""
    try:
        call(command)
    except CommandFailedError:
        return False
    return True


def stream(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Runs a program whose output goes straight to the terminal; returns its exit code."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, check=False, cwd=ROOT, env={**os.environ, **(env or {})}).returncode


def tail(text: str, lines: int = TAIL_LINES) -> str:
    """The last lines of a text, indented."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-lines:])
