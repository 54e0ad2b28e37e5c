"""Makes `.venv` and fills it with exactly what `requirements/*.txt` lock.

Debian may come without ensurepip, and its own Python may not be written to (PEP 668); so pip is looked for
in several places. uv installs in a fraction of pip's time: it is tried first, pip is the fallback.
"""

from __future__ import annotations

import glob
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from . import debian
from .console import BIN, PYTHON, ROOT, VENV, CannotGoOnError, CommandFailedError, call, chore, say, works

REQUIREMENTS = ROOT / "requirements"
HOST_PYTHON = getattr(sys, "_base_executable", sys.executable)  # also when `.venv/bin/python` runs us
STAMP = VENV / "nhipcau-stamp.json"
UV_SETTINGS = {"UV_SYSTEM_CERTS": "true", "UV_NO_PROGRESS": "1"}  # authorities run private certificate roots
NO_PIP = (
    "Máy này chưa có công cụ pip để cài thư viện. Hãy nhờ người quản trị chạy "
    "'apt-get install python3-venv', rồi chạy lại lệnh này."
)


def ensure(kind: str) -> None:
    """Leaves an environment with the locked set `kind` ("run" or "test"; the second contains the first)."""
    wanted = fingerprint(kind)
    if _stamps().get(kind) == wanted and PYTHON.exists():
        return
    if _stamps().get("root", str(ROOT)) != str(ROOT) or not works([PYTHON, "-c", "pass"]):
        with chore("Tạo môi trường Python (.venv)"):
            _make()
    with chore("Cài thư viện theo danh sách đã khóa"):
        _install([REQUIREMENTS / "build.txt", REQUIREMENTS / f"{kind}.txt"])
    included = {"run": fingerprint("run")} if kind == "test" else {}
    STAMP.write_text(json.dumps({**_stamps(), **included, kind: wanted, "root": str(ROOT)}))


def fingerprint(kind: str) -> str:
    """SHA-256 of all that decides what is installed: the locks and the head of our own package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(json.dumps([project["project"], project["build-system"]], sort_keys=True).encode())
    for name in ("bootstrap", "build", kind):
        digest.update((REQUIREMENTS / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def _stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMP.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return stamps


def _make() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") and works([HOST_PYTHON, "-m", "venv", VENV]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    call([HOST_PYTHON, "-m", "venv", "--without-pip", VENV])


def _install(locks: Sequence[Path]) -> None:
    # A lock names everything; what is missing from it was left out on purpose (requirements/excluded.txt).
    listed = ["--require-hashes", "--no-deps", *(word for lock in locks for word in ("-r", str(lock)))]
    uv = _uv()
    if uv:
        try:
            call([*uv, *listed], UV_SETTINGS)
            call([*uv, "--no-deps", "--no-build-isolation", "-e", ROOT], UV_SETTINGS)
        except CommandFailedError as failure:
            say(f"  uv không cài được, chuyển sang pip.\n{failure}")
        else:
            return
    pip = _pip()
    if pip is None:
        raise CannotGoOnError(NO_PIP)
    call([*pip, "--only-binary", ":all:", *listed])
    call([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT])


def _uv() -> list[str] | None:
    """The words that start uv's installer: our own locked one, else one on PATH, else None."""
    own = BIN / "uv"
    pip = None if own.exists() else _pip()
    if pip:
        try:
            call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", REQUIREMENTS / "bootstrap.txt"])
        except CommandFailedError:
            say("  không lấy được uv, dùng pip (chậm hơn)")
    found = str(own) if own.exists() else shutil.which("uv")
    return [found, "pip", "install", "--quiet", "--python", str(PYTHON)] if found else None


def _pip() -> list[str] | None:
    """The words that start a pip which installs into `.venv`, wherever one can be had; else None."""
    found = _find_pip()
    if found is None and shutil.which("uv") is None and debian.can_install():
        with chore("Cài python3-venv"):
            debian.install(["python3-venv"])
        found = _find_pip()
    options = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    return [*found, *options] if found else None


def _find_pip() -> list[str] | None:
    if works([PYTHON, "-m", "pip", "--version"]):
        return [str(PYTHON), "-m", "pip"]
    if works([HOST_PYTHON, "-m", "pip", "--python", PYTHON, "--version"]):  # pip 22.3 or newer
        return [HOST_PYTHON, "-m", "pip", "--python", str(PYTHON)]
    wheels = glob.glob(os.environ.get("NHIPCAU_WHEELS", "/usr/share/python-wheels") + "/pip-*.whl")
    return [str(PYTHON), f"{max(wheels)}/pip"] if wheels else None
