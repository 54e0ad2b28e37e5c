from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.organisations.public import Group, Organisation

from ..choices import Change, Mode, Part, PartyState, ProposalState, Rhythm
from .plan import Plan, Section


class Proposal(Owned):
    """A duty as read and as corrected so far: it binds nobody until it is confirmed.

    `order` is the place of its first letter in the source text, so that a duty that is split or added needs no
    renumbering of the others. `spans` are [start, end] pairs in the reading's source text (several after a join);
    `as_read` keeps what the machine read, so that every correction shows; `version` grows with each change and
    guards against overwriting.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="proposals")
    path = models.CharField(_("mục"), max_length=120)
    order = models.PositiveIntegerField()
    text = models.TextField(_("nội dung"))
    spans = models.JSONField(default=list)
    line = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(null=True)
    mode = models.CharField(_("hình thức giao"), max_length=10, choices=Mode.choices, default=Mode.ASSIGN)
    deadline_text = models.CharField(_("thời hạn (nguyên văn)"), max_length=400, blank=True)
    due = models.DateField(_("thời hạn"), null=True, blank=True)
    before = models.BooleanField(_("trước ngày"), default=False)
    # Further dates that the document prints ("trước ngày 15/5 và ngày 01/12"), ISO: each opens an occurrence.
    further_dues = models.JSONField(_("các thời hạn khác"), default=list)
    # For an undated duty: a date that a person accepts (it becomes `due`) or leaves open.
    proposed_due = models.DateField(_("thời hạn gợi ý"), null=True, blank=True)
    due_left_open = models.BooleanField(_("để ngỏ thời hạn"), default=False)
    rhythm = models.CharField(_("nhịp"), max_length=12, choices=Rhythm.choices, blank=True, default=Rhythm.NONE)
    rhythm_text = models.CharField(_("nhịp (nguyên văn)"), max_length=200, blank=True)
    sure = models.BooleanField(default=True)
    why_unsure = models.CharField(max_length=400, blank=True)
    checked = models.BooleanField(_("đã kiểm tra"), default=False)
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    change = models.CharField(max_length=12, choices=Change.choices, blank=True, default=Change.NONE)
    previous_duty = models.ForeignKey("plans.Duty", null=True, on_delete=models.SET_NULL, related_name="+")
    as_read = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["plan", "order"], name="proposal_order")]

    def __str__(self) -> str:
        return f"{self.path} {self.text[:60]}"


class Party(Owned):
    """A name in a proposal, as written, and whom it was resolved to: one organisation, one group, or nobody yet."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parties")
    part = models.CharField(max_length=12, choices=Part.choices)
    written = models.CharField(_("tên như văn bản"), max_length=300)
    requested = models.BooleanField(_("đề nghị"), default=False)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Who takes the duty today, where the organisation was split and a person had to choose.
    holder = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=PartyState.choices)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["part", "order"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.written


class ReviewStep(Owned):
    """One change made in review, with the rows before and after it: what one key undoes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    label = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label
