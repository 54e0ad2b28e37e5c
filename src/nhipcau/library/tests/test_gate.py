"""Every road by which Wagtail can publish ends at the library's own action, and is refused unless the approval
matches the content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Page, Task, Workflow, WorkflowTask

from nhipcau.core.public import Role
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.publishing import on_publication, publish
from nhipcau.library.errors import NotApprovedError, OneRoadError
from nhipcau.library.models import ContentPage, Publication
from nhipcau.library.queries.drafts import draft_of

from .given import THEN, approved, edition, item, published, translated, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(ha_tinh):
    """The page of an item that nobody approved."""
    return ContentPage.objects.get(edition=edition(item(ha_tinh)))


@pytest.fixture
def root(ha_tinh):
    """Somebody who may do everything in Wagtail."""
    user = ha_tinh.person(Role.EDITOR)
    user.is_superuser = True
    user.save()
    return user


def publish_the_revision(content, root):
    content.latest_revision.publish(user=root)


def publish_the_page(content, root):
    content.publish(content.latest_revision, user=root)


def run_the_page_action(content, root):
    PublishPageRevisionAction(content.latest_revision, user=root).execute(skip_permission_checks=True)


def run_the_action(content, root):
    PublishRevisionAction(content.latest_revision, user=root).execute(skip_permission_checks=True)


def save_it_live(content, root):
    content.live = True
    content.save()


def save_it_live_as_a_plain_page(content, root):
    plain = Page.objects.get(pk=content.pk).specific
    plain.live = True
    plain.save(update_fields=["live"])


def publish_it_at_its_time(content, root):
    content.latest_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    content.latest_revision.save()
    call_command("publish_scheduled")


def finish_a_workflow(content, root):
    workflow = Workflow.objects.create(name="Duyệt")
    task = Task.objects.create(name="Xem")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(content, root).finish(user=root)


def make_an_alias(content, root):
    CreatePageAliasAction(content, parent=content.get_parent(), update_slug="khac", user=root).execute(
        skip_permission_checks=True
    )


def copy_it(content, root):
    CopyPageAction(content, to=content.get_parent(), update_attrs={"slug": "khac"}, keep_live=True, user=root).execute(
        skip_permission_checks=True
    )


def copy_it_for_translation(content, root):
    locale, _ = Locale.objects.get_or_create(language_code="en")
    CopyPageForTranslationAction(content, locale, copy_parents=True, user=root).execute(skip_permission_checks=True)


ROADS = [
    publish_the_revision, publish_the_page, run_the_page_action, run_the_action, save_it_live,
    save_it_live_as_a_plain_page, publish_it_at_its_time, finish_a_workflow, make_an_alias, copy_it,
    copy_it_for_translation,
]  # fmt: skip


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_no_road_publishes_what_was_not_approved(content, root, road):
    with pytest.raises((NotApprovedError, OneRoadError)):
        road(content, root)
    assert not Publication.objects.exists()
    assert not ContentPage.objects.filter(live=True).exists()


def test_wagtails_own_publishing_of_what_was_approved_is_our_action(ha_tinh, content, root):
    approved(ha_tinh, content.edition)
    content.refresh_from_db()
    content.latest_revision.publish(user=root)
    assert Publication.objects.get().title == "Biển Thiên Cầm"
    assert ContentPage.objects.get().live


def test_a_change_after_the_approval_needs_a_new_one(ha_tinh, content):
    held = approved(ha_tinh, content.edition)
    editor = ha_tinh.actor(ha_tinh.person(Role.EDITOR))
    save_draft(editor, held, words("Biển Thiên Cầm mùa hè"), now=THEN)
    with pytest.raises(NotApprovedError):
        publish(editor, held.item, ["vi"], now=THEN)


def test_the_world_goes_on_reading_what_was_published_while_a_draft_changes(ha_tinh):
    held = item(ha_tinh)
    published(ha_tinh, held)
    editor = ha_tinh.actor(ha_tinh.person(Role.EDITOR))
    save_draft(editor, edition(held), words("Tên khác"), now=THEN)
    assert Publication.objects.get(ended_at=None).title == "Biển Thiên Cầm"
    assert draft_of(edition(held)).title == "Tên khác"


def test_two_languages_go_out_together_or_not_at_all(ha_tinh):
    held = item(ha_tinh)
    translated(ha_tinh, held)
    approved(ha_tinh, edition(held))
    editor = ha_tinh.actor(ha_tinh.person(Role.EDITOR))
    with pytest.raises(NotApprovedError):
        publish(editor, held, ["vi", "en"], now=THEN)
    assert not Publication.objects.exists()
    approved(ha_tinh, edition(held, "en"))
    assert {each.language for each in publish(editor, held, ["vi", "en"], now=THEN)} == {"vi", "en"}


def test_listeners_hear_of_a_publication_when_it_is_done(ha_tinh, django_capture_on_commit_callbacks):
    heard = []
    on_publication(heard.append)
    held = item(ha_tinh)
    with django_capture_on_commit_callbacks(execute=True):
        published(ha_tinh, held)
    assert [each.language for each in heard[-1].began] == ["vi"]
