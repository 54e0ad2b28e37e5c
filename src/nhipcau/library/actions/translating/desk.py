"""A translation on the desk: its draft beside the original's, held while one person writes in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, ChangedMeanwhileError, User, nfc, require

from ...blocks import clean_html
from ...choices import TRANSLATE, Origin, Stage
from ...errors import PassageError
from ...models import ContentPage, Edition, Publication, Segment, Wording
from ...queries.bodies import Raw, block_id, is_field, is_rich, text_in
from ...queries.drafts import draft_of
from ...queries.passages import FIELDS, hash_of, hash_of_sources, passages
from ..items import free_slug


@dataclass(slots=True)
class Desk:
    """`raw` is the body of the translation as it will be saved, `source` the stored blocks of the original's newest
    draft, `says` its passages."""

    actor: Actor
    edition: Edition
    draft: ContentPage
    original: ContentPage
    raw: Raw
    source: Raw
    says: dict[str, str]
    now: datetime

    def rows(self) -> list[Segment]:
        """The segments of the translation."""
        return list(Segment.objects.filter(edition=self.edition).order_by("pk"))

    def text(self, name: str) -> str:
        """What a passage of the translation says now; empty where it does not stand."""
        if not name:
            return ""
        return nfc(text_in(self.raw, name)).strip() if not is_field(name) else _field(self.draft, name)

    def put(self, name: str, text: str) -> None:
        """Sets a field or fact of the page."""
        if name in FIELDS:
            setattr(self.draft, name, text)
            if name == "title":
                self._retitle(text)
        else:
            self.draft.facts = {**self.draft.facts, name.removeprefix("fact:"): text}

    def _retitle(self, text: str) -> None:
        self.draft.draft_title = text
        if not Publication.objects.filter(edition=self.edition).exists():  # an address that was public stays
            self.draft.slug = free_slug(self.draft.get_parent(), text, self.draft.pk, asked=False)

    def made_of(self) -> dict[str, list[str]]:
        """Of each block of the translation, the blocks of the original it was made from."""
        found: dict[str, list[str]] = {}
        for row in self.rows():
            if row.block and not is_field(row.block):
                found.setdefault(block_id(row.block), []).extend(block_id(each) for each in row.sources)
        return found

    def expect(self, block: str, seen: str) -> str:
        """What a passage says; ChangedMeanwhileError where it is not what the translator had seen (a fingerprint)."""
        text = self.text(block)
        if (hash_of(text) if text else "") != seen:
            raise ChangedMeanwhileError(text)
        return text

    def expect_sources(self, sources: Sequence[str], seen: str) -> None:
        """ChangedMeanwhileError where the original says something else than what the translator had seen."""
        if source_print(sources, self.says) != seen:
            raise ChangedMeanwhileError(self.draft)

    def cleaned(self, name: str, text: str, *, rich: bool | None = None) -> str:
        """The words as they are kept: of the allow-list where the passage holds HTML, else plain."""
        if not (is_rich(self.raw, name) if rich is None else rich):
            return nfc(" ".join(text.split()) if _one_line(name) else text).strip()
        words = nfc(clean_html(text)).strip()
        return words if not words or words.startswith(("<p>", "<ul>", "<ol>")) else f"<p>{words}</p>"

    def note(
        self, block: str, sources: Sequence[str], text: str, *, texts: Sequence[str] | None = None,
        origin: str = Origin.HUMAN, confirmed: bool = True,
    ) -> Segment:  # fmt: skip
        """Writes down what a passage was made from. `texts` are the sources as they were then (now, where not given).

        Confirmed words are kept for good; whatever said that these sources are left out goes.
        """
        texts = [self.says.get(each, "") for each in sources] if texts is None else list(texts)
        print_ = source_print(sources, dict(zip(sources, texts, strict=True)))
        row, _made = Segment.objects.update_or_create(
            edition=self.edition, block=block,
            defaults={
                "province_id": self.edition.province_id, "sources": list(sources), "source_hash": print_,
                "source_texts": texts, "made_hash": hash_of(text), "origin": origin, "confirmed": confirmed,
                "by_id": self.actor.user_id, "at": self.now,
            },
        )  # fmt: skip
        if confirmed:
            remember(row, text, self.edition.language)
        self.cover(sources)
        return row

    def cover(self, sources: Sequence[str]) -> None:
        """Drops the notes that these sources are left out on purpose."""
        for row in Segment.objects.filter(edition=self.edition, block=""):
            rest = [each for each in row.sources if each not in sources]
            if len(rest) == len(row.sources):
                continue
            if not rest:
                row.delete()
                continue
            texts = dict(zip(row.sources, row.source_texts, strict=True))
            Segment.objects.filter(pk=row.pk).update(
                sources=rest, source_texts=[texts[each] for each in rest], source_hash=source_print(rest, texts)
            )

    def save(self) -> None:
        """Saves the draft; a text that was approved goes back to being translated."""
        self.draft.body = ContentPage.body.field.to_python(self.raw)
        self.draft.save_revision(user=User.objects.get(pk=self.actor.user_id), changed=True)
        if self.edition.stage in (Stage.APPROVED, Stage.AWAITING):
            Edition.objects.filter(pk=self.edition.pk).update(stage=Stage.TRANSLATING, stage_at=self.now)
            self.edition.stage = Stage.TRANSLATING


def desk(actor: Actor, edition: Edition, *, now: datetime) -> Desk:
    """Takes a translation onto the desk, inside the caller's transaction; the next person waits until it is done.

    Needs TRANSLATE. PassageError for the original itself: it has nothing to keep up with.
    """
    require(actor, TRANSLATE)
    rows = Edition.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item")
    held: Edition = rows.get(pk=edition.pk)
    if held.is_original:
        raise PassageError(_("Đây là bản gốc; xin sửa ở trang biên tập."))
    original = draft_of(Edition.objects.select_related("item").get(item=held.item, language=held.item.original))
    draft = draft_of(held)
    return Desk(
        actor, held, draft, original, list(draft.body.raw_data), list(original.body.raw_data), passages(original), now
    )


def source_print(sources: Sequence[str], says: Mapping[str, str]) -> str:
    """One fingerprint for what passages of the original say."""
    return hash_of_sources(sources, {name: hash_of(says[name]) for name in sources if says.get(name)})


def remember(row: Segment, text: str, language: str) -> None:
    """Keeps the words that a person gave or agreed to; the same words for the same source are kept once."""
    told: dict[str, Any] = {"edition_id": row.edition_id, "block": row.block, "source_hash": row.source_hash}
    if text and not Wording.objects.filter(**told, text_hash=hash_of(text)).exists():
        Wording.objects.create(
            **told, province_id=row.province_id, language=language, sources=row.sources, text=text,
            text_hash=hash_of(text), origin=row.origin, by_id=row.by_id, at=row.at,
        )  # fmt: skip


def _field(page: ContentPage, name: str) -> str:
    text = getattr(page, name) if name in FIELDS else str(page.facts.get(name.removeprefix("fact:")) or "")
    return nfc(text or "").strip()


def _one_line(name: str) -> bool:
    return name == "title" or ("/" not in name and not is_field(name))
