from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.organisations.actions.registry import SuccessionDetails, add_succession, drop_succession
from nhipcau.organisations.choices import SuccessionKind
from nhipcau.organisations.errors import SuccessionCycleError
from nhipcau.organisations.models import Organisation, Succession
from nhipcau.organisations.queries.succession import HolderState, Successions, holder_today, holders_today, speaks_for

pytestmark = pytest.mark.django_db
CHANGE, LATER = date(2025, 3, 1), date(2026, 1, 1)


def pass_on(place, giver, taker, on=CHANGE, kind=SuccessionKind.MERGED, takes=False):
    return Succession.objects.create(
        province=place.province,
        predecessor=place.org[giver],
        successor=place.org[taker],
        on=on,
        kind=kind,
        takes_external_information=takes,
    )


def end(place, code, day=date(2025, 2, 28)):
    place.org[code].valid_to = day
    place.org[code].save()


def test_who_never_changed_holds_its_own_duties(ha_tinh):
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).state == HolderState.SAME


def test_before_the_day_of_the_change_the_old_body_holds_them(ha_tinh):
    pass_on(ha_tinh, "so-ngoai-vu", "so-tai-chinh")
    end(ha_tinh, "so-ngoai-vu")
    assert holder_today(ha_tinh.org["so-ngoai-vu"], date(2025, 2, 28)).state == HolderState.SAME
    found = holder_today(ha_tinh.org["so-ngoai-vu"], CHANGE)
    assert (found.state, found.organisation_id) == (HolderState.SUCCESSOR, ha_tinh.org["so-tai-chinh"].pk)


def test_chains_are_followed_to_their_end_and_say_which_way_they_went(ha_tinh):
    first = pass_on(ha_tinh, "so-ngoai-vu", "so-tai-chinh")
    second = pass_on(ha_tinh, "so-tai-chinh", "so-vhttdl", on=date(2025, 7, 1))
    end(ha_tinh, "so-ngoai-vu")
    end(ha_tinh, "so-tai-chinh", date(2025, 6, 30))
    found = holder_today(ha_tinh.org["so-ngoai-vu"], LATER)
    assert found.organisation_id == ha_tinh.org["so-vhttdl"].pk
    assert found.path == (first.pk, second.pk)


def test_a_split_goes_where_external_information_went(ha_tinh):
    pass_on(ha_tinh, "so-ngoai-vu", "so-tai-chinh", kind=SuccessionKind.SPLIT)
    pass_on(ha_tinh, "so-ngoai-vu", "so-vhttdl", kind=SuccessionKind.SPLIT, takes=True)
    end(ha_tinh, "so-ngoai-vu")
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).organisation_id == ha_tinh.org["so-vhttdl"].pk


def test_a_split_that_nothing_settles_asks_a_person(ha_tinh):
    for taker in ("so-tai-chinh", "so-vhttdl"):
        pass_on(ha_tinh, "so-ngoai-vu", taker, kind=SuccessionKind.SPLIT)
    end(ha_tinh, "so-ngoai-vu")
    found = holder_today(ha_tinh.org["so-ngoai-vu"], LATER)
    assert found.state == HolderState.CHOICE
    assert set(found.candidates) == {ha_tinh.org["so-tai-chinh"].pk, ha_tinh.org["so-vhttdl"].pk}


def test_parts_that_come_together_again_need_no_choice(ha_tinh):
    for taker in ("so-tai-chinh", "cong-an-tinh"):
        pass_on(ha_tinh, "so-ngoai-vu", taker, kind=SuccessionKind.SPLIT)
        pass_on(ha_tinh, taker, "so-vhttdl", on=date(2025, 7, 1))
        end(ha_tinh, taker, date(2025, 6, 30))
    end(ha_tinh, "so-ngoai-vu")
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).organisation_id == ha_tinh.org["so-vhttdl"].pk


def test_a_moved_duty_leaves_the_others_where_they_were(ha_tinh):
    pass_on(ha_tinh, "so-ngoai-vu", "so-vhttdl", kind=SuccessionKind.MOVED_DUTY)
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).state == HolderState.SAME
    pass_on(ha_tinh, "so-ngoai-vu", "so-tai-chinh", on=LATER, kind=SuccessionKind.MOVED_DUTY, takes=True)
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).organisation_id == ha_tinh.org["so-tai-chinh"].pk


def test_an_end_without_a_successor_has_no_holder(ha_tinh):
    end(ha_tinh, "so-ngoai-vu")
    assert holder_today(ha_tinh.org["so-ngoai-vu"], LATER).state == HolderState.NONE


