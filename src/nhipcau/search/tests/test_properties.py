from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nhipcau.search.models import Entry
from nhipcau.search.public import Row, SearchQuery, index, search, suggest
from nhipcau.search.text import clean, fold_word, parse, tokens_of, words_of
from nhipcau.search.text.marking import by_words, marked, places, snippet

_SYLLABLES = st.sampled_from(
    ("đường", "dương", "lễ", "hội", "biển", "ngoại", "đối", "hoà", "uỷ", "quý", "nghề", "thuyền", "festival", "café",
     "île", "cœur", "Straße", "57", "2026", "文化", "旅游节", "日本", "カメラ", "축제", "ບຸນຊ່ວງເຮືອ", "ນ້ຳ", "แข่งเรือ",
     "អុំទូក")
)  # fmt: skip
_TITLES = st.lists(_SYLLABLES, min_size=1, max_size=7).map(" ".join)
_SETTINGS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(province, words):
    return {hit.object_id for hit in search(SearchQuery(province, "content", words, per_page=50)).hits}


@pytest.mark.django_db
@_SETTINGS
@given(st.one_of(_TITLES, st.text(max_size=60)))
def test_every_title_is_found_by_itself_without_marks_and_in_any_case(ha_tinh, title):
    province = ha_tinh.province.pk
    words = words_of(title)
    assume(words)
    index("content", [Row(1, province, "", title, public=True)])
    assert 1 in found(province, title)
    assert 1 in found(province, " ".join(fold_word(word) for word in words))
    assert 1 in found(province, " ".join(words).upper()) or words_of(" ".join(words).upper()) != words
    Entry.objects.all().delete()


@pytest.mark.django_db
@_SETTINGS
@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer_without_foreign_markup(ha_tinh, typed, text):
    province = ha_tinh.province.pk
    index("content", [Row(1, province, text, f"{text} cầu", public=True)])
    for hit in search(SearchQuery(province, "content", f"{typed} cầu", count=("topic",))).hits:
        assert plain(hit.title)
        assert plain(hit.snippet)
    for each in suggest(province, "content", typed):
        assert plain(each.marked)
    Entry.objects.all().delete()


@given(st.text(max_size=400), st.text(max_size=60))
def test_a_marked_text_is_the_text_and_nothing_but_marks(text, typed):
    cleaned, terms = clean(text), parse(typed)
    assert plain(marked(cleaned, terms))
    assert html.unescape(re.sub("</?mark>", "", marked(cleaned, terms))) == cleaned.strip()
    assert plain(snippet(cleaned, terms))


@given(st.lists(_SYLLABLES, max_size=30).map(" ".join), st.lists(_SYLLABLES, max_size=4).map(" ".join))
def test_what_is_marked_is_what_was_asked_for(text, typed):
    cleaned = clean(text)
    sought = {sign for term in parse(typed) for word in term.folded for sign in word}
    for start, end in places(cleaned, parse(typed)):
        inside = "".join(fold_word(word) for word in words_of(cleaned[start:end]))
        assert inside
        assert set(inside) <= sought | set("sxye")


@given(st.lists(_SYLLABLES, max_size=30).map(" ".join), st.lists(_SYLLABLES, max_size=4).map(" ".join))
def test_the_short_way_to_found_words_finds_the_same_as_the_long_one(text, typed):
    for words in (typed, f'"{typed}"', " ".join(fold_word(word) for word in words_of(typed))):
        assert places(clean(text), parse(words)) == by_words(clean(text), parse(words))


@given(st.text(max_size=200))
def test_folding_a_word_again_changes_nothing(text):
    for word in words_of(text):
        assert fold_word(fold_word(word)) == fold_word(word)


@given(st.text(max_size=300))
def test_cleaning_a_text_again_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=300))
def test_no_token_holds_a_sign_of_a_query_language(text):
    for token in tokens_of(words_of(text)):
        assert token
        assert not set(token) & set(" '\"\\:&|!<>()*^~@={}[];%")


def plain(marked_text):
    """Whether a text has no markup but well-formed <mark>."""
    bare = re.sub(r"<mark>[^<>]+</mark>", "", marked_text)
    return "<" not in bare and ">" not in bare and '"' not in bare
