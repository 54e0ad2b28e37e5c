"""The scorer of readings: what counts as right, and how documents add up."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.scoring import F1, MEASURES, Scores, Share, score, total
from hypothesis import given
from hypothesis import strategies as st

EXAMPLES = Path(__file__).parents[2] / "examples"
LABELS = json.loads((EXAMPLES / "lang-son-2026.labels.json").read_text("utf-8"))
SOURCE = (EXAMPLES / "lang-son-2026.txt").read_text("utf-8")


def a_perfect_reading() -> dict[str, Any]:
    return copy.deepcopy(LABELS) | {"units": copy.deepcopy(LABELS["outline"]), "source_text": SOURCE, "text": SOURCE}


def value(scores: Scores, name: str) -> float:
    figure = scores[name].value
    assert figure is not None
    return figure


def test_a_reading_that_says_what_the_labels_say_scores_one_everywhere():
    scores = score(a_perfect_reading(), LABELS, restored=SOURCE)
    assert {name: tally.value for name, tally in scores.items()} == dict.fromkeys(MEASURES, 1.0)
    assert not [miss for tally in scores.values() for miss in tally.misses]


def test_an_empty_reading_scores_nothing_and_does_not_break():
    scores = score({}, LABELS, restored=SOURCE)
    assert value(scores, "units") == value(scores, "duties") == value(scores, "recip") == 0
    assert scores["head"].value is None


def test_a_heading_that_runs_on_into_its_body_is_a_wrong_whole_text_and_a_right_unit():
    reading = a_perfect_reading()
    unit = next(unit for unit in reading["units"] if unit["path"] == "II.4")
    unit["text"] += " " + unit.pop("body")[0]["text"]
    scores = score(reading, LABELS)
    assert value(scores, "units") == 1
    assert value(scores, "whole") < 1


def test_a_closing_paragraph_may_stand_in_the_body_of_the_last_unit():
    reading = a_perfect_reading()
    reading["units"][-1]["body"] = [dict(paragraph) for paragraph in LABELS["closing"]]
    assert value(score(reading, LABELS), "whole") == 1


def test_one_wrong_organisation_costs_the_whole_duty_and_one_link():
    reading = a_perfect_reading()
    reading["assignments"][0]["coordinating"][0] = "Sở Nội vụ"
    scores = score(reading, LABELS)
    duties, orgs = scores["duties"], scores["orgs"]
    assert isinstance(duties, F1)
    assert isinstance(orgs, F1)
    assert (duties.missing, duties.extra) == (1, 1)
    assert (orgs.missing, orgs.extra) == (1, 1)


def test_names_that_the_labels_call_aliases_are_one_organisation_whatever_their_case():
    reading = a_perfect_reading()
    for row in reading["assignments"]:
        row["lead"] = [
            "UBND CÁC XÃ, PHƯỜNG" if name == "Ủy ban nhân dân các xã, phường" else name for name in row["lead"]
        ]
    assert value(score(reading, LABELS), "duties") == 1


def test_a_date_without_its_before_is_another_date():
    reading = a_perfect_reading()
    row = next(row for row in reading["assignments"] if row["before"])
    row["before"] = False
    scores = score(reading, LABELS)
    assert value(scores, "limit") == 1
    assert value(scores, "due") < 1


@pytest.mark.parametrize("mark", ["uncertain", "unmarked"])
def test_rows_that_the_labels_leave_open_are_not_asked_for(mark):
    labels = copy.deepcopy(LABELS)
    labels["assignments"][0][mark] = True
    reading = a_perfect_reading()
    reading["assignments"] = copy.deepcopy(labels["assignments"])
    if mark == "uncertain":
        reading["assignments"][0]["lead"] = ["Sở Nội vụ"]
    assert value(score(reading, labels), "duties") == 1


def test_a_value_that_the_source_does_not_give_must_stay_null():
    reading = a_perfect_reading()
    reading["metadata"] |= {"secrecy": "Mật"}
    assert score(reading, LABELS)["meta"].misses == ["secrecy: got 'Mật', want None"]


def test_another_accepted_form_of_a_metadata_value_is_right():
    labels = copy.deepcopy(LABELS) | {"metadata_also": {"issuer": ["UBND tỉnh Lạng Sơn"]}}
    reading = a_perfect_reading()
    reading["metadata"]["issuer"] = "UBND tỉnh Lạng Sơn"
    assert value(score(reading, labels), "meta") == 1


def test_a_word_that_was_not_repaired_is_counted_on_its_line():
    scores = score({"text": "Kế hoạch\nsố m\ufffdt"}, LABELS, restored="Kế hoạch\nsố một")
    words = scores["words"]
    assert isinstance(words, Share)
    assert (words.right, words.asked) == (3, 4)


@given(st.lists(st.tuples(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9))), max_size=6))
def test_documents_add_up_to_one_collection_of_all_their_facts(documents):
    added, whole = F1(), F1()
    for number, (got, want) in enumerate(documents):
        one = F1()
        one.compare(got, want)
        added.merge(one)
        whole.both += one.both
        whole.extra += len(got) - one.both
        whole.missing += len(want) - one.both
        assert one.both <= min(len(got), len(want)), number
    assert added.value == whole.value
    assert added.value is None or 0 <= added.value <= 1


def test_the_total_weighs_a_long_document_more_than_a_short_one():
    short, long = score({}, LABELS), score(a_perfect_reading(), LABELS)
    overall = total([short, long, long])
    assert value(overall, "units") == pytest.approx(2 * 2 / (2 * 2 + 1))
