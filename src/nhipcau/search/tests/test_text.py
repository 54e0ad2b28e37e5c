from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.search.text import MOST_TERMS, Term, other_numbers, parse, tokens_of, words_of
from nhipcau.search.text.slips import untelexed, with_tone


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
def test_nothing_but_letters_digits_and_their_marks_comes_out_of_what_is_typed(typed):
    terms = parse(typed)
    assert len(terms) <= MOST_TERMS
    for term in terms:
        for word in (*term.words, *term.folded):
            assert word[0].isalnum()
            assert all(unicodedata.category(sign)[0] in "LNM" for sign in word)


@given(st.text(max_size=400))
def test_cutting_words_again_changes_nothing(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words


def test_a_run_without_spaces_is_kept_as_pairs_and_its_last_sign():
    assert list(tokens_of(words_of("文化旅游"))) == ["文化", "化旅", "旅游", "游"]
    assert list(tokens_of(words_of("ນ້ຳຕົກ"))) == ["ນ້ຳ", "ຳຕົ", "ຕົກ", "ກ"]
    assert list(tokens_of(words_of("山"))) == ["山"]


def test_latin_words_stand_apart_from_a_run_beside_them():
    assert words_of("Vàng旅游ABC") == ["vàng", "旅游", "abc"]


def test_invisible_signs_between_words_do_not_part_them():
    assert words_of("ແມ່\u200bນ້ຳ") == ["ແມ່ນ້ຳ"]
    assert words_of("du\u00adlịch") == ["dulịch"]


def test_wide_letters_are_letters():
    assert words_of("ＡＢＣ２０２６") == ["abc2026"]


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("festival", {"festivals", "festivalx"}), ("beaches", {"beach", "beache"}), ("city", {"cities", "citys"}),
        ("cities", {"city", "citie"}), ("hoi", set()), ("hội", set()), ("2026s", set()),
    ],
)  # fmt: skip
def test_words_have_their_singular_and_plural(word, others):
    assert set(other_numbers(word)) == others


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hooij", "hội"), ("leex", "lễ"), ("dduwowngf", "đường"), ("dduowngf", "đường"), ("cuawr", "cửa"),
        ("nguwowif", "người"), ("thuyeenf", "thuyền"), ("vieetj", "việt"), ("quoocs", "quốc"), ("gias", "giá"),
        ("hoaf", "hòa"), ("bieenr", "biển"), ("doois", "đối"), ("banf", "bàn"),
        ("hello", "hello"), ("festival", "festival"), ("abc", "abc"), ("ban", "ban"),
    ],
)  # fmt: skip
def test_telex_without_an_input_method_is_understood(typed, meant):
    assert untelexed(typed) in {meant, meant.replace("đ", "d")}


@pytest.mark.parametrize(
    ("syllable", "tone", "written"),
    [
        ("hôi", "\u0323", "hội"), ("ngoai", "\u0323", "ngoại"), ("hoa", "\u0300", "hòa"), ("toan", "\u0301", "toán"),
        ("qua", "\u0309", "quả"), ("gia", "\u0301", "giá"), ("người", "", "người"), ("khuyên", "\u0301", "khuyến"),
    ],
)  # fmt: skip
def test_a_tone_stands_where_it_is_written(syllable, tone, written):
    assert with_tone(syllable, tone) == unicodedata.normalize("NFC", written)
