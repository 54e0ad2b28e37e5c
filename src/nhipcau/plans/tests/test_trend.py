"""How deadlines are kept: by month, by agency, and how long what is late has been late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from nhipcau.paper.public import as_pdf, page_count
from nhipcau.paper.tests.sheets import Printed
from nhipcau.plans.choices import DONE_IN_TIME, DONE_LATE, AssignmentState, Part
from nhipcau.plans.queries.leaders_sheet import MOST_ROWS, Kept12, leaders_sheet
from nhipcau.plans.queries.overview import Line, overview
from nhipcau.plans.queries.register import Chosen, assignments
from nhipcau.plans.queries.trend import AGES, KEPT, MONTHS, Kept, ages, kept_by_agency, kept_by_month

from .given import duty, give, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("province_leader"))


@pytest.fixture
def actor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("province_leader"))


@pytest.fixture
def kept(ha_tinh, hue, today):
    """Deadlines of October and before: in time, after, waiting, late; also those that are counted nowhere."""
    return keep(ha_tinh, hue, today)


@pytest.fixture
def kept_now(ha_tinh, hue):
    """The same before the day on which the tests run, for pages that ask the clock."""
    return keep(ha_tinh, hue, timezone.localdate())


def keep(ha_tinh, hue, today):
    charged = duty(ha_tinh, of=plan(ha_tinh))
    october = (today.replace(day=1) - timedelta(days=1)).replace(day=15)
    september = (october.replace(day=1) - timedelta(days=1)).replace(day=10)
    done = {"state": AssignmentState.DONE}
    give(ha_tinh, to=charged, last=october, done_on=october, **done, period="1")
    give(ha_tinh, to=charged, last=october, done_on=october + timedelta(days=1), **done, period="2")
    give(ha_tinh, to=charged, last=october, state=AssignmentState.REPORTED, period="3")
    give(ha_tinh, "so-tai-chinh", to=charged, last=october, period="4")
    give(ha_tinh, "so-tai-chinh", to=charged, last=september, period="5")
    give(ha_tinh, to=charged, last=today, period="6")
    give(ha_tinh, to=charged, done_on=october, **done, period="7")
    give(ha_tinh, "cong-an-tinh", to=charged, last=october, part=Part.COORDINATE)
    give(ha_tinh, "ban-tuyen-giao-dan-van", to=charged, last=october, requested=True)
    give(ha_tinh, to=charged, last=october, state=AssignmentState.NOT_OURS, period="8")
    give(hue, to=duty(hue), last=october)


def test_a_month_says_what_was_done_in_time_after_it_what_waits_and_what_is_late(actor, kept, today):
    months = kept_by_month(actor, None, today)
    assert [month.label for month in months][:2] + [month.label for month in months][-3:] == [
        "12/25", "01/26", "09/26", "10/26", "11/26",
    ]  # fmt: skip
    assert len(months) == MONTHS
    assert months[-2].amounts == (1, 1, 1, 1)
    assert months[-3].amounts == (0, 0, 0, 1)
    assert (months[-2].share, months[-3].share, months[-1].share) == (33, 0, None)


def test_on_the_first_of_a_month_the_month_before_is_the_last_one(actor, today):
    assert [month.label for month in kept_by_month(actor, None, date(2026, 11, 1))][-1] == "10/26"
    assert [month.label for month in kept_by_month(actor, None, date(2026, 3, 31))][:2] == ["04/25", "05/25"]


def test_an_agency_has_its_own_share(ha_tinh, actor, kept, today):
    found = kept_by_agency(actor, None, today)
    assert found[ha_tinh.org["so-ngoai-vu"].pk].amounts == (1, 1, 1, 0)
    assert found[ha_tinh.org["so-tai-chinh"].pk].share == 0
    assert ha_tinh.org["ban-tuyen-giao-dan-van"].pk not in found


def test_what_is_late_is_parted_by_how_long_and_nothing_is_counted_twice(ha_tinh, actor, today):
    for days in (1, 7, 8, 30, 31, 90, 91, 400):
        give(ha_tinh, last=today - timedelta(days=days))
    assert [age.count for age in ages(actor, None, today)] == [2, 2, 2, 2]
    assert [(age.least, age.most) for age in ages(actor, None, today)] == [(1, 7), (8, 30), (31, 90), (91, None)]
    assert sum(age.count for age in ages(actor, None, today)) == overview(actor, None, today).whole.overdue
    assert len(AGES) == 3


@pytest.mark.parametrize("chosen", ["", "tat-ca"])
def test_every_number_of_trend_and_ages_is_the_length_of_the_list_it_opens(leader, kept_now, chosen):
    context = leader.get("/tong-quan/", {"ke_hoach": chosen} if chosen else {}).context
    linked = [(month["month"].total, month["url"]) for month in context["months"]]
    linked += [(cell["number"], cell["url"]) for month in context["months"] for cell in month["cells"]]
    linked += [(age["count"], age["url"]) for age in context["late_ages"]]
    linked += [(row["kept"].in_time, row["kept_url"]) for row in context["agencies"] if "kept" in row]
    seen = 0
    for number, url in linked:
        if number:
            listed = leader.get(url)
            assert listed.context["total"] == number == len(listed.context["page"].object_list), url
            seen += number
    assert seen > 10


def test_done_in_time_and_done_late_are_all_that_is_done_and_had_a_deadline(actor, kept, today):
    def count(standing: str) -> int:
        return assignments(actor, Chosen(part=Part.LEAD, standing=standing), today).count()

    dated = assignments(actor, Chosen(part=Part.LEAD, standing="done"), today).filter(last_day__isnull=False).count()
    assert count(DONE_IN_TIME) + count(DONE_LATE) == dated == 2
    assert {DONE_IN_TIME, DONE_LATE} < set(KEPT)


def test_the_page_draws_the_months_and_tells_them_in_a_table_too(leader, kept_now):
    page = leader.get("/tong-quan/").content.decode()
    assert 'role="img" aria-label="Việc đến hạn từng tháng và tỷ lệ đúng hạn"' in page
    assert 'fill="url(#chart-cross)"' in page
    assert "Bảng số liệu, bấm vào số để mở danh sách" in page


def test_a_number_leads_down_to_the_sentence_that_charged_the_agency(leader, kept_now):
    context = leader.get("/tong-quan/").context
    october = context["months"][-2]["cells"][3]["url"]
    row = leader.get(october).context["page"].object_list[0]
    page = leader.get(f"/so-nhiem-vu/phan-cong/{row.pk}/").content.decode()
    assert "source-passage" in page
    assert row.duty.text in page


def test_the_pdf_is_one_side_of_a4_with_the_numbers_of_the_page(leader, kept_now):
    answer = leader.get("/tong-quan/tong-quan.pdf")
    assert answer["Content-Type"] == "application/pdf"
    printed = Printed(answer.content)
    assert (len(printed), [round(side) for side in printed.size(0)]) == (1, [210, 297])
    whole = leader.get("/tong-quan/").context["found"].whole
    assert f"Tổng số {whole.total} lượt giao: {whole.done} hoàn thành" in printed.text
    assert "Sở Tài chính" in printed.text
    assert f"tính đến ngày {timezone.localdate():%d/%m/%Y}" in printed.text


@pytest.mark.parametrize("count", [45, 75, 140])
def test_the_pdf_stays_one_page_with_many_agencies_of_long_names(actor, kept, today, count):
    found = overview(actor, None, today)
    name = "Ủy ban Mặt trận Tổ quốc Việt Nam phường Hoành Sơn, thị xã Kỳ Anh số"
    lines = [
        Line(f"{name} {number}", Chosen(organisation_id=number), 1200, 300, 400, 300, 200) for number in range(count)
    ]
    sections = [
        replace(found.whole, label=f"{number}. " + "Thông tin về Việt Nam ra thế giới " * 3) for number in range(9)
    ]
    month = Kept("10/26", Chosen(), 120, 14, 3, 25)
    own = dict.fromkeys(range(count), month)
    kept = Kept12([month] * MONTHS, own, ages(actor, None, today))
    latest = [row for row in found.latest for _ in range(6)][:6]
    content = as_pdf(leaders_sheet(replace(found, agencies=lines, parts=sections, latest=latest), kept, "Tỉnh Hà Tĩnh"))
    assert page_count(content) == 1
    text = Printed(content).text
    assert f"Theo cơ quan ({count})" in text
    assert ("cơ quan khác, đã tính trong tổng số" in text) == (count > 2 * (MOST_ROWS - 9))


def test_the_pdf_is_refused_in_a_sentence_where_libreoffice_is_missing(leader, kept_now, monkeypatch):
    from nhipcau.paper import office

    monkeypatch.setattr(office, "program", lambda: None)
    answer = leader.get("/tong-quan/tong-quan.pdf")
    assert answer.status_code == 503
    assert "LibreOffice" in answer.content.decode()
