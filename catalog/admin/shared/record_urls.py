"""Addresses of a record at the desk: its form, and the pages of its history."""

from django.urls import NoReverseMatch, reverse


def history_url(name, kind, key, *more):
    return reverse(f"admin:catalog_edit_{name}", args=[kind, key, *more])


def record_page_url(record, kind):
    """The address of a record's own page."""
    try:
        return reverse(f"admin:catalog_{kind}_change", args=[record.pk])
    except NoReverseMatch:
        return reverse("admin:index")


def record_page_link(kind, record):
    """(words, address) of the record's own page; None where it is gone, or has none."""
    try:
        return record and (str(record), reverse(f"admin:catalog_{kind}_change", args=[record.pk]))
    except NoReverseMatch:
        return None
