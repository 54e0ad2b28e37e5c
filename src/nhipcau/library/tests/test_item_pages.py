"""The pages on which items are contributed, edited, approved, published and corrected."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.flow import remark
from nhipcau.library.actions.items import save_draft

from .given import THEN, edition, item, published, translated, words

pytestmark = pytest.mark.django_db
AGENCY, OTHER = "so-vhttdl", "so-ngoai-vu"


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.person(Role.EDITOR)


def at(name, *args):
    return reverse(f"library:{name}", args=args)


def everything(place, held):
    """Every page that can be opened of an item."""
    own = edition(held)
    return [
        *(at(name, held.pk) for name in ("item", "write", "about", "publish", "withdraw")),
        *(at(name, own.pk) for name in ("send_back", "approval", "revoke", "versions", "correction")),
    ]


def test_every_page_opens_for_who_does_the_work(ha_tinh, sign_in):
    held = item(ha_tinh)
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    actor = ha_tinh.actor(ha_tinh.person(Role.APPROVER))
    remark(actor, edition(held), "Xem lại con số", now=THEN)
    save_draft(actor, edition(held), words("Tên khác"), now=THEN)
    client = sign_in(ha_tinh.person(Role.APPROVER))
    for address in [at("items"), at("contribute"), at("headings"), *everything(ha_tinh, held)]:
        assert client.get(address).status_code == 200, address
