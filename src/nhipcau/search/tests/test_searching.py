from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from nhipcau.search import actions
from nhipcau.search.actions import learn, recount, recount_all
from nhipcau.search.models import Entry, Word
from nhipcau.search.public import Order, Row, SearchQuery, Tier, forget, index, reindex, search, suggest
from nhipcau.search.queries.gathering import Records

pytestmark = pytest.mark.django_db

KIND = "content"
ITEMS = {
    1: ("vi", "Lễ hội đua thuyền", "Hai mươi đội tranh tài trên sông, có cồng chiêng & trống.", "festival", True),
    2: ("vi", "Đường ven biển", "Con đường đẹp nhất tỉnh chạy sát mép nước.", "place", True),
    3: ("vi", "Vườn dương xỉ", "Hai trăm loài dương xỉ ven suối.", "place", True),
    4: ("vi", "Đối ngoại nhân dân", "Giao lưu thanh niên hai bên biên giới, có lễ hội.", "news", True),
    5: ("vi", "cong tac doi ngoai", "ban tin khong dau ve doi ngoai", "news", True),
    6: ("vi", "Kế hoạch đối ngoại năm sau", "Bản nháp chưa công bố: bàngiao.", "news", False),
    7: ("zh", "文化旅游节", "文化旅游节在江边举行，欢迎游客。", "festival", True),
    8: ("lo", "ບຸນຊ່ວງເຮືອ", "ບຸນຊ່ວງເຮືອຈັດຂຶ້ນຢູ່ແມ່ນ້ຳ.", "festival", True),
    9: ("en", "Boat Race Festival", "Twenty crews race on the river; villages celebrate.", "festival", True),
    10: ("fr", "La fête des pirogues", "Vingt équipages sur le fleuve, un cœur de fête.", "festival", True),
    11: ("ko", "보트 축제", "강에서 열리는 축제를 즐기세요.", "festival", True),
    12: ("km", "ពិធីបុណ្យអុំទូក", "ប្រពៃណីតាមដងទន្លេ", "festival", True),
    13: ("th", "เทศกาลแข่งเรือ", "ริมแม่น้ำทุกปี", "festival", True),
    14: ("ja", "ボートレース祭り", "川で行われるお祭りです。", "festival", True),
}


@pytest.fixture
def home(ha_tinh, monkeypatch):
    province = ha_tinh.province.pk
    rows = [
        Row(
            number,
            province,
            text,
            title,
            language,
            public,
            {"topic": [topic], "year": [str(2020 + number)]},
            date(2020 + number, 1, 1),
        )
        for number, (language, title, text, topic, public) in ITEMS.items()
    ]
    monkeypatch.setitem(actions.SOURCES, KIND, lambda: rows)
    reindex(KIND)
    return province


def asked(home, words, **more):
    return search(SearchQuery(home, KIND, words, **more))


def found(home, words, **more):
    return [hit.object_id for hit in asked(home, words, **more).hits]


def test_words_with_marks_never_find_other_marks(home):
    assert found(home, "đường") == [2]
    assert found(home, "dương") == [3]
    assert set(found(home, "duong")) == {2, 3}


def test_no_correction_turns_marks_that_were_typed_into_others(home):
    forget(KIND, [2])
    recount(KIND)
    assert found(home, "đường") == []
    assert asked(home, "đường").suggestion == ""


def test_the_marks_that_were_typed_stand_before_text_without_any(home):
    hits = asked(home, "đối ngoại").hits
    assert [(hit.object_id, hit.tier) for hit in hits] == [(4, Tier.AS_TYPED), (5, Tier.WITHOUT_MARKS)]


def test_words_without_marks_find_both(home):
    assert set(found(home, "doi ngoai")[:2]) == {4, 5}
    assert found(home, "ĐỐI NGOẠI") == [4, 5]


def test_a_title_counts_more_than_a_text(home):
    assert found(home, "lễ hội") == [1, 4]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("旅游", 7), ("文化", 7), ("节", 7), ("游客", 7), ("ຊ່ວງເຮືອ", 8), ("ເຮືອ", 8), ("ແມ່ນ້ຳ", 8), ("축제", 11),
        ("អុំទូក", 12), ("ទន្លេ", 12), ("แข่งเรือ", 13), ("祭り", 14), ("レース", 14),
    ],
)  # fmt: skip
def test_a_part_of_text_without_spaces_is_found(home, words, number):
    assert found(home, words) == [number]


