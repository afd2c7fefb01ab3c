"""The pages of the desk that belong to no one model."""

from . import admin_search, bulk_pages, worklist_pages

ADMIN_PAGES = (
    ("work/examine/", worklist_pages.examine_page, "examine"),
    ("work/<slug:key>/", worklist_pages.worklist_page, "worklist"),
    ("bulk/<slug:name>/", bulk_pages.bulk_page, "bulk"),
    ("search/", admin_search.search_page, "search"),
)
"""(route, view, name) of each."""
