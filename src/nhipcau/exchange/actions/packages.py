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
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files import File
from django.db import transaction

from nhipcau.core.public import Actor, record, require
from nhipcau.library.public import Attachment, Picture, Recording

from ..api.shapes import item_out
from ..choices import EXPORT, PackageState, Receiver
from ..connectors import CONNECTORS
from ..errors import NoConnectorError, NothingToPackError
from ..models import Package
from ..queries.chosen import Wanted, in_batches, wanted
from ..queries.records import Place, Record, records

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


def give_up(package: Package, why: str) -> None:
    """Notes why a package that waits could not be made: one sentence, for the page."""
    Package.objects.filter(pk=package.pk, state=PackageState.WAITING).update(state=PackageState.FAILED, failure=why)


def send_package(actor: Actor, package: Package, *, now: datetime) -> str:
    """Hands a finished package to the receiver's connector; answers its receipt, which the audit trail keeps.

    Needs EXPORT. NoConnectorError where the receiver has none, or the HouseError of one that did not take the package.
    """
    require(actor, EXPORT)
    connector = CONNECTORS.get(package.receiver)
    if connector is None:
        raise NoConnectorError
    receipt = connector.send(package)
    record(
        actor, "exchange.sent", package, f"Gửi gói dữ liệu tới {package.get_receiver_display()}", at=now,
        data={"receipt": receipt},
    )  # fmt: skip
    return receipt


def _wanted(package: Package) -> list[Any]:
    return [wanted(package.province, Wanted(language=code, changed_since=package.since)) for code in package.languages]


def _write(held: IO[bytes], package: Package, place: Place, now: datetime) -> int:
    sums: dict[str, str] = {}
    told: list[dict[str, Any]] = []
    shown: dict[str, set[int]] = {"picture": set(), "file": set(), "recording": set()}
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for rows in _wanted(package):
            for batch in in_batches(rows):
                for each in records(place, batch):
                    name = f"items/{each.language}/{each.id}.json"
                    _put(archive, sums, name, _json(item_out(each)))
                    told.append({"id": each.id, "language": each.language, "file": name, "url": each.url})
                    _note(each, shown)
        media = list(_media(archive, sums, shown, place)) if package.with_media else []
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


def _note(told: Record, shown: dict[str, set[int]]) -> None:
    shown["picture"] |= {each.id for each in told.images}
    shown["file"] |= {each.id for each in told.files}
    shown["recording"] |= {each.id for each in told.recordings}


def _media(
    archive: ZipFile, sums: dict[str, str], shown: dict[str, set[int]], place: Place
) -> Iterable[dict[str, Any]]:
    """Writes the files that the items show, one at a time, and answers what the manifest says of each."""
    for kind, (folder, rows) in _stored(shown, place).items():
        for row in rows:
            name = f"{folder}/{row.pk}.{row.file.name.rpartition('.')[2].lower()}"
            _copy(archive, sums, name, row.file)
            texts = row.texts.all() if kind == "picture" else ()
            yield {
                "id": row.pk, "kind": kind, "file": name, "credit": row.printed_credit, "licence": row.licence,
                "texts": {text.language: {"alt": text.alt, "caption": text.caption} for text in texts},
            }  # fmt: skip


def _stored(shown: dict[str, set[int]], place: Place) -> dict[str, tuple[str, Any]]:
    def held(model: Any, kind: str) -> Any:
        return model.objects.filter(pk__in=shown[kind], province=place.province).showable(place.today).order_by("pk")

    return {
        "picture": ("media", held(Picture, "picture").prefetch_related("texts")),
        "file": ("files", held(Attachment, "file")),
        "recording": ("recordings", held(Recording, "recording")),
    }


def _copy(archive: ZipFile, sums: dict[str, str], name: str, file: Any) -> None:
    """A stored file as it is, in pieces: a video may be larger than the memory."""
    digest, entry = sha256(), ZipInfo(name)
    entry.compress_type = ZIP_STORED  # pictures and recordings are compressed already
    with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        for piece in source.chunks():
            digest.update(piece)
            target.write(piece)
    sums[name] = digest.hexdigest()


def _put(archive: ZipFile, sums: dict[str, str], name: str, data: bytes) -> None:
    archive.writestr(name, data)
    sums[name] = sha256(data).hexdigest()


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
