"""The table of translations counts what a slow and plain look at every record counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.public import Role
from nhipcau.library.choices import CellState, EndReason, Stage
from nhipcau.library.models import Approval, ContentPage, Edition, Item, Publication, Standing
from nhipcau.library.models.tallies import lift, set_again
from nhipcau.library.queries.matrix import PUBLISHED, Wanted, columns, items_for, lines, state_of, translations

from .given import THEN

pytestmark = pytest.mark.django_db
LANGUAGES = ["vi", "en", "fr", "lo"]

CELLS = st.fixed_dictionaries({
    "language": st.sampled_from(["vi", "en", "fr", "de"]),  # de: not among the settings any more
    "stage": st.sampled_from(Stage.values),
    "stage_at": st.integers(0, 3),
    "published": st.sampled_from([None, "now", "ended"]),
    "published_at": st.integers(0, 3),
    "owes": st.sampled_from([None, (0, 0, 0), (1, 0, 0), (0, 2, 0), (0, 0, 1)]),
})  # fmt: skip
ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["vi", "en"]), st.sampled_from(["article", "place"]),
        st.lists(CELLS, max_size=4, unique_by=lambda cell: cell["language"]),
    ),
    max_size=5,
)  # fmt: skip


def made(place, rows):
    """The items, without pages: the table does not read them."""
    user, actor = place.person(Role.EDITOR), place.actor(place.person(Role.EDITOR))
    for number, (original, kind, cells) in enumerate(rows):
        item = Item.objects.create(
            province=place.province, kind=kind, title=f"Mục {number}", original=original,
            supplier=place.org["so-vhttdl"], created_at=THEN + timedelta(minutes=number), created_by=user,
        )  # fmt: skip
        for cell in cells:
            _edition(place, item, cell, user)
    return actor


def _edition(place, item, cell, user):
    edition = Edition.objects.create(
        province=place.province, item=item, language=cell["language"], stage=cell["stage"],
        stage_at=THEN + timedelta(hours=cell["stage_at"]),
    )  # fmt: skip
    if cell["owes"] is not None:
        stale, missing, media = cell["owes"]
        Standing.objects.create(province=place.province, edition=edition, stale=stale, missing=missing, media=media)
    if cell["published"]:
        at = THEN + timedelta(hours=cell["published_at"])
        approval = Approval.objects.create(
            province=place.province, edition=edition, digest="x", revision=1, at=at, by=user
        )
        ended = {"ended_at": at, "ended": EndReason.WITHDRAWN} if cell["published"] == "ended" else {}
        Publication.objects.create(
            province=place.province, edition=edition, item=item, language=edition.language, number=1, kind=item.kind,
            slug=f"muc-{item.pk}", title=item.title, content={}, digest="x", approval=approval, first_at=at, at=at,
            by=user, **ended,
        )  # fmt: skip


def plainly(kind=""):
    """Every cell of the table, looked at one by one."""
    found = {}
    for item in Item.objects.all():
        if kind and item.kind != kind:
            continue
        for language in [*LANGUAGES, "de"]:
            if language == item.original:
                continue
            edition = Edition.objects.filter(item=item, language=language).first()
            if edition is None:
                found[item.pk, language] = CellState.MISSING
                continue
            read = [each for each in edition.publications.all() if each.ended_at is None]
            counted = Standing.objects.filter(edition=edition).first()
            owes = bool(counted and (counted.stale or counted.missing or counted.media))
            found[item.pk, language] = state_of(edition.stage, edition.stage_at, read[0].at if read else None, owes)
    return found


@given(rows=ITEMS, kind=st.sampled_from(["", "article"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_are_those_of_a_plain_look_and_open_their_items(ha_tinh, settings, rows, kind):
    from django.db import transaction

    settings.NHIPCAU_CONTENT_LANGUAGES = LANGUAGES
    ha_tinh.person(Role.EDITOR)  # stays when an example is undone
    with transaction.atomic():
        actor = made(ha_tinh, rows)
        expected = plainly(kind)
        for column in columns(actor, Wanted(kind=kind)):
            code = column.language.code
            assert column.listed == (code in LANGUAGES)
            for state, count in column.counts.items():
                there = {pk for (pk, language), cell in expected.items() if (language, cell) == (code, state)}
                assert count == len(there), (code, state)
                asked = Wanted(language=code, state=state, kind=kind)
                assert {each.pk for each in items_for(actor, asked, LANGUAGES)} == there
            read = items_for(actor, Wanted(language=code, state=PUBLISHED, kind=kind), LANGUAGES)
            assert read.count() == column.published
        shown = {
            (line.item.pk, cell.language): cell.state
            for line in lines(actor, items_for(actor, Wanted(kind=kind), LANGUAGES), [*LANGUAGES, "de"])
            for cell in line.cells if cell.state
        }  # fmt: skip
        assert shown == expected
        transaction.set_rollback(True)


def test_a_state_without_a_language_opens_the_items_that_have_it_in_any(ha_tinh, settings):
    settings.NHIPCAU_CONTENT_LANGUAGES = LANGUAGES
    cell = {"language": "en", "stage": Stage.APPROVED, "stage_at": 0, "published": "now", "published_at": 1,
            "owes": (1, 0, 0)}  # fmt: skip
    actor = made(ha_tinh, [("vi", "article", [cell]), ("vi", "place", [])])
    stale = items_for(actor, Wanted(state=CellState.STALE), LANGUAGES)
    assert [each.kind for each in stale] == ["article"]
    assert items_for(actor, Wanted(state=CellState.MISSING), LANGUAGES).count() == 2


def test_the_table_asks_the_database_the_same_few_questions_however_long_it_is(ha_tinh, django_assert_num_queries):
    cell = {"language": "en", "stage": Stage.DRAFT, "stage_at": 0, "published": None, "published_at": 1,
            "owes": (1, 0, 0)}  # fmt: skip
    actor = made(ha_tinh, [("vi", "article", [cell])] * 30)
    with django_assert_num_queries(5):
        columns(actor, Wanted())
        assert len(lines(actor, items_for(actor, Wanted(), LANGUAGES), LANGUAGES)) == 30


def test_a_language_that_every_item_is_written_in_has_nothing_translated_into_it(ha_tinh, settings):
    settings.NHIPCAU_CONTENT_LANGUAGES = LANGUAGES
    actor = made(ha_tinh, [("vi", "article", []), ("vi", "place", [])])
    into = {each.language.code for each in columns(actor, Wanted()) if each.is_translated_into}
    assert into == {"en", "fr", "lo"}


def test_another_province_counts_nothing_of_ours(ha_tinh, hue):
    made(ha_tinh, [("vi", "article", [])])
    stranger = hue.actor(hue.person(Role.EDITOR))
    assert all(sum(column.counts.values()) == 0 for column in columns(stranger, Wanted()))
    assert not translations(stranger).exists()
    assert not ContentPage.objects.exists()


def _agrees(item):
    """Whether the database's tally of each edition is what the rule says of it."""
    for edition in Edition.objects.filter(item=item).select_related("item"):
        read = edition.publications.filter(ended_at=None).first()
        counted = Standing.objects.filter(edition=edition).first()
        owes = bool(counted and counted.stale + counted.missing + counted.media)
        told = "" if edition.is_original else state_of(edition.stage, edition.stage_at, read and read.at, owes)
        assert (edition.cell, edition.is_read) == (told, read is not None), edition.language


