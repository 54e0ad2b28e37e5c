"""The Debian packages of `system-packages.txt`: which are missing, and how to get them."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .console import ROOT, CommandFailedError, call

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


@dataclass(frozen=True)
class Package:
    """One line of the file: `name # purposes # signs # what is off without it`.

    `signs` are commands or file patterns; any one of them shows that what we need from the package is there,
    also on systems that are not Debian.
    """

    name: str
    purposes: tuple[str, ...]
    signs: tuple[str, ...]
    without: str

    @property
    def present(self) -> bool:
        return any(glob.glob(sign) if sign.startswith("/") else shutil.which(sign) for sign in self.signs)


def packages() -> list[Package]:
    """All lines of `system-packages.txt`."""
    rows = (ROOT / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for row in rows:
        if row and not row.startswith("#"):
            name, purposes, signs, without = (part.strip() for part in row.split("#"))
            found.append(Package(name, tuple(purposes.split()), tuple(signs.split()), without))
    return found


def missing(purpose: str) -> list[Package]:
    """The packages that `purpose` ("run" or "test") asks for and this machine lacks."""
    return [package for package in packages() if purpose in package.purposes and not package.present]


def can_install() -> bool:
    """Whether this user may install packages here: root on a Debian-like system."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(names: Iterable[str]) -> None:
    """Installs packages; fetches the package lists first where the plain attempt fails (a new machine has none)."""
    command: Sequence[str] = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    try:
        call(command, QUIET)
    except CommandFailedError:
        call(["apt-get", "update"], QUIET)
        call(command, QUIET)
