"""OAI-PMH 2.0: what the protocol of openarchives.org asks of a repository."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nhipcau.core.public import Role
from nhipcau.exchange.queries import harvest
from nhipcau.exchange.queries.harvest import OaiError, Question, question_of
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.tests.given import THEN

pytestmark = pytest.mark.django_db
NAMES = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}


def asked(client, **arguments):
    return etree.fromstring(client.get("/oai", arguments).content)


def values(tree, path):
    return tree.xpath(path, namespaces=NAMES)


def test_it_says_who_it_is(client, ha_tinh, beach):
    told = asked(client, verb="Identify")
    assert values(told, "//o:protocolVersion/text()") == ["2.0"]
    assert values(told, "//o:deletedRecord/text()") == ["persistent"]
    assert values(told, "//o:earliestDatestamp/text()") == ["2026-10-01T02:00:00Z"]


def test_a_record_is_dublin_core_in_its_language(client, beach):
    told = asked(client, verb="ListRecords", metadataPrefix="oai_dc", set="language:en")
    assert values(told, "//dc:title/text()") == ["Thien Cam beach"]
    assert values(told, "//dc:language/text()") == ["en"]
    assert values(told, "//dc:subject/text()") == ["Tourism", "Seas and islands"]
    (name,) = values(told, "//o:identifier/text()")
    one = asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=name)
    assert values(one, "//dc:title/text()") == ["Thien Cam beach"]


def test_what_was_withdrawn_is_told_as_deleted_on_the_day_it_went(client, ha_tinh, beach):
    later = THEN.replace(month=11)
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["en"], "Dịch lại", now=later)
    told = asked(client, verb="ListRecords", metadataPrefix="oai_dc", **{"from": "2026-11-01"})
    assert values(told, "//o:header/@status") == ["deleted"]
    assert values(told, "//o:datestamp/text()") == ["2026-11-01T02:00:00Z"]
    assert values(told, "//o:metadata") == []


def test_a_list_is_walked_to_its_end_without_losing_or_repeating_a_record(client, beach, festival):
    with patch.object(harvest, "PAGE", 1):
        names, token = [], None
        while token != "":
            arguments = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
            told = asked(client, verb="ListIdentifiers", **arguments)
            names += values(told, "//o:identifier/text()")
            token = (values(told, "//o:resumptionToken/text()") or [""])[0]
    assert len(names) == len(set(names)) == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nothing"}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01", "until": "2026-01-01T00:00:00Z"},
         "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2030-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "???"}, "badResumptionToken"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:1"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_answered_with_the_error_that_the_protocol_names(client, beach, arguments, code):
    assert values(asked(client, **arguments), "//o:error/@code") == [code]


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_no_token_of_anybody_elses_breaks_it(token):
    with pytest.raises(OaiError, match="not one of ours"):
        question_of(token)


def test_a_question_survives_its_token():
    question = Question("oai_dc", "2026-01-01", "", "kind:event", THEN.isoformat(), 7)
    assert question_of(question.token()) == question
