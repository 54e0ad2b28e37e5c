from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.words import fold, nfc, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đối ngoại", "doi ngoai"), ("HỮU NGHỊ", "huu nghi"), ("đường sắt", "duong sat"), ("ưỡn ẹo", "uon eo")],
)
def test_folding_takes_every_mark_and_the_case_away(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_white_space_of_every_kind_becomes_one_space():
    assert nfc("Sở\u00a0  Ngoại\tvụ ") == "Sở Ngoại vụ"


def test_lists_are_sorted_as_a_vietnamese_dictionary_has_them():
    words = [
        "Đồng",
        "dương",
        "ấm",
        "an",
        "ăn",
        "Ân",
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "Cảnh",
        "cảnh sát",
        "Ô",
        "o",
        "ơ",
    ]
    expected = [
        "an",
        "ăn",
        "ấm",
        "Ân",
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "Cảnh",
        "cảnh sát",
        "dương",
        "Đồng",
        "o",
        "Ô",
        "ơ",
    ]
    assert sorted(words, key=sort_key) == expected


def test_numbers_in_names_come_before_letters():
    assert sorted(["A Lưới b", "A Lưới 2", "A Lưới 1"], key=sort_key) == ["A Lưới 1", "A Lưới 2", "A Lưới b"]
