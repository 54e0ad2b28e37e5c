"""What the register has to remind people of. Every number is a count of the register, under the link to its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Calendar
from nhipcau.notices.public import Item, Ladder, Line, Part, Steps, last_days_with_a_step

from ..choices import OPEN_STATES, Directive, Standing
from ..choices import Part as PartInDuty
from ..models import Assignment
from .register import Chosen, assignments, counts, in_order, standing_is

NAMED = 5  # how many duties of each kind a letter names; the link has them all
TEXT = 160


class DutyReminders:
    """Duties that their lead has not reported as done. Who coordinates is not chased (notices.public.Source)."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """By organisation, the latest step of the ladder on which one of its duties stands; two queries."""
        rows = Assignment.objects.filter(province_id=province_id, withdrawn=False, part=PartInDuty.LEAD).order_by()
        open_ones = rows.filter(requested=False, state__in=[str(state) for state in OPEN_STATES])
        silent = rows.filter(standing_is(Standing.NO_ANSWER, upto))
        charged = last_days_with_a_step(ladder, calendar, after=after, upto=upto)
        asked = last_days_with_a_step(ladder, calendar, after=after, upto=upto, asked=True)
        found: dict[int, Steps] = {pk: Steps(charged=day) for pk, day in _latest(open_ones, charged).items()}
        for pk, day in _latest(silent, asked).items():
            found[pk] = Steps(found[pk].charged if pk in found else None, day)
        return found

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """What is late, what falls due within thirty days, and what an answer is still hoped for."""
        found = Part()
        own = Chosen(organisation_id=organisation_id)
        if charged:
            given = Chosen(organisation_id=organisation_id, directive=Directive.CHARGED)
            found = Part(*_told(actor, given, on, _CHARGED))
        if asked:
            found = Part(found.lines, found.items, *_told(actor, own, on, _ASKED))
        return found


_CHARGED = (
    (Standing.OVERDUE, _("nhiệm vụ quá hạn")),
    (Standing.DUE_SOON, _("nhiệm vụ đến hạn trong 30 ngày")),
)
_ASKED = ((Standing.NO_ANSWER, _("nội dung đề nghị chưa có phản hồi")),)


def _latest(rows: QuerySet[Assignment], steps: Mapping[date, date]) -> dict[int, date]:
    """The latest step of each organisation's assignments."""
    found: dict[int, date] = {}
    pairs = rows.filter(last_day__in=list(steps)).values_list("organisation_id", "last_day").distinct()
    for pk, last_day in pairs:
        if last_day is None:
            continue
        found[pk] = max(found.get(pk, steps[last_day]), steps[last_day])
    return found


def _told(
    actor: Actor, own: Chosen, on: date, kinds: Iterable[tuple[Standing, object]]
) -> tuple[tuple[Line, ...], tuple[Item, ...]]:
    counted = counts(actor, own, on).by
    lines, items = [], []
    for standing, label in kinds:
        if counted[standing]:
            chosen = Chosen(organisation_id=own.organisation_id, directive=own.directive, standing=standing)
            lines.append(Line(standing.value, label, counted[standing], list_address(chosen)))
            rows = in_order(assignments(actor, chosen, on).select_related("duty"), "han")[:NAMED]
            items += [_item(row, late=standing == Standing.OVERDUE) for row in rows]
    return tuple(lines), tuple(items)


def _item(row: Assignment, *, late: bool) -> Item:
    text = " ".join(row.duty.text.split())
    shown = text if len(text) <= TEXT else f"{text[: TEXT - 1].rstrip()}…"
    return Item(shown, row.last_day, reverse("plans:assignment", args=[row.pk]), late)


def list_address(chosen: Chosen) -> str:
    """The register's address that lists what was chosen by organisation, standing and directive."""
    given = {"co_quan": chosen.organisation_id, "tinh_trang": chosen.standing, "hinh_thuc": chosen.directive}
    return f"{reverse('plans:register')}?{urlencode({key: value for key, value in given.items() if value})}"
