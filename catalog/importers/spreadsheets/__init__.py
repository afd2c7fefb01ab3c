"""Spreadsheets into the catalogue: file → cells → what each means → phones (docs/importing.md)."""
