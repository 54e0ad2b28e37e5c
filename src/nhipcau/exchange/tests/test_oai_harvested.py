"""Somebody else's harvester (Sickle, as libraries run it) takes from us what we publish."""

from __future__ import annotations

from unittest.mock import patch

import pytest
import requests
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

from nhipcau.core.public import Role
from nhipcau.exchange.queries import harvest
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.tests.given import THEN

pytestmark = pytest.mark.django_db


class Harvester(Sickle):
    """Sickle, whose requests go to the test's own server."""

    def __init__(self, client, method="GET"):
        super().__init__("http://testserver/oai", http_method=method)
        self.client = client

    def _request(self, asked):
        ask = self.client.get if self.http_method == "GET" else self.client.post
        told, answer = ask("/oai", asked), requests.Response()
        answer.status_code, answer._content, answer.encoding = told.status_code, told.content, "utf-8"
        return answer


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvester_learns_who_we_are_and_what_there_is(client, ha_tinh, beach, method):
    library = Harvester(client, method)
    told = library.Identify()
    assert (told.protocolVersion, told.deletedRecord, told.baseURL) == ("2.0", "persistent", "http://testserver/oai")
    assert [each.metadataPrefix for each in library.ListMetadataFormats()] == ["oai_dc"]
    assert "language:en" in {each.setSpec for each in library.ListSets()}


def test_a_harvester_walks_through_every_page_to_the_last_record(client, beach, festival):
    with patch.object(harvest, "PAGE", 1):
        records = list(Harvester(client).ListRecords(metadataPrefix="oai_dc"))
    assert len(records) == len({each.header.identifier for each in records}) == 3
    assert {each.metadata["language"][0] for each in records} == {"vi", "en"}
    assert all(each.metadata["title"] and each.metadata["identifier"][0].startswith("http") for each in records)
    one = Harvester(client).GetRecord(metadataPrefix="oai_dc", identifier=records[0].header.identifier)
    assert one.metadata == records[0].metadata


def test_a_harvester_that_comes_again_learns_only_of_what_went(client, ha_tinh, beach, festival):
    library, later = Harvester(client), THEN.replace(month=11)
    since = {"metadataPrefix": "oai_dc", "from": "2026-10-15T00:00:00Z"}
    with pytest.raises(NoRecordsMatch):
        library.ListRecords(**since)
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["en"], "Dịch lại", now=later)
    (gone,) = library.ListRecords(**since)
    assert gone.deleted
    assert not list(library.ListRecords(ignore_deleted=True, **since))
