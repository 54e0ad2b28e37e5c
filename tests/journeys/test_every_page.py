"""Every page that a person can open: nothing serious under axe, no sideways scroll on a phone, nothing from outside."""

from __future__ import annotations

import pytest
from conftest import build_province
from django.test import Client
from django.urls import resolve
from tests.architecture.test_routes_and_roles import ADDRESSES, MINE, OF_AN_AGENCY, WHO, House, _sample_rooms
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.core.policy import ANYONE, SIGNED_IN, rule_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def house() -> House:
    here = build_province("ha-tinh", "tỉnh Hà Tĩnh")
    mine: dict[str, object] = {}
    for room in _sample_rooms():
        mine |= room.make(here, MINE)
    return House(here, here, mine, {}, {}, {}, {})


def visitor(house: House, address) -> object | None:
    """Somebody who may open the address; None for one that is open to anyone."""
    match = resolve(house.url(address, house.mine))
    rule = rule_of(match.func, match.url_name)
    if rule == ANYONE:
        return None
    who = {} if rule == SIGNED_IN else WHO[rule.name]
    role = min(who.get("own") or who.get("all") or {Role.COORDINATOR.value})
    return house.here.person(role, MINE if role in OF_AN_AGENCY else "")


def pages(house: House):
    """The addresses that answer a plain visit with a page, each with who visits it."""
    for address in ADDRESSES:
        user, client = visitor(house, address), Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        url = house.url(address, house.mine)
        answer = client.get(url)
        whole = b"</html>" in getattr(answer, "content", b"")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and whole:
            yield address.name, url, user


def test_every_page_is_clean_under_axe_and_fits_a_phone(house, enter):
    faults: dict[str, list[str]] = {}
    seen = list(pages(house))
    for name, url, user in seen:
        page = enter(user, url)
        found = serious_faults(page)
        page.set_viewport_size(PHONE)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            found.append(f"{width} px wide on a phone")
        found += [f"phone: {fault}" for fault in serious_faults(page) if fault not in found]
        page.set_viewport_size({"width": 1280, "height": 800})
        if found:
            faults[name] = found
    assert faults == {}
    assert {"plans:review", "plans:register", "plans:my_work", "plans:overview"} <= {name for name, _, _ in seen}
    assert len(seen) > 40
