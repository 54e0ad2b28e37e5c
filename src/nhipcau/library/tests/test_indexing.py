"""Wagtail's own indexes are served once a page and transaction, after it, and lack nothing of what its screens ask."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.db import connection, transaction
from wagtail.models import ReferenceIndex

from nhipcau.library.actions.indexing import Later
from nhipcau.library.models import ContentPage

from .given import approved, edition, item, published, translated

pytestmark = pytest.mark.django_db


def finished():
    """As if the transaction in which a test stands had been done: what was asked for in it is under way."""
    connection.run_on_commit.clear()


def test_a_publication_asks_for_each_of_its_pages_once(ha_tinh, django_capture_on_commit_callbacks):
    held = item(ha_tinh)
    for each in (edition(held), translated(ha_tinh, held)):
        approved(ha_tinh, each)
    finished()
    with (
        patch("modelsearch.signal_handlers.insert_or_update_object_task") as searched,
        patch("wagtail.signal_handlers.update_reference_index_task") as referred,
        django_capture_on_commit_callbacks() as callbacks,
    ):
        published(ha_tinh, held, "vi", "en")
    pages = ContentPage.objects.filter(edition__item=held).order_by("pk").values_list("pk", flat=True)
    asked = [each for each in callbacks if isinstance(each, Later)]
    assert [each.pk for each in asked] == list(pages)
    assert not [call for call in [*searched.mock_calls, *referred.mock_calls] if "contentpage" in call.args]


def test_what_an_undone_step_asked_for_is_asked_for_again(ha_tinh, django_capture_on_commit_callbacks):
    page = edition(item(ha_tinh)).page
    finished()
    with django_capture_on_commit_callbacks() as callbacks:
        with transaction.atomic():
            page.save()
            transaction.set_rollback(True)
        page.save()
    assert [each for each in callbacks if isinstance(each, Later)] == [Later(page.pk)]


def test_the_editing_screens_find_a_page_by_its_words_and_know_what_it_refers_to(
    ha_tinh, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = edition(item(ha_tinh)).page
    assert [each.pk for each in ContentPage.objects.search("Thiên Cầm")] == [page.pk]
    told = ReferenceIndex.get_references_for_object(page).values_list("model_path", flat=True)
    assert "province" in set(told)
