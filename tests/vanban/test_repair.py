"""Repair: what is changed, what is listed, and that every letter still leads back to its source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.grammar.letters import MARKED
from vanban.model import FontRun
from vanban.repair import clean, fold, join_lines
from vanban.repair.folding import spell
from vanban.repair.lines import hyphenated

SENTENCES = (
    "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện.\n"
    "Tổ chức tập huấn cho cán bộ, công chức làm công tác thông tin đối ngoại ở các huyện, thị xã, thành phố.\n"
    "Bảo đảm kinh phí từ nguồn ngân sách nhà nước và các nguồn hợp pháp khác theo quy định của pháp luật.\n"
    "Đề nghị Ban Tuyên giáo chỉ đạo, định hướng các cơ quan báo chí đẩy mạnh công tác tuyên truyền.\n"
    "Phối hợp chặt chẽ với các đơn vị trong việc quản lý, theo dõi, đôn đốc, kiểm tra và báo cáo kết quả.\n"
)
PIECES = st.sampled_from(["ế", "e\u0302\u0301", "a", "đ", "\u00a0", "\u200b", "\u00ad", "\x02", " ", "\n", "-", "7"])


class TestLostLetters:
    @pytest.mark.parametrize("letter", ["ố", "ộ", "ị", "á", "ề", "ư", "ơ", "ệ", "đ", "à"])
    def test_one_letter_lost_everywhere_is_found_again(self, letter):
        damaged = clean(SENTENCES.replace(letter, "\ufffd"))
        assert damaged.text == SENTENCES
        assert len(damaged.repairs) == sum(word.count(letter) > 0 for word in SENTENCES.split())
        assert {repair.rule for repair in damaged.repairs} == {"lost-letter"}

    @pytest.mark.parametrize("letters", ["ốộ", "ưđ", "ệáờ", "àìụế", "ơưôđáạ"])
    def test_several_letters_lost_everywhere_come_back_by_their_sense_and_are_never_sure(self, letters):
        damaged = clean(SENTENCES.translate(dict.fromkeys(map(ord, letters), "\ufffd")))
        pairs = list(zip(SENTENCES.split(), damaged.text.split(), strict=True))
        assert sum(one == other for one, other in pairs) >= 0.97 * len(pairs)
        assert not any(repair.sure for repair in damaged.repairs)

    def test_a_word_that_lost_several_of_its_letters_comes_back(self):
        text = SENTENCES.replace("ố", "\ufffd").replace("đ", "\ufffd")
        assert "đối ngoại" in clean(text + "Công tác \ufffd\ufffdi ngoại của tỉnh.\n").text.split("\n")[-2]

    def test_a_lost_capital_comes_back_as_a_capital(self):
        assert clean(SENTENCES.replace("Đ", "\ufffd")).text == SENTENCES

    def test_capitals_and_small_letters_of_one_glyph_are_told_apart(self):
        text = "KẾ HOẠCH KẾT LUẬN\n" + SENTENCES
        assert clean(text.replace("Ế", "\ufffd")).text == text

    def test_what_cannot_be_known_stays_lost_and_is_warned_of(self):
        cleaned = clean("q\ufffdz \ufffd\ufffd\ufffd\n")
        assert "\ufffd" in cleaned.text
        assert [warning.code for warning in cleaned.warnings] == ["lost_letters"]


class TestWords:
    @pytest.mark.parametrize(
        ("damaged", "meant", "rule"),
        [
            ("công tác qu ản lý", "công tác quản lý", "split-word"),
            ("đối ngo ại của tỉnh", "đối ngoại của tỉnh", "split-word"),
            ("công tác đốingoại", "công tác đối ngoại", "joined-words"),
            ("thực hiện nhiệmvụ", "thực hiện nhiệm vụ", "joined-words"),
            ("tòan tỉnh", "toàn tỉnh", "tone-place"),
            ("Hòang thành", "Hoàng thành", "tone-place"),
        ],
    )
    def test_a_word_that_is_none_becomes_the_one_it_surely_was(self, damaged, meant, rule):
        cleaned = clean(damaged)
        assert cleaned.text == meant
        assert [repair.rule for repair in cleaned.repairs] == [rule]

    @pytest.mark.parametrize(
        "text",
        [
            "điểm b an toàn giao thông, điểm c của khoản này",
            "hoà bình và hòa bình, thuỷ lợi và thủy lợi, Quý và quý",
            "các tỉnh Salavan, Sekong (Lào); nhạc cụ Krông Pút; Đắk Lắk, Pleiku, Kon Tum",
            "Số 12/KH-UBND ngày 05/3/2025 của UBND tỉnh; tài khoản a@tinh.gov.vn",
        ],
    )
    def test_markers_styles_names_and_numbers_stay(self, text):
        assert clean(text).text == text

    def test_a_letter_left_out_everywhere_without_a_sign_comes_back_and_is_never_sure(self):
        text = (
            SENTENCES + "Thống nhất số liệu quốc gia; đối thoại, cố gắng, bố trí, tốc độ, nguồn vốn, cuối năm 2026.\n"
        )
        cleaned = clean(text.replace("ố", ""))
        right = [a == b for a, b in zip(cleaned.text.split(), text.split(), strict=False)]
        assert sum(right) > 0.97 * len(right)
        assert {(repair.rule, repair.sure) for repair in cleaned.repairs} == {("missing-letter", False)}

    def test_an_old_encoding_is_one_repair_a_stretch_and_leads_back(self):
        source = "Căn cứ Luật\nCéng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp"
        cleaned = clean(source)
        assert cleaned.lines[1].text == "Cộng hòa xã hội chủ nghĩa Việt Nam"
        assert [repair.rule for repair in cleaned.repairs] == ["tcvn3"]
        assert cleaned.repairs[0].line == 2
        line = cleaned.lines[1]
        at = line.text.index("hòa")
        assert source[line.source(at) : line.source(at + 3)] == "hßa"

    def test_a_font_of_capitals_makes_capitals(self):
        source = "kÕ ho¹ch\nthông tin"
        assert clean(source, [FontRun(0, 8, ".VnTimeH")]).text == "KẾ HOẠCH\nthông tin"


class TestCharacters:
    @pytest.mark.parametrize(
        ("raw", "meant", "rule"),
        [
            ("Kế\u00a0hoạch", "Kế hoạch", "space"),
            ("th\u200bông", "thông", "invisible"),
            ("so\u0302\u0301", "số", "nfc"),
            ("57\x02", "57-", "hyphen"),
            ("QĐ\ufffe", "QĐ-", "hyphen"),
        ],
    )
    def test_each_change_is_listed_with_its_rule(self, raw, meant, rule):
        cleaned = clean(raw)
        assert cleaned.text == meant
        assert [(repair.rule, repair.sure) for repair in cleaned.repairs] == [(rule, True)]

    def test_a_changed_line_still_leads_back_to_its_source(self):
        source = "a\u200b so\u0302\u0301 b"
        line = clean(source).lines[0]
        assert line.text == "a số b"
        assert source[line.source(2) : line.source(4)] == "so\u0302\u0301"
        assert line.source(len(line.text)) == len(source)

    @given(st.lists(PIECES, max_size=60).map("".join))
    def test_repair_is_idempotent_composed_and_keeps_the_lines(self, source):
        once = clean(source)
        assert clean(once.text).text == once.text
        assert unicodedata.is_normalized("NFC", once.text)
        assert once.text.count("\n") == source.count("\n")

    @given(st.lists(PIECES, max_size=60).map("".join))
    def test_offsets_never_go_back_nor_leave_the_line(self, source):
        raw_lines = source.split("\n")
        for line, raw in zip(clean(source).lines, raw_lines, strict=True):
            places = [line.source(column) for column in range(len(line.text) + 1)]
            assert places == sorted(places)
            assert places[0] >= line.start
            assert places[-1] == line.start + len(raw)


class TestMarks:
    def test_bare_vietnamese_gets_marks_that_are_never_sure(self):
        bare = "".join(fold(char) if char != "\n" else char for char in SENTENCES)
        cleaned = clean(bare)
        assert cleaned.markless
        right = [a == b for a, b in zip(cleaned.text.lower().split(), SENTENCES.lower().split(), strict=True)]
        assert sum(right) > 0.9 * len(right)
        assert not any(repair.sure for repair in cleaned.repairs)
        assert "no_marks" in {warning.code for warning in cleaned.warnings}

    def test_numbers_symbols_and_abbreviations_are_never_touched(self):
        bare = (
            "Thuc hien Ke hoach so 12/KH-UBND ngay 05/3/2025 cua UBND tinh ve thong tin va nhiem vu co lien quan. " * 4
        )
        text = clean(bare).text
        assert text.count("12/KH-UBND ngày 05/3/2025 của UBND tỉnh") == 4

    @pytest.mark.parametrize(
        "text",
        [
            "The quick brown fox jumps over the lazy dog and runs away from the hunters. " * 5,
            "1 2 3 4\n" * 50,
            SENTENCES,
        ],
    )
    def test_other_languages_numbers_and_whole_text_are_left_alone(self, text):
        cleaned = clean(text)
        assert not cleaned.markless
        assert cleaned.text == text


class TestJoining:
    @pytest.mark.parametrize(
        ("lines", "joined"),
        [
            ("Kết luận số 57-\nKL/TW", "Kết luận số 57-KL/TW"),
            ("số 729/QĐ- \nTTg", "số 729/QĐ-TTg"),
            ("Việt Nam - \nLào", "Việt Nam - Lào"),
            ("kinh tế \n\n- xã hội", "kinh tế - xã hội"),
            ("  nhiều   khoảng\ttrắng ", "nhiều khoảng trắng"),
            ("", ""),
        ],
    )
    def test_lines_join_with_one_space_and_broken_words_with_none(self, lines, joined):
        assert join_lines(clean(lines).lines).text == joined

    def test_a_joined_text_knows_where_each_part_stands(self):
        source = "một hai\n\n  ba   bốn"
        flow = join_lines(clean(source).lines)
        start = flow.text.index("ba")
        span = flow.span(start, start + len("ba bốn"))
        assert source[span.start : span.end] == "ba   bốn"
        assert span.line == 3

    def test_a_cut_keeps_the_map(self):
        source = "a) Sở Nội vụ\nchủ trì"
        flow = join_lines(clean(source).lines).cut(3)
        span = flow.span(0, len(flow.text))
        assert flow.text == "Sở Nội vụ chủ trì"
        assert source[span.start : span.end] == "Sở Nội vụ\nchủ trì"

    @pytest.mark.parametrize(("word", "goes_on"), [("57-", True), ("-", False), ("QĐ-", True), ("a", False)])
    def test_only_a_hyphen_on_a_word_breaks_it(self, word, goes_on):
        assert hyphenated(word) is goes_on


class TestFolding:
    @given(st.text())
    def test_folding_keeps_the_length(self, text):
        assert len(fold(text)) == len(text)

    def test_every_marked_letter_folds_to_a_plain_one(self):
        assert all(fold(letter).isascii() and fold(letter.upper()) == fold(letter) for letter in MARKED)

    @pytest.mark.parametrize(("one", "other"), [("Uỷ", "ủy"), ("hoà", "Hòa"), ("QUÝ", "quý"), ("khoẻ", "khỏe")])
    def test_both_places_of_a_tone_are_one_spelling(self, one, other):
        assert spell(one) == spell(other)
