"""The pages of the media library, and what is handed out to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.media.files import AttachmentGiven, RecordingGiven, add_attachment, add_recording
from nhipcau.library.actions.media.given import PictureGiven, PictureTextGiven, RightsGiven
from nhipcau.library.actions.media.leaving import withdraw_media
from nhipcau.library.actions.media.pictures import add_picture
from nhipcau.library.models import Attachment, Picture, Recording

from . import media_samples as samples

pytestmark = pytest.mark.django_db
AGENCY = "so-ngoai-vu"


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.person(Role.EDITOR)


@pytest.fixture
def bring(ha_tinh, editor, now):
    def brought(data=None, name="cau.jpg", **given):
        data = samples.photo() if data is None else data
        given.setdefault("rights", RightsGiven(supplier_id=ha_tinh.org[AGENCY].pk, author="Minh Hà"))
        return add_picture(ha_tinh.actor(editor), samples.file(data), PictureGiven(**given), name=name, now=now).picture

    return brought


def sent(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


RIGHTS = {"author": "Minh Hà", "licence": "attribution", "consent": "not_needed"}


def test_several_pictures_come_at_once_and_then_get_their_words_on_one_page(ha_tinh, sign_in, editor):
    client = sign_in(editor)
    files = [sent(samples.photo(), "cau_ben_thuy.jpg"), sent(samples.photo("PNG"), "núi Hồng.png")]

    answer = client.post("/thu-vien/anh/tai-len/", {**RIGHTS, "pictures": files})

    first, second = Picture.objects.order_by("pk")
    assert (first.title, second.title) == ("cau ben thuy", "núi Hồng")
    assert answer["Location"] == f"/thu-vien/anh/mo-ta/?anh={first.pk}%2C{second.pk}"
    page = client.get(answer["Location"])
    assert page.content.decode().count("Mô tả thay thế") == 2
    words = {"title": "Cầu Bến Thủy", "alt": "Cầu thép qua sông", "caption": "Cầu Bến Thủy, sông Lam"}
    form = {f"anh-{each.pk}-{name}": value for each in (first, second) for name, value in words.items()}
    assert client.post(answer["Location"], form).status_code == 302
    assert first.texts.get(language="vi").caption == "Cầu Bến Thủy, sông Lam"
    first.refresh_from_db()
    assert (first.title, first.licence, first.author) == ("Cầu Bến Thủy", "attribution", "Minh Hà")


def test_one_bad_file_among_good_ones_keeps_none_of_them_back(sign_in, editor):
    files = [sent(samples.program(), "anh.jpg"), sent(samples.photo(), "cau.jpg")]

    answer = sign_in(editor).post("/thu-vien/anh/tai-len/", {**RIGHTS, "pictures": files}, follow=True)

    assert Picture.objects.count() == 1
    assert "chương trình chạy trên Windows" in answer.content.decode()


def test_where_every_file_is_bad_the_form_says_why_and_stays(sign_in, editor):
    answer = sign_in(editor).post(
        "/thu-vien/anh/tai-len/", {**RIGHTS, "pictures": [sent(samples.huge_png(), "to.png")]}
    )

    assert answer.status_code == 422
    assert "quá nhiều điểm ảnh" in answer.content.decode()
    assert 'value="Minh Hà"' in answer.content.decode()


def test_consent_that_was_given_needs_the_paper_that_says_so(sign_in, editor):
    answer = sign_in(editor).post(
        "/thu-vien/anh/tai-len/", {**RIGHTS, "consent": "given", "pictures": [sent(samples.photo(), "a.jpg")]}
    )

    assert answer.status_code == 422
    assert not Picture.objects.exists()


def test_a_focal_person_uploads_for_their_own_agency_alone(ha_tinh, sign_in):
    client = sign_in(ha_tinh.person(Role.FOCAL_PERSON, AGENCY))
    form = {**RIGHTS, "pictures": [sent(samples.photo(), "a.jpg")], "supplier": ha_tinh.org["so-tai-chinh"].pk}

    assert client.post("/thu-vien/anh/tai-len/", form).status_code == 422
    form = {**form, "pictures": [sent(samples.photo(), "a.jpg")], "supplier": ha_tinh.org[AGENCY].pk}
    assert client.post("/thu-vien/anh/tai-len/", form).status_code == 302
    assert Picture.objects.get().supplier == ha_tinh.org[AGENCY]


def test_the_grid_shows_an_agency_its_own_pictures_and_an_editor_all(ha_tinh, hue, sign_in, bring, editor):
    bring(title="Của Sở Ngoại vụ")
    rights = RightsGiven(supplier_id=ha_tinh.org["so-tai-chinh"].pk)
    bring(samples.photo("PNG"), title="Của Sở Tài chính", rights=rights)

    assert "Sở Tài chính" in sign_in(editor).get("/thu-vien/anh/").content.decode()
    mine = sign_in(ha_tinh.person(Role.FOCAL_PERSON, AGENCY)).get("/thu-vien/anh/").content.decode()
    assert "Của Sở Ngoại vụ" in mine
    assert "Của Sở Tài chính" not in mine
    abroad = sign_in(hue.person(Role.EDITOR)).get("/thu-vien/anh/").content.decode()
    assert "Của Sở Ngoại vụ" not in abroad


def test_the_grid_finds_words_without_their_marks_and_narrows_to_what_lacks_words(sign_in, bring, editor):
    bring(title="Núi Hồng Lĩnh", texts={"vi": PictureTextGiven("Núi", "Núi Hồng nhìn từ sông")})
    bring(samples.photo("PNG"), title="Cầu Bến Thủy")
    client = sign_in(editor)

    found = client.get("/thu-vien/anh/?q=nui hong").content.decode()
    lacking = client.get("/thu-vien/anh/?tinh_trang=thieu-loi").content.decode()

    assert "Núi Hồng Lĩnh" in found
    assert "Cầu Bến Thủy" not in found
    assert "Cầu Bến Thủy" in lacking
    assert "Núi Hồng Lĩnh" not in lacking


def test_the_grid_asks_as_much_for_one_picture_as_for_twenty(sign_in, bring, editor, django_assert_max_num_queries):
    client = sign_in(editor)
    bring()
    for number in range(12):
        bring(samples.photo(size=(61 + number, 40)), title=f"Ảnh {number}")
    client.get("/thu-vien/anh/")

    with django_assert_max_num_queries(21):
        client.get("/thu-vien/anh/")


def edit_form(client, picture, **more):
    page = client.get(reverse("library:picture", args=[picture.pk]))
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: "" if value is None else value for name, value in values.items() if value is not False}
    return {**values, **more}


def test_the_focal_point_is_set_by_numbers_and_every_language_has_its_words(sign_in, bring, editor):
    picture, client = bring(samples.photo(size=(600, 400))), sign_in(editor)
    more = {"focal_x": "10", "focal_y": "50", "loi-vi-alt": "Cầu", "loi-lo-caption": "ຂົວ", "title": "Cầu"}

    answer = client.post(f"/thu-vien/anh/{picture.pk}/luu/", edit_form(client, picture, **more))

    assert answer.status_code == 302
    picture.refresh_from_db()
    assert (picture.focal_point_x, picture.focal_point_y) == (60, 200)
    assert picture.texts.get(language="lo").caption == "ຂົວ"


def test_two_people_who_edit_at_once_do_not_overwrite_each_other(ha_tinh, sign_in, bring, editor):
    picture, client = bring(), sign_in(editor)
    mine = edit_form(client, picture, title="Tên của tôi")
    theirs = edit_form(client, picture, title="Tên của người khác")
    client.post(f"/thu-vien/anh/{picture.pk}/luu/", theirs)

    answer = client.post(f"/thu-vien/anh/{picture.pk}/luu/", mine)

    assert answer.status_code == 409
    assert "Tên của tôi" in answer.content.decode()
    picture.refresh_from_db()
    assert picture.title == "Tên của người khác"


def test_another_province_finds_no_picture_and_no_original(hue, sign_in, bring):
    picture, client = bring(), sign_in(hue.person(Role.EDITOR))

    for address in ("", "tep-goc/", "tai-ve/"):
        assert client.get(f"/thu-vien/anh/{picture.pk}/{address}").status_code == 404
    assert client.get(picture.file.url).status_code == 404


def test_the_original_is_for_who_works_in_the_library_and_comes_as_it_was(client, sign_in, bring, editor):
    data = samples.photo(position=True)
    picture = bring(data)

    assert client.get(f"/thu-vien/anh/{picture.pk}/tep-goc/").status_code == 302
    answer = sign_in(editor).get(f"/thu-vien/anh/{picture.pk}/tep-goc/")
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_rendition_is_handed_to_everybody_until_the_picture_is_withdrawn(ha_tinh, client, bring, editor, now):
    picture = bring()
    url = picture.get_rendition("width-30|format-webp").url
    answer = client.get(url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    withdraw_media(ha_tinh.actor(editor), picture, "Nhầm ảnh", now=now)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["../secret", "library/masters/1/a.jpg", "wagtail_uploads/x.jpg", "khong-co.webp"])
def test_only_renditions_are_under_the_public_address(client, bring, name):
    bring()

    assert client.get(f"/media/{name}").status_code == 404


def test_a_full_picture_is_given_to_strangers_only_when_published_and_reusable(client, bring):
    picture = bring(rights=RightsGiven(licence="attribution"))

    assert client.get(f"/thu-vien/anh/{picture.pk}/tai-ve/").status_code == 404


@pytest.fixture
def attachment(ha_tinh, editor, now):
    def made(data, name, title="Tờ gấp"):
        given = AttachmentGiven(title=title)
        return add_attachment(ha_tinh.actor(editor), samples.file(data), given, name=name, now=now)

    return made


def test_an_unpublished_file_is_not_there_for_strangers(client, sign_in, attachment, editor):
    held = attachment(samples.pdf(), "to-gap.pdf")

    assert client.get(held.url).status_code == 404
    answer = sign_in(editor).get(held.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_drawing_is_saved_and_never_opened_on_our_address(sign_in, attachment, editor):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><path d="M0 0h9"/></svg>'
    answer = sign_in(editor).get(attachment(svg, "logo.svg").url)

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    content = b"".join(answer.streaming_content)
    assert b"alert" not in content
    assert b"M0 0h9" in content


def test_a_publication_gets_its_cover_pages_and_text(ha_tinh, sign_in, editor, attachment):
    held = attachment(samples.pdf(3), "to-gap.pdf")
    held.refresh_from_db()

    assert held.pages == 3
    assert held.cover.title == "Bìa: Tờ gấp"
    page = sign_in(editor).get(f"/thu-vien/tep/{held.pk}/")
    assert "Bìa: Tờ gấp" in page.content.decode()
    assert "Bìa" not in sign_in(editor).get("/thu-vien/anh/").content.decode()


@pytest.fixture
def recording(ha_tinh, editor, now):
    def made(data=None, name="phim.mp4", **given):
        given = {"title": "Phim", **given}
        data = samples.film(sound_track=True) if data is None else data
        return add_recording(
            ha_tinh.actor(editor), samples.file(data, name), RecordingGiven(**given), name=name, now=now
        )

    return made


def test_a_player_gets_the_part_that_it_asks_for(sign_in, recording, editor):
    held, client = recording(samples.sound(), "a.wav"), sign_in(editor)
    whole = b"".join(client.get(held.url).streaming_content)

    part = client.get(held.url, headers={"range": "bytes=10-19"})
    tail = client.get(held.url, headers={"range": "bytes=-5"})
    beyond = client.get(held.url, headers={"range": f"bytes={len(whole)}-"})

    assert (part.status_code, b"".join(part.streaming_content)) == (206, whole[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert b"".join(tail.streaming_content) == whole[-5:]
    assert beyond.status_code == 416


def test_a_film_without_sound_is_told_of_in_one_sentence(sign_in, editor):
    form = {**RIGHTS, "title": "Phim câm", "file": sent(samples.film(), "phim.mp4")}

    answer = sign_in(editor).post("/thu-vien/video/tai-len/", form, follow=True)

    held = Recording.objects.get()
    assert (held.kind, held.has_sound, held.width, held.height, held.length) == ("video", False, 640, 360, "0:03")
    assert "Video này không có tiếng" in answer.content.decode()


def test_captions_are_sent_as_a_file_and_checked(sign_in, recording, editor, client):
    held, client = recording(), sign_in(editor)
    address = f"/thu-vien/video/{held.pk}/"
    seen = client.get(address).context["form"]["seen"].value()
    good = sent("1\n00:00:00,000 --> 00:00:02,000\nXin chào Hà Tĩnh\n".encode(), "vi.srt")
    form = {**RIGHTS, "title": "Phim", "seen": seen}

    bad = client.post(f"{address}luu/", {**form, "loi-vi-captions": sent(b"khong phai phu de", "vi.vtt")})
    assert bad.status_code == 422
    assert client.post(f"{address}luu/", {**form, "loi-vi-captions": good}).status_code == 302
    text = held.texts.get(language="vi")
    assert text.captions.startswith("WEBVTT")
    assert text.transcript == "Xin chào Hà Tĩnh"
    answer = client.get(f"{address}phu-de/vi.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Xin chào Hà Tĩnh" in client.get(address).content.decode()


def test_captions_longer_than_the_film_are_another_films(sign_in, recording, editor):
    held, client = recording(), sign_in(editor)
    address = f"/thu-vien/video/{held.pk}/"
    form = {**RIGHTS, "title": "Phim", "seen": client.get(address).context["form"]["seen"].value()}
    long = sent("WEBVTT\n\n10:00.000 --> 10:02.000\nHết\n".encode(), "vi.vtt")

    answer = client.post(f"{address}luu/", {**form, "loi-vi-captions": long})

    assert answer.status_code == 422
    assert "dài hơn video" in answer.content.decode()
    assert not held.texts.exists()


def test_what_is_withdrawn_can_be_put_back_with_one_press(sign_in, bring, editor):
    picture, client = bring(), sign_in(editor)

    page = client.post(f"/thu-vien/anh/{picture.pk}/go/", {"because": "Nhầm"}, follow=True).content.decode()
    picture.refresh_from_db()
    assert picture.withdrawn_because == "Nhầm"
    assert f"/thu-vien/anh/{picture.pk}/dua-lai/" in page
    client.post(f"/thu-vien/anh/{picture.pk}/dua-lai/")
    picture.refresh_from_db()
    assert picture.withdrawn_at is None


def test_deleting_takes_the_files_along(sign_in, bring, editor, django_capture_on_commit_callbacks):
    picture, client = bring(), sign_in(editor)
    store, name = picture.original.storage, picture.original.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/thu-vien/anh/{picture.pk}/xoa/")

    assert not Picture.objects.exists()
    assert not store.exists(name)


def test_what_ends_soon_is_counted_and_the_count_opens_the_list(ha_tinh, sign_in, bring, editor, today):
    from django.utils import timezone

    soon = timezone.localdate() + timedelta(days=10)
    bring(title="Sắp hết", rights=RightsGiven(expires_on=soon))
    bring(samples.photo("PNG"), title="Còn lâu", rights=RightsGiven(expires_on=soon + timedelta(days=90)))
    client = sign_in(editor)

    page = client.get("/thu-vien/anh/")
    assert ("sap-het-han", 1) in [(state, count) for state, _label, count in page.context["states"]]
    assert "Còn lâu" not in client.get("/thu-vien/anh/?tinh_trang=sap-het-han").content.decode()


def test_lists_of_recordings_and_files_open(sign_in, editor, recording, attachment):
    recording()
    attachment(samples.workbook(), "so-lieu.xlsx", "Số liệu")
    client = sign_in(editor)

    assert "Phim" in client.get("/thu-vien/video/?q=phim").content.decode()
    assert "Số liệu" in client.get("/thu-vien/tep/?q=so lieu").content.decode()
    assert client.get("/thu-vien/tep/tai-len/").status_code == 200
    assert Attachment.objects.get().kind == "xlsx"
