"""The pages of the desk that belong to no one model."""

from . import bulk_pages, desk_search, worklist_pages

PAGES = (
    ("work/examine/", worklist_pages.examine_page, "examine"),
    ("work/<slug:key>/", worklist_pages.worklist_page, "worklist"),
    ("bulk/<slug:name>/", bulk_pages.bulk_page, "bulk"),
    ("search/", desk_search.search_page, "search"),
)
"""(route, view, name) of each."""
