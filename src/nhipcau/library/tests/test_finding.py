"""The search index holds what the world reads, and nothing else."""

from __future__ import annotations

import pytest

from nhipcau.core.public import Role
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.public import PUBLISHED
from nhipcau.search.public import SearchQuery, reindex, search

from .given import THEN, edition, item, published, translated

pytestmark = pytest.mark.django_db


def found(place, words, **narrowed):
    return [hit.object_id for hit in search(SearchQuery(place.province.pk, PUBLISHED, words, **narrowed)).hits]


@pytest.fixture
def beach(ha_tinh, django_capture_on_commit_callbacks):
    """A beach, published in Vietnamese and English."""
    held = item(ha_tinh)
    translated(ha_tinh, held)
    with django_capture_on_commit_callbacks(execute=True):
        published(ha_tinh, held, "vi", "en")
    return held


def test_a_published_item_is_found_by_its_words_with_and_without_marks(ha_tinh, beach):
    assert found(ha_tinh, "bãi biển", languages=("vi",)) == [edition(beach).pk]
    assert found(ha_tinh, "bai bien", languages=("vi",)) == [edition(beach).pk]
    assert found(ha_tinh, "beach") == [edition(beach, "en").pk]


def test_a_draft_is_not_found(ha_tinh):
    item(ha_tinh)
    assert found(ha_tinh, "bãi biển") == []


def test_what_was_withdrawn_is_found_no_more(ha_tinh, beach, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["vi"], "Hết mùa", now=THEN)
    assert found(ha_tinh, "Thiên Cầm", languages=("vi",)) == []
    assert found(ha_tinh, "Thien Cam", languages=("en",)) == [edition(beach, "en").pk]


def test_another_province_finds_nothing_of_it(hue, beach):
    assert found(hue, "bãi biển") == []


def test_a_rebuilt_index_holds_the_same(ha_tinh, beach):
    before = found(ha_tinh, "Thiên Cầm")
    assert reindex(PUBLISHED) == 2
    assert found(ha_tinh, "Thiên Cầm") == before


def test_items_are_counted_by_kind_and_language(ha_tinh, beach):
    counted = search(SearchQuery(ha_tinh.province.pk, PUBLISHED, count=("kind",))).facets
    assert counted["kind"] == {"article": 2}
    assert counted["language"] == {"vi": 1, "en": 1}
