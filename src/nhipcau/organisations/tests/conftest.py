from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from nhipcau.core.choices import Role
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.queries.province_files import read_province


@pytest.fixture
def loaded(db, now):
    """`loaded("hue")` loads a province from its files and answers it."""

    def load(code: str):
        return load_province(read_province(settings.PROVINCES / code), at=now)[0]

    return load


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR))


@pytest.fixture
def administrator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.ADMINISTRATOR))


@pytest.fixture
def since() -> date:
    return date(2026, 11, 10)
