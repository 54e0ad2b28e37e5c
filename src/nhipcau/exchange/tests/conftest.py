from __future__ import annotations

from decimal import Decimal

import pytest

from nhipcau.library.models import Category, Topic
from nhipcau.library.tests.given import item, published, translated, words


@pytest.fixture
def beach(ha_tinh):
    """An article in Vietnamese and English, with a category and a topic."""
    owner = {"province": ha_tinh.province}
    category = Category.objects.create(**owner, code="du-lich", name="Du lịch", names={"en": "Tourism"})
    topic = Topic.objects.create(**owner, code="bien-dao", name="Biển, đảo", names={"en": "Seas and islands"})
    place = {"latitude": Decimal("18.25000"), "longitude": Decimal("106.10000")}
    held = item(ha_tinh, category=category, topics=[topic], **place)
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    return held


@pytest.fixture
def festival(ha_tinh):
    """A festival of three days, in Vietnamese."""
    facts = {"starts_on": "2026-12-01", "ends_on": "2026-12-03", "venue": "Chùa Hương Tích"}
    held = item(ha_tinh, "event", words=words("Lễ hội chùa Hương Tích", facts=facts))
    published(ha_tinh, held)
    return held
