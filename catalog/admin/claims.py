"""Sources and what they say."""

from django.contrib import admin

from catalog.models import Claim, Source

from .forms.record_forms import ClaimPageForm
from .pages.bulk_pages import BulkActionsAdmin
from .record_admin import RecordAdmin
from .shared.permissions import PUBLISH


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "kind", "publisher", "dated_words", "unverified"]
    list_filter = ["kind", "unverified"]
    search_fields = ["title", "slug", "publisher", "url"]

    @admin.display(description="Dated", ordering="dated", empty_value="not known")
    def dated_words(self, source):
        return source.dated and source.dated.words


@admin.register(Claim)
class ClaimAdmin(BulkActionsAdmin, RecordAdmin):
    form = ClaimPageForm
    fields = [
        "phone",
        "camera",
        "row",
        "key",
        "source",
        "state",
        "qualifier",
        "value",
        "accepted",
        "quote",
        "locator",
        "seen_on",
        "notes",
    ]
    autocomplete_fields = ["phone", "camera", "source"]
    list_display = ["key", "phone", "camera", "row", "value", "state", "source", "accepted"]
    list_editable = ["accepted"]
    list_filter = ["accepted", "state", "source__kind"]
    list_select_related = ["phone__brand", "camera", "source"]
    search_fields = ["key", "phone__name", "phone__brand__name", "phone__slug", "source__title", "source__slug"]
    search_help_text = "A key, a phone or a source; more words narrow it down."

    show_full_result_count = False
    bulk_actions = ["accept"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def has_add_permission(self, request):
        """Without the right to publish, claims are entered with their phone, while it is no more than a draft."""
        if not request.user.has_perm(PUBLISH):
            return False
        return super().has_add_permission(request)
