"""A phone's form is shown with all rows at once: one query, where each kind of rows would ask its own."""

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.forms import BaseInlineFormSet
from django.utils.functional import cached_property

from catalog.facts.child_rows import attach_child_rows
from catalog.facts.prefetch import CLAIMS_PREFETCH


class PrefetchedFormSet(BaseInlineFormSet):
    """Shows the rows that came along with the phone, and asks for those that did not."""

    def get_queryset(self):
        name = self.fk.remote_field.get_accessor_name()
        if name not in getattr(self.instance, "_prefetched_objects_cache", ()):
            return super().get_queryset()
        return list(getattr(self.instance, name).all())

    @cached_property
    def empty_form(self):
        """The row that the browser copies: made once, though five parts of a page ask for it."""
        return super().empty_form


class PrefetchedRowsAdmin(admin.ModelAdmin):
    """The page of a phone, which is opened with its rows. What is sent back is asked for anew: others may have changed
    it."""

    def get_object(self, request, object_id, from_field=None):
        phone = super().get_object(request, object_id, from_field)
        if phone and request.method == "GET":
            prefetch_rows(phone)
        return phone


def prefetch_rows(phone):
    """Its rows and claims, each with what it names. Two queries."""
    prefetch_related_objects([phone], CLAIMS_PREFETCH)
    attach_child_rows([phone])
    cameras = {camera.pk: camera for camera in phone.cameras.all()}
    for claim in phone.claims.all():
        claim.camera = cameras.get(claim.camera_id)