def test_many_organisations_cost_two_queries(ha_tinh, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = holders_today(ha_tinh.province.pk, [body.pk for body in ha_tinh.org.values()], LATER)
    assert {each.state for each in found.values()} == {HolderState.SAME}


def test_recording_a_merger_ends_the_former_body_and_a_moved_duty_does_not(ha_tinh, coordinator, now):
    details = SuccessionDetails(CHANGE, SuccessionKind.MERGED)
    row = add_succession(coordinator, ha_tinh.org["so-ngoai-vu"], ha_tinh.org["so-vhttdl"], details, at=now)
    assert ha_tinh.org["so-ngoai-vu"].valid_to == date(2025, 2, 28)
    moved = SuccessionDetails(CHANGE, SuccessionKind.MOVED_DUTY)
    add_succession(coordinator, ha_tinh.org["so-tai-chinh"], ha_tinh.org["so-vhttdl"], moved, at=now)
    assert ha_tinh.org["so-tai-chinh"].valid_to is None
    drop_succession(coordinator, row, at=now)
    assert Succession.objects.count() == 1


def test_recording_the_same_succession_again_corrects_it(ha_tinh, coordinator, now):
    for share in ("", "Thông tin đối ngoại"):
        details = SuccessionDetails(CHANGE, SuccessionKind.SPLIT, share)
        add_succession(coordinator, ha_tinh.org["so-ngoai-vu"], ha_tinh.org["so-vhttdl"], details, at=now)
    assert Succession.objects.get().share == "Thông tin đối ngoại"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda step: step[0] != step[1]), max_size=14)
)
def test_whatever_is_recorded_work_never_comes_back_to_where_it_came_from(ha_tinh, coordinator, now, steps):
    Succession.objects.all().delete()
    bodies = list(ha_tinh.org.values())
    for number, (giver, taker) in enumerate(steps):
        details = SuccessionDetails(date(2025, 1, 1 + number), SuccessionKind.SPLIT)
        try:
            add_succession(coordinator, bodies[giver], bodies[taker], details, at=now)
        except SuccessionCycleError:
            continue
    known = Successions(ha_tinh.province.pk)
    for row in Succession.objects.all():
        assert not known.leads_to(row.successor_id, row.predecessor_id)
    for body in bodies:
        assert known.holder(body.pk, LATER).state in HolderState


@pytest.mark.parametrize("code", ["ha-tinh", "hue", "tuyen-quang"])
def test_no_province_file_holds_a_circle_and_all_ended_bodies_with_heirs_have_a_holder(loaded, code):
    province = loaded(code)
    known = Successions(province.pk)
    for row in Succession.objects.filter(province=province):
        assert not known.leads_to(row.successor_id, row.predecessor_id)
        assert known.holder(row.predecessor_id, LATER).state in (HolderState.SUCCESSOR, HolderState.CHOICE)


@pytest.mark.parametrize(
    ("province", "code", "today"),
    [
        ("hue", "so-thong-tin-truyen-thong", "so-van-hoa-the-thao"),
        ("hue", "bao-hue", "trung-tam-truyen-thong"),
        ("ha-tinh", "so-thong-tin-truyen-thong", "so-van-hoa-the-thao-du-lich"),
        ("ha-tinh", "dai-ptth", "bao-ha-tinh"),
        ("tuyen-quang", "so-ke-hoach-dau-tu", "so-tai-chinh"),
    ],
)
def test_the_changes_of_2025_lead_to_who_holds_the_duty_now(loaded, province, code, today):
    place = loaded(province)
    body = Organisation.objects.get(province=place, code=code)
    holder = holder_today(body, LATER)
    assert Organisation.objects.get(pk=holder.organisation_id).code == today


def test_the_town_of_ky_anh_became_four_wards_and_a_person_chooses(loaded):
    town = Organisation.objects.get(province=loaded("ha-tinh"), code="ubnd-thi-xa-ky-anh")
    found = holder_today(town, LATER)
    assert (found.state, len(found.candidates)) == (HolderState.CHOICE, 4)


def test_a_coordinator_of_the_whole_province_writes_for_the_department_that_was_given_the_work(ha_tinh):
    actor = ha_tinh.actor(ha_tinh.person("coordinator"))
    before = speaks_for(actor, LATER)
    assert before == Organisation.objects.get(province=ha_tinh.province, kind="committee").pk, "nothing names another"
    pass_on(ha_tinh, "so-ngoai-vu", "so-vhttdl", kind=SuccessionKind.SPLIT, takes=True)
    assert speaks_for(actor, LATER) == ha_tinh.org["so-vhttdl"].pk
    assert speaks_for(actor, date(2025, 2, 1)) == before, "not before the day of the change"
    pass_on(ha_tinh, "so-ngoai-vu", "so-tai-chinh", kind=SuccessionKind.SPLIT, takes=True)
    assert speaks_for(actor, LATER) == before, "two were given it: nobody is chosen for the writer"


def test_who_coordinates_for_an_organisation_writes_for_it(ha_tinh):
    own = ha_tinh.person("coordinator", "so-tai-chinh")
    assert speaks_for(ha_tinh.actor(own), LATER) == ha_tinh.org["so-tai-chinh"].pk
