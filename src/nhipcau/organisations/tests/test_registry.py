from __future__ import annotations

from datetime import date

import pytest

from nhipcau.core.choices import Role
from nhipcau.core.errors import NotAllowedError
from nhipcau.core.models import AuditEntry
from nhipcau.organisations.actions import grouping, registry
from nhipcau.organisations.choices import NameKind
from nhipcau.organisations.errors import ElsewhereError, NotYetThereError, StillHeldError
from nhipcau.organisations.models import FocalPerson, Group, Organisation
from nhipcau.organisations.queries.directory import (
    DirectoryFilters,
    directory,
    kinds_count,
    life_of,
    members,
    name_on,
    organisations_for_choice,
)

pytestmark = pytest.mark.django_db
DETAILS = registry.OrganisationDetails("department", short_name="SKT")


def test_a_new_organisation_has_a_code_a_name_and_an_audit_entry(ha_tinh, coordinator, now):
    made = registry.create_organisation(coordinator, "Sở  Kiểm thử", DETAILS, since=date(2026, 1, 1), at=now)
    again = registry.create_organisation(coordinator, "Sở Kiểm thử", DETAILS, since=None, at=now)
    assert (made.code, again.code, made.name) == ("so-kiem-thu", "so-kiem-thu-2", "Sở Kiểm thử")
    assert {name.text for name in made.names.all()} == {"Sở Kiểm thử", "SKT"}
    assert AuditEntry.objects.filter(act="organisations.create", subject_id=str(made.pk)).exists()


def test_a_renamed_organisation_keeps_its_old_name_for_the_days_it_bore_it(ha_tinh, coordinator, now):
    body = ha_tinh.org["cong-an-tinh"]
    registry.rename_organisation(coordinator, body, "Công an thành phố", on=date(2025, 1, 1), at=now)
    registry.rename_organisation(coordinator, body, "Công an đô thị", on=date(2026, 1, 1), at=now)
    assert name_on(body, date(2024, 6, 1)) == "Công an tỉnh"
    assert name_on(body, date(2025, 6, 1)) == "Công an thành phố"
    assert name_on(body, date(2026, 6, 1)) == body.name == "Công an đô thị"
    assert [turn.what for turn in life_of(body)] == ["named", "named"]
    with pytest.raises(NotYetThereError):
        registry.rename_organisation(coordinator, body, "Công an", on=date(2025, 5, 1), at=now)


def test_an_end_before_the_beginning_is_refused_and_an_end_can_be_taken_back(ha_tinh, coordinator, now):
    made = registry.create_organisation(coordinator, "Sở Mới", DETAILS, since=date(2026, 1, 1), at=now)
    with pytest.raises(NotYetThereError):
        registry.end_organisation(coordinator, made, last_day=date(2025, 1, 1), at=now)
    registry.end_organisation(coordinator, made, last_day=date(2026, 6, 1), at=now)
    registry.end_organisation(coordinator, made, last_day=None, at=now)
    assert made.valid_to is None


def test_the_name_in_use_cannot_be_removed_and_an_alias_can(ha_tinh, coordinator, now):
    made = registry.create_organisation(coordinator, "Sở Mới", DETAILS, since=None, at=now)
    with pytest.raises(StillHeldError):
        registry.drop_name(coordinator, made.names.get(kind=NameKind.OFFICIAL), at=now)
    alias = registry.add_name(coordinator, made, "Sở Tân", NameKind.ALIAS, at=now)
    assert registry.add_name(coordinator, made, "Sở Tân", NameKind.ALIAS, at=now) == alias
    registry.drop_name(coordinator, alias, at=now)
    assert not made.names.filter(text="Sở Tân").exists()


def test_nothing_changed_writes_nothing(ha_tinh, coordinator, now):
    body = ha_tinh.org["so-ngoai-vu"]
    registry.change_contact(coordinator, body, registry.Contact(), at=now)
    assert AuditEntry.objects.count() == 0
    registry.change_contact(coordinator, body, registry.Contact(phone="0239"), at=now)
    assert AuditEntry.objects.get().data == {"fields": ["phone"]}


def test_the_people_of_an_agency_may_change_its_own_contact_only(ha_tinh, now):
    focal = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))
    registry.change_contact(focal, ha_tinh.org["so-ngoai-vu"], registry.Contact(phone="1"), at=now)
    with pytest.raises(NotAllowedError, match="chưa có quyền"):
        registry.change_contact(focal, ha_tinh.org["so-tai-chinh"], registry.Contact(phone="1"), at=now)


