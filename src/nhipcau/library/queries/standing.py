"""How a translation stands to the newest draft of its original, for work; for readers see `reading`."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import ContentPage, Segment
from .bodies import Raw, counterpart, shown, told
from .passages import hashes_of
from .stale import Lag, lag


def owed_by(rows: Iterable[Segment], original: ContentPage) -> Lag:
    """What a translation with these segments owes to a draft of its original."""
    segments = [{"block": each.block, "sources": each.sources, "hash": each.source_hash} for each in rows]
    return lag(segments, hashes_of(original))


def tallied(rows: list[Segment], original: ContentPage, draft: ContentPage) -> dict[str, int]:
    """The counts that are kept of a translation, by their names on `Standing`."""
    owed = owed_by(rows, original)
    return {
        "stale": len(owed.stale),
        "missing": len(owed.missing),
        "unconfirmed": sum(not each.confirmed for each in rows),
        "media": len(media_behind(rows, original, draft)),
    }


def media_behind(rows: Iterable[Segment], original: ContentPage, draft: ContentPage) -> list[str]:
    """The pictures, galleries and files that do not stand in a translation as the original has them.

    Those that somebody left out or exchanged in the translation are no debt.
    """
    language = draft.edition.language
    noted = {each.block: each for each in rows if each.block}
    left_out = {name for each in rows if not each.block for name in each.sources}
    mine, theirs = shown(_raw(draft)), shown(_raw(original))
    behind = []
    for source, block in theirs.items():
        own = made_as(language, source, mine)
        row = noted.get(own)
        if source in left_out:
            continue
        if own not in mine or (
            row and row.source_texts != [told(block["value"])] and _follows(row, mine[own]["value"])
        ):
            behind.append(source)
    behind += [each for each in mine if (row := noted.get(each)) and row.sources and row.sources[0] not in theirs]
    return behind


def made_as(language: str, source: str, mine: Iterable[str]) -> str:
    """The id of the block that goes along with a block of the original, in a body with these ids."""
    own = counterpart(language, source)
    return source if source in mine and own not in mine else own


def _follows(row: Segment, value: object) -> bool:
    """Whether a block that goes along still shows what was brought along, so that nobody exchanged it."""
    return bool(row.source_texts == [told(value)])


def _raw(page: ContentPage) -> Raw:
    return list(page.body.raw_data)
