"""Any two stored documents are set side by side, clause by clause."""

from __future__ import annotations

import pytest

import vanban
from nhipcau.core.public import Role
from nhipcau.documents.queries.again import compared, reading_again
from vanban.comparing import compare
from vanban.coverage import coverage

from . import makers

LATER = (
    makers.PLAN.replace("12/KH-UBND", "15/KH-UBND")
    .replace("15/10/2026", "20/11/2026")
    .replace("b) Hằng quý,", "b) Sáu tháng một lần, tổ chức gặp mặt báo chí trong nước.\nc) Hằng quý,")
)


@pytest.fixture
def both(bring):
    return bring(makers.PLAN).document, bring(LATER, "sau.txt").document


def address(before, after, kind: str = "") -> str:
    return f"/van-ban/so-sanh/?truoc={before.pk}&sau={after.pk}&loai={kind}"


@pytest.fixture
def client_of(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))


def test_a_kept_reading_is_compared_as_the_reader_would_compare_it() -> None:
    before, after = vanban.read(makers.PLAN), vanban.read(LATER)
    one, other = (reading.as_dict() for reading in (before, after))

    assert [row.change for row in compared(one, other)] == list(compare(before, after))
    assert coverage(reading_again(one), reading_again(other)) == coverage(before, after)


def test_changed_words_are_shown_on_their_side_and_new_clauses_alone(client_of, both) -> None:
    page = client_of.get(address(*both)).content.decode()

    assert '<del class="diff-removed">15/10/2026.</del>' in page
    assert '<ins class="diff-added">20/11/2026.</ins>' in page
    assert "gặp mặt báo chí trong nước" in page
    assert "giữ gìn bí mật nhà nước" not in page  # what was kept is folded away


def test_each_kind_of_change_is_counted_and_opens_its_rows(client_of, both) -> None:
    rows = compared(*(each.readings.get().content for each in both))

    for kind in ("kept", "changed", "new", "dropped", "moved"):
        page = client_of.get(address(*both, kind)).content.decode()
        assert page.count('<div class="compared-row" role="row">') == sum(row.change.kind == kind for row in rows)


def test_places_lead_into_the_source(both) -> None:
    contents = [each.readings.get().content for each in both]

    for row in compared(*contents):
        for place, content in ((row.before, contents[0]), (row.after, contents[1])):
            if place:
                assert content["source_text"][place.start : place.end].strip()


def test_documents_of_another_province_are_not_offered(client_of, both, bring, hue) -> None:
    foreign = bring(makers.PLAN, actor=hue.actor(hue.person(Role.COORDINATOR))).document

    page = client_of.get(address(foreign, both[1])).content.decode()

    assert "compared-row" not in page
