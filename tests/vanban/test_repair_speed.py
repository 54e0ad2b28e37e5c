"""What makes reading fast changes nothing of what is read, and time grows as the text does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vanban_files import SAMPLE, as_text, measured

import vanban
from vanban.citations import named, provisions
from vanban.grammar import dates, lexicon
from vanban.repair import folding
from vanban.repair.folding import fold, spell

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
PIECES = [
    "Điều 5", "khoản 2", "điểm đ", "các Mục II.3", "Phụ lục số I", "phần thứ nhất", "tiết a", "Chương ", "mục tiêu",
    "thành phần", "điểm cao", "Kế hoạch này", "nêu trên", "quý III", "năm 2026", "ngày 05 tháng 3", "trước 30/6", "và",
    "6 tháng đầu năm", "sáu tháng cuối năm", " ", ",", "-", "Luật", "12",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_reading_does_not_depend_on_what_was_kept_from_reading_before(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lexicon._cut_once.cache_clear()
    lexicon._keys.clear()
    folding._folded.cache_clear()
    fresh = vanban.read(text)
    assert vanban.read(text) == fresh


@given(st.text(max_size=1200))
def test_tokens_and_folded_words_are_the_same_kept_or_not(text: str) -> None:
    assert lexicon.Tokens(text).items == lexicon._cut(text)
    assert [token.key for token in lexicon.Tokens(text).items] == [spell(t.text) for t in lexicon._cut(text)]
    assert fold(text) == text.translate(folding._TABLE)


@settings(max_examples=300)
@given(texts)
def test_what_is_passed_over_at_a_glance_holds_nothing(text: str) -> None:
    if not provisions._ROUGHLY.search(text.lower()):
        assert provisions._STEP.search(text) is None
    if not any(sign in text for sign in named._signs()):
        assert named._pointing().search(text) is None
    if not dates.find_dates(text):
        assert [match for match in dates._FORMS.finditer(fold(text)) if dates._date(match)] == []


def test_ten_times_the_plan_takes_ten_times_as_long() -> None:
    lines = as_text(SAMPLE).decode().split("\n")
    first, last = lines.index("I. MỤC ĐÍCH, YÊU CẦU"), lines.index(SAMPLE.closing)
    output, _ = measured(
        "import time\nfrom vanban import read\n"
        f"head, body, foot = {lines[:first]!r}, {lines[first:last]!r}, {lines[last:]!r}\n"
        "def spent(times):\n"
        "    text = '\\n'.join([*head, *body * times, *foot])\n"
        "    best = 1e9\n"
        "    for _ in range(5):\n"
        "        begun = time.process_time(); read(text); best = min(best, time.process_time() - begun)\n"
        "    return best\n"
        "spent(1)\nprint(spent(80) / spent(8))\n"
    )
    assert float(output) < 10 * 1.5
