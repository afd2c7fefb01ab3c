"""Which tests prove nothing more on another database: those that only need rows to be there."""

WORKED_OUT_IN_PROCESS = {
    "abroad", "active_language", "adapter_keys", "admin_doubts", "admin_entering", "admin_rows", "alphabetical_order",
    "back_outlines", "benches", "bodies", "catalogue_coverage", "cited_sources", "comparison_answers",
    "comparison_page", "comparison_rows", "completeness", "coverage_reached", "desk_budgets", "device_listings",
    "evidence", "evidence_page", "evidence_rule", "evidence_tables", "excluding", "feeds", "filter_column",
    "finder_refusals", "finder_truth", "fingerprints", "frame_languages", "glossary", "guide_records", "guides",
    "headers", "heads", "home", "hreflang", "html", "index_arrays", "labels", "language", "launch_prices", "light",
    "light_answers", "light_page", "line_layout", "lineageos", "lines", "lines_shipped", "links", "listed_words",
    "localised_values", "matching", "name_scripts", "openapi", "own_exports", "page_store", "permission_matrix",
    "phone_opening", "phone_page", "photos", "pictures", "price_differences", "prices", "proof", "publishing",
    "qualifiers", "query_budgets", "query_phrases", "query_values", "read_replica", "real_size", "resembling", "roles",
    "row_claims", "row_coverage", "rows", "script_words", "search", "second_factor", "security_contact",
    "sensor_drawings", "serving", "sheet", "sheet_choices", "sheet_encodings", "sheet_headings",
    "sheet_number_formats", "sheet_wild_cells", "shipped_texts", "signed_out", "site_pages", "sitemap", "slow_finder",
    "sourced", "stated_angles", "structured_data", "suggested_questions", "techapi", "telling", "texts",
    "translated_heads", "translations", "twins", "typed", "typed_over", "undescribed", "unit_choice", "versions",
    "wording", "years", "zooms",
}  # fmt: skip
"""Modules about what is worked out in the process from rows that are the same whatever the database; and about what a
form asks before anything is saved, who may open it, and how it reads what was typed."""
