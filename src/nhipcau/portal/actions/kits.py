"""Press kits: the text, the pictures at full size and their credits as one archive, made while it is sent."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from nhipcau.library.public import Picture, ShownPicture

from ..queries.finding import words_of
from ..queries.item import Shown

CHUNK = 256 * 1024


class _Sink(io.RawIOBase):
    """Takes what the archive writes until it is sent on; the archive learns that it cannot go back."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.held += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self.held = bytes(self.held), bytearray()
        return data


def kit(shown: Shown, base: str, now: datetime) -> Iterator[bytes]:
    """The archive of an item in pieces: its words, the pictures that others may use, and a file of credits.

    Never the whole of it in memory. A picture whose file is gone is left out.
    """
    pictures = [each for each in shown.media.pictures.values() if each.download_url]
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        when = now.timetuple()[:6]
        archive.writestr(_entry(_("noi-dung.txt"), when), _words(shown, base))
        archive.writestr(_entry(_("ghi-nguon.txt"), when), _credits(pictures, shown, base))
        yield sink.taken()
        rows = Picture.objects.in_bulk([each.id for each in pictures])
        for number, picture in enumerate(pictures, 1):
            if picture.id in rows:
                yield from _picture(archive, sink, rows[picture.id], _name(number, rows[picture.id]), when)
    yield sink.taken()


def _picture(archive: ZipFile, sink: _Sink, row: Picture, name: str, when: tuple[int, ...]) -> Iterator[bytes]:
    entry = _entry(name, when)
    entry.compress_type = ZIP_STORED  # pictures are compressed already
    try:
        source = row.file.open("rb")
    except FileNotFoundError:
        return
    with source, archive.open(entry, "w") as target:
        while piece := source.read(CHUNK):
            target.write(piece)
            yield sink.taken()


def _entry(name: str, when: tuple[int, ...]) -> ZipInfo:
    entry = ZipInfo(name, when)  # type: ignore[arg-type]
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _name(number: int, row: Picture) -> str:
    return f"{number:02d}-{row.file.name.rpartition('/')[2].partition('-')[2] or row.file.name.rpartition('/')[2]}"


def _words(shown: Shown, base: str) -> str:
    publication = shown.publication
    return "\n\n".join([publication.title, words_of(publication), urljoin(base, shown.url)]) + "\n"


def _credits(pictures: list[ShownPicture], shown: Shown, base: str) -> str:
    head = _("Khi sử dụng, xin ghi nguồn đúng như dưới đây.")
    told = [f"{shown.publication.title}\n{urljoin(base, shown.url)}\n{head}"]
    for number, picture in enumerate(pictures, 1):
        rights = picture.rights
        lines = [f"{number:02d}. {picture.caption or picture.title}", _("Ảnh: %(credit)s") % {"credit": rights.credit}]
        lines.append(" ".join(part for part in (rights.licence_label, rights.licence_url) if part))
        told.append("\n".join(lines))
    return "\n\n".join(told) + "\n"
