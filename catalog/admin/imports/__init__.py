"""Uploads of spreadsheets at the desk."""
