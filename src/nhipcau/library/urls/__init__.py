"""The library's addresses."""

from . import media

app_name = "library"
urlpatterns = [*media.urlpatterns]
