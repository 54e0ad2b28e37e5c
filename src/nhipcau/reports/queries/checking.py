"""What keeps a report from being sent, field by field, in words. Pure functions over the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..choices import QuestionKind, ValueKind
from ..errors import Fault
from .sheet import Asked, FigureRow, Sheet


def faults_of(sheet: Sheet, *, annexes: int = 0) -> list[Fault]:
    """Everything that is wrong or missing, in the order of the page; empty where the report may go."""
    return [fault for asked in sheet.asked for fault in _of(asked, annexes)]


def _of(asked: Asked, annexes: int) -> Iterator[Fault]:
    question = asked.question
    if question.kind == QuestionKind.FIGURE:
        for row in asked.figures:
            yield from figure_faults(row)
    elif question.kind == QuestionKind.COMMENDATIONS:
        for each in asked.commendations:
            if each.name.value.strip() and not each.merit.value.strip():
                yield Fault(each.merit.name, _("Xin ghi thành tích của người, tập thể được đề nghị."), question.words)
            elif each.merit.value.strip() and not each.name.value.strip():
                yield Fault(each.name.name, _("Xin ghi tên người, tập thể được đề nghị."), question.words)
    elif question.required and not _answered(asked, annexes):
        name = asked.groups[0].free.name if asked.groups else ""
        yield Fault(name, _("Phần này phải có nội dung. Không có gì mới thì ghi “Không phát sinh”."), question.words)


def _answered(asked: Asked, annexes: int) -> bool:
    if asked.question.kind == QuestionKind.ANNEXES:
        return bool(annexes)
    return any(passage.counts for passage in asked.passages)


def figure_faults(row: FigureRow) -> Iterator[Fault]:
    """What is wrong with one figure: not understood, two things at once, or missing without a reason."""
    place = f"{row.question.words} · {row.part}" if row.part else row.question.words
    chosen = row.kind.value
    if row.read.problem:
        yield Fault(row.figure.name, row.read.sentence(row.figure.value), place)
    elif chosen and row.read.kind and str(row.read.kind) != chosen:
        yield Fault(row.figure.name, _("Vừa có “%(written)s” vừa chọn “%(kind)s”. Xin giữ một.")
                    % {"written": row.figure.value.strip()[:60], "kind": ValueKind(chosen).label}, place)  # fmt: skip
    elif not chosen and row.read.kind is None:
        yield Fault(row.figure.name, _("Xin ghi số liệu, hoặc chọn không phát sinh, không áp dụng, chưa có."), place)
    elif kind_of(row) == ValueKind.MISSING and not row.reason.value.strip():
        yield Fault(row.reason.name, _("Xin ghi lý do chưa có số liệu và khi nào có."), place)
    if row.estimate_read.problem:
        yield Fault(row.estimate.name, row.estimate_read.sentence(row.estimate.value), place)
    elif row.estimate.value.strip() and row.estimate_read.value is None:
        yield Fault(row.estimate.name, _("Ước cả năm là một con số; không ước được thì để trống."), place)


def kind_of(row: FigureRow) -> ValueKind | None:
    """The kind of a figure: what was chosen beside it, else what was typed."""
    return ValueKind(row.kind.value) if row.kind.value in ValueKind.values else row.read.kind
