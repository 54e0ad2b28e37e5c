"""A PostgreSQL server for the tests: a named one, the one of this machine, or one that we start and stop."""

from __future__ import annotations

import getpass
import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .console import PYTHON, CannotGoOnError, CommandFailedError, say, tail, works
from .serving import HOST

LOCAL = "postgresql://{user}@127.0.0.1:5432/postgres"
PROBE = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"


@contextmanager
def server() -> Iterator[str]:
    """The address of a server whose user may create databases; one that we started is stopped at the end."""
    named = os.environ.get("NHIPCAU_TEST_PG")
    if named:
        if not works([PYTHON, "-c", PROBE, named]):
            raise CannotGoOnError("PostgreSQL ghi ở NHIPCAU_TEST_PG không trả lời.")
        yield named
    elif standing := _standing():
        say("  dùng PostgreSQL đang chạy ở 127.0.0.1:5432")
        yield standing
    else:
        with _own_cluster() as address:
            yield address


def _standing() -> str | None:
    for user in ("postgres", getpass.getuser()):
        address = LOCAL.format(user=user)
        if works([PYTHON, "-c", PROBE, address]):
            return address
    return None


@contextmanager
def _own_cluster() -> Iterator[str]:
    """A cluster in a temporary folder, on a free port, run by an unprivileged user (PostgreSQL refuses root)."""
    programs = _programs()
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="nhipcau-pg-"))
    port = _any_port()
    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        initdb = [f"{programs}/initdb", "-D", data, "-U", "nhipcau", "-A", "trust", "-E", "UTF8"]
        _as(user, [*initdb, "--no-locale", "--no-sync"])
        options = f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder} -c fsync=off"
        _as(user, [f"{programs}/pg_ctl", "-D", data, "-l", f"{folder}/log", "-o", options, "-w", "start"])
        say(f"  đã khởi động một cụm PostgreSQL tạm ở cổng {port}")
        try:
            yield f"postgresql://nhipcau@{HOST}:{port}/postgres"
        finally:
            _as(user, [f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> str:
    found = shutil.which("initdb")
    folders = [str(Path(found).parent)] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not folders:
        raise CannotGoOnError("Không có PostgreSQL: đặt NHIPCAU_TEST_PG, hoặc nhờ quản trị cài gói postgresql.")
    return folders[-1]


def _unprivileged() -> str | None:
    """Whom the cluster runs as: None for ourselves, else (we are root) Debian's user for it or nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as(user: str | None, command: list[str]) -> None:
    # pg_ctl leaves a server behind that would keep a pipe open: its output goes to a file.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, check=False, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        if done.returncode:
            output.seek(0)
            raise CommandFailedError(f"PostgreSQL không chạy được: {command[0]}\n{tail(output.read())}")


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
