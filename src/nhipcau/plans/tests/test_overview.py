from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.plans.choices import AssignmentState, Part
from nhipcau.plans.queries.overview import OLDEST_SHOWN, overview

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

LONG_PAST, FAR = date(2020, 1, 5), date(2090, 6, 30)


@pytest.fixture
def leader(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("province_leader"))


@pytest.fixture
def duties(ha_tinh, hue):
    """Something of everything: two plans, a duty by hand, late and unanswered and done, led and coordinated."""
    old, new = plan(ha_tinh, "12/KH-UBND", 2025), plan(ha_tinh)
    charged = duty(ha_tinh, of=new)
    states = [AssignmentState.NOT_STARTED, AssignmentState.DONE, AssignmentState.REPORTED, AssignmentState.NOT_OURS]
    for number, state in enumerate(states):
        give(ha_tinh, to=charged, state=state, last=LONG_PAST, period=str(number))
        give(ha_tinh, "so-tai-chinh", to=charged, state=state, last=FAR, period=str(number))
    give(ha_tinh, "ban-tuyen-giao-dan-van", to=charged, last=LONG_PAST, requested=True)
    give(ha_tinh, "cong-an-tinh", to=charged, last=LONG_PAST, part=Part.COORDINATE)
    give(ha_tinh, to=duty(ha_tinh, of=old), last=LONG_PAST)
    give(ha_tinh, "cong-an-tinh", last=LONG_PAST)
    give(hue, to=duty(hue, of=plan(hue)), last=LONG_PAST)
    return new


def lines(context):
    return [context["whole"], *context["agencies"], *context["parts"]]


@pytest.mark.parametrize("chosen", ["", "tat-ca"])
def test_every_number_of_the_page_is_the_length_of_the_list_it_opens(leader, duties, chosen):
    page = leader.get("/tong-quan/", {"ke_hoach": chosen} if chosen else {})
    seen = 0
    for line in lines(page.context):
        for number, url in [
            (line["line"].total, line["url"]),
            *((cell["number"], cell["url"]) for cell in line["cells"]),
        ]:
            listed = leader.get(url)
            assert listed.context["total"] == number == len(listed.context["page"].object_list), url
            seen += number
    assert seen > 20


def test_the_four_columns_share_out_the_total_and_lines_add_up_to_the_whole(ha_tinh, duties, today):
    actor = ha_tinh.actor(ha_tinh.person("province_leader"))
    for chosen in (duties, None):
        found = overview(actor, chosen, today)
        for line in (found.whole, *found.agencies, *found.parts):
            assert line.done + line.going_on + line.overdue + line.no_answer == line.total
        for name in ("total", "done", "going_on", "overdue", "no_answer"):
            whole = getattr(found.whole, name)
            assert sum(getattr(line, name) for line in found.agencies) == whole
            assert sum(getattr(line, name) for line in found.parts) == whole


def test_who_was_only_requested_is_never_counted_as_late(ha_tinh, duties, today):
    found = overview(ha_tinh.actor(ha_tinh.person("province_leader")), duties, today)
    line = next(line for line in found.agencies if line.label.startswith("Ban Tuyên giáo"))
    assert (line.overdue, line.no_answer) == (0, 1)


def test_who_is_late_stands_first_and_what_is_late_longest_is_named(ha_tinh, today):
    charged = duty(ha_tinh, of=plan(ha_tinh))
    for number in range(OLDEST_SHOWN + 2):
        give(ha_tinh, "so-tai-chinh", to=charged, last=today - timedelta(days=number + 1), period=str(number))
    give(ha_tinh, "so-vhttdl", to=charged, last=FAR)
    found = overview(ha_tinh.actor(ha_tinh.person("province_leader")), None, today)
    assert [line.label for line in found.agencies] == ["Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch"]
    assert [(today - row.last_day).days for row in found.latest] == list(range(OLDEST_SHOWN + 2, 2, -1))


def test_the_leader_begins_with_the_newest_plan_and_is_told_the_day(leader, duties):
    page = leader.get("/tong-quan/")
    assert page.context["plan"] == duties
    assert "Số liệu tính đến ngày" in page.content.decode()
    assert leader.get("/").url == "/tong-quan/"


def test_the_page_costs_the_same_queries_however_much_is_counted(
    ha_tinh, leader, duties, django_assert_max_num_queries
):
    leader.get("/tong-quan/")
    with django_assert_max_num_queries(15):
        leader.get("/tong-quan/")


def test_the_sheet_has_the_numbers_of_the_page(leader, duties):
    page, sheet = leader.get("/tong-quan/"), leader.get("/tong-quan/ban-in/")
    assert sheet.context["found"].whole == page.context["found"].whole
    assert "tính đến ngày" in sheet.content.decode()


def test_a_province_without_duties_says_how_to_begin(leader):
    assert "tải kế hoạch lên" in leader.get("/tong-quan/").content.decode()
    assert leader.get("/tong-quan/ban-in/").status_code == 200
