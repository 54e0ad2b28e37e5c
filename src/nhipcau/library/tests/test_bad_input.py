"""What comes in wrong is told in one sentence on the page where it came in; nothing is lost or half published."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some

from nhipcau.core.public import Role
from nhipcau.library.actions.exchanging import send
from nhipcau.library.actions.publishing import publish
from nhipcau.library.blocks import ALLOWED, clean_html
from nhipcau.library.models import Attachment, Delivery, Edition, Item, Picture, Publication, Recording
from nhipcau.library.queries.drafts import draft_of

from . import media_samples as samples
from .given import THEN, approved, edition, item, published, words
from .test_translation import LATER, Work

CONTRIBUTION = {
    "kind": "event", "title": "Lễ hội Đền Chợ Củi", "summary": "Lễ hội đầu xuân.", "fact-starts_on": "12/02/2027",
    "text": "<p>Rước kiệu trên sông Lam.</p>", "act": "save",
}  # fmt: skip


def sent(data, name):
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def at(name, *args):
    return reverse(f"library:{name}", args=args)


@pytest.fixture
def client_of(ha_tinh, sign_in):
    return lambda role, code="": sign_in(ha_tinh.person(role, code))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "told"),
    [(samples.huge_png(), "quá nhiều điểm ảnh"), (samples.program(), "chương trình chạy trên Windows")],
    ids=["two hundred megapixels", "a renamed program"],
)
def test_a_contribution_with_a_bad_picture_keeps_every_word(ha_tinh, client_of, data, told):
    code = "so-ngoai-vu"
    form = {**CONTRIBUTION, "supplier": ha_tinh.org[code].pk, "pictures": sent(data, "anh.jpg")}
    answer = client_of(Role.FOCAL_PERSON, code).post(at("contribute"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    for shown in (told, "Lễ hội Đền Chợ Củi", "Lễ hội đầu xuân.", "Rước kiệu trên sông Lam.", "12/02/2027"):
        assert shown in page
    assert not Item.objects.exists()
    assert not Picture.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "told"),
    [(samples.huge_png(), "quá nhiều điểm ảnh"), (samples.program(), "chương trình chạy trên Windows")],
    ids=["two hundred megapixels", "a renamed program"],
)
def test_a_bad_picture_in_wagtails_chooser_is_told_of_beside_the_field(client_of, data, told):
    form = {
        "image-chooser-upload-title": "Đền Củi", "image-chooser-upload-tags": "",
        "image-chooser-upload-file": sent(data, "anh.jpg"),
    }  # fmt: skip
    answer = client_of(Role.EDITOR).post(reverse("wagtailimages_chooser:create"), form)
    shown = answer.json()["htmlFragment"]
    assert told in shown
    assert "Đền Củi" in shown
    assert not Picture.objects.exists()


RIGHTS = {"title": "Phim lễ hội", "author": "Minh Hà", "licence": "attribution", "consent": "not_needed"}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address", "model"), [
    ("to-gap.pdf", "upload_attachment", Attachment), ("phim.mp4", "upload_recording", Recording),
])  # fmt: skip
def test_a_renamed_program_is_no_file_and_no_film(client_of, name, address, model):
    form = {**RIGHTS, "file": sent(samples.program(), name)}
    answer = client_of(Role.EDITOR).post(at(address), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "chương trình chạy trên Windows" in page
    assert 'value="Phim lễ hội"' in page
    assert not model.objects.exists()


@pytest.mark.django_db
def test_a_film_without_sound_is_taken_and_says_so(client_of):
    form = {**RIGHTS, "file": sent(samples.film(), "phim.mp4")}
    page = client_of(Role.EDITOR).post(at("upload_recording"), form, follow=True).content.decode()
    assert "Video này không có tiếng" in page
    assert Recording.objects.get().title == "Phim lễ hội"


@pytest.mark.django_db
def test_a_page_of_html_is_no_file_and_a_drawing_comes_without_its_programs(client_of):
    client = client_of(Role.EDITOR)
    page = client.post(at("upload_attachment"), {**RIGHTS, "file": sent(b"<!DOCTYPE html><html></html>", "a.svg")})
    assert page.status_code == 422
    assert "HTML" in page.content.decode()
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"><path d="M0 0h9"/></svg>'
    client.post(at("upload_attachment"), {**RIGHTS, "file": sent(drawing, "a.svg")})
    with Attachment.objects.get().file.open("rb") as held:
        kept = held.read()
    assert b"M0 0h9" in kept
    assert b"steal" not in kept


RICH = [{"type": "paragraph", "value": "<p>Xem <b>bãi biển</b>.</p>", "id": "p1"}]


@pytest.mark.django_db
def test_placeholders_that_a_tool_broke_are_told_of_and_the_other_passages_come_in(ha_tinh, client_of):
    work = Work(ha_tinh, item(ha_tinh, words=words(body=RICH)))
    out = send(work.actor, [work.edition], "xliff", now=LATER)[1]
    broken = re.sub(rb'(<trans-unit id="p1".*?</source>)', rb"\1<target>Nothing kept</target>", out, flags=re.DOTALL)
    broken = re.sub(rb'(<trans-unit id="title".*?</source>)', rb"\1<target>Beach</target>", broken, flags=re.DOTALL)
    client = client_of(Role.TRANSLATOR)
    there = client.post(at("deliver"), {"file": sent(broken, "muc.xlf")}).url
    page = client.get(there).content.decode()
    assert page.count("Thẻ định dạng số 1 bị thiếu, thừa hoặc sai chỗ so với đoạn gốc; xin giữ đúng các thẻ.") == 1
    assert "Nothing kept" in page
    client.post(there, {})
    assert work.says["title"] == "Beach"
    assert work.row("p1") is None
    assert Delivery.objects.get().units[0]["units"]  # the file is kept as it came


@pytest.mark.django_db
def test_a_language_that_is_removed_while_in_use_stays_read_and_is_not_begun_anew(ha_tinh, client_of, settings):
    held, other = item(ha_tinh), item(ha_tinh)
    work = Work(ha_tinh, held)
    work.all()
    published(ha_tinh, held, "vi", "en")
    settings.NHIPCAU_CONTENT_LANGUAGES = ["vi", "fr"]
    client = client_of(Role.TRANSLATOR)
    answer = client.post(at("begin_translation", other.pk, "en"), follow=True)
    assert "Tiếng Anh" in answer.content.decode()
    assert not Edition.objects.filter(item=other, language="en").exists()
    assert client.get(at("item", held.pk)).status_code == 200
    assert "title in English" in client.get(at("translation", work.edition.pk)).content.decode()
    assert Publication.objects.filter(item=held, language="en", ended_at=None).exists()


@pytest.mark.django_db
def test_of_two_languages_one_of_which_may_not_go_none_goes(ha_tinh, client_of):
    held = item(ha_tinh)
    Work(ha_tinh, held).all()
    for language in ("vi", "en"):
        approved(ha_tinh, edition(held, language))
    draft = draft_of(edition(held, "en"))
    draft.summary = "Changed behind everybody's back"
    draft.save_revision(user=ha_tinh.person(Role.EDITOR))
    answer = client_of(Role.EDITOR).post(at("publish", held.pk), {"languages": ["vi", "en"], "when": "now"})
    assert answer.status_code in (409, 422)
    assert not Publication.objects.exists()
    publish(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), held, ["vi"], now=THEN)
    assert Publication.objects.get().language == "vi"


# The allow-list


class _Seen(HTMLParser):
    """What a browser would make of a text: its elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


