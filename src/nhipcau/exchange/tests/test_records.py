"""What machines are told of an item: whole addresses in its text, its files and recordings with their rights."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from rdflib import DCAT, DCTERMS, Graph, URIRef

from nhipcau.core.public import Role
from nhipcau.exchange.actions.packages import ask_for_package, make_package
from nhipcau.exchange.choices import Receiver
from nhipcau.exchange.queries.records import Place
from nhipcau.library.actions.media.files import (
    AttachmentGiven,
    RecordingGiven,
    RecordingTextGiven,
    add_attachment,
    add_recording,
)
from nhipcau.library.actions.media.given import RightsGiven
from nhipcau.library.choices import Consent, Licence
from nhipcau.library.tests.given import THEN, edition, item, published, words
from nhipcau.library.tests.media_samples import file, pdf, sound
from nhipcau.portal.tests.given import picture

pytestmark = pytest.mark.django_db
RIGHTS = RightsGiven(author="Đài tỉnh", licence=Licence.CC_BY, consent=Consent.NOT_NEEDED)


@pytest.fixture
def editor(ha_tinh):
    cache.clear()
    return ha_tinh.actor(ha_tinh.person(Role.EDITOR))


@pytest.fixture
def report(editor):
    return add_attachment(
        editor, file(pdf(), "bao-cao.pdf"), AttachmentGiven("Báo cáo", RIGHTS), name="b.pdf", now=THEN
    )


@pytest.fixture
def song(editor):
    texts = {"vi": RecordingTextGiven("Hát ví ở Trường Lưu", "Ai về Hà Tĩnh thì về")}
    given = RecordingGiven("Ví giặm", RIGHTS, texts=texts)
    return add_recording(editor, file(sound(), "vi-giam.wav"), given, name="v.wav", now=THEN)


@pytest.fixture
def told(client, ha_tinh, beach, report, song):
    """An article with a link to another page, a link to a file, a file and a recording, as the interface gives it."""
    page = edition(beach).page.pk
    text = (
        f'<p>Xem <a linktype="page" id="{page}">bãi biển</a>, <a linktype="document" id="{report.pk}">báo cáo</a>.</p>'
    )
    body = [
        {"type": "paragraph", "value": text, "id": "p"},
        {"type": "file", "value": report.pk, "id": "f"},
        {"type": "recording", "value": song.pk, "id": "r"},
    ]
    held = item(ha_tinh, words=words("Dân ca", slug="dan-ca", body=body, cover=picture(ha_tinh)))
    published(ha_tinh, held)
    return client.get(f"/api/v1/items/ha-tinh-{held.pk}-vi").json()


def test_links_in_a_text_lead_to_whole_addresses(told, report):
    links = [link["href"] for link in BeautifulSoup(told["html"], "html.parser").find_all("a")]
    assert links == ["http://testserver/vi/bai-viet/bien-thien-cam/", f"http://testserver{report.url}"]


def test_files_and_recordings_are_told_with_what_they_are_and_whose(told, report, song):
    (offered,), (heard,) = told["files"], told["recordings"]
    assert (offered["url"], offered["media_type"]) == (f"http://testserver{report.url}", "application/pdf")
    assert (heard["url"], heard["media_type"]) == (f"http://testserver{song.url}", song.media_type)
    assert (heard["description"], heard["transcript"]) == ("Hát ví ở Trường Lưu", "Ai về Hà Tĩnh thì về")
    assert (heard["size"], offered["size"]) == (song.size, report.file_size)
    assert {each["credit"] for each in (offered, heard)} == {"Đài tỉnh"}
    assert all("creativecommons.org" in each["licence"] for each in (offered, heard))


def test_a_feed_carries_the_recording_and_a_package_every_file(client, ha_tinh, told, editor, now, today):
    (first,) = [each for each in client.get("/vi/tat-ca/moi.json").json()["items"] if each["title"] == "Dân ca"]
    assert [each["url"] for each in first["attachments"]] == [told["recordings"][0]["url"]]
    assert first["image"] == told["images"][0]["url"]
    asked = ask_for_package(editor, Receiver.OTHER, ["vi"], now=now)
    package = make_package(asked, Place("https://ha-tinh.vn", ha_tinh.province, today, withholds=False), now=now)
    with package.file.open("rb") as source, ZipFile(BytesIO(source.read())) as archive:
        media = json.loads(archive.read("manifest.json"))["media"]
        assert {each["kind"] for each in media} == {"picture", "file", "recording"}
        assert {each["file"] for each in media} <= set(archive.namelist())
        assert archive.read(f"files/{told['files'][0]['id']}.pdf").startswith(b"%PDF")


def test_a_file_of_a_data_set_is_a_distribution_of_its_type(client, ha_tinh, report):
    body = [{"type": "file", "value": report.pk, "id": "f"}]
    facts = {"frequency": "year", "licence": "cc-by-4.0"}
    published(ha_tinh, item(ha_tinh, "data_set", words=words("Lượt khách", facts=facts, body=body)))
    graph = Graph().parse(data=client.get("/dcat.ttl").content, format="turtle")
    (part,) = graph.objects(None, DCAT.distribution)
    assert graph.value(part, DCAT.downloadURL) == URIRef(f"http://testserver{report.url}")
    assert graph.value(part, DCAT.mediaType) == URIRef("https://www.iana.org/assignments/media-types/application/pdf")
    assert graph.value(part, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
