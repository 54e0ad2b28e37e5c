"""What goes out to a translator, and what a file that came back would change: looked at before anything is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Actor
from nhipcau.core.public import language as known

from ..choices import Passage
from ..exchanging.marks import AlteredMarksError, Token, marked, read, unmarked, written
from ..exchanging.units import Sheet, Unit
from ..models import ContentPage, Delivery, Edition, Segment
from .bodies import is_rich
from .drafts import draft_of
from .passages import hash_of, passages
from .translating import Row, rows_of


class Outcome(TextChoices):
    """What taking one unit of a file would do."""

    NEW = "new", gettext_lazy("Đoạn mới được dịch")
    CHANGED = "changed", gettext_lazy("Thay bản dịch cũ")
    CONFLICT = "conflict", gettext_lazy("Đã có người sửa: cần chọn")
    SAME = "same", gettext_lazy("Không đổi")
    EMPTY = "empty", gettext_lazy("Chưa dịch trong tệp")
    REFUSED = "refused", gettext_lazy("Không nhận được")


@dataclass(frozen=True, slots=True)
class Finding:
    """One unit of a file beside what there is. `text` is what would be written (as it is stored), `stale` says that the
    source is another by now, `because` why it is refused; `texts` are the sources as they were translated."""

    key: str
    edition: Edition | None
    unit: Unit
    outcome: Outcome
    row: Row | None = None
    text: str = ""
    stale: bool = False
    because: str = ""
    texts: tuple[str, ...] = ()


def sheet_of(edition: Edition) -> Sheet:
    """A translation as it goes out: every passage of the original that is not left out, with what there is of it."""
    original, draft, rows = _opened(edition)
    counted: dict[tuple[str, ...], int] = {}
    units = []
    for row in rows:
        names = tuple(row.names)
        if not row.alive or row.state in (Passage.ADDED, Passage.OMITTED):
            continue
        counted[names] = counted.get(names, 0) + 1
        rich = _rich(original, names)
        stands = bool(row.text) and row.state != Passage.MISSING
        units.append(Unit(
            names, source_line(original, names), line_of(row.text, rich=rich) if stands else "", counted[names],
            hash_of(row.text) if stands else "", sure=row.state == Passage.CURRENT, label=row.label,
        ))  # fmt: skip
    item = edition.item
    return Sheet(item.pk, draft.title or item.title, item.original, edition.language, tuple(units))


def source_line(original: ContentPage, names: Iterable[str]) -> str:
    """What passages of an original say now, as one line with placeholders."""
    names, says = list(names), passages(original)
    rich = _rich(original, names)
    return line_of((("" if rich else " ").join(says.get(each, "") for each in names)).strip(), rich=rich)


def line_of(text: str, *, rich: bool) -> str:
    """A stored text as a line with placeholders."""
    return (marked(text) if rich else written([Token("text", text)])).strip()


def findings(actor: Actor, delivery: Delivery) -> list[Finding]:
    """What taking a delivery would do, unit by unit, against the newest drafts."""
    found: list[Finding] = []
    for place, told in enumerate(delivery.units):
        sheet = Sheet.from_json(told)
        edition = (
            Edition.objects.visible_to(actor).select_related("item")
            .filter(item_id=sheet.item, language=sheet.language).exclude(language=_original_of(sheet)).first()
        )  # fmt: skip
        found += _of_sheet(place, sheet, edition)
    return found


def _original_of(sheet: Sheet) -> str:
    held = Edition.objects.filter(item_id=sheet.item).values_list("item__original", flat=True).first()
    return held or ""


def _of_sheet(place: int, sheet: Sheet, edition: Edition | None) -> list[Finding]:
    if edition is None:
        because = _("Không có bản %(language)s của mục số %(item)s trong kho; xin bắt đầu bản dịch trước.") % {
            "language": known(sheet.language).name, "item": sheet.item,
        }  # fmt: skip
        return [
            Finding(f"{place}-{n}", None, unit, Outcome.REFUSED, because=because) for n, unit in enumerate(sheet.units)
        ]
    original, _draft, rows = _opened(edition)
    return [
        _judged(f"{place}-{n}", edition, unit, original, rows) for n, unit in enumerate(sheet.units)
    ]  # fmt: skip


def _judged(key: str, edition: Edition, unit: Unit, original: ContentPage, rows: list[Row]) -> Finding:
    same = [row for row in rows if tuple(row.names) == unit.names]
    row = same[unit.nth - 1] if len(same) >= unit.nth else None
    if not unit.target:
        return Finding(key, edition, unit, Outcome.EMPTY, row)
    if row is None or not row.alive:
        because = _("Đoạn gốc không còn, hoặc đã được gộp, tách từ khi xuất tệp.")
        return Finding(key, edition, unit, Outcome.REFUSED, row, because=because)
    rich = _rich(original, unit.names)
    stale = unit.source != source_line(original, unit.names)
    texts = _texts(unit, row, original, stale=stale, rich=rich)
    try:
        text = unmarked(unit.target, "".join(texts)) if rich else _plain(unit.target)
    except AlteredMarksError as problem:
        return Finding(key, edition, unit, Outcome.REFUSED, row, stale=stale, because=_altered(problem))
    return Finding(key, edition, unit, _outcome(unit, row, text, stale=stale), row, text, stale, texts=texts)


def _outcome(unit: Unit, row: Row, text: str, *, stale: bool) -> Outcome:
    stands = bool(row.text) and row.state != Passage.MISSING
    if row.state == Passage.OMITTED:
        return Outcome.CONFLICT
    if not stands:
        return Outcome.NEW
    if row.text == text:
        return Outcome.SAME
    if row.state == Passage.PROPOSED:
        return Outcome.CHANGED
    untouched = bool(unit.base) and unit.base == row.seen
    return Outcome.CHANGED if untouched and (row.stale or not stale) else Outcome.CONFLICT


def _texts(unit: Unit, row: Row, original: ContentPage, *, stale: bool, rich: bool) -> tuple[str, ...]:
    """What the sources said to the translator: now, or as it is remembered, or as the file tells it."""
    says = passages(original)
    now = tuple(says.get(each, "") for each in unit.names)
    if not stale:
        return now
    then = tuple(each.before or "" for each in row.sources)
    if line_of(("" if rich else " ").join(then), rich=rich) == unit.source:
        return then
    words = "".join(each.text for each in read(unit.source) if each.kind == "text")
    # The file does not tell what stood behind placeholders: the present mark-up, if it has the same ones.
    if rich and any(each.kind != "text" for each in read(unit.source)):
        return now
    return (f"<p>{words}</p>" if rich else words, *[""] * (len(unit.names) - 1))


def _altered(problem: AlteredMarksError) -> str:
    numbers = ", ".join(str(each) for each in problem.numbers[:5])
    return _("Thẻ định dạng số %(numbers)s bị thiếu, thừa hoặc sai chỗ so với đoạn gốc; xin giữ đúng các thẻ.") % {
        "numbers": numbers
    }


def _plain(line: str) -> str:
    pieces = read(line)
    wrong = [each.number for each in pieces if each.kind != "text"]
    if wrong:
        raise AlteredMarksError(wrong)
    return "".join(each.text for each in pieces)


def _rich(original: ContentPage, names: Iterable[str]) -> bool:
    raw = list(original.body.raw_data)
    return any(is_rich(raw, each) for each in names)


def _opened(edition: Edition) -> tuple[ContentPage, ContentPage, list[Row]]:
    held = Edition.objects.select_related("item").get(item=edition.item, language=edition.item.original)
    original, draft = draft_of(held), draft_of(edition)
    rows = rows_of(original, draft, Segment.objects.filter(edition=edition).select_related("by").order_by("pk"))
    return original, draft, rows
