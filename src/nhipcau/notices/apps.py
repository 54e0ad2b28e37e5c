from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "nhipcau.notices"
    label = "notices"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        from nhipcau.core.public import Bell, Daily, Door, add_bell, add_daily, add_door

        from .choices import MANAGE_REMINDERS
        from .queries.digests import unread

        add_daily(Daily("notices.remind", 7, "nhipcau.notices.actions.running.remind_all"))
        add_bell(Bell(_("Thông báo của tôi"), "notices:mine", "bell", unread))
        add_door(Door(_("Nhắc việc"), "notices:upcoming", "bell", 60, MANAGE_REMINDERS))
