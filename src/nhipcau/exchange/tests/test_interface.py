"""The interface for machines, its description, bulk files and the catalogue of data sets."""

from __future__ import annotations

import gzip
import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate
from rdflib import DCAT, DCTERMS, RDF, Graph

from nhipcau.library.tests.given import item, published, words
from nhipcau.portal.kept import WATCH

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


def test_items_are_listed_by_language_and_kind(client, beach, festival):
    told = client.get("/api/v1/items", {"language": "vi", "kind": "event"}).json()
    assert (told["total"], [each["title"] for each in told["items"]]) == (1, ["Lễ hội chùa Hương Tích"])
    assert told["items"][0]["starts_on"] == "2026-12-01"


def test_an_item_tells_its_category_place_and_other_languages(client, beach):
    told = client.get(f"/api/v1/items/ha-tinh-{beach.pk}-en").json()
    assert (told["category"], told["topics"]) == ("Tourism", ["Seas and islands"])
    assert (told["latitude"], told["longitude"]) == (18.25, 106.1)
    assert told["alternates"]["vi"] == "http://testserver/vi/bai-viet/bien-thien-cam/"
    assert told["is_translation"]
    assert "Bãi biển dài ba ki-lô-mét" in told["text"]


@pytest.mark.parametrize(
    "name", ["ha-tinh-999-vi", "hue-1-vi", "x", "ha-tinh-abc-vi", "ha-tinh-99999999999999999999-vi"]
)
def test_an_item_that_is_not_there_is_answered_in_one_sentence(client, beach, name):
    answer = client.get(f"/api/v1/items/{name}")
    assert (answer.status_code, list(answer.json())) == (404, ["detail"])


def test_only_the_fields_asked_for_are_given_and_an_unknown_one_is_named(client, beach):
    told = client.get("/api/v1/items?fields=id,title").json()
    assert set(told["items"][0]) == {"id", "title"}
    refused = client.get("/api/v1/items?fields=id,secret")
    assert (refused.status_code, refused.json()["detail"]) == (422, "Không có trường: secret.")


def test_pages_lead_to_one_another(client, beach, festival):
    seen, address = [], "/api/v1/items?per_page=1&fields=id"
    while address:
        told = client.get(address).json()
        seen += [each["id"] for each in told["items"]]
        address = told["next"]
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    "address", ["/api/v1/items?language=vi", "/vi/tat-ca/moi.atom", "/sitemap-vi.xml", "/vi/lich.ics"]
)
def test_the_number_of_queries_does_not_grow_with_what_is_published(client, ha_tinh, beach, address):
    def queries():
        WATCH.forget()  # whose portal it is would be remembered for half a second
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    first = queries()
    for number in range(4):
        published(ha_tinh, item(ha_tinh, words=words(f"Bãi biển {number}")))
    assert queries() == first <= 14


def test_who_asks_too_often_is_told_to_wait(client, beach):
    answers = [client.get("/api/v1/topics").status_code for _ in range(125)]
    assert answers[:120] == [200] * 120
    assert 429 in answers[120:]


def test_any_page_of_the_web_may_read_it_and_nobody_is_given_a_cookie(client, beach):
    answer = client.get("/api/v1/items")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert client.post("/api/v1/items").status_code == 405


def test_the_description_is_valid_openapi_and_names_every_field(client, ha_tinh):
    told = client.get("/api/v1/openapi.json").json()
    validate(told)
    assert {"title", "html", "alternates", "behind_original"} <= set(
        told["components"]["schemas"]["ItemOut"]["properties"]
    )


def test_lists_give_the_codes_that_filters_take(client, beach):
    assert client.get("/api/v1/categories").json()[0]["names"]["en"] == "Tourism"
    assert client.get("/api/v1/items?category=du-lich").json()["total"] == 2
    assert client.get("/api/v1/items?topic=bien-dao&language=en").json()["total"] == 1
    assert next(each for each in client.get("/api/v1/languages").json() if each["code"] == "vi")["items"] == 1


def test_a_bulk_file_holds_every_item_of_a_language(client, beach, festival):
    packed = b"".join(client.get("/api/v1/bulk/vi.jsonl.gz").streaming_content)
    lines = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    assert {each["title"] for each in lines} == {"Biển Thiên Cầm", "Lễ hội chùa Hương Tích"}


@pytest.mark.parametrize(("form", "name"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_data_sets_stand_in_a_catalogue_that_data_portals_read(client, ha_tinh, form, name):
    facts = {"frequency": "year", "licence": "cc-by-4.0"}
    published(ha_tinh, item(ha_tinh, "data_set", words=words("Lượt khách du lịch", facts=facts)))
    graph = Graph().parse(data=client.get(f"/dcat.{form}").content, format=name)
    (data_set,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(data_set, DCTERMS.title)) == "Lượt khách du lịch"
    assert str(graph.value(data_set, DCTERMS.accrualPeriodicity)).endswith("/ANNUAL")


def test_people_who_program_find_a_page(client, ha_tinh):
    assert "/api/v1/openapi.json" in client.get("/api/").content.decode()
