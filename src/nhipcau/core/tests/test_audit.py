from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from nhipcau.core.actions import record
from nhipcau.core.models import AuditEntry, audit_guard
from nhipcau.core.queries import broken_links

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(ha_tinh, hue, now):
    for place in (ha_tinh, hue):
        for number in range(3):
            record(None, "core.try", place.province, f"Việc thứ {number}", at=now, province_id=place.province.pk)
    return AuditEntry.objects.filter(province=ha_tinh.province).order_by("sequence")


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_untouched_trail_is_whole(trail):
    assert list(broken_links()) == []
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert "nguyên vẹn" in out.getvalue()


@pytest.mark.parametrize("act", ["UPDATE core_auditentry SET summary = 'khác'", "DELETE FROM core_auditentry"])
def test_the_database_refuses_to_change_or_delete_an_entry(trail, act):
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        raw(act)
    assert trail.count() == 3


def test_an_entry_altered_by_raw_sql_is_found(trail):
    audit_guard.remove(connection)
    raw("UPDATE core_auditentry SET summary = 'khác' WHERE sequence = 2")
    assert {(link.sequence, link.problem) for link in broken_links()} == {(2, "altered")}
    with pytest.raises(CommandError):
        call_command("audit", "verify", stderr=StringIO())


def test_an_entry_removed_by_raw_sql_is_found(trail, ha_tinh):
    audit_guard.remove(connection)
    raw(f"DELETE FROM core_auditentry WHERE sequence = 2 AND province_id = {ha_tinh.province.pk}")
    assert [(link.province_id, link.sequence, link.problem) for link in broken_links()] == [
        (ha_tinh.province.pk, 2, "missing")
    ]


def test_entries_cut_off_the_end_are_found(trail, ha_tinh):
    audit_guard.remove(connection)
    raw(f"DELETE FROM core_auditentry WHERE sequence = 3 AND province_id = {ha_tinh.province.pk}")
    assert [link.problem for link in broken_links()] == ["cut off"]


def test_a_trail_whose_head_was_removed_is_found(trail, ha_tinh):
    raw(f"DELETE FROM core_audithead WHERE province_id = {ha_tinh.province.pk}")
    assert [link.problem for link in broken_links()] == ["cut off"]
