from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "nhipcau.exchange"
    label = "exchange"
    verbose_name = "Trao đổi dữ liệu"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door

        from .choices import EXPORT

        add_door(Door(_("Gói dữ liệu"), "exchange:packages", "download", 75, EXPORT))
