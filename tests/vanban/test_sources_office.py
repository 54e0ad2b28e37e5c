"""Old Word files and RTF through LibreOffice: a room of its own, limits, and what to do without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from vanban_files import SAMPLE, Plan, as_doc, as_rtf

from vanban import Limits, extract
from vanban.errors import Encrypted, MissingReader, TooLarge

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("build", [as_doc, as_rtf])
def test_an_old_file_gives_its_lines_with_the_labels_of_its_lists(build: Callable[[Plan], bytes]) -> None:
    lines = extract(build(SAMPLE)).text.split("\n")
    assert [line for line in lines if line.startswith("I. ")] == ["I. MỤC ĐÍCH, YÊU CẦU"]
    assert set(SAMPLE.title) <= set(lines)


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        return None

    monkeypatch.setattr(shutil, "which", nothing)
    with pytest.raises(MissingReader, match="libreoffice-writer"):
        extract(b"{\\rtf1 x}")


def test_a_conversion_that_takes_too_long_is_ended_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(TooLarge):
        extract(b"{\\rtf1 x}", limits=Limits(max_seconds=0.01))
    assert list(tmp_path.iterdir()) == []


def test_a_locked_word_file_asks_for_its_password_to_be_taken_off() -> None:
    head = b"\xec\xa5" + (193).to_bytes(2, "little") + bytes(6) + (0x0100).to_bytes(2, "little")
    with pytest.raises(Encrypted):
        extract(OLE + bytes(504) + head + bytes(500) + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("name", "says"), [("Workbook", "Excel"), ("PowerPoint Document", "PowerPoint"), ("__properties_version1.0", "eml")]
)
def test_other_old_office_files_say_what_they_are(name: str, says: str, refused: Callable[[bytes], str]) -> None:
    assert says in refused(OLE + bytes(600) + name.encode("utf-16-le"))


@pytest.fixture
def refused() -> Callable[[bytes], str]:
    def message(data: bytes) -> str:
        with pytest.raises(Exception, match="unsupported") as caught:
            extract(data)
        return str(caught.value)

    return message
