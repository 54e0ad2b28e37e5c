"""Several documents in one file, each read by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.errors import UnreadableSource
from vanban.model import Limits, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A document found in a file: its `name` there (`bộ hồ sơ.zip/kế hoạch.docx`), and its reading, or the error that
    says why it has none. A file that holds no others is found in itself, by the name it was given ('' for bytes)."""

    name: str
    reading: Reading | None
    error: UnreadableSource | None = None


def read_all(source: bytes | os.PathLike[str], *, limits: Limits = Limits()) -> Iterator[Found]:  # noqa: B008  Limits is frozen
    """Answer every document in `source` (a path, or the bytes of a file) one by one: those in a ZIP or an e-mail, or
    the file itself. One that cannot be read does not keep the others from being read.

    Raises UnreadableSource where the file itself cannot be opened.
    """
    from vanban.reader import read_extract
    from vanban.sources import EMAIL, ZIP, extract_bytes, load, sniff
    from vanban.sources.container import members, opened

    data = source if isinstance(source, bytes) else load(source, limits)
    if sniff(data) not in {ZIP, EMAIL}:
        name = "" if isinstance(source, bytes) else os.path.basename(os.fspath(source))
        yield Found(name, read_extract(extract_bytes(data, limits=limits)))
        return
    for member in members(data, limits):
        try:
            taken = opened(member, limits)
        except UnreadableSource as problem:
            yield Found(member.name, None, problem)
        else:
            yield Found(member.name, read_extract(taken))
