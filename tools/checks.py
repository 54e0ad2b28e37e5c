"""`dev.py test`: everything that must hold before a change is taken in; every step runs, also after a failure."""

from __future__ import annotations

import os
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import debian, environment, postgres
from .console import BIN, PYTHON, CannotGoOnError, CommandFailedError, chore, say, stream

LINT: dict[str, list[str | Path]] = {
    "ruff": [BIN / "ruff", "check", "."],
    "kiểu (mypy)": [BIN / "mypy", "src", "tools"],
    "ranh giới giữa các phòng (import-linter)": [BIN / "lint-imports"],
}
AFTER: dict[str, list[str | Path]] = {
    "migration còn thiếu": [BIN / "nhipcau", "makemigrations", "--check", "--dry-run"],
    "bản dịch còn thiếu": [PYTHON, "-m", "tools.inside.catalogues", "--check"],
}
FORMAT: dict[str, list[str | Path]] = {"trình bày mã (ruff format)": [BIN / "ruff", "format", "--check", "."]}

NO_TESTS = 5  # pytest's exit code


@dataclass(frozen=True)
class Outcome:
    """How a step ended, in numbers of checks."""

    name: str
    passed: int
    failed: int
    skipped: int = 0


def lint() -> int:
    """Style, types, import rules and formatting; returns the number of checks that failed."""
    environment.ensure("test")
    outcomes = [_single(name, command, {}) for name, command in {**LINT, **FORMAT}.items()]
    return _summary(outcomes)


def test(pytest_words: Sequence[str]) -> int:
    """Every check there is; returns the number of those that failed."""
    environment.ensure("test")
    _system_packages()
    with tempfile.TemporaryDirectory(prefix="nhipcau-test-") as folder:
        env = {"NHIPCAU_VAR": folder, "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.test"}
        steps: list[Callable[[], Outcome]] = [
            *(_later(name, command, env) for name, command in {**LINT, **AFTER}.items()),
            lambda: _pytest("kiểm thử trên SQLite", [], env, Path(folder), pytest_words),
            lambda: _on_postgres(env, Path(folder), pytest_words),
            *(_later(name, command, env) for name, command in FORMAT.items()),
        ]
        return _summary([step() for step in steps])


def _later(name: str, command: Sequence[str | Path], env: dict[str, str]) -> Callable[[], Outcome]:
    return lambda: _single(name, command, env)


def _single(name: str, command: Sequence[str | Path], env: dict[str, str]) -> Outcome:
    with chore(name):
        good = stream(command, env) == 0
    return Outcome(name, int(good), int(not good))


def _system_packages() -> None:
    lacking = debian.missing("test")
    if os.environ.get("NHIPCAU_TEST_PG"):
        lacking = [package for package in lacking if package.name != "postgresql"]
    if not lacking:
        return
    names = [package.name for package in lacking]
    if not debian.can_install():
        reasons = "\n".join(f"  {package.name}: {package.without}" for package in lacking)
        raise CannotGoOnError(
            f"Thiếu gói hệ thống:\n{reasons}\nHãy nhờ quản trị chạy: apt-get install {' '.join(names)}"
        )
    with chore(f"Cài gói hệ thống: {' '.join(names)}"):
        debian.install(names)


def _on_postgres(env: dict[str, str], folder: Path, words: Sequence[str]) -> Outcome:
    name = "kiểm thử trên PostgreSQL"
    try:
        with postgres.server() as address:
            return _pytest(name, ["--only-database"], {**env, "DATABASE_URL": address}, folder, words)
    except CommandFailedError as failure:
        say(str(failure))
        return Outcome(name, 0, 1)


def _pytest(name: str, options: list[str], env: dict[str, str], folder: Path, words: Sequence[str]) -> Outcome:
    report = folder / "pytest.xml"
    report.unlink(missing_ok=True)
    spread = ["-n", "2", "--dist", "worksteal"]
    with chore(name):
        code = stream([BIN / "pytest", "-q", *spread, *options, f"--junitxml={report}", *words], env)
    if not report.exists():
        return Outcome(name, 0, 1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    counts = dict(suite.attrib) if suite is not None else {}
    total, skipped, *bad = (int(counts.get(key, 0)) for key in ("tests", "skipped", "failures", "errors"))
    nothing_asked = words and code == NO_TESTS  # somebody named tests that this run has no part in
    failed = max(sum(bad), int(code != 0 and not nothing_asked))  # pytest may fail without a failed test
    return Outcome(name, max(total - skipped - sum(bad), 0), failed, skipped)


def _summary(outcomes: Sequence[Outcome]) -> int:
    say("\nTóm tắt")
    for outcome in outcomes:
        mark = "lỗi" if outcome.failed else "đạt"
        aside = f", bỏ qua {outcome.skipped}" if outcome.skipped else ""
        say(f"  {mark}  {outcome.name}: đạt {outcome.passed}, lỗi {outcome.failed}{aside}")
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    say(f"\n{sum(o.passed for o in outcomes)} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return failed
