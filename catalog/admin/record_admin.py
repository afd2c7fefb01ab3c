"""What all pages of the desk have in common."""

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten, unquote
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect

from catalog.forms.datalists import DATALISTS
from catalog.history.recorder import EditRecorder
from catalog.models.vocabulary import Act, Status
from catalog.records.shapes import kind_of_model

from .forms.interpreted_input import InterpretedInput
from .forms.record_forms import RecordForm
from .forms.sheet_fields import SheetFieldsMixin
from .history.record_text import record_text_links
from .saving.edit_conflicts import EditConflictMixin
from .saving.plausibility_confirmation import PlausibilityConfirmationMixin
from .shared.change_recorder import (
    dependent_phones,
    note_record_changes,
    owning_record,
    record_contents,
    record_deletion,
    update_derived_data,
)
from .shared.permissions import PUBLISH, is_row_visible

BEFORE_PUBLISHING = (Status.DRAFT, Status.IN_REVIEW)


class RecordAdmin(EditConflictMixin, PlausibilityConfirmationMixin, SheetFieldsMixin, admin.ModelAdmin):
    """A page whose every change is kept in the history and moves the catalogue's stamp, in the same transaction, which
    asks before it saves what looks doubtful, and overwrites nothing that its author has not seen."""

    form = RecordForm
    list_per_page = 50
    this_change = ("why",)
    """What a form asks of the change itself, in its last section."""

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/names.js", "desk/rows.js", "desk/counts.js"]

    def has_change_permission(self, request, obj=None):
        """Whoever may not change what readers see fills in the form all the same, and proposes by it."""
        may_fill_in = getattr(request, "may_propose", False) or self.may_change_directly(request, obj)
        return may_fill_in and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_change_directly(request, obj) and super().has_delete_permission(request, obj)

    def may_change_directly(self, request, row):
        """What readers see is changed by those who may publish."""
        return row is None or request.user.has_perm(PUBLISH) or not is_row_visible(row)

    def get_fieldsets(self, request, obj=None):
        return [*super().get_fieldsets(request, obj), ("This change", {"fields": self.this_change})]

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name not in flatten(self.this_change)]

    def render_change_form(self, request, context, **options):
        record = options.get("obj")
        asked = self.questions(request, context)
        panels = [*asked, *self.together(request, record), *self.panels(request, record)]
        context |= {"tools": self.tools(request, record), "panels": panels, "seen": request.seen}
        context["offered"] = DATALISTS
        return super().render_change_form(request, context, **options)

    def tools(self, request, record):
        """(words, address) of the links above the form of a record; of a new one where it is None."""
        return record_text_links(request, record)

    def panels(self, request, record):
        """What stands above the form: objects that name their ``template``, which prints them as ``panel``."""
        return []

    def history_view(self, request, object_id, extra_context=None):
        """The history of the record; of a camera or a claim, that of its phone."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        record = owning_record(row)
        return redirect("admin:catalog_edit_record", kind_of_model(type(record)), record.pk)

    def save_form(self, request, form, change):
        """Notes the records as they stand before the change, and which phones hang on them."""
        form.stored = [type(form.instance).objects.get(pk=form.instance.pk)] if change else []
        form.hung_on_it = set().union(*map(dependent_phones, form.stored))
        form.befores = record_contents([*form.stored, form.instance])
        return super().save_form(request, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.complete(request, form, formsets)
        recording = EditRecorder(Act.SAVED, by=request.user, why=form.cleaned_data.get("why"))
        afters = record_contents([*form.stored, form.instance])
        self.settle(request, afters)
        note_record_changes(recording, form.befores, afters)
        update_derived_data(form.hung_on_it | dependent_phones(form.instance))
        understood = InterpretedInput(request, form, formsets)
        if understood.parts:
            messages.info(request, str(understood))

    def complete(self, request, form, formsets):
        """Stores what a save brings with it beside its form and rows; called before the change is noted."""

    def delete_model(self, request, obj):
        with record_deletion(request, [obj]):
            super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        with record_deletion(request, list(queryset)):
            super().delete_queryset(request, queryset)


class PublishableAdmin(RecordAdmin):
    """A page of what has a page of its own on the site once it is published, by those who may."""

    def get_readonly_fields(self, request, obj=None):
        shown = super().get_readonly_fields(request, obj)
        if request.user.has_perm(PUBLISH):
            return shown
        decided = ["status"] if obj and obj.status not in BEFORE_PUBLISHING else []
        return [*shown, *decided, *(["publish_at"] if hasattr(self.model, "publish_at") else [])]

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
