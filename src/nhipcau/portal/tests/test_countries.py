"""Countries of readers: from a real table on this machine, and only the country is kept."""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.checks import run_checks

from nhipcau.library.tests.given import item, published
from nhipcau.portal import counters
from nhipcau.portal.counters import TALLY, country_of
from nhipcau.portal.models import Readers

BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"}
LAOS = "203.0.113.9"


# Whole numbers of two, four and eight bytes.
WIDTHS = {2: bytes([5 << 5 | 2]), 4: bytes([6 << 5 | 4]), 8: bytes([8, 9 - 7])}


def said(value: Any) -> bytes:
    """A value as a MaxMind DB (format 2.0) holds it: a control byte with type and size, then the value."""
    if isinstance(value, str):
        return bytes([2 << 5 | len(value)]) + value.encode()
    if isinstance(value, dict):
        return bytes([7 << 5 | len(value)]) + b"".join(said(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return bytes([len(value), 11 - 7]) + b"".join(map(said, value))
    number, width = value
    return WIDTHS[width] + number.to_bytes(width, "big")


def table(network: str, country: str) -> bytes:
    """A table in which one network has a country: a tree with a node for each bit, the data, what the table is."""
    held = ip_network(network)
    bits = f"{int(held.network_address):032b}"[: held.prefixlen]
    count = len(bits)
    nodes = b""
    for place, bit in enumerate(bits, 1):
        onward = place if place < count else count + 16  # the first record of data
        branches = (onward, count) if bit == "0" else (count, onward)  # the number of nodes stands for "not here"
        nodes += b"".join(each.to_bytes(3, "big") for each in branches)
    about = {
        "binary_format_major_version": (2, 2), "binary_format_minor_version": (0, 2), "build_epoch": (1_790_000_000, 8),
        "database_type": "Test-Country", "description": {"en": "test"}, "ip_version": (4, 2), "languages": ["en"],
        "node_count": (count, 4), "record_size": (24, 2),
    }  # fmt: skip
    data = said({"country": {"iso_code": country}})
    return nodes + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + said(about)


@pytest.fixture(autouse=True)
def _no_table_is_remembered():
    counters._table.cache_clear()
    TALLY.counts = Counter()
    yield
    counters._table.cache_clear()
    TALLY.counts = Counter()


@pytest.fixture
def laos(tmp_path, settings):
    path = tmp_path / "quoc-gia.mmdb"
    path.write_bytes(table("203.0.113.0/24", "LA"))
    settings.NHIPCAU_COUNTRY_TABLE = str(path)
    return path


def test_an_address_is_looked_up_in_the_table(laos):
    assert country_of(LAOS) == "LA"
    assert [country_of(each) for each in ("198.51.100.1", "2001:db8::1", "", "unknown", "10.0.0.1, 10.0.0.2")] == [
        ""
    ] * 5


def test_without_a_table_nothing_is_looked_up():
    assert country_of(LAOS) == ""


@pytest.mark.django_db
def test_the_country_is_written_down_and_the_address_nowhere(client, ha_tinh, laos):
    held = item(ha_tinh)
    published(ha_tinh, held)
    for address in (LAOS, LAOS, "198.51.100.1"):
        client.get("/vi/bai-viet/bien-thien-cam/", headers=BROWSER, REMOTE_ADDR=address)
    assert LAOS not in repr(TALLY.counts)
    TALLY.flush()
    assert sorted(Readers.objects.values_list("country", "views")) == [("", 1), ("LA", 2)]


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, b"no table at all"])
def test_a_table_that_cannot_be_read_is_told_of_and_takes_no_page_along(client, ha_tinh, settings, tmp_path, content):
    path = tmp_path / "hong.mmdb"
    if content:
        path.write_bytes(content)
    settings.NHIPCAU_COUNTRY_TABLE = str(path)
    assert [each.id for each in run_checks() if each.id == "portal.W001"] == ["portal.W001"]
    published(ha_tinh, item(ha_tinh))
    answer = client.get("/vi/bai-viet/bien-thien-cam/", headers=BROWSER, REMOTE_ADDR=LAOS)
    assert answer.status_code == 200
    TALLY.flush()
    assert list(Readers.objects.values_list("country", "views")) == [("", 1)]


def test_a_table_that_can_be_read_gives_no_warning(laos):
    assert not [each for each in run_checks() if each.id == "portal.W001"]
