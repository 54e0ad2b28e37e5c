"""Puts the demonstration library into the database the way people would: media first, then each item is written,
translated, approved and published in all its languages at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from nhipcau.core.public import Actor
from nhipcau.organisations.public import Organisation

from ..actions.arranging import HeadingGiven, add_heading
from ..actions.flow import ask_approval
from ..actions.items import NewItem, Words, add_edition, create_item, save_draft
from ..actions.media.files import (
    AttachmentGiven,
    RecordingGiven,
    RecordingTextGiven,
    add_attachment,
    add_recording,
)
from ..actions.media.given import PictureGiven, PictureTextGiven, RightsGiven
from ..actions.media.pictures import add_picture
from ..actions.publishing import approve, publish
from ..actions.translating.counting import count
from ..actions.translating.desk import desk
from ..actions.translating.syncing import carry_media
from ..actions.translating.writing import leave_out
from ..choices import Consent, Licence
from ..models import Attachment, Category, ContentPage, Edition, Item, Picture, Recording, Topic
from ..queries.bodies import block_id, counterpart
from ..queries.drafts import digest_of, draft_of
from .demo import MEDIA, ORIGINAL, DemoBlock, DemoItem, DemoLibrary, DemoWords, captions_of

RIGHTS = RightsGiven(author="Xưởng vẽ Nhịp Cầu", licence=Licence.CC_BY, consent=Consent.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class People:
    """Who does what."""

    editor: Actor
    translator: Actor
    approver: Actor


class Shelves:
    """What items point at, by the names that their files use; brought in when the first item asks for it."""

    def __init__(self, library: DemoLibrary, people: People, now: datetime) -> None:
        self.library, self.people, self.now = library, people, now
        bodies = Organisation.objects.visible_to(people.editor)
        self.agencies: Mapping[str, Organisation] = {body.code: body for body in bodies}

    def category(self, code: str) -> Category:
        """The category of this code of ours, made where the province has none of its name."""
        made: Category = self._heading(Category, self.library.categories, code)
        return made

    def topic(self, code: str) -> Topic:
        """The topic of this code of ours, made where the province has none of its name."""
        made: Topic = self._heading(Topic, self.library.topics, code)
        return made

    def _heading(self, kind: Any, named: Mapping[str, Mapping[str, str]], code: str) -> Any:
        names = named[code]
        others = {language: name for language, name in names.items() if language != ORIGINAL}
        given = HeadingGiven(names[ORIGINAL], names=others, order=10 + 10 * list(named).index(code))
        held = kind.objects.visible_to(self.people.editor).filter(name=given.name).first()
        return held or add_heading(self.people.editor, kind, given, now=self.now)

    def picture(self, name: str) -> Picture:
        """A picture with its words in all languages; the same bytes are brought in once."""
        data = ContentFile((self.library.folder / "anh" / f"{name}.jpg").read_bytes())
        texts = {language: PictureTextGiven(*told) for language, told in self.library.pictures[name].items()}
        given = PictureGiven(title=texts[ORIGINAL].caption, rights=RIGHTS, texts=texts)
        return add_picture(self.people.editor, data, given, name=f"{name}.jpg", now=self.now).picture

    def file(self, name: str, title: str) -> Attachment:
        """A file for download, by its name without ending; it is called as the item that offers it."""
        path = next((self.library.folder / "tep").glob(f"{name}.*"))
        given = AttachmentGiven(title, rights=RIGHTS, language=ORIGINAL)
        return add_attachment(self.people.editor, ContentFile(path.read_bytes()), given, name=path.name, now=self.now)

    def recording(self, name: str) -> Recording:
        """A recording with captions and transcripts."""
        told = self.library.recordings[name]
        texts = {
            language: RecordingTextGiven(
                said["description"],
                said.get("transcript", ""),
                captions_of(said["captions"]) if "captions" in said else None,
            )
            for language, said in told.items()
            if isinstance(said, dict)
        }
        data = ContentFile((self.library.folder / "ghi" / told["file"]).read_bytes())
        given = RecordingGiven(told["title"], RIGHTS, self.picture(told["poster"]).pk, texts)
        return add_recording(self.people.editor, data, given, name=told["file"], now=self.now)


def fill(library: DemoLibrary, people: People, items: Iterable[DemoItem], *, now: datetime) -> int:
    """Puts in those of the items that are not there yet, each wholly or not at all; answers how many."""
    shelves = Shelves(library, people, now)
    made = 0
    for told in items:
        if not is_there(told, people):
            with transaction.atomic():
                _item(told, shelves, people, now)
            made += 1
    return made


def is_there(told: DemoItem, people: People) -> bool:
    """Whether the item was put in before."""
    pages = ContentPage.objects.filter(province_id=people.editor.province_id, edition__language=ORIGINAL)
    there: bool = pages.filter(slug=told.words[ORIGINAL].slug).exists()
    return there


def _item(told: DemoItem, shelves: Shelves, people: People, now: datetime) -> None:
    original = told.words[ORIGINAL]
    then = {each.key: each.value for each in told.earlier}
    body = _stored(original.body, shelves, original.title)
    if told.recording:
        body = [{"type": "recording", "value": shelves.recording(told.recording).pk, "id": "rec1"}, *body]
    first = _words(told, original, _with(body, then), shelves)
    item = create_item(
        people.editor,
        NewItem(
            kind=told.kind, supplier=shelves.agencies[told.supplier], words=first,
            category=shelves.category(told.category), topics=[shelves.topic(code) for code in told.topics],
            valid_from=told.valid_from, valid_to=told.valid_to, latitude=told.latitude, longitude=told.longitude,
        ),
        now=now,
    )  # fmt: skip
    late = told.changed_later
    for language in late:
        _translate(item, told, language, body, shelves, people, now)
    if late:
        edition = Edition.objects.get(item=item, language=ORIGINAL)
        save_draft(people.editor, edition, _words(told, original, body, shelves), now=now)
    for language in told.words:
        if language != ORIGINAL and language not in late:
            _translate(item, told, language, body, shelves, people, now)
    _bring_out(item, told, people, now)


def _words(told: DemoItem, words: DemoWords, body: Sequence[Mapping[str, Any]], shelves: Shelves) -> Words:
    facts = {**told.facts, **words.facts} if words is told.words[ORIGINAL] else dict(words.facts)
    return Words(words.title, words.slug, words.summary, body, facts, shelves.picture(told.cover))


Raw = list[dict[str, Any]]


def _stored(blocks: Iterable[DemoBlock], shelves: Shelves, title: str) -> Raw:
    """The blocks of the item of this title as a page stores them, with media by their numbers."""
    kept = []
    for block in blocks:
        value = block.value
        if block.type == "picture":
            value = shelves.picture(value).pk
        elif block.type == "gallery":
            numbers = [(name, shelves.picture(name).pk) for name in value]
            value = [{"type": "item", "value": pk, "id": f"{block.key}-{name}"} for name, pk in numbers]
        elif block.type == "file":
            value = shelves.file(value, title).pk
        kept.append({"type": block.type, "value": value, "id": block.key})
    return kept


def _with(body: Raw, then: Mapping[str, Any]) -> Raw:
    """The body with earlier words in some passages."""
    return [{**block, "value": then.get(block["id"], block["value"])} for block in body]


def _translate(
    item: Item, told: DemoItem, language: str, original: Raw, shelves: Shelves, people: People, now: datetime
) -> None:
    """Writes a translation in one go; what a passage was made from is noted as the translators' page notes it."""
    words = told.words[language]
    body = _beside(original, words.body, language)
    edition = add_edition(people.translator, item, language, _words(told, words, body, shelves), now=now)
    held = desk(people.translator, edition, now=now)
    carry_media(held)
    for block in words.body:
        if len(block.sources) > 1:
            held.note(counterpart(language, block.key), block.sources, held.text(counterpart(language, block.key)))
    noted = {source for row in held.rows() for source in row.sources}
    for name in held.says:
        if name not in noted and held.text(_own(name, language)):  # the same words as the original's
            held.note(_own(name, language), [name], held.text(_own(name, language)))
            noted.add(name)
    left = [name for name in held.says if name not in noted and block_id(name) not in words.missing]
    if left:
        leave_out(people.translator, edition, left, "", seen="", now=now)
    else:
        count(edition)


