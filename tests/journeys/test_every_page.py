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


def is_page(user: object | None, url: str) -> bool:
    """Whether an address answers a plain visit with a whole page."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(url)
    whole = b"</html>" in getattr(answer, "content", b"")
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and whole


def pages(house: House):
    """The addresses that answer a plain visit with a page, each with who visits it."""
    for address in ADDRESSES:
        user, url = visitor(house, address), house.url(address, house.mine)
        if is_page(user, url):
            yield address.name, url, user


def faults_of(seen, enter) -> dict[str, list[str]]:
    """What is wrong with pages `(name, address, who)`, on a desk and on a phone, by their names."""
    faults: dict[str, list[str]] = {}
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
    return faults


def test_every_page_is_clean_under_axe_and_fits_a_phone(house, enter):
    seen = list(pages(house))
    assert faults_of(seen, enter) == {}
    assert {"plans:review", "plans:register", "plans:my_work", "plans:overview"} <= {name for name, _, _ in seen}
    assert len(seen) > 40


@pytest.mark.parametrize("role", ["editor", "translator", "approver", "focal_person"])
def test_the_librarys_pages_are_so_for_everybody_who_works_in_it(house, enter, role):
    """What can be done on them differs from one to the other."""
    user = house.here.person(role, MINE if role in OF_AN_AGENCY else "")
    rooms = [each for each in ADDRESSES if each.name.startswith("library:")]
    seen = [(each.name, house.url(each, house.mine), user) for each in rooms]
    seen = [each for each in seen if is_page(user, each[1])]
    assert faults_of(seen, enter) == {}
    assert {"library:items", "library:item", "library:translation"} <= {name for name, _, _ in seen}
