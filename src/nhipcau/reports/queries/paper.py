"""An agency's own report as a document after Decree 30/2020: officials sign paper."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhipcau.paper.public import Block, Document, Heading, Kind, Paragraph, Run, Signature, Table, figure

from ..choices import QuestionKind, ValueKind
from ..models import AgencyPreference, FigureValue, ReportVersion, Submission
from .figures import written
from .reading import ToldPart, told_by


def document_of(submission: Submission, version: ReportVersion) -> Document:
    """The report of an agency on paper; number, day and signature are left to its clerk. Seven queries.

    Every figure names its record (`figure:<id of the FigureValue>`), every passage its own (`answer:<id>`).
    """
    body = submission.organisation
    held = AgencyPreference.objects.filter(organisation=body).first()
    superior = body.parent.name if body.parent else ""
    with translation.override("vi"):
        return Document(
            kind=Kind.REPORT,
            issuer=body.name,
            superior=superior or submission.province.name,
            symbol=held.symbol if held and held.symbol else "BC",
            place=held.place if held and held.place else submission.province.name.partition(" ")[2].capitalize(),
            year=timezone.localdate(version.sent_at or version.made_at).year,
            abstract=_abstract(submission),
            addressees=(),
            body=tuple(_blocks(submission, version)),
            signatures=(Signature(office=_("THỦ TRƯỞNG CƠ QUAN")),),
            recipients=(_("Cơ quan đầu mối thông tin đối ngoại của tỉnh"),),
            draft=version.sent_at is None,
        )


def _abstract(submission: Submission) -> str:
    period = submission.period
    days = {"first": f"{period.first_day:%d/%m/%Y}", "last": f"{period.cut_off:%d/%m/%Y}"}
    return _("%(name)s (từ ngày %(first)s đến ngày %(last)s)") % {"name": period.name, **days}


def _blocks(submission: Submission, version: ReportVersion) -> Iterator[Block]:
    if version.empty:
        yield Paragraph(_("Trong kỳ báo cáo, cơ quan không phát sinh nội dung, số liệu phải báo cáo."))
        return
    for part in told_by(version):
        if QuestionKind.COMMENDATIONS in part.kinds and not version.commendations.exists():
            continue
        yield Heading(part.section.heading)
        yield from _texts(part)
        if part.figures:
            as_of = part.figures[0].as_of
            yield Paragraph(_("Số liệu tính đến ngày %(day)s.") % {"day": f"{as_of:%d/%m/%Y}"})
            yield _table(part.figures)
        if QuestionKind.COMMENDATIONS in part.kinds:
            for row in version.commendations.all():
                yield Paragraph(f"{row.get_kind_display()} {row.name}: {row.merit}", mark="-")


def _texts(part: ToldPart) -> Iterator[Block]:
    for told in part.told:
        if not told.groups:
            continue
        if len([each for each in part.told if each.groups]) > 1:
            yield Heading(told.question.words, level=2)
        for group in told.groups:
            if group.label:
                yield Paragraph((Run(group.label, italic=True),))
            for answer in group.answers:
                yield Paragraph((Run(answer.text, source=f"answer:{answer.pk}"),), mark="-")


def _table(values: list[FigureValue]) -> Table:
    rows = []
    for value in values:
        name = f"{value.indicator.name}, {value.part}" if value.part else value.indicator.name
        estimate = (figure(written(value.estimate), value.pk),) if value.estimate is not None else ""
        rows.append((name, value.indicator.unit, _said(value), estimate, value.reason))
    head = (_("Chỉ tiêu"), _("Đơn vị tính"), _("Kết quả"), _("Ước cả năm"), _("Ghi chú"))
    return Table(head, tuple(rows), widths=(5, 2, 2, 2, 3), numeric=frozenset({2, 3}), counted=True)


def _said(value: FigureValue) -> tuple[Run, ...]:
    if value.kind in (ValueKind.NUMBER, ValueKind.ZERO) and value.value is not None:
        return (figure(written(value.value), value.pk),)
    return (Run(ValueKind(value.kind).label.lower()),)
