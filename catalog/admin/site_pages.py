"""Pages that editors write, with a preview of what is typed before it is saved."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from catalog.finder.index_cache import current_snapshot
from catalog.models import Page, PagePhone, Phone
from catalog.models.site_pages import HOME, MAX_PAGE_PHONES
from catalog.pages.featured_comparison import compared_phones
from catalog.pages.home_page import home_page

from .forms.formsets import OrderedFormSet
from .guides import TabularRowsInline
from .record_admin import EditorialAdmin
from .shared.number_parameters import parse_key


class PagePhoneInline(TabularRowsInline):
    model = PagePhone
    formset = OrderedFormSet
    fields = ["phone", "order"]
    comes_with = ["page", "phone__brand"]
    autocomplete_fields = ["phone"]
    max_num = MAX_PAGE_PHONES
    verbose_name = "phone"
    verbose_name_plural = f"comparison drawn on the page (2 to {MAX_PAGE_PHONES} phones, in the order of their columns)"


@admin.register(Page)
class PageAdmin(EditorialAdmin):
    fields = ["title", "slug", ("status", "in_footer"), "place", "text", "phones_heading", "preview"]
    inlines = [PagePhoneInline]
    list_display = ["title", "address", "status", "in_footer", "place"]
    search_fields = ["title", "slug", "text"]

    def get_urls(self):
        preview = self.admin_site.admin_view(require_POST(self.preview_view))
        return [path("preview/", preview, name="catalog_page_preview"), *super().get_urls()]

    @admin.display(description="Address")
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description="Preview")
    def preview(self, page):
        """Sends the form as it is typed to ``preview_view``, in a window of its own; nothing is saved."""
        return format_html(
            '<button type="submit" class="button" formaction="{}" formtarget="_blank" formnovalidate>'
            "The page with what is typed here</button>",
            f"{reverse('admin:catalog_page_preview')}?page={page.pk or ''}",
        )

    def preview_view(self, request):
        """The page as readers would see it; of the first one with all that stands on it. Who may not change it sees
        what is stored."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "title" in request.POST:
            page, phones = typed_page(request.POST)
        else:
            page = get_object_or_404(Page, pk=parse_key(request.GET.get("page", "")))
            phones = [row.phone.slug for row in page.phones.select_related("phone")]
        chosen = compared_phones(phones, page.phones_heading)
        if page.slug != HOME:
            return render(request, "page.html", {"page": page, "featured": chosen})
        return render(request, "home.html", {"page": page, "home": home_page(chosen, current_snapshot())})


def typed_page(data):
    """(an unsaved ``Page``, the slugs of its phones) of a form that was sent, however incomplete."""
    page = Page(**{name: data.get(name, "") for name in ("title", "text", "phones_heading")})
    page.slug = slugify(data.get("slug", "")) or "preview"
    keys = []
    for number in range(MAX_PAGE_PHONES):
        key = parse_key(data.get(f"phones-{number}-phone", ""))
        if key and not data.get(f"phones-{number}-DELETE"):
            keys.append(key)
    slugs = dict(Phone.objects.filter(pk__in=keys).values_list("pk", "slug"))
    return page, [slugs[key] for key in keys if key in slugs]
