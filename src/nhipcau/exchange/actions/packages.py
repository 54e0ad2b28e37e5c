"""Packages of content for other systems: asked for, made in the background, kept with their fingerprint.

The format is described for receivers in docs/goi-du-lieu.md and by exchange/api/package.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files import File
from django.db import transaction

from nhipcau.core.public import Actor, record, require
from nhipcau.library.public import Picture

from ..api.shapes import item_out
from ..choices import EXPORT, PackageState, Receiver
from ..errors import NothingToPackError
from ..models import Package
from ..queries.chosen import Wanted, in_batches, wanted
from ..queries.records import Place, picture_ids, records

FORMAT = "nhipcau-goi/1"


def ask_for_package(
    actor: Actor,
    receiver: Receiver,
    languages: Sequence[str],
    *,
    since: datetime | None = None,
    with_media: bool = True,
    now: datetime,
) -> Package:
    """Notes that a package is wanted; needs EXPORT. NothingToPackError where nothing published fits."""
    require(actor, EXPORT)
    with transaction.atomic():
        package = Package.objects.create(
            province_id=actor.province_id, receiver=receiver, languages=list(languages), since=since,
            with_media=with_media, asked_at=now, asked_by_id=actor.user_id,
        )  # fmt: skip
        if not any(rows.exists() for rows in _wanted(package)):
            raise NothingToPackError
        record(actor, "exchange.package", package, f"Lập gói dữ liệu gửi {package.get_receiver_display()}", at=now)
    return package


def make_package(package: Package, place: Place, *, now: datetime) -> Package:
    """Writes the file of a package that waits; one that is made already is left as it is.

    Everything is written to a temporary file, an item at a time; the package changes only once it is whole.
    """
    if package.state == PackageState.MADE:
        return package
    with TemporaryFile() as held:
        count = _write(held, package, place, now)
        held.seek(0)
        digest = sha256()
        while chunk := held.read(1 << 20):
            digest.update(chunk)
        package.size = held.tell()
        held.seek(0)
        package.file.save(f"{place.province.code}-{package.pk}.zip", File(held), save=False)
    package.state, package.made_at, package.items, package.sha256 = PackageState.MADE, now, count, digest.hexdigest()
    package.save()
    return package


def _wanted(package: Package) -> list[Any]:
    return [wanted(package.province, Wanted(language=code, changed_since=package.since)) for code in package.languages]


def _write(held: IO[bytes], package: Package, place: Place, now: datetime) -> int:
    sums: dict[str, str] = {}
    told: list[dict[str, Any]] = []
    pictures: set[int] = set()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for rows in _wanted(package):
            for batch in in_batches(rows):
                for item in map(item_out, records(place, batch)):
                    name = f"items/{item['language']}/{item['id']}.json"
                    _put(archive, sums, name, _json(item))
                    told.append({"id": item["id"], "language": item["language"], "file": name, "url": item["url"]})
                pictures |= {pk for row in batch for pk in picture_ids(row.content)}
        media = list(_media(archive, sums, pictures, place)) if package.with_media else []
        manifest = {
            "format": FORMAT,
            "province": {"code": place.province.code, "name": place.province.name},
            "receiver": package.receiver,
            "made_at": now.isoformat(),
            "changed_since": package.since.isoformat() if package.since else None,
            "languages": package.languages,
            "items": told,
            "media": media,
        }
        _put(archive, sums, "manifest.json", _json(manifest))
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
        archive.writestr("SHA256SUMS", listed)
    return len(told)


def _media(archive: ZipFile, sums: dict[str, str], ids: Iterable[int], place: Place) -> Iterable[dict[str, Any]]:
    rows = Picture.objects.filter(pk__in=list(ids), province=place.province).showable(place.today)
    for picture in rows.prefetch_related("texts").order_by("pk"):
        suffix = picture.file.name.rpartition(".")[2].lower()
        name = f"media/{picture.pk}.{suffix}"
        with picture.file.open("rb") as file:
            data = file.read()
        sums[name] = sha256(data).hexdigest()
        archive.writestr(name, data, compress_type=ZIP_STORED)
        yield {
            "id": picture.pk, "file": name, "credit": picture.printed_credit, "licence": picture.licence,
            "texts": {text.language: {"alt": text.alt, "caption": text.caption} for text in picture.texts.all()},
        }  # fmt: skip


def _put(archive: ZipFile, sums: dict[str, str], name: str, data: bytes) -> None:
    archive.writestr(name, data)
    sums[name] = sha256(data).hexdigest()


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
