"""Translations leave as XLIFF and PO and come back; nothing that a person wrote meanwhile is lost."""

from __future__ import annotations

import io
import re
import zipfile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from nhipcau.core.public import Role
from nhipcau.library.actions.exchanging import receive, send, take
from nhipcau.library.choices import Origin
from nhipcau.library.errors import PassageError
from nhipcau.library.models import Delivery, Segment, Wording
from nhipcau.library.queries.exchanging import Outcome, findings

from .given import item, words
from .test_translation import LATER, Work

pytestmark = pytest.mark.django_db
RICH = '<p>Xem <b>bãi biển</b> và <a href="https://example.vn/">bản đồ</a>.</p>'
BODY = [
    {"type": "heading", "value": "Đường vào", "id": "h1"},
    {"type": "paragraph", "value": RICH, "id": "p1"},
    {"type": "paragraph", "value": "<p>Một.</p><p>Hai.<br>Ba</p>", "id": "p2"},
]
X = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


@pytest.fixture
def work(ha_tinh):
    made = Work(ha_tinh, item(ha_tinh, words=words(body=BODY)))
    made.write("h1", "The road")
    return made


def sent(work, form="xliff"):
    return send(work.actor, [work.edition], form, now=LATER)[1]


def filled(data, answers, **attributes):
    """An XLIFF file with targets written in, as a translator's tool would: `answers` are XML by the unit's id."""
    root = etree.fromstring(data)
    for unit in root.iterfind(".//x:trans-unit", X):
        text = answers.get(unit.get("id"))
        if text is None:
            continue
        for old in unit.findall("x:target", X):
            unit.remove(old)
        told = "".join(f' {name}="{value}"' for name, value in attributes.items())
        unit.insert(1, etree.fromstring(f'<target xmlns="{X["x"]}"{told}>{text}</target>'))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def back(work, data, name="muc.xlf"):
    made = receive(work.actor, name, data, now=LATER)
    return made, {each.unit.key: each for each in findings(work.actor, made)}


GOOD = 'See <g id="1">the beach</g> and <g id="2">a map</g>.'


def test_a_file_goes_out_with_placeholders_and_comes_back_with_its_mark_up(work):
    data = sent(work)
    assert b'<g id="1">b\xc3\xa3i bi\xe1\xbb\x83n</g>' in data
    made, found = back(work, filled(data, {"p1": GOOD, "title": "Beach"}))
    assert (found["p1"].outcome, found["title"].outcome) == (Outcome.NEW, Outcome.NEW)
    assert (found["h1"].outcome, found["p2"].outcome) == (Outcome.SAME, Outcome.EMPTY)
    assert work.row("p1") is None  # looking changes nothing
    assert take(work.actor, made, [], now=LATER) == 2
    assert work.says[work.row("p1").block] == '<p>See <b>the beach</b> and <a href="https://example.vn/">a map</a>.</p>'
    assert work.row("p1").origin == Origin.IMPORTED
    with pytest.raises(PassageError):
        take(work.actor, made, [], now=LATER)


@pytest.mark.parametrize(
    "text",
    [
        "See the beach and a map.",
        'See <g id="1">the beach</g>.',
        'See <g id="1">the beach</g> and <g id="2">a map</g><x id="3"/>.',
        'See <g id="1">the <g id="1">beach</g></g> and <g id="2">a map</g>.',
        'See <ph id="1">{b}</ph>the beach and <g id="2">a map</g>.',
    ],
)
def test_missing_or_altered_placeholders_are_refused_and_the_rest_comes_in(work, text):
    made, found = back(work, filled(sent(work), {"p1": text, "title": "Beach"}))
    assert found["p1"].outcome == Outcome.REFUSED
    assert "Thẻ định dạng" in found["p1"].because
    assert take(work.actor, made, [found["p1"].key], now=LATER) == 1
    assert work.row("p1") is None


def test_placeholders_may_change_places(work):
    made, _found = back(work, filled(sent(work), {"p1": '<g id="2">A map</g> of <g id="1">the beach</g>.'}))
    take(work.actor, made, [], now=LATER)
    assert work.says[work.row("p1").block] == '<p><a href="https://example.vn/">A map</a> of <b>the beach</b>.</p>'


def test_what_changed_in_the_original_meanwhile_comes_in_as_stale(work):
    data = sent(work)
    work.original(body=[BODY[0], BODY[1], {**BODY[2], "value": "<p>Một rưỡi.</p>"}])
    answer = '<g id="1">One.</g><g id="2">Two.<x id="3"/>Three</g>'
    made, found = back(work, filled(data, {"h1": "The way", "p2": answer}))
    assert found["p2"].outcome == Outcome.REFUSED  # the mark-up of the original is another by now
    assert (found["h1"].outcome, found["h1"].stale) == (Outcome.CHANGED, False)
    take(work.actor, made, [], now=LATER)
    assert work.says[work.row("h1").block] == "The way"


def test_a_passage_of_plain_words_whose_source_changed_is_taken_in_and_stays_stale(work):
    data = sent(work)
    work.original(body=[{**BODY[0], "value": "Lối vào"}, *BODY[1:]])
    made, found = back(work, filled(data, {"h1": "The way"}))
    assert (found["h1"].outcome, found["h1"].stale) == (Outcome.CHANGED, True)
    take(work.actor, made, [], now=LATER)
    assert work.says[work.row("h1").block] == "The way"
    assert work.row("h1").block in work.owes().stale
    assert work.row("h1").source_texts == ["Đường vào"]


