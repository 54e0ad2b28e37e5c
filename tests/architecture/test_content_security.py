"""The content security policy on every page: scripts and styles come from our own files, none stands in a page.

Wagtail's pages are allowed `<style>` beside it, and nothing more (docs/decisions/0071-back-office.md).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from nhipcau.core.policy import ANYONE, SIGNED_IN
from tests.page import faults

from .test_routes_and_roles import ADDRESSES, WHO, House, house, named

__all__ = ["house"]  # a fixture
pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def directives(header: str) -> dict[str, str]:
    """A policy as names with their sources."""
    return {name: sources for name, _, sources in (part.strip().partition(" ") for part in header.split(";"))}


def answers(house: House, address) -> Iterator[object]:
    """What a stranger and somebody who may open an address are shown there."""
    rule, url = house.rule(address), house.url(address, house.mine)
    yield Client(raise_request_exception=False).get(url)
    if rule != ANYONE:
        who = {"all": {"coordinator"}} if rule == SIGNED_IN else WHO[rule.name]
        role = min(set(who.get("own", ())) or set(who["all"]))
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = house.sessions[role]
        yield client.get(url)


@pytest.mark.parametrize("address", ADDRESSES, ids=named)
def test_every_address_answers_under_the_strict_policy(house, address):
    for answer in answers(house, address):
        held = directives(answer["Content-Security-Policy"])
        if held["default-src"] == "'none'":  # a file, which may not even load what stands beside it
            continue
        assert held == STRICT
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            page = answer.content.decode(answer.charset)
            assert [fault for fault in faults(page) if fault.startswith("inline") or "reaches out" in fault] == []
