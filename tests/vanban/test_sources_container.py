"""Archives and e-mails: every document in them, in bounds, whatever their names."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from vanban_files import SAMPLE, as_docx, as_html, as_text, zipped

import vanban
from vanban import Limits, UnreadableSource, extract, read_all
from vanban.__main__ import main

PLAN = as_docx(SAMPLE)


def letter(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.vn", "b@example.vn", "Gửi kế hoạch"
    message.set_content("Kính gửi các đơn vị văn bản kèm theo.")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def names(data: bytes) -> list[str]:
    return [found.name for found in read_all(data)]


def test_an_archive_with_one_document_is_that_document() -> None:
    taken = extract(zipped({"kế hoạch.docx": PLAN, "__MACOSX/x": "x"}))
    assert taken.text == extract(PLAN).text
    assert "several_documents" not in [warning.code for warning in taken.warnings]


def test_of_several_the_one_with_the_head_of_a_document_is_read_and_the_others_are_named() -> None:
    taken = extract(zipped({"ghi chú.txt": "Xin gửi", "Phụ lục 1.txt": as_text(SAMPLE), "KH.docx": PLAN}))
    told = next(warning for warning in taken.warnings if warning.code == "several_documents")
    assert taken.text == extract(PLAN).text
    assert "ghi chú.txt" in told.message


def test_a_letter_gives_its_attachments_and_its_own_words() -> None:
    assert names(letter(("Kế hoạch.docx", PLAN), ("z.zip", zipped({"a.txt": "I. x"})))) == [
        "nội dung thư", "Kế hoạch.docx", "z.zip/a.txt",
    ]  # fmt: skip
    assert vanban.read(letter(("Kế hoạch.docx", PLAN))).metadata.number == "45/KH-UBND"


def test_one_bad_member_does_not_keep_the_others_from_being_read() -> None:
    found = list(read_all(zipped({"hỏng.docx": PLAN[:-300], "b.html": as_html(SAMPLE)})))
    assert [(one.name, one.error is None) for one in found] == [("hỏng.docx", False), ("b.html", True)]


def test_names_are_shown_as_written_and_lead_nowhere() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(zipfile.ZipInfo("Ke hoach.txt"), "I. x")
        packed.writestr(zipfile.ZipInfo("../../etc/b.txt"), "I. y")
    raw = stream.getvalue().replace(b"Ke hoach.txt", "Kế hoh.txt".encode())
    assert names(raw) == ["Kế hoh.txt", "etc/b.txt"]


def test_archives_inside_archives_end_somewhere() -> None:
    data = zipped({"x.txt": "I. x"})
    for _ in range(8):
        data = zipped({"a.zip": data, "b.txt": "I. y"})
    found = list(read_all(data))
    assert [one.error.code for one in found if one.error is not None] == ["too_large"]


def test_a_bomb_is_an_error_and_what_came_before_it_is_read() -> None:
    data = zipped({"a.txt": "I. x", "bom.txt": b"0" * 20_000_000})
    found = list(read_all(data, limits=Limits(max_unpacked_bytes=1_000_000)))
    assert [one.error.code if one.error else "" for one in found] == ["", "too_large"]


def test_an_empty_archive_and_one_of_another_kind_are_refused() -> None:
    for data in (zipped({}), b"Rar!\x1a\x07\x00" + bytes(50)):
        with pytest.raises(UnreadableSource) as caught:
            extract(data)
        assert caught.value.code == "unsupported"


def test_the_command_prints_one_object_a_line(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a.txt": as_text(SAMPLE), "b.docx": PLAN[:-300]}))
    assert main(["read", str(path), "--all", "--json"]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [(line["name"], "error" in line) for line in lines] == [("a.txt", False), ("b.docx", True)]
