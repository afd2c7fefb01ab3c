"""Backups of the whole site: made, checked, kept, and restored."""
