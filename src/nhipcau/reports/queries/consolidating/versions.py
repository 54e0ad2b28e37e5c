"""How a consolidated report stood at different moments, and what changed in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from nhipcau.core.public import Actor, Run, runs

from ...choices import BlockKind
from ...models import Consolidation
from .totals import period_a_year_ago, period_before

Kind = Literal["kept", "changed", "added", "dropped"]


def content_of(paper: Consolidation) -> dict[str, Any]:
    """Everything that a report says at this moment, as plain JSON with numbers as texts; two queries."""
    tallies: dict[int, list[dict[str, Any]]] = {}
    for row in paper.tallies.order_by("pk").values(
        "pk",
        "block_id",
        "printed",
        "value",
        "as_of",
        "indicator__code",
        "part",
        "column",
        "counts",
        "note",
        "source_id",
    ):
        block_id = row.pop("block_id") or 0
        row["value"] = None if row["value"] is None else f"{row['value'].normalize():f}"
        row["as_of"] = row["as_of"].isoformat()
        tallies.setdefault(block_id, []).append(row)
    return {
        "title": paper.title,
        "as_of": paper.as_of.isoformat(),
        "frame": paper.frame,
        "blocks": [
            {"id": block.pk, "kind": block.kind, "level": block.level, "label": block.label, "text": block.text,
             "tallies": tallies.get(block.pk, [])}
            for block in paper.blocks.filter(removed=False)
        ],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A block in two versions: its words on each side, and what became of it."""

    kind: Kind
    before: str
    after: str
    words: tuple[Run, ...] = ()


def compared(before: dict[str, Any], after: dict[str, Any]) -> list[Row]:
    """Two versions side by side, block by block; blocks are told by their id."""
    old = {block["id"]: block for block in before["blocks"]}
    new = {block["id"]: block for block in after["blocks"]}
    rows = []
    gone = [block for block in before["blocks"] if block["id"] not in new]
    for block in after["blocks"]:
        earlier = old.get(block["id"])
        if earlier is None:
            rows.append(Row("added", "", block["text"]))
        elif earlier["text"] == block["text"] and _numbers(earlier) == _numbers(block):
            rows.append(Row("kept", block["text"], block["text"]))
        else:
            rows.append(Row("changed", earlier["text"], block["text"], runs(earlier["text"], block["text"])))
    return rows + [Row("dropped", block["text"], "") for block in gone]


ALIKE = 0.4  # shared words of two passages of different reports that are taken for one that was rewritten


def set_beside(before: dict[str, Any], after: dict[str, Any]) -> list[Row]:
    """Two different reports side by side, as `compared` does two versions of one.

    Blocks have no id in common: within a section of the same heading a passage is set beside the one that shares most
    of its words, where that is at least ALIKE of them; the rest was added or is told no more.
    """
    free: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for section, block in _by_section(before):
        free[section, block["kind"]].append(block)
    names: dict[Any, Any] = {}
    for section, block in _by_section(after):
        rows = free[section, block["kind"]]
        best = max(rows, key=lambda each: _likeness(each["text"], block["text"]), default=None)
        if best is not None and _likeness(best["text"], block["text"]) >= ALIKE:
            names[best["id"]] = block["id"]
            rows.remove(best)
    renamed = [{**block, "id": names.get(block["id"], f"before-{block['id']}")} for block in before["blocks"]]
    return compared({**before, "blocks": renamed}, after)


def _by_section(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    section = ""
    for block in content["blocks"]:
        if block["kind"] == BlockKind.HEADING and block["level"] == 1:
            section = block["text"]
        yield section, block


def _likeness(one: str, other: str) -> float:
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return len(left & right) / len(left | right) if left or right else 1.0


def earlier_papers(actor: Actor, paper: Consolidation) -> dict[str, Consolidation]:
    """The newest reports of the period before (`ky-truoc`) and of a year ago (`nam-truoc`), where there are any."""
    periods = {"ky-truoc": period_before(actor, paper.period), "nam-truoc": period_a_year_ago(actor, paper.period)}
    rows = Consolidation.objects.visible_to(actor).select_related("period").order_by("issued_on", "drafted_at")
    found = {name: rows.filter(period=period).last() for name, period in periods.items() if period}
    return {name: each for name, each in found.items() if each is not None}


def _numbers(block: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(row["printed"], row["column"], row["part"]) for row in block["tallies"]]
