from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.choices import Role
from nhipcau.core.errors import NotAllowedError
from nhipcau.core.models import AuditEntry, User
from nhipcau.core.policy import actor_of
from nhipcau.organisations.actions import accounts, people
from nhipcau.organisations.errors import (
    AdministratorsOnlyError,
    ElsewhereError,
    EmailTakenError,
    LinkSpentError,
    OwnAccountError,
    RoleNeedsOrganisationError,
)
from nhipcau.organisations.models import Authority, FocalPerson, Invitation
from nhipcau.organisations.queries.authority import AccountFilters, grants_on, in_name_order, open_invitation
from nhipcau.organisations.queries.authority import accounts as listed

pytestmark = pytest.mark.django_db
PASSWORD = "cau-va-song-2026"


def draft(place, email="moi@example.vn", role=Role.FOCAL_PERSON, organisation="so-ngoai-vu", since=date(2026, 1, 1)):
    return accounts.AccountDraft(email, "Nguyễn Văn Mới", role, place.org.get(organisation), since)


@pytest.fixture
def invited(ha_tinh, coordinator, now):
    return accounts.invite(coordinator, draft(ha_tinh), at=now)


def test_an_invitation_makes_an_account_without_a_password_and_a_link_that_is_kept_only_as_a_hash(invited, now):
    assert not invited.user.has_usable_password()
    assert invited.token not in str(list(Invitation.objects.values()))
    assert open_invitation(invited.token, now) == invited.invitation
    assert not any(invited.token in str(entry.data) + entry.summary for entry in AuditEntry.objects.all())


def test_the_link_sets_a_password_once(invited, now):
    user = accounts.accept_invitation(invited.token, PASSWORD, at=now)
    assert user.check_password(PASSWORD)
    with pytest.raises(LinkSpentError):
        accounts.accept_invitation(invited.token, "mat-khau-khac-9", at=now)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_the_link_expires_and_a_newer_one_replaces_it(invited, coordinator, now):
    assert open_invitation(invited.token, now + timedelta(days=8)) is None
    newer = accounts.renew_link(coordinator, invited.user, at=now)
    assert open_invitation(invited.token, now) is None
    assert open_invitation(newer.token, now + timedelta(days=6)) is not None


def test_an_address_is_one_account_whatever_its_case(invited, ha_tinh, coordinator, now):
    with pytest.raises(EmailTakenError, match="đã có tài khoản"):
        accounts.invite(coordinator, draft(ha_tinh, email="MOI@example.vn"), at=now)


def test_many_are_invited_or_nobody(ha_tinh, coordinator, now):
    drafts = [draft(ha_tinh, f"nguoi{n}@example.vn") for n in (1, 2, 1)]
    before = User.objects.count()
    with pytest.raises(EmailTakenError):
        accounts.invite_all(coordinator, drafts, at=now)
    assert User.objects.count() == before
    assert len(accounts.invite_all(coordinator, drafts[:2], at=now)) == 2


def test_authorities_hold_from_a_day_to_a_day_and_only_in_the_own_province(ha_tinh, hue, coordinator, now):
    user = ha_tinh.person(Role.EDITOR)
    Authority.objects.filter(user=user).delete()
    days = {"since": date(2026, 1, 10), "until": date(2026, 1, 20)}
    accounts.grant_authority(coordinator, user, Role.EDITOR, None, **days, at=now)
    Authority.objects.create(province=hue.province, user=user, role=Role.COORDINATOR)
    held = [len(grants_on(user.pk, date(2026, 1, day))) for day in (9, 10, 20, 21)]
    assert held == [0, 1, 1, 0]


def test_the_actor_of_a_request_costs_one_query(ha_tinh, today, django_assert_num_queries):
    user = ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")
    with django_assert_num_queries(1):
        actor = actor_of(user, today)
    assert actor.organisations(Role.FOCAL_PERSON) == {ha_tinh.org["so-ngoai-vu"].pk}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(-20, 20), length=st.integers(0, 20), asked=st.integers(-30, 50))
def test_an_authority_holds_exactly_on_its_days(ha_tinh, today, first, length, asked):
    user = ha_tinh.person(Role.EDITOR)
    since, until = today + timedelta(days=first), today + timedelta(days=first + length)
    Authority.objects.filter(user=user).update(valid_from=since, valid_to=until)
    day = today + timedelta(days=asked)
    assert bool(grants_on(user.pk, day)) is (since <= day <= until)


def test_an_agencys_role_needs_an_agency(ha_tinh, coordinator, now, since):
    with pytest.raises(RoleNeedsOrganisationError):
        accounts.grant_authority(
            coordinator, ha_tinh.person(Role.EDITOR), Role.FOCAL_PERSON, None, since=since, until=None, at=now
        )


def test_a_coordinator_makes_no_administrator_and_touches_none(ha_tinh, coordinator, administrator, now, since):
    admin = User.objects.get(pk=administrator.user_id)
    for attempt in (
        lambda: accounts.grant_authority(
            coordinator, ha_tinh.person(Role.EDITOR), Role.ADMINISTRATOR, None, since=since, until=None, at=now
        ),
        lambda: accounts.deactivate(coordinator, admin, at=now),
        lambda: accounts.renew_link(coordinator, admin, at=now),
        lambda: accounts.end_authority(coordinator, admin.authorities.get(), last_day=since, at=now),
    ):
        with pytest.raises(AdministratorsOnlyError):
            attempt()


def test_nobody_shuts_their_own_account_or_ends_their_own_administration(administrator, now, since):
    me = User.objects.get(pk=administrator.user_id)
    with pytest.raises(OwnAccountError):
        accounts.deactivate(administrator, me, at=now)
    with pytest.raises(OwnAccountError):
        accounts.end_authority(administrator, me.authorities.get(), last_day=since, at=now)


