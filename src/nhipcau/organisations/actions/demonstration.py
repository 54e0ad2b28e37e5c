"""The people of the demonstration: one for each role, so that every page can be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from nhipcau.core.public import Province, Role, User, record

from ..choices import FocalRank
from ..models import Authority, FocalPerson, Organisation

# Invented names. The organisation is a code of provinces/<code>/co-quan.csv; "" holds the role for the province.
PEOPLE: tuple[tuple[Role, str, str, str], ...] = (
    (Role.COORDINATOR, "dieu-phoi", "Nguyễn Thị Minh Hà", ""),
    (Role.FOCAL_PERSON, "dau-moi", "Trần Văn Bình", "so-ngoai-vu"),
    (Role.AGENCY_LEADER, "lanh-dao-so", "Lê Thị Thu Cúc", "so-ngoai-vu"),
    (Role.PROVINCE_LEADER, "lanh-dao-tinh", "Phạm Quốc Dũng", ""),
    (Role.EDITOR, "bien-tap", "Võ Thị Lan Anh", "cong-thong-tin"),
    (Role.TRANSLATOR, "bien-dich", "Hoàng Đức Hải", "so-ngoai-vu"),
    (Role.APPROVER, "nguoi-duyet", "Đặng Thị Kim Liên", ""),
    (Role.PRESS_OFFICER, "bao-chi", "Bùi Thanh Sơn", ""),
    (Role.FINANCE, "tai-chinh", "Dương Thị Ngọc", "so-tai-chinh"),
    (Role.AUDITOR, "kiem-tra", "Ngô Văn Phúc", ""),
    (Role.ADMINISTRATOR, "quan-tri", "Đỗ Hữu Quân", ""),
)
SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demonstration, as the table on the screen shows it."""

    role: Role
    email: str
    full_name: str
    where: str


@transaction.atomic
def make_demo_accounts(province: Province, password: str, *, at: datetime) -> list[DemoAccount]:
    """Makes the demonstration's accounts in a province, or sets their password again; answers all of them."""
    bodies = {body.code: body for body in Organisation.objects.filter(province=province)}
    encoded = _encoded(password)
    made = []
    for role, box, name, code in PEOPLE:
        email, body = f"{box}@{province.code}.demo", bodies.get(code)
        user = User.objects.filter(email=email).first() or User(
            email=email, full_name=name, province=province, joined_at=at
        )
        new = user.pk is None
        if user.password != encoded:
            user.password = encoded
            user.save()
        Authority.objects.get_or_create(
            province=province, user=user, role=role, organisation=body, defaults={"valid_from": SINCE}
        )
        if new:
            record(None, "accounts.demo", user, f"Tạo tài khoản trình diễn {name}", at=at, province_id=province.pk)
        if body and role in (Role.FOCAL_PERSON, Role.AGENCY_LEADER):
            _in_register(province, user, role, body)
        made.append(DemoAccount(role, email, name, body.name if body else province.name))
    return made


def _encoded(password: str) -> str:
    """The password hashed once for all accounts of the demonstration: hashing is made to be slow."""
    known = User.objects.filter(email__endswith=".demo").values_list("password", flat=True).first()
    return known if known and check_password(password, known) else make_password(password)


def _in_register(province: Province, user: User, role: Role, body: Organisation) -> None:
    rank = FocalRank.OFFICER if role == Role.FOCAL_PERSON else FocalRank.LEADER
    position = "Chuyên viên" if rank == FocalRank.OFFICER else "Phó Giám đốc"
    FocalPerson.objects.get_or_create(
        province=province,
        organisation=body,
        user=user,
        rank=rank,
        defaults={"full_name": user.full_name, "position": position, "email": user.email, "valid_from": SINCE},
    )
