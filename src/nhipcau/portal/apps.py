from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "nhipcau.portal"
    label = "portal"
    verbose_name = "Cổng thông tin đối ngoại"

    def ready(self) -> None:
        from nhipcau.core.public import Door, add_door, open_front_door
        from nhipcau.library.public import on_media_change, on_publication

        from .actions.purging import purge_media, purge_published
        from .checks import the_table_of_countries_can_be_read
        from .choices import SEE_READERS

        register(the_table_of_countries_can_be_read)
        open_front_door("portal:entrance")
        add_door(Door(_("Lượt xem"), "portal:readers", "chart", 75, SEE_READERS, within="library:items"))
        on_publication(purge_published, within=True)
        on_media_change(purge_media)
        self._offer_search()

    def _offer_search(self) -> None:
        from nhipcau.library.public import on_publication
        from nhipcau.search.public import register as search_among

        from .actions.finding import follow
        from .queries.finding import PUBLISHED, everything

        search_among(PUBLISHED, everything)
        on_publication(follow)
