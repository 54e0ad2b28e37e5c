"""What we install: locked, without addresses, explained, and free for those who use us."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from tools.console import ROOT

REQUIREMENTS = ROOT / "requirements"
LOCKS = ["bootstrap", "build", "run", "test"]
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?P<marker> ; .+?)? \\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")

PERMISSIVE = re.compile(
    r"\b(MIT(-0|-CMU)?|BSD(-[23]-Clause)?|Apache(-2\.0| Software License| License 2\.0)?|ISC|PSF(L|-2\.0)?"
    r"|Python Software Foundation)\b"
)
BINDING = re.compile(r"\b(A?GPL|GNU (Affero )?General Public|SSPL|BUSL|Commons Clause)", re.IGNORECASE)
WEAK = re.compile(r"\b(LGPL|MPL|GNU Lesser|Mozilla Public)", re.IGNORECASE)
# Weak copyleft binds changes to the library itself, not what is built on it. Each with why it is wanted.
WEAK_ALLOWED = {
    "psycopg": "the PostgreSQL driver; used unchanged through its public interface (LGPL-3.0)",
    "psycopg-binary": "the same, with libpq inside (LGPL-3.0)",
    "certifi": "a list of root certificates, used unchanged (MPL-2.0)",
    "fido2": "BSD; only its list of public suffixes is MPL-2.0, used unchanged",
}
# Notices inside a package that name the GPL without binding its users.
NOTICES = {
    "cryptography": "one Rust part may be had under Apache-2.0 or the GPL; we take Apache-2.0",
    "pillow": "FreeType may be had under its own licence or the GPL; tools that build it are named too",
    "numpy": "the Fortran runtime inside (GCC's runtime exception; libquadmath under the LGPL), used unchanged",
    "pypdfium2": "ICU's and the compiler's build files, under the GPL's exception for what they build",
}


def pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in PIN.finditer((REQUIREMENTS / f"{lock}.txt").read_text()):
        found.setdefault(match["name"], set()).add(match["version"])
    return found


def asked_for(name: str) -> list[str]:
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    return [re.split(r"[\[=<>~ ;]", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))]


RUN = sorted(pins("run"))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock):
    text = (REQUIREMENTS / f"{lock}.txt").read_text()
    for word in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "@ "):
        assert word not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_or_a_comment(lock):
    awaiting = False
    for line in (REQUIREMENTS / f"{lock}.txt").read_text().splitlines():
        if PIN.match(line + "\n"):
            assert not awaiting
            awaiting = True
        elif HASH.match(line):
            awaiting = False
        else:
            assert line.lstrip().startswith("#"), line
    assert pins(lock)


def test_the_test_set_contains_the_run_set_in_the_same_versions():
    assert pins("run").items() <= pins("test").items()


@pytest.mark.parametrize("source", LOCKS)
def test_every_dependency_that_we_ask_for_is_explained(source):
    page = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8").lower()
    explained = set(re.findall(r"^\| `([^`\[]+)", page, re.MULTILINE))
    assert set(asked_for(source)) <= explained


def test_nothing_is_explained_that_we_do_not_ask_for():
    page = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8").lower()
    explained = set(re.findall(r"^\| `([^`\[]+)", page, re.MULTILINE))
    assert explained <= {name for source in LOCKS for name in asked_for(source)}


def licence_of(name: str) -> str:
    """What a package says of its licence; when it says it in several places, the shortest form that is exact."""
    head = metadata.metadata(name)
    named = [row.split(" :: ")[-1] for row in head.get_all("Classifier") or [] if row.startswith("License")]
    return head.get("License-Expression") or " / ".join(named) or (head.get("License") or "").splitlines()[0]


@pytest.mark.parametrize("name", RUN)
def test_the_licence_of_a_dependency_does_not_bind_our_users_more_than_ours(name):
    try:
        licence = licence_of(name)
    except metadata.PackageNotFoundError:
        assert name == "colorama", f"{name} is locked and not installed"  # for Windows only
        return
    assert not BINDING.search(licence), licence
    if WEAK.search(licence):
        assert name in WEAK_ALLOWED, licence
    else:
        assert PERMISSIVE.search(licence), f"unknown licence: {licence!r}"


@pytest.mark.parametrize("name", RUN)
def test_no_part_inside_a_dependency_is_under_the_gpl_or_the_notice_is_understood(name):
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return
    bound = [file for file in files if _is_notice(file) and _names_gpl(Path(str(file.locate())))]
    assert not bound or name in NOTICES or name in WEAK_ALLOWED, bound


def _is_notice(file: metadata.PackagePath) -> bool:
    name = file.name.lower()
    return any(word in name for word in ("licen", "copying", "notice", "readme")) and "identify" not in str(file)


def _names_gpl(path: Path) -> bool:
    if path.suffix in {".py", ".pyc"} or not path.is_file():
        return False
    text = path.read_text(encoding="utf-8", errors="replace")
    return bool(re.search(r"(?<!L)(?<!Lesser )\bA?GPL(v?[23]|-[23])|GNU (AFFERO )?GENERAL PUBLIC LICENSE", text))


@pytest.mark.parametrize("name", sorted({*WEAK_ALLOWED, *NOTICES}))
def test_an_exception_is_dropped_when_its_package_is(name):
    assert name in RUN


def test_what_is_left_out_on_purpose_stays_out():
    left_out = {line for line in (REQUIREMENTS / "excluded.txt").read_text().splitlines() if not line.startswith("#")}
    for lock in LOCKS:
        assert not left_out & set(pins(lock))
