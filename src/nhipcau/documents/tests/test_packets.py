"""Everything that the reader reads can be brought in; a packet becomes its documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from nhipcau.core.public import Role
from nhipcau.documents.actions import reading
from nhipcau.documents.actions.kinds import kind_of
from nhipcau.documents.actions.reading import read
from nhipcau.documents.actions.storing import put, quarantine, quarantine_name
from nhipcau.documents.choices import FileState, ReadingState
from nhipcau.documents.errors import NameBeliesContentError, WrongKindError
from nhipcau.documents.models import Document, Packed, Reading

from . import makers

OTHER = makers.PLAN.replace("12/KH-UBND", "14/KH-UBND")
RTF = b"{\\rtf1\\ansi K\\'ea HO\\u7840?CH}"


def files_in(alias: str) -> int:
    return len([path for path in Path(storages[alias].location).rglob("*") if path.is_file()])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.rtf", RTF, "application/rtf"),
        ("a.doc", RTF, "application/rtf"),
        ("a.doc", makers.docx(makers.paragraph("x")), "vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.jpg", makers.picture("JPEG"), "image/jpeg"),
        ("a.jpeg", makers.picture("PNG"), "image/png"),
        ("a.tif", makers.picture("TIFF"), "image/tiff"),
        ("a.zip", makers.packed({"b.txt": b"x"}), "application/zip"),
        ("a.eml", makers.letter("Xin gửi.", {}), "message/rfc822"),
    ],
)
def test_each_kind_that_the_reader_reads_comes_in_by_its_content(name, content, kind) -> None:
    assert kind_of(name, makers.upload(content, name)).endswith(kind)


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.pdf", makers.picture(), NameBeliesContentError, "PNG"),
        ("a.docx", makers.packed({"b.txt": b"x"}), NameBeliesContentError, "ZIP"),
        ("a.gif", b"GIF89a\x00" + bytes(80), WrongKindError, ".png"),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(80), WrongKindError, ""),
    ],
)
def test_what_is_not_taken_in_gets_a_sentence_that_says_what_to_do(name, content, error, words) -> None:
    with pytest.raises(error) as refusal:
        kind_of(name, makers.upload(content, name))

    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("wrap", ["zip", "eml"])
def test_each_document_of_a_packet_is_stored_and_read_for_itself(bring, wrap) -> None:
    files = {"kế hoạch.txt": makers.PLAN.encode(), "khac.txt": OTHER.encode()}
    packet = bring(makers.packed(files) if wrap == "zip" else makers.letter("", files), f"goi.{wrap}").document

    assert packet.state == FileState.UNPACKED
    assert packet.stored_as == ""
    found = [each.document for each in packet.contents.all()]
    assert [(each.number, each.state) for each in found] == [
        ("12/KH-UBND", FileState.ACCEPTED),
        ("14/KH-UBND", FileState.ACCEPTED),
    ]
    assert [each.name for each in found] == ["kế hoạch.txt", "khac.txt"]
    assert Reading.objects.count() == files_in("documents") == 2
    assert files_in("quarantine") == 0
    assert packet.jobs.get().state == ReadingState.DONE


def test_one_secret_document_in_a_packet_goes_and_leaves_no_name(bring) -> None:
    packet = bring(
        makers.packed({"a.txt": makers.PLAN.encode(), "mat.txt": makers.SECRET.encode()}), "mật.zip"
    ).document

    kept, refused = packet.contents.all()
    assert (kept.document.state, refused.document.state) == (FileState.ACCEPTED, FileState.REFUSED)
    assert refused.name == refused.document.name == packet.name == ""
    assert files_in("quarantine") == 0


def test_what_cannot_be_taken_in_is_told_with_its_reason_and_the_rest_comes_in(bring, sign_in, ha_tinh) -> None:
    macro = makers.docx(more={"word/vbaProject.bin": b"x"})
    files = {"a.txt": makers.PLAN.encode(), "b.docx": macro, "c.xlsx": b"\x7fELF" + bytes(99), "d/e.txt": b""}
    packet = bring(makers.packed(files), "goi.zip").document

    whys = {each.name: each.why for each in packet.contents.filter(document=None)}
    assert set(whys) == {"b.docx", "c.xlsx", "e.txt"}
    assert "macro" in whys["b.docx"]
    assert "rỗng" in whys["e.txt"]
    page = sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl")).get(f"/van-ban/{packet.pk}/").content.decode()
    assert whys["b.docx"] in page
    assert "12/KH-UBND" in page
    assert "bản thân gói không được giữ lại" in page


def test_a_document_that_is_known_already_is_not_stored_twice(bring) -> None:
    known = bring(makers.PLAN).document

    packet = bring(makers.packed({"lai.txt": makers.PLAN.encode()}), "goi.zip").document

    assert packet.contents.get().document == known
    assert Document.objects.count() == 2


def test_unpacking_that_was_cut_short_runs_again_with_the_same_result(bring) -> None:
    content = makers.packed({"a.txt": makers.PLAN.encode(), "b.txt": OTHER.encode()})
    packet = bring(content, "goi.zip").document
    put(quarantine(), quarantine_name(packet), makers.upload(content))
    Document.objects.filter(pk=packet.pk).update(state=FileState.QUARANTINED, stored_as=quarantine_name(packet))
    Packed.objects.filter(place=1).delete()
    packet.jobs.update(state=ReadingState.RUNNING)

    read(packet.jobs.get().pk, now=timezone.now)

    assert Document.objects.count() == 3
    assert packet.contents.count() == 2
    assert files_in("quarantine") == 0


def test_a_packet_with_a_password_says_what_to_do(bring) -> None:
    locked = bytearray(makers.packed({"a.txt": b"x" * 50}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1

    packet = bring(bytes(locked), "goi.zip").document

    told = [packet.problem, *packet.contents.values_list("why", flat=True)]
    assert any("mật khẩu" in each for each in told)
    assert not Reading.objects.exists()


def test_a_picture_waits_for_its_uploaders_word(bring) -> None:
    document = bring(makers.picture(), "anh.png").document

    assert document.state == FileState.NEEDS_DECLARATION
    assert files_in("documents") == 0


def test_each_page_of_a_scan_moves_the_progress_on(bring, monkeypatch) -> None:
    steps: list[tuple[str, int]] = []
    kept = reading._step
    monkeypatch.setattr(
        reading, "_step", lambda job, words, done: (steps.append((words, done)), kept(job, words, done))
    )

    bring(makers.picture_pdf(pages=3), "quet.pdf")

    assert [words for words, _done in steps if "Nhận dạng" in words] == [
        f"Nhận dạng trang {number}/3" for number in (1, 2, 3)
    ]
    assert [done for _words, done in steps] == sorted(done for _words, done in steps)