def test_others_may_not_manage_accounts_and_other_provinces_are_out_of_reach(ha_tinh, hue, coordinator, now):
    leader = ha_tinh.actor(ha_tinh.person(Role.PROVINCE_LEADER))
    with pytest.raises(NotAllowedError):
        accounts.invite(leader, draft(ha_tinh), at=now)
    with pytest.raises(ElsewhereError):
        accounts.deactivate(coordinator, hue.person(Role.EDITOR), at=now)


def test_a_shut_account_is_signed_out_at_once_and_comes_back_as_it_was(ha_tinh, administrator, now, client):
    user = ha_tinh.person(Role.EDITOR)
    client.post("/tai-khoan/login/", {"login": user.email, "password": "mat-khau-thu-1"})
    assert client.get("/co-quan/").status_code == 200
    assert UserSession.objects.filter(user=user).count() == 1
    accounts.deactivate(administrator, user, at=now)
    assert client.get("/co-quan/").status_code == 302
    assert UserSession.objects.filter(user=user).count() == 0
    accounts.reactivate(administrator, user, at=now)
    client.post("/tai-khoan/login/", {"login": user.email, "password": "mat-khau-thu-1"})
    assert client.get("/co-quan/").status_code == 200


def test_accounts_are_listed_by_given_name_with_three_queries(ha_tinh, administrator, today, django_assert_num_queries):
    for name in ("Trần Văn Đạt", "Lê Thị An", "Đỗ Văn Ân", "Bùi Dung"):
        User.objects.create_user(f"{name}@example.vn".replace(" ", "."), ha_tinh.province, name)
    rows = listed(administrator, AccountFilters(standing="invited"), today)
    with django_assert_num_queries(3):
        ids = in_name_order(rows)
        shown = rows.in_bulk(ids)
    assert [shown[pk].full_name for pk in ids] == ["Lê Thị An", "Đỗ Văn Ân", "Bùi Dung", "Trần Văn Đạt"]


def test_the_list_of_accounts_narrows_by_role_words_and_standing(ha_tinh, hue, administrator, today):
    editor, _ = ha_tinh.person(Role.EDITOR), hue.person(Role.EDITOR)
    assert list(listed(administrator, AccountFilters(role="editor"), today)) == [editor]
    assert list(listed(administrator, AccountFilters(words="editor"), today)) == [editor]
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert list(listed(administrator, AccountFilters(standing="inactive"), today)) == [editor]


def test_a_handover_moves_register_authority_and_open_work_in_one_go(ha_tinh, coordinator, now, since, monkeypatch):
    moved = []
    work = people.OpenWork("bản nháp", lambda user, body: 3, lambda *given: moved.append(given[1:3]))
    monkeypatch.setattr(people, "OPEN_WORK", [work])
    body, giver = ha_tinh.org["so-ngoai-vu"], ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")
    FocalPerson.objects.create(
        province=ha_tinh.province,
        organisation=body,
        user=giver,
        full_name="Cũ",
        rank="officer",
        valid_from=date(2024, 1, 1),
    )
    taker = people.Person("Trần Thị Nhận", "officer", email="nhan@example.vn")
    done = people.hand_over(coordinator, body, giver, taker, since=since, at=now)
    assert done.invited is not None
    assert done.moved == (("bản nháp", 3),)
    assert moved == [(giver, done.invited.user)]
    day_before = since - timedelta(days=1)
    assert [len(grants_on(giver.pk, day)) for day in (day_before, since)] == [1, 0]
    assert [len(grants_on(done.invited.user.pk, day)) for day in (day_before, since)] == [0, 1]
    assert [row.full_name for row in body.focal_persons.valid_on(since)] == ["Trần Thị Nhận"]


def test_a_handover_to_somebody_with_an_account_invites_nobody(ha_tinh, coordinator, now, since):
    body, giver = ha_tinh.org["so-ngoai-vu"], ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")
    taker = ha_tinh.person(Role.EDITOR)
    person = people.Person(taker.full_name, "officer", email=taker.email)
    done = people.hand_over(coordinator, body, giver, person, since=since, at=now)
    assert done.invited is None
    assert done.person.user == taker
    assert ha_tinh.actor(taker, since).organisations(Role.FOCAL_PERSON) == {body.pk}


def test_naming_the_next_focal_person_ends_the_time_of_the_former(ha_tinh, coordinator, now, since):
    body = ha_tinh.org["so-ngoai-vu"]
    for name, day in (("Người một", since), ("Người hai", since + timedelta(days=30))):
        people.set_focal_person(coordinator, body, people.Person(name, "leader"), since=day, at=now)
    assert [row.full_name for row in body.focal_persons.valid_on(since + timedelta(days=29))] == ["Người một"]
    assert [row.full_name for row in body.focal_persons.valid_on(since + timedelta(days=30))] == ["Người hai"]


def test_contacts_of_former_focal_persons_are_forgotten_after_a_year(ha_tinh, today):
    for gone, days in (("Vừa thôi", 300), ("Đã lâu", 400)):
        FocalPerson.objects.create(
            province=ha_tinh.province,
            organisation=ha_tinh.org["so-ngoai-vu"],
            full_name=gone,
            rank="officer",
            phone="0912",
            email="a@b.vn",
            valid_to=today - timedelta(days=days),
        )
    assert people.forget_former_contacts(on=today) == 1
    assert people.forget_former_contacts(on=today) == 0
    assert list(FocalPerson.objects.exclude(phone="").values_list("full_name", flat=True)) == ["Vừa thôi"]
