"""Puts the demonstration library into the database the way people would: media first, then each item is written,
translated, approved and published in all its languages at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from nhipcau.core.public import Actor, Province
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
from ..actions.translating.desk import desk
from ..actions.translating.syncing import carry_media
from ..actions.translating.writing import leave_out
from ..choices import Consent, Licence
from ..models import Attachment, Category, Edition, Item, Picture, Recording, Topic
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


@dataclass(frozen=True, slots=True)
class Shelves:
    """What items point at, by the names that their files use."""

    pictures: Mapping[str, Picture]
    recordings: Mapping[str, Recording]
    files: Mapping[str, Attachment]
    categories: Mapping[str, Category]
    topics: Mapping[str, Topic]
    agencies: Mapping[str, Organisation]


def fill(library: DemoLibrary, province: Province, people: People, *, now: datetime) -> None:
    """Puts everything in, or nothing."""
    with transaction.atomic():
        pictures = {name: _picture(library, name, people, now) for name in library.pictures}
        shelves = Shelves(
            pictures,
            {name: _recording(library, name, pictures, people, now) for name in library.recordings},
            {path.stem: _file(library, path.name, people, now) for path in sorted((library.folder / "tep").iterdir())},
            {code: _heading(Category, people, n, names, now) for n, (code, names) in _ordered(library.categories)},
            {code: _heading(Topic, people, n, names, now) for n, (code, names) in _ordered(library.topics)},
            {body.code: body for body in Organisation.objects.filter(province=province)},
        )
        for told in library.items:
            _item(told, shelves, people, now)


def _ordered(names: Mapping[str, Mapping[str, str]]) -> Iterable[tuple[int, tuple[str, Mapping[str, str]]]]:
    return enumerate(names.items(), start=1)


def _heading(kind: Any, people: People, order: int, names: Mapping[str, str], now: datetime) -> Any:
    held = kind.objects.visible_to(people.editor).filter(name=names[ORIGINAL]).first()
    others = {language: name for language, name in names.items() if language != ORIGINAL}
    given = HeadingGiven(names[ORIGINAL], names=others, order=order * 10)
    return held or add_heading(people.editor, kind, given, now=now)


def _picture(library: DemoLibrary, name: str, people: People, now: datetime) -> Picture:
    data = ContentFile((library.folder / "anh" / f"{name}.jpg").read_bytes())
    texts = {language: PictureTextGiven(*told) for language, told in library.pictures[name].items()}
    given = PictureGiven(title=texts[ORIGINAL].caption, rights=RIGHTS, texts=texts)
    return add_picture(people.editor, data, given, name=f"{name}.jpg", now=now).picture


def _recording(
    library: DemoLibrary, name: str, pictures: Mapping[str, Picture], people: People, now: datetime
) -> Recording:
    told = library.recordings[name]
    texts = {
        language: RecordingTextGiven(
            said["description"],
            said.get("transcript", ""),
            captions_of(said["captions"]) if "captions" in said else None,
        )
        for language, said in told.items()
        if isinstance(said, dict)
    }
    data = ContentFile((library.folder / "ghi" / told["file"]).read_bytes())
    given = RecordingGiven(told["title"], RIGHTS, pictures[told["poster"]].pk, texts)
    return add_recording(people.editor, data, given, name=told["file"], now=now)


def _file(library: DemoLibrary, name: str, people: People, now: datetime) -> Attachment:
    data = ContentFile((library.folder / "tep" / name).read_bytes())
    given = AttachmentGiven(rights=RIGHTS, language=ORIGINAL)
    return add_attachment(people.editor, data, given, name=name, now=now)


def _item(told: DemoItem, shelves: Shelves, people: People, now: datetime) -> None:
    original = told.words[ORIGINAL]
    then = {each.key: each.value for each in told.earlier}
    first = _words(told, original, _stored(original.body, shelves, then), shelves)
    item = create_item(
        people.editor,
        NewItem(
            kind=told.kind, supplier=shelves.agencies[told.supplier], words=first,
            category=shelves.categories[told.category], topics=[shelves.topics[code] for code in told.topics],
            valid_from=told.valid_from, valid_to=told.valid_to, latitude=told.latitude, longitude=told.longitude,
        ),
        now=now,
    )  # fmt: skip
    late = told.changed_later
    for language in late:
        _translate(item, told, language, shelves, people, now)
    if late:
        edition = Edition.objects.get(item=item, language=ORIGINAL)
        last = _words(told, original, _stored(original.body, shelves), shelves)
        save_draft(people.editor, edition, last, now=now)
    for language in told.words:
        if language != ORIGINAL and language not in late:
            _translate(item, told, language, shelves, people, now)
    _bring_out(item, told, people, now)


def _words(told: DemoItem, words: DemoWords, body: Sequence[Mapping[str, Any]], shelves: Shelves) -> Words:
    facts = {**told.facts, **words.facts} if words is told.words[ORIGINAL] else dict(words.facts)
    return Words(words.title, words.slug, words.summary, body, facts, shelves.pictures[told.cover])


def _stored(
    blocks: Iterable[DemoBlock], shelves: Shelves, then: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The blocks as a page stores them, with media by their numbers; `then`: passages with earlier words."""
    kept = []
    for block in blocks:
        value = (then or {}).get(block.key, block.value)
        if block.type == "picture":
            value = shelves.pictures[value].pk
        elif block.type == "gallery":
            value = [
                {"type": "item", "value": shelves.pictures[name].pk, "id": f"{block.key}-{name}"} for name in value
            ]
        elif block.type == "file":
            value = shelves.files[value].pk
        kept.append({"type": block.type, "value": value, "id": block.key})
    return kept


def _translate(item: Item, told: DemoItem, language: str, shelves: Shelves, people: People, now: datetime) -> None:
    """Writes a translation in one go; what a passage was made from is noted as the translators' page notes it."""
    words = told.words[language]
    body = _beside(told.words[ORIGINAL].body, words.body, language, shelves)
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


def _own(name: str, language: str) -> str:
    """What the passage of a translation is called that is made from one of the original."""
    own, slash, part = name.partition("/")
    is_block = own[0] in "hplqan" and own[1:].isdigit()
    return f"{counterpart(language, own)}{slash}{part}" if is_block else name


def _beside(
    original: Sequence[DemoBlock], blocks: Sequence[DemoBlock], language: str, shelves: Shelves
) -> list[dict[str, Any]]:
    """The blocks of a translation under their own ids, the original's media where the original has them."""
    order = [block.key for block in original]
    found = list(blocks)
    for block in original:
        if block.type in MEDIA:
            before = set(order[: order.index(block.key)])
            at = max((n + 1 for n, each in enumerate(found) if before & {each.key, *each.sources}), default=0)
            found.insert(at, block)
    return [{**each, "id": counterpart(language, each["id"])} for each in _stored(found, shelves)]


def _bring_out(item: Item, told: DemoItem, people: People, now: datetime) -> None:
    by_stage: dict[str, list[Edition]] = {"published": [], "awaiting": [], "translating": []}
    for edition in Edition.objects.filter(item=item).select_related("item"):
        by_stage[told.words[edition.language].stage].append(edition)
    for edition in by_stage["published"] + by_stage["awaiting"]:
        ask_approval(people.editor if edition.is_original else people.translator, edition, now=now)
    for edition in by_stage["published"]:
        approve(people.approver, edition, seen=digest_of(draft_of(edition)), now=now)
    publish(people.editor, item, [edition.language for edition in by_stage["published"]], now=now)
