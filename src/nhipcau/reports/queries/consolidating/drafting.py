"""The consolidated report as a draft: a pure function of what stands. No word of it is invented: passages are the
agencies' own, joined where they tell of one thing, numbers are totals with their day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ...choices import BlockKind, QuestionKind, TallyColumn
from ...models import Question
from ..merging import Group, Passage, facts_of, grouped
from .material import Key, Line, Material
from .numbers import numbers_in, printed
from .totals import Total

_LISTED = (QuestionKind.DIFFICULTIES, QuestionKind.COMMENDATIONS)


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A line that a block was made from; `base` lends the words."""

    key: Key
    number: int
    said: str
    base: bool = False


@dataclass(frozen=True, slots=True)
class DraftTally:
    """A number with its origin: the index of a source of its block, a count of the obligations, or an indicator."""

    printed: str
    value: Decimal | None = None
    source: int | None = None
    counts: str = ""
    indicator_id: int | None = None
    part: str = ""
    column: TallyColumn = TallyColumn.NOW
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A piece of the draft, as `Block` keeps it."""

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    sources: tuple[DraftSource, ...] = ()
    tallies: tuple[DraftTally, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The totals that stand side by side in the table of figures; without an earlier period the column is empty."""

    now: Sequence[Total]
    before: Sequence[Total] = ()
    year_ago: Sequence[Total] = field(default=())


def drafted(material: Material, columns: Columns, *, issuer: str, as_of: date) -> list[DraftBlock]:
    """The draft, block by block: opening, then the template's sections with what was said, weightiest first.

    Passages that tell of one thing are one block in the words of the one that says most, with all who say it in
    brackets; one that adds a number, name or day of its own follows as a block of its own.
    """
    blocks = list(_opening(material, issuer, as_of))
    for section in material.sections:
        body = [
            block
            for question in material.questions.get(section.pk, ())
            for block in _question(material, question, several=len(material.questions[section.pk]) > 1)
        ]
        if any(question.kind == QuestionKind.FIGURE for question in material.questions.get(section.pk, ())):
            body.append(_figures(columns, as_of))
        if body:
            blocks.append(DraftBlock(BlockKind.HEADING, section.heading, 1, section.number))
            blocks += body
    return blocks


def _opening(material: Material, issuer: str, as_of: date) -> Iterator[DraftBlock]:
    period = material.period
    plans = ", ".join(material.plans)
    begins = f"Thực hiện {plans}, " if plans else ""
    name = period.name[:1].lower() + period.name[1:]
    yield DraftBlock(BlockKind.PASSAGE, f"{begins}{issuer} tổng hợp {name} như sau:")
    arrived, asked = printed(material.arrived), printed(material.asked)
    text = f"Đến ngày {as_of:%d/%m/%Y}, {arrived}/{asked} cơ quan, đơn vị, địa phương đã gửi báo cáo."
    yield DraftBlock(
        BlockKind.PASSAGE,
        text,
        tallies=(
            DraftTally(arrived, Decimal(material.arrived), counts="arrived"),
            DraftTally(asked, Decimal(material.asked), counts="total"),
        ),
    )


def _question(material: Material, question: Question, *, several: bool) -> Iterator[DraftBlock]:
    lines = material.lines.get(question.pk, [])
    if not lines:
        return
    if several and question.kind != QuestionKind.BY_TASK:
        yield DraftBlock(BlockKind.HEADING, question.words, 2)
    if question.kind in _LISTED:
        yield from _listed(lines)
        return
    by_group: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_group[line.group].append(line)
    for group in sorted(
        by_group, key=lambda each: list(material.groups).index(each) if each in material.groups else -1
    ):
        if question.kind == QuestionKind.BY_TASK and group in material.groups:
            yield DraftBlock(BlockKind.HEADING, material.groups[group], 2)
        yield from _merged(by_group[group])


def _listed(lines: Sequence[Line]) -> Iterator[DraftBlock]:
    """One block for each thing listed; what several say in the same words is said once."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        alike[line.text.casefold()].append(line)
    for told in alike.values():
        first, *others = (_passage(key, line) for key, line in enumerate(told))
        yield _block(Group(first, tuple(others)), told, [])


def _passage(key: int, line: Line) -> Passage:
    return facts_of(key, line.text, by=line.agency, duty=line.duty)


def _merged(lines: Sequence[Line]) -> Iterator[DraftBlock]:
    """One block for each group of lines; what a line adds to its group comes right after it."""
    groups, _contradictions = grouped([_passage(key, line) for key, line in enumerate(lines)])
    for group in groups:
        adding = [each for each in group.others if _adds(each, group.base)]
        covered = tuple(each for each in group.others if each not in adding)
        yield _block(Group(group.base, covered), lines, [lines[each.key] for each in adding])
        for each in adding:
            yield _block(Group(each, ()), lines, [])


def _adds(passage: Passage, base: Passage) -> bool:
    """Whether a passage tells a number, a name or a day that the base does not."""
    known = {count.value for count in base.counts}
    return bool(
        {count.value for count in passage.counts} - known or passage.names - base.names or passage.days - base.days
    )


def _block(group: Group, lines: Sequence[Line], also: Sequence[Line]) -> DraftBlock:
    """A group as a block. `also`: lines that follow as blocks of their own but vouch for this one too."""
    told = [lines[passage.key] for passage in group.passages]
    sources = [DraftSource(line.key, line.number, line.text, base=at == 0) for at, line in enumerate(told)]
    sources += [DraftSource(line.key, line.number, line.text) for line in also]
    agencies = list(dict.fromkeys(line.agency for line in [*told, *also]))
    tallies = tuple(DraftTally(number, source=0) for number in dict.fromkeys(numbers_in(told[0].text)))
    return DraftBlock(BlockKind.PASSAGE, sentence(told[0].text, agencies), sources=tuple(sources), tallies=tallies)


def sentence(text: str, agencies: Sequence[str]) -> str:
    """The words of a passage as a sentence that names who says it: `Đón 12 phóng viên (Sở Ngoại vụ, Công an tỉnh).`"""
    body = text.strip().rstrip(" ;,.")
    return f"{body[:1].upper()}{body[1:]} ({', '.join(agencies)})."


def _figures(columns: Columns, as_of: date) -> DraftBlock:
    """The table of figures: its words are the line above it, its cells the tallies."""
    tallies = [
        *_column(columns.now, TallyColumn.NOW),
        *_column(columns.before, TallyColumn.BEFORE),
        *_column(columns.year_ago, TallyColumn.YEAR_AGO),
    ]
    for total in columns.now:
        if total.estimate is not None:
            shown = printed(total.estimate, total.indicator.decimals)
            tallies.append(_tally(total, shown, total.estimate, TallyColumn.ESTIMATE))
    return DraftBlock(BlockKind.FIGURES, f"Số liệu tính đến ngày {as_of:%d/%m/%Y}", tallies=tuple(tallies))


def _column(totals: Sequence[Total], column: TallyColumn) -> Iterator[DraftTally]:
    for total in totals:
        if total.value is None:
            yield _tally(total, str(total.kind.label), None, column)
        else:
            yield _tally(total, printed(total.value, total.indicator.decimals), total.value, column)


def _tally(total: Total, shown: str, value: Decimal | None, column: TallyColumn) -> DraftTally:
    return DraftTally(
        shown, value, indicator_id=total.indicator.pk, part=total.part, column=column, values=total.values
    )