def _own(name: str, language: str) -> str:
    """What the passage of a translation is called that is made from one of the original."""
    own, slash, part = name.partition("/")
    is_block = own[0] in "hplqan" and own[1:].isdigit()
    return f"{counterpart(language, own)}{slash}{part}" if is_block else name


def _beside(original: Raw, blocks: Sequence[DemoBlock], language: str) -> Raw:
    """The blocks of a translation under their own ids, the original's media where the original has them."""
    order = [block["id"] for block in original]
    found = [({"type": each.type, "value": each.value, "id": each.key}, {each.key, *each.sources}) for each in blocks]
    for at, block in enumerate(original):
        if block["type"] in MEDIA:
            before = set(order[:at])
            place = max((n + 1 for n, (_block, made_of) in enumerate(found) if before & made_of), default=0)
            found.insert(place, (block, {block["id"]}))
    return [{**block, "id": counterpart(language, block["id"])} for block, _made_of in found]


def _bring_out(item: Item, told: DemoItem, people: People, now: datetime) -> None:
    by_stage: dict[str, list[Edition]] = {"published": [], "awaiting": [], "translating": []}
    for edition in Edition.objects.filter(item=item).select_related("item"):
        by_stage[told.words[edition.language].stage].append(edition)
    for edition in by_stage["published"] + by_stage["awaiting"]:
        ask_approval(people.editor if edition.is_original else people.translator, edition, now=now)
    for edition in by_stage["published"]:
        approve(people.approver, edition, seen=digest_of(draft_of(edition)), now=now)
    publish(people.editor, item, [edition.language for edition in by_stage["published"]], now=now)
