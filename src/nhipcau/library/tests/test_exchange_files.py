"""What reads files of translators: every text survives the way, and no file does harm."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nhipcau.library.blocks import clean_html
from nhipcau.library.exchanging import bundles, po, xliff
from nhipcau.library.exchanging.lines import from_lines, to_lines
from nhipcau.library.exchanging.marks import AlteredMarksError, marked, read, tokens_of, unmarked, written
from nhipcau.library.exchanging.problems import DeliveryError
from nhipcau.library.exchanging.units import Sheet, Unit

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=30)
PLAIN = st.one_of(WORDS, st.sampled_from(["<g1>", "\\<x2/>", "a & b < c", "R&D", "\\\\<g3>", "ດິນ", "旅游"]))


def _within(inner):
    tag = st.sampled_from(["b", "i", "em", "strong", "sup"])
    pair = st.tuples(tag, inner).map(lambda each: f"<{each[0]}>{each[1]}</{each[0]}>")
    link = inner.map(lambda each: f'<a href="https://example.vn/?a=1&amp;b=2">{each}</a>')
    return st.lists(st.one_of(inner, pair, link, st.just("<br>")), min_size=1, max_size=3).map("".join)


INLINE = st.recursive(PLAIN.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")), _within, max_leaves=6)
HTML = st.lists(INLINE, min_size=1, max_size=3).map(lambda parts: clean_html("".join(f"<p>{x}</p>" for x in parts)))


@given(HTML)
@settings(deadline=None)
def test_a_passage_comes_back_as_it_left(html):
    assert unmarked(marked(html), html) == clean_html(unmarked(marked(html), html))
    assert marked(unmarked(marked(html), html)) == marked(html)
    assert read(marked(html)) == [
        type(each)(each.kind, each.text, each.number) for each in read(written(tokens_of(html)))
    ]  # fmt: skip


@given(HTML)
@settings(deadline=None)
def test_a_paragraph_is_the_same_after_the_plain_field(html):
    assert to_lines(from_lines(to_lines(html))).split() == to_lines(html).split()


@given(st.lists(HTML, min_size=1, max_size=3), HTML)
@settings(deadline=None)
def test_xliff_and_po_give_back_every_line(sources, target):
    units = tuple(
        Unit((f"p{n}",), marked(source).strip(), marked(target).strip()) for n, source in enumerate(sources)
        if marked(source).strip()
    )  # fmt: skip
    sheet = Sheet(7, "Mục", "vi", "zh-hans", units)
    read_back = xliff.parse(xliff.write([sheet]))[0]
    assert (read_back.item, read_back.language) == (7, "zh-hans")
    assert [(u.names, u.source, u.target) for u in read_back.units] == [(u.names, u.source, u.target) for u in units]
    if units:
        from_po = po.parse(po.write(sheet))[0]
        assert [(u.source, u.target) for u in from_po.units] == [(u.source, u.target) for u in units]


SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")


@pytest.fixture(scope="module")
def standard():
    """OASIS's own schema, the strict one, as a package of Debian brings it (system-packages.txt)."""
    path = SCHEMAS / "xliff-core-1.2-strict.xsd"
    if not path.exists():
        pytest.skip("the package php-symfony-translation is not installed")
    words = path.read_text(encoding="utf-8").replace("http://www.w3.org/2001/xml.xsd", (SCHEMAS / "xml.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(words.encode()))


ANY_WORDS = st.one_of(HTML.map(marked), st.text(max_size=40))
UNITS = st.lists(
    st.builds(
        Unit, st.lists(st.sampled_from(["title", "fact:place", "p1", "q1/text"]), min_size=1, max_size=2).map(tuple),
        ANY_WORDS, ANY_WORDS, st.integers(1, 3), st.sampled_from(["", "0" * 64]), st.booleans(),
        label=st.sampled_from(["", "Đoạn văn"]),
    ),
    max_size=4, unique_by=lambda unit: unit.key,
)  # fmt: skip


@given(st.lists(st.builds(
    Sheet, st.integers(1, 9), st.text(max_size=30), st.sampled_from(["vi", "en"]),
    st.sampled_from(["en", "zh-hans", "lo", "fr", "ja", "ko", "hmn", "tai-viet"]), UNITS.map(tuple),
), min_size=1, max_size=2))  # fmt: skip
@settings(deadline=None, max_examples=100)
def test_what_leaves_as_xliff_keeps_to_the_standard(standard, sheets):
    written_out = etree.fromstring(xliff.write(sheets))
    standard.assertValid(written_out)
    for file in written_out:
        names = [unit.get("id") for unit in file.iter("{*}trans-unit")]
        assert len(names) == len(set(names))


@given(HTML, st.text(max_size=60))
@settings(deadline=None)
def test_whatever_a_translator_sends_keeps_to_the_allow_list_or_is_refused(source, target):
    try:
        html = unmarked(target, source)
    except AlteredMarksError:
        return
    assert clean_html(html) == html


GOOD = xliff.write([Sheet(7, "Mục", "vi", "en", (Unit(("title",), "Biển", "Sea"),))])
PO = po.write(Sheet(7, "Mục", "vi", "en", (Unit(("title",), "Biển", "Sea"),)))


@given(st.one_of(
    st.binary(max_size=300),
    st.tuples(st.sampled_from([GOOD, PO]), st.integers(0, 400), st.binary(max_size=8)).map(
        lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + len(cut[2]) :]
    ),
    st.text(max_size=200).map(lambda text: b'msgid ""\nmsgstr ""\n' + text.encode("utf-8", "surrogatepass")),
))  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_no_file_breaks_the_reader(data):
    with suppress(DeliveryError):
        bundles.parse(data)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff version="1.2"><file original="nhipcau:1"><body>&b;</body></file></xliff>"""
OUTSIDE = (
    b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff version="1.2">&a;</xliff>"""
)


