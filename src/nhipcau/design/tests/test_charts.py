"""Charts that read without colour and without eyes."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from django.template import Context, Template

from nhipcau.design.public import ChartColumn, ChartPart, Pattern

PARTS = (ChartPart("đúng hạn", Pattern.FULL), ChartPart("quá hạn", Pattern.CROSS))
COLUMNS = [ChartColumn("10/26", (30, 10), "75%"), ChartColumn("11/26", (0, 0)), ChartColumn("<b>", (1, 0))]


def drawn(code: str) -> BeautifulSoup:
    text = Template(f"{{% load nhipcau %}}{code}").render(Context({"columns": COLUMNS, "parts": PARTS, "none": []}))
    return BeautifulSoup(text, "html.parser")


def test_columns_are_as_high_as_their_amounts_and_parts_stand_on_one_another():
    chart = drawn('{% column_chart columns parts "Theo tháng" %}')
    rects = chart.find_all("rect")
    heights = [float(rect["height"]) for rect in rects]
    assert len(rects) == 3
    assert abs(heights[0] - 3 * heights[1]) < 0.2
    assert abs(float(rects[1]["y"]) + heights[1] - float(rects[0]["y"])) < 0.2
    assert {rect["fill"] for rect in rects} == {"url(#chart-full)", "url(#chart-cross)"}


def test_a_chart_is_named_and_its_texts_are_texts():
    chart = drawn('{% column_chart columns parts "Theo tháng" %}').svg
    assert (chart["role"], chart["aria-label"]) == ("img", "Theo tháng")
    assert [text.string for text in chart.find_all("text", class_="chart-label")] == ["10/26", "11/26", "<b>"]
    assert [text.string for text in chart.find_all("text", class_="chart-note")] == ["75%"]


def test_every_pattern_is_drawn_and_named_once():
    ids = [pattern["id"] for pattern in drawn("{% chart_patterns %}").find_all("pattern")]
    assert sorted(ids) == sorted(f"chart-{pattern.value}" for pattern in Pattern)


def test_a_bar_of_a_row_is_read_to_nobody_and_fills_its_share():
    bar = drawn("{% chart_bar columns.0.amounts parts whole=80 %}").svg
    assert bar["aria-hidden"] == "true"
    assert [rect["width"] for rect in bar.find_all("rect")] == ["37.50%", "12.50%"]


def test_a_chart_without_columns_or_with_nothing_to_count_is_still_a_chart():
    assert drawn('{% column_chart none parts "Trống" %}').svg.find("rect") is None
    assert drawn("{% chart_bar columns.1.amounts parts %}").svg.find("rect") is None


def test_the_key_names_each_pattern_and_nothing_needs_a_style_attribute():
    page = drawn('{% chart_patterns %}{% chart_key parts %}{% column_chart columns parts "Theo tháng" %}')
    assert [item.get_text() for item in page.find_all("li")] == ["đúng hạn", "quá hạn"]
    assert not re.search(r"\bstyle=", str(page))
