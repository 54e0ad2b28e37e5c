"""The pages on which items are contributed, edited, approved, published and corrected."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nhipcau.core.public import Role
from nhipcau.library.actions.flow import remark
from nhipcau.library.actions.items import save_draft
from nhipcau.library.choices import Stage
from nhipcau.library.models import Category, Edition, Item, Picture, PlannedPublication, Publication, Remark
from nhipcau.library.queries.drafts import draft_of, saving_of

from . import media_samples
from .given import THEN, approved, edition, item, published, translated, words

pytestmark = pytest.mark.django_db
AGENCY, OTHER = "so-vhttdl", "so-ngoai-vu"


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.person(Role.EDITOR)


@pytest.fixture
def officer(ha_tinh):
    return ha_tinh.person(Role.FOCAL_PERSON, AGENCY)


def at(name, *args):
    return reverse(f"library:{name}", args=args)


def picture_file(name="ruoc-kieu.jpg", data=None):
    return SimpleUploadedFile(name, data or media_samples.photo())


def test_every_page_opens_for_who_does_the_work(ha_tinh, sign_in):
    held = item(ha_tinh)
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    actor = ha_tinh.actor(ha_tinh.person(Role.APPROVER))
    remark(actor, edition(held), "Xem lại con số", now=THEN)
    save_draft(actor, edition(held), words("Tên khác"), now=THEN)
    client, own = sign_in(ha_tinh.person(Role.APPROVER)), edition(held)
    addresses = [at(name, held.pk) for name in ("item", "write", "about", "publish", "withdraw")]
    addresses += [at(name, own.pk) for name in ("send_back", "approval", "revoke", "versions", "correction")]
    for address in [at("items"), at("contribute"), at("headings"), *addresses]:
        assert client.get(address).status_code == 200, address


CONTRIBUTION = {
    "kind": "event", "title": "Lễ hội Đền Chợ Củi", "summary": "Lễ hội đầu xuân.", "fact-starts_on": "12/02/2027",
    "text": "<p class=MsoNormal style='mso-x:1'>Rước kiệu trên <b>sông Lam</b>.<o:p></o:p></p><p>Hát văn.</p>",
    "act": "save",
}  # fmt: skip


def test_a_focal_person_contributes_with_one_form(ha_tinh, sign_in, officer):
    form = {**CONTRIBUTION, "supplier": ha_tinh.org[AGENCY].pk, "pictures": picture_file()}
    answer = sign_in(officer).post(at("contribute"), form)
    made = Item.objects.get()
    draft = draft_of(edition(made))
    assert answer["Location"] == at("write", made.pk)
    assert draft.body.raw_data[0]["value"] == "<p>Rước kiệu trên <b>sông Lam</b>.</p>"
    assert (draft.facts, draft.cover.title) == ({"starts_on": "2027-02-12"}, "ruoc-kieu")
    assert (made.supplier.code, edition(made).stage) == (AGENCY, Stage.DRAFT)


def test_choosing_a_kind_shows_its_facts_and_loses_nothing(ha_tinh, sign_in, officer):
    form = {**CONTRIBUTION, "act": "kind", "supplier": ha_tinh.org[AGENCY].pk, "pictures": picture_file()}
    page = sign_in(officer).post(at("contribute"), form).content.decode()
    for shown in ("Địa điểm", "Lễ hội Đền Chợ Củi", f'name="kept" value="{Picture.objects.get().pk}"'):
        assert shown in page
    assert not Item.objects.exists()


def test_a_file_that_is_no_picture_is_refused_in_a_sentence_and_the_text_stays(ha_tinh, sign_in, officer):
    bad = picture_file("anh.jpg", media_samples.program())
    form = {**CONTRIBUTION, "supplier": ha_tinh.org[AGENCY].pk, "pictures": bad}
    answer = sign_in(officer).post(at("contribute"), form)
    assert answer.status_code == 422
    assert "Lễ hội Đền Chợ Củi" in answer.content.decode()
    assert not Item.objects.exists()


def test_nobody_contributes_for_another_agency(ha_tinh, sign_in, officer):
    answer = sign_in(officer).post(at("contribute"), {**CONTRIBUTION, "supplier": ha_tinh.org[OTHER].pk})
    assert answer.status_code == 422
    assert not Item.objects.exists()


def form_of(held, **changed):
    """The editing form as it stands on the page."""
    draft = draft_of(edition(held))
    form = {
        "title": draft.title, "summary": draft.summary, "slug": draft.slug, "seen": saving_of(draft),
        "search_description": "", "blocks": 3, "act": "save",
        "b-0-type": "heading", "b-0-id": "h1", "b-0-text": "Đường vào Thiên Cầm",
        "b-1-type": "paragraph", "b-1-id": "p1", "b-1-text": "Bãi biển dài ba ki-lô-mét, nước trong.",
        "b-2-type": "quote", "b-2-id": "q1", "b-2-text": "Như tiếng đàn trời.", "b-2-source": "Lời người xưa",
    }  # fmt: skip
    return form | changed


RIGHT = {"b-1-text": "Bãi biển dài bốn ki-lô-mét."}


def test_one_paragraph_changes_and_every_block_keeps_its_id(ha_tinh, sign_in, editor):
    held = item(ha_tinh)
    sign_in(editor).post(at("write", held.pk), form_of(held, **RIGHT))
    body = list(draft_of(edition(held)).body.raw_data)
    assert [block["id"] for block in body] == ["h1", "p1", "q1"]
    assert body[1]["value"] == "<p>Bãi biển dài bốn ki-lô-mét.</p>"


def test_buttons_change_the_structure_without_script_and_nothing_is_saved_yet(ha_tinh, sign_in, editor):
    held = item(ha_tinh)
    page = sign_in(editor).post(at("write", held.pk), form_of(held, act="up:1")).content.decode()
    assert page.index('value="p1"') < page.index('value="h1"')
    assert "chưa được lưu" in page
    assert [block["id"] for block in draft_of(edition(held)).body.raw_data] == ["h1", "p1", "q1"]


def test_a_picture_that_comes_with_any_button_is_kept(ha_tinh, sign_in, editor):
    held = item(ha_tinh)
    more = {"blocks": 4, "b-3-type": "picture", "b-3-id": "a1", "b-3-upload": picture_file(), "act": "up:3"}
    page = sign_in(editor).post(at("write", held.pk), form_of(held, **more)).content.decode()
    assert f'<option value="{Picture.objects.get().pk}" selected>' in page


def test_who_was_slower_sees_both_texts_and_may_save_again(ha_tinh, sign_in, editor):
    held, client = item(ha_tinh), sign_in(editor)
    mine = form_of(held, **RIGHT)
    save_draft(ha_tinh.actor(editor), edition(held), words("Tên của người kia"), now=THEN)
    answer = client.post(at("write", held.pk), mine)
    newest = saving_of(draft_of(edition(held)))
    assert answer.status_code == 409
    for shown in ("Người khác vừa lưu một bản mới", "bốn ki-lô-mét", "của người kia", f'value="{newest}"'):
        assert shown in answer.content.decode()
    assert client.post(at("write", held.pk), mine | {"seen": newest}).status_code == 302
    assert draft_of(edition(held)).title == "Biển Thiên Cầm"


def test_what_wagtails_editor_saved_by_itself_meanwhile_is_not_passed_over(ha_tinh, sign_in, editor):
    """It saves into the revision that it began, whose number stays."""
    held, client = item(ha_tinh), sign_in(editor)
    draft = draft_of(edition(held))
    begun = draft.save_revision(user=editor)
    mine = form_of(held, **RIGHT)
    draft.title = draft.draft_title = "Đang gõ dở ở màn hình kia"
    assert draft.save_revision(user=editor, overwrite_revision=begun).pk == begun.pk
    answer = client.post(at("write", held.pk), mine)
    assert answer.status_code == 409
    for shown in ("Người khác vừa lưu một bản mới", "bốn ki-lô-mét", "dở ở màn hình kia"):
        assert shown in answer.content.decode()
    assert draft_of(edition(held)).title == "Đang gõ dở ở màn hình kia"


def test_an_address_that_exists_is_told_in_a_sentence_with_a_free_one(ha_tinh, sign_in, editor):
    item(ha_tinh)
    held = item(ha_tinh, words=words("Núi Hồng"))
    answer = sign_in(editor).post(at("write", held.pk), form_of(held, slug="bien-thien-cam"))
    assert answer.status_code == 409
    assert "Có thể dùng “bien-thien-cam-2”" in answer.content.decode()


def test_an_agency_no_longer_writes_what_editors_have(ha_tinh, sign_in, officer):
    held = item(ha_tinh)
    Edition.objects.update(stage=Stage.EDITING)
    assert sign_in(officer).get(at("write", held.pk))["Location"] == at("item", held.pk)


def test_the_approver_sees_the_content_and_what_is_different_and_approves_exactly_that(ha_tinh, sign_in, editor):
    held = item(ha_tinh)
    published(ha_tinh, held)
    save_draft(ha_tinh.actor(editor), edition(held), words(summary="Bãi biển dài."), now=THEN)
    Edition.objects.update(stage=Stage.AWAITING)
    client, address = sign_in(ha_tinh.person(Role.APPROVER)), at("approval", edition(held).pk)
    answer = client.get(address)
    assert '<ins class="diff-added">dài</ins>' in answer.content.decode()
    assert "Như tiếng đàn trời." in answer.content.decode()
    seen = answer.context["form"].initial["seen"]
    assert client.post(address, {"seen": "0" * 64}).status_code == 409
    assert client.post(address, {"seen": seen, "note": ""}).status_code == 302
    assert edition(held).stage == Stage.APPROVED


def test_all_ready_languages_are_ticked_and_go_out_at_once_or_at_a_time(ha_tinh, sign_in, editor):
    held, client = item(ha_tinh), sign_in(editor)
    translated(ha_tinh, held)
    for language in ("vi", "en"):
        approved(ha_tinh, edition(held, language))
    address = at("publish", held.pk)
    assert client.get(address).context["form"]["languages"].initial == ["vi", "en"]
    form = {"languages": ["vi", "en"], "when": "at", "day": "01/01/2090", "hour": "07:30", "review_on": "01/06/2090"}
    assert client.post(address, form | {"day": ""}).status_code == 422
    assert client.post(address, form | {"day": "01/01/2020"}).status_code == 422
    assert client.post(address, form).status_code == 302
    planned = PlannedPublication.objects.get()
    assert planned.languages == ["vi", "en"]
    assert "Sẽ đăng lúc 07:30" in client.get(at("item", held.pk)).content.decode()
    client.post(at("cancel_plan", planned.pk))
    assert client.post(address, {"languages": ["vi", "en"], "when": "now"}).status_code == 302
    assert Publication.objects.filter(ended_at=None).count() == 2


def test_a_correction_walks_from_the_published_page_to_its_number(ha_tinh, sign_in, editor):
    held, client = item(ha_tinh), sign_in(editor)
    published(ha_tinh, held)
    said = {"what": "ba ki-lô-mét", "now": "bốn ki-lô-mét", "source": "Niên giám", "office": ha_tinh.org[AGENCY].pk}
    assert client.post(at("correction", edition(held).pk), said).status_code == 302
    client.post(at("write", held.pk), form_of(held, **RIGHT))
    approved(ha_tinh, edition(held))
    client.post(at("publish", held.pk), {"languages": ["vi"], "when": "now"})
    assert "Đính chính số 1/" in client.get(at("item", held.pk)).content.decode()
    old = Publication.objects.get(number=1)
    before = client.get(f"{at('versions', edition(held).pk)}?xem=p{old.pk}").content.decode()
    assert "ba ki-lô-mét" in before
    assert "đã đính chính" in before


def test_versions_are_compared_word_by_word(ha_tinh, sign_in, editor):
    held, client = item(ha_tinh), sign_in(editor)
    first = draft_of(edition(held)).latest_revision_id
    save_draft(ha_tinh.actor(editor), edition(held), words("Biển Xuân Thành"), now=THEN)
    last, address = draft_of(edition(held)).latest_revision_id, at("versions", edition(held).pk)
    page = client.get(f"{address}?truoc=r{first}&sau=r{last}").content.decode()
    assert '<del class="diff-removed">Thiên Cầm</del>' in page
    assert '<ins class="diff-added">Xuân Thành</ins>' in page
    other = draft_of(edition(item(ha_tinh, words=words("Khác")))).latest_revision_id
    assert client.get(f"{address}?truoc=r{first}&sau=r{other}").status_code == 404


def test_the_main_action_is_what_waits_for_the_reader(ha_tinh, sign_in, officer, editor):
    held = item(ha_tinh)
    waits = {
        (officer, Stage.DRAFT): "Gửi biên tập",
        (editor, Stage.SUBMITTED): "Nhận biên tập",
        (editor, Stage.EDITING): "Trình duyệt",
        (ha_tinh.person(Role.APPROVER), Stage.AWAITING): "Xem và duyệt",
    }
    for (who, stage), word in waits.items():
        Edition.objects.update(stage=stage)
        page = sign_in(who).get(at("item", held.pk))
        assert str(page.context["main"].label) == word
        assert page.content.decode().count("button-primary") == 1


def test_a_remark_is_made_and_settled(ha_tinh, sign_in, editor):
    held, client = item(ha_tinh), sign_in(editor)
    client.post(at("remark", edition(held).pk), {"text": "Xem lại độ dài"})
    assert "Xem lại độ dài" in client.get(at("item", held.pk)).content.decode()
    client.post(at("settle", Remark.objects.get().pk))
    assert Remark.objects.get().settled_by == editor


def test_categories_are_the_provinces_own_with_their_basis(ha_tinh, hue, sign_in, editor):
    client = sign_in(editor)
    form = {"danh-muc-name": "Biển đảo", "danh-muc-basis": "Quyết định 25/2026/QĐ-UBND", "danh-muc-order": "1"}
    client.post(at("add_heading", "danh-muc"), form)
    made = Category.objects.get()
    assert "25/2026/QĐ-UBND" in client.get(at("headings")).content.decode()
    assert sign_in(hue.person(Role.EDITOR)).get(at("heading", "danh-muc", made.pk)).status_code == 404


def test_the_empty_list_says_how_to_begin(ha_tinh, sign_in, editor):
    client = sign_in(editor)
    assert "Kho chưa có mục nào" in client.get(at("items")).content.decode()
    item(ha_tinh)
    assert "Không có mục nào khớp" in client.get(at("items") + "?q=khong-co-tu-nay").content.decode()


def test_a_place_is_told_as_maps_and_other_programs_take_it(ha_tinh, sign_in, editor):
    held = item(ha_tinh, latitude=Decimal("18.25000"), longitude=Decimal("106.12345"))
    held.refresh_from_db()
    assert "18.25, 106.12345" in sign_in(editor).get(at("item", held.pk)).content.decode()
    Item.objects.filter(pk=held.pk).update(latitude=0, longitude=-100)
    assert Item.objects.get(pk=held.pk).coordinates == "0, -100"


def test_the_list_names_languages_in_words(ha_tinh, sign_in, editor):
    translated(ha_tinh, item(ha_tinh), "zh-hans")
    page = sign_in(editor).get(reverse("library:items")).content.decode()
    told = BeautifulSoup(page, "html.parser").select_one(".languages").get_text(" ", strip=True)
    assert "Tiếng Việt" in told
    assert "zh-hans" not in told
