"""Media as pages show them: ready values, a fixed number of queries, and nothing whose rights have ended."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.images.models import SourceImageIOError

from nhipcau.core.public import VIETNAMESE
from nhipcau.core.public import language as language_of

from ...choices import AttachmentKind, Licence, RecordingKind
from ...models import Attachment, Picture, PictureText, Recording
from ...models.rights import Rights
from .sizes import MEDIA_TYPES, Shape, all_specs, specs

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One `<source>` of a `<picture>`: its type and `srcset`."""

    media_type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Sources:
    """A `<picture>`: the sources from the smallest format on, and the `<img>` for browsers that know none of them.

    `width` and `height` are those of `src` and of every other size in proportion: nothing moves while it loads.
    """

    sources: tuple[Source, ...]
    src: str
    srcset: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Named:
    """Whose something is and what others may do with it, as it is printed below."""

    author: str
    credit: str
    licence: Licence
    licence_label: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture with its words in one language (`text_language`: another where that one has none yet).

    `focal` is the point that matters, as shares of width and height. `download_url` is empty where the licence keeps
    the file on this portal.
    """

    id: int
    title: str
    alt: str
    caption: str
    text_language: str
    rights: Named
    images: Sources
    focal: tuple[float, float]
    full_width: int
    full_height: int
    full_size: int
    taken_on: date | None
    place: str
    download_url: str


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language."""

    language: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownRecording:
    """A recording with what is said of and in it. `silent`: a video that has no sound track, so needs no captions."""

    id: int
    title: str
    kind: RecordingKind
    url: str
    media_type: str
    size: int
    duration_ms: int | None
    width: int | None
    height: int | None
    silent: bool
    description: str
    transcript: str
    transcript_language: str
    tracks: tuple[Track, ...]
    poster: ShownPicture | None
    rights: Named


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """A file for download; `cover` is the first page of a publication."""

    id: int
    title: str
    kind: AttachmentKind
    kind_label: str
    media_type: str
    url: str
    size: int
    pages: int | None
    language: str
    cover: ShownPicture | None
    rights: Named


def pictures_by_id(
    ids: Iterable[int], language: str, today: date, *, shape: Shape = Shape.NATURAL
) -> dict[int, ShownPicture]:
    """Those of the pictures that may be shown on the day, in one language; three queries, however many.

    A picture that was withdrawn, or whose rights have ended, is not in the answer: pages leave it out by that. Neither
    is one whose file is gone; that is logged.
    A size that nobody has drawn yet is drawn now, once.
    """
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    rows = Picture.objects.filter(pk__in=wanted).showable(today)
    pictures = list(rows.prefetch_renditions(*all_specs(shape)).order_by())
    texts = _texts(pictures, language)
    found: dict[int, ShownPicture] = {}
    for picture in pictures:
        try:
            found[picture.pk] = _shown(picture, texts.get(picture.pk), shape)
        except SourceImageIOError:  # a store that has lost a file does not take the page along
            log.exception("the file of picture %s cannot be read", picture.pk)
    return found


def sources(picture: Picture, *, shape: Shape = Shape.NATURAL) -> Sources:
    """What a `<picture>` needs. With renditions prefetched (`prefetch_renditions`) it asks the database nothing."""
    wanted = specs(shape)
    drawn = picture.get_renditions(*all_specs(shape))
    sets: dict[str, dict[int, str]] = {}
    for each, described in wanted.items():
        sets[each] = {drawn[spec].width: drawn[spec].url for spec in described}
    last = list(wanted)[-1]
    largest = drawn[wanted[last][-1]]
    return Sources(
        tuple(Source(MEDIA_TYPES[each], _srcset(sizes)) for each, sizes in sets.items() if each != last),
        sets[last][min(sets[last], key=lambda width: abs(width - 960))],
        _srcset(sets[last]),
        largest.width,
        largest.height,
    )


def recordings_by_id(ids: Iterable[int], language: str, today: date) -> dict[int, ShownRecording]:
    """Those of the recordings that may be shown on the day; five queries, however many."""
    rows = Recording.objects.filter(pk__in={pk for pk in ids if pk}).showable(today)
    recordings = list(rows.prefetch_related("texts").order_by())
    posters = pictures_by_id([each.poster_id for each in recordings if each.poster_id], language, today)
    return {each.pk: _played(each, language, posters) for each in recordings}


