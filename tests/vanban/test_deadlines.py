"""Time limits: every wording that fixes one, dated by the last day of its period, and never a date unprinted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.deadlines import find_limit, find_rhythm


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("gửi trước ngày 15/11/2024 để tổng hợp", "trước ngày 15/11/2024", ("2024-11-15",)),
        ("gửi trước 17 giờ 00 ngày 20/5/2026.", "trước 17 giờ 00 ngày 20/5/2026", ("2026-05-20",)),
        ("đăng không muộn hơn ngày 09/3/2026", "không muộn hơn ngày 09/3/2026", ("2026-03-09",)),
        ("hoàn thành trong quý III năm 2024", "trong quý III năm 2024", ("2024-09-30",)),
        ("hoàn thành trong năm 2026", "trong năm 2026", ("2026-12-31",)),
        ("sơ kết trong 6 tháng đầu năm 2026", "trong 6 tháng đầu năm 2026", ("2026-06-30",)),
        ("trước ngày 10 tháng 12 hằng năm", "trước ngày 10 tháng 12 hằng năm", ("--12-10",)),
        (
            "từ ngày 01/5/2026 đến ngày 30/6/2026",
            "từ ngày 01/5/2026 đến ngày 30/6/2026",
            ("2026-05-01", "2026-06-30"),
        ),
        (
            "trả lời trong 05 ngày làm việc kể từ ngày nhận được văn bản, nếu có",
            "trong 05 ngày làm việc kể từ ngày nhận được văn bản",
            (),
        ),
        ("xử lý chậm nhất 24 giờ kể từ khi phát hiện phải báo cáo", "chậm nhất 24 giờ kể từ khi phát hiện", ()),
        (
            "(số liệu tính đến hết ngày 30/9/2026), gửi trước ngày 19/10/2026",
            "trước ngày 19/10/2026",
            ("2026-10-19",),
        ),
        ("trình UBND tỉnh trước ngày 31/8/2026", "trước ngày 31/8/2026", ("2026-08-31",)),
    ],
)
def test_a_limit_is_the_shortest_words_that_fix_it(text: str, words: str, dates: tuple[str, ...]) -> None:
    limit = find_limit(text)
    assert limit is not None
    assert (limit.text, limit.dates) == (words, dates)


@pytest.mark.parametrize(
    "text", ["tổ chức trong 03 ngày tại tỉnh", "mục tiêu đến năm 2030", "Quyết định ký ngày 05/3/2026"]
)
def test_what_fixes_no_limit_is_none(text: str) -> None:
    assert find_limit(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cập nhật hằng ngày", "daily"),
        ("điểm tin mỗi tuần", "weekly"),
        ("giao ban hằng tháng", "monthly"),
        ("cải thiện đời sống hằng ngày", None),
    ],
)
def test_a_rhythm_is_one_of_the_duty(text: str, kind: str | None) -> None:
    found = find_rhythm(text)
    assert (found[0].kind if found else None) == kind


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(("{:%d/%m/%Y}", "{0.day}/{0.month}/{0.year}")))
def test_every_day_that_is_printed_as_a_limit_is_found(day: date, shape: str) -> None:
    limit = find_limit(f"gửi báo cáo trước ngày {shape.format(day)} để tổng hợp")
    assert limit is not None
    assert limit.dates == (day.isoformat(),)


WORDS = st.sampled_from(
    [
        "trước",
        "ngày",
        "15/11/2024",
        "tháng",
        "6",
        "quý",
        "III",
        "năm",
        "2026",
        "trong",
        "đến",
        "hết",
        "và",
        ",",
        "báo cáo",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_date_is_told_that_is_not_printed(text: str) -> None:
    limit = find_limit(text)
    for told in limit.dates if limit else ():
        year = told[:4]
        assert told.startswith("--") or year in re.findall(r"\d{4}", text)
