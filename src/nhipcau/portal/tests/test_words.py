"""The portal's own words in every language that it has a catalogue for."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override
from tools.inside.catalogues import compile_stale

from nhipcau.portal.queries.sites import interface_of

NHIPCAU = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((NHIPCAU / "portal/locale").glob("*/LC_MESSAGES/django.po"))
# Where the world's pages and the names of kinds and facts stand; the work pages speak the house's two languages.
MET = ("portal/", "library/kinds.py", "search/queries/shapes.py")
AT_WORK = re.compile(
    r"portal/(management/|templates/portal/work/|(forms|choices|models|apps)\.py|views/(arranging|readers)\.py)"
)
PLACEHOLDER = re.compile(r"%\(\w+\)\w")


def met() -> dict[str, polib.POEntry]:
    """The messages that the world may meet, as the house's English catalogue tells where each stands."""
    house = polib.pofile(str(NHIPCAU / "locale/en/LC_MESSAGES/django.po"))
    return {
        entry.msgid: entry
        for entry in house
        if not entry.obsolete
        and any(place.startswith(MET) and not AT_WORK.match(place) for place, _line in entry.occurrences)
    }


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_word_that_the_world_meets_is_translated(catalogue):
    held = {entry.msgid: entry for entry in polib.pofile(str(catalogue)) if entry.translated()}
    assert sorted(set(met()) - set(held)) == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_holds_nothing_else_and_keeps_every_placeholder(catalogue):
    wanted = met()
    for entry in polib.pofile(str(catalogue)):
        assert entry.msgid in wanted
        for text in texts(entry):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


def test_there_is_a_catalogue_for_each_language_of_the_demonstration():
    assert {path.parts[-3] for path in CATALOGUES} == {"zh_Hans", "lo", "fr", "ko", "ja"}


def test_a_language_without_a_catalogue_shows_english_words():
    assert interface_of("km") == "en"
    assert interface_of("vi") == "vi"
    compile_stale()
    with override(interface_of("lo")):
        assert gettext("Di sản") == "ມໍລະດົກ"