def test_the_tally_follows_every_change_by_whichever_road_it_comes(ha_tinh):
    cells = [
        {"language": code, "stage": Stage.APPROVED, "stage_at": 1, "published": "now", "published_at": 2,
         "owes": (0, 0, 0)}
        for code in ("vi", "en", "fr")
    ]  # fmt: skip
    made(ha_tinh, [("vi", "article", cells)])
    item = Item.objects.get()
    _agrees(item)
    english = Edition.objects.get(item=item, language="en")
    rows, read = Edition.objects.filter(pk=english.pk), english.publications.filter(ended_at=None)
    changes = [
        (CellState.CURRENT, True, lambda: None),
        (CellState.IN_WORK, True, lambda: rows.update(stage=Stage.TRANSLATING)),
        (CellState.STALE, True, lambda: Standing.objects.filter(edition=english).update(media=1)),
        (CellState.IN_WORK, True, lambda: Standing.objects.filter(edition=english).delete()),
        (CellState.APPROVED, True, lambda: rows.update(stage=Stage.APPROVED, stage_at=THEN + timedelta(days=1))),
        (CellState.APPROVED, False, lambda: read.update(ended_at=THEN, ended=EndReason.WITHDRAWN)),
        (CellState.IN_WORK, False, english.save),  # with the stage that it had when it was read
    ]
    english.stage = Stage.AWAITING
    for cell, is_read, change in changes:
        change()
        assert rows.values_list("cell", "is_read").get() == (cell, is_read)
        _agrees(item)
    Item.objects.filter(pk=item.pk).update(original="en")
    assert dict(Edition.objects.values_list("language", "cell")) == {"vi": "current", "en": "", "fr": "current"}


def test_what_changed_while_a_migration_had_lifted_the_tally_is_counted_when_it_is_set_again(ha_tinh):
    cell = {"language": "en", "stage": Stage.APPROVED, "stage_at": 0, "published": None, "published_at": 1,
            "owes": (0, 0, 0)}  # fmt: skip
    actor = made(ha_tinh, [("vi", "article", [cell])])
    lift()
    try:
        Edition.objects.update(stage=Stage.TRANSLATING)
        assert [each.cell for each in translations(actor)] == [CellState.APPROVED]
    finally:
        set_again()
    assert [each.cell for each in translations(actor)] == [CellState.IN_WORK]


def test_an_agency_counts_the_translations_of_what_it_supplied_and_no_others(ha_tinh):
    cell = {"language": "en", "stage": Stage.DRAFT, "stage_at": 0, "published": None, "published_at": 1, "owes": None}
    made(ha_tinh, [("vi", "article", [cell])])
    ours = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-vhttdl"))
    theirs = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))
    assert (translations(ours).count(), translations(theirs).count()) == (1, 0)
