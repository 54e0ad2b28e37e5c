from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from nhipcau.core.choices import Role
from nhipcau.core.models import User
from nhipcau.organisations.errors import SheetError
from nhipcau.organisations.queries.invitation_sheet import COLUMNS, read_invitations

pytestmark = pytest.mark.django_db
GOOD = ["Nguyễn Văn An", "an@example.vn", "Cán bộ đầu mối", "Sở Ngoại vụ", "0912 000 000", "01/02/2026", ""]


def xlsx(*rows, head=COLUMNS):
    book = Workbook()
    for row in (head, *rows):
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def changed(**columns):
    names = {"name": 0, "email": 1, "role": 2, "body": 3, "since": 5, "until": 6}
    row = list(GOOD)
    for name, value in columns.items():
        row[names[name]] = value
    return row


def test_a_row_that_is_right_becomes_somebody_to_invite(ha_tinh, coordinator):
    (row,) = read_invitations(coordinator, xlsx(GOOD), "a.xlsx")
    assert row.faults == ()
    assert (row.email, row.role, row.organisation_id) == (
        "an@example.vn",
        "focal_person",
        ha_tinh.org["so-ngoai-vu"].pk,
    )
    assert row.since.isoformat() == "2026-02-01"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_separator_and_names_without_marks_says_the_same(ha_tinh, coordinator, separator):
    text = separator.join(COLUMNS) + "\n" + separator.join(changed(body="so ngoai vu", role="can bo dau moi"))
    (row,) = read_invitations(coordinator, io.BytesIO(("\ufeff" + text).encode()), "a.csv")
    assert row.faults == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (changed(name=""), "thiếu họ và tên"),
        (changed(email="khong-phai"), "thư điện tử chưa đúng"),
        (changed(role="Trưởng ban"), "không có trong hệ thống"),
        (changed(role="Quản trị hệ thống"), "chỉ quản trị hệ thống"),
        (changed(body=""), "phải gắn với một cơ quan"),
        (changed(body="Sở Lạ"), "không có trong danh bạ hôm nay"),
        (changed(since="32/13/2026"), "không phải ngày"),
        (changed(until="01/01/2020"), "sớm hơn ngày bắt đầu"),
    ],
)
def test_each_fault_is_said_on_its_row(ha_tinh, coordinator, row, fault):
    (read,) = read_invitations(coordinator, xlsx(row), "a.xlsx")
    assert any(fault in said for said in read.faults), read.faults


def test_addresses_are_checked_against_accounts_and_against_each_other(ha_tinh, coordinator):
    taken = changed(email=ha_tinh.person(Role.EDITOR).email)
    rows = read_invitations(coordinator, xlsx(GOOD, GOOD, taken), "a.xlsx")
    assert [len(row.faults) for row in rows] == [0, 1, 1]
    assert "trùng dòng 2" in rows[1].faults[0]


@pytest.mark.parametrize(
    ("handle", "name", "said"),
    [
        (io.BytesIO(b"not a workbook"), "a.xlsx", "Không mở được tệp"),
        (io.BytesIO("Họ và tên".encode("utf-16")), "a.csv", "CSV UTF-8"),
        (io.BytesIO(b""), "a.csv", "không có dòng nào"),
        (xlsx(head=("Tên", "Email")), "a.xlsx", "Dòng đầu thiếu cột"),
        (xlsx(), "a.xlsx", "chỉ có dòng tiêu đề"),
        (xlsx(*[GOOD] * 501), "a.xlsx", "hơn 500 dòng"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(ha_tinh, coordinator, handle, name, said):
    with pytest.raises(SheetError, match=said):
        read_invitations(coordinator, handle, name)


def test_a_packed_bomb_is_not_opened(ha_tinh, coordinator):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (21 * 1024 * 1024))
    with pytest.raises(SheetError, match="quá lớn"):
        read_invitations(coordinator, bomb, "a.xlsx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx"]))
def test_no_bytes_break_it_and_nobody_is_invited_by_reading(ha_tinh, coordinator, junk, name):
    before = User.objects.count()
    with suppress(SheetError):
        read_invitations(coordinator, io.BytesIO(junk), name)
    assert User.objects.count() == before
