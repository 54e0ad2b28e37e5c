"""Who is reminded, when, of what, and what is kept back."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail

from nhipcau.core.actions import DecidedDays, decide_days
from nhipcau.core.models import AuditEntry
from nhipcau.notices.actions.holding import hold, release
from nhipcau.notices.actions.keeping import set_ladder
from nhipcau.notices.actions.running import remind, remind_all
from nhipcau.notices.errors import HeldAlreadyError, LadderError, MailServerError, NotHeldError
from nhipcau.notices.models import Digest, ReminderRun
from nhipcau.notices.queries.ladder import Ladder
from nhipcau.notices.queries.planning import run_plan
from nhipcau.notices.sources import SOURCES

from .given import give

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


@pytest.fixture
def focal(ha_tinh):
    return ha_tinh.person("focal_person", "so-ngoai-vu")


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


@pytest.fixture
def run(ha_tinh, now):
    """`run(day)` is the province's run of a day."""
    return lambda on: remind(ha_tinh.province, on=on, clock=lambda: now)


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_one_letter_says_everything_about_an_organisation(ha_tinh, focal, run):
    give(ha_tinh, last=later(7))
    give(ha_tinh, last=later(3))
    give(ha_tinh, last=later(-1))
    give(ha_tinh, last=later(-400))
    assert run(MONDAY).sent == 1
    (letter,) = mail.outbox
    assert letter.to == [focal.email]
    assert letter.subject == (
        "Nhắc việc thông tin đối ngoại ngày 02/11/2026: 2 nhiệm vụ quá hạn, 2 nhiệm vụ đến hạn trong 30 ngày"
    )
    assert "Kính gửi anh/chị" in letter.body
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    assert html.count("<li>") == 2 + 4


def test_nobody_is_written_to_between_the_steps(ha_tinh, focal, run):
    give(ha_tinh, last=later(20))
    give(ha_tinh, last=later(-15))
    give(ha_tinh)
    assert run(MONDAY).sent == 0


def test_never_twice_in_five_days_and_no_step_is_forgotten(ha_tinh, focal, run):
    for distance in (3, 8, 15):
        give(ha_tinh, last=later(distance))
    sent = [on for on in (later(day) for day in range(30)) if run(on).sent]
    gaps = [(after - before).days for before, after in itertools.pairwise(sent)]
    assert sent[0] == MONDAY
    assert min(gaps) >= 5
    # every step is spoken of within the gap and a weekend
    assert max(gaps[:4]) <= 8


def test_a_step_on_which_no_worker_ran_is_made_up_for(ha_tinh, focal, run):
    give(ha_tinh, last=later(7))
    run(later(-3))
    assert run(later(2)).sent == 1


def test_nothing_goes_out_on_a_day_off_and_the_step_came_the_working_day_before(ha_tinh, focal, run):
    give(ha_tinh, last=later(7 + 6))  # seven days before is a Sunday
    assert run(later(6)).day_off
    assert run(later(4)).sent == 1


def test_a_day_off_that_was_decided_is_kept(ha_tinh, focal, coordinator, run, now):
    give(ha_tinh, last=later(3))
    day = DecidedDays("5/QĐ-UBND", date(2026, 10, 1), "UBND tỉnh", MONDAY, MONDAY, True, "Ngày truyền thống")
    decide_days(coordinator, day, at=now)
    assert run(MONDAY).day_off


@pytest.mark.parametrize("state", ["done", "reported", "not_ours"])
def test_what_is_done_or_reported_is_not_reminded_of(ha_tinh, focal, run, state):
    give(ha_tinh, last=later(3), state=state)
    assert run(MONDAY).sent == 0


def test_who_coordinates_is_not_chased(ha_tinh, focal, run):
    give(ha_tinh, last=later(-1), part="coordinate")
    assert run(MONDAY).sent == 0


def test_a_requested_duty_gets_one_courteous_enquiry_and_no_scolding(ha_tinh, run):
    ha_tinh.person("focal_person", "ban-tuyen-giao-dan-van")
    give(ha_tinh, "ban-tuyen-giao-dan-van", last=later(0), requested=True)
    sent = [on for on in (later(day) for day in range(-40, 80)) if run(on).sent]
    assert sent == [later(7)]
    (letter,) = mail.outbox
    assert letter.subject.startswith("Kính trao đổi về công tác thông tin đối ngoại: 1 nội dung đề nghị")
    assert "quá hạn" not in letter.body + letter.subject
    assert "trễ" not in letter.body


