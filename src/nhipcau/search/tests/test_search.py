from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.public import Province
from nhipcau.search import actions
from nhipcau.search.engines import engine_for
from nhipcau.search.models import Entry
from nhipcau.search.public import Row, forget, index, matching, matching_ids

pytestmark = pytest.mark.django_db

TEXTS = {
    1: "Sửa chữa đường sắt qua cửa khẩu",
    2: "Giải bóng đá ở Hải Dương, Bình Dương",
    3: "Công tác thông tin đối ngoại theo Kết luận số 57-KL/TW",
    4: "cong tac thong tin doi ngoai, ban khong dau",
    5: "Thông tin cho báo chí; hoạt động đối ngoại nhân dân",
    6: "Kế hoạch số 267/KH-UBND ngày 27/6/2024",
}


@pytest.fixture
def home(ha_tinh):
    index("duty", [Row(number, ha_tinh.province.pk, text) for number, text in TEXTS.items()])
    return ha_tinh.province.pk


def found(home, typed, kind="duty"):
    assert set(matching(kind, home, typed)) == set(matching_ids(kind, home, typed))
    return set(matching(kind, home, typed))


def test_words_with_marks_find_these_marks_only(home):
    assert found(home, "dương") == {2}
    assert found(home, "đường") == {1}


def test_words_without_marks_find_all_marks(home):
    assert found(home, "duong") == {1, 2}
    assert found(home, "doi ngoai") == {3, 4, 5}


def test_words_with_marks_find_text_that_came_without_any(home):
    assert found(home, "đối ngoại") == {3, 4, 5}
    assert matching_ids("duty", home, "đối ngoại")[-1] == 4


def test_the_very_marks_typed_come_first(home):
    assert matching_ids("duty", home, "doi ngoai")[0] == 4
    assert set(matching("duty", home, "doi ngoai", as_typed=True)) == {4}


def test_several_words_are_all_words(home):
    assert found(home, "thông tin báo") == {5}
    assert found(home, "thông tin máy bay") == set()


def test_quoted_words_stand_together(home):
    assert found(home, '"thông tin đối ngoại"') == {3, 4}
    assert found(home, '"ngoại đối"') == set()
    assert found(home, '"doi ngoai nhan dan"') == {5}


@pytest.mark.parametrize("typed", ["57-KL/TW", "57-kl/tw", "57-KL", "57 KL/TW"])
def test_a_document_number_is_found_as_it_is_written(home, typed):
    assert found(home, typed) == {3}


@pytest.mark.parametrize("typed", ["7-KL/TW", "67/KH-UBND", "26/KH-UBND"])
def test_a_part_of_a_document_number_is_another_number(home, typed):
    assert found(home, typed) == set()


def test_capitals_and_the_place_of_the_tone_make_no_difference(home):
    index("duty", [Row(7, home, "Uỷ ban nhân dân tỉnh; HOÀ BÌNH")])
    assert found(home, "ỦY BAN") == found(home, "hòa bình") == {7}


def test_another_province_and_another_kind_stay_out(home, hue):
    index("duty", [Row(20, hue.province.pk, "đường")])
    index("plan", [Row(1, home, "đường")])
    assert found(home, "đường") == {1}
    assert found(home, "đường", "plan") == {1}
    assert found(hue.province.pk, "đường") == {20}


def test_a_record_indexed_again_is_found_by_its_new_words_only(home):
    index("duty", [Row(1, home, "Sửa chữa cầu")])
    assert found(home, "đường") == set()
    assert found(home, "cầu") == {1}
    assert Entry.objects.filter(object_id=1).count() == 1


def test_a_forgotten_record_is_not_found(home):
    forget("duty", [1, 99])
    assert found(home, "đường") == set()


def test_the_ranked_answer_is_as_short_as_asked(home):
    assert len(matching_ids("duty", home, "doi ngoai", limit=2)) == 2
    assert len(matching_ids("duty", home, "đối ngoại", limit=1)) == 1


def test_more_and_rarer_words_rank_first(home):
    index("duty", [Row(30, home, "báo chí báo chí báo chí"), Row(31, home, "báo chí " + "việc khác " * 40)])
    assert matching_ids("duty", home, "báo chí")[0] == 30


def test_a_search_filters_other_records_in_one_statement(home, django_assert_num_queries):
    index("province", [Row(home, home, "tỉnh có đường biên giới")])
    with django_assert_num_queries(1):
        named = Province.objects.filter(pk__in=matching("province", home, "duong bien"))
        assert Province.objects.filter(pk__in=named.values("pk")).count() == 1


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "AND", "a OR NOT b", "exact:x", "*", "(((", "NEAR(a b)", "x'; DROP TABLE search_entry; --", "\x00",
     "\ud800", "%s %(a)s", "&|!<->", "^a*", "{exact} : b", "ﷺ", "𝟗/𝟗", "a" * 5000, "“”", "-", "đ" * 999],
)  # fmt: skip
def test_hostile_words_find_nothing_and_break_nothing(home, typed):
    assert found(home, typed) == set()
    assert Entry.objects.count() == len(TEXTS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_whatever_is_typed_gets_an_answer(home, typed):
    assert found(home, typed) <= set(TEXTS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Mn", "Lo", "Cs", "Cc"]), max_size=80))
def test_every_record_is_found_by_its_own_ascii_words(home, text):
    index("try", [Row(1, home, text)])
    plain = [word for word in text.split() if word.isascii() and word.isalnum()]
    assert all(1 in found(home, word, "try") for word in plain)


def test_the_index_is_built_anew_from_its_room(home, monkeypatch, capsys):
    monkeypatch.setitem(actions.SOURCES, "duty", lambda: [Row(5, home, "cầu treo")])
    call_command("reindex", "duty")
    assert found(home, "cầu") == {5}
    assert found(home, "đường") == set()
    assert "duty: 1" in capsys.readouterr().out


def test_setting_up_the_engine_twice_does_no_harm(home):
    engine_for(connection).install(connection)
    assert found(home, "đường") == {1}
