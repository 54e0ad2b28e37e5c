"""The words of an edition as a Wagtail page. Every road by which Wagtail can change what is live ends at `gate`."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from nhipcau.core.public import Province
from nhipcau.core.public import language as language_of

from .. import gate
from ..blocks import Body
from ..errors import OneRoadError
from .item import Edition
from .media import Picture

# What a reader sees of a page; a live page may not be saved with other values than the approved ones.
CONTENT = ("title", "slug", "summary", "body", "facts", "cover", "seo_title", "search_description")


class Shelf(Page):
    """All pages of a province in one language."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    language = models.CharField(_("ngôn ngữ"), max_length=12)

    subpage_types: list[str] = ["library.ContentPage"]
    is_creatable = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "language"], name="library_shelf_once")]

    @classmethod
    def get_verbose_name(cls) -> str:
        return str(_("Ngăn nội dung theo ngôn ngữ"))

    def get_admin_display_title(self) -> str:
        return f"{language_of(self.language).name} · {self.province.name}"

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self._state.adding and Shelf.objects.filter(province=self.province, language=self.language).exists():
            raise OneRoadError
        return super().save(*args, **kwargs)


class ContentPage(Page):
    """The words of one edition: the draft is Wagtail's latest revision, the row is what was last published."""

    search_auto_update = False  # actions/indexing.py asks for it, as for the index of references

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="page", editable=False)
    summary = models.TextField(_("tóm tắt"), blank=True, max_length=600)
    body = StreamField(Body(), blank=True, verbose_name=_("nội dung"))
    facts = models.JSONField(_("thông tin riêng của loại"), default=dict, blank=True)
    cover = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ảnh chính")
    )

    parent_page_types: list[str] = []  # made by the library's own action only
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Địa chỉ và công cụ tìm kiếm"),
        )
    ]
    settings_panels = [CommentPanel()]  # when it is published is said where it is approved

    class Meta:
        verbose_name = _("trang nội dung")
        verbose_name_plural = _("trang nội dung")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self._state.adding and ContentPage.objects.filter(edition_id=self.edition_id).exists():
            raise OneRoadError  # a copy or an alias: one edition has one page
        changed = kwargs.get("update_fields")
        if self.live and (changed is None or {"live", *CONTENT} & set(changed)):
            gate.check(self)
        with disable_reference_index_auto_update():
            return super().save(*args, **kwargs)

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        gate.publish(self, revision, user)

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: Any = True
    ) -> None:
        gate.withdraw(self, user)

    def copy(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OneRoadError

    def create_alias(self, **kwargs: Any) -> NoReturn:
        raise OneRoadError

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OneRoadError


@receiver(pre_delete, sender=ContentPage)
def _keep(sender: type[ContentPage], instance: ContentPage, **_more: Any) -> NoReturn:
    """An item's words are not deleted in Wagtail, neither alone nor with the shelf that they stand on."""
    raise OneRoadError