def attachments_by_id(ids: Iterable[int], language: str, today: date) -> dict[int, ShownAttachment]:
    """Those of the attachments that may be offered on the day; four queries, however many."""
    attachments = list(Attachment.objects.filter(pk__in={pk for pk in ids if pk}).showable(today).order_by())
    covers = pictures_by_id([each.cover_id for each in attachments if each.cover_id], language, today)
    return {each.pk: _offered(each, language, covers) for each in attachments}


def _srcset(sizes: Mapping[int, str]) -> str:
    return ", ".join(f"{url} {width}w" for width, url in sorted(sizes.items()))


def _texts(pictures: list[Picture], language: str) -> dict[int, PictureText]:
    """Each picture's words: those of the language where there are any, else the Vietnamese ones."""
    rows = PictureText.objects.filter(picture__in=pictures, language__in={language, VIETNAMESE})
    found: dict[int, PictureText] = {}
    for row in rows.order_by():
        if row.language == language and (row.alt or row.caption):
            found[row.picture_id] = row
        else:
            found.setdefault(row.picture_id, row)
    return found


def _named(rights: Rights, language: str) -> Named:
    licence = Licence(rights.licence)
    with override(language if language in (VIETNAMESE, "en") else "en"):
        label = str(licence.label)
    return Named(rights.author, rights.printed_credit, licence, label, licence.url)


def _shown(picture: Picture, text: PictureText | None, shape: Shape) -> ShownPicture:
    language = text.language if text else VIETNAMESE
    reusable = Licence(picture.licence).allows_reuse
    return ShownPicture(
        id=picture.pk,
        title=picture.title,
        alt=text.alt if text else "",
        caption=text.caption if text else "",
        text_language=language,
        rights=_named(picture, language),
        images=sources(picture, shape=shape),
        focal=focal_share(picture),
        full_width=picture.width,
        full_height=picture.height,
        full_size=picture.file_size or 0,
        taken_on=picture.taken_on,
        place=picture.place,
        download_url=reverse("library:picture_full", args=[picture.pk]) if reusable else "",
    )


def focal_share(picture: Picture) -> tuple[float, float]:
    """The point that matters, as shares of width and height; the middle where nobody has set one."""
    if picture.focal_point_x is None or picture.focal_point_y is None:
        return (0.5, 0.5)
    return (picture.focal_point_x / picture.width, picture.focal_point_y / picture.height)


def _played(recording: Recording, language: str, posters: Mapping[int, ShownPicture]) -> ShownRecording:
    texts = {text.language: text for text in recording.texts.all()}
    described = texts.get(language) or texts.get(VIETNAMESE)
    written = next((text for text in (texts.get(language), *texts.values()) if text and text.transcript), None)
    return ShownRecording(
        id=recording.pk,
        title=recording.title,
        kind=RecordingKind(recording.kind),
        url=recording.url,
        media_type=recording.media_type,
        size=recording.size,
        duration_ms=recording.duration_ms,
        width=recording.width,
        height=recording.height,
        silent=recording.kind == RecordingKind.VIDEO and recording.has_sound is False,
        description=described.description if described else "",
        transcript=written.transcript if written else "",
        transcript_language=written.language if written else "",
        tracks=tuple(
            Track(code, language_of(code).own_name, reverse("library:captions", args=[recording.pk, code]))
            for code, text in texts.items()
            if text.captions
        ),
        poster=posters.get(recording.poster_id or 0),
        rights=_named(recording, language),
    )


def _offered(attachment: Attachment, language: str, covers: Mapping[int, ShownPicture]) -> ShownAttachment:
    kind = AttachmentKind(attachment.kind)
    return ShownAttachment(
        id=attachment.pk,
        title=attachment.title,
        kind=kind,
        kind_label=gettext(str(kind.label)),
        media_type=attachment.media_type.partition(";")[0],
        url=attachment.url,
        size=attachment.file_size or 0,
        pages=attachment.pages,
        language=attachment.language,
        cover=covers.get(attachment.cover_id or 0),
        rights=_named(attachment, language),
    )
