"""Phonesite. Its version is said once, here; CHANGELOG.md says what each brought."""

__version__ = "1.0.0"
