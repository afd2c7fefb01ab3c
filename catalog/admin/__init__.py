"""The editors' desk: Django's admin, with labels, units and help from the sheet."""

from django.conf import settings
from django.contrib import admin

from . import claims, collections, guides, parts, people, phones, photos, reports, site_pages
from .history import edit_pages, proposal_pages
from .imports import uploads

__all__ = [
    "claims",
    "collections",
    "edit_pages",
    "guides",
    "parts",
    "people",
    "phones",
    "photos",
    "proposal_pages",
    "reports",
    "site_pages",
    "uploads",
]

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "Editors' desk"
