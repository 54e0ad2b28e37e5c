"""Programs that are started together and stop together, with everything that they started themselves."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .console import ROOT

PATIENCE_SECONDS = 10  # a background task that is nearly done may end well
PR_SET_PDEATHSIG = 1


class Asked(BaseException):
    """Somebody asked us to stop: Ctrl-C, a closed terminal, or `kill`."""


@dataclass
class Member:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Family:
    """Each member leads a process group of its own, so that Ctrl-C reaches us first and we stop them in order."""

    def __init__(self) -> None:
        self.members: list[Member] = []

    def start(self, name: str, command: Sequence[str | Path], env: Mapping[str, str], log: Path) -> None:
        """Starts a program with its output in `log`."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=ROOT,
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  we have a single thread
            )
        self.members.append(Member(name, process, log))

    def fallen(self) -> Member | None:
        """A member that has ended by itself, if any."""
        return next((member for member in self.members if member.process.poll() is not None), None)

    def stop(self) -> None:
        """Asks all to end, waits, and ends by force whatever is left of their groups."""
        for member in self.members:
            _signal(member, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for member in self.members:
            with suppress(subprocess.TimeoutExpired):
                member.process.wait(max(0.1, deadline - time.monotonic()))
        for member in self.members:
            _signal(member, signal.SIGKILL)
            member.process.wait()


def _signal(member: Member, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(member.process.pid, number)


def _die_with_parent() -> None:
    """Linux: a member also gets SIGTERM when we ourselves are killed and cannot stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, Ctrl-C, SIGTERM and a closed terminal all raise Asked; a second one changes nothing."""

    def ask(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Asked

    numbers = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
