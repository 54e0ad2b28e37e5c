"""What a person must look at before a consolidated report goes on: computed each time, never kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor

from ...choices import ARRIVED, FindingKind, PaperState, ValueKind
from ...models import Answer, Block, BlockSource, Consolidation, FigureValue, Looked, Obligation, Tally
from ..agreeing import disagreeing
from ..merging import facts_of, grouped
from .material import Line, Material, lines_of, material, one_line
from .numbers import numbers_in


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: `key` names it as long as its causes stay; `words` is a sentence; `sides` what is to be set
    side by side (who, what they say, what differs); `block` the block it concerns; `looked` what a person decided."""

    kind: FindingKind
    key: str
    words: str
    sides: tuple[tuple[str, str, str], ...] = ()
    block: int | None = None
    looked: Looked | None = None


def findings(actor: Actor, paper: Consolidation) -> list[Finding]:
    """Everything to look at in a consolidated report, what nobody has looked at first.

    Contradictions between agencies, sources that changed since, numbers without a source, who has not reported, and
    figures that are owed. Of an issued report only what a person decided is left: it is frozen.
    """
    looked = {(row.kind, row.key): row for row in Looked.objects.filter(paper=paper).select_related("by")}
    if paper.state == PaperState.ISSUED:
        return []
    standing = material(actor, paper.period)
    found = [
        *_contradictions(standing),
        *_words_and_figures(standing),
        *_changed(paper),
        *_without_source(paper),
        *_not_reported(paper),
        *_owed(paper),
    ]
    marked = [
        Finding(each.kind, each.key, each.words, each.sides, each.block, looked.get((each.kind.value, each.key)))
        for each in found
    ]
    return sorted(marked, key=lambda each: each.looked is not None)


def _contradictions(standing: Material) -> Iterator[Finding]:
    lines = list(standing.all_lines())
    _groups, found = grouped([facts_of(at, line.text, by=line.agency, duty=line.duty) for at, line in enumerate(lines)])
    for each in found:
        one, other = lines[each.one.key], lines[each.other.key]
        mine = "; ".join(left for left, _right in each.differences)
        yours = "; ".join(right for _left, right in each.differences)
        yield Finding(
            FindingKind.CONTRADICTION,
            f"{one.key[0]}{one.key[1]}.{one.number}-{other.key[0]}{other.key[1]}.{other.number}",
            _("%(one)s và %(other)s nói khác nhau về cùng một việc.") % {"one": one.agency, "other": other.agency},
            ((one.agency, one.text, mine), (other.agency, other.text, yours)),
        )


def _words_and_figures(standing: Material) -> Iterator[Finding]:
    """Numbers in an agency's words that its own figures do not bear out."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in standing.all_lines():
        lines[line.version].append(line)
    figures: dict[int, list[FigureValue]] = defaultdict(list)
    for values in standing.values.values():
        for value in values:
            figures[value.version_id].append(value)
    for version, told in lines.items():
        for each in disagreeing([line.text for line in told], figures[version]):
            line = told[each.line]
            yield Finding(
                FindingKind.CONTRADICTION,
                f"{line.key[0]}{line.key[1]}.{line.number}-i{each.indicator.pk}",
                _("%(who)s ghi trong lời khác với bảng số liệu của chính mình.") % {"who": line.agency},
                ((_("Trong lời"), line.text, each.said), (_("Bảng số liệu"), each.indicator.name, each.table)),
            )


def _changed(paper: Consolidation) -> Iterator[Finding]:
    rows = BlockSource.objects.filter(block__paper=paper, block__removed=False, answer__isnull=False)
    rows = rows.select_related("answer__version__submission__organisation", "answer__version__submission__sent")
    current: dict[int, set[str]] = {}
    for source in rows:
        answer = source.answer
        if answer is None or stands(source):
            continue
        submission = answer.version.submission
        said = current.get(submission.pk)
        if said is None:
            said = current[submission.pk] = _said_now(submission.sent_id if submission.state in ARRIVED else None)
        if source.said in said:
            continue
        yield Finding(
            FindingKind.CHANGED,
            f"s{source.pk}",
            _("%(who)s đã sửa hoặc rút nội dung này sau khi báo cáo được soạn.")
            % {"who": submission.organisation.name},
            ((submission.organisation.name, source.said, ""),),
            source.block_id,
        )


def stands(source: BlockSource) -> bool:
    """Whether the version that a source was taken from is still the one that stands (select_related before asking)."""
    answer = source.answer
    if answer is None:
        return True
    submission = answer.version.submission
    return submission.sent_id == answer.version_id and submission.state in ARRIVED


def _said_now(version_id: int | None) -> set[str]:
    texts = Answer.objects.filter(version=version_id).values_list("text", flat=True) if version_id else ()
    return {line for text in texts for line in lines_of(text)}


def _without_source(paper: Consolidation) -> Iterator[Finding]:
    for block, number in unvouched(paper):
        yield Finding(
            FindingKind.NO_SOURCE,
            f"b{block.pk}.{number}",
            _("Số “%(number)s” trong đoạn này chưa có nguồn.") % {"number": number},
            (("", one_line(block.text)[:200], number),),
            block.pk,
        )


def unvouched(paper: Consolidation) -> list[tuple[Block, str]]:
    """Numbers in a report's words that no record vouches for, with their block; two queries."""
    vouched: dict[int, set[str]] = {}
    for block_id, printed in Tally.objects.filter(paper=paper).values_list("block_id", "printed"):
        vouched.setdefault(block_id or 0, set()).add(printed)
    return [
        (block, number)
        for block in Block.objects.filter(paper=paper, removed=False)
        for number in dict.fromkeys(numbers_in(block.text))
        if number not in vouched.get(block.pk, set())
    ]


def _not_reported(paper: Consolidation) -> Iterator[Finding]:
    rows = Obligation.objects.filter(period_id=paper.period_id, excused=False).exclude(submission__state__in=ARRIVED)
    for row in rows.select_related("organisation"):
        yield Finding(
            FindingKind.NOT_REPORTED,
            f"o{row.pk}",
            _("%(who)s chưa có báo cáo trong kỳ này.") % {"who": row.organisation.name},
        )


def _owed(paper: Consolidation) -> Iterator[Finding]:
    rows = FigureValue.objects.filter(
        version__submission__period_id=paper.period_id,
        version__submission__state__in=ARRIVED,
        version__submission__sent_id=F("version_id"),
        kind=ValueKind.MISSING,
    ).select_related("indicator", "version__submission__organisation")
    for row in rows:
        yield Finding(
            FindingKind.NO_FIGURE,
            f"f{row.pk}",
            _("%(who)s chưa có số liệu “%(what)s”: %(why)s")
            % {
                "who": row.version.submission.organisation.name,
                "what": row.indicator.name,
                "why": row.reason,
            },
        )


def open_findings(found: Sequence[Finding]) -> list[Finding]:
    """Those that keep a report from going on: numbers without source, contradictions and changes nobody looked at."""
    holding = {FindingKind.NO_SOURCE, FindingKind.CONTRADICTION, FindingKind.CHANGED}
    return [each for each in found if each.looked is None and each.kind in holding]