def test_the_two_spellings_of_lao_am_are_one(home):
    assert found(home, "ນໍ້າ") == found(home, "ນ້ຳ") == [8]


def test_singular_and_plural_find_each_other_in_english_and_french(home):
    assert found(home, "festivals") == [9]
    assert found(home, "village") == [9]
    assert found(home, "pirogue") == found(home, "coeur") == [10]


def test_what_is_not_public_is_found_by_nobody_who_may_not(home):
    assert found(home, "kế hoạch") == []
    assert found(home, "kế hoạch", public_only=False) == [6]
    assert 6 not in found(home, "đối ngoại", per_page=50)


def test_neither_suggestion_nor_count_betrays_what_is_not_public(home):
    assert asked(home, "bàngiap").suggestion == ""
    assert asked(home, "nhap cong").suggestion == ""
    assert suggest(home, KIND, "kế h") == []
    assert [each.object_id for each in suggest(home, KIND, "kế h", public_only=False)] == [6]
    assert asked(home, "", count=("year",)).facets["year"].get("2026") is None


def test_another_province_and_another_kind_stay_out(home, hue):
    index(KIND, [Row(99, hue.province.pk, "đường", "Đường", public=True)])
    index("other", [Row(98, home, "đường", "Đường", public=True)])
    assert found(home, "đường") == [2]
    assert [hit.object_id for hit in search(SearchQuery(hue.province.pk, KIND, "đường")).hits] == [99]


def test_where_nothing_is_kept_nothing_is_found(ha_tinh):
    assert search(SearchQuery(ha_tinh.province.pk, "empty", "đường")).total == 0
    assert suggest(ha_tinh.province.pk, "empty", "đư") == []


def test_facets_are_counted_and_narrow(home):
    answer = asked(home, "lễ hội", count=("topic", "year"))
    assert answer.facets == {
        "language": {"vi": 2},
        "topic": {"festival": 1, "news": 1},
        "year": {"2021": 1, "2024": 1},
    }
    narrowed = asked(home, "lễ hội", facets={"topic": ["news"]}, count=("topic", "year"))
    assert [hit.object_id for hit in narrowed.hits] == [4]
    assert narrowed.facets["topic"] == {"festival": 1, "news": 1}  # what the other values would give
    assert narrowed.facets["year"] == {"2024": 1}
    assert found(home, "lễ hội", facets={"topic": ["news", "festival"]}) == [1, 4]
    assert found(home, "lễ hội", facets={"topic": ["news"], "year": ["2021"]}) == []


def test_languages_narrow(home):
    assert found(home, "", languages=("lo",)) == [8]
    assert set(found(home, "", languages=("lo", "zh"))) == {7, 8}


def test_without_words_everything_in_scope_stands_newest_first(home):
    assert found(home, "", facets={"topic": ["festival"]}) == [14, 13, 12, 11, 10, 9, 8, 7, 1]
    assert found(home, "?!") == []


def test_newest_first_on_request(home):
    assert found(home, "lễ hội", order=Order.NEWEST) == [4, 1]


def test_pages_are_cut_and_counted(home):
    first = asked(home, "", per_page=5)
    third = asked(home, "", per_page=5, page=3)
    assert (first.total, first.pages, len(first.hits), len(third.hits)) == (13, 3, 5, 3)
    assert not {hit.object_id for hit in first.hits} & {hit.object_id for hit in third.hits}
    assert asked(home, "", per_page=5, page=9).hits == ()
    assert asked(home, "", per_page=5, page=-1).hits == first.hits


def test_more_matches_than_are_weighed_are_told_as_more(home, monkeypatch):
    monkeypatch.setattr("nhipcau.search.queries.searching.MOST", 3)
    monkeypatch.setattr("nhipcau.search.queries.gathering.MOST", 3)
    answer = asked(home, "")
    with translation.override("vi"):
        assert (answer.total, answer.more, answer.total_text) == (3, True, "hơn 3")