NAMES = ["p", "b", "a", "script", "style", "svg", "math", "img", "iframe", "o:p", "template", "title", "xml", "form"]
VALUES = ["javascript:x()", " java\tscript:x()", "data:text/html,x", "https://a.vn/?a=1&b=2", "//a.vn", "1", '"><b>']
ATTRIBUTE = some.tuples(
    some.sampled_from(["href", "onclick", "style", "class", "src", "xlink:href", "id", "linktype", "srcdoc"]),
    some.sampled_from(VALUES),
).map(lambda pair: f' {pair[0]}="{pair[1]}"')
PIECE = some.one_of(
    some.text(max_size=12),
    some.tuples(some.sampled_from(NAMES), some.lists(ATTRIBUTE, max_size=2).map("".join)).map(
        lambda tag: f"<{tag[0]}{tag[1]}>"
    ),
    some.sampled_from(NAMES).map(lambda name: f"</{name}>"),
    some.sampled_from(["<!--", "-->", "<![if x]>", "<![CDATA[", "]]>", "<", ">", "&lt;script&gt;", "\0", "<b", "<?x"]),
)
SAFE = re.compile(r"(https?:|mailto:|tel:|[^:]*$|//)", re.IGNORECASE)


@given(some.lists(PIECE, max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_whatever_people_paste_only_the_allow_list_is_left(html):
    cleaned = clean_html(html)
    seen = _Seen(cleaned)
    assert seen.other == []
    for tag, attributes in seen.found:
        assert tag in ALLOWED, cleaned
        assert {name for name, _value in attributes} <= ALLOWED[tag], cleaned
        for name, value in attributes:
            if name == "href":
                assert SAFE.match((value or "").strip()), cleaned
    assert clean_html(cleaned) == cleaned
