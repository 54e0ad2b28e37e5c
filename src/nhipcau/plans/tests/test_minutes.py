"""Minutes of a briefing: the register's own numbers stand in them, the rest is the clerk's."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document as Docx

import vanban
from nhipcau.organisations.public import Organisation
from nhipcau.paper.public import DOCX
from nhipcau.plans.choices import AssignmentState, Part, Standing
from nhipcau.plans.queries.register import Chosen, counts

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

ADDRESS = "/tong-quan/bien-ban/"


@pytest.fixture
def of(ha_tinh, hue):
    made = plan(ha_tinh)
    charged = duty(ha_tinh, "Xây dựng chuyên trang tiếng Anh.", of=made)
    give(ha_tinh, "so-tai-chinh", to=charged, last=date(2024, 9, 10))
    give(ha_tinh, "so-tai-chinh", to=duty(ha_tinh, "Gửi danh mục ấn phẩm", of=made), last=date(2024, 10, 20))
    give(ha_tinh, "ban-tuyen-giao-dan-van", to=charged, last=date(2024, 9, 1), requested=True)
    give(ha_tinh, to=charged, last=date(2024, 9, 1), state=AssignmentState.DONE)
    give(hue, last=date(2024, 9, 1))
    return made


def told(ha_tinh) -> dict[str, object]:
    return {
        "ban_hanh": ha_tinh.org["so-vhttdl"].pk, "ky_hieu": "BB-SVHTTDL",
        "ve_viec": "Giao ban báo chí tháng 10 năm 2026",
        "ngay": "02/11/2026", "bat_dau": "08 giờ 00", "ket_thuc": "10 giờ 30", "dia_diem": "Phòng họp số 2",
        "chu_tri": "Phạm Quốc Ưng", "thu_ky": "Lê Thị Đào", "du_hop": "Sở Ngoại vụ\n\nSở Tài chính", "vang": "",
        "noi_dung": "Sở Ngoại vụ báo cáo <kết quả>.", "ket_luan": "Sở Tài chính gửi danh mục trước ngày 10/11/2026.",
    }  # fmt: skip


def test_how_things_stand_is_filled_in_from_the_register(ha_tinh, sign_in, of):
    coordinator = ha_tinh.person("coordinator")
    page = sign_in(coordinator).get(ADDRESS).content.decode()
    found = counts(ha_tinh.actor(coordinator), Chosen(plan_id=of.pk, part=Part.LEAD), timezone.localdate())
    assert f"tổng số {found.total} lượt giao; {found.by['done']} đã hoàn thành" in page
    assert f"{found.by[Standing.OVERDUE]} quá hạn, {found.by[Standing.NO_ANSWER]} chưa có phản hồi" in page
    assert "Sở Tài chính: 02 nhiệm vụ quá hạn, lâu nhất từ ngày 10/09/2024." in page
    assert "Ban Tuyên giáo" not in page.partition("</textarea>")[0].rpartition("<textarea")[2], "asked, not late"


def test_the_body_that_draws_them_up_is_proposed(ha_tinh, sign_in, of):
    committee = Organisation.objects.get(province=ha_tinh.province, kind="committee")
    office = sign_in(ha_tinh.person("coordinator"))
    for address in (ADDRESS, "/tong-quan/don-doc/"):
        page = office.get(address)
        assert page.context["form"]["ban_hanh"].value() == committee.pk
        assert f'<option value="{committee.pk}" selected>' in page.content.decode()


def test_the_file_says_what_the_clerk_said(ha_tinh, sign_in, of):
    answer = sign_in(ha_tinh.person("coordinator")).post(ADDRESS, told(ha_tinh) | {"tep": "docx"})
    assert answer["Content-Type"] == DOCX
    assert 'filename="bien-ban-2026-11-02.docx"' in answer["Content-Disposition"]
    found = vanban.read(answer.content)
    assert (found.metadata.kind, found.metadata.symbol) == ("Biên bản", "BB-SVHTTDL")
    text = " ".join(found.source_text.split())
    for words in ("- Sở Ngoại vụ - Sở Tài chính", "báo cáo <kết quả>.", "I. THÀNH PHẦN", "II. NỘI DUNG",
                  "III. KẾT LUẬN", "kết thúc vào hồi 10 giờ 30 cùng ngày"):  # fmt: skip
        assert words in text
    cells = [cell.text for table in Docx(BytesIO(answer.content)).tables for row in table.rows for cell in row.cells]
    assert [who for who in ("THƯ KÝ", "CHỦ TRÌ") if any(who in cell for cell in cells)] == ["THƯ KÝ", "CHỦ TRÌ"]


def test_what_was_typed_stays_where_something_is_missing(ha_tinh, sign_in, of):
    answer = sign_in(ha_tinh.person("coordinator")).post(ADDRESS, told(ha_tinh) | {"dia_diem": ""})
    assert answer.status_code == 422
    assert "Sở Tài chính gửi danh mục trước ngày 10/11/2026." in answer.content.decode()


def test_who_may_not_write_minutes_is_told_who_may(ha_tinh, sign_in, of):
    answer = sign_in(ha_tinh.person("focal_person")).get(ADDRESS)
    assert answer.status_code == 403
    assert "Cán bộ điều phối" in answer.content.decode()
