"""A spreadsheet of people to invite: every row with its faults, before anything is saved."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from nhipcau.core.public import Actor, Role, User, fold, nfc

from ..choices import OF_AN_ORGANISATION
from ..errors import SheetError
from .resolution import ResolutionState, Resolver

COLUMNS = ("Họ và tên", "Thư điện tử", "Vai trò", "Cơ quan", "Điện thoại", "Từ ngày", "Đến ngày")
SAMPLE = ("Nguyễn Văn An", "nguyen.van.an@example.vn", "Cán bộ đầu mối", "Sở Ngoại vụ", "", "01/01/2026", "")
MOST_ROWS = 500
MOST_UNPACKED = 20 * 1024 * 1024
_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as the preview shows it; with `faults` it cannot be invited. `number` is the spreadsheet's own."""

    number: int
    full_name: str
    email: str
    role: str
    organisation_id: int | None
    organisation: str
    phone: str
    since: date | None
    until: date | None
    faults: tuple[str, ...]

    @property
    def role_label(self) -> str:
        """The role in words, as the sheet means it."""
        return str(Role(self.role).label) if self.role else ""


def read_invitations(actor: Actor, handle: IO[bytes], name: str) -> list[SheetRow]:
    """The people of a spreadsheet (XLSX or CSV), each checked against the accounts and the directory.

    Raises SheetError where the file as a whole cannot be used. Three queries and the resolver's, whatever the rows.
    """
    table = _xlsx(handle) if name.lower().endswith(".xlsx") else _csv(handle)
    rows = [(number, cells) for number, cells in table if any(str(cell or "").strip() for cell in cells)]
    if not rows:
        raise SheetError(_("Bảng tính không có dòng nào."))
    places = _columns(rows[0][1])
    people = rows[1:]
    if not people:
        raise SheetError(_("Bảng tính chỉ có dòng tiêu đề; hãy ghi mỗi người một dòng."))
    if len(people) > MOST_ROWS:
        raise SheetError(_("Bảng tính có hơn %(most)d dòng; hãy chia thành nhiều tệp.") % {"most": MOST_ROWS})
    reader = _People(actor)
    return [reader.row(number, {name: _cell(cells, at) for name, at in places.items()}) for number, cells in people]


class _People:
    """Checks the rows of one sheet, each against the others too."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.resolver = Resolver(actor.province_id, actor.on)
        self.taken = {email.lower() for email in User.objects.values_list("email", flat=True)}
        self.seen: dict[str, int] = {}
        self.roles = {role.value: role for role in Role} | {fold(str(role.label)): role for role in Role}
        with translation.override("vi"):  # the sheet is Vietnamese whatever language the page is read in
            self.roles |= {fold(str(role.label)): role for role in Role}

    def row(self, number: int, given: dict[str, Any]) -> SheetRow:
        faults: list[str] = []
        full_name, email = nfc(_text(given["Họ và tên"])), _text(given["Thư điện tử"]).lower()
        if not full_name:
            faults.append(_("thiếu họ và tên"))
        self._email(number, email, faults)
        role = self._role(_text(given["Vai trò"]), faults)
        written = nfc(_text(given["Cơ quan"]))
        organisation_id = self._organisation(written, role, faults)
        since = _day(given["Từ ngày"], faults) or self.actor.on
        until = _day(given["Đến ngày"], faults)
        if until and until < since:
            faults.append(_("ngày thôi sớm hơn ngày bắt đầu"))
        phone = _text(given["Điện thoại"])[:30]
        return SheetRow(
            number, full_name, email, role, organisation_id, written, phone, since, until, tuple(faults)
        )  # fmt: skip

    def _email(self, number: int, email: str, faults: list[str]) -> None:
        try:
            validate_email(email)
        except ValidationError:
            faults.append(_("thư điện tử chưa đúng"))
            return
        if email in self.taken:
            faults.append(_("thư điện tử đã có tài khoản"))
        if email in self.seen:
            faults.append(_("thư điện tử trùng dòng %(row)d") % {"row": self.seen[email]})
        self.seen.setdefault(email, number)

    def _role(self, written: str, faults: list[str]) -> str:
        role = self.roles.get(fold(nfc(written)))
        if role is None:
            faults.append(_("vai trò “%(role)s” không có trong hệ thống") % {"role": written})
            return ""
        if role == Role.ADMINISTRATOR and not self.actor.has(Role.ADMINISTRATOR):
            faults.append(_("chỉ quản trị hệ thống mời được quản trị hệ thống"))
        return role.value

    def _organisation(self, written: str, role: str, faults: list[str]) -> int | None:
        if not written:
            if role in OF_AN_ORGANISATION:
                faults.append(_("vai trò này phải gắn với một cơ quan"))
            return None
        found = self.resolver.resolve(written)
        if found.state == ResolutionState.RESOLVED and found.in_time:
            return found.organisation_id
        faults.append(
            _("“%(name)s” chỉ nhiều cơ quan")
            if found.state in (ResolutionState.AMBIGUOUS, ResolutionState.GROUP)
            else _("“%(name)s” không có trong danh bạ hôm nay")
        )
        faults[-1] %= {"name": written}
        return None


def _xlsx(handle: IO[bytes]) -> list[tuple[int, list[Any]]]:
    try:
        with zipfile.ZipFile(handle) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise SheetError(_("Tệp XLSX quá lớn khi mở ra. Xin chép riêng các dòng cần thiết sang tệp mới."))
        handle.seek(0)
        sheet = load_workbook(handle, read_only=True, data_only=True, keep_links=False).worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 50, max_col=30)
        return [(number, list(cells)) for number, cells in enumerate(rows, 1)]
    except (zipfile.BadZipFile, InvalidFileException, SyntaxError, KeyError, ValueError, IndexError) as fault:
        raise SheetError(_("Không mở được tệp. Hãy lưu lại dưới dạng XLSX hoặc CSV rồi tải lên.")) from fault


def _csv(handle: IO[bytes]) -> list[tuple[int, list[Any]]]:
    try:
        text = handle.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SheetError(_("Tệp CSV không ở dạng UTF-8. Trong Excel, hãy lưu dưới dạng “CSV UTF-8”.")) from fault
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows: Iterable[list[str]] = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        return [(number, list(cells)) for number, cells in zip(range(1, MOST_ROWS + 51), rows, strict=False)]
    except csv.Error as fault:
        raise SheetError(_("Không mở được tệp. Hãy lưu lại dưới dạng XLSX hoặc CSV rồi tải lên.")) from fault


def _columns(head: list[Any]) -> dict[str, int | None]:
    known = {fold(nfc(_text(cell))): at for at, cell in enumerate(head)}
    places = {name: known.get(fold(name)) for name in COLUMNS}
    missing = [name for name in COLUMNS[:4] if places[name] is None]
    if missing:
        raise SheetError(_("Dòng đầu thiếu cột: %(names)s. Hãy dùng tệp mẫu.") % {"names": ", ".join(missing)})
    return places


def _cell(cells: list[Any], at: int | None) -> Any:
    return cells[at] if at is not None and at < len(cells) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _day(value: Any, faults: list[str]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    text = _text(value)
    for form in _DAYS if text else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    if text:
        faults.append(_("“%(text)s” không phải ngày dạng ngày/tháng/năm") % {"text": text})
    return None
