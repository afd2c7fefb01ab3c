"""Phones and their cameras."""

from django.contrib import admin

from catalog.models import Camera, Phone
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Status

from .forms.form_sections import page_sections
from .forms.formsets import renumber_rows
from .forms.inlines import PHONE_INLINES
from .forms.row_prefetch import PrefetchedRowsAdmin
from .forms.sheet_fieldsets import build_fieldsets, collapsed_fieldset
from .forms.source_fields import SourcedAdminMixin, SourcedCameraForm, SourcedPhoneForm
from .history.merge_page import merge_links
from .pages.bulk_pages import BulkActionsAdmin
from .pages.phone_pages import PhonePagesAdmin
from .record_admin import PublishableAdmin, RecordAdmin
from .reports import report_panels

NAME_FIELDSET = (None, {"fields": ["brand", "name", "slug", "named_by_others"]})
PUBLISHING_FIELDSET = ("Publishing", {"fields": [("status", "publish_at"), "publicly_known", "complete_sections"]})


@admin.register(Phone)
class PhoneAdmin(BulkActionsAdmin, PrefetchedRowsAdmin, PhonePagesAdmin, SourcedAdminMixin, PublishableAdmin):
    form = SourcedPhoneForm
    inlines = PHONE_INLINES
    change_list_template = "desk/phones/list.html"
    fieldsets = build_fieldsets(
        Phone, before=[NAME_FIELDSET, PUBLISHING_FIELDSET], after=[collapsed_fieldset("Words", ["text", "notes"])]
    )
    readonly_fields = ["named_by_others"]
    autocomplete_fields = ["brand", "manufacturer"]
    list_display = ["full_name", "announced_words", "status", "sale_status", "form_factor"]
    list_filter = ["status", "sale_status", "form_factor", ("brand", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "brand__name", "slug", "aliases__name", "model_codes__code"]
    search_help_text = "A name in any script, a model code or an address."
    ordering = ["brand__name", "name"]
    show_full_result_count = False
    bulk_actions = ["cite", "fill", "checked", "brand"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand__maker", "manufacturer")

    def has_delete_permission(self, request, obj=None):
        """A published phone cannot be deleted: its status is changed first."""
        if obj is not None and obj.status == Status.PUBLISHED:
            return False
        return super().has_delete_permission(request, obj)

    def get_search_results(self, request, queryset, search_term):
        return queryset.called(search_term), False

    def panels(self, request, record):
        return [*super().panels(request, record), *report_panels(record)]

    def tools(self, request, record):
        return [*super().tools(request, record), *merge_links(request, record)]

    def render_change_form(self, request, context, **options):
        response = super().render_change_form(request, context, **options)
        sections = page_sections(context["adminform"], context["inline_admin_formsets"])
        response.context_data["sections"] = sections
        return response

    @admin.display(description="Phone", ordering="brand__name")
    def full_name(self, phone):
        return phone.full_name

    @admin.display(description="Announced", ordering="announced", empty_value="not known")
    def announced_words(self, phone):
        return phone.announced and phone.announced.words

    @admin.display(description="Linked from")
    def named_by_others(self, phone):
        """Relations that were entered at the other phone, read from this end."""
        names = []
        if phone.pk:
            relations = phone.relations_back.select_related("phone__brand")
            names = [f"{relation.words_back}: {relation.phone}" for relation in relations]
        return "; ".join(names) or "no other phone"


@admin.register(Camera)
class CameraAdmin(SourcedAdminMixin, RecordAdmin):
    """One camera, found among all; new ones are entered at their phone."""

    form = SourcedCameraForm
    exclude = ["position"]
    readonly_fields = ["phone"]
    autocomplete_fields = ["sensor"]
    fieldsets = build_fieldsets(Camera, before=[(None, {"fields": ["phone", ("facing", "role")]})])
    list_display = ["__str__", "phone", "facing", "megapixels", "sensor", "sensor_type", "focal_length_eq_mm"]
    list_filter = ["facing", "role", ("sensor", admin.EmptyFieldListFilter)]
    list_select_related = ["phone__brand", "sensor"]
    search_fields = ["phone__name", "phone__brand__name", "phone__slug", "sensor__name", "co_branding"]
    ordering = ["phone__slug", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("phone__brand", "sensor")

    def has_add_permission(self, request):
        return False

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        renumber_rows(obj.phone.cameras.all())

    @catalogue_change()
    def delete_queryset(self, request, queryset):
        phones = list(Phone.objects.filter(cameras__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        for phone in phones:
            renumber_rows(phone.cameras.all())
