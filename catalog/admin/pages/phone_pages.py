"""Further pages of one phone at the desk, and the links to them above its form."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalog.evidence.claimable_facts import whole_phone
from catalog.models import Phone
from catalog.models.previews import Preview, is_previewable
from catalog.models.vocabulary import RelationKind
from catalog.records.clone import CLONE_KINDS

from .clone_page import clone_page
from .completeness import phone_completeness
from .evidence_page import evidence_page


class PhonePagesAdmin(admin.ModelAdmin):
    """The phones' desk with pages for the evidence of each, for its clones, and for its preview; above the form of each
    stands how complete it is."""

    class Media:
        js = ["desk/opens.js"]

    def get_urls(self):
        seen = self.admin_site.admin_view
        return [
            path("<int:key>/evidence/", seen(self.evidence_view), name="catalog_phone_evidence"),
            path("<int:key>/clone/<slug:kind>/", seen(self.clone_view), name="catalog_phone_clone"),
            path("<int:key>/preview/", seen(self.preview_view), name="catalog_phone_preview"),
            *super().get_urls(),
        ]

    def tools(self, request, record):
        links = super().tools(request, record)
        if record is None:
            return links
        return [*links, *self.pages_of(request, record)]

    def panels(self, request, record):
        panels = super().panels(request, record)
        if record is None:
            return panels
        return [phone_completeness(record), *panels]

    def pages_of(self, request, phone):
        """(words, address) of the pages that this person may open."""
        yield "Evidence", reverse("admin:catalog_phone_evidence", args=[phone.pk])
        if self.may_preview(request, phone):
            yield "Preview", reverse("admin:catalog_phone_preview", args=[phone.pk])
        if self.has_add_permission(request):
            for kind, words in CLONE_KINDS.items():
                yield f"Clone as {words}", reverse("admin:catalog_phone_clone", args=[phone.pk, kind.value])

    def evidence_view(self, request, key):
        return self.seen(request, key) or evidence_page(self, request, whole_phone(key))

    def clone_view(self, request, key, kind):
        if kind not in CLONE_KINDS:
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self.seen(request, key) or clone_page(self, request, self.get_object(request, key), RelationKind(kind))

    def preview_view(self, request, key):
        if answer := self.seen(request, key):
            return answer
        phone = self.get_object(request, key)
        if not self.may_preview(request, phone):
            raise PermissionDenied
        return render_preview_page(self, request, phone)

    def may_preview(self, request, phone):
        return self.may_change_directly(request, phone) and is_previewable(phone)

    def seen(self, request, key):
        """The answer to somebody who may not see this phone, or where there is none; None for all others."""
        phone = self.get_object(request, str(key))
        if not self.has_view_permission(request, phone):
            raise PermissionDenied
        if phone is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(key))
        return None


def render_preview_page(desk, request, phone):
    """A new secret address each time; nothing is stored."""
    preview = Preview.of(phone)
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Preview: {phone.full_name}",
        "opts": Phone._meta,
        "phone": phone,
        "until": preview.until,
        "address": f"{settings.SITE_URL}{preview.get_absolute_url()}",
        "path": preview.get_absolute_url(),
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/catalog/phone/preview.html", context)