def test_another_province_is_out_of_reach_of_every_action(ha_tinh, hue, coordinator, now):
    theirs = hue.org["so-ngoai-vu"]
    group = Group.objects.create(province=hue.province, code="nhom", name="nhóm")
    for attempt in (
        lambda: registry.rename_organisation(coordinator, theirs, "X", on=date(2026, 1, 1), at=now),
        lambda: registry.change_contact(coordinator, theirs, registry.Contact(phone="1"), at=now),
        lambda: registry.learn_alias(coordinator, theirs, "X", at=now),
        lambda: grouping.set_members(coordinator, group, [], on=date(2026, 1, 1), at=now),
        lambda: grouping.set_members(coordinator, group, [ha_tinh.org["so-ngoai-vu"]], on=date(2026, 1, 1), at=now),
    ):
        with pytest.raises(ElsewhereError):
            attempt()


def test_a_group_changes_members_from_a_day_on(ha_tinh, coordinator, now):
    group = grouping.create_group(coordinator, "các cơ quan thử", at=now)
    first, second = ha_tinh.org["so-ngoai-vu"], ha_tinh.org["so-tai-chinh"]
    grouping.set_members(coordinator, group, [first], on=date(2026, 1, 1), at=now)
    grouping.set_members(coordinator, group, [second], on=date(2026, 7, 1), at=now)
    assert list(members(group, date(2026, 6, 30))) == [first]
    assert list(members(group, date(2026, 7, 1))) == [second]
    grouping.set_members(coordinator, group, [], on=date(2026, 7, 1), at=now)
    assert not members(group, date(2026, 7, 1)).exists()
    assert grouping.create_group(coordinator, "các cơ quan thử", at=now) == group


def test_the_directory_is_searched_with_and_without_marks_and_by_every_name(ha_tinh, hue, coordinator, now, today):
    registry.add_name(coordinator, ha_tinh.org["so-ngoai-vu"], "Văn phòng Lãnh sự", NameKind.ALIAS, at=now)

    def found(words):
        return [body.code for body in directory(coordinator, DirectoryFilters(words=words), today)]

    assert found("du lịch") == found("DU LICH") == ["so-vhttdl"]
    assert found("lanh su") == ["so-ngoai-vu"]
    assert found("lãnh đạo du lịch") == []


def test_the_directory_narrows_by_kind_group_standing_and_missing_focal_person(ha_tinh, coordinator, now, today):
    registry.end_organisation(coordinator, ha_tinh.org["so-tai-chinh"], last_day=date(2025, 1, 1), at=now)
    body = ha_tinh.org["so-ngoai-vu"]
    FocalPerson.objects.create(province=ha_tinh.province, organisation=body, full_name="A", rank="officer")
    group = Group.objects.create(province=ha_tinh.province, code="nhom", name="nhóm")
    grouping.set_membership(coordinator, group, body, since=None, until=None, at=now)

    def found(**given):
        return {row.code for row in directory(coordinator, DirectoryFilters(**given), today)}

    assert found(standing="ended") == {"so-tai-chinh"}
    assert found(kind="department") == {"so-ngoai-vu", "so-vhttdl"}
    assert found(kind="department", standing="all") == {"so-ngoai-vu", "so-vhttdl", "so-tai-chinh"}
    assert found(group_id=group.pk) == {"so-ngoai-vu"}
    assert "so-ngoai-vu" not in found(without_focal_person=True)
    counts = kinds_count(coordinator, DirectoryFilters(kind="party"), today)
    assert counts == {"committee": 1, "department": 2, "armed": 1, "party": 1}


def test_while_somebody_types_exact_marks_come_first(ha_tinh, coordinator, today):
    for order, name in enumerate(("Hội Bạn cờ", "Hội Bàn cờ", "Câu lạc bộ bàn cờ"), 50):
        Organisation.objects.create(
            province=ha_tinh.province, code=f"hoi-{order}", name=name, kind="association", order=order
        )
    assert organisations_for_choice(coordinator, "hội bàn", today)[0].name == "Hội Bàn cờ"
    assert len(organisations_for_choice(coordinator, "hoi ban", today)) == 2
    assert organisations_for_choice(coordinator, "bàn cờ", today)[0].name == "Hội Bàn cờ"
    assert len(organisations_for_choice(coordinator, "", today, limit=3)) == 3


def test_visible_to_shows_no_row_of_another_province(ha_tinh, hue, coordinator):
    from django.apps import apps

    for model in apps.get_app_config("organisations").get_models():
        visible = model._default_manager.visible_to(coordinator)
        assert set(visible.values_list("province_id", flat=True)) <= {ha_tinh.province.pk}
    assert Organisation.objects.visible_to(coordinator).count() == 6
