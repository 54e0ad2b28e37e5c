"""A consolidated report as its page shows it: each piece with its numbers, and what it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from nhipcau.core.public import Actor

from ...choices import ARRIVED, BlockKind
from ...models import Block, BlockSource, Consolidation, FigureValue, Period, Tally
from .numbers import parts_of
from .printing import columns_of, figure_rows


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block's words; `tally` is the record of a number, `bare` a number without one."""

    text: str
    tally: Tally | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its pieces, or for a table of figures its rows; `agencies`: who says it."""

    block: Block
    pieces: tuple[Piece, ...]
    tallies: tuple[Tally, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, tuple[Tally | None, ...]], ...] = ()


def papers(actor: Actor) -> QuerySet[Consolidation]:
    """The consolidated reports that the actor may see, newest first, with their period and who drafted them."""
    rows: QuerySet[Consolidation] = Consolidation.objects.visible_to(actor)
    return rows.select_related("period", "drafted_by", "reviewed_by", "asked_review_by", "issued_by", "final_copy")


def periods_without(actor: Actor) -> QuerySet[Period]:
    """Periods that something arrived for and that have no consolidated report yet, newest first; one query."""
    rows: QuerySet[Period] = Period.objects.visible_to(actor).filter(
        consolidations=None, submissions__state__in=ARRIVED
    )
    return rows.distinct().order_by("-due", "-pk")


def shown_blocks(paper: Consolidation) -> list[Shown]:
    """The blocks in order, those taken out too; two queries."""
    tallies: dict[int, list[Tally]] = defaultdict(list)
    for tally in paper.tallies.select_related("indicator", "source"):
        tallies[tally.block_id or 0].append(tally)
    return [_shown(block, tallies[block.pk]) for block in paper.blocks.select_related("edited_by")]


def _shown(block: Block, tallies: Sequence[Tally]) -> Shown:
    records = {tally.printed: tally for tally in tallies if tally.indicator_id is None}
    pieces = tuple(
        Piece(part, records.get(part) if number else None, number and part not in records)
        for part, number in parts_of(block.text)
    )
    if block.kind != BlockKind.FIGURES:
        return Shown(block, pieces, tuple(tallies))
    columns = columns_of(tallies)
    rows = tuple(
        (f"– {part}" if part else indicator.name, indicator.unit, tuple(cells.get(each.value) for each in columns))
        for indicator, part, cells in figure_rows(tallies)
    )
    return Shown(block, pieces, tuple(tallies), tuple(str(each.label) for each in columns), rows)


def sources_of(block: Block) -> list[BlockSource]:
    """What a block was made from, with who said it and whether it still stands; one query."""
    rows = block.sources.select_related(
        "answer__version__submission__organisation",
        "answer__version__submission__sent",
        "answer__update",
        "difficulty__organisation",
        "commendation__organisation",
    )
    return list(rows)


def tallies_of(block: Block) -> list[Tally]:
    """The numbers of a block with the figures behind each; three queries."""
    figures = FigureValue.objects.select_related("version__submission__organisation")
    rows = block.tallies.select_related("indicator", "source", "vouched_by")
    return list(rows.prefetch_related(Prefetch("values", queryset=figures)))
