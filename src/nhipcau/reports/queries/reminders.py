"""What this room has to remind people of: reports that are owed. Every number is that of the list under its link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Calendar, allows
from nhipcau.notices.public import WHOLE_PROVINCE, Item, Ladder, Line, Part, Steps, last_days_with_a_step

from ..choices import ANSWER, WITH_AGENCY, DifficultyState, Standing, SubmissionState
from ..models import Difficulty, Obligation
from .lists import OWED_LATE, OWED_SOON, difficulties
from .standing import DUE_SOON, Chosen, obligations

_CHARGED: tuple[tuple[str, object], ...] = (
    (Standing.OVERDUE.value, _("báo cáo quá hạn gửi")),
    (DUE_SOON, _("báo cáo đến hạn gửi trong 30 ngày")),
)
_ASKED: tuple[tuple[str, object], ...] = ((Standing.NO_ANSWER.value, _("báo cáo được đề nghị chưa có phản hồi")),)
REMINDED = frozenset(standing for standing, _label in (*_CHARGED, *_ASKED))


class ReportReminders:
    """Reports that are still with the agency (notices.public.Source)."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """By organisation, the latest step of the ladder on which one of its reports stands; two queries."""
        rows = Obligation.objects.filter(province_id=province_id, excused=False, period__closed_at=None).order_by()
        owed = rows.filter(requested=False, submission__state__in=[str(each) for each in WITH_AGENCY])
        silent = rows.filter(requested=True, submission__state=SubmissionState.NOT_STARTED)
        charged = last_days_with_a_step(ladder, calendar, after=after, upto=upto)
        asked = last_days_with_a_step(ladder, calendar, after=after, upto=upto, asked=True)
        found = {pk: Steps(charged=day) for pk, day in _latest(owed, charged).items()}
        for pk, day in _latest(silent, asked).items():
            found[pk] = Steps(found[pk].charged if pk in found else None, day)
        return found

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """Reports past their day, those due within thirty days, and those that were only asked for."""
        lines, items = _told(actor, organisation_id, on, _CHARGED if charged else ())
        asked_lines, asked_items = _told(actor, organisation_id, on, _ASKED if asked else ())
        return Part(lines, items, asked_lines, asked_items)


class OwedAnswers:
    """Answers to difficulties that the coordinators owe (notices.public.Source)."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """The latest step of the ladder on which an owed answer stands; one query."""
        steps = last_days_with_a_step(ladder, calendar, after=after, upto=upto)
        owed = Difficulty.objects.filter(province_id=province_id, state=DifficultyState.WAITING)
        days = owed.order_by().filter(answer_due__in=list(steps)).values_list("answer_due", flat=True).distinct()
        latest = max((steps[day] for day in days), default=None)
        return {WHOLE_PROVINCE: Steps(charged=latest)} if latest else {}

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """Answers past their day and those that are still owed in time; nobody is only asked for one."""
        if organisation_id != WHOLE_PROVINCE or not charged or not allows(actor, ANSWER):
            return Part()
        lines, items = [], []
        for state, label in _OWED:
            rows = list(difficulties(actor, on, state=state))
            if rows:
                address = f"{reverse('reports:difficulties')}?{urlencode({'tinh_trang': state})}"
                lines.append(Line(f"answer_{state}", label, len(rows), address))
                items += [Item(_told_of(row), row.answer_due, address, state == OWED_LATE) for row in rows[:NAMED]]
        return Part(tuple(lines), tuple(items))


_OWED: tuple[tuple[str, object], ...] = (
    (OWED_LATE, _("khó khăn, vướng mắc quá hạn trả lời")),
    (OWED_SOON, _("khó khăn, vướng mắc chờ trả lời")),
)
NAMED, TEXT = 5, 160  # how many a letter names, and how much of each


def _told_of(row: Difficulty) -> str:
    text = " ".join(f"{row.organisation.name}: {row.text}".split())
    return text if len(text) <= TEXT else f"{text[: TEXT - 1].rstrip()}…"


def _latest(rows: QuerySet[Obligation], steps: Mapping[date, date]) -> dict[int, date]:
    found: dict[int, date] = {}
    for pk, due in rows.filter(due__in=list(steps)).values_list("organisation_id", "due").distinct():
        found[pk] = max(found.get(pk, steps[due]), steps[due])
    return found


def _told(
    actor: Actor, organisation_id: int, on: date, kinds: Iterable[tuple[str, object]]
) -> tuple[tuple[Line, ...], tuple[Item, ...]]:
    lines, items = [], []
    for standing, label in kinds:
        chosen = Chosen(organisation_id=organisation_id, standing=standing)
        rows = list(obligations(actor, chosen, on).select_related("period", "submission").order_by("due", "pk"))
        if rows:
            address = f"{reverse('reports:mine')}?{urlencode({'tinh_trang': standing, 'co_quan': organisation_id})}"
            lines.append(Line(f"report_{standing}", label, len(rows), address))
            late = standing == Standing.OVERDUE
            items += [
                Item(row.period.name, row.due, reverse("reports:report", args=[row.submission.pk]), late)
                for row in rows
            ]
    return tuple(lines), tuple(items)
