"""What is not taken in, and the sentence that says so."""

from __future__ import annotations

import pytest
from django.conf import settings as live_settings

from nhipcau.core.public import NotAllowedError, Role
from nhipcau.documents.actions.upload import safe_name
from nhipcau.documents.choices import FileState
from nhipcau.documents.errors import (
    EmptyFileError,
    MacroError,
    NameBeliesContentError,
    TooLargeError,
    WrongKindError,
)
from nhipcau.documents.models import Document

from . import makers


@pytest.mark.parametrize(
    ("content", "name", "error", "words"),
    [
        (b"", "a.txt", EmptyFileError, "rỗng"),
        (b"\x7fELF" + bytes(200), "a.txt", WrongKindError, ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", WrongKindError, "docx"),
        (makers.PLAN.encode(), "a.exe", WrongKindError, ".docx"),
        (makers.PLAN.encode(), "a.pdf", NameBeliesContentError, "TXT"),
        (makers.docx(makers.paragraph("x")), "a.txt", NameBeliesContentError, "DOCX"),
        (makers.docx(more={"word/vbaProject.bin": b"x"}), "a.docx", MacroError, "macro"),
        (b"PK\x03\x04" + bytes(100), "a.docx", WrongKindError, "hỏng"),
    ],
)
def test_a_file_of_the_wrong_kind_gets_a_sentence_and_leaves_nothing(bring, content, name, error, words) -> None:
    with pytest.raises(error) as refusal:
        bring(content, name)

    assert words in str(refusal.value)
    assert not Document.objects.exists()
    assert not [path for path in live_settings.NHIPCAU_QUARANTINE.rglob("*") if path.is_file()]


def test_a_file_past_the_limit_is_stopped_while_it_comes_in(ha_tinh, sign_in, settings) -> None:
    settings.NHIPCAU_UPLOAD_LIMIT_MB = 1
    client = sign_in(ha_tinh.person(Role.COORDINATOR))

    answer = client.post("/van-ban/tai-len/", {"file": makers.upload(b"a" * (3 * 1024 * 1024))})

    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()
    assert not [path for path in settings.NHIPCAU_QUARANTINE.rglob("*") if path.is_file()]


def test_a_hundred_megabytes_are_refused(bring) -> None:
    with pytest.raises(TooLargeError):
        bring(b"a" * (100 * 1024 * 1024))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\lan\\kế hoạch.docx", "kế hoạch.docx"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("ke\u0302 hoa\u0323ch.txt", "kê hoạch.txt"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
        ("..", "văn bản"),
    ],
)
def test_a_name_is_only_ever_a_name(given, kept) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize(
    ("content", "name"),
    [(makers.xml_bomb(), "a.docx"), (makers.pdf_bomb(), "a.pdf"), (b"%PDF-1.7\nnot really", "b.pdf")],
)
def test_a_bomb_becomes_one_sentence_and_can_be_fetched_again_by_its_uploader(
    bring, sign_in, ha_tinh, content, name
) -> None:
    document = bring(content, name).document

    assert document.state in (FileState.UNREADABLE, FileState.NEEDS_DECLARATION)
    assert document.problem
    assert document.problem.endswith((".", "…"))
    client = sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))
    fetched = client.get(f"/van-ban/{document.pk}/tep-goc/")
    assert b"".join(fetched.streaming_content) == content


def test_a_word_file_that_grows_without_bound_is_stopped(bring) -> None:
    document = bring(makers.zip_bomb(), "a.docx").document

    assert document.state == FileState.UNREADABLE
    assert document.problem


def test_an_entity_never_reads_a_file_of_the_server(bring, tmp_path) -> None:
    (tmp_path / "khoa").write_text("bi-mat-cua-may-chu")

    document = bring(makers.foreign_entity(str(tmp_path / "khoa")), "a.docx").document

    assert "bi-mat-cua-may-chu" not in str(list(document.readings.values_list("content", flat=True)))


@pytest.mark.parametrize("part", ["../../../../thoat-ra.txt", "word\\..\\..\\thoat-ra.txt"])
def test_names_inside_a_package_lead_nowhere(bring, part) -> None:
    document = bring(makers.docx(makers.paragraph("KẾ HOẠCH"), more={part: b"x"}), "a.docx").document

    assert document.state == FileState.ACCEPTED
    assert not list(live_settings.VAR.rglob("thoat-ra*"))


def test_only_who_may_upload_brings_documents_in(bring, ha_tinh) -> None:
    focal = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))

    with pytest.raises(NotAllowedError):
        bring(makers.PLAN, actor=focal)
