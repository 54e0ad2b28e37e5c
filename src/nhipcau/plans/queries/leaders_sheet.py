"""The leader's page as one side of A4, described for printing. Documents speak Vietnamese in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.paper.public import Bar, Bars, Block, Columns, Heading, OnePage, Paragraph, Table, shortened

from ..models import Assignment
from .deadlines import days_late
from .overview import Line, Overview
from .overview_parts import ROWS_OF_A_PART
from .trend import Age, Kept

NUMBERS = ("Tổng", "Xong", "Quá hạn", "Chưa đáp", "Đúng hạn")
KEPT_WORDS = ("hoàn thành đúng hạn", "hoàn thành sau hạn", "đã báo cáo, chờ chấp nhận", "quá hạn")
# (rows up to, points): what still fits one page. Agencies stand two in a row, sections alone.
SIZES = ((20, 9.0), (40, 8.0), (48, 7.0))
SMALLEST, MOST_ROWS, MOST_PARTS = 6.0, 56, 20
LONGEST_DUTY, LATEST = 80, 4
WIDTH, GAP = 184.0, 4.0  # mm: of the page, between two tables
NUMBER_WIDTH, NUMBER_ROOM = 0.9, 1.4  # mm a point, and beside: room for 9.999
ALONE = 20  # agencies that have a table of their own over the whole width


@dataclass(frozen=True, slots=True)
class Kept12:
    """What the sheet shows besides the counts: by month, by agency, and how late."""

    months: Sequence[Kept]
    agencies: dict[int, Kept]
    ages: Sequence[Age]


def leaders_sheet(found: Overview, kept: Kept12, place: str, more: Sequence[Block] = ()) -> OnePage:
    """The page of the leader for print: as many agencies as fit, the rest told in a sentence. `more`: what other rooms
    add, each at most ROWS_OF_A_PART lines high."""
    parts = found.parts[:MOST_PARTS]
    taken = len(parts) + (ROWS_OF_A_PART if more else 0)
    agencies = found.agencies[: 2 * (MOST_ROWS - taken)]
    half = len(agencies) if len(agencies) <= ALONE else (len(agencies) + 1) // 2
    size = next((points for most, points in SIZES if half + taken <= most), SMALLEST)
    blocks: list[Block] = [Columns((_months(kept), _late(found, kept)), (11, 9)), *more]
    blocks.append(Heading(f"Theo cơ quan ({len(found.agencies)})"))
    left, right = agencies[:half], agencies[half:]
    if right:
        sides = (_table("Cơ quan", side, kept, size, alone=False) for side in (left, right))
        blocks.append(Columns(tuple((side,) for side in sides)))
    else:
        blocks.append(_table("Cơ quan", left, kept, size, alone=True))
    if len(found.agencies) > len(agencies):
        blocks.append(Paragraph(f"Còn {len(found.agencies) - len(agencies)} cơ quan khác, đã tính trong tổng số."))
    if parts:
        blocks.append(Heading("Theo mục" if found.plan else "Theo kế hoạch"))
        blocks.append(_table("Mục" if found.plan else "Kế hoạch", parts, kept, size, alone=True))
    plan = f"{found.plan.number}: {found.plan.title}".strip(": ") if found.plan else "Tất cả các kế hoạch"
    return OnePage(
        title="Tình hình thực hiện nhiệm vụ thông tin đối ngoại",
        lines=(_cut(plan, 160), f"{place}, số liệu tính đến ngày {found.counted_on:%d/%m/%Y}", _sum(found.whole)),
        blocks=tuple(blocks),
        foot="Mỗi cơ quan chủ trì một nhiệm vụ được tính một lượt; cơ quan được đề nghị và cơ quan phối hợp không tính "
        "quá hạn. “Chưa đáp”: được đề nghị, chưa có phản hồi. "
        "“Đúng hạn”: phần trăm hoàn thành đúng hạn trong số việc đã đến hạn và đã rõ kết quả.",
        size=size,
    )


def _sum(whole: Line) -> str:
    return (
        f"Tổng số {_so(whole.total)} lượt giao: {_so(whole.done)} hoàn thành, {_so(whole.going_on)} đang trong hạn, "
        f"{_so(whole.overdue)} quá hạn, {_so(whole.no_answer)} chưa có phản hồi."
    )


def _months(kept: Kept12) -> tuple[Block, ...]:
    bars = tuple(Bar(month.label, month.amounts, _share(month)) for month in kept.months)
    return Heading("Việc đến hạn từng tháng và tỷ lệ đúng hạn"), Bars(bars, KEPT_WORDS, widths=(2, 10, 2))


def _late(found: Overview, kept: Kept12) -> tuple[Block, ...]:
    total = sum(age.count for age in kept.ages)
    bars = tuple(Bar(in_days(age), (0, 0, 0, age.count)) for age in kept.ages)
    blocks: list[Block] = [Heading(f"Quá hạn bao lâu ({_so(total)})"), Bars(bars, widths=(5, 9, 1))]
    if found.latest:
        blocks.append(Heading("Quá hạn lâu nhất"))
        blocks.extend(Paragraph(_told(row, found), mark="-") for row in found.latest[:LATEST])
    return tuple(blocks)


def _told(row: Assignment, found: Overview) -> str:
    late = days_late(row.last_day, found.counted_on)
    return f"{_cut(row.duty.text, LONGEST_DUTY)} ({row.organisation.name}, {late} ngày)"


def in_days(age: Age) -> str:
    """`1-7 ngày`, `trên 90 ngày`."""
    return f"{age.least}-{age.most} ngày" if age.most else f"trên {age.least - 1} ngày"


def _table(head: str, lines: Sequence[Line], kept: Kept12, size: float, *, alone: bool) -> Table:
    """A line for each row, whatever its name; `alone`: over the whole width, else one of two side by side."""
    whole = WIDTH if alone else (WIDTH - GAP) / 2
    number = NUMBER_WIDTH * size + NUMBER_ROOM
    name = whole - number * len(NUMBERS)
    rows = []
    for line in lines:
        own = kept.agencies.get(line.chosen.organisation_id or 0) if head == "Cơ quan" else None
        numbers = (line.total, line.done, line.overdue, line.no_answer)
        rows.append((shortened(line.label, size, name - 2.6), *map(_so, numbers), _share(own)))
    numbers_at = frozenset(range(1, len(NUMBERS) + 1))
    return Table((head, *NUMBERS), tuple(rows), (name, *(number,) * len(NUMBERS)), numbers_at)


def _share(kept: Kept | None) -> str:
    return "–" if kept is None or kept.share is None else f"{kept.share}%"


def _so(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0].rstrip(' ,;.')}…"
