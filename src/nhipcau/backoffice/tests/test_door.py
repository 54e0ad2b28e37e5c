"""The door of the back office: what Wagtail is told, and that a province stays by itself."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.tests.given import edition, item, words

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
    "wagtailadmin_choose_page_child",
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


def test_a_technical_account_that_sees_every_province_stays_outside(enter, ha_tinh):
    user = ha_tinh.person(Role.EDITOR)
    user.is_superuser = True
    user.save()
    answer = enter().get(reverse("wagtailadmin_home"))
    assert answer.status_code == 403
    assert "Tài khoản kỹ thuật" in answer.content.decode()
