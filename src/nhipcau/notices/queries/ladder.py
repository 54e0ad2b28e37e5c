"""The ladder of reminders: on which days a deadline is spoken of. Pure functions over days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nhipcau.core.public import Calendar, working_day_on_or_after, working_day_on_or_before

# A step on a day off moves by at most this many days: the longest rest in a year, with room to spare.
LONGEST_REST = 16


@dataclass(frozen=True, slots=True)
class Ladder:
    """Days before and after a last day on which it is spoken of; `gap` days pass between two letters to one person.

    What an organisation was only asked for (đề nghị) is enquired about once, `enquiry` days after.
    """

    before: tuple[int, ...] = (30, 7, 3, 1)
    after: tuple[int, ...] = (1, 7, 30)
    gap: int = 5
    enquiry: int = 7


def step_days(last_day: date, ladder: Ladder, calendar: Calendar, *, asked: bool = False) -> Iterator[date]:
    """The days on which a last day is spoken of, each a working day.

    A step before the last day that is off comes on the working day before, one after it on the working day after.
    """
    if asked:
        yield working_day_on_or_after(last_day + timedelta(days=ladder.enquiry), calendar)
        return
    for distance in ladder.before:
        yield working_day_on_or_before(last_day - timedelta(days=distance), calendar)
    for distance in ladder.after:
        yield working_day_on_or_after(last_day + timedelta(days=distance), calendar)


def latest_step(
    last_day: date, ladder: Ladder, calendar: Calendar, *, after: date, upto: date, asked: bool = False
) -> date | None:
    """The latest step of a last day that is later than `after` and not later than `upto`."""
    return max((day for day in step_days(last_day, ladder, calendar, asked=asked) if after < day <= upto), default=None)


def last_days_with_a_step(
    ladder: Ladder, calendar: Calendar, *, after: date, upto: date, asked: bool = False
) -> dict[date, date]:
    """Every last day that has a step later than `after` and not later than `upto`, with its latest such step."""
    longest_before = 0 if asked else max(ladder.before, default=0)
    longest_after = ladder.enquiry if asked else max(ladder.after, default=0)
    day = after - timedelta(days=longest_after + LONGEST_REST)
    end = upto + timedelta(days=longest_before + LONGEST_REST)
    found = {}
    while day <= end:
        step = latest_step(day, ladder, calendar, after=after, upto=upto, asked=asked)
        if step:
            found[day] = step
        day += timedelta(days=1)
    return found


def may_be_written_to(last_letter: date | None, on: date, ladder: Ladder) -> bool:
    """Whether enough days have passed since somebody's last letter."""
    return last_letter is None or (on - last_letter).days >= ladder.gap
