from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import storages

from nhipcau.core.public import Role
from nhipcau.documents.actions.upload import Received, receive

from .makers import upload


@pytest.fixture
def coordinator(ha_tinh: Any) -> Any:
    """The actor of Hà Tĩnh's coordinator."""
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))


@pytest.fixture
def bring(coordinator: Any, now: Any) -> Callable[..., Received]:
    """`bring(content, name)` uploads as the coordinator and reads at once; the document comes back as it stands."""

    def brought(content: str | bytes, name: str = "ke-hoach.txt", actor: Any = None) -> Received:
        received = receive(actor or coordinator, upload(content, name), name=name, now=now)
        received.document.refresh_from_db()
        return received

    return brought


@pytest.fixture(autouse=True)
def _empty_stores(settings: Any, tmp_path: Any) -> Any:
    """Each test has stores of its own."""
    for alias in ("documents", "quarantine"):
        place = tmp_path / alias
        storages._storages.pop(alias, None)
        settings.STORAGES[alias]["OPTIONS"]["location"] = place
    settings.NHIPCAU_QUARANTINE = tmp_path / "quarantine"
    settings.NHIPCAU_DOCUMENTS = tmp_path / "documents"
    storages._storages.clear()
    yield
    storages._storages.clear()
