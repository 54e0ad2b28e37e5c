"""Wagtail's own addresses: behind one door, in Vietnamese, without a word to another host.

What `test_routes_and_roles.py` asks of our addresses is asked of Wagtail's here (docs/decisions/0071-back-office.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import wagtail
from django.apps import apps
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from tools.inside.catalogues import compile_stale

from nhipcau.backoffice.choices import ENTER
from nhipcau.backoffice.urls import OPEN
from nhipcau.backoffice.views import closed
from nhipcau.core.choices import Role
from nhipcau.core.policy import SIGNED_IN, rule_of
from nhipcau.library.tests.given import edition, item
from tests.page import faults

from .sources import NHIPCAU
from .test_content_security import STRICT, directives
from .test_routes_and_roles import Address, addresses

WAGTAIL = Path(wagtail.__file__).parent
OURS = NHIPCAU / "backoffice/wagtail"
WHO = {"editor", "approver"}
WORDS = {"app_label": "library", "model_name": "contentpage", "action": "delete", "filter_spec": "original"}
BACK_OFFICE = [address for address in addresses() if address.name.startswith("wagtail")]


def url(address: Address, number: int = 1) -> str:
    """The address with a number, or a word, wherever it has a parameter; None in place of what has no name."""
    if address.name == "wagtailadmin_pages:revisions_compare":
        return reverse(address.name, args=[number, "earliest", "latest"])
    values = {name: WORDS.get(name, number) for name in address.parameters}
    return reverse(address.name, kwargs=values)


def test_wagtail_has_no_address_outside_the_back_office():
    assert {address.name for address in BACK_OFFICE if not url(address).startswith("/quan-tri/noi-dung/")} == set()
    assert len(BACK_OFFICE) > 150


def test_every_address_of_wagtail_has_the_one_rule():
    rules = {address.name: rule_of(resolve(url(address)).func, None) for address in BACK_OFFICE}
    assert {name for name, rule in rules.items() if rule is None or rule.permission != ENTER} == {"wagtailadmin_logout"}
    assert rules["wagtailadmin_logout"] == SIGNED_IN


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index", "wagtailusers_groups:add", "wagtailsites:index", "wagtailredirects:index",
        "wagtailforms:index", "wagtailadmin_collections:index", "wagtailadmin_workflows:index",
        "wagtailadmin_reports:site_history", "wagtailadmin_pages:add", "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move", "wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:set_privacy", "wagtailadmin_password_reset", "wagtailadmin_error_test",
    ],
)  # fmt: skip
def test_what_wagtail_has_and_we_do_not_use_is_closed(name):
    address = next(address for address in BACK_OFFICE if address.name == name)
    assert resolve(url(address)).func is closed


@pytest.mark.django_db
def test_strangers_sign_in_on_our_own_page(ha_tinh):
    for address in BACK_OFFICE:
        for answer in (Client().get(url(address)), Client().post(url(address))):
            assert answer.status_code == 302, address.name
            assert answer["Location"].startswith(reverse("account_login")), address.name


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted({role.value for role in Role} - WHO))
def test_other_roles_are_refused_at_every_address(ha_tinh, role):
    client = Client()
    agency = "so-ngoai-vu" if role in {"focal_person", "agency_leader"} else ""
    client.force_login(ha_tinh.person(role, agency), backend="django.contrib.auth.backends.ModelBackend")
    open_to_them = {address.name for address in BACK_OFFICE if client.get(url(address)).status_code != 403}
    assert open_to_them <= {"wagtailadmin_logout"}


@pytest.fixture
def content(ha_tinh):
    """A page of a province whose editor is signed in."""
    return edition(item(ha_tinh)).page


# Every page that an editor is shown, and the parts of pages that scripts ask for.
SCREENS = [
    ("wagtailadmin_home", None), ("wagtailadmin_explore_root", None), ("wagtailadmin_explore", "shelf"),
    ("wagtailadmin_explore_results", "shelf"), ("wagtailadmin_pages:edit", "page"),
    ("wagtailadmin_pages:usage", "page"), ("wagtailadmin_pages:preview_on_edit", "page"),
    ("wagtailadmin_pages:view_draft", "page"),
    ("wagtailadmin_pages:history", "page"), ("wagtailadmin_pages:history_results", "page"),
    ("wagtailadmin_pages:search", None), ("wagtailadmin_pages:search_results", None),
    ("wagtailadmin_pages:revisions_compare", "compare"), ("wagtailadmin_pages:revisions_view", "revision"),
    ("wagtailadmin_pages:revisions_revert", "revision"), ("wagtailadmin_reports:aging_pages", None),
    ("wagtailadmin_reports:aging_pages_results", None), ("wagtailadmin_account", None), ("wagtailadmin_sprite", None),
    ("wagtailadmin_choose_page", None), ("wagtailadmin_choose_page_child", "shelf"),
    ("wagtailadmin_choose_page_search", None), ("wagtailadmin_choose_page_external_link", None),
    ("wagtailadmin_choose_page_email_link", None), ("wagtailadmin_choose_page_phone_link", None),
    ("wagtailadmin_choose_page_anchor_link", None), ("wagtailimages_chooser:choose", None),
    ("wagtailrecordings:choose", None), ("wagtailrecordings:choose_results", None),
    ("wagtailimages_chooser:choose_results", None), ("wagtailimages_chooser:create", None),
    ("wagtaildocs_chooser:choose", None), ("wagtaildocs_chooser:choose_results", None),
    ("wagtaildocs_chooser:create", None), ("wagtailadmin_javascript_catalog", None),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "about"), SCREENS)
def test_a_screen_of_wagtail_has_no_inline_script_and_calls_no_other_host(ha_tinh, content, name, about):
    client = Client()
    client.force_login(ha_tinh.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    held = {
        None: [], "page": [content.pk], "shelf": [content.get_parent().pk],
        "compare": [content.pk, "earliest", "latest"], "revision": [content.pk, content.latest_revision_id],
    }  # fmt: skip
    answer = client.get(reverse(name, args=held[about]), follow=True)
    assert answer.status_code == 200
    policy = directives(answer["Content-Security-Policy"])
    assert {**policy, "style-src": "'self'"} == STRICT
    assert set(policy["style-src"].split()) <= {"'self'", "'unsafe-inline'"}
    shown = answer.content.decode()
    if answer["Content-Type"] == "application/json":  # a dialog
        shown = answer.json().get("html", "")
    troubles = ("inline script", "inline on", "inline style", "script reaches", "link reaches", "img reaches", "iframe")
    assert [fault for fault in faults(shown) if fault.startswith(troubles)] == []


def test_every_open_address_that_shows_something_is_among_the_screens():
    without = (
        "chosen",
        "ping",
        "release",
        "dismissibles",
        "login",
        "logout",
        "api",
        "block_preview",
        "revisions_index",
    )
    shown = {name for name in OPEN if not any(word in name for word in without)} - {"wagtailadmin_editing_sessions"}
    assert shown == {name for name, _ in SCREENS}


def installed() -> Iterator[tuple[Path, Path]]:
    """The English catalogues of the installed parts of Wagtail, each with where ours stands."""
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.is_relative_to(WAGTAIL):
            for source in sorted(folder.glob("locale/en/LC_MESSAGES/*.po")):
                yield source, OURS / source.relative_to(WAGTAIL).as_posix().replace("/en/", "/vi/")


CATALOGUES = list(installed())
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%[sd]")
TAG = re.compile(r"<[^>]+>")


def named(pair: tuple[Path, Path]) -> str:
    return pair[0].relative_to(WAGTAIL).as_posix().replace("locale/en/LC_MESSAGES/", "")


@pytest.mark.parametrize("pair", CATALOGUES, ids=named)
def test_every_word_of_wagtail_is_vietnamese(pair):
    source, ours = (polib.pofile(str(path)) for path in pair)
    translated = {(entry.msgctxt, entry.msgid) for entry in ours if entry.translated() and not entry.fuzzy}
    known = {(entry.msgctxt, entry.msgid) for entry in source if not entry.obsolete}
    assert known - translated == set(), "a new Wagtail brought new words: translate them"
    assert translated - known == set(), "these words are gone from Wagtail"


@pytest.mark.parametrize("pair", CATALOGUES, ids=named)
def test_placeholders_and_marks_of_wagtails_words_are_kept(pair):
    wrong = []
    for entry in polib.pofile(str(pair[1])):
        text = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
        english = entry.msgid_plural or entry.msgid
        kept = all(sorted(find(text)) == sorted(find(english)) for find in (holders, TAG.findall))
        ends = english[-1].isspace() == text[-1].isspace() and english[0].isspace() == text[0].isspace()
        if not (kept and ends):
            wrong.append(entry.msgid)
    assert wrong == []


def holders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_the_same_word_is_said_the_same_way_in_every_part_of_wagtail():
    said: dict[tuple[bool, str | None, str], set[str]] = {}
    for _, path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            key = (path.stem == "djangojs", entry.msgctxt, entry.msgid)
            said.setdefault(key, set()).add(entry.msgstr or entry.msgstr_plural[0])
    # Django puts all catalogues into one: what stands in two is shown as it is in the first.
    assert {key[2]: words for key, words in said.items() if len(words) > 1} == {}


def test_vietnamese_has_one_plural_and_no_half_finished_word():
    for _, path in CATALOGUES:
        catalogue = polib.pofile(str(path))
        assert catalogue.metadata["Plural-Forms"].startswith("nplurals=1;")
        assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_django_finds_our_words_before_wagtails_own():
    compile_stale()
    with translation.override("vi"):
        assert translation.gettext("Unpublish") == "Gỡ xuống"
        assert translation.gettext("Settings") == "Cài đặt"
        assert translation.ngettext("1 page", "%(counter)s pages", 3) == "%(counter)s trang"
