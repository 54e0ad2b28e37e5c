from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest

from nhipcau.core.choices import Role
from nhipcau.core.errors import NotAllowedError
from nhipcau.core.policy import PERMISSIONS, Actor, Grant, Permission, allows, permission, require

ACT = Permission("test.act", "thử", frozenset({Role.COORDINATOR}), frozenset({Role.FOCAL_PERSON}))


def actor(*grants: Grant) -> Actor:
    return Actor(1, 1, "Người thử", date(2026, 11, 2), frozenset(grants))


def test_a_province_wide_role_may_act_for_every_organisation():
    assert allows(actor(Grant(Role.COORDINATOR)), ACT, organisation_id=7)


def test_an_agency_role_may_act_for_its_own_organisation_only():
    mine = actor(Grant(Role.FOCAL_PERSON, 7))
    assert allows(mine, ACT, organisation_id=7)
    assert allows(mine, ACT)
    assert not allows(mine, ACT, organisation_id=8)


def test_an_agency_role_without_an_organisation_allows_nothing():
    assert not allows(actor(Grant(Role.FOCAL_PERSON)), ACT)


def test_the_right_role_of_another_agency_is_told_that_the_agency_is_what_is_missing():
    with pytest.raises(NotAllowedError) as refused:
        require(actor(Grant(Role.FOCAL_PERSON, 7)), ACT, organisation_id=8)
    assert str(refused.value).endswith("Cán bộ điều phối, Cán bộ đầu mối của chính cơ quan đó.")


def test_other_roles_are_refused_with_a_sentence_that_names_who_may():
    with pytest.raises(NotAllowedError) as refused:
        require(actor(Grant(Role.EDITOR)), ACT)
    assert "Cán bộ điều phối" in str(refused.value)
    assert "Cán bộ đầu mối" in str(refused.value)


@pytest.mark.parametrize(
    "act", [act for act in PERMISSIONS.values() if act.roles | act.within], ids=lambda act: act.code
)
def test_every_refusal_names_the_act_and_every_role_that_may(act):
    with pytest.raises(NotAllowedError) as refused:
        require(actor(), act)
    for words in (act.label, *(role.label for role in act.roles | act.within)):
        assert str(words).casefold() in str(refused.value).casefold()


def test_a_permission_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        permission("core.read_audit", "lần nữa")


@pytest.mark.django_db
def test_an_authority_counts_from_its_first_to_its_last_day(ha_tinh):
    user = ha_tinh.person(Role.FOCAL_PERSON, "so-vhttdl")
    authority = user.authorities.get()
    authority.valid_from, authority.valid_to = date(2026, 1, 1), date(2026, 6, 30)
    authority.save()
    held = {day: ha_tinh.actor(user, day).has(Role.FOCAL_PERSON) for day in (
        date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)
    )}  # fmt: skip
    assert list(held.values()) == [False, True, True, False]


@pytest.mark.django_db
def test_an_inactive_user_holds_nothing(ha_tinh):
    user = ha_tinh.person(Role.COORDINATOR)
    user.is_active = False
    assert ha_tinh.actor(user).grants == frozenset()


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, "NHIPCAU_SECRET_KEY"),
        ({"NHIPCAU_SECRET_KEY": "a" * 60, "NHIPCAU_HOSTS": "x.vn"}, "NHIPCAU_SECRET_KEY"),
        ({"NHIPCAU_SECRET_KEY": "kY7-pQ2_xW9zLm4RtB8vNc6HdF3sJgA5eU1oTiZ0"}, "NHIPCAU_HOSTS"),
    ],
)
def test_production_refuses_to_start_without_what_makes_it_safe(environment, missing, tmp_path):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NHIPCAU_")}
    clean |= {"DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.production", "NHIPCAU_VAR": str(tmp_path)}
    started = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=clean | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode != 0
    assert missing in started.stderr
