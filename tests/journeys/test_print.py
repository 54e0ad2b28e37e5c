"""On paper a list begins on the first sheet."""

from __future__ import annotations

import pypdfium2
import pytest
from conftest import build_province

from nhipcau.core.choices import Role
from nhipcau.plans.tests import given

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def printed(page) -> list[str]:
    """The text of each A4 sheet."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_range() for sheet in document]


def test_a_long_register_begins_on_the_first_sheet(enter):
    place = build_province("ha-tinh", "tỉnh Hà Tĩnh")
    for number in range(25):
        given.give(place, to=given.duty(place, f"Cung cấp thông tin lần thứ {number} " + "cho cơ quan báo chí " * 6))

    sheets = printed(enter(place.person(Role.COORDINATOR), "/so-nhiem-vu/"))

    assert len(sheets) > 1
    assert "Sổ nhiệm vụ" in sheets[0]
    assert "Cung cấp" in sheets[0]
