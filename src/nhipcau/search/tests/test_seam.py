"""Another engine takes the place of the databases' own by a setting."""

from __future__ import annotations

import pytest

from nhipcau.search.engines import Ask, Held
from nhipcau.search.models import Entry
from nhipcau.search.public import Row, SearchQuery, forget, index, search

pytestmark = pytest.mark.django_db

HEARD: list[object] = []


class Elsewhere:
    def install(self, database):
        pass

    def remove(self, database):
        pass

    def changed(self, kind, object_ids):
        HEARD.append((kind, list(object_ids)))

    def filtered(self, entries, ask: Ask):
        return entries

    def holding(self, ask: Ask, most: int = 0):
        HEARD.append(ask)
        return [Held(row.pk, row.object_id, row.scope, "", 1.0) for row in Entry.objects.all()]


def test_the_engine_of_the_setting_hears_of_changes_and_answers(ha_tinh, settings):
    settings.NHIPCAU_SEARCH = f"{__name__}.Elsewhere"
    HEARD.clear()
    index("content", [Row(1, ha_tinh.province.pk, "cầu treo", "Cầu", public=True)])
    answer = search(SearchQuery(ha_tinh.province.pk, "content", "treo"))
    forget("content", [1])
    assert [hit.object_id for hit in answer.hits] == [1]
    assert HEARD[0] == ("content", [1])
    assert HEARD[-1] == ("content", [1])
    assert any(isinstance(each, Ask) and each.needs for each in HEARD)
