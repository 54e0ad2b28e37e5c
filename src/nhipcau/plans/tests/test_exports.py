from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from nhipcau.core.models import AuditEntry
from nhipcau.plans.actions.progress import Report, report_progress
from nhipcau.plans.choices import AssignmentState, Part
from nhipcau.plans.models import CalendarFeed

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

LONG_PAST, FAR = date(2020, 1, 5), date(2090, 6, 30)


@pytest.fixture
def office(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("coordinator"))


def table(answer):
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def sheet(answer):
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def test_csv_holds_the_rows_that_the_filter_shows_in_its_order(ha_tinh, office):
    first, second = give(ha_tinh, last=FAR), give(ha_tinh, "so-tai-chinh", last=LONG_PAST)
    give(ha_tinh, "cong-an-tinh", part=Part.COORDINATE)
    rows = table(office.get("/so-nhiem-vu/xuat.csv", {"vai_tro": "lead"}))
    assert [row["Cơ quan"] for row in rows] == [second.organisation.name, first.organisation.name]
    assert rows[0]["Ngày cuối đúng hạn"] == "05/01/2020"
    assert rows[0]["Tình trạng"] == "Quá hạn"
    assert int(rows[0]["Số ngày quá hạn"]) > 1000


@pytest.mark.parametrize("text", ["=1+1", "+84", "- Chỉ đạo", "@SUM(A1)", "\t=cmd", "\r=x"])
def test_a_text_is_never_a_formula(ha_tinh, office, text):
    give(ha_tinh, to=duty(ha_tinh, text))
    assert table(office.get("/so-nhiem-vu/xuat.csv"))[0]["Nhiệm vụ"] == f"'{text}"
    cell = sheet(office.get("/so-nhiem-vu/xuat.xlsx"))[0]["Nhiệm vụ"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()


def test_excel_opens_the_register_with_real_dates_and_the_latest_words(ha_tinh, office, now):
    row = give(ha_tinh, to=duty(ha_tinh, "Tập huấn \x0b năm 2026", of=plan(ha_tinh)), last=FAR)
    focal = ha_tinh.actor(ha_tinh.person("focal_person", "so-ngoai-vu"))
    report_progress(focal, row, Report(AssignmentState.IN_PROGRESS, "Đã mở 01 lớp"), version=1, now=now)
    found = sheet(office.get("/so-nhiem-vu/xuat.xlsx"))[0]
    assert found["Ngày cuối đúng hạn"].value == datetime(2090, 6, 30)  # noqa: DTZ001  Excel's days have no zone
    assert found["Ngày cuối đúng hạn"].is_date
    assert found["Kết quả báo cáo gần nhất"].value == "Đã mở 01 lớp"
    assert (found["Kế hoạch"].value, found["Nhiệm vụ"].value) == ("45/KH-UBND", "Tập huấn  năm 2026")


def test_an_agency_exports_its_own_rows_only(ha_tinh, sign_in):
    give(ha_tinh)
    give(ha_tinh, "so-tai-chinh")
    own = sign_in(ha_tinh.person("focal_person", "so-tai-chinh"))
    assert [row["Cơ quan"] for row in table(own.get("/so-nhiem-vu/xuat.csv"))] == ["Sở Tài chính"]
    assert [row["Cơ quan"].value for row in sheet(own.get("/so-nhiem-vu/xuat.xlsx"))] == ["Sở Tài chính"]


def test_the_queries_of_an_export_do_not_grow_with_its_rows(ha_tinh, office, django_assert_max_num_queries):
    charged = duty(ha_tinh)
    for number in range(40):
        give(ha_tinh, to=charged, period=str(number))
    with django_assert_max_num_queries(14):
        assert len(table(office.get("/so-nhiem-vu/xuat.csv"))) == 40


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_has_a_whole_day_for_each_open_deadline(ha_tinh, office):
    row = give(ha_tinh, to=duty(ha_tinh, "Tổ chức hội nghị, gặp mặt; tập huấn\nnghiệp vụ"), last=FAR)
    give(ha_tinh, last=FAR, state=AssignmentState.DONE)
    give(ha_tinh)
    (event,) = events(office.get("/so-nhiem-vu/thoi-han.ics").content)
    assert (event["dtstart"].dt, event["dtend"].dt) == (FAR, FAR + timedelta(days=1))
    assert event["uid"] == f"phan-cong-{row.pk}@nhip-cau"
    assert "Tổ chức hội nghị, gặp mặt; tập huấn\nnghiệp vụ" in event["description"]
    assert event["url"].endswith(f"/so-nhiem-vu/phan-cong/{row.pk}/")


def test_a_calendar_of_one_agency_holds_what_it_coordinates_too(ha_tinh, office):
    give(ha_tinh, "so-tai-chinh", last=FAR, part=Part.COORDINATE)
    body = ha_tinh.org["so-tai-chinh"].pk
    assert len(events(office.get("/so-nhiem-vu/thoi-han.ics", {"co_quan": body}).content)) == 1
    assert events(office.get("/so-nhiem-vu/thoi-han.ics").content) == []


@pytest.fixture
def feed(ha_tinh, sign_in):
    """The address of a focal person's calendar, as their calendar program calls it."""
    own = sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))
    own.post("/so-nhiem-vu/lich/tao/")
    address = own.get("/so-nhiem-vu/lich/").context["address"]
    own.logout()
    return address


def test_a_private_address_shows_its_owners_deadlines_without_signing_in(ha_tinh, client, feed):
    give(ha_tinh, last=FAR)
    give(ha_tinh, "so-tai-chinh", last=FAR)
    answer = client.get(feed)
    assert answer["content-type"].startswith("text/calendar")
    assert ["Sở Ngoại vụ" in event["description"] for event in events(answer.content)] == [True]


def test_a_private_address_dies_when_it_is_replaced_revoked_or_forged(ha_tinh, client, sign_in, feed):
    assert client.get(f"{feed[:-6]}x.ics").status_code == 404
    own = sign_in(ha_tinh.person("focal_person", "so-ngoai-vu"))
    own.post("/so-nhiem-vu/lich/tao/")
    newer = own.get("/so-nhiem-vu/lich/").context["address"]
    assert (client.get(feed).status_code, client.get(newer).status_code) == (404, 200)
    own.post("/so-nhiem-vu/lich/huy/")
    assert client.get(newer).status_code == 404
    assert AuditEntry.objects.filter(act__startswith="plans.").count() == 3


def test_a_private_address_dies_with_the_account_and_empties_with_the_role(ha_tinh, client, feed):
    give(ha_tinh, last=FAR)
    person = ha_tinh.person("focal_person", "so-ngoai-vu")
    person.authorities.update(valid_to=date(2020, 12, 31))
    assert events(client.get(feed).content) == []
    person.is_active = False
    person.save()
    assert client.get(feed).status_code == 404


def test_nothing_in_the_database_gives_the_address_away(feed):
    kept = CalendarFeed.objects.values().get()
    assert not any(str(value) in feed.rsplit("/", 1)[1] and len(str(value)) > 4 for value in kept.values())
