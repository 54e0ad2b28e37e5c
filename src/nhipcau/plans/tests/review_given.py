"""Plans under review for tests: text in the genre, read by vanban itself, opened by the coordinator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from nhipcau.core.public import Role
from nhipcau.documents.public import Document, receive
from nhipcau.plans.actions.opening import open_plan
from nhipcau.plans.models import Plan, Proposal

HEAD = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ TĨNH                    Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND                 Hà Tĩnh, ngày {day} tháng 01 năm 2026

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2026

I. MỤC ĐÍCH
Đưa hình ảnh của tỉnh ra thế giới.

"""
DUTIES = """II. PHÂN CÔNG NHIỆM VỤ
1. Sở Ngoại vụ
a) Chủ trì, phối hợp với Công an tỉnh đón phóng viên nước ngoài, hoàn thành trước ngày 15/10/2026; biên soạn sổ tay
bằng tiếng Anh cho phóng viên.
b) Hằng quý, cung cấp thông tin về tỉnh cho các cơ quan đại diện Việt Nam ở nước ngoài.
2. Sở Văn hóa, Thể thao và Du lịch
a) Chủ trì, phối hợp với Hội Nhà báo tỉnh tổ chức trưng bày ảnh về biển đảo tại ba cửa khẩu.
b) Thường xuyên cập nhật chuyên trang tiếng Anh của Cổng thông tin điện tử tỉnh.
3. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy
a) Định hướng nội dung tuyên truyền đối ngoại trên địa bàn tỉnh.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
a) Tham mưu bố trí kinh phí thực hiện Kế hoạch theo quy định.
"""
PLAN = HEAD.format(number=12, day="05") + DUTIES


def bring(place: Any, text: str, *, now: datetime, name: str = "ke-hoach.txt") -> Document:
    """A document that was uploaded and read."""
    actor = place.actor(place.person(Role.COORDINATOR))
    document = receive(actor, ContentFile(text.encode()), name=name, now=now).document
    document.refresh_from_db()
    return document


def opened(place: Any, text: str = PLAN, *, now: datetime, replaces: Plan | None = None) -> Plan:
    """A plan under review."""
    actor = place.actor(place.person(Role.COORDINATOR))
    return open_plan(actor, bring(place, text, now=now), now=now, replaces=replaces)


def long_plan(duties: int) -> str:
    """A plan with that many duties."""
    what = "Tổ chức hoạt động thông tin đối ngoại thứ {} tại cửa khẩu, hoàn thành trước ngày 20/9/2026."
    rows = [f"- {what.format(number)}" for number in range(duties)]
    return HEAD.format(number=13, day="06") + "II. PHÂN CÔNG NHIỆM VỤ\n1. Sở Ngoại vụ\n" + "\n".join(rows) + "\n"


def at(plan: Plan, path: str) -> Proposal:
    """The proposal at a path (the first, where a split made two)."""
    return plan.proposals.filter(path=path).order_by("order", "pk")[0]
