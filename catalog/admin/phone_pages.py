"""Further pages of one phone at the desk, and the links to them above its form."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse

from catalog.exchange.spoken import whole_phone

from .evidence_page import evidence_page


class PhonePages(admin.ModelAdmin):
    """The phones' desk with a page for the evidence of each."""

    def get_urls(self):
        pages = [path("<int:key>/evidence/", self.evidence_view, name="catalog_phone_evidence")]
        for page in pages:
            page.callback = self.admin_site.admin_view(page.callback)
        return [*pages, *super().get_urls()]

    def tools(self, request, record):
        links = super().tools(request, record)
        if record is None:
            return links
        return [*links, ("Evidence", reverse("admin:catalog_phone_evidence", args=[record.pk]))]

    def evidence_view(self, request, key):
        if self.seen(request, key) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        return evidence_page(self, request, whole_phone(key))

    def seen(self, request, key):
        """The phone of that key, for somebody who may see it; None where there is none."""
        phone = self.get_object(request, str(key))
        if not self.has_view_permission(request, phone):
            raise PermissionDenied
        return phone
