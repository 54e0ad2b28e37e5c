"""Making the draft of a consolidated report, and making it again when more has arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from nhipcau.core.public import Actor, Province, record, require

from ...choices import CONSOLIDATE, BlockKind
from ...models import Block, BlockSource, Consolidation, Period, Tally
from ...queries.consolidating.drafting import Columns, DraftBlock, drafted
from ...queries.consolidating.material import material
from ...queries.consolidating.totals import period_a_year_ago, period_before, totals, totals_of
from .changing import keep_version, locked, touched

_SOURCES = {"answer": "answer_id", "difficulty": "difficulty_id", "commendation": "commendation_id"}


def draft(actor: Actor, period: Period, *, now: datetime) -> Consolidation:
    """Makes the consolidated report of a period by rule, from everything that stands at this moment.

    The frame is that of the province's last report of this kind, where there is one. Raises NotAllowedError.
    """
    require(actor, CONSOLIDATE)
    with transaction.atomic(), translation.override("vi"):
        before = Consolidation.objects.visible_to(actor).filter(period__kind=period.kind).first()
        paper = Consolidation.objects.create(
            province_id=actor.province_id,
            period=period,
            title=_title(period),
            as_of=period.cut_off,
            frame=before.frame if before is not None else _frame(actor),
            drafted_by_id=actor.user_id,
            drafted_at=now,
        )
        _write(paper, _blocks(actor, paper))
        keep_version(actor, paper, "Dự thảo lập tự động", now)
        record(actor, "reports.draft_paper", paper, f"Lập dự thảo báo cáo tổng hợp: {paper.title}", at=now)
    return paper


def draft_again(actor: Actor, paper: Consolidation, *, now: datetime) -> Consolidation:
    """Makes the draft again from what stands now. What a person wrote, changed, moved or took out stays as it is.

    A version of how it stood is kept first. Raises NotDraftingError.
    """
    require(actor, CONSOLIDATE)
    with transaction.atomic(), translation.override("vi"):
        standing = locked(actor, paper)
        keep_version(actor, standing, "Trước khi cập nhật từ báo cáo của các cơ quan", now)
        blocks = _blocks(actor, standing)
        own = _own(standing)
        kept = [block.pk for held in own.values() for block in held]
        standing.blocks.exclude(pk__in=kept).delete()
        _write(standing, blocks, own)
        touched(standing)
        record(actor, "reports.draft_paper_again", standing, f"Cập nhật dự thảo: {standing.title}", at=now)
    return standing


def _title(period: Period) -> str:
    name = period.name.removeprefix("Báo cáo ").strip()
    if "thông tin đối ngoại" in name.lower():
        return f"{name[:1].upper()}{name[1:]}"
    return f"Kết quả công tác thông tin đối ngoại {name[:1].lower()}{name[1:]}"


def _frame(actor: Actor) -> dict[str, Any]:
    """What stands around the text where no report was made before: the province; the rest is left to be filled in."""
    province = Province.objects.get(pk=actor.province_id)
    name = province.name
    for kind in ("tỉnh ", "thành phố "):
        name = name.removeprefix(kind)
    return {
        "superior": "",
        "issuer": f"Ủy ban nhân dân {province.name}",
        "symbol": "BC-UBND",
        "place": name,
        "addressees": [],
        "on_behalf": "Ủy ban nhân dân",
        "in_place_of": "Chủ tịch",
        "office": "Phó Chủ tịch",
        "signer": "",
        "recipients": ["Bộ Văn hóa, Thể thao và Du lịch", "Tỉnh ủy", "Các cơ quan, đơn vị, địa phương liên quan"],
        "archive": "VT",
    }


def _blocks(actor: Actor, paper: Consolidation) -> list[DraftBlock]:
    period = paper.period
    standing = material(actor, period)
    before, year_ago = period_before(actor, period), period_a_year_ago(actor, period)
    columns = Columns(
        totals(standing.values),
        totals_of(actor, before) if before else (),
        totals_of(actor, year_ago) if year_ago and year_ago != before else (),
    )
    return drafted(standing, columns, issuer=paper.frame.get("issuer", ""), as_of=paper.as_of)


def _own(paper: Consolidation) -> dict[str, list[Block]]:
    """The blocks that a person changed, by the main heading under which they stand; a table of figures is none unless
    it was taken out: its numbers are always made anew."""
    found: dict[str, list[Block]] = defaultdict(list)
    heading = ""
    for block in paper.blocks.prefetch_related("sources"):
        if block.kind == BlockKind.HEADING and block.level == 1:
            heading = block.drafted or block.text
        if block.edited_at is not None and (block.kind != BlockKind.FIGURES or block.removed):
            found[heading].append(block)
    return found


def _write(paper: Consolidation, blocks: Sequence[DraftBlock], own: dict[str, list[Block]] | None = None) -> None:
    """Writes the draft's blocks. A block that a person changed stands in the place of the one it was made of; one that
    has no such place any more, or was added by hand, at the end of its part."""
    left = {heading: list(held) for heading, held in (own or {}).items()}
    placed: list[Block | DraftBlock] = []
    heading = ""
    for made in blocks:
        if made.kind == BlockKind.HEADING and made.level == 1:
            placed += left.pop(heading, [])
            heading = made.text
        match = next((each for held in left.values() for each in held if _same_place(each, made)), None)
        if match is None:
            placed.append(made)
            continue
        next(held for held in left.values() if match in held).remove(match)
        placed.append(match)
    placed += [each for held in left.values() for each in held]
    pairs = []
    for order, each in enumerate(placed, 1):
        if isinstance(each, Block):
            each.order = order
            each.save(update_fields=["order"])
            continue
        block = Block(
            province_id=paper.province_id, paper=paper, kind=each.kind, level=each.level, label=each.label,
            order=order, text=each.text, drafted=each.text,
        )  # fmt: skip
        pairs.append((block, each))
    Block.objects.bulk_create([block for block, _made in pairs])
    _attach(paper, pairs)


def _same_place(block: Block, made: DraftBlock) -> bool:
    """Whether a block that a person changed was made of the same thing as a new one."""
    if block.drafted and block.drafted == made.text:
        return True
    records = {
        ("answer", each.answer_id) if each.answer_id else ("", 0) for each in block.sources.all() if each.base
    } - {("", 0)}
    return any(source.base and source.key in records and source.said == _base(block) for source in made.sources)


def _base(block: Block) -> str:
    return next((each.said for each in block.sources.all() if each.base), "")


def _attach(paper: Consolidation, pairs: Sequence[tuple[Block, DraftBlock]]) -> None:
    owner = {"province_id": paper.province_id}
    sources: list[list[BlockSource]] = [
        [
            BlockSource(**owner, block=block, said=each.said, base=each.base, **{_SOURCES[each.key[0]]: each.key[1]})
            for each in made.sources
        ]
        for block, made in pairs
    ]
    BlockSource.objects.bulk_create([source for held in sources for source in held])
    tallies = [
        (
            Tally(
                **owner,
                paper=paper,
                block=block,
                printed=each.printed,
                value=each.value,
                as_of=paper.as_of,
                indicator_id=each.indicator_id,
                part=each.part,
                column=each.column,
                source=None if each.source is None else held[each.source],
                counts=each.counts,
            ),
            each.values,
        )
        for (block, made), held in zip(pairs, sources, strict=True)
        for each in made.tallies
    ]
    Tally.objects.bulk_create([tally for tally, _values in tallies])
    through = Tally.values.through
    through.objects.bulk_create(
        through(tally_id=tally.pk, figurevalue_id=value) for tally, values in tallies for value in values
    )
