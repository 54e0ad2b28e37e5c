"""The judge of a text's state: clean pages of every look stay good, each kind of damage is told by its name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.repair.folding import fold
from vanban.repair.quality import judge
from vanban.repair.tones import is_possible, place_tone

PLAN = (
    "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện.\n"
    "Tổ chức tập huấn cho cán bộ, công chức làm công tác thông tin đối ngoại ở các huyện, thị xã, thành phố.\n"
    "Bảo đảm kinh phí từ nguồn ngân sách nhà nước và các nguồn hợp pháp khác theo quy định của pháp luật.\n"
)
ENGLISH = (
    "The programme is for officials of the province and for reporters from abroad; it was agreed with the embassy "
    "that this will be held in the second quarter of the year, and that the reports are to be sent to the office."
)


class TestVerdicts:
    @pytest.mark.parametrize(
        "text",
        [
            PLAN,
            PLAN.upper(),
            PLAN.title(),
            unicodedata.normalize("NFD", PLAN),
            "KẾ HOẠCH\nNăm 2026",
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
            "1 250 000\n3 400\n2026",
            "Các tỉnh Salavan, Sekong, Attapeu, Champasak, Savannakhet và Khammouane (Lào) là nơi tỉnh hợp tác; "
            "các kênh CNN, BBC, Discovery Channel và Travel Channel đưa tin về Festival và UNESCO năm 2026.",
            PLAN + "\uf0b7 Sở Ngoại vụ;\n\uf0b7 Sở Tài chính;\n\uf02d Công an tỉnh.",
        ],
    )
    def test_clean_pages_of_every_look_are_good(self, text):
        quality = judge(text)
        assert quality.verdict == "good", quality
        assert quality.trusted
        assert not quality.restorable

    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            (fold(PLAN), "markless"),
            (fold(PLAN).upper(), "markless"),
            (PLAN.replace("ố", "\ufffd").replace("ị", "\ufffd"), "lost_letters"),
            (PLAN.replace("ố", "\ue0f1").replace("ị", "\ue0f2"), "lost_letters"),
            ("Uy bdn nhiin ddn tinh giao S6 N6i vv chtr tri, ph6i hgp vdi cdc co quan lién quan trién khai thgc hién. "
             "T6 chftc tap hudn cho cdn bQ, c6ng chirc ldm c6ng tdc th6ng tin d6i ngo4i cua huyen.", "noisy"),
            (ENGLISH, "foreign"),
            (" \n\f\n", "empty"),
            ("", "empty"),
            (PLAN.encode().decode("latin-1"), "encoded"),
            (PLAN.encode().decode("cp1252", "replace").replace("\ufffd", ""), "encoded"),
        ],
    )  # fmt: skip
    def test_each_damage_is_told_by_its_name(self, text, verdict):
        quality = judge(text)
        assert quality.verdict == verdict, quality
        assert quality.why

    def test_words_in_two_pieces_are_counted_and_no_page_of_them_is_trusted(self):
        split = PLAN.replace("ngoại", "ngo ại").replace("quan", "qu an").replace("thực", "th ực").replace("với", "v ới")
        assert judge(split).split >= 4
        assert judge(split).verdict == "noisy"

    @given(st.text(max_size=200))
    def test_any_text_gets_a_verdict_with_shares_between_nothing_and_all(self, text):
        quality = judge(text)
        assert 0 <= quality.known <= 1
        assert 0 <= quality.marked <= 1
        assert quality.words >= 0


class TestSpelling:
    @pytest.mark.parametrize(
        "word",
        ["nghiêng", "quyết", "gìn", "giếng", "khuỷu", "hoà", "hòa", "thuỷ", "thủy", "yêu", "ỷ", "ƯƠNG", "Huệ", "ngoằn"],
    )
    def test_what_can_be_spelled_is_possible(self, word):
        assert is_possible(word)

    @pytest.mark.parametrize("word", ["hòang", "dn", "nghan", "kuốc", "cap", "thng", "gía", "festival", "a7"])
    def test_what_cannot_be_spelled_is_not(self, word):
        assert not is_possible(word)

    @pytest.mark.parametrize(
        ("wrong", "right"),
        [("hòang", "hoàng"), ("Qúy", "Quý"), ("gía", "giá"), ("TÒAN", "TOÀN"), ("giưã", "giữa"), ("khỏan", "khoản")],
    )
    def test_a_tone_on_a_letter_that_cannot_bear_it_goes_where_it_belongs(self, wrong, right):
        assert place_tone(wrong) == right

    @pytest.mark.parametrize("word", ["hoà", "hòa", "thuỷ", "Thủy", "quý", "dn", "Lào", "", "café"])
    def test_either_style_and_what_is_no_syllable_stay(self, word):
        assert place_tone(word) == word
