from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackOfficeConfig(AppConfig):
    name = "nhipcau.backoffice"
    label = "backoffice"
    verbose_name = "Trang biên tập"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door

        from .choices import ENTER
        from .separation import keep_provinces_apart, keep_to_the_words
        from .widgets import name_the_nameless, without_inline_script

        keep_provinces_apart()
        keep_to_the_words()
        without_inline_script()
        name_the_nameless()
        add_door(Door(_("Trang biên tập"), "wagtailadmin_home", "edit", 75, ENTER, within="library:items"))
