"""Every address that readers have. Names and paths are promises: see docs/design.md."""

from django.urls import path

from catalog.views import collections, compare, finder, home, machines, parts, phones, real_size, reference, search

urlpatterns = [
    path("", home.home, name="home"),
    path("phones/", finder.phones, name="phones"),
    path("phones.json", finder.phones_json, name="phones_json"),
    path("phones.csv", finder.phones_csv, name="phones_csv"),
    path("phones/<slug:slug>/", phones.phone, name="phone"),
    path("phones/<slug:slug>.json", phones.phone_json, name="phone_json"),
    path("compare/", compare.compare_start, name="compare_start"),
    path("compare/<slug:slugs>/", compare.compare, name="compare"),
    path("compare/<slug:slugs>/real-size/", real_size.real_size, name="real_size"),
    path("compare/<slug:slugs>.json", compare.compare_json, name="compare_json"),
    path("compare/<slug:slugs>.csv", compare.compare_csv, name="compare_csv"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:slug>/", collections.collection, name="collection"),
    path("brands/", parts.brands, name="brands"),
    path("brands/<slug:slug>/", parts.brand, name="brand"),
    path("chipsets/<slug:slug>/", parts.chipset, name="chipset"),
    path("sensors/", parts.sensors, name="sensors"),
    path("sensors/<slug:slug>/", parts.sensor, name="sensor"),
    path("search/", search.search, name="search"),
    path("search/suggestions.json", search.suggestions, name="suggestions"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("glossary/", reference.glossary, name="glossary"),
    path("data/", reference.data, name="data"),
    path("data/record.schema.json", reference.record_schema, name="record_schema"),
    path("about/", reference.about, name="about"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
