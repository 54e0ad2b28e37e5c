"""What the library has to remind agencies of: pictures of theirs that will leave the pages (notices.public.Source)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Calendar
from nhipcau.notices.public import Item, Ladder, Line, Part, Steps, last_days_with_a_step

from ...models import Picture
from .lists import ChosenMedia, pictures_for

NAMED = 5


class EndingRights:
    """Rights and consents that end soon. Once they have ended there is nothing left to do in time: nobody is chased."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """By agency, the latest step of the ladder before the last day of one of its pictures; one query."""
        days = last_days_with_a_step(ladder, calendar, after=after, upto=upto)
        ahead = [day for day in days if day >= upto]
        rows = Picture.objects.filter(province_id=province_id, withdrawn_at=None, covers=None).order_by()
        rows = rows.exclude(supplier=None).filter(Q(expires_on__in=ahead) | Q(consent_until__in=ahead))
        found: dict[int, date] = {}
        for organisation_id, *ends in rows.values_list("supplier_id", "expires_on", "consent_until"):
            last = min(day for day in ends if day)
            if last in days:
                found[organisation_id] = max(found.get(organisation_id, days[last]), days[last])
        return {pk: Steps(charged=day) for pk, day in found.items()}

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """The pictures of an agency that end within thirty days; the number is that of the list that it opens."""
        chosen = ChosenMedia("sap-het-han", supplier_id=organisation_id)
        rows = list(pictures_for(actor, chosen, on)) if charged and organisation_id else []
        if not rows:
            return Part()
        address = f"{reverse('library:pictures')}?{urlencode({'tinh_trang': chosen.state, 'co_quan': organisation_id})}"
        items = [Item(row.title, row.last_day, reverse("library:picture", args=[row.pk])) for row in rows[:NAMED]]
        line = Line("pictures_ending", _("ảnh sắp hết hạn sử dụng, sẽ rời khỏi các trang"), len(rows), address)
        return Part((line,), tuple(items))
