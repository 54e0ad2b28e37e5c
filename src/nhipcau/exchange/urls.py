from django.urls import include, path

from .api.v1 import patterns
from .views import bulk, calendar, dcat, feeds, oai, oembed, packages, reference, sitemaps

app_name = "exchange"
urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, name="sitemap"),
    path("<slug:code>/<slug:section>/moi.rss", feeds.feed, {"form": "rss"}, name="rss"),
    path("<slug:code>/<slug:section>/moi.atom", feeds.feed, {"form": "atom"}, name="atom"),
    path("<slug:code>/<slug:section>/moi.json", feeds.feed, {"form": "json"}, name="json_feed"),
    path("<slug:code>/lich.ics", calendar.events, name="calendar"),
    path("oembed", oembed.oembed, name="oembed"),
    path("oai", oai.oai, name="oai"),
    path("dcat.ttl", dcat.dcat, {"form": "ttl"}, name="dcat"),
    path("dcat.jsonld", dcat.dcat, {"form": "jsonld"}, name="dcat_jsonld"),
    path("dcat.rdf", dcat.dcat, {"form": "rdf"}, name="dcat_rdf"),
    path("api/", reference.reference, name="reference"),
    path("api/v1/bulk/<slug:code>.jsonl.gz", bulk.bulk, name="bulk"),
    path("thu-vien/goi-du-lieu/", packages.packages, name="packages"),
    path("thu-vien/goi-du-lieu/lap/", packages.ask, name="package_ask"),
    path("thu-vien/goi-du-lieu/<int:pk>/tai/", packages.fetch, name="package_fetch"),
    path("thu-vien/goi-du-lieu/<int:pk>/gui/", packages.send, name="package_send"),
]
# Outside of our namespace: the interface looks its own addresses up by the name of its version.
interface = [path("api/v1/", include((patterns, "ninja"), namespace="api-v1"))]
