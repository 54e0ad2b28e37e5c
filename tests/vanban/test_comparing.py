"""Two texts side by side, clause by clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from vanban.comparing import Change, align, compare

OLD = """I. NHIỆM VỤ
1. Tổ chức tập huấn nghiệp vụ cho cán bộ đầu mối tại các huyện biên giới trong quý II năm 2025.
2. Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử tỉnh, cập nhật hằng tuần.
3. Lắp đặt cụm pa nô tại cửa khẩu quốc tế và bảo dưỡng thiết bị đã có.
4. Phát hành bản tin song ngữ gửi cơ quan đại diện Việt Nam ở nước ngoài.
"""
NEW = """I. NHIỆM VỤ
1. Mời phóng viên nước ngoài thăm làng nghề truyền thống của tỉnh.
2. Tổ chức tập huấn nghiệp vụ cho cán bộ đầu mối tại các huyện biên giới trong quý II năm 2026.
3. Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử tỉnh, cập nhật hằng tuần.
II. TỔ CHỨC THỰC HIỆN
1. Phát hành bản tin song ngữ gửi cơ quan đại diện Việt Nam ở nước ngoài.
"""


def changes(old: str, new: str) -> dict[tuple[str | None, str | None], Change]:
    return {(one.before_path, one.after_path): one for one in compare(vanban.read(old), vanban.read(new))}


def test_each_clause_is_kept_changed_new_or_dropped_though_it_was_renumbered():
    found = {ends: one.kind for ends, one in changes(OLD, NEW).items()}
    assert found == {
        ("I", "I"): "kept",
        (None, "I.1"): "new",
        ("I.1", "I.2"): "changed",
        ("I.2", "I.3"): "kept",
        ("I.3", None): "dropped",
        (None, "II"): "new",
        ("I.4", "II.1"): "kept",
    }


def test_a_changed_year_shows_its_words():
    runs = changes(OLD, NEW)["I.1", "I.2"].words
    assert [(run.kind, run.text) for run in runs if run.kind != "kept"] == [("removed", "2025."), ("added", "2026.")]


def test_a_clause_that_changed_its_place_has_moved():
    old = "1. Tập huấn cán bộ huyện.\n2. Lắp pa nô cửa khẩu.\n3. In bản tin song ngữ."
    new = "1. In bản tin song ngữ.\n2. Tập huấn cán bộ huyện.\n3. Lắp pa nô cửa khẩu."
    kinds = {one.before_path: one.kind for one in compare(vanban.read(old), vanban.read(new))}
    assert kinds == {"1": "kept", "2": "kept", "3": "moved"}


def test_a_dropped_clause_stands_after_the_one_it_followed():
    rows = compare(vanban.read(OLD), vanban.read(NEW))
    paths = [(one.before_path, one.after_path) for one in rows]
    assert paths.index(("I.3", None)) == paths.index(("I.2", "I.3")) + 1


@pytest.mark.parametrize("text", [OLD, NEW])
def test_a_text_beside_itself_is_kept_whole(text):
    assert {one.kind for one in compare(vanban.read(text), vanban.read(text))} == {"kept"}


def test_a_repeated_formula_is_matched_once_each():
    text = "\n".join(f"{number}. Báo cáo kết quả theo quy định." for number in range(1, 40))
    assert [one.kind for one in compare(vanban.read(text), vanban.read(text))] == ["kept"] * 39


WORDS = st.lists(
    st.sampled_from(["tập", "huấn", "cán", "bộ", "báo", "cáo", "quý", "I", "II", "2025", "2026"]), max_size=300
)


@given(WORDS, WORDS)
def test_runs_give_back_both_texts(old, new):
    runs = align(old, new)
    assert " ".join(run.text for run in runs if run.kind != "added").split() == old
    assert " ".join(run.text for run in runs if run.kind != "removed").split() == new


@given(st.lists(st.integers(0, 30), max_size=12), st.lists(st.integers(0, 30), max_size=12))
def test_every_clause_of_both_texts_is_told_of_once(old, new):
    before, after = (
        vanban.read("\n".join(f"{at}. Nhiệm vụ thứ {value} của tỉnh." for at, value in enumerate([99, *rows], 1)))
        for rows in (old, new)
    )
    found = compare(before, after)
    assert sorted(one.before_path for one in found if one.before_path) == sorted(unit.path for unit in before.units)
    assert [one.after_path for one in found if one.after_path] == [unit.path for unit in after.units]
