"""Secrecy is judged before a document is let in; work that is cut short can be done again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.core.files.storage import storages
from django.utils import timezone

import vanban
from nhipcau.core.public import AuditEntry, Role
from nhipcau.documents.actions.reading import read
from nhipcau.documents.actions.storing import put, quarantine, quarantine_name
from nhipcau.documents.actions.upload import declare_unclassified
from nhipcau.documents.choices import FileState, ReadingState
from nhipcau.documents.errors import NothingToDeclareError, RefusedBeforeError
from nhipcau.documents.models import Document, Reading, ReadingJob

from . import makers


def files_in(alias: str) -> list[bytes]:
    place = Path(storages[alias].location)
    return [path.read_bytes() for path in place.rglob("*") if path.is_file()]


def test_a_plan_is_let_in_with_its_reading_and_header(bring) -> None:
    document = bring(makers.PLAN).document

    assert document.state == FileState.ACCEPTED
    assert document.number == "12/KH-UBND"
    assert document.readings.get().content["source_text"] == makers.PLAN
    assert files_in("documents") == [makers.PLAN.encode()]
    assert files_in("quarantine") == []


def test_the_word_in_running_prose_is_no_secrecy_mark(bring) -> None:
    assert bring(makers.PLAN).document.state == FileState.ACCEPTED


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secrecy_mark_is_refused_and_only_hash_user_and_time_stay(bring, coordinator, mark) -> None:
    document = bring(makers.SECRET.replace("MẬT\n", f"{mark}\n", 1), "kế hoạch mật.txt").document

    assert document.state == FileState.REFUSED
    assert document.name == document.title == document.number == document.stored_as == ""
    assert "Xin xử lý văn bản theo quy định về bảo vệ bí mật nhà nước" in document.problem
    assert files_in("documents") == files_in("quarantine") == []
    assert not Reading.objects.exists()
    trail = AuditEntry.objects.get(act="documents.refuse")
    assert trail.data["sha256"] == document.sha256
    assert trail.data["uploaded_by"] == coordinator.user_id
    assert "kế hoạch mật" not in str(list(AuditEntry.objects.values()))


def test_a_refused_file_is_refused_again_without_being_stored(bring) -> None:
    bring(makers.SECRET)

    with pytest.raises(RefusedBeforeError):
        bring(makers.SECRET)
    assert files_in("quarantine") == []


def test_the_quarantine_lies_outside_media() -> None:
    media, waiting = Path(live_settings.MEDIA_ROOT).resolve(), Path(live_settings.NHIPCAU_QUARANTINE).resolve()

    assert media not in waiting.parents
    assert waiting != media
    assert media not in Path(live_settings.NHIPCAU_DOCUMENTS).resolve().parents


def test_the_same_bytes_again_lead_to_the_same_document(bring) -> None:
    first = bring(makers.PLAN)
    second = bring(makers.PLAN, "ten-khac.txt")

    assert (first.known, second.known) == (False, True)
    assert second.document == first.document
    assert Reading.objects.count() == ReadingJob.objects.count() == 1


def test_another_province_keeps_its_own_copy(bring, hue) -> None:
    first = bring(makers.PLAN)
    second = bring(makers.PLAN, actor=hue.actor(hue.person(Role.COORDINATOR)))

    assert first.document != second.document
    assert not second.known


def test_a_scan_waits_until_its_uploader_answers_for_it(bring, coordinator, ha_tinh, now) -> None:
    document = bring(makers.picture_pdf(), "a.pdf").document
    assert document.state == FileState.NEEDS_DECLARATION
    assert not Reading.objects.exists()
    assert files_in("documents") == []

    other = ha_tinh.actor(ha_tinh.person(Role.COORDINATOR, "so-ngoai-vu"))
    with pytest.raises(NothingToDeclareError):
        declare_unclassified(other, document, now=now)
    document = declare_unclassified(coordinator, document, now=now)

    assert document.state == FileState.ACCEPTED
    assert AuditEntry.objects.filter(act="documents.declare", actor_id=coordinator.user_id).count() == 1
    assert files_in("quarantine") == []


@pytest.mark.parametrize("killed_after", ["nothing", "moved", "kept"])
def test_reading_that_was_cut_short_runs_again_with_the_same_result(bring, killed_after) -> None:
    document = bring(makers.PLAN).document
    job = document.jobs.get()
    job.state, job.finished_at = ReadingState.RUNNING, None
    job.save()
    put(quarantine(), quarantine_name(document), makers.upload(makers.PLAN))  # its bytes were not yet cleared away
    if killed_after == "nothing":
        Document.objects.update(state=FileState.QUARANTINED, stored_as=quarantine_name(document), number="")
    if killed_after != "kept":
        Reading.objects.all().delete()

    read(job.pk, now=timezone.now)
    read(job.pk, now=timezone.now)

    document.refresh_from_db()
    assert (document.state, document.number) == (FileState.ACCEPTED, "12/KH-UBND")
    assert document.jobs.get().state == ReadingState.DONE
    assert Reading.objects.count() == 1
    assert files_in("documents") == [makers.PLAN.encode()]
    assert files_in("quarantine") == []


def test_a_refusal_that_was_cut_short_still_deletes_the_bytes(bring) -> None:
    document = bring(makers.SECRET).document
    put(quarantine(), quarantine_name(document), makers.upload(makers.SECRET))
    Document.objects.update(stored_as=quarantine_name(document))
    job = document.jobs.get()
    ReadingJob.objects.update(state=ReadingState.RUNNING)

    read(job.pk, now=timezone.now)

    assert files_in("quarantine") == []
    assert document.jobs.get().state == ReadingState.FAILED


def test_a_scan_is_recognised_once_though_its_uploader_answers_for_it_later(
    bring, coordinator, now, monkeypatch
) -> None:
    document = bring(makers.scan("SO NGOAI VU chu tri", "don khach trong thang 10"), "a.pdf").document
    monkeypatch.setattr(vanban, "read", lambda *_path, **_how: pytest.fail("read again"))

    document = declare_unclassified(coordinator, document, now=now)

    assert document.state == FileState.ACCEPTED
    assert document.readings.count() == 1
    assert files_in("quarantine") == []
