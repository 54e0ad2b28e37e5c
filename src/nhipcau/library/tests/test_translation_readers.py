"""What readers of a translation are told when its original has changed, and how quick the table is when it is long."""

from __future__ import annotations

import pytest

from nhipcau.library.actions.publishing import publish
from nhipcau.library.models import Publication
from nhipcau.library.queries.reading import standing_for_readers, translations_behind

from .given import approved, edition, item, published
from .test_translation import LATER, Work, body

pytestmark = pytest.mark.django_db


def read_now(of, language):
    return Publication.objects.get(item=of, language=language, ended_at=None)


@pytest.fixture
def work(ha_tinh):
    made = Work(ha_tinh, item(ha_tinh))
    made.all()
    published(ha_tinh, made.item, "vi", "en")
    return made


def republish(work, *languages):
    for language in languages:
        approved(work.place, edition(work.item, language))
    publish(work.place.actor(work.place.person("editor")), work.item, languages, now=LATER)


def standing(work, **policy):
    return standing_for_readers(read_now(work.item, "en"), read_now(work.item, "vi"), **policy)


def test_a_draft_of_the_original_makes_no_published_translation_stale(work):
    work.original(body=body(p1="<p>Bốn ki-lô-mét.</p>"))
    assert work.owes()
    assert not standing(work).lag


def test_a_stale_translation_is_shown_and_says_so_or_its_text_is_withheld(work):
    work.original(body=body(p1="<p>Bốn ki-lô-mét.</p>"))
    republish(work, "vi")
    told = standing(work)
    assert (told.lag.stale, told.shown) == ((work.row("p1").block,), True)
    assert told.content == read_now(work.item, "en").content
    assert not standing(work, withhold=True).shown
    assert standing(work, withhold=True).content == {**told.content, "body": []}
    work.write("p1", "<p>Four kilometres.</p>")
    republish(work, "en")
    assert standing(work, withhold=True).shown
    assert not standing(work).lag


def test_translations_that_are_behind_are_told_from_those_that_have_caught_up_and_from_originals(
    work, django_assert_num_queries
):
    both = [read_now(work.item, "vi").pk, read_now(work.item, "en").pk]
    assert translations_behind(both) == set()
    work.original(body=body(p1="<p>Bốn ki-lô-mét.</p>"))
    republish(work, "vi")
    both.append(read_now(work.item, "vi").pk)
    with django_assert_num_queries(2):
        assert translations_behind(both) == {both[1]}


def test_the_original_itself_and_a_translation_that_stands_alone_owe_nothing(work):
    original = read_now(work.item, "vi")
    assert standing_for_readers(original, original, withhold=True).shown
    assert not standing_for_readers(read_now(work.item, "en"), None).lag
