"""The library's addresses."""

from . import items, media

app_name = "library"
urlpatterns = [*items.urlpatterns, *media.urlpatterns]
