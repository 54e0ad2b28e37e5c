from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned, OwnedQuerySet, Role, fold, nfc, sort_key

from .choices import FocalRank, NameKind, OrganisationKind, SuccessionKind


class InTimeQuerySet(OwnedQuerySet):
    """Rows that hold from a day up to and including another; an open end means no limit."""

    def valid_on(self, day: date) -> Self:
        """The rows that hold on `day`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class InTime(Owned):
    """A row with a first and a last day."""

    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = InTimeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the row holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Organisation(InTime):
    """A body that can be charged with duties. Never deleted: it ends, and others succeed it."""

    code = models.SlugField(_("mã"), max_length=80)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    short_name = models.CharField(_("tên ngắn"), max_length=80, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("trực thuộc"),
    )
    # Party bodies and the Front are requested (đề nghị), not assigned: never scolded for being late.
    only_requested = models.BooleanField(_("chỉ đề nghị, không giao"), default=False)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    order = models.PositiveIntegerField(_("thứ tự"), default=1000)
    folded = models.CharField(max_length=300, default="", db_index=True, editable=False)
    sorted_as = models.CharField(max_length=900, default="", editable=False)

    class Meta:
        ordering = ["order", "sorted_as"]
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="organisation_code_unique")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name, self.short_name = nfc(self.name), nfc(self.short_name)
        self.folded = fold(f"{self.name} {self.short_name}".strip())
        self.sorted_as = sort_key(self.name)
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded", "sorted_as"}
        super().save(*args, **kwargs)


class OrganisationName(InTime):
    """A way in which an organisation is written. `folded` is the name without marks, case and punctuation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("tên"), max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    kind = models.CharField(_("loại tên"), max_length=20, choices=NameKind.choices)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = nfc(self.text)
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class Succession(Owned):
    """From a day on, work of one organisation is another's. Several rows from one organisation are a split."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="inheritances")
    on = models.DateField(_("từ ngày"))
    kind = models.CharField(_("cách thức"), max_length=20, choices=SuccessionKind.choices)
    share = models.CharField(_("phần việc nhận"), max_length=300, blank=True)
    # Where one of several successors takes over external information work, a duty goes there without asking.
    takes_external_information = models.BooleanField(_("nhận công tác thông tin đối ngoại"), default=False)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.on:%d/%m/%Y})"


class Group(Owned):
    """A collective actor as plans print it ("các sở, ban, ngành"), with members that change over time."""

    code = models.SlugField(_("mã"), max_length=80)
    name = models.CharField(_("tên"), max_length=300)
    members = models.ManyToManyField(Organisation, through="Membership", related_name="groups")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="group_code_unique")]

    def __str__(self) -> str:
        return self.name


class GroupName(Owned):
    """Another way in which a group is written."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("cách viết"), max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    kind = models.CharField(_("loại tên"), max_length=20, choices=NameKind.choices, default=NameKind.ALIAS)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = nfc(self.text)
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class Membership(InTime):
    """An organisation is in a group from a day up to and including another."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        ordering = ["organisation"]

    def __str__(self) -> str:
        return f"{self.organisation} ∈ {self.group}"


class FocalPerson(InTime):
    """Whom to reach in an organisation: the register that plans ask for (one leader, one officer)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="focal_persons")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="focal_posts"
    )
    full_name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    rank = models.CharField(_("vai trò"), max_length=20, choices=FocalRank.choices)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)

    class Meta:
        ordering = ["rank", "full_name"]

    def __str__(self) -> str:
        return self.full_name


class Authority(InTime):
    """A person holds a role, for one organisation or (empty) the whole province, from a day to a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorities")
    role = models.CharField(_("vai trò"), max_length=30, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="authorities"
    )
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["role"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation or self.province}"


class Invitation(Owned):
    """A first-password link. Only the hash of its token is kept; it works once and until it expires."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("ngày mời"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("hết hạn"))
    used_at = models.DateTimeField(_("đã dùng"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user} ({self.created_at:%d/%m/%Y})"


class LoadedRow(Owned):
    """What a province's files said of one row when they were last loaded (actions/loading.py)."""

    table = models.CharField(max_length=30)
    key = models.JSONField()
    values = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.table}: {self.key}"
