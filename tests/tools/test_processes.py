"""Whatever the tools start, they stop, with everything that it started itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.console import ROOT
from tools.processes import Family

PATIENCE_SECONDS = 30
FIRST_START_SECONDS = 600  # its database is made from nothing, beside whatever else the machine does
MARK = "NHIPCAU_TEST_FAMILY"
STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; print(1, flush=True); time.sleep(600)"])
time.sleep(600)
"""


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def alive(mark: str) -> list[int]:
    """The processes of this machine that carry a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
    return found


@pytest.fixture
def mark(tmp_path: Path) -> str:
    return str(tmp_path)


def test_a_family_is_stopped_with_its_grandchildren_even_if_they_do_not_listen(tmp_path, mark, monkeypatch):
    monkeypatch.setattr("tools.processes.PATIENCE_SECONDS", 0.2)
    family = Family()
    log = tmp_path / "log"
    family.start("stubborn", [sys.executable, "-c", STUBBORN], {MARK: mark}, log)
    until(lambda: log.read_text() and len(alive(mark)) == 2)
    family.stop()
    until(lambda: not alive(mark))


def test_a_member_that_ends_by_itself_is_noticed_and_its_log_can_be_read(tmp_path):
    family = Family()
    family.start("short", [sys.executable, "-c", "print('vì sao')"], {}, tmp_path / "log")
    until(family.fallen)
    assert family.fallen().log.read_text() == "vì sao\n"


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder for both runs: the second finds its database made."""
    return tmp_path_factory.mktemp("var")


@pytest.mark.journey
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_run_serves_the_demonstration_and_leaves_nothing_behind_when_stopped(tmp_path, var, mark, number):
    from urllib.request import urlopen

    env = {**os.environ, MARK: mark, "NHIPCAU_VAR": str(var)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    output = tmp_path / "output"
    with output.open("w") as file:
        command = [sys.executable, str(ROOT / "dev.py"), "run", "--port", "8471"]
        run = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
    try:
        until_answers(run, output)
        address = output.read_text().split("Mở trình duyệt tại: ")[1].split()[0]
        with urlopen(f"{address}suc-khoe/") as answer:
            assert answer.status == 200
        run.send_signal(number)
        assert run.wait(PATIENCE_SECONDS) == 0
        until(lambda: not alive(mark))
    finally:
        run.kill()
        run.wait()


def until_answers(run: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + FIRST_START_SECONDS
    while "Nhấn Ctrl-C" not in output.read_text():
        assert run.poll() is None, output.read_text()
        assert time.monotonic() < deadline, output.read_text()
        time.sleep(0.2)
