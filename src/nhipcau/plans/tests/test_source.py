"""The source text and what is lit in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import vanban
from nhipcau.plans.queries.source import Mark, cut_point, passage, source_lines, split_spans

from .review_given import PLAN

READING = vanban.read(PLAN).as_dict()
SOURCE = READING["source_text"]


def test_the_lines_put_together_are_the_source_without_its_blank_lines() -> None:
    marks = [Mark(row["start"], row["end"], f"p{number}") for number, row in enumerate(READING["assignments"])]

    shown = ["".join(piece.text for piece in line.pieces) for line in source_lines(READING, marks)]

    assert shown == [line for line in SOURCE.split("\n") if line.strip()]


@given(st.lists(st.tuples(st.integers(0, len(SOURCE)), st.integers(0, len(SOURCE))), max_size=12))
def test_a_mark_lights_its_own_letters_and_no_others(places) -> None:
    marks = [Mark(min(place), max(place), f"p{number}") for number, place in enumerate(places)]
    pieces = [piece for line in source_lines(READING, marks) for piece in line.pieces]

    for mark in marks:
        lit = "".join(piece.text for piece in pieces if mark.key in piece.keys)
        assert "".join(lit.split()) == "".join(SOURCE[mark.start : mark.end].split())


def test_a_lost_letter_is_shown_repaired_and_keeps_what_it_was() -> None:
    reading = vanban.read(PLAN.replace("ố", "\ufffd")).as_dict()

    pieces = [piece for line in source_lines(reading, []) for piece in line.pieces]

    repaired = [piece for piece in pieces if piece.original]
    assert repaired
    assert all("\ufffd" in piece.original and "\ufffd" not in piece.text for piece in repaired)
    assert all(reading["source_text"][piece.start : piece.end] == piece.original for piece in repaired)


def test_a_passage_is_joined_repaired_and_loses_its_marker() -> None:
    row = next(row for row in READING["assignments"] if row["path"] == "II.1.a")

    assert passage(READING, row["start"], row["end"]) == row["text"]


@given(st.data())
def test_a_cut_keeps_both_parts_inside_the_place_that_was_read(data) -> None:
    row = data.draw(st.sampled_from(READING["assignments"]))
    at = data.draw(st.integers(1, len(row["text"]) - 1))

    cut = cut_point(SOURCE, [[row["start"], row["end"]]], row["text"], at)
    before, after = split_spans([[row["start"], row["end"]]], cut)

    assert before == [[row["start"], cut]]
    assert after == [[cut, row["end"]]]
    assert row["start"] < cut < row["end"]


def test_a_cut_at_a_clause_is_at_that_clause_in_the_source() -> None:
    row = next(row for row in READING["assignments"] if row["path"] == "II.1.a")

    cut = cut_point(SOURCE, [[row["start"], row["end"]]], row["text"], row["text"].index("biên soạn"))

    assert SOURCE[cut:].startswith("biên soạn sổ tay")
