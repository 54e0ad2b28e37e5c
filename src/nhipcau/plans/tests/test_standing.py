from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.plans.choices import GOING_ON, SOON_DAYS, AssignmentState, Part, Standing
from nhipcau.plans.models import Assignment
from nhipcau.plans.queries.overview import COLUMNS
from nhipcau.plans.queries.register import Chosen, assignments, counts, standing_is, with_everything_shown

from .given import duty, give

pytestmark = pytest.mark.django_db

FILTERS = [*Standing, GOING_ON]


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


def standing_of(row, today):
    return with_everything_shown(Assignment.objects.filter(pk=row.pk), today).get().standing


def test_an_open_duty_past_its_last_day_is_overdue(ha_tinh, today):
    row = give(ha_tinh, last=today - timedelta(days=1))
    assert standing_of(row, today) == Standing.OVERDUE


def test_the_last_day_itself_is_on_time(ha_tinh, today):
    assert standing_of(give(ha_tinh, last=today), today) == Standing.DUE_SOON


def test_a_duty_is_due_soon_from_thirty_days_before(ha_tinh, today):
    assert standing_of(give(ha_tinh, last=today + timedelta(days=SOON_DAYS)), today) == Standing.DUE_SOON
    assert standing_of(give(ha_tinh, last=today + timedelta(days=SOON_DAYS + 1)), today) == Standing.NOT_STARTED


def test_a_body_that_is_only_requested_is_never_late_and_has_no_answer_instead(ha_tinh, today):
    row = give(ha_tinh, "ban-tuyen-giao-dan-van", last=today - timedelta(days=9), requested=True)
    assert standing_of(row, today) == Standing.NO_ANSWER


def test_a_requested_body_that_has_answered_is_not_waited_for(ha_tinh, today, now):
    row = give(ha_tinh, "ban-tuyen-giao-dan-van", last=today - timedelta(days=9), requested=True, last_update_at=now)
    assert standing_of(row, today) == Standing.NOT_STARTED


def test_who_coordinates_is_not_chased(ha_tinh, today):
    row = give(ha_tinh, last=today - timedelta(days=9), part=Part.COORDINATE)
    assert standing_of(row, today) == Standing.NOT_STARTED


def test_what_was_reported_or_done_is_not_late(ha_tinh, today):
    for state in (AssignmentState.REPORTED, AssignmentState.DONE):
        assert standing_of(give(ha_tinh, last=today - timedelta(days=9), state=state), today) == state


def test_a_duty_becomes_late_by_the_day_alone(ha_tinh, coordinator, today):
    give(ha_tinh, last=today)
    assert counts(coordinator, Chosen(), today).by[Standing.OVERDUE] == 0
    assert counts(coordinator, Chosen(), today + timedelta(days=1)).by[Standing.OVERDUE] == 1


def test_what_is_anothers_is_counted_nowhere_and_listed_where_asked_for(ha_tinh, coordinator, today):
    row = give(ha_tinh, state=AssignmentState.NOT_OURS)
    assert counts(coordinator, Chosen(), today).total == 0
    assert list(assignments(coordinator, Chosen(standing=Standing.NOT_OURS), today)) == [row]


def test_what_was_withdrawn_is_nowhere(ha_tinh, coordinator, today):
    give(ha_tinh, withdrawn=True)
    assert [assignments(coordinator, Chosen(standing=each), today).count() for each in FILTERS] == [0] * len(FILTERS)


cases = st.lists(
    st.tuples(
        st.sampled_from(AssignmentState.values), st.sampled_from(Part.values), st.booleans(), st.booleans(),
        st.one_of(st.none(), st.integers(-60, 60)),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases)
def test_every_assignment_stands_in_one_place_and_every_count_is_its_list(ha_tinh, coordinator, today, now, rows):
    Assignment.objects.all().delete()
    charged = duty(ha_tinh)
    for place, (state, part, requested, answered, days) in enumerate(rows):
        last = None if days is None else today + timedelta(days=days)
        give(
            ha_tinh, to=charged, state=state, part=part, requested=requested, last=last, period=str(place),
            last_update_at=now if answered else None,
        )  # fmt: skip
    found = counts(coordinator, Chosen(), today)
    for each in (each for each in FILTERS if each != Standing.NOT_OURS):
        listed = assignments(coordinator, Chosen(standing=each), today)
        assert found.by[each] == listed.count()
        assert {row.standing for row in with_everything_shown(listed, today)} <= (
            {each} if each != GOING_ON else set(Standing.values) - {Standing.OVERDUE, Standing.DONE, Standing.NO_ANSWER}
        )
    assert sum(found.by[each] for each in Standing if each != Standing.NOT_OURS) == found.total
    assert sum(found.by[each] for each in COLUMNS) == found.total
    late = Assignment.objects.filter(standing_is(Standing.OVERDUE, today))
    assert not late.filter(requested=True).exists()
    assert not late.exclude(part=Part.LEAD).exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(Chosen, part=st.sampled_from(["", *Part.values]), standing=st.sampled_from(["", *FILTERS])))
def test_counts_do_not_depend_on_the_standing_that_is_chosen(ha_tinh, coordinator, today, chosen):
    if not Assignment.objects.exists():
        give(ha_tinh, last=today)
        give(ha_tinh, "so-tai-chinh", part=Part.COORDINATE)
    assert counts(coordinator, chosen, today) == counts(coordinator, replace(chosen, standing=""), today)
