"""What a file truly is: good ones come through, hostile and broken ones get one sentence."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from nhipcau.library.choices import AttachmentKind
from nhipcau.library.errors import (
    BadFileError,
    CaptionsError,
    DamagedFileError,
    FileTooLargeError,
    WrongContentError,
)
from nhipcau.library.files import captions, documents, drawings, film_place, names, pictures, recordings

from . import media_samples as samples

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
GPS = 0x8825


def told(act: Callable[[], object]) -> str:
    """What somebody is told whose file is refused; empty where it is taken. Anything else that is raised is a fault."""
    try:
        act()
    except BadFileError as problem:
        return str(problem)
    return ""


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("kind", "mode", "ending"),
    [
        ("JPEG", "RGB", "jpg"), ("JPEG", "CMYK", "jpg"), ("JPEG", "L", "jpg"), ("PNG", "RGB", "png"),
        ("PNG", "RGBA", "png"), ("PNG", "I;16", "png"), ("PNG", "P", "png"), ("WEBP", "RGBA", "png"),
        ("AVIF", "RGB", "jpg"), ("TIFF", "RGB", "jpg"), ("TIFF", "1", "jpg"), ("GIF", "P", "png"),
    ],
)  # fmt: skip
def test_every_kind_of_photograph_becomes_one_that_renditions_are_drawn_from(kind, mode, ending):
    prepared = pictures.prepare(samples.photo(kind, mode=mode), "ảnh")

    assert (prepared.ending, prepared.width, prepared.height) == (ending, 60, 40)
    assert opened(prepared.master).mode in ("RGB", "RGBA")


def test_a_photograph_stands_upright_and_has_lost_its_cameras_notes():
    data = samples.photo(position=True, orientation=6, taken="2026:04:30 07:15:00")
    prepared = pictures.prepare(data, "a.jpg")
    master = opened(prepared.master)

    assert (prepared.width, prepared.height) == (40, 60)
    assert master.getpixel((20, 5)) > (200, 0, 0)  # the red half is above now
    assert dict(master.getexif()) == {}
    assert prepared.had_position
    assert prepared.taken_on.isoformat() == "2026-04-30"


def test_the_position_stays_where_it_is_wanted_and_nothing_else_does():
    prepared = pictures.prepare(samples.photo(position=True), "a.jpg", keep_position=True)
    notes = opened(prepared.master).getexif()

    assert notes.get_ifd(GPS)[1] == "N"
    assert set(notes) == {GPS}


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "hôm qua", ""])
def test_a_camera_whose_clock_was_never_set_tells_no_day(written):
    assert pictures.prepare(samples.photo(taken=written), "a.jpg").taken_on is None


def test_colours_of_another_profile_are_made_those_of_screens():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    prepared = pictures.prepare(samples.photo(icc_profile=profile), "a.jpg")
    broken = pictures.prepare(samples.photo(icc_profile=b"khong phai ho so mau" * 20), "a.jpg")

    assert "icc_profile" not in opened(prepared.master).info
    assert broken.width == 60


def test_what_is_appended_to_a_picture_does_not_reach_the_world():
    polyglot = (
        samples.photo() + samples.package({"x.html": b"<script>alert(1)</script>"}) + b"<script>alert(1)</script>"
    )

    assert b"script" not in pictures.prepare(polyglot, "a.jpg").master


def test_two_hundred_million_pixels_are_refused_without_decoding_one():
    with pytest.raises(FileTooLargeError, match="quá nhiều điểm ảnh"):
        pictures.prepare(samples.huge_png(), "a.png")


def test_a_hundred_million_pixels_are_more_than_the_setting_allows():
    with pytest.raises(FileTooLargeError, match="64 triệu"):
        pictures.prepare(samples.huge_png(10_000, 10_000), "a.png")


def test_too_many_bytes_are_refused_with_the_limit(settings):
    settings.NHIPCAU_PICTURE_LIMIT_MB = 0

    with pytest.raises(FileTooLargeError, match="0 MB"):
        pictures.prepare(samples.photo(), "a.jpg")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (samples.program(), "chương trình chạy trên Windows"),
        (b"\x7fELF" + b"\0" * 300, "chương trình chạy trên Linux"),
        (b"<!DOCTYPE html><html><script>1</script>", "trang HTML"),
        (SVG % b"<script/>", "hình vẽ SVG"),
        (b"<?php system($_GET['c']);", "mã PHP"),
        (b"#!/bin/sh\nrm -rf x\n", "tệp lệnh"),
        (b"%PDF-1.7\n", "PDF"),
        (b"", "tệp rỗng"),
        (b"chi la chu", "văn bản"),
        (b"\0\1\2\3" * 50, "không rõ loại"),
    ],
)
def test_what_is_no_picture_is_told_by_its_content_whatever_its_name(data, told):
    with pytest.raises(WrongContentError, match=told):
        pictures.prepare(data, "anh-dep.jpg")


def test_a_moving_picture_is_told_to_come_as_a_film():
    with pytest.raises(WrongContentError, match="MP4"):
        pictures.prepare(samples.moving_gif(), "a.gif")


def test_a_telephones_heic_is_told_how_to_become_a_jpeg():
    with pytest.raises(WrongContentError, match="Tương thích nhất"):
        pictures.prepare(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "a.heic")


WHOLE = {kind: samples.photo(kind, size=(90, 70)) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")}
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", WHOLE)
@few
@given(share=st.floats(0, 1))
def test_a_picture_cut_short_anywhere_is_taken_whole_or_refused_in_words(kind, share):
    data = WHOLE[kind][: round(len(WHOLE[kind]) * share)]
    refused = told(lambda: pictures.prepare(data, "a"))
    assert "\n" not in refused
    assert refused or share > 0.3


@pytest.mark.parametrize("kind", WHOLE)
@few
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_picture_with_bytes_changed_is_taken_or_refused_in_words(kind, changes):
    data = bytearray(WHOLE[kind])
    for share, value in changes:
        data[int(share * len(data))] = value
    assert "\n" not in told(lambda: pictures.prepare(bytes(data), "a"))


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.pdf(), "x.exe", AttachmentKind.PDF),
        (samples.workbook(), "so.csv", AttachmentKind.XLSX),
        (samples.package({"word/document.xml": b"<w/>"}), "a", AttachmentKind.DOCX),
        (b'{"type": "FeatureCollection", "features": []}', "a.txt", AttachmentKind.GEOJSON),
        (b"[1, 2]", "a", AttachmentKind.JSON),
        ("năm;lượt\n2025;1\n2026;2\n".encode(), "a.csv", AttachmentKind.CSV),
        (SVG % b"<path d='M0 0'/>", "a.png", AttachmentKind.SVG),
    ],
)
def test_a_file_for_download_is_known_by_its_content(data, name, kind):
    assert documents.judge(data, name).kind == kind


@pytest.mark.parametrize(
    "data",
    [
        samples.program(),
        b"<html><script>alert(1)</script></html>",
        samples.package({"a.exe": b"MZ"}),
        b"mot dong chu, khong phai bang",
        b"a,b\n<script>alert(1)</script>,2\n",
        samples.photo(),
        samples.workbook(**{"xl/vbaProject.bin": b"macro"}),
        samples.package({"xl/workbook.xml": b"0" * 60_000_000}),
    ],
)
def test_what_is_no_file_for_download_is_refused(data):
    with pytest.raises(WrongContentError):
        documents.judge(data, "so-lieu.csv")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nhong", samples.workbook()[:-300], b'{"a": ', b"[" * 50_000, b"", SVG[:-6] % b"<g>"]
)
def test_a_broken_file_for_download_is_told_of(data):
    with pytest.raises((DamagedFileError, WrongContentError)):
        documents.judge(data, "a")


@pytest.mark.parametrize(
    "harm",
    [
        b"<script>alert(1)</script>",
        b'<path d="M0 0" onclick="alert(1)"/>',
        b'<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        b'<use href="https://evil.example/x.svg#a"/>',
        b'<image href="https://evil.example/track.png"/>',
        b"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
        b'<rect fill="url(https://evil.example/x)" width="1"/>',
        b"<style>@import url(https://evil.example/x.css);</style>",
        b'<set attributeName="href" to="javascript:alert(1)"/>',
        b'<rect style="background:url(javascript:alert(1))"/>',
        b"<?xml-stylesheet href='https://evil.example/x.css'?>",
    ],
)
def test_a_drawing_keeps_its_lines_and_loses_its_programs(harm):
    cleaned = drawings.clean(SVG % (harm + b'<circle r="5" fill="url(#a)"/>'))

    for word in (b"script", b"alert", b"evil", b"javascript", b"import", b"onclick"):
        assert word not in cleaned
    assert b'<circle r="5" fill="url(#a)"/>' in cleaned


def test_a_drawing_that_declares_entities_is_refused():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG % b"<text>&b;</text>"

    with pytest.raises(DamagedFileError):
        drawings.clean(bomb)


def judged(data: bytes, name: str = "phim.mp4") -> recordings.JudgedRecording:
    return recordings.judge(samples.file(data, name), name)


def test_a_film_tells_its_length_its_size_and_whether_it_has_sound():
    silent, sounding = judged(samples.film()), judged(samples.film(sound_track=True))

    assert (silent.duration_ms, silent.width, silent.height, silent.media_type) == (3000, 640, 360, "video/mp4")
    assert (silent.has_sound, sounding.has_sound) == (False, True)


def test_sound_alone_is_sound():
    found = judged(samples.sound(2), "loi.mp4")

    assert (found.kind, found.media_type, found.duration_ms, found.ending) == ("audio", "audio/wav", 2000, "wav")


def test_a_film_does_not_tell_where_it_was_filmed():
    data = samples.film(place=True)
    assert b"+18.3416" in data

    kept = judged(data).content.read()
    assert b"+18.3416" not in kept
    assert len(kept) == len(data)
    assert judged(kept).duration_ms == 3000


def test_the_search_for_a_place_ends_in_boxes_that_lie_about_their_length(tmp_path):
    path = tmp_path / "a.mp4"
    for lie in (b"\0\0\0\1moov" + b"\xff" * 8, b"\0\0\0\4moov", b"\xff\xff\xff\xffmoov", b"\0\0\0\0moov" * 20):
        path.write_bytes(samples.box(b"ftyp", b"isom") + lie)
        assert film_place.without_place(path) is None


@pytest.mark.parametrize("data", [samples.program(), samples.photo(), b"", b"<html>"])
def test_what_is_no_recording_is_refused(data):
    with pytest.raises(BadFileError):
        judged(data)


@settings(max_examples=8, deadline=None)
@given(share=st.floats(0.02, 0.98))
def test_a_film_cut_short_is_taken_or_refused_in_words(share):
    data = samples.film(sound_track=True)
    assert "\n" not in told(lambda: judged(data[: round(len(data) * share)]))


def test_captions_come_as_webvtt_or_subrip_and_leave_as_webvtt():
    vtt = captions.checked("WEBVTT\n\nNOTE bỏ đi\n\n00:01.000 --> 00:02.500\n<b>Xin chào</b> <script>x</script>\n")
    srt = captions.checked("\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\nXin chào\r\n")

    assert vtt == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<b>Xin chào</b> x\n"
    assert srt == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nXin chào\n"
    assert captions.spoken(srt) == "Xin chào"
    assert captions.last_second(srt) == 2.5


def test_a_caption_may_last_less_than_a_second():
    assert "00:00:00.900" in captions.checked("WEBVTT\n\n00:00.000 --> 00:00.900\nA!\n")


@pytest.mark.parametrize(
    "text",
    [
        "", "Chỉ là chữ", "WEBVTT", "WEBVTT\n\n00:05.000 --> 00:02.000\nNgược\n",
        "WEBVTT\n\n00:05.000 --> 00:06.000\nSau\n\n00:01.000 --> 00:02.000\nTrước\n",
        "WEBVTT\n\n00:xx.000 --> 00:02.000\nSai giờ\n", "Xin chào".encode("utf-16"),
    ],
)  # fmt: skip
def test_captions_that_no_player_could_show_are_refused(text):
    with pytest.raises(CaptionsError):
        captions.checked(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_of_captions(text):
    for start in ("", "WEBVTT\n\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            again = captions.checked(start + text)
        except CaptionsError:
            continue
        assert captions.checked(again) == again


@given(st.text(max_size=400))
def test_a_name_is_never_a_path(text):
    assert not set(names.plain_name(text)) & {"/", "\0", "\n"}
    assert names.slug(text).replace("-", "").isalnum()


def test_a_first_title_comes_from_the_files_name():
    assert names.title_from("C:\\anh\\cau_ben_thuy.JPG") == "cau ben thuy"
    assert names.slug("Đền thờ Nguyễn Du!") == "den-tho-nguyen-du"
