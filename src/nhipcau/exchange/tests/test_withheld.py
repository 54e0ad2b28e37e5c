"""Where a province keeps back translations that are behind, their text is nowhere: every address is walked."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.exchange import urls as machine_addresses
from nhipcau.exchange.actions.packages import ask_for_package
from nhipcau.exchange.choices import Receiver
from nhipcau.exchange.models import Package
from nhipcau.exchange.queries.chosen import Wanted, wanted
from nhipcau.exchange.tasks import make
from nhipcau.library.actions.publishing import publish
from nhipcau.library.models import Publication
from nhipcau.library.tests.given import THEN, approved, edition, item, published, words
from nhipcau.library.tests.test_translation import LATER, Work, body
from nhipcau.portal import urls as pages
from nhipcau.portal.kept import SHELF, WATCH
from nhipcau.portal.models import PortalSettings
from nhipcau.portal.tests.given import picture

pytestmark = pytest.mark.django_db

# Words of the English text; the title and the summary stay to be read.
TEXT, CAPTION = "Moonlit jetty", "Rowing at dawn"
AT_WORK = {
    "packages",
    "package_ask",
    "package_fetch",
    "package_send",
    "entrance",
    "settings",
    "readers",
}  # not for the world
KEPT_FOR_GOOD = {"earlier", "correction"}  # dated records of what was once said (decision 0075)
STANDING = {"code": "en", "section": "bo-anh", "slug": "the-beach", "item_id": "", "attachment": 1}


@pytest.fixture
def behind(ha_tinh):
    """A set of pictures in Vietnamese and English, of which the Vietnamese text was changed afterwards."""
    cache.clear()
    said = words("Bãi biển", slug="bai-bien", cover=picture(ha_tinh))
    work = Work(ha_tinh, item(ha_tinh, "photo_set", words=said))
    work.all()
    work.write("p1", f"<p>{TEXT} along the shore.</p>")
    work.write("q1/text", CAPTION)
    work.write("title", "The beach")
    published(ha_tinh, work.item, "vi", "en")
    work.original(title="Bãi biển", slug="bai-bien", cover=said.cover, body=body(p1="<p>Bốn ki-lô-mét.</p>"))
    approved(ha_tinh, edition(work.item))
    publish(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), work.item, ["vi"], now=LATER)
    call_command("reindex")
    return work.item


def keeps_back(place, stale="withhold"):
    PortalSettings.objects.update_or_create(province=place.province, defaults={"stale": stale})
    WATCH.forget()
    SHELF.clear()


def addresses(place, held) -> Iterator[str]:
    """Every address that the world may ask for, as far as it is about the English text."""
    values = {**STANDING, "item_id": f"{place.province.code}-{held.pk}-en"}
    special = {"sitemap": {"section": "en"}, "correction": {}}
    patterns = [(f"{module.app_name}:{each.name}", each) for module in (machine_addresses, pages)
                for each in module.urlpatterns]  # fmt: skip
    patterns += [(f"api-v1:{each.name}", each) for each in machine_addresses.patterns]
    for name, pattern in patterns:
        if pattern.name in AT_WORK | KEPT_FOR_GOOD:
            continue
        asked = {key: {**values, **special.get(pattern.name, {})}[key] for key in pattern.pattern.converters}
        if name in ("exchange:rss", "exchange:atom", "exchange:json_feed"):
            yield reverse(name, kwargs={**asked, "section": "tat-ca"})
        yield reverse(name, kwargs=asked)
    yield "/en/tim/?q=jetty"
    yield "/en/tim/goi-y.json?q=jetty"
    yield "/api/v1/items?q=jetty"
    yield "/oembed?url=http://testserver/en/bo-anh/the-beach/"
    for verb in ("ListRecords", "ListIdentifiers"):
        yield f"/oai?verb={verb}&metadataPrefix=oai_dc"


def told(answer: Any) -> str:
    """What an answer says, whatever it is packed in; words that were found are marked in searches."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:2] == b"PK":
        content = unpacked(content)
    return content.decode().replace("<mark>", "").replace("</mark>", "")


