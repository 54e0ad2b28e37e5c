"""The consolidated report: its text in blocks, each with what it was made from, and every number with its record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.documents.public import Document

from ..choices import BlockKind, FindingKind, PaperState, TallyColumn
from .answer import Answer, FigureValue
from .matters import Commendation, Difficulty
from .period import Period, PeriodSnapshot
from .template import Indicator

_USER: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


class Consolidation(Owned):
    """A consolidated report (báo cáo tổng hợp) of a period, from its first draft by rule to the signed copy.

    `frame` holds what stands around the text: superior, issuer, symbol, place, addressees, recipients, archive, office,
    signer, in_place_of. `revision` grows with every change: who acts says which one they saw.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="consolidations")
    title = models.CharField(_("trích yếu"), max_length=500)
    state = models.CharField(_("tình trạng"), max_length=10, choices=PaperState.choices, default=PaperState.DRAFTING)
    as_of = models.DateField(_("số liệu tính đến ngày"))
    frame: Any = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    drafted_at = models.DateTimeField(_("lập lúc"))
    asked_review_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **_USER)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **_USER)
    reviewed_at = models.DateTimeField(_("soát xét lúc"), null=True, blank=True)
    returned_because = models.CharField(_("ý kiến trả lại"), max_length=1000, blank=True)
    number = models.CharField(_("số"), max_length=20, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **_USER)
    final_copy = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("bản đã ký")
    )
    snapshot = models.ForeignKey(PeriodSnapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=PaperState.ISSUED)
                | (models.Q(issued_on__isnull=False) & ~models.Q(number="") & ~models.Q(sha256="")),
                name="issued_paper_is_numbered",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Block(Owned):
    """A piece of a consolidated report: a heading, a passage or the table of figures, in `order`.

    `drafted`: the words by rule, "" for one that a person added; `text`: the words as they stand. `removed` ones are
    kept: taking something out can be taken back.
    """

    paper = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    level = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=10, blank=True)
    order = models.PositiveIntegerField()
    text = models.TextField(_("nội dung"), blank=True)
    drafted = models.TextField(blank=True)
    removed = models.BooleanField(_("đã bỏ"), default=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **_USER)
    edited_at = models.DateTimeField(_("sửa lúc"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["paper", "order"], name="block_by_order")]

    def __str__(self) -> str:
        return self.text[:60]


class BlockSource(Owned):
    """A record that a block was made from; `said` is what it said then, so that a later change is seen."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="sources")
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    difficulty = models.ForeignKey(Difficulty, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commendation = models.ForeignKey(Commendation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said = models.TextField()
    base = models.BooleanField(default=False)

    class Meta:
        ordering = ["-base", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__isnull=False)
                | models.Q(difficulty__isnull=False)
                | models.Q(commendation__isnull=False),
                name="block_source_names_a_record",
            )
        ]

    def __str__(self) -> str:
        return self.said[:60]


class Tally(Owned):
    """A number of a consolidated report with where it comes from: the record that a number in the DOCX resolves to.

    One of an indicator (`indicator`, `part`) is the total of `values`, `column` says of what time; one in a passage was
    said by its `source`; one of the obligations (`counts`: `total`, `arrived`) is the same count that the matrix shows;
    one that a person vouches for has their `note`.
    """

    paper = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="tallies")
    block = models.ForeignKey(Block, null=True, blank=True, on_delete=models.CASCADE, related_name="tallies")
    printed = models.CharField(_("số"), max_length=60)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    as_of = models.DateField(_("số liệu tính đến ngày"))
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("chia theo"), max_length=120, blank=True)
    column = models.CharField(max_length=10, choices=TallyColumn.choices, default=TallyColumn.NOW)
    values = models.ManyToManyField(FigureValue, related_name="+", blank=True)
    source = models.ForeignKey(BlockSource, null=True, blank=True, on_delete=models.CASCADE, related_name="tallies")
    counts = models.CharField(max_length=20, blank=True)
    note = models.CharField(_("căn cứ"), max_length=500, blank=True)
    vouched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **_USER)

    class Meta:
        ordering = ["indicator__order", "part", "pk"]
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False)
                | models.Q(source__isnull=False)
                | ~models.Q(counts="")
                | (~models.Q(note="") & models.Q(vouched_by__isnull=False)),
                name="tally_has_an_origin",
            )
        ]

    def __str__(self) -> str:
        return self.printed


class PaperVersion(Owned):
    """How a consolidated report stood at a moment worth keeping: asked for, or when its state changed."""

    paper = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    occasion = models.CharField(_("dịp"), max_length=200)
    content: Any = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="paper_version_unique")]

    def __str__(self) -> str:
        return f"{self.paper} · {self.number}"


class Looked(Owned):
    """A finding that a person has looked at, and what they decided; findings themselves are computed, not kept."""

    paper = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="looked")
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    key = models.CharField(max_length=80)
    note = models.CharField(_("xử lý"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **_USER)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        verbose_name_plural = "looked"
        constraints = [models.UniqueConstraint(fields=["paper", "kind", "key"], name="looked_once")]

    def __str__(self) -> str:
        return self.note[:60]
