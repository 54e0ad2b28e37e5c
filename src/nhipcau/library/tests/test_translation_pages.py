"""The pages of translations: the table, and a translation beside its original."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.translating import begin, write
from nhipcau.library.models import Edition, Segment, Wording

from .given import edition, item, words
from .test_translation import LATER, Work, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(ha_tinh):
    return Work(ha_tinh, item(ha_tinh))


@pytest.fixture
def translator(work, sign_in):
    return sign_in(work.place.person(Role.TRANSLATOR))


def page(client, work, query=""):
    return client.get(reverse("library:translation", args=[work.edition.pk]) + query).content.decode()


def forms(html):
    """The fields of each passage's form, by its key."""
    found = {}
    for form in BeautifulSoup(html, "lxml").select("li[data-passage] form"):
        fields = {}
        for each in form.select("input, textarea"):
            value = each.get("value", each.get_text().removeprefix("\n"))
            fields.setdefault(each["name"], []).append(value)
        found[fields["key"][0]] = fields
    return found


def send(client, work, key, act, **changed):
    fields = forms(page(client, work))[key]
    fields.pop("csrfmiddlewaretoken", None)
    fields |= {name: [value] for name, value in changed.items()}
    return client.post(reverse("library:translation_passage", args=[work.edition.pk]), {**fields, "viec": act})


def test_a_translation_is_made_passage_by_passage_without_script(work, translator):
    answer = send(translator, work, "goc-title", "luu", text="Thien Cam beach")
    assert answer.status_code == 302
    assert unquote(answer.url).endswith("#d-goc-summary")  # the next one that waits
    send(translator, work, "goc-p1", "luu", text="Three kilometres & more.\r\n\r\nClear <b>water</b>.")
    assert "<p>Three kilometres &amp; more.</p><p>Clear <b>water</b>.</p>" in work.says.values()
    html = page(translator, work)
    assert "Three kilometres & more.\n\nClear <b>water</b>." in [
        each["text"][0] for each in forms(html).values() if "text" in each
    ]  # fmt: skip


def test_a_name_that_reads_the_same_is_confirmed_with_one_press(ha_tinh, sign_in):
    facts = {"starts_on": "2027-02-12", "venue": "Homestay An Nhiên"}
    work = Work(ha_tinh, item(ha_tinh, kind="event", words=words(facts=facts)))
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    assert "fact:venue" in work.owes().missing
    assert send(client, work, "goc-fact:venue", "nhu-goc").status_code == 302
    assert work.says["fact:venue"] == "Homestay An Nhiên"
    assert "fact:venue" not in work.owes().missing
    send(client, work, "goc-title", "dung")  # the page shows the original's title until somebody says that it holds
    assert "title" not in work.owes().missing


def test_what_changed_in_the_original_is_marked_word_by_word(work, translator):
    work.all()
    work.original(body=body(p1="<p>Bãi biển dài bốn ki-lô-mét, nước trong.</p>"))
    html = page(translator, work, "?chi=cho")
    assert '<del class="diff-removed">ba </del><ins class="diff-added">bốn </ins>' in html
    assert len(forms(html)) == 1
    key = next(iter(forms(html)))
    assert send(translator, work, key, "dung").status_code == 302
    assert not work.owes()


def test_saving_a_field_that_nobody_touched_keeps_its_mark_up_to_the_letter(work, translator):
    held = '<p>One <a href="https://example.vn/">link</a>.<br></p><p>Two</p>'
    name = work.write("p1", held)
    send(translator, work, name, "luu")
    assert work.says[name] == held


def test_of_two_translators_the_second_sees_both_wordings_and_loses_none(work, translator):
    old = forms(page(translator, work))["goc-p1"]
    work.write("p1", "<p>The first one.</p>")
    name = work.row("p1").block
    fields = {**old, "viec": "luu", "text": "The second one.", "key": name, "block": name}
    answer = translator.post(reverse("library:translation_passage", args=[work.edition.pk]), fields)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "The first one." in html
    assert "The second one." in html
    assert work.says[name] == "<p>The first one.</p>"


