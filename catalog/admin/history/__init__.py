"""The history of records at the desk: edits, conflicts, proposals, merges, records as text."""
