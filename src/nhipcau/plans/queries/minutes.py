"""Minutes of a briefing (biên bản giao ban): what is on the register goes in by itself, a clerk adds what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhipcau.organisations.public import Organisation
from nhipcau.paper.public import Block, Document, Heading, Kind, Paragraph, Signature

from ..models import Plan
from .late_letters import LateAgency, issuer_of, place_of
from .overview import Line

AGENCIES_NAMED = 12
SIGN = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its clerk tells it. `present` and `absent`: one a line; `said` and `concluded`: paragraphs, one a
    line; `begun` and `ended` as written (`08 giờ 00`)."""

    issuer: Organisation
    symbol: str
    about: str
    on: date
    begun: str
    ended: str
    place: str
    chair: str
    clerk: str
    present: Sequence[str]
    absent: Sequence[str]
    said: Sequence[str]
    concluded: Sequence[str]


def standing_told(whole: Line, late: Sequence[LateAgency], plan: Plan | None, today: date) -> list[str]:
    """How the duties stand on `today`, in sentences for the minutes: the counts of the leader's page, then who is late,
    most late first."""
    of = f" Kế hoạch số {plan.number}" if plan and plan.number else " các nhiệm vụ thông tin đối ngoại"
    told = [
        f"Tình hình thực hiện{of} (số liệu tính đến ngày {today:%d/%m/%Y}): tổng số {_so(whole.total)} lượt giao; "
        f"{_so(whole.done)} đã hoàn thành, {_so(whole.going_on)} đang thực hiện trong hạn, {_so(whole.overdue)} quá "
        f"hạn, {_so(whole.no_answer)} chưa có phản hồi."
    ]
    told += [
        f"{each.organisation.name}: {len(each.rows):02} nhiệm vụ quá hạn"
        + (f", lâu nhất từ ngày {each.oldest:%d/%m/%Y}." if each.oldest else ".")
        for each in late[:AGENCIES_NAMED]
    ]
    if len(late) > AGENCIES_NAMED:
        told.append(f"{len(late) - AGENCIES_NAMED:02} cơ quan khác cũng có nhiệm vụ quá hạn.")
    return told


def minutes(meeting: Meeting, province: str) -> Document:
    """The minutes for print; number and recipients' day are left to the clerk. `province` with its kind."""
    superior, issuer = issuer_of(meeting.issuer, province)
    opened = f"Thời gian: {meeting.begun}, ngày {meeting.on:%d/%m/%Y}."
    body: list[Block] = [
        Paragraph(opened), Paragraph(f"Địa điểm: {meeting.place}."), Heading("THÀNH PHẦN"),
        Paragraph(f"Chủ trì: {meeting.chair}."), Paragraph(f"Thư ký: {meeting.clerk}."),
        Paragraph("Thành phần dự họp:"),
        *(Paragraph(line, mark="-") for line in meeting.present),
    ]  # fmt: skip
    if meeting.absent:
        body += [Paragraph("Vắng mặt:"), *(Paragraph(line, mark="-") for line in meeting.absent)]
    body += [Heading("NỘI DUNG"), *map(Paragraph, meeting.said)]
    if meeting.concluded:
        body += [Heading("KẾT LUẬN"), *(Paragraph(line, mark="-") for line in meeting.concluded)]
    ended = f" vào hồi {meeting.ended} cùng ngày" if meeting.ended else ""
    body.append(Paragraph(f"Cuộc họp kết thúc{ended}; biên bản đã được thông qua tại cuộc họp."))
    return Document(
        kind=Kind.MINUTES, superior=superior, issuer=issuer, symbol=meeting.symbol, place=place_of(province),
        on=meeting.on, abstract=meeting.about, body=tuple(body),
        signatures=(Signature("Thư ký", meeting.clerk, hint=SIGN), Signature("Chủ trì", meeting.chair, hint=SIGN)),
        recipients=("Các thành phần dự họp",), archive="VT",
    )  # fmt: skip


def _so(number: int) -> str:
    return f"{number:,}".replace(",", ".")
