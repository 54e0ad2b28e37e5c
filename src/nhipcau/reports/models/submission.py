from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.organisations.public import Organisation

from ..choices import Entry, SubmissionState, VersionState
from .owned import of_agency
from .period import Obligation, Period


class Submission(Owned):
    """The report of one organisation for one period. `draft` is being written, `sent` is what stands.

    `revision` grows with every change: an act is done to what its reader saw, or not at all.
    """

    obligation = models.OneToOneField(Obligation, on_delete=models.CASCADE, related_name="submission")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="submissions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(
        _("tình trạng"), max_length=12, choices=SubmissionState.choices, default=SubmissionState.NOT_STARTED
    )
    empty = models.BooleanField(_("không phát sinh"), default=False)
    draft = models.ForeignKey("ReportVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent = models.ForeignKey("ReportVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The day of the first arrival decides on time or late, whatever is corrected afterwards.
    first_sent_on = models.DateField(_("gửi lần đầu ngày"), null=True, blank=True)
    last_sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    last_saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    objects = of_agency("organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["organisation__order", "organisation__sorted_as"]
        constraints = [models.UniqueConstraint(fields=["period", "organisation"], name="submission_unique")]
        indexes = [
            # With everything that a count of reports asks of one: PostgreSQL reads the index alone.
            models.Index(
                fields=["province", "period", "state"],
                include=["obligation", "empty", "first_sent_on"],
                name="submission_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.period}"


class ReportVersion(Owned):
    """One version of a report. A draft keeps what was typed, word for word, in `fields` (name → {"v": text,
    "r": revision}); sending it makes the answers and figures, and from then on it never changes.

    A correction is another version with a `reason`. `snapshot` is everything that it said when it was accepted.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    reason = models.CharField(_("lý do sửa"), max_length=500, blank=True)
    empty = models.BooleanField(_("không phát sinh"), default=False)
    entry = models.CharField(_("cách gửi"), max_length=10, choices=Entry.choices, default=Entry.ONLINE)
    fields: Any = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    # Asked for by the focal person; given or declined by the agency's leader.
    asked_approval_at = models.DateTimeField(_("trình duyệt lúc"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    # The paper or file that a coordinator entered for the agency: its number and day, and the proof itself.
    paper_number = models.CharField(_("số, ký hiệu văn bản"), max_length=80, blank=True)
    received_on = models.DateField(_("ngày nhận"), null=True, blank=True)
    proof_name = models.CharField(_("tệp chứng minh"), max_length=255, blank=True)
    proof_stored_as = models.CharField(max_length=255, blank=True)
    proof_media_type = models.CharField(max_length=100, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    snapshot: Any = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = of_agency("submission__organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="report_version_unique"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state=VersionState.DRAFT), name="one_draft_of_a_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} · {self.number}"


class Annex(Owned):
    """A file that goes with a version of a report."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="annexes")
    name = models.CharField(_("tên"), max_length=255)
    stored_as = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = of_agency("version__submission__organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "annexes"

    def __str__(self) -> str:
        return self.name


class Remark(Owned):
    """One word in the exchange about a report: the coordinator's, the leader's or the agency's own."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    version = models.ForeignKey(ReportVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="remarks")
    question = models.ForeignKey("Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("ý kiến"))
    from_agency = models.BooleanField(_("ý kiến của cơ quan"), default=False)
    with_return = models.BooleanField(_("trả lại"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    objects = of_agency("submission__organisation_id").as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
