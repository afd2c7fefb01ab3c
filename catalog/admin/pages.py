"""The pages of the desk that belong to no one model."""

from . import bulk, searching, work

PAGES = (
    ("work/examine/", work.examine_page, "examine"),
    ("work/<slug:key>/", work.worklist_page, "worklist"),
    ("bulk/<slug:name>/", bulk.bulk_page, "bulk"),
    ("search/", searching.search_page, "search"),
)
"""(route, view, name) of each."""
