"""What agencies report, and what is made of it."""

from django.urls import include, path

from . import consolidation, reporting

app_name = "reports"
urlpatterns = [path("bao-cao-tong-hop/", include(consolidation.urlpatterns)), *reporting.urlpatterns]
