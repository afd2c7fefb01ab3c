"""What all pages of the desk have in common."""

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.utils import flatten, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import Http404
from django.shortcuts import redirect

from catalog.models import Revision
from catalog.models.vocabulary import Status
from catalog.records.shapes import kind_of_model

from .forms.record_forms import RecordForm
from .forms.sheet_fields import SheetFieldsMixin
from .history.proposal_pages import proposal_panels
from .history.record_text import record_text_links
from .saving.form_page import RecordFormPage, requested_to_field
from .saving.form_submission import FormSubmission
from .saving.list_edits import ListConflict, ListEdits
from .saving.record_lock import revision_state
from .shared.change_recorder import owning_record, record_deletion
from .shared.checked_list import CheckedListMixin
from .shared.number_parameters import parse_key
from .shared.permissions import PUBLISH, is_row_visible

BEFORE_PUBLISHING = (Status.DRAFT, Status.IN_REVIEW)


class RecordAdmin(CheckedListMixin, SheetFieldsMixin, admin.ModelAdmin):
    """A page whose every change is kept in the history and moves the catalogue's stamp, in the same transaction, which
    asks before it saves what looks doubtful, and overwrites nothing that its author has not seen."""

    form = RecordForm
    list_per_page = 50
    this_change = ("why",)
    """What a form asks of the change itself, in its last section."""

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/names.js", "desk/rows.js", "desk/counts.js"]

    # Who may change what

    def may_change_directly(self, request, row):
        """Whether a change is stored at once. What readers see is changed by those who may publish; others fill in the
        same form, and propose by it."""
        return self.has_change_permission(request, row) and self._may_touch(request, row)

    def has_delete_permission(self, request, obj=None):
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def _may_touch(self, request, row):
        return row is None or request.user.has_perm(PUBLISH) or not is_row_visible(row)

    # The form

    def get_fieldsets(self, request, obj=None):
        return [*super().get_fieldsets(request, obj), ("This change", {"fields": self.this_change})]

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name not in flatten(self.this_change)]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            return FormSubmission(self, request, object_id).respond()
        kind, key = self.record_key(object_id)
        seen, has_proposals = revision_state(kind, key) if key else ("", False)
        row = self.requested_row(request, object_id)
        if row is None and object_id is not None:
            return self.redirect_from_missing(request, object_id)
        proposals = []
        if row is not None:
            proposals = proposal_panels(request, owning_record(row), may_have_some=has_proposals)
        return RecordFormPage(self, request, row, seen=seen).response(proposals=proposals)

    def record_key(self, object_id):
        """Kind and key of the record that a page is about: of a camera its phone. The key is None where it is not
        there."""
        kind = kind_of_model(self.model) or "phone"
        try:
            key = object_id and self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            return kind, None
        if key and not kind_of_model(self.model):
            key = self.model.objects.filter(pk=key).values_list("phone", flat=True).first()
        return kind, key or None

    def requested_row(self, request, object_id):
        """What the form is about: None for a new one, and where there is no such row. PermissionDenied for those who
        may not open the form, or not send it."""
        to_field = requested_to_field(request)
        if to_field and not self.to_field_allowed(request, to_field):
            raise DisallowedModelAdminToField(f"The field {to_field} cannot be referenced.")
        if object_id is None:
            row, is_permitted = None, self.has_add_permission(request)
        else:
            row = self.get_object(request, unquote(object_id), to_field)
            is_permitted = self._may_open(request, row)
        if not is_permitted:
            raise PermissionDenied
        return row

    def _may_open(self, request, row):
        if request.method == "POST":
            return self.has_change_permission(request, row)
        return self.has_view_or_change_permission(request, row)

    def redirect_from_missing(self, request, object_id):
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def tools(self, request, record):
        """(words, address) of the links above the form of a record; of a new one where it is None."""
        return record_text_links(request, record)

    def panels(self, request, record):
        """What stands above the form: objects that name their ``template``, which prints them as ``panel``."""
        return []

    def add_saved_messages(self, request, form):
        """Says more of what was saved, where there is more to say of this kind."""

    def history_view(self, request, object_id, extra_context=None):
        """The history of the record; of a camera or a claim, that of its phone."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        record = owning_record(row)
        return redirect("admin:catalog_edit_record", kind_of_model(type(record)), record.pk)

    # The list

    def get_changelist_instance(self, request):
        """What readers see is not changed in a list by those who may only propose."""
        changelist = super().get_changelist_instance(request)
        if not request.user.has_perm(PUBLISH):
            changelist.list_editable = ()
        return changelist

    def changelist_view(self, request, extra_context=None):
        """The list says which changes its author has seen: a later one is not overwritten."""
        if request.method == "POST":
            request.list_edits = ListEdits(request.user, parse_key(request.POST.get("seen", "")) or 0)
        last = Revision.objects.aggregate(key=Max("pk"))["key"] if self.list_editable else None
        try:
            return super().changelist_view(request, {"seen": last or 0, **(extra_context or {})})
        except ListConflict as conflict:
            messages.error(request, str(conflict))
            return redirect(request.get_full_path())

    def save_model(self, request, obj, form, change):
        """Called by Django for a row that was edited in a list; forms are stored by ``FormSubmission``."""
        request.list_edits.store(obj)

    # Deleting

    def delete_model(self, request, obj):
        with record_deletion(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with record_deletion(request, list(queryset)):
            super().delete_queryset(request, queryset)


class PublishableAdmin(RecordAdmin):
    """A page of what has a page of its own on the site once it is published, by those who may."""

    def get_readonly_fields(self, request, obj=None):
        readonly = list(super().get_readonly_fields(request, obj))
        if request.user.has_perm(PUBLISH):
            return readonly
        if obj and obj.status not in BEFORE_PUBLISHING:
            readonly.append("status")
        if hasattr(self.model, "publish_at"):
            readonly.append("publish_at")
        return readonly

    def formfield_for_choice_field(self, db_field, request, **options):
        field = super().formfield_for_choice_field(db_field, request, **options)
        if db_field.name == "status" and not request.user.has_perm(PUBLISH):
            field.choices = [(status.value, status.label) for status in BEFORE_PUBLISHING]
        return field

    def get_view_on_site_url(self, obj=None):
        """Readers see published ones only."""
        return super().get_view_on_site_url(obj) if obj and obj.status == Status.PUBLISHED else None


class EditorialAdmin(PublishableAdmin):
    """A page of what editors write under a title. Each kind says where ``preview`` leads."""

    readonly_fields = ["preview"]
    prepopulated_fields = {"slug": ["title"]}
    list_editable = ["place"]
    list_filter = ["status"]

    def get_queryset(self, request):
        return super().get_queryset(request).in_order()
