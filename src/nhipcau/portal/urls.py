"""The portal's addresses: a language, then the same words in every language (docs/decisions/0077-portal.md)."""

from django.conf import settings
from django.urls import path, register_converter

from nhipcau.library.public import BY_SECTION

from .views import arranging, finding, home, items, lists, press, readers


class ContentLanguage:
    """The code of a language that content is kept in."""

    regex = "[a-z]{2,3}(?:-[a-z]{4})?"

    def to_python(self, value: str) -> str:
        if value not in settings.NHIPCAU_CONTENT_LANGUAGES:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class Section:
    """The address of a kind's section."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        if value not in BY_SECTION:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ContentLanguage, "language")
register_converter(Section, "section")

app_name = "portal"
urlpatterns = [
    path("cong/", home.entrance, name="entrance"),
    path("thu-vien/cong/", arranging.settings_page, name="settings"),
    path("thu-vien/luot-xem/", readers.readers_page, name="readers"),
    path("<language:code>/", home.home_page, name="home"),
    path("<language:code>/tim/", finding.search_page, name="search"),
    path("<language:code>/tim/goi-y.json", finding.suggestions_as_typed, name="suggest"),
    path("<language:code>/ban-do/", lists.map_page, name="map"),
    path("<language:code>/lich/", lists.calendar_page, name="calendar"),
    path("<language:code>/co-gi-moi/", lists.changes_page, name="changes"),
    path("<language:code>/dinh-chinh/", lists.corrections_page, name="corrections"),
    path("<language:code>/dinh-chinh/<int:year>/<int:number>/", lists.correction_page, name="correction"),
    path("<language:code>/bao-chi/", press.press_page, name="press"),
    path("<language:code>/dau-tu/", lists.investment_page, name="investment"),
    path("<language:code>/<section:section>/", lists.section_page, name="section"),
    path("<language:code>/<section:section>/<str:slug>/", items.item_page, name="item"),
    path("<language:code>/<section:section>/<str:slug>/ban/<int:number>/", items.earlier_text, name="earlier"),
    path("<language:code>/<section:section>/<str:slug>/bo-bao-chi.zip", press.press_kit, name="kit"),
    path("<language:code>/<section:section>/<str:slug>/tai/<int:attachment>/", items.take_file, name="take"),
]