def _zip(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return held.getvalue()


HARM = {
    "an XML bomb": BOMB,
    "an entity of another file": OUTSIDE,
    "a wrong encoding": GOOD.decode().replace("utf-8", "utf-16").replace("UTF-8", "UTF-16").encode(),
    "an encoding that nobody knows": GOOD.replace(b"UTF-8", b"X-UNKNOWN"),
    "PO in another encoding": PO.decode().encode("utf-16"),
    "PO that lies about its encoding": PO.replace(b"UTF-8", b"ascii"),
    "the name of a file": b'msgid = "/etc/hostname"',
    "XLIFF 2": GOOD.replace(b'version="1.2"', b'version="2.1"'),
    "XLIFF of another system": GOOD.replace(b"nhipcau:7", b"other"),
    "a web page": b"<html><body>msgid</body></html>",
    "an archive of nothing": _zip(a_txt="x"),
    "a cut archive": _zip(a_po=PO)[:60],
    "too many bytes": b"x" * (bundles.MOST_BYTES + 1),
    "an archive that swells": _zip(a_po=b"0" * (bundles.MOST_UNPACKED + 1)),
}


@pytest.mark.parametrize("data", HARM.values(), ids=HARM.keys())
def test_what_cannot_be_used_gets_one_sentence(data):
    with pytest.raises(DeliveryError) as problem:
        bundles.parse(data)
    assert str(problem.value).endswith(".")


def test_placeholders_nested_beyond_reason_are_refused_as_altered():
    deep = '<g id="1">' * 3000 + "x" + "</g>" * 3000
    data = GOOD.replace(b"Sea", deep.encode())
    target = bundles.parse(data)[1][0].units[0].target
    with pytest.raises(AlteredMarksError):
        unmarked(target, "<p>Biển</p>")


def test_segments_that_a_tool_marked_inside_a_unit_are_read_through():
    data = GOOD.replace(b"Sea", b'<mrk mtype="seg" mid="0">The</mrk> <mrk mtype="seg" mid="1">sea</mrk>')
    assert bundles.parse(data)[1][0].units[0].target == "The sea"


def test_a_po_file_can_be_read_by_gettexts_own_rules():
    assert polib.pofile(PO.decode())[0].msgctxt == "7|title"
