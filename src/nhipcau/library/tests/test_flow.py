"""From contribution to publication and back: each step by who may, in its order, and nothing that is half done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from nhipcau.core.public import ChangedMeanwhileError, NotAllowedError, Role
from nhipcau.library.actions import flow
from nhipcau.library.actions.arranging import AboutGiven, HeadingGiven, add_heading, change_about, stand_of
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.planning import cancel, carry_out, carry_out_due, end_expired, plan, set_review
from nhipcau.library.actions.publishing import approve, publish, withdraw
from nhipcau.library.choices import EndReason, Stage
from nhipcau.library.errors import (
    CodeTakenError,
    NotApprovedError,
    NotReadyError,
    OwnWordsError,
    PlannedAlreadyError,
    ReasonNeededError,
    SlugTakenError,
    TimePassedError,
    WrongStageError,
)
from nhipcau.library.models import Approval, Category, Edition, Picture, PlannedPublication, Publication
from nhipcau.library.queries.drafts import digest_of, draft_of, saving_of
from nhipcau.library.queries.items import PUBLISHED, REVIEW_DUE, Chosen, counts, items, plan_of
from nhipcau.organisations.models import Authority

from . import media_samples
from .given import THEN, approved, edition, item, published, translated, words

pytestmark = pytest.mark.django_db
AGENCY, OTHER = "so-vhttdl", "so-ngoai-vu"
LATER = THEN + timedelta(hours=5)
TODAY = date(2026, 11, 2)


@pytest.fixture
def officer(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, AGENCY))


@pytest.fixture
def editor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.EDITOR))


@pytest.fixture
def approver(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.APPROVER))


@pytest.fixture
def held(ha_tinh):
    return item(ha_tinh)


def stage(of, language="vi"):
    return edition(of, language).stage


def test_a_text_goes_from_the_agency_over_the_editor_to_the_approver_and_out(held, officer, editor, approver):
    flow.submit(officer, edition(held), now=THEN)
    assert stage(held) == Stage.SUBMITTED
    flow.take_up(editor, edition(held), now=THEN)
    assert edition(held).assigned_to_id == editor.user_id
    flow.ask_approval(editor, edition(held), now=THEN)
    seen = digest_of(draft_of(edition(held)))
    flow.approve_seen(approver, edition(held), seen=seen, correction=None, now=THEN)
    publish(editor, held, ["vi"], now=THEN)
    assert Publication.objects.get().digest == seen


@pytest.fixture
def both(ha_tinh):
    """Somebody who edits and approves."""
    user = ha_tinh.person(Role.EDITOR)
    Authority.objects.create(
        province=ha_tinh.province, user=user, role=Role.APPROVER, valid_from=date(2020, 1, 1)
    )  # fmt: skip
    return ha_tinh.actor(user)


def _approve(who, held):
    Edition.objects.filter(item=held).update(stage=Stage.AWAITING)
    return approve(who, edition(held), seen=digest_of(draft_of(edition(held))), now=THEN)


def test_who_last_changed_a_text_does_not_approve_it_and_is_told_who_may(held, both, approver, ha_tinh):
    with pytest.raises(OwnWordsError) as refused:
        _approve(both, held)
    assert ha_tinh.person(Role.APPROVER).full_name in str(refused.value)
    assert stage(held) == Stage.AWAITING
    assert not Approval.objects.exists()
    _approve(approver, held)
    assert stage(held) == Stage.APPROVED


def test_where_nobody_else_may_approve_the_writer_does_unless_the_setting_says_never(held, both, settings):
    settings.NHIPCAU_FOUR_EYES = "always"
    with pytest.raises(OwnWordsError, match="chưa có ai khác"):
        _approve(both, held)
    settings.NHIPCAU_FOUR_EYES = "where_possible"
    assert _approve(both, held).by_id == both.user_id


def test_the_rule_of_two_people_can_be_switched_off(held, both, approver, settings):
    settings.NHIPCAU_FOUR_EYES = "off"
    assert _approve(both, held).by_id == both.user_id


def test_the_approvers_page_says_who_approves_the_readers_own_words(held, both, approver, sign_in, ha_tinh):
    Edition.objects.filter(item=held).update(stage=Stage.AWAITING)
    client, address = sign_in(ha_tinh.person(Role.EDITOR)), reverse("library:approval", args=[edition(held).pk])
    page = client.get(address).content.decode()
    assert "Chờ người khác duyệt" in page
    assert "Duyệt nội dung này" not in page
    answer = client.post(address, {"seen": digest_of(draft_of(edition(held)))})
    assert answer.status_code == 409
    assert ha_tinh.person(Role.APPROVER).full_name in answer.content.decode()


@pytest.mark.parametrize("was", [Stage.APPROVED, Stage.AWAITING])
def test_a_text_that_is_changed_in_wagtails_editor_is_being_edited_again(ha_tinh, held, was):
    if was == Stage.APPROVED:
        approved(ha_tinh, edition(held))
    Edition.objects.filter(item=held).update(stage=was)
    draft = draft_of(edition(held))
    draft.save_revision(user=ha_tinh.person(Role.EDITOR))  # the same words: nothing to approve anew
    assert stage(held) == was
    draft.title = draft.draft_title = "Tên khác"
    draft.save_revision(user=ha_tinh.person(Role.EDITOR))
    assert stage(held) == Stage.EDITING


def test_a_text_without_a_summary_is_not_handed_in_and_says_what_is_missing(ha_tinh, officer):
    bare = item(ha_tinh, words=words(summary="", body=()))
    with pytest.raises(NotReadyError, match="chưa có tóm tắt; chưa có nội dung"):
        flow.submit(officer, edition(bare), now=THEN)
    assert stage(bare) == Stage.DRAFT


def test_an_agency_takes_its_text_back_until_an_editor_has_it(held, officer, editor):
    flow.submit(officer, edition(held), now=THEN)
    flow.take_back(officer, edition(held), now=THEN)
    assert stage(held) == Stage.DRAFT
    flow.submit(officer, edition(held), now=THEN)
    flow.take_up(editor, edition(held), now=THEN)
    with pytest.raises(WrongStageError):
        flow.take_back(officer, edition(held), now=THEN)


def test_what_is_given_back_carries_its_reason_and_comes_again(held, officer, editor):
    flow.submit(officer, edition(held), now=THEN)
    with pytest.raises(ReasonNeededError):
        flow.send_back(editor, edition(held), "  ", now=THEN)
    flow.send_back(editor, edition(held), "Thiếu nguồn số liệu", now=THEN)
    assert (stage(held), edition(held).returned_because) == (Stage.RETURNED, "Thiếu nguồn số liệu")
    save_draft(officer, edition(held), words("Biển Thiên Cầm 2026"), now=LATER)
    flow.submit(officer, edition(held), now=LATER)
    assert stage(held) == Stage.SUBMITTED


def test_an_approver_gives_back_to_the_editor_not_to_the_agency(held, editor, approver):
    Edition.objects.update(stage=Stage.AWAITING)
    with pytest.raises(NotAllowedError):
        flow.send_back(editor, edition(held), "Chưa rõ", now=THEN)
    flow.send_back(approver, edition(held), "Chưa rõ", now=THEN)
    assert stage(held) == Stage.EDITING


def test_a_translation_goes_its_own_way_to_the_same_approver(ha_tinh, held, approver):
    translator = ha_tinh.actor(ha_tinh.person(Role.TRANSLATOR))
    made = translated(ha_tinh, held)
    with pytest.raises(NotAllowedError):
        flow.ask_approval(translator, edition(held), now=THEN)
    flow.ask_approval(translator, made, now=THEN)
    flow.send_back(approver, edition(held, "en"), "Sai tên riêng", now=THEN)
    assert stage(held, "en") == Stage.TRANSLATING


def test_an_approval_is_of_what_the_approver_saw(held, editor, approver):
    flow.take_up(editor, edition(held), now=THEN)
    seen = digest_of(draft_of(edition(held)))
    save_draft(editor, edition(held), words("Đã sửa sau khi xem"), now=THEN)
    flow.ask_approval(editor, edition(held), now=THEN)
    with pytest.raises(NotApprovedError):
        approve(approver, edition(held), seen=seen, now=THEN)


def test_an_approval_that_was_taken_back_publishes_nothing(ha_tinh, held, editor, approver):
    approved(ha_tinh, edition(held))
    flow.revoke_approval(approver, edition(held), "Số liệu chưa kiểm", now=THEN)
    assert Approval.objects.get().revoked_at
    with pytest.raises(NotApprovedError):
        publish(editor, held, ["vi"], now=THEN)


def test_two_who_write_at_once_lose_nothing(held, editor, officer):
    seen = saving_of(draft_of(edition(held)))
    save_draft(officer, edition(held), words("Của cơ quan"), seen=seen, now=THEN)
    with pytest.raises(ChangedMeanwhileError):
        save_draft(editor, edition(held), words("Của biên tập viên"), seen=seen, now=THEN)
    assert draft_of(edition(held)).title == "Của cơ quan"


def test_an_address_that_is_taken_is_refused_with_a_free_one(ha_tinh, held, editor):
    other = item(ha_tinh, words=words("Núi Hồng Lĩnh"))
    with pytest.raises(SlugTakenError, match="bien-thien-cam-2"):
        save_draft(editor, edition(other), words("Núi Hồng Lĩnh", slug="bien-thien-cam"), now=THEN)


def test_a_picture_without_words_keeps_a_text_from_approval(ha_tinh, editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = Picture.objects.create(
        province=ha_tinh.province, title="Cầu Bến Thủy", file=media_samples.file(media_samples.photo())
    )
    body = ({"type": "picture", "value": picture.pk, "id": "a1"},)
    held = item(ha_tinh, words=words(body=body))
    flow.take_up(editor, edition(held), now=THEN)
    with pytest.raises(NotReadyError, match="ảnh “Cầu Bến Thủy” chưa có mô tả thay thế và chú thích tiếng việt"):
        flow.ask_approval(editor, edition(held), now=THEN)


def test_a_photo_set_needs_a_cover(ha_tinh, editor):
    held = item(ha_tinh, kind="photo_set")
    flow.take_up(editor, edition(held), now=THEN)
    with pytest.raises(NotReadyError, match="chưa chọn ảnh chính"):
        flow.ask_approval(editor, edition(held), now=THEN)


# Publishing at a time


def test_what_was_planned_goes_out_once_however_often_it_is_carried_out(ha_tinh, held, editor):
    approved(ha_tinh, edition(held))
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    assert not carry_out(made.pk, now=THEN)
    assert carry_out(made.pk, now=LATER)
    assert not carry_out(made.pk, now=LATER)
    assert Publication.objects.count() == 1
    assert PlannedPublication.objects.get().done_at == LATER


def test_the_daily_round_finds_a_plan_whose_task_was_lost(ha_tinh, held, editor):
    approved(ha_tinh, edition(held))
    plan(editor, held, ["vi"], LATER, now=THEN)
    assert carry_out_due(TODAY, lambda: LATER) == 1
    assert Publication.objects.get().ended_at is None


def test_a_plan_fails_aloud_where_the_text_was_changed_since(ha_tinh, held, editor):
    approved(ha_tinh, edition(held))
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    save_draft(editor, edition(held), words("Đã sửa"), now=THEN)
    assert not carry_out(made.pk, now=LATER)
    assert "khác với nội dung đã được duyệt" in plan_of(held).failure
    assert not Publication.objects.exists()
    assert counts(editor, Chosen(), TODAY)["plan_failed"] == 1


def test_a_plan_of_who_may_no_longer_publish_fails_and_says_so(ha_tinh, held, editor):
    from nhipcau.organisations.models import Authority

    approved(ha_tinh, edition(held))
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    Authority.objects.filter(user_id=editor.user_id).update(valid_to=THEN.date() - timedelta(days=1))
    assert not carry_out(made.pk, now=LATER)
    assert "chưa có quyền" in plan_of(held).failure


def test_two_languages_of_a_plan_go_out_together_or_not_at_all(ha_tinh, held, editor):
    translated(ha_tinh, held)
    approved(ha_tinh, edition(held))
    approved(ha_tinh, edition(held, "en"))
    made = plan(editor, held, ["vi", "en"], LATER, now=THEN)
    save_draft(editor, edition(held, "en"), words("Changed"), now=THEN)
    assert not carry_out(made.pk, now=LATER)
    assert not Publication.objects.exists()


def test_a_plan_is_of_the_future_of_what_is_approved_and_one_at_a_time(ha_tinh, held, editor):
    with pytest.raises(NotApprovedError):
        plan(editor, held, ["vi"], LATER, now=THEN)
    approved(ha_tinh, edition(held))
    with pytest.raises(TimePassedError):
        plan(editor, held, ["vi"], THEN, now=THEN)
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    with pytest.raises(PlannedAlreadyError):
        plan(editor, held, ["vi"], LATER, now=THEN)
    cancel(editor, made, now=THEN)
    assert not carry_out(made.pk, now=LATER)
    plan(editor, held, ["vi"], LATER, now=THEN)


def test_what_is_withdrawn_is_not_brought_back_by_an_old_plan(ha_tinh, held, editor):
    published(ha_tinh, held)
    save_draft(editor, edition(held), words("Bản hai"), now=THEN)
    approved(ha_tinh, edition(held))
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    withdraw(editor, held, ["vi"], "Sai sự thật", now=THEN)
    assert not carry_out(made.pk, now=LATER)
    assert not Publication.objects.filter(ended_at=None).exists()


# The end of validity, and looking again


def test_what_is_no_longer_valid_leaves_the_world_by_itself(ha_tinh):
    held = item(ha_tinh, valid_to=date(2026, 11, 1))
    published(ha_tinh, held)
    assert end_expired(date(2026, 11, 1), lambda: LATER) == 0
    assert end_expired(TODAY, lambda: LATER) == 1
    assert end_expired(TODAY, lambda: LATER) == 0
    assert Publication.objects.get().ended == EndReason.EXPIRED


def test_an_item_to_look_at_again_is_counted_and_the_count_opens_it(held, editor):
    set_review(editor, held, TODAY, now=THEN)
    assert counts(editor, Chosen(), TODAY)[REVIEW_DUE] == 1
    assert [row.pk for row in items(editor, Chosen(look=REVIEW_DUE), TODAY)] == [held.pk]


# What is known of an item, categories


def test_moving_a_place_on_the_map_needs_another_approval(ha_tinh, held, editor):
    approved(ha_tinh, edition(held))
    seen = stand_of(held)
    change_about(editor, held, AboutGiven(held.supplier, latitude=18, longitude=105), seen=seen, now=THEN)
    assert stage(held) == Stage.EDITING
    with pytest.raises(ChangedMeanwhileError):
        change_about(editor, held, AboutGiven(held.supplier), seen=seen, now=THEN)


def test_a_category_is_there_once_and_only_in_its_province(ha_tinh, hue, editor):
    add_heading(editor, Category, HeadingGiven("Biển đảo", basis="Quyết định 25/2026/QĐ-UBND"), now=THEN)
    with pytest.raises(CodeTakenError):
        add_heading(editor, Category, HeadingGiven("Biển  đảo"), now=THEN)
    add_heading(hue.actor(hue.person(Role.EDITOR)), Category, HeadingGiven("Biển đảo"), now=THEN)
    assert Category.objects.visible_to(editor).count() == 1


# The list


def test_an_agency_sees_its_own_items_and_no_other_province_is_seen(ha_tinh, hue, held, officer, editor):
    item(ha_tinh, code=OTHER, words=words("Của sở khác"))
    item(hue)
    assert [row.title for row in items(officer, Chosen(), TODAY)] == ["Biển Thiên Cầm"]
    assert items(editor, Chosen(), TODAY).count() == 2


def test_items_are_found_by_words_of_any_language_with_marks_or_without(ha_tinh, held, editor):
    translated(ha_tinh, held, title="Thien Cam beach resort")
    for typed in ("thien cam", "Thiên Cầm", "resort", "ki-lô-mét"):
        assert items(editor, Chosen(words=typed), TODAY).count() == 1, typed
    assert items(editor, Chosen(words="tháp chàm"), TODAY).count() == 0


def test_each_count_is_that_of_the_list_under_it(ha_tinh, held, editor):
    other = item(ha_tinh, words=words("Núi Hồng"))
    Edition.objects.filter(item=other).update(stage=Stage.SUBMITTED)
    published(ha_tinh, held)
    counted = counts(editor, Chosen(), TODAY)
    for each in Stage:
        assert counted[each] == items(editor, Chosen(stage=each), TODAY).count()
    assert counted[""] == 2
    assert items(editor, Chosen(language="vi", state=PUBLISHED), TODAY).count() == 1


def test_the_list_asks_the_same_number_of_questions_for_one_item_and_for_many(
    ha_tinh, held, sign_in, django_assert_num_queries
):
    from django.test.utils import CaptureQueriesContext

    client = sign_in(ha_tinh.person(Role.EDITOR))
    client.get("/thu-vien/")
    with CaptureQueriesContext(connection) as first:
        client.get("/thu-vien/")
    for number in range(4):
        item(ha_tinh, words=words(f"Mục {number}"))
    with CaptureQueriesContext(connection) as second:
        client.get("/thu-vien/")
    assert len(second) == len(first)


# Reminders


def test_editors_are_reminded_of_failed_plans_and_of_pages_to_look_at_again(ha_tinh, held, editor, officer):
    from nhipcau.library.queries.reminders import LibraryReminders
    from nhipcau.notices.queries.planning import run_plan
    from nhipcau.notices.sources import EDITORIAL

    approved(ha_tinh, edition(held))
    made = plan(editor, held, ["vi"], LATER, now=THEN)
    save_draft(editor, edition(held), words("Đã sửa"), now=THEN)
    carry_out(made.pk, now=LATER)
    set_review(editor, held, TODAY, now=THEN)
    told = LibraryReminders().part(editor, EDITORIAL, TODAY, charged=True, asked=False)
    assert [(line.key, line.count) for line in told.lines] == [("library_plan_failed", 1), ("library_review", 1)]
    assert not LibraryReminders().part(officer, EDITORIAL, TODAY, charged=True, asked=False)
    letters = {letter.user.pk: letter for letter in run_plan(ha_tinh.province.pk, TODAY).letters}
    assert [each.source for each in letters[editor.user_id].wanted] == ["library"]
