"""The language model: which syllables can be, which words follow, what is put back and what is never touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.inside.model.language import build, code_of, plan_table

from vanban import data
from vanban.repair.correction import ReadWord, correct_words
from vanban.repair.folding import fold
from vanban.repair.marks import restore_line_words, restore_marks
from vanban.repair.model import Model, is_syllable, language, log_probability, parse, value_of
from vanban.repair.noise import restore_line_words as restore_misread

TINY = ("Cơ quan chủ trì báo cáo tỉnh. Cơ quan phối hợp báo cáo sở.",) * 4
SIGNS = ("12/KH-UBND", "05/3/2025", "1.234,5", "57-KL/TW", "2024-2030", "30%", "II.3", "70/2017")


def applied(lines: list[str], found: list) -> list[str]:
    texts = []
    for text, words in zip(lines, found, strict=True):
        for word, meant in sorted(words, key=lambda pair: -pair[0].start):
            text = text[: word.start] + meant + text[word.end :]
        texts.append(text)
    return texts


class TestSyllables:
    @pytest.mark.parametrize("word", ["nghiêng", "Hòa", "hoà", "quý", "GIẾNG", "gì", "khuỷu", "đường", "yêu"])
    def test_a_word_built_like_a_syllable_is_one_in_any_case_and_with_its_tone_on_either_place(self, word):
        assert is_syllable(word)

    @pytest.mark.parametrize("word", ["", "tóan", "cac", "nghieg", "bấtt", "festival", "hưởg", "d", "ngãã"])
    def test_what_no_syllable_is_built_like_is_none(self, word):
        assert not is_syllable(word)


class TestProbability:
    def test_words_that_belong_together_are_likelier(self):
        right = log_probability(["thông", "tin", "đối", "ngoại"])
        assert right > log_probability(["thông", "tìn", "đối", "ngoái"]) + 5

    def test_what_follows_a_pair_adds_up_to_no_more_than_one(self):
        model = language()
        seen, *_ = model.row(model.number("thông"), model.number("tin"))
        assert 0.5 < sum(2.718281828**log for log in seen.values()) <= 1.0001


class TestBuilding:
    def test_a_tiny_corpus_gives_a_model_that_loads_and_the_same_bytes_each_time(self):
        content = build(TINY, ["phối hợp"])
        assert content == build(TINY, ["phối hợp"])
        model = Model(parse(content))
        first, second, third = (model.number(word) for word in ("cơ", "quan", "chủ"))
        assert model.score(first, second, third) > model.score(first, second, model.number("sở"))

    def test_bytes_of_something_else_are_refused(self):
        with pytest.raises(ValueError, match="not a language model"):
            parse(b"PK\x03\x04")

    @given(st.integers(1, 1_000_000))
    def test_a_count_is_kept_to_a_few_per_cent(self, seen):
        assert abs(value_of(code_of(seen)) - seen) <= 0.04 * seen

    def test_a_table_of_plans_leaves_out_what_was_seen_once(self):
        table = plan_table(["Cơ quan chủ trì báo cáo.\n\nCơ quan phối hợp thực hiện."])
        assert "cơ quan\t2" in table
        assert "báo cáo" not in table

    def test_the_data_of_the_model_stay_small(self):
        from importlib.resources import files

        sizes = [len(files(data).joinpath(name).read_bytes()) for name in ("language.bin", "plans.tsv", "misread.tsv")]
        assert sum(sizes) < 4_000_000


class TestMarks:
    def test_marks_come_back_with_a_probability_and_in_the_case_that_was_read(self):
        lines = ["UY BAN NHAN DAN TINH", "Thuc hien cong tac thong tin doi ngoai"]
        found = restore_marks(lines, language())
        assert applied(lines, found) == ["ỦY BAN NHÂN DÂN TỈNH", "Thực hiện công tác thông tin đối ngoại"]
        assert all(0 < word.probability <= 1 for words in found for word, _ in words)

    def test_the_second_d_of_a_list_is_the_letter_after_d(self):
        lines = ["c) Bao cao", "d) Phoi hop", "d) Thuc hien", "e) Tong hop"]
        assert [line[0] for line in applied(lines, restore_marks(lines, language()))] == ["c", "d", "đ", "e"]

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from([*SIGNS, "cong tac", "thong tin", "bao cao", "c6ng", "thuc hi€n"]), max_size=12))
    def test_digits_dates_and_numbers_of_documents_never_change(self, parts):
        line = " ".join(parts)
        for restore in (lambda lines: restore_marks(lines, language()), restore_line_words, restore_misread):
            (text,) = applied([line], restore([line]))
            assert [sign for sign in text.split() if sign in SIGNS] == [sign for sign in line.split() if sign in SIGNS]

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=40), max_size=5))
    def test_any_lines_keep_their_number_and_words_their_order(self, lines):
        for restore in (lambda given: restore_marks(given, language()), restore_misread):
            found = restore(lines)
            assert len(found) == len(lines)
            for text, words in zip(lines, found, strict=True):
                ends = [0]
                for word, _ in sorted(words, key=lambda pair: pair[0].start):
                    assert ends[-1] <= word.start < word.end <= len(text)
                    ends.append(word.end)

    def test_bare_text_keeps_its_letters(self):
        line = "Cac co quan, don vi trien khai ke hoach va bao cao ket qua truoc ngay 15 thang 11"
        (text,) = applied([line], restore_marks([line], language()))
        assert fold(text) == fold(line)
        assert re.findall(r"\d+", text) == ["15", "11"]


class TestCorrection:
    def test_a_word_that_is_no_syllable_is_put_right_and_keeps_its_signs(self):
        words = [ReadWord(text, 0.9) for text in ["công", "tác", "thông", "tn", "đối", "ngoaị,", "trên"]]
        assert {change.place: change.text for change in correct_words(words)}[5] == "ngoại,"

    def test_words_that_the_engine_is_sure_of_stay(self):
        words = [ReadWord(text, 0.99) for text in ["Sở", "Nội", "vụ", "chủ", "trì", "tham", "mưu", "12/KH-UBND"]]
        assert correct_words(words) == []
