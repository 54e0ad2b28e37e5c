"""The table of the demonstration's data set: invented by a rule of seasons, and saying so in every row."""

from __future__ import annotations

import csv
import io
from math import cos, pi
from random import Random

# Place, visitors of an ordinary month, the month in which most come, how strong its season is, share from abroad.
PLACES = (
    ("Ngã ba Đồng Lộc", 42000, 7, 0.7, 0.01), ("Khu lưu niệm Nguyễn Du", 18000, 3, 0.5, 0.05),
    ("Bãi biển Thiên Cầm", 60000, 6, 0.95, 0.03), ("Hồ Kẻ Gỗ", 9000, 10, 0.4, 0.04),
    ("Chùa Hương Tích", 35000, 3, 0.9, 0.02), ("Cửa khẩu quốc tế Cầu Treo", 12000, 4, 0.2, 0.6),
)  # fmt: skip
MONTHS = [(2025, month) for month in range(1, 13)] + [(2026, month) for month in range(1, 10)]


def visitors() -> str:
    """The table as CSV, always the same."""
    chance = Random("luot-khach")
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(["thang", "diem_den", "khach_trong_nuoc", "khach_quoc_te", "ghi_chu"])
    for year, month in MONTHS:
        for place, usual, best, strength, abroad in PLACES:
            season = 1 + strength * cos((month - best) * pi / 6)
            count = usual * season * chance.uniform(0.92, 1.08) * (1.06 if year == 2026 else 1)
            home = round(count * (1 - abroad) / 10) * 10
            rows.writerow([f"{year}-{month:02d}", place, home, round(count * abroad / 10) * 10, "số liệu minh họa"])
    return target.getvalue()
