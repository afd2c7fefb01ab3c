"""A row put into the content of a phone."""
