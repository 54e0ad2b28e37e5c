from collections.abc import Callable
from urllib.parse import urlencode

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

OEMBED = {"json": "application/json", "xml": "text/xml"}


class ExchangeConfig(AppConfig):
    name = "nhipcau.exchange"
    label = "exchange"
    verbose_name = "Trao đổi dữ liệu"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door
        from nhipcau.library.public import BY_SECTION
        from nhipcau.portal.public import EVERYTHING, offer_card, offer_feed

        from .choices import EXPORT

        def feed_of(name: str) -> Callable[[str, str], str]:
            return lambda code, part: reverse(name, args=[code, part if part in BY_SECTION else EVERYTHING])

        def card_of(form: str) -> Callable[[str], str]:
            return lambda url: f"{reverse('exchange:oembed')}?{urlencode({'format': form, 'url': url})}"

        def calendar_of(code: str, part: str) -> str:
            return reverse("exchange:calendar", args=[code]) if part in ("lich", "su-kien") else ""

        for media_type, name in (
            ("application/rss+xml", "exchange:rss"),
            ("application/atom+xml", "exchange:atom"),
            ("application/feed+json", "exchange:json_feed"),
        ):
            offer_feed(media_type, feed_of(name))
        offer_feed("text/calendar", calendar_of)
        for form in ("json", "xml"):
            offer_card(f"{OEMBED[form]}+oembed", card_of(form))
        add_door(Door(_("Gói dữ liệu"), "exchange:packages", "download", 75, EXPORT, within="library:items"))
