"""What agencies report, and what is made of it."""

from django.urls import include, path

from . import consolidation, reporting, templates

app_name = "reports"
urlpatterns = [
    path("bao-cao-tong-hop/", include(consolidation.urlpatterns)),
    path("mau-bao-cao/", include(templates.urlpatterns)),
    *reporting.urlpatterns,
]
