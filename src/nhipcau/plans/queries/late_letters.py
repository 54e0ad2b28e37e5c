"""Letters that ask late agencies for what they owe (công văn đôn đốc): whom, and what each says.

Who was only requested is never written to as late; what a letter lists is the register's own list of late assignments.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from nhipcau.core.public import Actor, fold
from nhipcau.organisations.public import Organisation, OrganisationKind
from nhipcau.paper.public import Authority, Document, Kind, Paragraph, Signature, Table

from ..choices import Part, Standing
from ..models import Assignment, LetterPacket, Plan
from .deadlines import days_late
from .register import Chosen, assignments, in_order, with_everything_shown

PACKETS_SHOWN = 5
USUAL_OFFICE = "Giám đốc"
ABSTRACT = "đôn đốc thực hiện nhiệm vụ thông tin đối ngoại"


@dataclass(frozen=True, slots=True)
class LateAgency:
    """An organisation with its late assignments, the oldest first; `chosen` opens them in the register."""

    organisation: Organisation
    rows: list[Assignment]
    chosen: Chosen

    @property
    def oldest(self) -> date | None:
        """The last day on time of what is late longest."""
        return self.rows[0].last_day


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands around the words of every letter. `answer_by` is the day before which an answer is asked for.

    `authority` and `head`: in whose place `office` signs (`KT.` `Giám đốc`); nobody's where the head signs.
    """

    issuer: Organisation
    symbol: str
    office: str
    signer: str
    archive: str
    answer_by: date
    authority: Authority | None = None
    head: str = ""


def late_agencies(actor: Actor, plan: Plan | None, today: date) -> list[LateAgency]:
    """Who leads something that is late on `today`, most late first, then in the order of the directory; one query."""
    chosen = Chosen(plan_id=plan.pk if plan else None, part=Part.LEAD, standing=Standing.OVERDUE)
    rows: dict[int, list[Assignment]] = defaultdict(list)
    for row in with_everything_shown(in_order(assignments(actor, chosen, today), "han"), today):
        rows[row.organisation_id].append(row)
    found = [
        LateAgency(
            own[0].organisation,
            own,
            Chosen(plan_id=chosen.plan_id, organisation_id=pk, part=Part.LEAD, standing=Standing.OVERDUE),
        )
        for pk, own in rows.items()
    ]
    return sorted(found, key=lambda each: (-len(each.rows), each.organisation.order, each.organisation.sorted_as))


def late_letters(
    agencies: Collection[LateAgency], plan: Plan | None, head: LetterHead, province: str, today: date
) -> list[tuple[LateAgency, Document]]:
    """A letter for each agency but the issuer itself; number and day are left to the clerk. `province` with its kind
    (`tỉnh Hà Tĩnh`)."""
    return [
        (each, _letter(each, plan, head, province, today))
        for each in agencies
        if each.organisation.pk != head.issuer.pk
    ]


def _letter(agency: LateAgency, plan: Plan | None, head: LetterHead, province: str, today: date) -> Document:
    superior, issuer = issuer_of(head.issuer, province)
    name = agency.organisation.name
    asked = (
        f"{issuer} đề nghị {name} khẩn trương thực hiện các nhiệm vụ nêu trên và báo cáo kết quả trước ngày "
        f"{head.answer_by:%d/%m/%Y}; nhiệm vụ chưa hoàn thành đề nghị nêu rõ nguyên nhân, khó khăn, vướng mắc và thời "
        "gian dự kiến hoàn thành."
    )
    return Document(
        kind=Kind.LETTER, superior=superior, issuer=issuer, symbol=head.symbol, place=place_of(province),
        year=today.year, abstract=ABSTRACT, addressees=(name,),
        body=(
            Paragraph(_opening(agency, plan, today)), _table(agency, plan, today), Paragraph(asked),
            Paragraph(f"Trân trọng đề nghị {name} quan tâm, phối hợp thực hiện."),
        ),
        signatures=(Signature(head.office, head.signer, _places(head)),),
        recipients=((superior,) if superior else ()) + ("Lãnh đạo cơ quan",), archive=head.archive,
    )  # fmt: skip


def _places(head: LetterHead) -> tuple[tuple[Authority, str], ...]:
    """In whose place a letter is signed: a people's committee speaks as a body, unless somebody acts by order."""
    collective = head.issuer.kind == OrganisationKind.COMMITTEE and head.authority in (None, Authority.FOR)
    places: tuple[tuple[Authority, str], ...] = ((Authority.ON_BEHALF, "Ủy ban nhân dân"),) if collective else ()
    return (*places, (head.authority, head.head)) if head.authority else places


def file_name(agency: LateAgency, ending: str) -> str:
    """A name for a file without marks; the number keeps two agencies of one name apart."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(agency.organisation.name)).strip("-")[:60]
    return f"don-doc-{plain}-{agency.organisation.pk}.{ending}"


def archived(agencies: Sequence[LateAgency], contents: Sequence[bytes], ending: str) -> bytes:
    """The letters of the agencies, in order, as one ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for agency, content in zip(agencies, contents, strict=True):
            archive.writestr(file_name(agency, ending), content)
    return out.getvalue()


def letter_packets(actor: Actor) -> list[LetterPacket]:
    """The newest packets of letters that were asked for in the province; one query."""
    return list(
        LetterPacket.objects.visible_to(actor).select_related("by", "plan").defer("plan__reading")[:PACKETS_SHOWN]
    )


def issuer_of(organisation: Organisation, province: str) -> tuple[str, str]:
    """What stands at the head of a paper of `organisation`: its superior (empty for none) and itself."""
    committee = f"Ủy ban nhân dân {province}"
    name = committee if organisation.kind == OrganisationKind.COMMITTEE else organisation.name
    return committee if organisation.kind == OrganisationKind.DEPARTMENT else "", name


def place_of(province: str) -> str:
    """The name of a province without its kind, as it stands before a date."""
    for kind in ("tỉnh ", "thành phố "):
        if province.startswith(kind):
            return province[len(kind) :]
    return province


def _opening(agency: LateAgency, plan: Plan | None, today: date) -> str:
    day = today - timedelta(days=1)
    owed = (
        f"{len(agency.rows):02} nhiệm vụ được giao chủ trì đã quá thời hạn nhưng chưa có báo cáo hoàn thành, "
        "cụ thể như sau:"
    )
    until = f"đến hết ngày {day:%d/%m/%Y}, {agency.organisation.name} còn {owed}"
    if plan is None or not plan.number:
        return f"Qua theo dõi việc thực hiện các nhiệm vụ thông tin đối ngoại trên địa bàn, {until}"
    issued = f" ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    return f"Qua theo dõi việc thực hiện Kế hoạch số {plan.number}{issued}, {until}"


def _table(agency: LateAgency, plan: Plan | None, today: date) -> Table:
    head, widths = ("Nội dung nhiệm vụ", "Thời hạn", "Số ngày quá hạn"), (11.0, 3.5, 2.2)
    rows = []
    for row in agency.rows:
        source = f" ({row.plan.number})" if plan is None and row.plan and row.plan.number else ""
        period = f", {row.period_name}" if row.period_name else ""
        last = f"{row.last_day:%d/%m/%Y}" if row.last_day else ""
        rows.append((f"{row.duty.text.rstrip('.;')}{period}{source}", last, str(days_late(row.last_day, today))))
    return Table(head, tuple(rows), widths, frozenset({2}), counted=True)
