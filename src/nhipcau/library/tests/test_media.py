"""Media as records: rights that end, words that are missing, where things are used, what pages are given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.core.models import AuditEntry
from nhipcau.core.public import NotAllowedError, Role
from nhipcau.core.schedule import DAILY
from nhipcau.library.actions.media import telling
from nhipcau.library.actions.media.files import (
    AttachmentGiven,
    RecordingGiven,
    RecordingTextGiven,
    add_attachment,
    add_recording,
    describe_recording,
)
from nhipcau.library.actions.media.given import PictureGiven, PictureTextGiven, RightsGiven
from nhipcau.library.actions.media.leaving import delete_media, put_back_media, retire, withdraw_media
from nhipcau.library.actions.media.pictures import add_picture, describe_picture, replace_picture
from nhipcau.library.actions.media.uses import note_uses
from nhipcau.library.errors import InUseError, WrongContentError
from nhipcau.library.models import Attachment, MediaUse, Picture, PictureRendition
from nhipcau.library.queries.media.lists import expiring
from nhipcau.library.queries.media.needs import media_obstacles, missing_texts
from nhipcau.library.queries.media.shown import attachments_by_id, pictures_by_id, recordings_by_id
from nhipcau.library.queries.media.sizes import Shape
from nhipcau.library.queries.media.uses import MediaIds, is_public

from . import given
from . import media_samples as samples

pytestmark = pytest.mark.django_db
AGENCY = "so-ngoai-vu"
WORDS = {
    "vi": PictureTextGiven("Cầu thép qua sông", "Cầu Bến Thủy"),
    "en": PictureTextGiven("A steel bridge", "Bridge"),
}


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.EDITOR))


@pytest.fixture
def focal(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, AGENCY))


@pytest.fixture
def bring(editor, ha_tinh, now):
    def brought(data=None, **more):
        data = samples.photo(size=(1200, 800)) if data is None else data
        rights = {"supplier_id": ha_tinh.org[AGENCY].pk, "author": "Minh Hà", "consent": "not_needed"}
        rights |= more.pop("rights", {})
        said = PictureGiven(**{"title": "Cầu", "texts": WORDS, **more, "rights": RightsGiven(**rights)})
        return add_picture(editor, samples.file(data), said, name="cau.jpg", now=now).picture

    return brought


@pytest.fixture
def published(ha_tinh):
    """Answers a publication that the world reads now."""

    def made():
        held = given.item(ha_tinh)
        return given.published(ha_tinh, held)[0]

    return made


@pytest.fixture
def told(monkeypatch):
    """What listeners were told of."""
    heard: list[telling.MediaChange] = []
    monkeypatch.setattr(telling, "_LISTENERS", [heard.append])
    return heard


def test_a_page_gets_a_picture_in_three_formats_with_its_words_and_its_size(bring, today):
    picture = bring(rights={"licence": "cc-by-4.0"})
    shown = pictures_by_id([picture.pk], "en", today)[picture.pk]

    assert [each.media_type for each in shown.images.sources] == ["image/avif", "image/webp"]
    assert "480w" in shown.images.srcset
    assert "1200w" in shown.images.srcset
    assert shown.images.width / shown.images.height == pytest.approx(1200 / 800)
    assert (shown.alt, shown.caption, shown.text_language) == ("A steel bridge", "Bridge", "en")
    assert (shown.rights.credit, shown.rights.licence_url[:27]) == ("Minh Hà", "https://creativecommons.org")
    assert shown.download_url


def test_a_language_without_words_of_its_own_is_given_the_vietnamese_ones_and_says_so(bring, today):
    shown = pictures_by_id([(picture := bring()).pk], "lo", today)[picture.pk]

    assert (shown.caption, shown.text_language) == ("Cầu Bến Thủy", "vi")
    assert shown.download_url == ""  # only on this portal


def test_thirty_pictures_cost_as_many_queries_as_one(bring, today, django_assert_num_queries):
    ids = [bring(samples.photo(size=(100 + number, 80))).pk for number in range(6)]

    for some in (ids[:1], ids):
        with django_assert_num_queries(3):
            assert len(pictures_by_id(some, "vi", today)) == len(some)
    with django_assert_num_queries(0):
        assert pictures_by_id([], "vi", today) == {}


def test_a_lost_file_does_not_take_the_page_along(bring, today):
    lost, kept = bring(), bring(samples.photo("PNG"))
    lost.file.storage.delete(lost.file.name)
    lost.renditions.all().delete()

    assert set(pictures_by_id([lost.pk, kept.pk], "vi", today)) == {kept.pk}


def test_each_size_is_drawn_once(bring, today):
    picture = bring()
    drawn = PictureRendition.objects.count()
    pictures_by_id([picture.pk], "vi", today)
    pictures_by_id([picture.pk], "vi", today, shape=Shape.CARD)

    assert PictureRendition.objects.count() == drawn


def test_a_cut_keeps_the_point_that_matters(bring, editor, now, today):
    from PIL import Image

    picture = bring(samples.photo(size=(2400, 400)))  # its left half is red
    said = PictureGiven(title="Cầu", focal=(0.02, 0.5))
    describe_picture(editor, picture, said, now=now)
    shown = pictures_by_id([picture.pk], "vi", today, shape=Shape.CARD)[picture.pk]
    card = PictureRendition.objects.filter(image=picture, filter_spec__startswith="fill-480x320|format-jpeg").last()

    with Image.open(card.file) as image:
        red, green, _blue = image.convert("RGB").getpixel((5, image.height // 2))
    assert (red > 200, green < 60) == (True, True)
    assert shown.focal == pytest.approx((0.02, 0.5), abs=0.01)


@pytest.mark.parametrize("ends", [{"expires_on": date(2026, 11, 2)}, {"consent_until": date(2026, 11, 2)}])
def test_a_picture_leaves_every_page_on_the_day_after_its_last(bring, today, ends):
    picture = bring(rights=ends)

    assert picture.pk in pictures_by_id([picture.pk], "vi", today)
    assert pictures_by_id([picture.pk], "vi", today + timedelta(days=1)) == {}


def test_the_days_work_takes_the_worlds_copies_away_once_and_tells_who_keeps_pages(
    bring, today, now, told, django_capture_on_commit_callbacks
):
    picture = bring(rights={"expires_on": today})
    tomorrow = today + timedelta(days=1)
    assert "library.media_rights" in DAILY
    assert retire(today, lambda: now) == 0

    with django_capture_on_commit_callbacks(execute=True):
        assert retire(tomorrow, lambda: now) == 1
    assert not PictureRendition.objects.exists()
    assert [(each.kind, each.ids) for each in told] == [("picture", frozenset({picture.pk}))]
    assert AuditEntry.objects.filter(act="library.rights_ended", actor=None).count() == 1
    assert retire(tomorrow, lambda: now) == 0


def test_rights_that_are_prolonged_bring_the_picture_back(bring, editor, today, now):
    picture = bring(rights={"expires_on": today - timedelta(days=1)})
    retire(today, lambda: now)

    said = PictureGiven(title="Cầu", rights=RightsGiven(author="Minh Hà", expires_on=today + timedelta(days=99)))
    describe_picture(editor, picture, said, now=now)

    assert picture.pk in pictures_by_id([picture.pk], "vi", today)
    picture.refresh_from_db()
    assert picture.retired_on is None


def test_what_ends_within_thirty_days_is_told_ahead(bring, today):
    soon, later = bring(rights={"expires_on": today + timedelta(days=30)}), bring(samples.photo("PNG"))
    later.expires_on = today + timedelta(days=31)
    later.save()

    assert list(expiring(Picture.objects.all(), today)) == [soon]


def test_an_agency_is_reminded_before_its_picture_leaves_and_never_afterwards(ha_tinh, bring, focal, today):
    from nhipcau.core.public import working_calendar
    from nhipcau.library.queries.media.reminders import EndingRights
    from nhipcau.notices.public import Ladder

    body = ha_tinh.org[AGENCY].pk
    picture = bring(rights={"expires_on": today + timedelta(days=10)})
    source, calendar = EndingRights(), working_calendar(ha_tinh.province.pk)

    def steps(on):
        return source.steps(ha_tinh.province.pk, Ladder(), calendar, after=on - timedelta(days=15), upto=on)

    assert body in steps(today + timedelta(days=9))
    assert steps(today + timedelta(days=12)) == {}
    part = source.part(focal, body, today, charged=True, asked=False)
    assert (part.lines[0].count, part.items[0].day) == (1, picture.expires_on)
    assert not source.part(focal, body, today + timedelta(days=11), charged=True, asked=False)


def test_a_page_may_not_go_out_while_a_picture_lacks_words_in_its_language(bring):
    first, second = bring(), bring(samples.photo("PNG"), texts={"vi": PictureTextGiven("Chỉ mô tả", "")})

    found = missing_texts([first.pk, second.pk], ["vi", "en"])

    assert [(each.picture_id, each.language, each.alt, each.caption) for each in found] == [
        (second.pk, "vi", False, True),
        (second.pk, "en", True, True),
    ]
    assert str(found[0]) == "ảnh “Cầu” chưa có chú thích tiếng việt"


def test_everything_that_keeps_media_from_being_published_is_told_at_once(bring, today):
    picture = bring(texts={}, rights={"author": "", "consent": "unknown", "expires_on": today - timedelta(days=1)})

    told_all = " / ".join(media_obstacles(["vi"], today, pictures=[picture.pk]))

    for word in ("mô tả thay thế", "tác giả", "hết hạn", "sự đồng ý"):
        assert word in told_all
    assert media_obstacles(["vi", "en"], today, pictures=[bring(samples.photo("PNG")).pk]) == []


def test_the_original_stays_untouched_and_the_masters_position_follows_the_wish(bring, editor, now):
    data = samples.photo(position=True)
    picture = bring(data)
    assert picture.original.open().read() == data
    assert b"Exif" not in picture.file.open().read()

    describe_picture(editor, picture, PictureGiven(title="Cầu", keep_position=True), now=now)
    picture = Picture.objects.get()
    assert b"Exif" in picture.file.open().read()
    assert picture.original.open().read() == data


def test_no_rendition_tells_where_a_photograph_was_taken(bring):
    picture = bring(samples.photo(position=True, size=(1200, 800)))

    for rendition in picture.renditions.all():
        assert b"Exif" not in rendition.file.open().read(), rendition.filter_spec


def test_the_same_photograph_twice_is_one(bring):
    assert bring() == bring()
    assert Picture.objects.count() == 1


def test_no_road_brings_a_file_in_unjudged(ha_tinh):
    wrong = ContentFile(samples.program(), name="anh.jpg")
    with pytest.raises(WrongContentError):
        Picture.objects.create(title="x", file=wrong, province=ha_tinh.province)
    with pytest.raises(WrongContentError):
        Picture(title="x", province=ha_tinh.province).file.save("anh.jpg", wrong, save=False)
    with pytest.raises(WrongContentError):
        Attachment.objects.create(title="x", file=wrong, province=ha_tinh.province)
    assert not Picture.objects.exists()


def test_wagtails_form_judges_a_picture_and_keeps_its_words(ha_tinh):
    from wagtail.images.forms import get_image_form

    user = ha_tinh.person(Role.EDITOR)
    user.is_superuser = True  # Wagtail asks who may use the form; ours do not, on its screens
    form_class = get_image_form(Picture)

    def sent(data):
        values = {"title": "Cầu", "alt": "Cầu thép", "caption": "Cầu Bến Thủy"}
        return form_class(values, {"file": SimpleUploadedFile("anh.jpg", data)}, user=user, instance=Picture())

    refused, taken = sent(samples.program()), sent(samples.photo("PNG"))
    assert "chương trình chạy trên Windows" in str(refused.errors["file"])
    assert taken.is_valid(), taken.errors
    picture = taken.save()
    assert (picture.province, picture.licence, picture.width) == (ha_tinh.province, "portal", 60)
    assert picture.texts.get(language="vi").alt == "Cầu thép"


def test_an_agency_brings_and_changes_its_own_and_nothing_of_others(ha_tinh, focal, editor, bring, now):
    mine = RightsGiven(supplier_id=ha_tinh.org[AGENCY].pk)
    theirs = RightsGiven(supplier_id=ha_tinh.org["so-tai-chinh"].pk)
    file = samples.file(samples.photo("PNG"))

    assert add_picture(focal, file, PictureGiven(rights=mine), name="a.png", now=now).picture.title == "a"
    for rights in (theirs, RightsGiven()):
        with pytest.raises(NotAllowedError):
            add_picture(focal, file, PictureGiven(rights=rights), name="a.png", now=now)
    other = bring(rights={"supplier_id": ha_tinh.org["so-tai-chinh"].pk})
    assert not Picture.objects.visible_to(focal).filter(pk=other.pk).exists()


def test_once_published_a_picture_is_changed_by_editors_alone(focal, editor, bring, published, now):
    picture = bring()
    said = PictureGiven(title="Tên mới", rights=RightsGiven(supplier_id=picture.supplier_id))
    describe_picture(focal, picture, said, now=now)
    note_uses(published(), MediaIds(pictures=frozenset({picture.pk})))

    with pytest.raises(NotAllowedError):
        describe_picture(focal, picture, said, now=now)
    with pytest.raises(NotAllowedError):
        replace_picture(focal, picture, samples.file(samples.photo()), name="b.jpg", now=now)
    describe_picture(editor, picture, said, now=now)


def test_another_file_in_a_pictures_place_is_drawn_anew_and_keeps_its_words(bring, editor, now, today, told):
    picture = bring()
    before = pictures_by_id([picture.pk], "vi", today)[picture.pk]
    replace_picture(editor, picture, samples.file(samples.photo(size=(300, 300))), name="moi.jpg", now=now)
    after = pictures_by_id([picture.pk], "vi", today)[picture.pk]

    assert (after.full_width, after.full_height) == (300, 300)
    assert after.images.src != before.images.src
    assert after.caption == before.caption


def test_a_file_is_public_while_a_publication_that_is_read_now_offers_it(editor, published, now, today):
    held = add_attachment(editor, samples.file(samples.workbook()), AttachmentGiven("Số liệu"), name="a.xlsx", now=now)
    publication = published()
    assert not is_public(held, today)

    note_uses(publication, MediaIds(attachments=frozenset({held.pk})))
    assert is_public(held, today)
    publication.ended_at = now
    publication.ended = "withdrawn"
    publication.save(update_fields=["ended_at", "ended"])
    assert not is_public(held, today)


def test_a_publication_never_opens_a_file_of_another_province(hue, published, now):
    abroad = hue.actor(hue.person(Role.EDITOR))
    held = add_attachment(abroad, samples.file(samples.workbook()), AttachmentGiven("Số liệu"), name="a.xlsx", now=now)

    note_uses(published(), MediaIds(attachments=frozenset({held.pk})))

    assert not MediaUse.objects.exists()


def test_what_a_publication_ever_showed_is_withdrawn_and_not_deleted(bring, editor, published, now, today):
    picture = bring()
    note_uses(published(), MediaIds(pictures=frozenset({picture.pk})))

    with pytest.raises(InUseError, match="1 lần đăng"):
        delete_media(editor, picture, now=now)
    withdraw_media(editor, picture, "Nhầm", now=now)
    assert pictures_by_id([picture.pk], "vi", today) == {}
    put_back_media(editor, picture, now=now)
    assert picture.pk in pictures_by_id([picture.pk], "vi", today)


def test_only_editors_withdraw(bring, focal, now):
    with pytest.raises(NotAllowedError):
        withdraw_media(focal, bring(), "x", now=now)


def film(editor, now, **more):
    return add_recording(editor, samples.file(samples.film(**more)), RecordingGiven("Phim"), name="phim.mp4", now=now)


def test_a_film_with_sound_needs_captions_and_a_silent_one_a_description(editor, now, today):
    sounding, silent = film(editor, now, sound_track=True), film(editor, now)

    assert any("phụ đề" in each for each in media_obstacles(["vi"], today, recordings=[sounding.pk]))
    assert not any("phụ đề" in each for each in media_obstacles(["vi"], today, recordings=[silent.pk]))
    words = RecordingTextGiven("Lễ hội", captions="WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào\n")
    said = RecordingGiven("Phim", RightsGiven(author="Đài"), texts={"vi": words})
    describe_recording(editor, sounding, said, now=now)
    assert media_obstacles(["vi"], today, recordings=[sounding.pk]) == []


def test_a_page_gets_a_recording_with_its_captions_transcript_and_poster(editor, bring, now, today):
    held, poster = film(editor, now, sound_track=True), bring()
    words = RecordingTextGiven("Lễ hội", captions="WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào\n")
    describe_recording(editor, held, RecordingGiven("Phim", poster_id=poster.pk, texts={"vi": words}), now=now)

    shown = recordings_by_id([held.pk], "en", today)[held.pk]

    assert [(track.language, track.label) for track in shown.tracks] == [("vi", "Tiếng Việt")]
    assert (shown.transcript, shown.transcript_language) == ("Xin chào", "vi")
    assert shown.poster.id == poster.pk
    assert (shown.silent, shown.duration_ms) == (False, 3000)


def test_a_page_gets_a_publication_with_its_cover(editor, now, today, django_assert_num_queries):
    held = add_attachment(editor, samples.file(samples.pdf()), AttachmentGiven("Tờ gấp"), name="a.pdf", now=now)

    with django_assert_num_queries(4):
        shown = attachments_by_id([held.pk], "vi", today)[held.pk]
    assert (shown.pages, shown.kind_label, shown.cover.alt) == (2, "PDF", "Bìa: Tờ gấp")
    assert shown.url.endswith("/to-gap.pdf")