def test_leaving_out_merging_splitting_and_adding_are_there(ha_tinh, sign_in):
    long = [{"type": "paragraph", "value": f"<p>{n}</p>", "id": n} for n in ("a", "b", "c")]
    work = Work(ha_tinh, item(ha_tinh, words=words(body=long)))
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    work.all()
    first = work.row("a").block
    send(client, work, first, "gop")
    assert work.row("b").block == first
    send(client, work, first, "tach")
    assert work.row("b").block != first
    send(client, work, work.row("c").block, "bo")
    assert work.row("c").block == ""
    key = next(each for each in forms(page(client, work)) if each.startswith("bo-"))
    send(client, work, key, "lay-lai")
    assert work.owes().missing == ("c",)
    added = client.post(
        reverse("library:translation_add", args=[work.edition.pk]),
        {"after": first, "kind": "paragraph", "text": "Ours."},
    )
    own = re.search(r"#d-(.+)$", added.url).group(1)
    assert work.says[own] == "<p>Ours.</p>"
    send(client, work, own, "go")
    assert own not in work.says
    assert Wording.objects.filter(block=own, text="<p>Ours.</p>").exists()


def test_words_that_the_province_once_gave_are_offered_and_never_filled_in(ha_tinh, hue, sign_in):
    before = Work(ha_tinh, item(ha_tinh))
    before.write("q1/text", "Like a heav")
    before.write("q1/text", "Like a heavenly lute.")
    elsewhere = Work(hue, item(hue))
    elsewhere.write("q1/text", "Of another province.")
    work = Work(ha_tinh, item(ha_tinh, words=words("Thiên Cầm lần nữa")))
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    html = page(client, work)
    assert "Like a heavenly lute." in html
    assert "Of another province." not in html
    assert "Like a heav<" not in html
    assert forms(html)["goc-q1/text"]["text"] == [""]
    used = BeautifulSoup(html, "lxml").select_one(".passage-offered a")["href"]
    assert forms(page(client, work, used.partition("#")[0]))["goc-q1/text"]["text"] == ["Like a heavenly lute."]


def test_everything_that_was_written_can_be_read_again(work, translator):
    work.write("h1", "First")
    work.write("h1", "Second")
    html = translator.get(reverse("library:translation_wordings", args=[work.edition.pk])).content.decode()
    assert "First" in html
    assert "Second" in html


def test_the_table_opens_translations_and_begins_them(ha_tinh, sign_in):
    held = item(ha_tinh)
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    html = client.get(reverse("library:translations")).content.decode()
    assert html.count("Bắt đầu dịch") == 6
    answer = client.post(reverse("library:begin_translation", args=[held.pk, "zh-hans"]))
    made = Edition.objects.get(item=held, language="zh-hans")
    assert answer.url == reverse("library:translation", args=[made.pk])
    opened = client.get(reverse("library:translations") + "?ngon_ngu=zh-hans&tinh_trang=in_work").content.decode()
    assert held.title in opened
    assert reverse("library:translation", args=[made.pk]) in opened
    other = client.get(reverse("library:translations") + "?ngon_ngu=zh-hans&tinh_trang=missing").content.decode()
    assert "Không có mục nào" in other


def test_who_only_reads_the_library_cannot_write(work, sign_in):
    client = sign_in(work.place.person(Role.AUDITOR))
    html = page(client, work)
    assert 'name="viec"' not in html
    assert "readonly" in html
    assert client.post(reverse("library:translation_passage", args=[work.edition.pk]), {}).status_code == 403


def test_a_language_that_left_the_settings_is_told_of_and_stays_open(work, translator, settings):
    work.all()
    settings.NHIPCAU_CONTENT_LANGUAGES = ["vi", "fr"]
    assert "không còn trong danh sách ngôn ngữ" in translator.get(reverse("library:translations")).content.decode()
    assert "title in English" in page(translator, work)
    send(translator, work, work.row("h1").block, "luu", text="Still written")
    assert "Still written" in work.says.values()


def test_the_page_asks_the_same_few_questions_however_long_the_text_is(ha_tinh, sign_in, django_assert_max_num_queries):
    long = [{"type": "paragraph", "value": f"<p>Đoạn {n}</p>", "id": f"p{n}"} for n in range(60)]
    held = item(ha_tinh, words=words(body=long))
    actor = ha_tinh.actor(ha_tinh.person(Role.TRANSLATOR))
    made = begin(actor, held, "en", now=LATER)
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    url = reverse("library:translation", args=[made.pk])
    client.get(url)
    with django_assert_max_num_queries(30):
        client.get(url)


def test_originals_are_not_translated(ha_tinh, sign_in):
    held = edition(item(ha_tinh))
    client = sign_in(ha_tinh.person(Role.TRANSLATOR))
    assert client.get(reverse("library:translation", args=[held.pk])).status_code == 404
    assert write is not None
    assert not Segment.objects.filter(edition=held).exists()
