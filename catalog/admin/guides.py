"""Editors' own comparisons."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from catalog.comparison.phone_selection import comparison_path
from catalog.models import Guide, GuidePhone, GuideSource, Phone
from catalog.models.guides import MAX_GUIDE_PHONES, MIN_GUIDE_PHONES
from catalog.quantities.formatters import format_count

from .forms.formsets import OrderedFormSet
from .forms.inlines import OrderedRowsInline
from .record_admin import EditorialAdmin


class GuidePhoneFormSet(OrderedFormSet):
    """Checks the number of phones, and that the baseline is one of them."""

    def clean(self):
        super().clean()
        phones = list(self.chosen_phone_keys())
        if not MIN_GUIDE_PHONES <= len(phones) <= MAX_GUIDE_PHONES:
            raise ValidationError(
                f"A guide compares {MIN_GUIDE_PHONES} to {MAX_GUIDE_PHONES} phones; this one has {len(phones)}."
            )
        baseline = self.instance.baseline_id
        if baseline and baseline not in phones:
            raise ValidationError("The baseline must be one of these phones.")

    def chosen_phone_keys(self):
        """Also of rows that somebody may only look at: those are not sent with the form."""
        for form in self.forms:
            if self._should_delete_form(form):
                continue
            if form.cleaned_data.get("phone"):
                yield form.instance.phone_id


class TabularRowsInline(OrderedRowsInline):
    """Tabular rows; the form of a new guide shows ``open_when_new`` empty ones."""

    template = "admin/edit_inline/tabular.html"
    classes = []
    open_when_new = 1

    def get_extra(self, request, obj=None, **options):
        return 0 if obj else self.open_when_new


class GuidePhoneInline(TabularRowsInline):
    model = GuidePhone
    formset = GuidePhoneFormSet
    fields = ["phone", "order"]
    comes_with = ["guide", "phone__brand"]
    autocomplete_fields = ["phone"]
    open_when_new = MIN_GUIDE_PHONES
    max_num = MAX_GUIDE_PHONES
    verbose_name = "phone"
    verbose_name_plural = f"phones ({MIN_GUIDE_PHONES} to {MAX_GUIDE_PHONES}, in the order of their columns)"


class GuideSourceInline(TabularRowsInline):
    model = GuideSource
    fields = ["source", "order"]
    comes_with = ["guide", "source"]
    autocomplete_fields = ["source"]
    verbose_name = "source"
    verbose_name_plural = "sources of the text"


@admin.register(Guide)
class GuideAdmin(EditorialAdmin):
    fields = ["title", "slug", ("status", "reviewed"), "place", "text", "baseline", "preview"]
    inlines = [GuidePhoneInline, GuideSourceInline]
    autocomplete_fields = ["baseline"]
    list_display = ["title", "status", "place", "reviewed_words"]
    search_fields = ["title", "slug", "text", "phones__phone__name", "phones__phone__slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("baseline__brand")

    @admin.display(description="Reviewed", ordering="reviewed", empty_value="not yet")
    def reviewed_words(self, guide):
        return guide.reviewed and guide.reviewed.words

    @admin.display(description="Preview")
    def preview(self, guide):
        """The comparison of its phones: a draft has no page of its own."""
        slugs = published_slugs(guide) if guide.pk else []
        if len(slugs) < MIN_GUIDE_PHONES:
            return "Once it is saved and two of its phones are published."
        address = reverse("compare", args=[comparison_path(slugs)])
        return format_html('<a href="{}">The comparison as it is now</a>', address)

    def add_saved_messages(self, request, form):
        total = form.instance.phones.count()
        published = len(published_slugs(form.instance))
        if published < total:
            words = f"Saved, but readers see only {published} of its {format_count(total, 'phone')}."
            messages.warning(request, words)


def published_slugs(guide):
    """Of the phones that readers may see, in the guide's order."""
    published = guide.phones.filter(phone__in=Phone.objects.published())
    return list(published.values_list("phone__slug", flat=True))
