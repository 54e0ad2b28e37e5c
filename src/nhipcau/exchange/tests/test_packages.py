"""Packages for other systems: whole, described, fingerprinted, and nobody else's."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from tools.console import ROOT

from nhipcau.core.public import AuditEntry, NotAllowedError, Role
from nhipcau.exchange import tasks
from nhipcau.exchange.actions.packages import ask_for_package, make_package
from nhipcau.exchange.choices import PackageState, Receiver
from nhipcau.exchange.connectors import CONNECTORS
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
    package = make_package(asked, Place("https://ha-tinh.vn", ha_tinh.province, today, withholds=False), now=now)
    archive = opened(package)
    manifest = json.loads(archive.read("manifest.json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(manifest)
    assert {each["language"] for each in manifest["items"]} == {"vi", "en"}
    assert {each["file"] for each in manifest["items"]} <= set(archive.namelist())
    assert (package.items, package.state) == (2, PackageState.MADE)


def test_every_file_has_its_checksum_and_the_package_its_own(ha_tinh, beach, editor, now, today):
    asked = ask_for_package(editor, Receiver.NATIONAL, ["vi"], now=now)
    package = make_package(asked, Place("https://ha-tinh.vn", ha_tinh.province, today, withholds=False), now=now)
    archive = opened(package)
    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    assert all(sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    with package.file.open("rb") as file:
        assert sha256(file.read()).hexdigest() == package.sha256


def test_a_package_that_was_made_is_not_made_again(ha_tinh, beach, editor, now, today):
    place = Place("https://ha-tinh.vn", ha_tinh.province, today, withholds=False)
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


def test_a_package_that_cannot_be_written_says_so_and_waits_no_more(client, ha_tinh, beach, editor, monkeypatch, now):
    def full(*_given, **_more):
        raise OSError(28, "No space left on device")

    package = ask_for_package(editor, Receiver.OTHER, ["vi"], now=now)
    monkeypatch.setattr(tasks, "make_package", full)
    tasks.make.call(package.pk, "https://ha-tinh.vn")
    client.force_login(ha_tinh.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/thu-vien/goi-du-lieu/").content.decode()
    assert "Không đọc hoặc ghi được tệp trên máy chủ" in page
    assert 'http-equiv="refresh"' not in page


class Register:
    """A receiver with an interface."""

    def __init__(self):
        self.taken = []

    def send(self, package):
        self.taken.append(package.sha256)
        return "BN-17"


def test_a_receiver_that_has_a_connector_is_sent_its_package_and_the_receipt_is_kept(
    client, ha_tinh, beach, editor, monkeypatch, now, today
):
    register, page = Register(), "/thu-vien/goi-du-lieu/"
    place = Place("https://ha-tinh.vn", ha_tinh.province, today, withholds=False)
    package = make_package(ask_for_package(editor, Receiver.NATIONAL, ["vi"], now=now), place, now=now)
    client.force_login(ha_tinh.person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    address = f"{page}{package.pk}/gui/"
    assert address not in client.get(page).content.decode()
    assert client.post(address).status_code == 409
    monkeypatch.setitem(CONNECTORS, Receiver.NATIONAL.value, register)
    assert address in client.get(page).content.decode()
    assert re.search("Biên nhận.*BN-17", client.post(address, follow=True).content.decode())
    assert register.taken == [package.sha256]
    assert AuditEntry.objects.get(act="exchange.sent").data == {"receipt": "BN-17"}
