"""Making items and saving what is written in one of their languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page

from nhipcau.core.public import Actor, ChangedMeanwhileError, User, fold, record, require
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Duty

from ..choices import CONTRIBUTE, EDIT, TRANSLATE, Stage
from ..errors import SlugTakenError
from ..models import Category, ContentPage, Edition, Item, Picture, Shelf, Topic
from ..queries.drafts import draft_of, saving_of


@dataclass(frozen=True, slots=True)
class NewItem:
    """What somebody gives for a new item; `words` are those of the original."""

    kind: str
    supplier: Organisation
    words: Words
    original: str = "vi"
    category: Category | None = None
    topics: Sequence[Topic] = ()
    duty: Duty | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. `body` are stored blocks: `{"type", "value", "id"}`; a missing id is given one."""

    title: str
    slug: str = ""
    summary: str = ""
    body: Sequence[Mapping[str, Any]] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    cover: Picture | None = None
    search_description: str = ""


def create_item(actor: Actor, given: NewItem, *, now: datetime) -> Item:
    """Puts a new item into the library with the draft of its original; needs CONTRIBUTE for the supplying agency."""
    require(actor, CONTRIBUTE, given.supplier.pk)
    with transaction.atomic():
        item = Item.objects.create(
            province_id=actor.province_id, kind=given.kind, title=given.words.title[:300], original=given.original,
            category=given.category, supplier=given.supplier, duty=given.duty, valid_from=given.valid_from,
            valid_to=given.valid_to, review_on=given.review_on, latitude=given.latitude, longitude=given.longitude,
            created_at=now, created_by_id=actor.user_id,
        )  # fmt: skip
        item.topics.set(given.topics)
        _new_edition(actor, item, given.original, given.words, Stage.DRAFT, now)
        record(actor, "library.create", item, f"Lập mục “{item.title}”", at=now)
    return item


def add_edition(actor: Actor, item: Item, language: str, words: Words, *, now: datetime) -> Edition:
    """Begins a further language of an item; needs TRANSLATE. If somebody was first, answers their edition."""
    require(actor, TRANSLATE)
    with transaction.atomic():
        held: Edition | None = Edition.objects.select_for_update().filter(item=item, language=language).first()
        if held:
            return held
        edition = _new_edition(actor, item, language, words, Stage.TRANSLATING, now)
        record(actor, "library.translate", item, f"Bắt đầu bản {language} của “{item.title}”", at=now)
    return edition


def save_draft(actor: Actor, edition: Edition, words: Words, *, seen: str | None = None, now: datetime) -> ContentPage:
    """Saves the words of an edition as its newest draft; what is published stays as it is.

    Needs EDIT (of translations TRANSLATE), or CONTRIBUTE for the supplier while the draft is with the agency. `seen`
    is what the writer had before them (`saving_of`): ChangedMeanwhileError if somebody saved since. A text that was
    approved is no longer: it goes back to being edited.
    """
    with transaction.atomic():
        held = (
            Edition.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item").get(pk=edition.pk)
        )
        _require_writer(actor, held)
        draft = draft_of(held)
        if seen is not None and saving_of(draft) != seen:
            raise ChangedMeanwhileError(draft)
        _fill(draft, words)
        draft.save_revision(user=User.objects.get(pk=actor.user_id), changed=True)
        reopen(held, now)
        if held.is_original:
            Item.objects.filter(pk=held.item_id).update(title=words.title[:300])
    return draft


def _require_writer(actor: Actor, edition: Edition) -> None:
    if edition.is_original and edition.stage in (Stage.DRAFT, Stage.RETURNED):
        require(actor, CONTRIBUTE, edition.item.supplier_id)
    else:
        require(actor, EDIT if edition.is_original else TRANSLATE)


def reopen(edition: Edition, now: datetime) -> None:
    """Has a text that was approved, or lay before the approvers, worked on again."""
    if edition.stage in (Stage.APPROVED, Stage.AWAITING):
        stage = Stage.EDITING if edition.is_original else Stage.TRANSLATING
        Edition.objects.filter(pk=edition.pk).update(stage=stage, stage_at=now)


def _new_edition(actor: Actor, item: Item, language: str, words: Words, stage: Stage, now: datetime) -> Edition:
    edition = Edition.objects.create(
        province_id=item.province_id, item=item, language=language, stage=stage, stage_at=now,
        assigned_to_id=None if stage == Stage.DRAFT else actor.user_id,
    )  # fmt: skip
    shelf = shelf_of(item.province_id, item.province.code, language)
    page = ContentPage(
        province_id=item.province_id, edition=edition, locale=shelf.locale, live=False, owner_id=actor.user_id
    )
    _fill(page, words, shelf)
    shelf.add_child(instance=page)
    page.save_revision(user=User.objects.get(pk=actor.user_id), changed=True)
    return edition


def _fill(page: ContentPage, words: Words, shelf: Shelf | None = None) -> None:
    page.title = page.draft_title = words.title
    page.summary, page.search_description = words.summary, words.search_description
    page.facts, page.cover = dict(words.facts), words.cover
    raw = [{"type": each["type"], "value": each["value"], "id": each.get("id") or str(uuid4())} for each in words.body]
    page.body = ContentPage.body.field.to_python(raw)
    if words.slug or not page.slug:  # an address that readers have does not change with the title
        page.slug = free_slug(shelf or page.get_parent(), words.slug or words.title, page.pk, asked=bool(words.slug))


def free_slug(shelf: Page, wanted: str, own: int | None, *, asked: bool) -> str:
    """An address that no other page of the language has.

    One that a person `asked` for is never changed silently: SlugTakenError with a free one as advice.
    """
    slug = slugify(fold(wanted))[:200] or slugify(wanted, allow_unicode=True)[:200] or "muc"
    taken = set(shelf.get_children().filter(slug__startswith=slug).exclude(pk=own or 0).values_list("slug", flat=True))
    free = next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
    if asked and free != slug:
        raise SlugTakenError(slug, free)
    return free


def shelf_of(province_id: int, code: str, language: str) -> Shelf:
    """The place of a province's pages in a language; made at the first asking."""
    held: Shelf | None = Shelf.objects.filter(province_id=province_id, language=language).first()
    if held:
        return held
    locale, _made = Locale.objects.get_or_create(language_code=language)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    name = {"title": f"{code} · {language}", "slug": f"{code}-{language}"}
    shelf = Shelf(**name, province_id=province_id, language=language, locale=locale, live=False)
    root.add_child(instance=shelf)
    return shelf
