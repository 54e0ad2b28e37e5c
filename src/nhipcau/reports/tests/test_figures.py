"""Figures as officials type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reports.choices import FigureProblem, ValueKind
from nhipcau.reports.queries.figures import read_figure, written

# Written, unit, decimals, kind or problem, value; also asked of the script in a browser (the journey of reports).
CASES: list[tuple[str, str, int, str, str]] = [
    ("1.234,5", "triệu đồng", 1, "number", "1234.5"),
    ("1234,5", "triệu đồng", 1, "number", "1234.5"),
    ("1 234", "lượt", 0, "number", "1234"),
    ("12 %", "%", 0, "number", "12"),
    ("12 %", "tin, bài", 0, "percent", ""),
    ("12 bài", "tin, bài", 0, "number", "12"),
    ("12 tin, bài", "tin, bài", 0, "number", "12"),
    ("12 cuộc", "tin, bài", 0, "other_unit", ""),
    ("１２", "lượt", 0, "number", "12"),
    ("0", "lượt", 0, "zero", "0"),
    ("0,0", "%", 1, "zero", "0"),
    ("", "lượt", 0, "", ""),
    ("không phát sinh", "lượt", 0, "nothing_arose", ""),
    ("Khong phat sinh.", "lượt", 0, "nothing_arose", ""),
    ("KHÔNG ÁP DỤNG", "lượt", 0, "not_applicable", ""),
    ("chưa có số liệu", "lượt", 0, "missing", ""),
    ("không", "lượt", 0, "no_or_none", ""),
    ("-", "lượt", 0, "no_or_none", ""),
    ("khoảng 20", "lượt", 0, "about", ""),
    ("gần 1.000", "lượt", 0, "about", ""),
    ("~20", "lượt", 0, "about", ""),
    ("20-30", "lượt", 0, "range", ""),
    ("20 đến 30 lượt", "lượt", 0, "range", ""),
    ("1.5", "triệu đồng", 1, "decimal_point", ""),
    ("1,234", "lượt", 0, "decimal_point", ""),
    ("1,234,567", "lượt", 0, "decimal_point", ""),
    ("1,234.5", "triệu đồng", 1, "decimal_point", ""),
    ("1,5", "lượt", 0, "whole", ""),
    ("1,555", "triệu đồng", 2, "decimal_point", ""),
    ("12,555", "%", 1, "decimal_point", ""),
    ("1234,55", "triệu đồng", 1, "too_fine", ""),
    ("-3", "lượt", 0, "negative", ""),
    ("9999999999999999", "đồng", 0, "too_large", ""),
    ("hai mươi", "lượt", 0, "not_a_number", ""),
    ("12 và 3", "lượt", 0, "not_a_number", ""),
    ("1..2", "lượt", 0, "not_a_number", ""),
]


@pytest.mark.parametrize(("typed", "unit", "decimals", "outcome", "value"), CASES)
def test_what_is_typed_is_understood_or_asked_about_and_never_guessed(typed, unit, decimals, outcome, value):
    found = read_figure(typed, unit=unit, decimals=decimals)
    assert str(found.problem or found.kind or "") == outcome
    assert found.value == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("typed", "decimals", "hint"),
    [("1.5", 1, "1,5"), ("1,234", 0, "1.234"), ("1,234,567", 0, "1.234.567"), ("1,234.5", 1, "1.234,5")],
)
def test_what_can_be_read_in_two_ways_is_answered_with_what_is_probably_meant(typed, decimals, hint):
    assert f"Có phải {hint}?" in read_figure(typed, unit="lượt", decimals=decimals).sentence(typed)


def test_every_problem_has_a_sentence_that_can_be_filled_in():
    for problem in FigureProblem:
        assert "%(" not in str(problem.label) % {"written": "12", "hint": "lượt"}


@given(st.text(max_size=40), st.integers(0, 3))
def test_any_text_is_answered_and_only_numbers_have_a_value(typed, decimals):
    found = read_figure(typed, unit="lượt", decimals=decimals)
    assert (found.kind in (ValueKind.NUMBER, ValueKind.ZERO)) == (found.value is not None)
    assert (found.kind == ValueKind.ZERO) == (found.value == 0)
    assert not (found.kind and found.problem)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_that_we_write_is_read_back_as_itself(value):
    assert read_figure(written(value), unit="triệu đồng", decimals=2).value == value
