"""The chores of dev.py, as far as they can be tried without a network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from tools import debian, environment, postgres, serving
from tools.console import PYTHON, ROOT, CannotGoOnError, CommandFailedError, call, works
from tools.inside import catalogues


def dev(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)


def test_without_words_the_chores_are_listed():
    listed = dev()
    assert listed.returncode == 0
    for chore in ("run", "test", "setup", "benchmark", "lint", "messages", "lock", "screenshots", "clean"):
        assert f"\n    {chore}" in listed.stdout


def test_an_unknown_word_is_refused():
    assert dev("setup", "--nonsense").returncode == 2


def test_the_tools_import_nothing_that_has_to_be_installed():
    # -S and -I: no site-packages, no environment; `-c` so that only the tools' own folder is added.
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tools.commands"
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)


def test_a_port_that_somebody_uses_is_passed_over():
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < serving.free_port(port) < port + serving.PORTS_TRIED


def test_a_missing_program_is_said_in_a_sentence():
    assert not works(["/nowhere/program"])
    with pytest.raises(CommandFailedError, match="Không chạy được /nowhere/program"):
        call(["/nowhere/program"])


def test_a_failing_program_leaves_the_end_of_its_words():
    with pytest.raises(CommandFailedError, match="cuối cùng"):
        call([sys.executable, "-c", "raise SystemExit('cuối cùng')"])


class TestEnvironment:
    def test_the_fingerprint_changes_with_the_lock(self, tmp_path, monkeypatch):
        before = environment.fingerprint("run")
        copy = shutil.copytree(environment.REQUIREMENTS, tmp_path / "requirements")
        monkeypatch.setattr(environment, "REQUIREMENTS", copy)
        assert environment.fingerprint("run") == before
        (copy / "run.txt").write_text("other==1")
        assert environment.fingerprint("run") != before

    def test_a_pip_wheel_on_disk_is_enough(self, tmp_path, monkeypatch):
        wheel = tmp_path / "pip-23.0-py3-none-any.whl"
        wheel.touch()
        monkeypatch.setenv("NHIPCAU_WHEELS", str(tmp_path))
        monkeypatch.setattr(environment, "works", lambda command: False)
        assert environment._find_pip() == [str(PYTHON), f"{wheel}/pip"]

    def test_no_pip_anywhere_is_said_in_a_sentence(self, monkeypatch):
        monkeypatch.setattr(environment, "_find_pip", lambda: None)
        monkeypatch.setattr(environment, "_uv", lambda: None)
        monkeypatch.setattr(debian, "can_install", lambda: False)
        with pytest.raises(CannotGoOnError, match="apt-get install python3-venv"):
            environment._install([])


class TestDebian:
    def test_every_package_says_who_asks_and_what_is_off_without_it(self):
        assert {package.name for package in debian.packages()} >= {"chromium", "gettext", "postgresql"}
        for package in debian.packages():
            assert package.purposes
            assert set(package.purposes) <= {"run", "test"}
            assert package.signs
            assert package.without

    def test_a_package_is_there_when_one_of_its_signs_is(self, tmp_path):
        sign = tmp_path / "font.ttf"
        package = debian.Package("fonts", ("test",), (f"{tmp_path}/*.ttf", "no-such-command"), "")
        assert not package.present
        sign.touch()
        assert package.present


class TestPostgres:
    def test_a_named_server_that_does_not_answer_is_an_error_not_a_skip(self, monkeypatch):
        monkeypatch.setenv("NHIPCAU_TEST_PG", "postgresql://nobody@127.0.0.1:1/none")
        with pytest.raises(CannotGoOnError, match="NHIPCAU_TEST_PG"), postgres.server():
            pass

    @pytest.mark.postgres
    def test_a_cluster_of_our_own_starts_answers_and_is_gone_afterwards(self):
        with postgres._own_cluster() as address:
            assert works([PYTHON, "-c", postgres.PROBE, address])
        assert not works([PYTHON, "-c", postgres.PROBE, address])
        assert not list(Path("/tmp").glob(f"nhipcau-pg-*/.s.PGSQL.{address.rsplit(':', 1)[1].split('/')[0]}"))


class TestCatalogues:
    def test_a_catalogue_is_compiled_when_it_is_newer_than_what_was_compiled(self, tmp_path, monkeypatch):
        monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
        source = tmp_path / "locale/en/LC_MESSAGES/django.po"
        source.parent.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.append(polib.POEntry(msgid="Kế hoạch", msgstr="Plan"))
        catalogue.save(str(source))
        catalogues.compile_stale()
        compiled = source.with_suffix(".mo")
        assert [entry.msgstr for entry in polib.mofile(str(compiled))] == ["Plan"]
        stamp = compiled.stat().st_mtime_ns
        catalogues.compile_stale()
        assert compiled.stat().st_mtime_ns == stamp

    def test_a_message_that_nobody_translated_is_named(self):
        catalogue = polib.POFile()
        catalogue.append(polib.POEntry(msgid="Kế hoạch", msgstr="Plan"))
        catalogue.append(polib.POEntry(msgid="Nhiệm vụ", msgstr=""))
        catalogue.append(polib.POEntry(msgid="Thời hạn", msgstr="Time", flags=["fuzzy"]))
        assert catalogues.untranslated(catalogue) == ["Nhiệm vụ", "Thời hạn"]