def test_where_few_records_hold_all_words_those_that_hold_most_follow(home):
    hits = asked(home, "lễ hội đua thuyền biên giới").hits
    assert {hit.tier for hit in hits} == {Tier.IN_PART}
    assert [hit.object_id for hit in hits] == [1, 4]


@pytest.mark.parametrize(
    ("typed", "meant", "number"),
    [
        ("cogn chieng", "cồng chiêng", 1), ("lehoi dua thuyen", "lễ hội đua thuyền", 1),
        ("đua thuyềnn", "đua thuyền", 1),
        ("dduwowngf", "đường", 2), ("leex hooij ddua thuyeenf", "lễ hội đua thuyền", 1),
        ("đối ngọai", "đối ngoại", 4), ("lể hội", "lễ hội", 1), ("festivall", "festival", 9), ("fêtte", "fête", 10),
    ],
)  # fmt: skip
def test_a_slip_of_typing_is_answered_with_what_was_meant(home, typed, meant, number):
    answer = asked(home, typed)
    assert (answer.suggestion, answer.corrected) == (meant, True)
    assert answer.hits[0].object_id == number


def test_words_that_are_known_are_offered_another_and_not_changed(home):
    answer = asked(home, "đường ven biên")
    assert (answer.suggestion, answer.corrected) == ("", False) or not answer.corrected


def test_a_narrowing_that_leaves_nothing_is_no_slip_of_typing(home):
    answer = asked(home, "lễ hội đua", languages=("lo",))
    assert (answer.hits, answer.suggestion, answer.facets["language"]) == ((), "", {"vi": 1})


def test_a_short_title_is_found_however_many_newer_records_hold_the_words(home):
    rows = [
        Row(100 + number, home, "bến đò xưa " * 3, f"Chuyện {number} quanh bến đò xưa", public=True)
        for number in range(130)
    ]
    index(KIND, [Row(99, home, "", "Bến đò xưa", public=True), *rows])
    assert found(home, "bến đò xưa")[0] == found(home, "ben do xua")[0] == 99


def test_what_is_read_off_a_wider_question_is_what_would_be_found(home, monkeypatch):
    narrowed = {"facets": {"topic": ["festival"]}, "languages": ("vi", "en"), "count": ("topic", "year")}
    read_off = asked(home, "", **narrowed)
    monkeypatch.setattr("nhipcau.search.queries.gathering.MOST", 9)  # no wider answer is whole: each one is asked for
    each_asked = asked(home, "", **narrowed)
    assert [hit.object_id for hit in each_asked.hits] == [hit.object_id for hit in read_off.hits] == [9, 1]
    assert each_asked.facets["year"] == read_off.facets["year"]


@pytest.mark.parametrize("words", ["", "lễ hội", "le hoi", "đối ngoại"])
@pytest.mark.parametrize("years", [[], ["2021", "2024", "2025"]])
@pytest.mark.parametrize("topics", [[], ["festival"], ["news", "festival"]])
@pytest.mark.parametrize("languages", [(), ("vi",)])
def test_one_question_for_several_facets_answers_as_one_for_each_would(
    home, monkeypatch, words, years, topics, languages
):
    narrowed = {"facets": {"topic": topics, "year": years}, "languages": languages, "count": ("topic", "year")}
    at_once = asked(home, words, **narrowed)
    monkeypatch.setattr(Records, "look_around", lambda self, narrowing: None)
    monkeypatch.setattr(Records, "_wider", lambda self, narrowing: None)
    assert asked(home, words, **narrowed) == at_once


def test_what_three_facets_narrow_is_asked_for_once(home, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):  # what there is, the page
        answer = asked(
            home, "", languages=("vi",), facets={"topic": ["news"], "year": ["2024"]}, count=("topic", "year")
        )
    assert answer.facets == {"language": {"vi": 1}, "topic": {"news": 1}, "year": {"2024": 1, "2025": 1}}


def test_what_is_found_needs_no_suggestion(home):
    assert asked(home, "lễ hội").suggestion == ""


