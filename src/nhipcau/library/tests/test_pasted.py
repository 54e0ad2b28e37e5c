"""What is pasted from Word keeps its paragraphs and loses its mark-up; blocks keep their ids through a plain form."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from nhipcau.library.blocks import clean_html
from nhipcau.library.forms.blocks import body_of, fields_of, fields_posted, restructured
from nhipcau.library.forms.pasted import as_typed, blocks_of, paragraph_of

# As Word puts it on the clipboard, shortened.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-unhide:no;
margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-outline-level:2'><span lang=VI style='font-family:"Times New
Roman",serif'>1. Khái quát<o:p></o:p></span></h2>
<p class=MsoNormal style='text-align:justify;mso-line-height-rule:exactly'><b
style='mso-bidi-font-weight:normal'><span
lang=VI style='font-size:14.0pt;mso-fareast-language:EN-US'>Thiên Cầm</span></b><span lang=VI
style='font-size:14.0pt'> là bãi
biển&nbsp;đẹp.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Nước trong</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;
</span></span><![endif]>Cát mịn</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Năm 2025</p></td><td><p
class=MsoNormal>1,2 triệu lượt</p></td></tr></table>
<p class=MsoNormal>Xem <a href="https://hatinh.gov.vn" style='mso-x:1'
onclick="steal()">cổng tỉnh</a><script>alert(1)</script>.</p>
<!--EndFragment--></body></html>"""


def test_text_from_word_keeps_its_paragraphs_and_loses_its_mark_up():
    blocks = blocks_of(WORD)
    assert blocks == [
        {"type": "heading", "value": "1. Khái quát"},
        {"type": "paragraph", "value": "<p><b>Thiên Cầm</b> là bãi biển đẹp.</p>"},
        {"type": "paragraph", "value": "<ul><li>Nước trong</li><li>Cát mịn</li></ul>"},
        {"type": "paragraph", "value": "<p>Năm 2025 – 1,2 triệu lượt</p>"},
        {"type": "paragraph", "value": '<p>Xem <a href="https://hatinh.gov.vn">cổng tỉnh</a>.</p>'},
    ]


def test_plain_text_becomes_paragraphs_where_lines_are_empty_or_where_they_end():
    assert [each["value"] for each in blocks_of("Một\nhai\n\nBa & bốn < năm")] == [
        "<p>Một<br>hai</p>",
        "<p>Ba &amp; bốn &lt; năm</p>",
    ]
    assert len(blocks_of("Một\nHai\nBa")) == 3
    assert blocks_of("  \n ") == []


def test_a_paragraph_is_shown_without_tags_where_it_has_none_to_show():
    assert as_typed("<p>Một<br>hai &amp; ba</p>") == "Một\nhai & ba"
    assert as_typed("<p>Một <b>hai</b></p>") == "<p>Một <b>hai</b></p>"


@given(some.lists(some.text(min_size=1).filter(lambda text: text.strip() and "<" not in text), min_size=1, max_size=4))
def test_what_is_typed_comes_back_as_clean_paragraphs(pieces):
    made = paragraph_of("\n\n".join(pieces))
    assert clean_html(made) == made


BODY = [
    {"type": "heading", "value": "Đường vào", "id": "h1"},
    {"type": "paragraph", "value": '<p>Ba <b>ki-lô-mét</b> <a linktype="document" id="4">bản đồ</a></p>', "id": "p1"},
    {"type": "paragraph", "value": "<p>Một</p><p>Hai</p>", "id": "p2"},
    {"type": "quote", "value": {"text": "Như tiếng đàn", "source": "Người xưa"}, "id": "q1"},
    {"type": "question", "value": {"question": "Đi thế nào?", "answer": "<p>Bằng xe.</p>"}, "id": "q2"},
    {"type": "gallery", "value": [{"type": "item", "value": 5, "id": "g5"}], "id": "g1"},
    {"type": "picture", "value": 7, "id": "a1"},
    {"type": "chart", "value": {"series": 3}, "id": "r1"},
]


def posted(blocks):
    form = QueryDict(mutable=True)
    form["blocks"] = str(len(blocks))
    for at, block in enumerate(blocks):
        form[f"b-{at}-type"], form[f"b-{at}-id"] = block.type, block.id
        for name, text in block.texts.items():
            form[f"b-{at}-{name}"] = text.replace("\n", "\r\n")  # as browsers send it
        form.setlist(f"b-{at}-chosen", [str(pk) for pk in block.chosen])
    return form


def test_what_nobody_touched_goes_through_the_form_to_the_letter():
    assert body_of(fields_posted(posted(fields_of(BODY))), BODY) == BODY


@given(some.lists(some.sampled_from(["up", "down", "drop", "add:paragraph", "add:picture"]), max_size=8), some.data())
def test_moving_adding_and_dropping_never_change_another_block(acts, data):
    blocks = fields_of(BODY)
    for act in acts:
        place = data.draw(some.integers(0, max(len(blocks) - 1, 0)))
        blocks = fields_posted(posted(restructured(blocks, f"{act}:{place}")))
    known = {block["id"]: block for block in BODY}
    for made in body_of(blocks, BODY):
        assert made == known[made["id"]]


def test_a_change_keeps_the_id_and_several_pasted_paragraphs_become_blocks():
    blocks = fields_of(BODY[:1])
    blocks[0].texts["text"] = "Đường vào Thiên Cầm"
    blocks = restructured(blocks, "add:paragraph:1")
    blocks[1].texts["text"] = "<p class=MsoNormal>Một</p><p class=MsoNormal>Hai</p>"
    made = body_of(blocks, BODY)
    assert (made[0]["id"], made[0]["value"]) == ("h1", "Đường vào Thiên Cầm")
    assert [each["value"] for each in made[1:]] == ["<p>Một</p>", "<p>Hai</p>"]
    assert made[1]["id"] == blocks[1].id != made[2]["id"]


def test_an_act_that_makes_no_sense_changes_nothing():
    blocks = fields_of(BODY)
    for act in ("up:99", "drop:x", "add:script:0", "explode:1", ""):
        assert restructured(blocks, act) == blocks
