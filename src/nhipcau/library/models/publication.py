from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned
from nhipcau.organisations.public import Organisation

from ..choices import EndReason
from ..kinds import KIND_CHOICES
from .item import Category, Edition, Item


class Approval(Owned):
    """Somebody with the right looked at exactly this content (its digest) and agreed. Another content needs another."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(_("dấu vân nội dung"), max_length=64)
    revision = models.PositiveBigIntegerField(_("phiên bản"), help_text=_("Số của phiên bản trong Wagtail."))
    at = models.DateTimeField(_("duyệt lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người duyệt")
    )
    note = models.TextField(_("ý kiến"), blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["edition", "digest"], name="library_approval_digest")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.digest[:8]}"


class Publication(Owned):
    """What the world reads of an edition, or once read: the words as they were approved, kept for good.

    The columns beside `content` are what lists and addresses ask for. Rows are only ever ended, never changed.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="publications")
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField(_("lần đăng"))
    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    slug = models.SlugField(max_length=255, allow_unicode=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="publications")
    first_at = models.DateTimeField(_("đăng lần đầu"))
    at = models.DateTimeField(_("đăng lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("thôi đăng lúc"), null=True)
    ended = models.CharField(_("lý do thôi đăng"), max_length=12, choices=EndReason.choices, blank=True)
    ended_because = models.TextField(_("giải thích"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="library_publication_number"),
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(ended_at=None), name="library_publication_current"
            ),
            models.UniqueConstraint(
                fields=["province", "language", "slug"],
                condition=models.Q(ended_at=None),
                name="library_publication_address",
            ),
        ]
        indexes = [
            models.Index(
                fields=["province", "language", "kind", "-first_at"],
                condition=models.Q(ended_at=None),
                name="library_publication_list",
            ),
            models.Index(fields=["province", "language", "slug"], name="library_publication_slug"),
            models.Index(fields=["item", "language"], name="library_publication_item"),
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug} ({self.number})"


class PlannedPublication(Owned):
    """An item that shall go out at a time, in these languages, all at once."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="planned")
    languages = models.JSONField(_("ngôn ngữ"))
    at = models.DateTimeField(_("vào lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    failure = models.TextField(_("không đăng được vì"), blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(done_at=None, cancelled_at=None, failure=""),
                name="library_planned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.at:%d/%m/%Y %H:%M}"


class Correction(Owned):
    """A correction to a page of ours: numbered, dated, public; the database refuses to change or delete it."""

    number = models.PositiveIntegerField(_("số"))
    year = models.PositiveSmallIntegerField(_("năm"))
    before = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="corrected_by")
    after = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="correction")
    what = models.TextField(_("nội dung đã đăng sai"))
    now = models.TextField(_("nội dung đúng"))
    source = models.TextField(_("căn cứ"))
    office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan đính chính")
    )
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["province", "year", "number"], name="library_correction_number")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class PendingCorrection(Owned):
    """What the next publication of an edition will say that it corrects; it goes to approval with the draft.

    Publishing the draft makes it a Correction and takes this row away. `revision` counts its changes.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="pending_correction")
    what = models.TextField(_("nội dung đã đăng sai"), max_length=2000)
    now = models.TextField(_("nội dung đúng"), max_length=2000)
    source = models.TextField(_("căn cứ"), max_length=600)
    office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan đính chính")
    )
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.what[:80]


class Remark(Owned):
    """What somebody said about a draft, at a passage or as a whole, until it was settled."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="remarks")
    block = models.CharField(max_length=80, blank=True)
    text = models.TextField(_("ý kiến"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
