"""A register of the size that a large province reaches in years: made up, the same for every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

SUBJECTS = (
    "tuyên truyền hội nghị xúc tiến đầu tư",
    "biên soạn ấn phẩm giới thiệu tỉnh bằng tiếng nước ngoài",
    "cung cấp thông tin cho cơ quan báo chí",
    "tập huấn nghiệp vụ thông tin đối ngoại",
    "vận hành cụm thông tin cửa khẩu",
    "quảng bá di sản và ẩm thực địa phương",
    "theo dõi dư luận báo chí nước ngoài",
    "đón đoàn phóng viên nước ngoài",
    "phối hợp tổ chức tuần văn hóa đường phố",
    "trưng bày ảnh về biển, đảo quê hương",
    "cập nhật cơ sở dữ liệu thông tin",
    "sản xuất phim ngắn về đất và người",
    "giao lưu nhân dân vùng biên giới",
    "thông tin về người Việt Nam ở nước ngoài",
)
ENDINGS = (
    "trên cổng thông tin điện tử",
    "theo Kết luận số 57-KL/TW",
    "tại địa bàn dân tộc thiểu số",
    "nhân dịp năm mới",
    "gắn với chương trình mục tiêu quốc gia",
    "cho cán bộ đầu mối các cơ quan",
    "trên nền tảng số",
    "đến hết năm",
)
PROVINCES = (("do-thu-mot", "tỉnh Đo Thử Một", 40), ("do-thu-hai", "tỉnh Đo Thử Hai", 20))
YEARS = (2023, 2024, 2025, 2026)
SECTIONS = ("I", "II", "III", "IV")


def build(assignments: int, now: datetime) -> None:
    """Fills an empty, migrated database: two provinces, sixty organisations, a plan a year, their duties."""
    from nhipcau.core.models import Province
    from nhipcau.plans.actions.duties import index_duties
    from nhipcau.plans.models import Assignment, Duty

    chance = random.Random(20261102)
    share = [assignments * 2 // 3, assignments - assignments * 2 // 3]
    for (code, name, bodies), wanted in zip(PROVINCES, share, strict=True):
        province = Province.objects.create(code=code, name=name)
        organisations = _organisations(province, bodies)
        coordinator = _people(province, organisations)
        made = 0
        for plan, sections in _plans(province, coordinator, now):
            upto = wanted if plan.year == YEARS[-1] else wanted * (YEARS.index(plan.year) + 1) // len(YEARS)
            duties = _duties(plan, sections, coordinator, now, (upto - made) // 6, chance)
            Duty.objects.bulk_create(duties, batch_size=1000)
            rows = _assignments(duties, organisations, upto - made, now, chance)
            Assignment.objects.bulk_create(rows, batch_size=1000)
            made = upto
        index_duties(Duty.objects.filter(province=province))


def _organisations(province: Any, count: int) -> list[Any]:
    from nhipcau.core.public import sort_key
    from nhipcau.organisations.models import Organisation

    names = [f"Cơ quan thứ {number} của {province.name}" for number in range(1, count + 1)]
    return Organisation.objects.bulk_create(
        Organisation(
            province=province, code=f"co-quan-{number}", name=name, sorted_as=sort_key(name), kind="department",
            only_requested=number % 9 == 0, order=number,
        )
        for number, name in enumerate(names, 1)
    )  # fmt: skip


def _people(province: Any, organisations: list[Any]) -> Any:
    from nhipcau.core.models import User
    from nhipcau.organisations.models import Authority

    made = {}
    for role, organisation in (("coordinator", None), ("focal_person", organisations[0])):
        made[role] = User.objects.create_user(f"{role}@{province.code}.example.vn", province, f"Người {role}")
        Authority.objects.create(
            province=province, user=made[role], role=role, organisation=organisation, valid_from=date(2020, 1, 1)
        )
    return made["coordinator"]


def _plans(province: Any, coordinator: Any, now: datetime) -> Iterator[tuple[Any, list[Any]]]:
    from nhipcau.documents.models import Document, Reading
    from nhipcau.plans.models import Plan, Section

    for year in YEARS:
        owner = {"province": province}
        hashed = f"{province.code}-{year}".ljust(64, "0")
        document = Document.objects.create(
            **owner,
            sha256=hashed,
            name=f"{year}.txt",
            size=1,
            state="accepted",
            uploaded_by=coordinator,
            uploaded_at=now,
        )
        reading = Reading.objects.create(
            **owner,
            document=document,
            file_sha256=hashed,
            reader_version="0",
            schema="vanban/1",
            content={},
            created_at=now,
        )
        plan = Plan.objects.create(
            **owner, document=document, reading=reading, title=f"Kế hoạch thông tin đối ngoại năm {year}",
            number=f"{year % 100}7/KH-UBND", year=year, state="confirmed", opened_by=coordinator, opened_at=now,
        )  # fmt: skip
        sections = [
            Section.objects.create(**owner, plan=plan, path=path, heading=f"Mục {path}", order=order)
            for order, path in enumerate(SECTIONS)
        ]
        yield plan, sections


def _duties(
    plan: Any, sections: list[Any], coordinator: Any, now: datetime, count: int, chance: random.Random
) -> list[Any]:
    from nhipcau.plans.models import Duty

    duties = []
    for number in range(count):
        section = chance.choice(sections)
        due = date(plan.year, 1, 1) + timedelta(days=chance.randrange(365)) if chance.random() < 0.8 else None
        first, second = chance.sample(SUBJECTS, 2)
        text = f"{first.capitalize()} {chance.choice(ENDINGS)}; {second} (việc số {number})."
        duties.append(
            Duty(
                province_id=plan.province_id, plan=plan, section=section, document_id=plan.document_id, order=number,
                path=f"{section.path}.{number // 10}.-{number % 10}", text=text, due=due,
                topic=first[:20], deadline_text=f"trước ngày {due:%d/%m/%Y}" if due else "",
                confirmed_by=coordinator, confirmed_at=now,
            )
        )  # fmt: skip
    return duties


def _assignments(
    duties: list[Any], organisations: list[Any], count: int, now: datetime, chance: random.Random
) -> list[Any]:
    from nhipcau.plans.models import Assignment

    rows: list[Any] = []
    each = -(-count // len(duties))
    for duty in duties:
        for place, body in enumerate(chance.sample(organisations, min(each, len(organisations), count - len(rows)))):
            state = chance.choices(("not_started", "in_progress", "difficulty", "reported", "done"), (3, 4, 1, 1, 6))[0]
            rows.append(
                Assignment(
                    province_id=duty.province_id, duty=duty, plan_id=duty.plan_id, organisation=body,
                    part="lead" if place < 2 else "coordinate", requested=body.only_requested, written_as=body.name,
                    due=duty.due, last_day=duty.due, state=state,
                    last_update_at=None if state == "not_started" else now - timedelta(days=chance.randrange(300)),
                )
            )  # fmt: skip
    return rows


def people() -> dict[str, Any]:
    """The coordinator and the focal person of the larger province."""
    from nhipcau.core.models import User

    found = {}
    for role in ("coordinator", "focal_person"):
        found[role] = User.objects.get(email=f"{role}@{PROVINCES[0][0]}.example.vn")
    return found


def conditions(role: str) -> dict[str, list[object]]:
    """What the filters of the register offer a person, by the name of the condition."""
    from nhipcau.organisations.models import Organisation
    from nhipcau.plans.models import Duty, Plan

    code = PROVINCES[0][0]
    offered: dict[str, list[object]] = {
        "ke_hoach": list(Plan.objects.filter(province__code=code).values_list("pk", flat=True)),
        "vai_tro": ["lead", "coordinate"],
        "chu_de": list(
            Duty.objects.filter(province__code=code).order_by("topic").values_list("topic", flat=True).distinct()
        ),
        "tu_ngay": ["01/01/2025", "01/06/2026"],
        "den_ngay": ["30/06/2026", "31/12/2026"],
        "nguon": ["plan"],
    }
    if role == "coordinator":
        offered["co_quan"] = list(Organisation.objects.filter(province__code=code).values_list("pk", flat=True))
    return offered
