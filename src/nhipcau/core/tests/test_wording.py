"""What changed between two wordings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.wording import Run, runs

texts = st.text(st.sampled_from("ab c.,\n中文ລາວ<p>đ"), max_size=40)


def joined(found, *kinds):
    return "".join(run.text for run in found if run.kind in kinds)


@given(texts, texts)
def test_what_was_kept_and_added_is_the_later_wording_to_the_letter(before, after):
    assert joined(runs(before, after), "kept", "added") == after


@given(texts, texts)
def test_what_was_kept_and_removed_is_the_earlier_wording_but_for_spaces(before, after):
    assert "".join(joined(runs(before, after), "kept", "removed").split()) == "".join(before.split())


def test_words_changed_in_a_row_are_one_run():
    assert runs("Tổ chức hội nghị tại tỉnh.", "Tổ chức triển lãm tại tỉnh.") == (
        Run("kept", "Tổ chức "), Run("removed", "hội nghị "), Run("added", "triển lãm "), Run("kept", "tại tỉnh."),
    )  # fmt: skip


def test_chinese_and_lao_are_compared_sign_by_sign():
    assert [run.text for run in runs("文化旅游节", "文化艺术节")] == ["文化", "旅游", "艺术", "节"]


def test_spaces_alone_are_no_change():
    assert {run.kind for run in runs("một  hai", "một hai ")} == {"kept"}
