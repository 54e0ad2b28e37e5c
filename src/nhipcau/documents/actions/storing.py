"""Where the bytes of a document lie: the quarantine until they are judged, then the document store."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from ..choices import FileState
from ..models import Document

ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tiff",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}
PACKETS = ("application/zip", "message/rfc822")


def quarantine() -> Storage:
    """The private store of what has not been judged: outside media, search and backup."""
    return storages["quarantine"]


def store_of(document: Document) -> Storage:
    """The store that holds the document's bytes in its present state."""
    return storages["documents"] if document.state == FileState.ACCEPTED else quarantine()


def quarantine_name(document: Document) -> str:
    """Where a document's bytes wait; made of its province and hash alone, never of the name it was given."""
    return f"{document.province_id}/{document.sha256}"


def kept_name(document: Document) -> str:
    """Where an accepted document's bytes lie for good."""
    return f"{document.province_id}/{document.sha256[:2]}/{document.sha256}{ENDINGS.get(document.media_type, '')}"


def put(store: Storage, name: str, content: File[bytes]) -> str:
    """Writes `content` under `name` and answers the name; bytes already there are the same bytes, left by a run
    that was cut short, and are replaced."""
    if store.exists(name):
        store.delete(name)
    return store.save(name, content)


@contextmanager
def local_copy(document: Document) -> Iterator[Path]:
    """A path to the document's bytes on this machine, for as long as the block runs."""
    store = store_of(document)
    if isinstance(store, FileSystemStorage):
        yield Path(store.path(document.stored_as))
        return
    with (
        tempfile.NamedTemporaryFile(suffix=PurePath(document.stored_as).suffix) as copy,
        store.open(document.stored_as) as content,
    ):
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def keep_meanwhile(document: Document, version: str, content: dict[str, Any]) -> None:
    """Keeps what was read of a document in quarantine while it waits for its uploader's word: recognising a long scan
    a second time would take as long as the first."""
    kept = json.dumps({"version": version, "content": content}, ensure_ascii=False)
    put(quarantine(), _meanwhile(document), ContentFile(kept.encode()))


def read_before(document: Document, version: str) -> dict[str, Any] | None:
    """What this version of the reader has read of the document before it was judged; None where it has not."""
    store, name = quarantine(), _meanwhile(document)
    if not store.exists(name):
        return None
    with store.open(name) as kept:
        told = json.loads(kept.read())
    return told["content"] if told["version"] == version else None


def forget_meanwhile(document: Document) -> None:
    """Deletes what was kept of a document while it waited; harmless where there is nothing."""
    quarantine().delete(_meanwhile(document))


def _meanwhile(document: Document) -> str:
    return f"{quarantine_name(document)}.json"
