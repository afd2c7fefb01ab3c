"""Revisions of records: noted, compared, undone, merged, and shown to readers."""
