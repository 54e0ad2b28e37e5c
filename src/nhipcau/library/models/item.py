from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Owned, OwnedQuerySet, Role
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Duty

from ..choices import READ_LIBRARY, CellState, Stage
from ..kinds import KIND_CHOICES, KINDS, Kind


class Named(Owned):
    """A word that items are sorted by, named in every language; a province's own regulation decides the list."""

    code = models.SlugField(_("mã"), max_length=60)
    name = models.CharField(_("tên"), max_length=160)
    names = models.JSONField(_("tên trong các ngôn ngữ khác"), default=dict, blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    retired = models.BooleanField(_("thôi dùng cho nội dung mới"), default=False)

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "vi")

    def name_in(self, language: str) -> str:
        """The name in a language, or the Vietnamese one where nobody has given it yet."""
        return self.names.get(language) or self.name


class Category(Named):
    """A heading of the province's external-information database."""

    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="library_category_once")]


class Topic(Named):
    """What an item is about, across categories: seas and islands, heritage, investment…"""

    class Meta(Named.Meta):
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="library_topic_once")]


class ItemQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who works in the library sees the province's items; an agency sees those that it supplied."""
        rows = super().visible_to(actor)
        if actor.has(*READ_LIBRARY.roles):
            return rows
        return rows.filter(supplier_id__in=actor.organisations(Role.FOCAL_PERSON, Role.AGENCY_LEADER))


class Item(Owned):
    """One record of the library, whatever the languages it is told in: what it is, whose, where, and until when."""

    kind = models.CharField(_("loại"), max_length=20, choices=KIND_CHOICES)
    title = models.CharField(_("tên gọi trong kho"), max_length=300, help_text=_("Tên của bản gốc."))
    original = models.CharField(_("ngôn ngữ gốc"), max_length=12, default="vi")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("danh mục")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="items", verbose_name=_("chủ đề"))
    supplier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan cung cấp")
    )
    duty = models.ForeignKey(
        Duty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("nhiệm vụ thực hiện")
    )
    valid_from = models.DateField(_("có giá trị từ"), null=True, blank=True)
    valid_to = models.DateField(_("có giá trị đến"), null=True, blank=True)
    review_on = models.DateField(_("ngày xem lại"), null=True, blank=True)
    latitude = models.DecimalField(_("vĩ độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=8, decimal_places=5, null=True, blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người lập")
    )

    objects = ItemQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["province", "kind"], name="library_item_kind"),
            models.Index(fields=["province", "-created_at", "-id"], name="library_item_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="library_item_validity",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="library_item_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Kind:
        """What its kind asks of it."""
        return KINDS[self.kind]

    @property
    def coordinates(self) -> str:
        """Latitude and longitude as maps and other programs take them: `18.25, 106.1`; empty without a place."""
        if self.latitude is None or self.longitude is None:
            return ""
        return ", ".join(f"{Decimal(each).normalize():f}" for each in (self.latitude, self.longitude))


class EditionQuerySet(OwnedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The editions of the items that the actor may see."""
        if actor.has(*READ_LIBRARY.roles):  # sees all of the province's items: nothing to look up for each row
            return super().visible_to(actor)
        return super().visible_to(actor).filter(item__in=Item.objects.visible_to(actor).order_by())


class Edition(Owned):
    """One language of an item and where it stands on its way. Its words are in `page`; the world reads publications."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="editions", verbose_name=_("mục"))
    language = models.CharField(_("ngôn ngữ"), max_length=12)
    stage = models.CharField(_("bước"), max_length=12, choices=Stage.choices, default=Stage.DRAFT)
    stage_at = models.DateTimeField(_("từ lúc"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("người đang làm"),
    )  # fmt: skip
    returned_because = models.TextField(_("lý do trả lại"), blank=True)
    # Kept by the database (tallies.py), never written by us: where a translation stands, empty for an original; and
    # whether the world reads it now.
    cell = models.CharField(max_length=12, choices=CellState.choices, blank=True, editable=False)
    is_read = models.BooleanField(default=False, editable=False)

    objects = EditionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="library_edition_once")]
        indexes = [
            models.Index(fields=["province", "language", "stage"], name="library_edition_stage"),
            models.Index(fields=["province", "cell", "language", "is_read", "item"], name="library_edition_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.language}"

    @property
    def is_original(self) -> bool:
        """Whether the item was written in this language, so that the others are translations of it."""
        return self.language == self.item.original
