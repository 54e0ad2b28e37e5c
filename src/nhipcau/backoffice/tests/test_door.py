"""The door of the back office: what Wagtail is told, and that a province stays by itself."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from conftest import NOW
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.media.given import PictureGiven
from nhipcau.library.actions.media.pictures import add_picture
from nhipcau.library.models import Picture
from nhipcau.library.tests.given import edition, item, words
from nhipcau.library.tests.media_samples import file, photo
from nhipcau.organisations.models import Authority

BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
EDITORS = [Role.EDITOR, Role.APPROVER]


@pytest.fixture
def enter(ha_tinh):
    """A client of somebody of Hà Tĩnh."""

    def entered(role: str = Role.EDITOR) -> Client:
        client = Client()
        client.force_login(ha_tinh.person(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return entered


@pytest.mark.parametrize("role", EDITORS)
def test_editors_come_to_the_overview(enter, role):
    page = enter(role).get(reverse("wagtailadmin_home"))
    assert page.status_code == 200
    assert "Trang tổng quan" in page.content.decode()


@pytest.fixture
def pages(ha_tinh, hue):
    """A page of the own province and one of another."""
    return edition(item(ha_tinh)).page, edition(item(hue, words=words("Sông Hương"))).page


ABOUT_A_PAGE = [
    "wagtailadmin_pages:edit", "wagtailadmin_pages:preview_on_edit", "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:usage", "wagtailadmin_pages:history", "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:revisions_index", "wagtailadmin_explore", "wagtailadmin_explore_results",
    "wagtailadmin_choose_page_child", "wagtailadmin_api:pages:detail",
]  # fmt: skip


@pytest.mark.parametrize("name", ABOUT_A_PAGE)
def test_a_page_of_another_province_is_not_there(enter, pages, name):
    mine, other = pages
    client = enter()
    assert client.get(reverse(name, args=[other.pk])).status_code == 404
    if name != "wagtailadmin_pages:view_draft":  # drawn by the portal
        assert client.get(reverse(name, args=[mine.pk]), follow=True).status_code == 200


def test_lists_and_searches_show_the_own_province_only(enter, pages):
    client = enter()
    for name, query in [
        ("wagtailadmin_pages:search", {"q": "s"}),
        ("wagtailadmin_choose_page", {}),
        ("wagtailadmin_choose_page_search", {"q": "s"}),
        ("wagtailadmin_reports:aging_pages", {}),
        ("wagtailadmin_home", {}),
        ("wagtailadmin_explore_root", {}),
    ]:
        text = client.get(reverse(name), query, follow=True).content.decode()
        assert "Sông Hương" not in text, name


def test_addresses_that_take_several_pages_know_none_of_another_province(enter, pages):
    mine, other = pages
    client = enter()
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert client.get(chosen, {"id": [mine.pk]}).status_code == 200
    assert client.get(chosen, {"id": [mine.pk, other.pk]}).status_code == 404
    compare = "wagtailadmin_pages:revisions_compare"
    assert client.get(reverse(compare, args=[mine.pk, "earliest", "latest"])).status_code == 200
    assert client.get(reverse(compare, args=[other.pk, "earliest", "latest"])).status_code == 404


def test_a_version_of_another_provinces_page_is_not_shown_as_one_of_mine(enter, pages):
    mine, other = pages
    for name in ("wagtailadmin_pages:revisions_view", "wagtailadmin_pages:revisions_revert"):
        assert enter().get(reverse(name, args=[mine.pk, other.latest_revision_id])).status_code == 404


def test_who_works_in_another_province_is_not_named(enter, pages, ha_tinh, hue):
    hue.person(Role.EDITOR)
    for name in (hue.person(Role.EDITOR), ha_tinh.person(Role.EDITOR)):
        name.full_name = f"Người {name.province.name}"
        name.save()
    text = enter().get(reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])).content.decode()
    assert "Người tỉnh Hà Tĩnh" in text
    assert "Người thành phố Huế" not in text


def test_the_editing_of_another_provinces_page_cannot_be_watched(enter, pages):
    where = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", pages[1].pk, 1])
    assert enter().post(where).status_code == 404


def test_the_tree_for_the_menu_holds_the_own_province_only(enter, pages):
    answer = enter().get(reverse("wagtailadmin_api:pages:listing"))
    found = answer.json()["items"]
    assert {each["id"] for each in found} == {pages[0].pk, pages[0].get_parent().pk}


def test_saving_writes_a_draft_and_publishes_nothing(enter, pages):
    page = pages[0]
    form = form_of(page, title="Biển Thiên Cầm mùa hè", **{"action-publish": "1"})
    answer = enter().post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert answer.status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Biển Thiên Cầm mùa hè"


def test_who_saves_later_is_told_and_loses_no_word(enter, pages, ha_tinh):
    page, client = pages[0], enter()
    where = reverse("wagtailadmin_pages:edit", args=[page.pk])
    loaded = dict(re.findall(r'name="(loaded_revision_\w+)" value="([^"]*)"', client.get(where).content.decode()))
    approver = ha_tinh.person(Role.APPROVER)
    theirs = page.get_latest_revision_as_object()
    theirs.title = theirs.draft_title = "Lời của người kia"
    newest = theirs.save_revision(user=approver)
    mine = form_of(page, title="Lời của tôi", **loaded)
    answer = client.post(where, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert shown.count(f"{approver.full_name} vừa lưu một bản mới hơn") == 1
    assert 'value="Lời của tôi"' in shown
    page.refresh_from_db()
    assert page.latest_revision_id == newest.pk
    again = dict(re.findall(r'name="(loaded_revision_\w+)" value="([^"]*)"', shown))
    assert client.post(where, mine | again).status_code == 302  # deliberately
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Lời của tôi"
    assert newest.as_object().title == "Lời của người kia"  # and theirs is still there


def form_of(page, **changed):
    """What the edit screen sends: without blocks, unless some are given as `(type, id, {part: value})`."""
    blocks = changed.pop("blocks", ())
    sent = {
        "title": page.title, "slug": page.slug, "summary": "Tóm tắt", "body-count": str(len(blocks)),
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", **changed,
    }  # fmt: skip
    for order, (kind, value) in enumerate(blocks):
        sent |= {f"body-{order}-type": kind, f"body-{order}-order": str(order), f"body-{order}-deleted": ""}
        sent |= {f"body-{order}-id": f"b{order}", f"body-{order}-value": value}
    return sent


def linked(kind, pk):
    """A paragraph with a link, as the rich text editor sends it."""
    data = {"url": "/x"} if kind == "LINK" else {"url": "/x", "filename": "x"}
    return json.dumps({
        "blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "Xem", "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 3, "key": 0}]}],
        "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": {**data, "id": pk}}},
    })  # fmt: skip


def test_a_request_cannot_put_another_provinces_things_into_a_page(enter, pages, photos):
    client, where = enter(), reverse("wagtailadmin_pages:edit", args=[pages[0].pk])
    mine, other = photos
    refused = [
        {"cover": str(other.pk)},
        {"blocks": [("picture", str(other.pk))]},
        {"blocks": [("paragraph", linked("LINK", pages[1].pk))]},
        {"blocks": [("paragraph", linked("DOCUMENT", 999_999))]},
    ]
    for sent in refused:
        answer = client.post(where, form_of(pages[0], **sent))
        assert "không có trong kho của tỉnh" in answer.content.decode(), sent
    taken = {"cover": str(mine.pk), "blocks": [("picture", str(mine.pk)), ("paragraph", linked("LINK", pages[0].pk))]}
    assert client.post(where, form_of(pages[0], **taken)).status_code == 302


def test_another_provinces_page_cannot_be_written_to(enter, pages):
    before = pages[1].latest_revision_id
    answer = enter().post(reverse("wagtailadmin_pages:edit", args=[pages[1].pk]), {"title": "Khác"})
    assert answer.status_code == 404
    pages[1].refresh_from_db()
    assert pages[1].latest_revision_id == before


def test_a_shelf_is_looked_into_and_not_written_to(enter, pages):
    shelf = pages[0].get_parent()
    answer = enter().get(reverse("wagtailadmin_pages:edit", args=[shelf.pk]))
    assert answer["Location"] == reverse("wagtailadmin_explore", args=[shelf.pk])


def test_outside_these_screens_wagtail_is_told_nothing(ha_tinh):
    user = ha_tinh.person(Role.EDITOR)
    assert not user.has_perm("wagtailadmin.access_admin")
    assert not user.groups.exists()


def test_an_authority_that_ends_closes_the_door_the_next_day(enter, ha_tinh):
    client = enter()
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    Authority.objects.filter(user=ha_tinh.person(Role.EDITOR)).update(valid_to=date(2021, 1, 1))
    assert client.get(reverse("wagtailadmin_home")).status_code == 403


def test_a_technical_account_that_sees_every_province_stays_outside(enter, ha_tinh):
    user = ha_tinh.person(Role.EDITOR)
    user.is_superuser = True
    user.save()
    answer = enter().get(reverse("wagtailadmin_home"))
    assert answer.status_code == 403
    assert "Tài khoản kỹ thuật" in answer.content.decode()


@pytest.fixture
def photos(ha_tinh, hue):
    """A picture of the own province and one of another."""

    def uploaded(place, title):
        actor = place.actor(place.person(Role.EDITOR))
        data = file(photo(size=(60, 40 + len(title))))
        return add_picture(actor, data, PictureGiven(title=title), name="anh.jpg", now=NOW).picture

    return uploaded(ha_tinh, "Cầu Cửa Hội"), uploaded(hue, "Cầu Trường Tiền cũ")


def test_pictures_to_choose_from_are_the_own_provinces(enter, photos):
    client = enter()
    for query in ({}, {"q": "Cầu"}):
        shown = client.get(reverse("wagtailimages_chooser:choose_results"), query).content.decode()
        assert "Cầu Cửa Hội" in shown
        assert "Trường Tiền" not in shown
    chosen = {
        each: client.get(reverse("wagtailimages_chooser:chosen", args=[each.pk]), headers=BY_SCRIPT).status_code
        for each in photos
    }
    assert list(chosen.values()) == [200, 403]
    several = client.get(reverse("wagtailimages_chooser:chosen_multiple"), {"id": [each.pk for each in photos]})
    assert [int(each["id"]) for each in several.json()["result"]] == [photos[0].pk]


def test_a_picture_uploaded_on_the_way_belongs_to_the_editors_province(enter, ha_tinh):
    given = {
        "image-chooser-upload-title": "Đền Củi",
        "image-chooser-upload-file": file(photo(), "den-cui.jpg"),
        "image-chooser-upload-tags": "",
    }
    answer = enter().post(reverse("wagtailimages_chooser:create"), given)
    assert answer.json()["step"] == "chosen"
    assert Picture.objects.get().province == ha_tinh.province


def test_the_tree_asks_no_more_of_the_database_the_longer_it_is(enter, ha_tinh, django_assert_max_num_queries):
    shelf = edition(item(ha_tinh)).page.get_parent()
    client, where = enter(), reverse("wagtailadmin_explore", args=[shelf.pk])
    client.get(where)
    with CaptureQueriesContext(connection) as short:
        client.get(where)
    for number in range(4):
        item(ha_tinh, words=words(f"Bài {number}"))
    with django_assert_max_num_queries(len(short)):
        client.get(where)
