"""Packages for other systems: whole, described, fingerprinted, and nobody else's."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from tools.console import ROOT

from nhipcau.core.public import NotAllowedError, Role
from nhipcau.exchange.actions.packages import ask_for_package, make_package
from nhipcau.exchange.choices import PackageState, Receiver
from nhipcau.exchange.errors import NothingToPackError
from nhipcau.exchange.models import Package
from nhipcau.exchange.queries.records import Place

pytestmark = pytest.mark.django_db
SCHEMA = ROOT / "src/nhipcau/exchange/api/package.schema.json"


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.EDITOR))


def opened(package: Package) -> ZipFile:
    with package.file.open("rb") as file:
        return ZipFile(BytesIO(file.read()))


def test_a_package_holds_each_item_and_a_manifest_that_fits_its_description(ha_tinh, beach, editor, now, today):
    asked = ask_for_package(editor, Receiver.VIETNAM_VN, ["vi", "en"], now=now)
    package = make_package(asked, Place("https://ha-tinh.vn", ha_tinh.province, today), now=now)
    archive = opened(package)
    manifest = json.loads(archive.read("manifest.json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(manifest)
    assert {each["language"] for each in manifest["items"]} == {"vi", "en"}
    assert {each["file"] for each in manifest["items"]} <= set(archive.namelist())
    assert (package.items, package.state) == (2, PackageState.MADE)


def test_every_file_has_its_checksum_and_the_package_its_own(ha_tinh, beach, editor, now, today):
    asked = ask_for_package(editor, Receiver.NATIONAL, ["vi"], now=now)
    package = make_package(asked, Place("https://ha-tinh.vn", ha_tinh.province, today), now=now)
    archive = opened(package)
    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    assert all(sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    with package.file.open("rb") as file:
        assert sha256(file.read()).hexdigest() == package.sha256


def test_a_package_that_was_made_is_not_made_again(ha_tinh, beach, editor, now, today):
    place = Place("https://ha-tinh.vn", ha_tinh.province, today)
    package = make_package(ask_for_package(editor, Receiver.OTHER, ["vi"], now=now), place, now=now)
    name = package.file.name
    assert make_package(package, place, now=now).file.name == name


def test_nothing_published_makes_no_package(ha_tinh, editor, now):
    with pytest.raises(NothingToPackError):
        ask_for_package(editor, Receiver.OTHER, ["vi"], now=now)
    assert not Package.objects.exists()


def test_an_agency_may_not_ask(ha_tinh, beach, now):
    agency = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))
    with pytest.raises(NotAllowedError):
        ask_for_package(agency, Receiver.OTHER, ["vi"], now=now)


def test_an_editor_asks_on_a_page_and_fetches_the_file_there(client, ha_tinh, hue, beach):
    client.force_login(ha_tinh.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    given = {"receiver": "vietnam.vn", "languages": ["vi", "en"], "with_media": "on"}
    assert client.post("/thu-vien/goi-du-lieu/lap/", given, follow=True).status_code == 200
    package = Package.objects.get()
    assert package.state == PackageState.MADE
    assert client.get(f"/thu-vien/goi-du-lieu/{package.pk}/tai/").status_code == 200
    client.force_login(hue.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/thu-vien/goi-du-lieu/{package.pk}/tai/").status_code == 404


def test_an_empty_page_says_how_to_begin(client, ha_tinh):
    client.force_login(ha_tinh.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert "Chưa lập gói nào" in client.get("/thu-vien/goi-du-lieu/").content.decode()
