"""The coordinator's pages, and the reader's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.notices.models import Hold, ReminderSettings
from nhipcau.notices.sources import SOURCES
from nhipcau.notices.tests.samples import written

from .given import give

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _that_day(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def office(ha_tinh, sign_in):
    """The coordinator's client."""
    return sign_in(ha_tinh.person("coordinator"))


@pytest.fixture
def focal(ha_tinh):
    return ha_tinh.person("focal_person", "so-ngoai-vu")


def text(response) -> str:
    return response.content.decode()


def test_the_coordinator_sees_whose_letter_goes_out_and_what_it_will_say(ha_tinh, office, focal):
    give(ha_tinh, last=MONDAY + timedelta(days=7))
    page = text(office.get("/nhac-viec/"))
    assert focal.full_name in page
    assert "Đợt nhắc ngày 02/11/2026: 1 người" in page
    letter = text(office.get(f"/nhac-viec/xem-truoc/{focal.pk}/"))
    assert "1 nhiệm vụ đến hạn trong 30 ngày" in letter


def test_somebody_without_a_coming_letter_has_nothing_to_preview(ha_tinh, office, focal):
    assert "chưa có thư nào sắp gửi" in text(office.get(f"/nhac-viec/xem-truoc/{focal.pk}/"))


def test_holding_and_releasing_from_the_page(ha_tinh, office, focal):
    give(ha_tinh, last=MONDAY + timedelta(days=7))
    page = text(office.post("/nhac-viec/giu/", {"user": focal.pk}, follow=True))
    assert "Chưa thả thì chưa gửi" in page
    assert "Đang giữ" in page
    assert office.post("/nhac-viec/giu/", {"user": focal.pk}).status_code == 409
    held = Hold.objects.get()
    assert focal.full_name in text(office.get("/nhac-viec/dang-giu/"))
    assert "Không giữ thư nào" in text(office.post(f"/nhac-viec/tha/{held.pk}/", follow=True))
    office.post("/nhac-viec/giu/", {"organisation": ha_tinh.org["so-ngoai-vu"].pk})
    office.post("/nhac-viec/giu/", {})
    assert "Cả đợt đang được giữ" in text(office.get("/nhac-viec/"))


def test_a_returned_letter_is_listed_with_its_reason(ha_tinh, office, focal):
    digest = written(ha_tinh, focal, MONDAY, state="bounced", problem="5.1.1 User unknown")
    for address in ("/nhac-viec/bi-tra-lai/", "/nhac-viec/da-gui/", f"/nhac-viec/thu/{digest.pk}/"):
        assert "5.1.1 User unknown" in text(office.get(address))


def test_a_list_of_letters_costs_the_same_for_any_number(ha_tinh, office, focal, django_assert_max_num_queries):
    for day in range(30):
        written(ha_tinh, focal, MONDAY - timedelta(days=day))
    with django_assert_max_num_queries(9):
        office.get("/nhac-viec/da-gui/")


def test_the_page_of_what_goes_out_costs_the_same_for_any_number(
    ha_tinh, office, monkeypatch, django_assert_max_num_queries
):
    # Other rooms with something to remind of add their own queries.
    monkeypatch.setattr("nhipcau.notices.queries.planning.SOURCES", {"duties": SOURCES["duties"]})
    for code in ha_tinh.org:
        ha_tinh.person("focal_person", code)
        give(ha_tinh, code, last=MONDAY + timedelta(days=7))
    with django_assert_max_num_queries(24):
        page = text(office.get("/nhac-viec/"))
    assert page.count("Giữ người này") == len(ha_tinh.org)


def test_the_ladder_is_set_on_its_page_and_a_bad_one_is_told_of(ha_tinh, office):
    assert 'value="30, 7, 3, 1"' in text(office.get("/nhac-viec/bac-nhac/"))
    sent = {"before": "20; 5", "after": "2", "gap": 4, "enquiry": 9}
    office.post("/nhac-viec/bac-nhac/", sent)
    kept = ReminderSettings.objects.get()
    assert (kept.before, kept.after, kept.gap, kept.enquiry, kept.by_mail) == ([20, 5], [2], 4, 9, False)
    for wrong in ("", "không", "0", "3, 3"):
        answer = office.post("/nhac-viec/bac-nhac/", {**sent, "before": wrong})
        assert answer.status_code == 422, wrong


def test_the_bell_counts_what_was_not_read_and_reading_it_is_the_readers_act(ha_tinh, focal, sign_in):
    first, second = (written(ha_tinh, focal, MONDAY - timedelta(days=day)) for day in (0, 7))
    written(ha_tinh, focal, MONDAY - timedelta(days=14), state="held")
    client = sign_in(focal)
    assert 'aria-label="Thông báo của tôi (2)"' in text(client.get("/thong-bao/"))
    client.post("/thong-bao/da-xem/", {"pk": first.pk})
    assert 'aria-label="Thông báo của tôi (1)"' in text(client.get("/thong-bao/"))
    client.post("/thong-bao/da-xem/")
    assert 'aria-label="Thông báo của tôi"' in text(client.get("/thong-bao/"))
    second.refresh_from_db()
    assert second.read_at is not None


def test_nobody_reads_or_marks_what_was_said_to_another(ha_tinh, focal, sign_in):
    digest = written(ha_tinh, focal, MONDAY, subject="Chỉ của một người")
    client = sign_in(ha_tinh.person("focal_person", "so-tai-chinh"))
    assert "Chỉ của một người" not in text(client.get("/thong-bao/"))
    client.post("/thong-bao/da-xem/", {"pk": digest.pk})
    digest.refresh_from_db()
    assert digest.read_at is None


def test_letters_of_another_province_are_not_there(ha_tinh, hue, office):
    theirs = written(hue, hue.person("focal_person", "so-ngoai-vu"), MONDAY)
    assert office.get(f"/nhac-viec/thu/{theirs.pk}/").status_code == 404
    assert office.get(f"/nhac-viec/xem-truoc/{theirs.user_id}/").status_code == 404
    assert office.post("/nhac-viec/giu/", {"user": theirs.user_id}).status_code == 404
