from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, language, nfc
from nhipcau.library.public import Item

from .models import PortalSettings

# Labels of PortalSettings.WORDS.
LABELS = {
    "name": _("Tên cổng"),
    "motto": _("Lời giới thiệu ngắn"),
    "governing_body": _("Cơ quan chủ quản"),
    "responsible": _("Người chịu trách nhiệm (chức danh)"),
    "address": _("Trụ sở"),
    "hours": _("Giờ làm việc"),
    "spokesperson": _("Người phát ngôn (chức danh)"),
    "press_hours": _("Giờ tiếp báo chí"),
    "licence": _("Giấy phép hoạt động của cổng"),
}


class SettingsForm(forms.ModelForm[PortalSettings]):
    """The settings with a field for each word in each language: `vi__name`."""

    class Meta:
        model = PortalSettings
        fields = ("hosts", "phone", "email", "press_phone", "press_email", "lead_item", "stale")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Item.objects.visible_to(actor).filter(publications__ended_at=None, publications__isnull=False)
        self.fields["lead_item"].queryset = published.distinct().order_by("title")  # type: ignore[attr-defined]
        for code in settings.NHIPCAU_CONTENT_LANGUAGES:
            held = self.instance.texts.get(code, {})
            for name, label in LABELS.items():
                self.fields[f"{code}__{name}"] = forms.CharField(
                    label=label, max_length=300, required=False, initial=held.get(name, "")
                )

    def by_language(self) -> list[tuple[str, str, list[Any]]]:
        """The fields of words language by language: code, name, fields."""
        return [
            (code, str(language(code).name), [self[f"{code}__{name}"] for name in LABELS])
            for code in settings.NHIPCAU_CONTENT_LANGUAGES
        ]

    def shared(self) -> list[Any]:
        """The fields that say the same in every language."""
        return [self[name] for name in self.Meta.fields]

    def clean_hosts(self) -> str:
        hosts = [host.strip().casefold() for host in self.cleaned_data["hosts"].split(",") if host.strip()]
        others = PortalSettings.objects.exclude(province=self.instance.province)
        taken = {host.strip() for row in others for host in row.hosts.split(",")}
        for host in hosts:
            if not all(part and part.replace("-", "").isalnum() for part in host.split(".")):
                raise ValidationError(_("“%(host)s” không phải là tên miền."), params={"host": host})
            if host in taken:
                raise ValidationError(_("Tên miền “%(host)s” đã dùng cho cổng khác."), params={"host": host})
        return ", ".join(hosts)

    def given(self) -> dict[str, Any]:
        """What was filled in, by field of PortalSettings."""
        texts: dict[str, dict[str, str]] = {}
        for code in settings.NHIPCAU_CONTENT_LANGUAGES:
            said = {name: nfc(self.cleaned_data[f"{code}__{name}"]) for name in LABELS}
            texts[code] = {name: text for name, text in said.items() if text}
        return {**{name: self.cleaned_data[name] for name in self.Meta.fields}, "texts": texts}
