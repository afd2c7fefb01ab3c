"""Questions that are published under a title."""

import re
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from catalog.finder.finder_result import find_phones
from catalog.models import Collection
from catalog.models.collections import MAX_QUERY_LENGTH
from catalog.sheet.query_validators import MAX_PARAMETERS

from .forms.record_forms import RecordForm
from .record_admin import EditorialAdmin

MAX_ADDRESS_LENGTH = 2 * MAX_QUERY_LENGTH


class QueryFormField(forms.CharField):
    """A finder's query string, or the address of its page from the address bar. Cleaned, it is the query string."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 100})

    def to_python(self, value):
        text = "".join(super().to_python(value).split("\n")).strip()
        if not re.match(r"(https?:/)?/", text, re.IGNORECASE):
            return text.removeprefix("?").partition("#")[0]
        path, query = _path_and_query(text)
        if path.rstrip("/").removesuffix(".json").removesuffix(".csv") != reverse("phones").rstrip("/"):
            raise ValidationError(f"This is not an address of the finder, which is at {reverse('phones')}.")
        return query


def _path_and_query(address):
    try:
        parts = urlsplit(address)
    except ValueError as fault:
        raise ValidationError("This address cannot be read.") from fault
    return parts.path, parts.query


class CollectionForm(RecordForm):
    """``finding`` is what the question finds, once it has been read."""

    finding = None
    query = QueryFormField(
        label="Question",
        max_length=MAX_ADDRESS_LENGTH,
        help_text="Search in the finder and copy the address of the page here. Page numbers are ignored.",
    )

    def clean_query(self):
        """As the finder itself writes it; every fault that it finds is named."""
        query = self.cleaned_data["query"]
        if query.count("&") >= MAX_PARAMETERS:
            raise ValidationError(f"At most {MAX_PARAMETERS} parameters.")
        self.finding = find_phones(QueryDict(query))
        asked = self.finding.asked
        if asked.faults:
            raise ValidationError([f"{name}: {' '.join(messages)}" for name, messages in asked.faults.items()])
        canonical = asked.url(more="")
        if not canonical:
            raise ValidationError("This search has no conditions: all phones would be shown.")
        if len(canonical) > MAX_QUERY_LENGTH:
            raise ValidationError(f"This search is too long: at most {MAX_QUERY_LENGTH} characters.")
        return canonical


@admin.register(Collection)
class CollectionAdmin(EditorialAdmin):
    form = CollectionForm
    fields = ["title", "slug", "status", "place", "text", "query", "preview"]
    list_display = ["title", "status", "place", "query"]
    search_fields = ["title", "slug", "text", "query"]

    @admin.display(description="Preview")
    def preview(self, collection):
        """The question in the finder: a draft has no page of its own."""
        if not collection.pk:
            return "Once it is saved."
        address = f"{reverse('phones')}?{collection.query}"
        return format_html('<a href="{}">What the finder finds now</a>', address)

    def add_saved_messages(self, request, form):
        if form.finding:
            found = form.finding.found
            messages.info(request, f"The search finds {found.total} now, and {found.maybe_total} more may match.")
