"""Marks on the map: none covers another, each is as near to its place as there is room."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.portal.queries.places import APART, RINGS, apart

WIDTH, HEIGHT, DRAWN = 1000.0, 680.0, 38  # the width of a mark
PLACES = st.lists(
    st.tuples(st.floats(0, WIDTH).map(lambda x: round(x, 1)), st.floats(0, HEIGHT).map(round)), max_size=30
)


@given(PLACES)
@settings(deadline=None)
def test_no_mark_covers_another_wherever_the_places_are(places):
    marks = apart(places, WIDTH, HEIGHT)
    assert all(dist(one, other) > DRAWN for one, other in combinations(marks, 2))
    assert all(dist(place, mark) <= RINGS * APART + 0.2 for place, mark in zip(places, marks, strict=True))


@given(st.integers(1, 12))
def test_things_at_one_and_the_same_place_stand_around_it(number):
    marks = apart([(500.0, 300.0)] * number, WIDTH, HEIGHT)
    assert marks[0] == (500.0, 300.0)
    assert len(set(marks)) == number


def test_what_has_room_stays_where_it_is():
    places = [(100.0, 100.0), (200.0, 100.0), (100.0, 300.0)]
    assert apart(places, WIDTH, HEIGHT) == places


def test_a_map_that_is_too_full_still_shows_every_mark():
    places = [(500.0, 300.0)] * 400
    assert len(apart(places, WIDTH, HEIGHT)) == 400
