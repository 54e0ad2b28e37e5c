"""Old encodings: known by their letters or their fonts, brought back letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vanban_files import word

import vanban
from vanban.model import FontRun
from vanban.repair import clean
from vanban.repair.encodings import encode, encoding_of_font, unmap, unmap_runs
from vanban.sources.text import decode


class TestFonts:
    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            (".VnTime", ("tcvn3", False)),
            (".VnTimeH", ("tcvn3", True)),
            (".VnArial NarrowH", ("tcvn3", True)),
            (".VnArialH,Bold", ("tcvn3", True)),
            ("ABCDEF+.VnTimeH-Bold", ("tcvn3", True)),
            (".VnCentury Schoolbook", ("tcvn3", False)),
            ("VNI-Times", ("vni", False)),
            ("VNI-Helve-Condense", ("vni", False)),
            ("VI Times H", ("viscii", True)),
            ("Times New Roman", None),
            ("UVN Van", None),
            ("", None),
        ],
    )
    def test_a_font_says_its_encoding_and_whether_it_draws_capitals(self, name, meant):
        assert encoding_of_font(name) == meant


PLAN = """
Ủy ban nhân dân tỉnh giao Sở Ngoại vụ chủ trì phối hợp với các cơ quan liên quan triển khai thực hiện nghiêm túc kế
hoạch thông tin đối ngoại hằng năm bảo đảm kinh phí từ nguồn ngân sách nhà nước quyển sổ khuỷu tay gìn giữ những người
đoàn kết thuở trước ước mong tiến tới đẩy mạnh tuyên truyền
"""
WORDS = st.sampled_from(PLAN.split())
SENTENCES = st.lists(WORDS, min_size=20, max_size=50, unique=True).map(" ".join)


class TestUnmapping:
    @pytest.mark.parametrize(
        ("read", "meant"),
        [
            ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a Viá»‡t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Cô\u00f2ng hoÌa xaÞ hô\u00f2i chuÒ nghiÞa Viê\u00f2t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ],
    )
    def test_text_read_as_western_european_says_again_what_it_meant(self, read, meant):
        assert unmap(read).text == meant

    @given(SENTENCES, st.sampled_from(["vni", "viscii", "cp1258", "viqr"]))
    def test_what_an_old_encoding_wrote_comes_back_letter_for_letter(self, sentence, encoding):
        assert unmap(encode(sentence, encoding).decode("latin-1")).text == sentence

    @given(SENTENCES)
    def test_tcvn3_comes_back_but_for_the_capitals_it_never_had(self, sentence):
        assert unmap(encode(sentence, "tcvn3").decode("latin-1")).text.lower() == sentence.lower()

    @given(SENTENCES, st.integers(min_value=1, max_value=2))
    def test_utf8_misread_once_or_twice_comes_back(self, sentence, times):
        text = sentence
        for _ in range(times):
            text = text.encode().decode("latin-1")
        assert unmap(text).text == sentence

    @given(SENTENCES, SENTENCES)
    def test_a_paragraph_in_another_encoding_is_read_by_itself(self, first, second):
        mixed = f"{first}\n{encode(second, 'vni').decode('latin-1')}\n{first}"
        assert unmap(mixed).text == f"{first}\n{second}\n{first}"

    @given(SENTENCES, st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=80))
    def test_every_letter_leads_back_and_lines_stay_lines(self, sentence, noise):
        source = f"{encode(sentence, 'vni').decode('latin-1')}\n{noise}"
        mapped = unmap(source)
        places = mapped.places or tuple(range(len(source) + 1))
        assert len(places) == len(mapped.text) + 1
        assert list(places) == sorted(places)
        assert (places[0], places[-1]) == (0, len(source))
        assert mapped.text.count("\n") == source.count("\n")

    @pytest.mark.parametrize(
        "text",
        [
            "Ủy ban nhân dân tỉnh giao Sở Ngoại vụ chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện.",
            "Diện tích 25 m², nhiệt độ 30°C, © 2026; François Müller, São Paulo, Besançon và Zürich gửi thư cho ông.",
            "The quick brown fox jumps over the lazy dog: add, odd, middle, sudden (a.b), what? Yes (a) and (b).",
            "",
        ],
    )
    def test_clean_text_in_any_language_stays(self, text):
        assert unmap(text).text == text


class TestRuns:
    def test_a_run_is_read_as_its_font_says(self):
        assert unmap("céng hoµ", font=".VnTimeH").text == "CỘNG HOÀ"
        assert unmap("c«ng t¸c", font=".VnTime").text == "công tác"
        assert unmap("n­íc", font=".VnTime").text == "nước"

    def test_a_run_that_was_converted_but_kept_its_old_font_stays(self):
        assert unmap("công tác đối ngoại", font=".VnTime").text == "công tác đối ngoại"
        assert unmap("là và có", font=".VnTime").text == "là và có"

    def test_text_between_runs_is_judged_by_its_words(self):
        text = "Sở Nội vụ c«ng t¸c ®èi ngo¹i thành phố"
        run = FontRun(text.index("c«ng"), text.index(" thành"), ".VnTime")
        assert unmap_runs(text, [run]).text == "Sở Nội vụ công tác đối ngoại thành phố"


class TestFiles:
    @pytest.mark.parametrize(
        ("encoding", "name"),
        [("tcvn3", "TCVN3"), ("vni", "VNI"), ("viscii", "VISCII"), ("cp1258", "Windows-1258")],
    )
    def test_a_file_of_the_time_before_unicode_is_read_by_its_words_and_said_so(self, encoding, name):
        text, warnings = decode(encode(PLAN, encoding))
        assert text.lower() == PLAN.lower()
        assert [warning.code for warning in warnings] == ["encoding"]
        assert name in warnings[0].message

    def test_a_file_with_paragraphs_in_two_encodings_is_read_whole(self):
        data = encode(PLAN, "vni") + b"\n" + encode(PLAN, "viscii")
        assert decode(data)[0] == f"{PLAN}\n{PLAN}"


PLAN = (
    "Ủy ban nhân dân tỉnh giao Sở Ngoại vụ chủ trì, phối hợp với các đơn vị liên quan hướng dẫn thực hiện.\n"
    "Trưởng phòng có trách nhiệm thường xuyên đôn đốc, kiểm tra và báo cáo trước ngày 15 tháng 12.\n"
    "Người đứng đầu cơ quan chịu trách nhiệm trước Ủy ban nhân dân tỉnh; các trường hợp vướng mắc được giải quyết.\n"
)


class TestSoftHyphens:
    """The letter *ư* of TCVN3 is a soft hyphen, which editors throw away."""

    def test_the_letter_that_editors_threw_away_comes_back_and_is_never_sure(self):
        stored = encode(PLAN.replace("Ủy", "Uỷ"), "tcvn3").decode("latin-1")
        cleaned = clean(stored.replace("\xad", ""))
        assert cleaned.text == PLAN.replace("Ủy", "Uỷ")
        assert not any(repair.sure for repair in cleaned.repairs if repair.rule == "missing-letter")

    def test_so_it_does_in_capitals_while_abbreviations_stay(self):
        thrown_away = PLAN.replace("ư", "") + "TRỜNG HỌC, THỞNG, PHỚC LONG; HĐND, QĐ, UBND\n"
        assert clean(thrown_away).text.split("\n")[-2] == "TRƯỜNG HỌC, THƯỞNG, PHƯỚC LONG; HĐND, QĐ, UBND"


class TestWordFonts:
    @staticmethod
    def run(text: str, font: str) -> str:
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        return f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def read(self, *runs: tuple[str, str]) -> str:
        return vanban.read(word("<w:p>" + "".join(self.run(text, font) for text, font in runs) + "</w:p>")).text

    def test_a_font_of_capitals_and_one_of_small_letters_beside_each_other(self):
        assert self.read(("kÕ ho¹ch ", ".VnTimeH"), ("c«ng t¸c n¨m 2024", ".VnTime")) == "KẾ HOẠCH công tác năm 2024"

    def test_capitals_of_vni_are_letters_of_their_own(self):
        assert self.read(("KEÁ HOAÏCH ", "VNI-Times"), ("Coâng taùc ñoái ngoaïi", "VNI-Times")) == (
            "KẾ HOẠCH Công tác đối ngoại"
        )

    def test_a_soft_hyphen_of_word_is_the_letter(self):
        body = f'<w:p>{self.run("h", ".VnTimeH")}<w:r><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr>'
        body += f"<w:softHyphen/></w:r>{self.run('íng dÉn', '.VnTimeH')}</w:p>"
        assert vanban.read(word(body)).text == "HƯỚNG DẪN"
