"""What a duty yields, how much, where, and under which programme: words of the text, never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from vanban.products import find_counts, find_places, find_products, find_programmes


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Xây dựng kế hoạch tuyên truyền biên giới, trình UBND tỉnh.", ["kế hoạch tuyên truyền biên giới"]),
        ("Sản xuất 05 phóng sự, 02 video clip giới thiệu cửa khẩu.", ["05 phóng sự", "02 video clip"]),
        ("Tổng hợp, báo cáo UBND tỉnh trước ngày 10/12.", ["báo cáo"]),
        ("Tổ chức hội nghị sơ kết trong tháng 6.", ["hội nghị sơ kết"]),
        ("In 5.000 cuốn sách ảnh về di sản.", ["5.000 cuốn sách ảnh"]),
        ("Theo dõi tình hình dư luận trên mạng xã hội.", []),
        ("Thực hiện nghiêm các quy định của Luật Báo chí.", []),
    ],
)
def test_a_product_is_what_is_made_issued_held_or_sent(text: str, products: list[str]) -> None:
    assert [one.text for one in find_products(text)] == products


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("lắp đặt 02 cụm pano tại cửa khẩu", [(2, "cụm pano", "02 cụm pano")]),
        ("mở 02 lớp/năm", [(2, "lớp/năm", "02 lớp/năm")]),
        ("đạt 15% kế hoạch", []),
        ("trước ngày 15/11/2026", []),
    ],
)
def test_quantities_keep_their_number_what_it_counts_and_its_rate(
    text: str, counts: list[tuple[int, str, str]]
) -> None:
    assert [(one.value, one.unit, one.text) for one in find_counts(text)] == counts


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("trưng bày tại các xã Đồng Đăng, Bảo Lâm và tỉnh Quảng Tây", ["xã Đồng Đăng", "xã Bảo Lâm", "tỉnh Quảng Tây"]),
        ("hội chợ ở Lào, Thái Lan", ["Lào", "Thái Lan"]),
        ("nâng cấp Cửa khẩu quốc tế Lao Bảo", ["Cửa khẩu quốc tế Lao Bảo"]),
        ("tại hội nghị giao ban", []),
    ],
)
def test_places_are_those_named_as_where(text: str, places: list[str]) -> None:
    assert [one.text for one in find_places(text)] == places


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        (
            "lồng ghép Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025, bảo đảm hiệu quả",
            ["Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025"],
        ),
        ("thực hiện Đề án “Truyền thông về biển”.", ["Đề án “Truyền thông về biển”"]),
        ("theo Chương trình số 12/CTr-UBND", []),
        ("xây dựng chương trình làm việc", []),
    ],
)
def test_programmes_are_those_called_by_name(text: str, programmes: list[str]) -> None:
    assert [one.text for one in find_programmes(text)] == programmes


TEXT = "xây dựng kế hoạch báo cáo 02 5.000 cuốn video tại các xã Đồng Đăng Lào , ; và Đề án “ ” Chương trình"
WORDS = st.sampled_from(TEXT.split())


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_is_found_stands_in_the_text(text: str) -> None:
    for find in (find_products, find_programmes, find_counts):
        for one in find(text):
            assert text[one.start : one.end] == one.text
    for place in find_places(text):
        assert " ".join(text[place.start : place.end].split()).endswith(place.text.split(" ")[-1])


def test_a_reading_tells_where_each_of_them_stands() -> None:
    reading = vanban.read(
        "I. NỘI DUNG\n1. Giao Sở Y tế chủ trì in 02 tờ rơi tại xã Y Tý thuộc Đề án “Y tế biên giới”.\n2. Khác.\n"
    )
    (row,) = reading.assignments
    assert (row.products, row.places, row.programmes) == (
        ("02 tờ rơi",),
        ("xã Y Tý",),
        ("Đề án “Y tế biên giới”",),
    )
    for key, words in (("products", "02 tờ rơi"), ("quantities", "02 tờ rơi"), ("places", "xã Y Tý")):
        (place,) = reading.evidence[f"/assignments/0/{key}/0"]
        assert reading.source_text[place.start : place.end] == words