def test_a_word_that_nobody_knows_finds_nothing_and_guesses_nothing(home):
    answer = asked(home, "zzzzqqqq")
    assert (answer.hits, answer.total, answer.suggestion) == ((), 0, "")


def test_found_words_are_marked_and_the_rest_is_escaped(home):
    hit = asked(home, "le hoi trong").hits[0]
    assert hit.title == "<mark>Lễ</mark> <mark>hội</mark> đua thuyền"
    assert "chiêng &amp; <mark>trống</mark>" in hit.snippet
    assert asked(home, "旅游").hits[0].title == "文化<mark>旅游</mark>节"
    assert asked(home, "village").hits[0].snippet.endswith("<mark>villages</mark> celebrate.")


def test_marks_that_were_typed_are_not_marked_on_others(home):
    index(KIND, [Row(30, home, "đường và dương", "Đường dương", public=True)])
    assert next(hit for hit in asked(home, "đường").hits if hit.object_id == 30).title == "<mark>Đường</mark> dương"


def test_a_snippet_of_a_long_text_stands_around_the_found_words(home):
    text = "Mở đầu dài dòng. " * 60 + "Ở đây có bún cá <b>ngon</b>. " + "Phần sau còn dài. " * 60
    index(KIND, [Row(31, home, text, "Món ăn", public=True)])
    snippet = asked(home, "bún cá").hits[0].snippet
    assert "<mark>bún</mark> <mark>cá</mark> &lt;b&gt;ngon" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 400


def test_titles_are_suggested_while_typing_with_and_without_marks(home):
    assert [each.title for each in suggest(home, KIND, "le ho")] == ["Lễ hội đua thuyền"]
    assert suggest(home, KIND, "le ho")[0].marked == "<mark>Lễ</mark> <mark>hộ</mark>i đua thuyền"
    assert [each.object_id for each in suggest(home, KIND, "đư")] == [2]
    assert {each.object_id for each in suggest(home, KIND, "du")} == {1, 2, 3}
    assert [each.object_id for each in suggest(home, KIND, "文")] == [7]
    assert [each.object_id for each in suggest(home, KIND, "ບຸນ", languages=("lo",))] == [8]
    assert suggest(home, KIND, "  ") == suggest(home, KIND, "") == []


def test_a_suggested_title_stands_once_and_the_list_is_short(home):
    index(KIND, [Row(40 + number, home, "", "Lễ hội đua thuyền", public=True) for number in range(20)])
    assert len(suggest(home, KIND, "lễ hội")) == 1
    index(KIND, [Row(70 + number, home, "", f"Lễ hội {number}", public=True) for number in range(20)])
    assert len(suggest(home, KIND, "lễ hội", limit=5)) == 5


def test_a_search_takes_few_statements(home, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):  # the words twice, their weights and texts, some of the words, the page
        asked(home, "đối ngoại", count=("topic", "year"))
    with django_assert_max_num_queries(3):  # what there is, its days, the page
        asked(home, "", count=("topic", "year"))
    with django_assert_max_num_queries(3):
        suggest(home, KIND, "le ho")


def test_the_vocabulary_is_learned_with_the_records_and_counted_at_night(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        index(KIND, [Row(50, home, "sầu riêng", "Sầu riêng", public=True)])
    assert Word.objects.get(kind=KIND, word="riêng").items == 1
    index(KIND, [Row(51, home, "sầu riêng", "Sầu riêng", public=True)])
    forget(KIND, [2, 3])
    recount_all(date(2026, 11, 2), None)
    assert Word.objects.get(kind=KIND, word="riêng").items == 2
    assert not Word.objects.filter(kind=KIND, word="xỉ").exists()


def test_learning_a_word_twice_does_no_harm(home):
    learn(KIND, {home: {"mới": 1}})
    learn(KIND, {home: {"mới": 5}})
    assert Word.objects.get(kind=KIND, word="mới").items == 1


def test_a_facet_that_is_no_plain_word_is_refused(home):
    with pytest.raises(ValueError, match="no facet"):
        index(KIND, [Row(60, home, "", facets={"topic": ["a b"]})])
    assert not Entry.objects.filter(object_id=60).exists()
