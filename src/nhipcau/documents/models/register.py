from __future__ import annotations

import re

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import RelationKind, RelationOrigin, RelationState

_PART = re.compile(r"(PL\.|Ch\.|M\.|P\.|[^\W\da-z](?=\d)|)([^.]+)")


class ListedDocument(Owned):
    """A line of the register of documents (sổ văn bản): one that is stored here, or that a stored one cites.

    `key` is the number (a name where there is none) in a form that spellings share. What nobody has told is empty.
    """

    key = models.CharField(max_length=200)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    title = models.CharField(_("trích yếu"), max_length=600, blank=True)

    class Meta:
        ordering = [models.F("issued_on").desc(nulls_last=True), "key", "pk"]
        indexes = [
            models.Index(fields=["province", "key"], name="listed_by_key"),
            models.Index(fields=["province", "issued_on"], name="listed_by_day"),
        ]

    def __str__(self) -> str:
        if not self.number:
            return self.title or self.key
        return f"{self.kind} {_('số')} {self.number}".strip() if self.kind else self.number


class Mention(Owned):
    """Where a reading cites a listed document: `pointer` leads into the reading, `start:end` into its source."""

    reading = models.ForeignKey("documents.Reading", on_delete=models.CASCADE, related_name="mentions")
    listed = models.ForeignKey(ListedDocument, on_delete=models.CASCADE, related_name="mentions")
    pointer = models.CharField(max_length=40)  # "citations/3", "references/0"
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    basis = models.BooleanField(_("là căn cứ"), default=False)

    class Meta:
        ordering = ["reading", "start"]
        constraints = [models.UniqueConstraint(fields=["reading", "pointer"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.listed} ← {self.reading_id}"


class Relation(Owned):
    """What one listed document does to another. What changes validity counts only once a person has confirmed it.

    `source` is None where no document is named (`… hết hiệu lực từ ngày …`). `provisions` are the parts of the
    target that are meant; `whole` says that there are none. `text` is the wording, in `reading` at `start:end`;
    `proof` is what a person gave as the source of what they recorded by hand.
    """

    kind = models.CharField(_("quan hệ"), max_length=12, choices=RelationKind.choices)
    source = models.ForeignKey(ListedDocument, null=True, on_delete=models.CASCADE, related_name="acts")
    target = models.ForeignKey(ListedDocument, on_delete=models.CASCADE, related_name="undergoes")
    provisions = models.JSONField(default=list)
    whole = models.BooleanField(_("toàn bộ"), default=True)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    text = models.TextField(_("nguyên văn"), blank=True)
    sure = models.BooleanField(default=True)
    why_unsure = models.CharField(max_length=400, blank=True)
    origin = models.CharField(max_length=8, choices=RelationOrigin.choices, default=RelationOrigin.READ)
    reading = models.ForeignKey("documents.Reading", null=True, on_delete=models.CASCADE, related_name="relations")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    proof = models.CharField(_("nguồn"), max_length=500, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=RelationState.choices)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["target", "state", "kind"], name="relation_by_target"),
            models.Index(fields=["province", "state"], name="relation_by_state"),
        ]

    @property
    def parts(self) -> str:
        """The parts of the target as officials name them: `khoản 2 Điều 4; Phụ lục II`."""
        return "; ".join(_in_words(path) for path in self.provisions)

    def __str__(self) -> str:
        return f"{self.source or ''} {self.get_kind_display()} {self.target}".strip()


def _in_words(path: str) -> str:
    """`Đ4.K2` in words, the smallest part first; what a person wrote stays as it is."""
    if " " in path:
        return path
    names = {"PL.": _("Phụ lục"), "Ch.": _("Chương"), "M.": _("Mục"), "P.": _("Phần"), "Đ": _("Điều"), "K": _("khoản")}
    found = [f"{names.get(mark, _('điểm'))} {number}" for mark, number in _PART.findall(path)]
    return " ".join(reversed(found)) or path
