"""What this room has to remind editors of: plans that failed, pages to look at again. Every number is that of the list
under its link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Calendar, allows
from nhipcau.notices.public import EDITORIAL, Item, Ladder, Line, Part, Steps, last_days_with_a_step

from ..choices import PUBLISH
from ..models import Item as Entry
from ..models import PlannedPublication
from .items import PLAN_FAILED, REVIEW_DUE, REVIEW_SOON, Chosen, in_order, items

NAMED = 5  # how many a letter names
_LOOKS = (
    (PLAN_FAILED, _("mục không đăng được theo lịch")),
    (REVIEW_DUE, _("mục đến ngày xem lại")),
    (REVIEW_SOON, _("mục cần xem lại trong 30 ngày")),
)


class LibraryReminders:
    """What editors and approvers owe (notices.public.Source)."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """The latest step on which a review stands, or the day on which a plan failed; two queries."""
        steps = last_days_with_a_step(ladder, calendar, after=after, upto=upto)
        rows = Entry.objects.filter(province_id=province_id, review_on__in=list(steps)).order_by()
        days = [steps[day] for day in rows.values_list("review_on", flat=True).distinct()]
        failed = PlannedPublication.objects.filter(province_id=province_id).exclude(failure="").order_by("-at").first()
        if failed and after < timezone.localdate(failed.at) <= upto:
            days.append(timezone.localdate(failed.at))
        return {EDITORIAL: Steps(charged=max(days))} if days else {}

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """Plans that failed, then pages whose review is due or near."""
        if organisation_id != EDITORIAL or not charged or not allows(actor, PUBLISH):
            return Part()
        lines, named = [], []
        for look, label in _LOOKS:
            rows = list(in_order(items(actor, Chosen(look=look), on), "xem_lai"))
            if rows:
                lines.append(Line(f"library_{look}", label, len(rows), f"{reverse('library:items')}?xem={look}"))
                named += [
                    Item(row.title, None if look == PLAN_FAILED else row.review_on,
                         reverse("library:item", args=[row.pk]), look == REVIEW_DUE and _past(row.review_on, on))
                    for row in rows[:NAMED]
                ]  # fmt: skip
        return Part(tuple(lines), tuple(named))


def _past(day: date | None, on: date) -> bool:
    return day is not None and day < on
