"""What the world reads of the library."""

from __future__ import annotations

import pytest

from nhipcau.core.public import Role
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.models import Publication, Segment
from nhipcau.library.public import current, moved, told
from nhipcau.library.queries.drafts import draft_of
from nhipcau.library.queries.passages import hash_of_sources, hashes_of

from .given import THEN, edition, item, published, translated, words

pytestmark = pytest.mark.django_db


def test_a_published_item_is_told_in_two_queries(ha_tinh, django_assert_num_queries):
    held = item(ha_tinh)
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    with django_assert_num_queries(2):
        found = told(ha_tinh.province.pk, "en", "thien-cam-beach", ["vi", "en"])
        assert [each.language for each in found.languages] == ["vi", "en"]
        assert found.original.title == "Biển Thiên Cầm"


def test_nothing_of_a_draft_or_of_another_province_is_told(ha_tinh, hue):
    held = item(ha_tinh)
    assert told(ha_tinh.province.pk, "vi", "bien-thien-cam") is None
    published(ha_tinh, held)
    assert told(hue.province.pk, "vi", "bien-thien-cam") is None
    assert not current(hue.province.pk, "vi").exists()


def test_a_translation_takes_the_facts_that_read_the_same_everywhere_from_the_original(ha_tinh):
    facts = {"starts_on": "2026-12-01", "venue": "Thành phố Hà Tĩnh"}
    held = item(ha_tinh, "event", words=words("Lễ hội", facts=facts))
    translated(ha_tinh, held, title="Festival", facts={"venue": "Hà Tĩnh city"})
    published(ha_tinh, held, "vi", "en")
    assert told(ha_tinh.province.pk, "en", "festival").facts == {"starts_on": "2026-12-01", "venue": "Hà Tĩnh city"}


def test_only_the_passage_whose_source_changed_is_stale(ha_tinh):
    held = item(ha_tinh)
    english = translated(ha_tinh, held)
    hashes = hashes_of(draft_of(edition(held)))
    by = ha_tinh.person(Role.TRANSLATOR)
    for name in hashes:
        Segment.objects.update_or_create(
            edition=english, block=name,
            defaults={
                "province": ha_tinh.province, "sources": [name], "by": by, "at": THEN,
                "source_hash": hash_of_sources([name], hashes),
            },
        )  # fmt: skip
    published(ha_tinh, held, "vi", "en")
    assert not told(ha_tinh.province.pk, "en", "thien-cam-beach").standing.lag
    body = [
        each if each["id"] != "p1" else {**each, "value": "<p>Bãi biển dài bốn cây số.</p>"} for each in words().body
    ]
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(held), words(body=body), now=THEN)
    published(ha_tinh, held)
    assert told(ha_tinh.province.pk, "en", "thien-cam-beach").standing.lag.stale == ("p1",)


def test_an_address_that_changed_leads_to_the_new_one(ha_tinh):
    held = item(ha_tinh)
    published(ha_tinh, held)
    save_draft(
        ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(held), words("Thiên Cầm", slug="thien-cam"), now=THEN
    )
    published(ha_tinh, held)
    assert moved(ha_tinh.province.pk, "vi", "bien-thien-cam").slug == "thien-cam"
    assert Publication.objects.count() == 2


def test_what_was_withdrawn_is_read_no_more_but_kept(ha_tinh):
    held = item(ha_tinh)
    published(ha_tinh, held)
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), held, ["vi"], "Hết sự kiện", now=THEN)
    assert told(ha_tinh.province.pk, "vi", "bien-thien-cam") is None
    assert Publication.objects.get().ended_because == "Hết sự kiện"
