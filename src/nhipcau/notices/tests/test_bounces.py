"""Letters that came back: delivery reports as mail servers write them."""

from __future__ import annotations

import mailbox
from datetime import date
from email import message_from_string
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nhipcau.core.models import AuditEntry
from nhipcau.notices.actions.bounces import take_in
from nhipcau.notices.models import Digest
from nhipcau.notices.queries.delivery_reports import failures

from .samples import written

REPORT = """\
From: MAILER-DAEMON@thu.ha-tinh.example.vn
To: nhip-cau@ha-tinh.example.vn
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain; charset=us-ascii

This is the mail system. Your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; thu.ha-tinh.example.vn
Arrival-Date: Mon, 2 Nov 2026 07:00:03 +0700

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <{to}>: Recipient address rejected:
 User unknown

--x
{head}
--x--
"""
HEAD = "Content-Type: text/rfc822-headers\n\nMessage-ID: {id}\nSubject: =?utf-8?q?Nh=E1=BA=AFc?=\n"
WHOLE = "Content-Type: message/rfc822\n\nMessage-ID: {id}\nSubject: Nhac\n\nThan thu\n"
NONE = "Content-Type: text/plain\n\nno headers here\n"


def report(to: str, message_id: str = "", *, action: str = "failed", status: str = "5.1.1", head: str = HEAD):
    return message_from_string(
        REPORT.format(to=to, action=action, status=status, head=(head if message_id else NONE).format(id=message_id))
    )


@pytest.fixture
def digest(ha_tinh) -> Digest:
    return written(ha_tinh, ha_tinh.person("focal_person", "so-ngoai-vu"), date(2026, 11, 2))


@pytest.mark.parametrize("head", [HEAD, WHOLE])
def test_a_failure_says_which_letter_to_whom_and_why(head):
    (found,) = failures(report("Binh@example.vn", "<1@thu>", head=head))
    assert (found.message_id, found.recipient) == ("<1@thu>", "binh@example.vn")
    assert found.reason.startswith("5.1.1 550 5.1.1")
    assert found.reason.endswith("User unknown")


@pytest.mark.parametrize(
    "message", [message_from_string("Subject: Chào\n\nTôi đi vắng"), report("a@b.vn", "<1@x>", action="delayed")]
)
def test_an_absence_note_and_a_delay_are_no_failures(message):
    assert failures(message) == []


@pytest.mark.django_db
def test_a_returned_letter_is_marked_once_and_its_reader_still_finds_the_notice(digest, now, sign_in):
    found = take_in([report(digest.user.email, digest.message_id)], at=now)
    assert (found.marked, found.unknown, found.other) == (1, 0, 0)
    digest.refresh_from_db()
    assert (digest.state, digest.problem[:5]) == ("bounced", "5.1.1")
    take_in([report(digest.user.email, digest.message_id)], at=now)
    assert AuditEntry.objects.filter(act="notices.bounced").count() == 1
    assert digest.subject in sign_in(digest.user).get("/thong-bao/").content.decode()


@pytest.mark.django_db
def test_a_report_without_the_letter_is_about_the_last_one_to_that_address(ha_tinh, digest, now):
    later = written(ha_tinh, digest.user, date(2026, 11, 9), sent_at=now)
    assert take_in([report(digest.user.email.upper())], at=now).marked == 1
    digest.refresh_from_db()
    later.refresh_from_db()
    assert (digest.state, later.state) == ("sent", "bounced")


@pytest.mark.django_db
def test_a_report_about_somebody_elses_letter_marks_nothing(digest, now):
    found = take_in([report(digest.user.email, "<khac@noi-khac>"), message_from_string("Subject: x\n\ny")], at=now)
    assert (found.marked, found.unknown, found.other) == (0, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["mbox", "maildir", "eml", "folder"])
def test_every_usual_kind_of_mailbox_is_read_and_left_as_it_is(digest, tmp_path, form):
    message = report(digest.user.email, digest.message_id)
    place = tmp_path / "hop-thu"
    if form == "mbox":
        box = mailbox.mbox(str(place))
        box.add(message)
        box.close()
    elif form == "maildir":
        mailbox.Maildir(str(place), create=True).add(message)
    elif form == "folder":
        place.mkdir()
        (place / "1.eml").write_bytes(message.as_bytes())
    else:
        place.write_bytes(message.as_bytes())
    before = _files(place)
    said = StringIO()
    call_command("read_bounces", str(place), stdout=said)
    assert "Thư bị trả lại: 1" in said.getvalue()
    assert _files(place) == before


def _files(place):
    return {path: path.read_bytes() for path in (place, *place.rglob("*")) if path.is_file()}


def test_a_mailbox_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(CommandError, match="Không có"):
        call_command("read_bounces", str(tmp_path / "khong-co"))
