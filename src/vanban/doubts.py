"""Why a field of a duty may be wrong, by a code that does not change and a sentence for a person.

| code | field | when |
|---|---|---|
| `no_marks` | all | the text had lost its Vietnamese marks |
| `unknown_name` | a name | neither a list nor its ending shows that the name is whole |
| `not_listed` | a name | light: no list has the name, but it plainly ends where it was cut |
| `reach` | `lead` | executor lines stand after a later unit and may not reach this one |
| `empty_cell` | `lead` | the cell is empty and was taken for the rest of a merged one |
| `unread_partner` | `coordinating` | *phối hợp với* without a name that could be read |
| `others_partner` | `coordinating` | light: a *phối hợp* was taken for that of somebody whom the lead directs |
| `event_limit` | `deadline` | an event fixes the limit, not a day |
| `several_limits` | `deadline` | light: several limits were joined |
| `after_preface` | `lead` | light: names after a preface were taken for the subject |
| `inside` | `lead` | light: who leads is named inside the paragraph |
| `unmarked` | all | light: the paragraph has no marker |
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason: its code, the field as a pointer below the assignment (`lead/0`; empty: all of it), and what a
    person is told; None where the doubt is too light for that."""

    code: str
    field: str
    says: str | None = None


NO_MARKS = Doubt("no_marks", "", "Văn bản mất dấu; tên và ngày đọc theo dạng gần đúng.")
REACH = Doubt("reach", "lead", "Dòng đơn vị thực hiện đứng sau mục khác; chưa chắc áp dụng cho mục này.")
EMPTY_CELL = Doubt("empty_cell", "lead", "Ô cơ quan chủ trì để trống; lấy theo dòng trên của bảng.")
UNREAD_PARTNER = Doubt("unread_partner", "coordinating", "Có “phối hợp với” nhưng không đọc được tên cơ quan phối hợp.")
OTHERS_PARTNER = Doubt("others_partner", "coordinating")
EVENT_LIMIT = Doubt("event_limit", "deadline", "Thời hạn gắn với một sự kiện, không phải một ngày.")
SEVERAL_LIMITS = Doubt("several_limits", "deadline")
AFTER_PREFACE = Doubt("after_preface", "lead")
INSIDE = Doubt("inside", "lead")
UNMARKED = Doubt("unmarked", "")


def unknown_name(field: str, name: str) -> Doubt:
    """Answer the doubt about a name that may not be whole."""
    return Doubt("unknown_name", field, f"Tên cơ quan chưa có trong danh mục: {name}.")


def not_listed(field: str) -> Doubt:
    """Answer the light doubt about a name that no list has."""
    return Doubt("not_listed", field)
