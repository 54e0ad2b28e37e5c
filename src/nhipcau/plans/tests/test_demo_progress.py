from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from nhipcau.plans.models import Assignment, Update
from nhipcau.plans.queries.register import Chosen, counts

from .given import duty, give, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(ha_tinh):
    charged = duty(ha_tinh, of=plan(ha_tinh))
    for number, code in enumerate(["so-ngoai-vu", "so-tai-chinh", "so-vhttdl", "cong-an-tinh"] * 6):
        last = date(2020, 1, 5) if number % 2 else date(2090, 6, 30)
        give(ha_tinh, code, to=charged, last=last, period=str(number))
    give(ha_tinh, "ban-tuyen-giao-dan-van", to=charged, last=date(2020, 1, 5), requested=True)
    ha_tinh.person("coordinator")
    return ha_tinh


def test_the_demonstration_has_progress_of_every_kind_and_only_once(province, settings, today):
    settings.NHIPCAU_DEMO = True
    call_command("load_demo_progress", verbosity=0)
    first = set(Update.objects.values_list("pk", "at")), Assignment.objects.count()
    call_command("load_demo_progress", verbosity=0)
    assert (set(Update.objects.values_list("pk", "at")), Assignment.objects.count()) == first
    found = counts(province.actor(province.person("coordinator")), Chosen(), today)
    assert found.by["done"] >= 3
    assert found.by["no_answer"] == 1
    assert found.by["going_on"] >= 3
    assert not Update.objects.filter(assignment__requested=True).exists()


def test_nobody_is_given_invented_progress_outside_the_demonstration(province, settings):
    settings.NHIPCAU_DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo_progress")
