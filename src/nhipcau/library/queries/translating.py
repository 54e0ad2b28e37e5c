"""A translation beside its original, passage by passage, as the translator works on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.core.public import Run

from ..choices import Passage
from ..kinds import worded_facts
from ..models import ContentPage, Segment
from .bodies import Raw, is_field, is_rich, source_of, type_of
from .differences import differences, plain
from .passages import hash_of, hash_of_sources, passages


@dataclass(frozen=True, slots=True)
class Source:
    """One passage of the original: what it said when the translation was made (`before`, None if it was not made from
    it yet), what it says `now` (empty: it is gone), and the words that changed."""

    name: str
    before: str | None
    now: str
    rich: bool

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return self.before is not None and self.before != self.now

    @property
    def runs(self) -> tuple[Run, ...]:
        """What changed, word by word."""
        return differences(self.before or "", self.now, rich=self.rich)

    @property
    def old_words(self) -> str:
        """What it said, without mark-up."""
        return plain(self.before or "") if self.rich or "<p>" in (self.before or "") else self.before or ""

    @property
    def words(self) -> str:
        """What it says now, without mark-up."""
        return plain(self.now) if self.rich else self.now


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the side-by-side page. `key` names it in forms and addresses; `block` is the passage of the
    translation (empty: none), `seen` and `sources_seen` the fingerprints of what the translator has before them."""

    key: str
    label: str
    state: Passage
    sources: tuple[Source, ...]
    block: str
    text: str
    rich: bool
    seen: str
    sources_seen: str
    segment: Segment | None = None
    stale: bool = False
    following: str = ""  # the passage of the original that it can be merged with
    cuttable: bool = False

    @property
    def names(self) -> list[str]:
        """The passages of the original that it was made from."""
        return [each.name for each in self.sources]

    @property
    def alive(self) -> bool:
        """Whether the original still has any of its sources."""
        return any(each.now for each in self.sources)

    @property
    def waits(self) -> bool:
        """Whether a translator has something to do here."""
        return self.stale or self.state in (Passage.STALE, Passage.MISSING, Passage.PROPOSED)


@dataclass(slots=True)
class _Pages:
    original: ContentPage
    draft: ContentPage
    source: Raw = field(init=False)
    raw: Raw = field(init=False)
    says: dict[str, str] = field(init=False)
    mine: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.source, self.raw = list(self.original.body.raw_data), list(self.draft.body.raw_data)
        self.says, self.mine = passages(self.original), passages(self.draft)


def rows_of(original: ContentPage, draft: ContentPage, segments: Iterable[Segment]) -> list[Row]:
    """Every passage of a translation and every one that it lacks, in the order of the original.

    What the translator added, and what has lost its source, stands behind the passage that it follows.
    """
    pages = _Pages(original, draft)
    noted = [each for each in segments if each.made_hash or not each.block]
    rows = [_row(pages, each) for each in noted if each.block in pages.mine or _left_out(each, pages)]
    covered = {name for row in rows for name in row.names}
    named = {row.block for row in rows}
    for name in pages.says:
        if name not in covered:
            rows.append(_missing(pages, name, named))
    return [_with_neighbours(pages, row) for row in _ordered(pages, rows)]


def _left_out(segment: Segment, pages: _Pages) -> bool:
    return not segment.block and any(name in pages.says for name in segment.sources)


def _row(pages: _Pages, segment: Segment) -> Row:
    sources = tuple(
        Source(name, before, pages.says.get(name, ""), is_rich(pages.source, name))
        for name, before in zip(segment.sources, segment.source_texts, strict=True)
    )
    text = pages.mine.get(segment.block, "")
    now = _print(segment.sources, pages.says)
    stale = bool(segment.sources) and now != segment.source_hash
    state = Passage.CURRENT
    if not segment.block:
        state = Passage.OMITTED
    elif not segment.confirmed:
        state = Passage.PROPOSED
    elif stale:
        state = Passage.STALE
    elif not segment.sources:
        state = Passage.ADDED
    key = segment.block or f"bo-{segment.pk}"
    rich = is_rich(pages.raw, segment.block) if segment.block else False
    label = label_of(pages.draft, pages.raw, segment.block) if segment.block else label_of(
        pages.original, pages.source, segment.sources[0])  # fmt: skip
    return Row(key, label, state, sources, segment.block, text, rich, _seen(text), now, segment, stale)


def _missing(pages: _Pages, name: str, named: set[str]) -> Row:
    """A passage that nothing was made from; a field may still show the original's own words."""
    language = pages.draft.edition.language
    block = next(
        (each for each in pages.mine if each not in named and source_of(language, each, pages.source) == name), ""
    )
    text = pages.mine.get(block, "")
    rich = is_rich(pages.source, name)
    source = Source(name, None, pages.says[name], rich)
    label = label_of(pages.original, pages.source, name)
    return Row(f"goc-{name}", label, Passage.MISSING, (source,), block, text, rich, _seen(text),
               _print([name], pages.says))  # fmt: skip


def _ordered(pages: _Pages, rows: list[Row]) -> list[Row]:
    order = {name: place for place, name in enumerate(pages.says)}
    places = {name: place for place, name in enumerate(pages.mine)}
    anchored = [row for row in rows if any(name in order for name in row.names)]
    anchored.sort(key=lambda row: (min(order[n] for n in row.names if n in order), places.get(row.block, -1)))
    loose = [row for row in rows if row not in anchored]
    for row in sorted(loose, key=lambda row: places[row.block]):
        before = [each for each in anchored if each.block and places[each.block] < places[row.block]]
        last = max(before, key=lambda each: places[each.block]) if before else None
        anchored.insert(anchored.index(last) + 1 if last else 0, row)
    return anchored


def _with_neighbours(pages: _Pages, row: Row) -> Row:
    if not row.block or is_field(row.block) or "/" in row.block:
        return row
    body = [name for name in pages.says if not is_field(name)]
    there = [body.index(name) for name in row.names if name in body]
    following = body[max(there) + 1] if there and max(there) + 1 < len(body) else ""
    if following and ("/" in following or type_of(pages.source, following) != type_of(pages.source, row.names[-1])):
        following = ""
    return replace(row, following=following, cuttable=len(row.sources) > 1 or row.text.count("</p>") > 1)


def label_of(page: ContentPage, raw: Raw, name: str) -> str:
    """What a passage is, in words."""
    if name.startswith("fact:"):
        facts = {fact.name: str(fact.label) for fact in worded_facts(page.edition.item.kind)}
        return facts.get(name.removeprefix("fact:"), name)
    part = name.rpartition("/")[2] if "/" in name else ""
    named: Mapping[str, Any] = {
        "title": _("Tiêu đề"), "summary": _("Tóm tắt"), "search_description": _("Mô tả cho máy tìm kiếm"),
        "heading": _("Tiêu đề mục"), "paragraph": _("Đoạn văn"), "text": _("Lời trích"), "source": _("Của ai"),
        "question": _("Câu hỏi"), "answer": _("Trả lời"),
    }  # fmt: skip
    return str(named.get(part or (name if is_field(name) else type_of(raw, name)), _("Đoạn văn")))


def _seen(text: str) -> str:
    return hash_of(text) if text else ""


def _print(sources: Iterable[str], says: Mapping[str, str]) -> str:
    names = list(sources)
    return hash_of_sources(names, {name: hash_of(says[name]) for name in names if says.get(name)})
