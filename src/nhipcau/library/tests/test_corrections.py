"""Corrections of our own pages: told, approved with the text, numbered when published, and there for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models.deletion import ProtectedError
from wagtail.actions.delete_page import DeletePageAction

from nhipcau.core.public import ChangedMeanwhileError, Role
from nhipcau.library.actions import flow
from nhipcau.library.actions.correcting import CorrectionGiven, announce, drop
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.publishing import publish
from nhipcau.library.choices import EndReason, Stage
from nhipcau.library.errors import NothingPublishedError, NotReadyError, OneRoadError, WrongStageError
from nhipcau.library.models import ContentPage, Correction, PendingCorrection, Publication
from nhipcau.library.queries.drafts import digest_of, draft_of
from nhipcau.library.queries.reading import corrections_of

from .given import BODY, THEN, approved, edition, item, published, words

pytestmark = pytest.mark.django_db
RIGHT = (BODY[0], {"type": "paragraph", "value": "<p>Bãi biển dài bốn ki-lô-mét.</p>", "id": "p1"})


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.EDITOR))


@pytest.fixture
def held(ha_tinh):
    made = item(ha_tinh)
    published(ha_tinh, made)
    return made


def given(place, what="dài ba ki-lô-mét"):
    return CorrectionGiven(what, "dài bốn ki-lô-mét", "Niên giám thống kê 2025", place.org["so-vhttdl"])


def corrected(place, editor, held, *, title="Biển Thiên Cầm", body=RIGHT, now=THEN):
    announce(editor, edition(held), given(place), now=now)
    save_draft(editor, edition(held), words(title, body=body), now=now)
    approved(place, edition(held))
    publish(editor, held, ["vi"], now=now)
    return Correction.objects.order_by("-pk").first()


def test_publishing_what_was_announced_numbers_it_and_keeps_the_old_text_readable(ha_tinh, editor, held):
    made = corrected(ha_tinh, editor, held)
    assert (str(made), made.office.code) == ("1/2026", "so-vhttdl")
    assert made.before.ended == EndReason.CORRECTED
    assert "ba ki-lô-mét" in str(made.before.content["body"])
    assert "bốn ki-lô-mét" in str(made.after.content["body"])
    assert list(corrections_of(held.pk)) == [made]
    assert not PendingCorrection.objects.exists()


def test_numbers_run_within_a_province_and_begin_anew_each_year_of_vietnam(ha_tinh, hue, editor, held):
    second = item(ha_tinh, words=words("Núi Hồng"))
    published(ha_tinh, second)
    assert str(corrected(ha_tinh, editor, held)) == "1/2026"
    assert str(corrected(ha_tinh, editor, second, title="Núi Hồng")) == "2/2026"
    elsewhere = item(hue)
    published(hue, elsewhere)
    assert str(corrected(hue, hue.actor(hue.person(Role.EDITOR)), elsewhere)) == "1/2026"
    new_year = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)  # the first hour of 2027 in Vietnam
    body = (BODY[0],)
    assert str(corrected(ha_tinh, editor, held, body=body, now=new_year)) == "1/2027"


def test_a_correction_needs_something_published_and_something_changed(ha_tinh, editor, held):
    with pytest.raises(NothingPublishedError):
        announce(editor, edition(item(ha_tinh, words=words("Mới"))), given(ha_tinh), now=THEN)
    announce(editor, edition(held), given(ha_tinh), now=THEN)
    with pytest.raises(NotReadyError, match="chưa sửa chỗ cần đính chính"):
        flow.ask_approval(editor, edition(held), now=THEN)


def test_the_words_of_a_correction_stand_still_while_somebody_has_them_for_approval(ha_tinh, editor, held):
    announce(editor, edition(held), given(ha_tinh), now=THEN)
    save_draft(editor, edition(held), words(body=RIGHT), now=THEN)
    flow.ask_approval(editor, edition(held), now=THEN)
    for change in (lambda: announce(editor, edition(held), given(ha_tinh, "khác"), now=THEN),
                   lambda: drop(editor, edition(held), now=THEN)):  # fmt: skip
        with pytest.raises(WrongStageError):
            change()


def test_an_approver_who_saw_other_words_of_a_correction_has_not_approved_it(ha_tinh, editor, held):
    approver = ha_tinh.actor(ha_tinh.person(Role.APPROVER))
    announce(editor, edition(held), given(ha_tinh), now=THEN)
    save_draft(editor, edition(held), words(body=RIGHT), now=THEN)
    flow.ask_approval(editor, edition(held), now=THEN)
    seen = digest_of(draft_of(edition(held)))
    flow.withdraw_from_approval(editor, edition(held), now=THEN)
    announce(editor, edition(held), given(ha_tinh, "lời khác"), now=THEN)
    flow.ask_approval(editor, edition(held), now=THEN)
    with pytest.raises(ChangedMeanwhileError):
        flow.approve_seen(approver, edition(held), seen=seen, correction=1, now=THEN)
    flow.approve_seen(approver, edition(held), seen=seen, correction=2, now=THEN)


def test_announcing_a_correction_of_an_approved_text_asks_for_another_approval(ha_tinh, editor, held):
    save_draft(editor, edition(held), words(body=RIGHT), now=THEN)
    approved(ha_tinh, edition(held))
    announce(editor, edition(held), given(ha_tinh), now=THEN)
    assert edition(held).stage == Stage.EDITING


def test_two_who_write_a_correction_at_once_are_told(ha_tinh, editor, held):
    announce(editor, edition(held), given(ha_tinh), now=THEN)
    announce(editor, edition(held), given(ha_tinh, "một"), seen=1, now=THEN)
    with pytest.raises(ChangedMeanwhileError):
        announce(editor, edition(held), given(ha_tinh, "hai"), seen=1, now=THEN)


# For good


def delete_it(made):
    made.delete()


def delete_it_past_the_model(made):
    models.QuerySet(Correction).filter(pk=made.pk)._raw_delete("default")


def delete_it_with_raw_sql(made):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_correction")


def change_it(made):
    Correction.objects.filter(pk=made.pk).update(what="Không có gì sai")


def change_it_with_raw_sql(made):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE library_correction SET now = 'x'")


def delete_the_publication(made):
    models.QuerySet(Publication).filter(pk=made.before_id)._raw_delete("default")


def change_what_was_published(made):
    Publication.objects.filter(pk=made.after_id).update(title="Tên khác")


def open_what_has_ended(made):
    Publication.objects.filter(pk=made.before_id).update(ended_at=None)


def delete_the_page_in_wagtail(made):
    page = ContentPage.objects.get(edition=made.after.edition)
    DeletePageAction(page, user=None).execute(skip_permission_checks=True)


def delete_the_shelf_in_wagtail(made):
    shelf = ContentPage.objects.get(edition=made.after.edition).get_parent().specific
    DeletePageAction(shelf, user=None).execute(skip_permission_checks=True)


ROADS = [
    delete_it, delete_it_past_the_model, delete_it_with_raw_sql, change_it, change_it_with_raw_sql,
    delete_the_publication, change_what_was_published, open_what_has_ended, delete_the_page_in_wagtail,
    delete_the_shelf_in_wagtail,
]  # fmt: skip


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_no_road_changes_or_deletes_a_correction_or_what_it_corrected(ha_tinh, editor, held, road):
    made = corrected(ha_tinh, editor, held)
    before = (list(Correction.objects.values()), list(Publication.objects.order_by("pk").values()))
    with pytest.raises((DatabaseError, ProtectedError, OneRoadError)), transaction.atomic():
        road(made)
    assert (list(Correction.objects.values()), list(Publication.objects.order_by("pk").values())) == before


def test_a_publication_is_ended_once(ha_tinh, held):
    rows = Publication.objects.filter(item=held)
    rows.update(ended_at=THEN + timedelta(days=1), ended=EndReason.WITHDRAWN)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended=EndReason.EXPIRED)
