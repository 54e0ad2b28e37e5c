"""The library's addresses."""

from django.urls import include, path

from . import items, media, translation

app_name = "library"
urlpatterns = [*items.urlpatterns, *media.urlpatterns, path("ban-dich/", include(translation.urlpatterns))]
