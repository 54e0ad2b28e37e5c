from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import Direction, QuestionKind, Totalling


class Indicator(Owned):
    """A figure that is asked for again and again: what it counts, in which unit, broken down how.

    `breakdown` is a list of names ("Tiếng Anh", "Tiếng Lào"); an empty one asks for one number. `recorded_as` are
    names under which officials report it with their duties; such figures prefill it. Codes are never reused.
    """

    code = models.SlugField(_("mã"), max_length=60)
    name = models.CharField(_("chỉ tiêu"), max_length=300)
    unit = models.CharField(_("đơn vị tính"), max_length=60)
    direction = models.CharField(
        _("chiều đánh giá"), max_length=10, choices=Direction.choices, default=Direction.NEITHER
    )
    totalling = models.CharField(_("cách tổng hợp"), max_length=10, choices=Totalling.choices, default=Totalling.SUM)
    breakdown = models.JSONField(_("chia theo"), default=list, blank=True)
    recorded_as = models.JSONField(_("cách ghi thường gặp"), default=list, blank=True)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=0)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="indicator_code_unique")]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    @property
    def parts(self) -> list[str]:
        """The names under which numbers are asked for: the breakdown, or one without a name."""
        return list(self.breakdown) or [""]


class ReportTemplate(Owned):
    """What a report asks for, as data. One that a period uses is never changed; a changed one is a new row."""

    code = models.SlugField(_("mã"), max_length=60)
    edition = models.PositiveSmallIntegerField(_("lần sửa"), default=1)
    name = models.CharField(_("tên mẫu"), max_length=300)
    retired = models.BooleanField(_("thôi dùng"), default=False)
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        ordering = ["retired", "code", "-edition"]
        constraints = [models.UniqueConstraint(fields=["province", "code", "edition"], name="template_edition_unique")]

    def __str__(self) -> str:
        return self.name


class TemplateSection(Owned):
    """A part of a report with its heading; who must report may be asked for some parts only."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    number = models.CharField(_("số thứ tự"), max_length=10, blank=True)
    heading = models.CharField(_("tên phần"), max_length=300)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="template_section_key_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}" if self.number else self.heading


class Question(Owned):
    """One thing that is asked for. `key` is unique in its template and names the answer in a draft."""

    section = models.ForeignKey(TemplateSection, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(_("loại"), max_length=20, choices=QuestionKind.choices)
    words = models.CharField(_("câu hỏi"), max_length=500)
    help = models.CharField(_("hướng dẫn"), max_length=500, blank=True)
    required = models.BooleanField(_("phải trả lời"), default=False)
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="questions", verbose_name=_("chỉ tiêu")
    )
    # Duties whose text holds one of these words are reported here rather than under their plan's own section.
    topics = models.JSONField(_("từ khóa nhiệm vụ"), default=list, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="question_key_unique"),
            models.CheckConstraint(
                condition=models.Q(kind=QuestionKind.FIGURE, indicator__isnull=False)
                | (~models.Q(kind=QuestionKind.FIGURE) & models.Q(indicator__isnull=True)),
                name="question_figure_has_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.words
