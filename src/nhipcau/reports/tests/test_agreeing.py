"""Numbers in an agency's words are held against its own figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from nhipcau.reports.actions.consolidating.drafting import draft
from nhipcau.reports.actions.frame import INDICATORS
from nhipcau.reports.choices import FindingKind
from nhipcau.reports.models import FigureValue, Indicator
from nhipcau.reports.queries.agreeing import disagreeing
from nhipcau.reports.queries.consolidating.findings import findings

from . import given
from .test_consolidation import arrived

MADE = {
    code: Indicator(pk=at, code=code, name=name, unit=unit, decimals=decimals, recorded_as=list(recorded))
    for at, (code, name, unit, _direction, decimals, _parts, recorded) in enumerate(INDICATORS, 1)
}


def table(**figures):
    """Figures by the code of their indicator: a number, or a kind."""
    return [
        FigureValue(
            indicator=MADE[code.replace("_", "-")],
            kind="number" if isinstance(value, int) else value,
            value=Decimal(value) if isinstance(value, int) else None,
        )
        for code, value in figures.items()
    ]


@pytest.mark.parametrize(
    ("line", "figures", "said"),
    [
        ("Sản xuất 05 phim ngắn giới thiệu di sản.", {"phim": 3}, "05 phim ngắn giới thiệu di sản"),
        ("Sản xuất 03 phim ngắn giới thiệu di sản.", {"phim": 3}, None),
        ("Riêng quý II làm 01 phim ngắn.", {"phim": 3}, None),  # a part of what was counted
        ("Tổng số 02 phim đã phát.", {"phim": 3}, "02 phim"),  # the whole, and another
        ("In 1.200 ấn phẩm song ngữ.", {"an_pham": "nothing_arose"}, "1.200 ấn phẩm song ngữ"),
        ("In 1.200 ấn phẩm song ngữ.", {"an_pham": "missing"}, None),  # the number is owed: listed elsewhere
        ("Hướng dẫn 35 lượt phóng viên.", {"phong_vien": 30, "tap_huan": 10}, "35 lượt phóng viên"),
        ("Tập huấn 150 lượt người.", {"tap_huan": 120, "phong_vien": 3}, "150 lượt người"),
        ("Kinh phí đã sử dụng 1.250 triệu đồng.", {"kinh_phi": 1200}, "1.250 triệu đồng"),
        ("Kinh phí đã sử dụng 1,2 tỷ đồng.", {"kinh_phi": 1200}, None),
        ("Vận động tài trợ 90 tỷ đồng.", {"kinh_phi": 1200}, None),  # other money
        ("Lũy kế từ năm 2021 có 40 phim.", {"phim": 3}, None),  # another time
        ("Kế hoạch năm tới làm 10 phim.", {"phim": 3}, None),
        ("Mở 02 lớp cho 90 cán bộ.", {"tap_huan": 10}, None),  # another thing
    ],
)  # fmt: skip
def test_words_may_say_less_than_the_table_and_never_more(line, figures, said):
    assert [each.said for each in disagreeing([line], table(**figures))] == ([said] if said else [])


@pytest.mark.django_db
def test_a_disagreement_is_a_finding_of_the_consolidated_report_and_shown_on_the_agencys_own(ha_tinh, sign_in):
    period = given.period(ha_tinh)
    report = arrived(ha_tinh, period, "so-ngoai-vu", {"phim": "3"}, **{"quang-ba": "Sản xuất 05 phim ngắn."})
    paper = draft(given.coordinator(ha_tinh), period, now=given.NOW)
    (found,) = [each for each in findings(given.coordinator(ha_tinh), paper) if each.kind == FindingKind.CONTRADICTION]
    assert "khác với bảng số liệu của chính mình" in found.words
    assert [side[2] for side in found.sides] == ["05 phim ngắn", "3"]
    client = sign_in(ha_tinh.person("coordinator"))
    assert "Lời và số liệu chưa khớp" in client.get(reverse("reports:report", args=[report.pk])).content.decode()