def test_a_requested_duty_that_was_answered_is_not_asked_about(ha_tinh, run, now):
    ha_tinh.person("focal_person", "ban-tuyen-giao-dan-van")
    give(ha_tinh, "ban-tuyen-giao-dan-van", last=later(-7), requested=True, last_update_at=now)
    assert run(MONDAY).sent == 0


def test_in_a_reminder_of_charged_duties_the_requested_ones_are_not_counted(ha_tinh, focal, run):
    give(ha_tinh, last=later(7))
    give(ha_tinh, last=later(8), requested=True)
    run(MONDAY)
    assert "1 nhiệm vụ đến hạn" in mail.outbox[0].subject


NUMBER = re.compile(r"^\* (\d+) .*: (\S+)$", re.MULTILINE)


def test_every_number_of_a_letter_is_what_its_reader_finds_behind_the_link(ha_tinh, sign_in, run, now, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)  # the page is opened on the day of the letter
    reader = ha_tinh.person("focal_person", "so-ngoai-vu")
    reader.authorities.create(
        province=ha_tinh.province, role="focal_person", organisation=ha_tinh.org["so-tai-chinh"],
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    for code in ("so-ngoai-vu", "so-tai-chinh", "cong-an-tinh"):
        for distance in (-400, -30, -7, -1, 0, 1, 3, 7, 12, 30, 31, 90):
            give(ha_tinh, code, last=later(distance))
            give(ha_tinh, code, last=later(distance), requested=True)
        give(ha_tinh, code, last=later(-1), part="coordinate")
    run(MONDAY)
    (letter,) = mail.outbox
    found = NUMBER.findall(letter.body)
    assert len(found) == 6  # late, due soon and unanswered, of two organisations
    client = sign_in(reader)
    for number, address in found:
        path = address.removeprefix("http://localhost:8000")
        page = client.get(path).context["page"]
        assert page.paginator.count == int(number), path
        assert int(number) > 0


def test_people_of_another_province_hear_nothing(ha_tinh, hue, focal, run):
    hue.person("focal_person", "so-ngoai-vu")
    give(hue, last=later(7))
    give(ha_tinh, last=later(7))
    run(MONDAY)
    assert [letter.to for letter in mail.outbox] == [[focal.email]]


def test_planning_reads_only_and_answers_the_same_again(ha_tinh, focal):
    give(ha_tinh, last=later(7))
    first = run_plan(ha_tinh.province.pk, MONDAY)
    assert first == run_plan(ha_tinh.province.pk, MONDAY)
    assert [letter.user for letter in first.letters] == [focal]
    assert not Digest.objects.exists()


def test_an_organisation_without_anybody_to_read_it_is_shown(ha_tinh):
    give(ha_tinh, "cong-an-tinh", last=later(7))
    plan = run_plan(ha_tinh.province.pk, MONDAY)
    assert not plan.letters
    assert plan.unread == (ha_tinh.org["cong-an-tinh"],)


@pytest.fixture
def only_duties(monkeypatch):
    """As if no other room had anything to remind of: each adds its own queries, and counts them in its own tests."""
    monkeypatch.setattr("nhipcau.notices.queries.planning.SOURCES", {"duties": SOURCES["duties"]})


def test_planning_asks_the_same_number_of_times_for_any_number_of_people(
    ha_tinh, only_duties, django_assert_max_num_queries
):
    for code in ha_tinh.org:
        ha_tinh.person("focal_person", code)
        for distance in range(40):
            give(ha_tinh, code, last=later(distance))
    with django_assert_max_num_queries(12):
        assert len(run_plan(ha_tinh.province.pk, MONDAY).letters) == len(ha_tinh.org)


@pytest.mark.parametrize("scope", ["all", "organisation", "person"])
def test_what_is_held_does_not_go_out_until_it_is_released(ha_tinh, focal, coordinator, run, now, scope):
    give(ha_tinh, last=later(7))
    what = {"organisation": ha_tinh.org["so-ngoai-vu"]} if scope == "organisation" else {}
    what = {"user": focal} if scope == "person" else what
    standing = hold(coordinator, now=now, reason="Chờ họp", **what)
    outcome = run(MONDAY)
    assert (outcome.sent, outcome.held) == (0, 1)
    assert run(later(1)).sent == 0
    assert Digest.objects.count() == 1  # no second letter is made while one is held
    assert release(coordinator, standing, now=now) == 1
    assert [letter.to for letter in mail.outbox] == [[focal.email]]
    with pytest.raises(NotHeldError):
        release(coordinator, standing, now=now)
    acts = AuditEntry.objects.filter(act__startswith="notices.").order_by("sequence").values_list("act", flat=True)
    assert list(acts) == ["notices.hold", "notices.plan", "notices.plan", "notices.release"]


def test_the_same_is_not_held_twice(ha_tinh, focal, coordinator, now):
    hold(coordinator, now=now)
    hold(coordinator, now=now, user=focal)
    with pytest.raises(HeldAlreadyError):
        hold(coordinator, now=now)


def test_a_letter_stays_held_as_long_as_one_hold_covers_it(ha_tinh, focal, coordinator, run, now):
    give(ha_tinh, last=later(7))
    whole, person = hold(coordinator, now=now), hold(coordinator, now=now, user=focal)
    run(MONDAY)
    assert release(coordinator, whole, now=now) == 0
    assert not mail.outbox
    assert release(coordinator, person, now=now) == 1
    assert len(mail.outbox) == 1


def test_work_done_while_a_letter_was_held_is_not_spoken_of(ha_tinh, focal, coordinator, run, now):
    row = give(ha_tinh, last=later(7))
    standing = hold(coordinator, now=now)
    run(MONDAY)
    row.state = "done"
    row.save()
    release(coordinator, standing, now=now)
    assert not mail.outbox
    assert Digest.objects.get().state == "nothing_left"


class Refusing:
    """A mail server that answers as a test wants."""

    answer: Exception

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        pass

    def send_messages(self, messages):
        raise Refusing.answer


@pytest.fixture
def server(settings, monkeypatch):
    def answers(problem: Exception) -> None:
        Refusing.answer = problem
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    return answers


def test_a_refused_address_is_shown_and_the_notice_is_in_the_application(ha_tinh, focal, run, server, sign_in):
    give(ha_tinh, last=later(7))
    server(SMTPRecipientsRefused({focal.email: (550, b"no such user")}))
    assert run(MONDAY).refused == 1
    assert (Digest.objects.get().state, Digest.objects.get().problem) == ("refused", "550 no such user")
    assert "1 nhiệm vụ đến hạn" in sign_in(focal).get("/thong-bao/").content.decode()


def test_when_the_mail_server_is_away_the_letter_waits_and_leaves_the_next_time(ha_tinh, focal, run, server, settings):
    give(ha_tinh, last=later(7))
    server(SMTPServerDisconnected("gone"))
    with pytest.raises(MailServerError):
        run(MONDAY)
    assert Digest.objects.get().state == "waiting"
    assert ReminderRun.objects.get().finished_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(later(1)).sent == 1
    assert "03/11/2026" in mail.outbox[0].subject
    assert ReminderRun.objects.exclude(finished_at=None).count() == 2


def test_one_province_without_mail_keeps_no_other_waiting(ha_tinh, hue, now, monkeypatch):
    seen = []

    def troubled(province, **_given):
        seen.append(province.code)
        raise MailServerError("away")

    monkeypatch.setattr("nhipcau.notices.actions.running.remind", troubled)
    with pytest.raises(MailServerError):
        remind_all(MONDAY, lambda: now)
    assert sorted(seen) == ["ha-tinh", "hue"]


def test_without_mail_the_notice_is_in_the_application_alone(ha_tinh, focal, coordinator, run, now, sign_in):
    set_ladder(coordinator, Ladder(), by_mail=False, now=now)
    give(ha_tinh, last=later(7))
    assert run(MONDAY).sent == 1
    assert not mail.outbox
    assert "Nhắc việc thông tin đối ngoại" in sign_in(focal).get("/thong-bao/").content.decode()


def test_a_province_climbs_its_own_ladder(ha_tinh, focal, coordinator, run, now):
    set_ladder(coordinator, Ladder(before=(10,), after=(2,), gap=3, enquiry=4), by_mail=True, now=now)
    give(ha_tinh, last=later(10))
    give(ha_tinh, last=later(7))
    sent = [on for on in (later(day) for day in range(15)) if run(on).sent]
    assert sent == [MONDAY, later(9), later(14)]  # 9 and 12 days on; the twelfth is a Saturday


@pytest.mark.parametrize(
    "ladder", [Ladder(before=()), Ladder(after=(0,)), Ladder(before=(3, 3)), Ladder(gap=0), Ladder(enquiry=999)]
)
def test_a_ladder_that_nobody_could_climb_is_refused(coordinator, now, ladder):
    with pytest.raises(LadderError):
        set_ladder(coordinator, ladder, by_mail=True, now=now)
