"""Who is written to on a day, about what, and what is kept back. The page before and the run itself ask here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from nhipcau.core.public import Calendar, Role, User, is_working_day, next_working_day, working_calendar
from nhipcau.organisations.public import Organisation, coordinators, focal_people, people_in

from ..choices import SHOWN, UNSENT, DigestState
from ..models import Digest, Hold, ReminderRun, ReminderSettings
from ..sources import EDITORIAL, SOURCES, WHOLE_PROVINCE, Steps
from .ladder import Ladder, may_be_written_to


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reason to write: a source's work of an organisation, charged, only asked for, or both."""

    source: str
    organisation_id: int
    charged: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """One person's letter that is to be written; `hold` keeps it back. What coordinators and editors owe is of no
    organisation."""

    user: User
    organisations: tuple[Organisation, ...]
    wanted: tuple[Wanted, ...]
    hold: Hold | None

    @property
    def courteous(self) -> bool:
        """Whether the letter is an enquiry about what was only asked for."""
        return not any(each.charged for each in self.wanted)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run on a day would write; `unread` are organisations with something to say and nobody to read it."""

    on: date
    letters: tuple[Planned, ...]
    unread: tuple[Organisation, ...]


def settings_of(province_id: int) -> ReminderSettings:
    """A province's settings of reminders; where it has none, the defaults, unsaved."""
    usual = Ladder()
    return ReminderSettings.objects.filter(province_id=province_id).first() or ReminderSettings(
        province_id=province_id, before=list(usual.before), after=list(usual.after)
    )


def ladder_of(settings: ReminderSettings) -> Ladder:
    """The ladder that a province's settings describe."""
    return Ladder(tuple(settings.before), tuple(settings.after), settings.gap, settings.enquiry)


def next_run_day(province_id: int, today: date) -> date:
    """The day of the next run: today, unless its run was planned already or nobody works, else the next working day."""
    calendar = working_calendar(province_id)
    planned = ReminderRun.objects.filter(province_id=province_id, on=today).exists()
    return today if is_working_day(today, calendar) and not planned else next_working_day(today, calendar)


def open_holds(province_id: int) -> list[Hold]:
    """What is kept back, newest first."""
    rows = Hold.objects.filter(province_id=province_id, released_at=None)
    return list(rows.select_related("organisation", "user", "by"))


def run_plan(province_id: int, on: date) -> RunPlan:
    """Who is to be written to on a day. Pure reading: planning it twice answers the same.

    Somebody is due where a step of the ladder lies after their last letter and not after `on`. Steps that a day off,
    a stopped worker or the days between two letters kept from being spoken of are looked back for, to before the last
    run. Who has a letter that has not gone out yet gets no second one.
    """
    ladder = ladder_of(settings_of(province_id))
    calendar = working_calendar(province_id)
    people: dict[int, User] = {}
    bodies: dict[int, dict[int, Organisation | None]] = {}
    for row in focal_people(province_id, on):
        people[row.user.pk] = row.user
        bodies.setdefault(row.user.pk, {})[row.organisation.pk] = row.organisation
    for user in coordinators(province_id, on):
        people[user.pk] = user
        bodies.setdefault(user.pk, {})[WHOLE_PROVINCE] = None
    for user in people_in(province_id, (Role.EDITOR, Role.APPROVER), on):
        people[user.pk] = user
        bodies.setdefault(user.pk, {})[EDITORIAL] = None
    last, waiting = _letters_before(province_id)
    floor = _look_back_to(province_id, on, ladder)
    steps = _Steps(province_id, ladder, calendar, on)
    holds = open_holds(province_id)
    letters = []
    for user_id, user in people.items():
        if user_id in waiting or not may_be_written_to(last.get(user_id), on, ladder):
            continue
        found = tuple(steps.wanted(max(last.get(user_id, floor), floor), bodies[user_id]))
        if found:
            named = (bodies[user_id][pk] for pk in dict.fromkeys(each.organisation_id for each in found))
            about = tuple(body for body in named if body is not None)
            letters.append(Planned(user, about, found, hold_on(holds, user_id, bodies[user_id])))
    served = {pk for own in bodies.values() for pk in own}
    return RunPlan(on, tuple(letters), _unread(steps, floor, served))


def hold_on(holds: Iterable[Hold], user_id: int, organisation_ids: Iterable[int]) -> Hold | None:
    """The first of the holds that keeps somebody's letter back: on everybody, the person, or one of their bodies."""
    own = set(organisation_ids)
    for hold in holds:
        if hold.user_id is None and hold.organisation_id is None:
            return hold
        if hold.user_id == user_id or hold.organisation_id in own:
            return hold
    return None


def _letters_before(province_id: int) -> tuple[dict[int, date], set[int]]:
    """Each person's last letter, and who has one that has not gone out."""
    rows = Digest.objects.filter(province_id=province_id, user__is_active=True).order_by()
    sent = rows.filter(state__in=SHOWN).values("user_id").annotate(last=Max("written_on"))
    waiting = rows.filter(state__in=UNSENT).values_list("user_id", flat=True)
    return {row["user_id"]: row["last"] for row in sent}, set(waiting)


def _look_back_to(province_id: int, on: date, ladder: Ladder) -> date:
    """The day after which steps still count: a gap before the last run, as some could not be written to then."""
    last_run = ReminderRun.objects.filter(province_id=province_id, on__lt=on).aggregate(last=Max("on"))["last"]
    return (last_run or on) - timedelta(days=ladder.gap)


def _unread(steps: _Steps, floor: date, served: set[int]) -> tuple[Organisation, ...]:
    unserved = {pk for found in steps.after(floor).values() for pk in found} - served
    return tuple(Organisation.objects.filter(pk__in=unserved, valid_to=None)) if unserved else ()


class _Steps:
    """The steps up to a day, by source and organisation, asked for once for each day after which they count."""

    def __init__(self, province_id: int, ladder: Ladder, calendar: Calendar, on: date) -> None:
        self.of = (province_id, ladder, calendar)
        self.on = on
        self.known: dict[date, dict[str, dict[int, Steps]]] = {}

    def after(self, day: date) -> dict[str, dict[int, Steps]]:
        if day not in self.known:
            self.known[day] = {
                code: dict(source.steps(*self.of, after=day, upto=self.on)) for code, source in SOURCES.items()
            }
        return self.known[day]

    def wanted(self, after: date, bodies: Iterable[int]) -> Iterable[Wanted]:
        own = list(bodies)
        for code, found in self.after(after).items():
            for pk in own:
                step = found.get(pk)
                if step:
                    yield Wanted(code, pk, step.charged is not None, step.asked is not None)


def takeable(stale_before: object) -> Q:
    """Letters that a process may take up: waiting, or begun by one that has not been heard of since."""
    return Q(state=DigestState.WAITING) | Q(state=DigestState.CLAIMED, claimed_at__lt=stale_before)
