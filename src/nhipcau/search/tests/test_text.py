from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.search.text import MOST_TERMS, Term, parse, words_of


def test_words_typed_in_either_unicode_form_are_the_same():
    text = "Thông tin đối ngoại"
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(text) == ["thông", "tin", "đối", "ngoại"]


@pytest.mark.parametrize(("older", "newer"), [("hoà bình", "hòa bình"), ("uỷ ban", "ủy ban"), ("khoẻ", "khỏe")])
def test_older_and_newer_places_of_a_tone_mark_are_one_word(older, newer):
    assert words_of(older) == words_of(newer)


@pytest.mark.parametrize("word", ["quý", "hoàn", "thuỷnh", "loại"])
def test_a_tone_mark_stays_where_the_spelling_is_not_in_doubt(word):
    assert words_of(word) == [word]


def test_a_document_number_is_one_phrase_and_quotes_make_one():
    assert parse("57-KL/TW kết luận") == (Term(("57", "kl", "tw")), Term(("kết",)), Term(("luận",)))
    assert parse("“thông tin đối ngoại”") == (Term(("thông", "tin", "đối", "ngoại")),)


def test_an_open_quote_reaches_to_the_end():
    assert parse('báo "chí nước ngoài') == (Term(("báo",)), Term(("chí", "nước", "ngoài")))


@given(st.text(max_size=2000))
def test_nothing_but_letters_and_digits_comes_out_of_what_is_typed(typed):
    terms = parse(typed)
    assert len(terms) <= MOST_TERMS
    assert all(word and word.isalnum() for term in terms for word in (*term.words, *term.folded))


@given(st.text(max_size=400))
def test_cutting_words_again_changes_nothing(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words
