"""Every address that readers have. Names and paths are promises: see docs/design.md."""

from django.urls import path

from catalog.views import collections, compare, finder, guides, home, lines, machines, parts, phones, reference, search

urlpatterns = [
    path("", home.home, name="home"),
    path("phones/", finder.phones, name="phones"),
    path("phones.json", finder.phones_json, name="phones_json"),
    path("phones.csv", finder.phones_csv, name="phones_csv"),
    path("phones/<slug:slug>/", phones.phone, name="phone"),
    path("phones/<slug:slug>/line/", lines.line, name="line"),
    path("phones/<slug:slug>.json", phones.phone_json, name="phone_json"),
    path("compare/", compare.compare_start, name="compare_start"),
    path("compare/<slug:slugs>/", compare.compare, name="compare"),
    path("compare/<slug:slugs>.json", compare.compare_json, name="compare_json"),
    path("compare/<slug:slugs>.csv", compare.compare_csv, name="compare_csv"),
    path("compare/<slug:slugs>.txt", compare.compare_text, name="compare_text"),
    path("compare/<slug:slugs>.md", compare.compare_markdown, name="compare_markdown"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:slug>/", collections.collection, name="collection"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
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