def unpacked(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist() if name.endswith((".txt", ".json")))


def found_at(client, place, held) -> list[str]:
    walked = {address: told(client.get(address)) for address in addresses(place, held)}
    return [address for address, words in walked.items() if TEXT in words or CAPTION in words]


def test_the_text_of_a_translation_that_is_kept_back_is_at_no_address(client, ha_tinh, behind):
    shown = found_at(client, ha_tinh, behind)
    assert {
        "/en/bo-anh/the-beach/", "/en/bo-anh/the-beach/bo-bao-chi.zip", "/en/bo-anh/moi.json", "/en/tat-ca/moi.json",
        "/api/v1/items", f"/api/v1/items/ha-tinh-{behind.pk}-en", "/api/v1/bulk/en.jsonl.gz",
        "/en/tim/?q=jetty",
    } <= set(shown)  # fmt: skip
    keeps_back(ha_tinh)
    assert found_at(client, ha_tinh, behind) == []


def test_a_page_that_is_kept_back_still_says_what_it_is_about_and_leads_to_the_original(client, ha_tinh, behind):
    keeps_back(ha_tinh)
    page = client.get("/en/bo-anh/the-beach/").content.decode()
    assert "The beach" in page
    assert 'href="/vi/bo-anh/bai-bien/"' in page
    assert "bo-bao-chi.zip" not in page
    one = client.get(f"/api/v1/items/ha-tinh-{behind.pk}-en").json()
    assert (one["title"], one["html"], one["text"]) == ("The beach", "", "")
    assert (one["behind_original"], one["withheld"], len(one["images"])) == (True, True, 1)
    assert client.get(f"/api/v1/items/ha-tinh-{behind.pk}-vi").json()["html"]
    found = client.get("/en/tim/?q=jetty").content.decode()
    assert "title in English" not in found
    assert 'href="/en/bo-anh/the-beach/"' in found
    assert "summary in English" in found


def test_no_package_holds_the_text_that_is_kept_back(ha_tinh, behind):
    editor = ha_tinh.actor(ha_tinh.person(Role.EDITOR))

    def packed() -> bytes:
        package = ask_for_package(editor, Receiver.OTHER, ["vi", "en"], now=THEN)
        make.call(package.pk, "https://ha-tinh.vn")
        with Package.objects.get(pk=package.pk).file.open("rb") as file:
            return unpacked(file.read())

    assert TEXT.encode() in packed()
    keeps_back(ha_tinh)
    assert TEXT.encode() not in packed()


def test_who_holds_an_answer_already_is_given_a_new_one_when_the_policy_changes(
    client, ha_tinh, behind, sign_in, django_capture_on_commit_callbacks
):
    address = "/api/v1/bulk/en.jsonl.gz"
    before = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": before}).status_code == 304
    editor = sign_in(ha_tinh.person(Role.EDITOR))
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post("/thu-vien/cong/", {"stale": "withhold"}).status_code == 302
    WATCH.forget()
    assert client.get(address, headers={"if-none-match": before}).status_code == 200


def test_who_asks_for_changes_learns_that_a_translation_fell_behind(ha_tinh, behind):
    assert Publication.objects.get(item=behind, language="en", ended_at=None).at < LATER
    changed = wanted(ha_tinh.province, Wanted(changed_since=LATER))
    assert {each.language for each in changed} == {"vi", "en"}


def test_a_translation_that_has_caught_up_is_given_again(client, ha_tinh, behind):
    keeps_back(ha_tinh)
    address = f"/api/v1/items/ha-tinh-{behind.pk}-en"
    assert client.get(address).json()["withheld"]
    work = Work.__new__(Work)
    work.place, work.item, work.language = ha_tinh, behind, "en"
    work.actor, work.edition = ha_tinh.actor(ha_tinh.person(Role.TRANSLATOR)), edition(behind, "en")
    work.write("p1", f"<p>{TEXT}, four kilometres long.</p>")
    published(ha_tinh, behind, "en")
    one = client.get(address).json()
    assert (one["withheld"], "four kilometres" in one["text"]) == (False, True)
