from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "nhipcau.exchange"
    label = "exchange"
    verbose_name = "Trao đổi dữ liệu"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.portal.public import offer_feed

        from .choices import EXPORT

        for media_type, name in (
            ("application/rss+xml", "exchange:rss"),
            ("application/atom+xml", "exchange:atom"),
            ("application/feed+json", "exchange:json_feed"),
        ):
            offer_feed(media_type, lambda code, section, name=name: reverse(name, args=[code, section]))  # type: ignore[misc]
        add_door(Door(_("Gói dữ liệu"), "exchange:packages", "download", 75, EXPORT, within="library:items"))