def test_words_that_somebody_wrote_meanwhile_are_a_choice(work):
    data = filled(sent(work), {"h1": "From outside"})
    work.write("h1", "From inside")
    made, found = back(work, data)
    assert found["h1"].outcome == Outcome.CONFLICT
    take(work.actor, made, [], now=LATER)
    assert work.says[work.row("h1").block] == "From inside"
    made, found = back(work, data)
    take(work.actor, made, [found["h1"].key], now=LATER)
    assert work.says[work.row("h1").block] == "From outside"
    assert Wording.objects.filter(text="From inside").exists()


def test_a_file_whose_tool_lost_the_fingerprints_never_overwrites_by_itself(work):
    data = re.sub(rb' extradata="[^"]*"', b"", sent(work))
    _made, found = back(work, filled(data, {"h1": "From outside"}))
    assert found["h1"].outcome == Outcome.CONFLICT


def test_what_a_file_says_is_a_machines_waits_for_a_person(work):
    machine = {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"}
    made, _found = back(work, filled(sent(work), {"title": "Beach"}, **machine))
    take(work.actor, made, [], now=LATER)
    row = Segment.objects.get(edition=work.edition, block="title")
    assert (row.origin, row.confirmed) == (Origin.MACHINE, False)


def test_po_goes_out_and_comes_back(work):
    file = polib.pofile(sent(work, "po").decode())
    assert {entry.msgid for entry in file} >= {"Xem <g1>bãi biển</g1> và <g2>bản đồ</g2>.", "Đường vào"}
    for entry in file:
        if entry.msgid.startswith("Xem"):
            entry.msgstr = "See <g1>the beach</g1> and <g2>a map</g2>."
        if entry.msgid.startswith("<g1>Một"):
            entry.msgstr = "<g1>One."
        if entry.msgctxt.endswith("|title"):
            entry.msgstr, entry.flags = "Beach", ["fuzzy"]
    made, found = back(work, str(file).encode(), "muc.po")
    assert found["p2"].outcome == Outcome.REFUSED
    assert take(work.actor, made, [], now=LATER) == 2
    assert "<b>the beach</b>" in work.says[work.row("p1").block]
    assert not work.row("title").confirmed


def test_merged_passages_travel_as_one_unit(ha_tinh):
    from nhipcau.library.actions.translating import merge

    work = Work(ha_tinh, item(ha_tinh, words=words(body=BODY)))
    block = work.write("p1", "<p>Both.</p>")
    merge(work.actor, work.edition, block, "p2", seen=work.seen(block), now=LATER)
    _made, found = back(work, sent(work))
    assert found["p1+p2"].outcome == Outcome.REFUSED  # what stands there keeps none of the source's mark-up
    keys = set(found)
    assert "p1" not in keys
    assert "p2" not in keys


def test_several_translations_leave_as_one_archive_and_come_back_as_one(ha_tinh, work):
    other = Work(ha_tinh, work.item, "fr")
    name, data = send(work.actor, [work.edition, other.edition], "xliff", now=LATER)
    assert name == "ban-dich.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, filled(content, {"title": f"Title in {each[-6:-4]}"}))
    made, _found = back(work, held.getvalue(), "ban-dich.zip")
    assert take(work.actor, made, [], now=LATER) == 2
    assert (work.says["title"], other.says["title"]) == ("Title in en", "Title in fr")


def test_a_file_of_another_province_changes_nothing(work, hue):
    data = filled(sent(work), {"title": "Beach"})
    stranger = hue.actor(hue.person(Role.TRANSLATOR))
    made = receive(stranger, "muc.xlf", data, now=LATER)
    assert {each.outcome for each in findings(stranger, made)} == {Outcome.REFUSED}
    assert take(stranger, made, [], now=LATER) == 0


def test_the_file_is_looked_at_before_anything_is_written(work, sign_in):
    client = sign_in(work.place.person(Role.TRANSLATOR))
    out = client.post(reverse("library:export_translations"), {"dang": "xliff", "ban": [work.edition.pk]})
    assert out["Content-Disposition"].endswith('-en.xlf"')
    data = filled(out.content, {"title": "Beach", "p1": "Nothing kept", "h1": "Another road"})
    work.write("h1", "Newer words")
    answer = client.post(reverse("library:deliver"), {"file": SimpleUploadedFile("a.xlf", data)})
    html = client.get(answer.url).content.decode()
    for told in ("Beach", "Nothing kept", "Thẻ định dạng số 1, 2", "Newer words", "Another road", "Đưa vào 1 đoạn"):
        assert told in html
    assert "title" not in [row.block for row in Segment.objects.filter(edition=work.edition)]
    client.post(answer.url, {})
    assert (work.says["title"], work.says[work.row("h1").block]) == ("Beach", "Newer words")
    assert "Đã đưa vào 1 đoạn" in client.get(answer.url).content.decode()


def test_a_file_of_another_kind_is_told_in_one_sentence_and_not_kept(work, sign_in):
    client = sign_in(work.place.person(Role.TRANSLATOR))
    answer = client.post(reverse("library:deliver"), {"file": SimpleUploadedFile("a.xlf", b"\x89PNG\r\n\x1a\n")})
    assert answer.status_code == 422
    assert "không phải XLIFF, PO" in answer.content.decode()
    assert not Delivery.objects.exists()
