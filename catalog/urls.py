"""Every address that readers have. Names and paths are promises: see docs/design.md."""

from django.urls import path, register_converter

from catalog.views import (
    abroad,
    catalogue_data,
    changes,
    cited_sources,
    collections,
    compare,
    feeds,
    finder,
    guides,
    health_and_sitemap,
    home,
    lines,
    parts,
    phones,
    photos,
    pictures,
    preview,
    reader_reports,
    real_size,
    reference,
    search,
    security_contact,
    site_pages,
)


class PictureEndingConverter:
    """How a drawing is saved."""

    regex = "svg|png"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(PictureEndingConverter, "picture")

page_patterns = [
    path("", home.home, name="home"),
    path("phones/", finder.phones, name="phones"),
    path("phones/<slug:slug>/", phones.phone, name="phone"),
    path("phones/<slug:slug>/sources/", cited_sources.phone_sources, name="phone_sources"),
    path("phones/<slug:slug>/line/", lines.line, name="line"),
    path("phones/<slug:slug>/abroad/", abroad.phone_abroad, name="abroad"),
    path("phones/<slug:slug>/report/", reader_reports.report, name="report_fact"),
    path(
        "phones/<slug:slug>/picture.png",
        pictures.phone_drawing,
        {"drawing": "picture", "ending": "png"},
        "phone_picture",
    ),
    path("phones/<slug:slug>/line.<picture:ending>", pictures.line_drawing, name="line_drawing"),
    path("phones/<slug:slug>/<slug:drawing>.<picture:ending>", pictures.phone_drawing, name="phone_drawing"),
    path("report/<str:token>/", reader_reports.reported, name="report"),
    path("phones/<slug:slug>/changes/", changes.phone_changes, name="phone_changes"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("preview/<str:token>/report/", preview.report_of_preview, name="report_of_preview"),
    path("compare/", compare.compare_start, name="compare_start"),
    path("compare/<slug:slugs>/", compare.compare, name="compare"),
    path("compare/<slug:slugs>/rows/", compare.compare_rows, name="compare_rows"),
    path("compare/<slug:slugs>/light/", compare.compare_light, name="compare_light"),
    path("compare/<slug:slugs>/real-size/", real_size.real_size, name="real_size"),
    path("compare/<slug:slugs>/sources/", cited_sources.compare_sources, name="compare_sources"),
    path("compare/<slug:slugs>/report/", reader_reports.report_of_several, name="report_of_several"),
    path(
        "compare/<slug:slugs>/picture.png",
        pictures.comparison_drawing,
        {"drawing": "picture", "ending": "png"},
        "compare_picture",
    ),
    path("compare/<slug:slugs>/<slug:drawing>.<picture:ending>", pictures.comparison_drawing, name="compare_drawing"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:slug>/", collections.collection, name="collection"),
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("guides/<slug:slug>/report/", guides.report_of_guide, name="report_of_guide"),
    path("changes/", changes.changes, name="changes"),
    path("brands/", parts.brands, name="brands"),
    path("brands/<slug:slug>/", parts.brand, name="brand"),
    path("chipsets/<slug:slug>/", parts.chipset, name="chipset"),
    path("sensors/", parts.sensors, name="sensors"),
    path("sensors/<slug:slug>/", parts.sensor, name="sensor"),
    path("sensors/<slug:slug>/size.<picture:ending>", pictures.sensor_drawing, name="sensor_drawing"),
    path("search/", search.search, name="search"),
    path("search/suggestions.json", search.suggestions, name="suggestions"),
    path("glossary/", reference.glossary, name="glossary"),
    path("data/", catalogue_data.data, name="data"),
    path("data/api/", catalogue_data.data_api, name="data_api"),
    path("data/sources/", catalogue_data.data_sources, name="data_sources"),
    path("about/", reference.about, name="about"),
    path("imprint/", site_pages.site_page, {"slug": "imprint"}, name="imprint"),
    path("privacy/", site_pages.site_page, {"slug": "privacy"}, name="privacy"),
    path("contact/", site_pages.site_page, {"slug": "contact"}, name="contact"),
    path("pages/<slug:slug>/", site_pages.site_page, name="page"),
]
"""What is printed in the language of the reader: pages, what their scripts ask for, and drawings."""

urlpatterns = [
    path("phones.json", finder.phones_json, name="phones_json"),
    path("phones.csv", finder.phones_csv, name="phones_csv"),
    path("phones/<slug:slug>.json", phones.phone_json, name="phone_json"),
    path("phones/<slug:slug>/abroad.json", abroad.phone_abroad_json, name="abroad_json"),
    path("photos/<str:name>", photos.picture, name="picture"),
    path("compare/<slug:slugs>.json", compare.compare_json, name="compare_json"),
    path("compare/<slug:slugs>.csv", compare.compare_csv, name="compare_csv"),
    path("compare/<slug:slugs>.txt", compare.compare_text, name="compare_text"),
    path("compare/<slug:slugs>.md", compare.compare_markdown, name="compare_markdown"),
    path("feeds/changes.atom", changes.changes_feed, name="changes_feed"),
    path("feeds/phones.atom", changes.phones_feed, name="phones_feed"),
    path("feeds/guides.atom", feeds.guides_feed, name="guides_feed"),
    path("brands/<slug:slug>/feed.atom", feeds.brand_feed, name="brand_feed"),
    path("search/completions.json", search.completions, name="completions"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("data/openapi.json", catalogue_data.openapi, name="openapi"),
    path("data/files/<str:name>", catalogue_data.data_file, name="data_file"),
    path("data/latest/<slug:key>", catalogue_data.latest_data_file, name="latest_data_file"),
    path("data/record.schema.json", catalogue_data.record_schema, name="record_schema"),
    path("healthz", health_and_sitemap.healthz, name="healthz"),
    path("readyz", health_and_sitemap.readyz, name="readyz"),
    path("robots.txt", health_and_sitemap.robots, name="robots"),
    path(".well-known/security.txt", security_contact.security_txt, name="security_txt"),
    path("sitemap.xml", health_and_sitemap.sitemap, name="sitemap"),
    path("sitemaps/<int:number>.xml", health_and_sitemap.sitemap_part, name="sitemap_part"),
]
"""What has no language: data, feeds, photos, and what machines ask for."""
