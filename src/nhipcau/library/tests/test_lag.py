"""What a translation owes to its original."""

from __future__ import annotations

from nhipcau.library.queries.passages import hash_of_sources
from nhipcau.library.queries.stale import Lag, lag

BEFORE = {"p1": "a" * 64, "p2": "b" * 64}


def segment(block: str, *sources: str) -> dict[str, object]:
    return {"block": block, "sources": list(sources), "hash": hash_of_sources(list(sources), BEFORE)}


def test_a_passage_that_changed_or_went_makes_what_was_made_from_it_stale():
    made = [segment("x", "p1"), segment("y", "p2")]
    assert not lag(made, BEFORE)
    assert lag(made, {**BEFORE, "p1": "c" * 64}) == Lag(("x",), ())
    assert lag(made, {"p1": "a" * 64}) == Lag(("y",), ())


def test_a_passage_that_was_left_out_is_owed_again_once_it_says_something_else():
    left_out = [segment("x", "p1"), segment("", "p2")]
    assert not lag(left_out, BEFORE)
    assert lag(left_out, {**BEFORE, "p2": "c" * 64}) == Lag(("p2",), ())


def test_a_passage_that_was_left_out_and_that_the_original_dropped_is_owed_no_more():
    assert not lag([segment("x", "p1"), segment("", "p2")], {"p1": "a" * 64})
