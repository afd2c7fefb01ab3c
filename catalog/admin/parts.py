"""Brands, chipsets, sensors and networks."""

from django.contrib import admin

from catalog.models import Brand, Chipset, Operator, Sensor
from catalog.models.part_visibility import named_for_readers

from .record_admin import RecordAdmin


class NamedRecordAdmin(RecordAdmin):
    """A page of what readers see once something that is published names it."""

    def get_view_on_site_url(self, obj=None):
        if obj is None or not named_for_readers(self.model).filter(pk=obj.pk).exists():
            return None
        return super().get_view_on_site_url(obj)


@admin.register(Brand)
class BrandAdmin(NamedRecordAdmin):
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["maker"]
    list_display = ["name", "country", "maker"]
    list_filter = ["country"]
    list_select_related = ["maker"]
    search_fields = ["name", "slug", "other_names"]


class PartAdmin(NamedRecordAdmin):
    prepopulated_fields = {"slug": ["maker", "name"]}
    list_display_links = ["name"]
    list_filter = ["maker"]


@admin.register(Chipset)
class ChipsetAdmin(PartAdmin):
    list_display = ["maker", "name", "part_number", "process_nm"]
    search_fields = ["maker", "name", "part_number", "slug"]


@admin.register(Sensor)
class SensorAdmin(PartAdmin):
    list_display = ["maker", "name", "sensor_type", "width_mm", "height_mm", "megapixels"]
    list_filter = ["maker", ("width_mm", admin.EmptyFieldListFilter), "filter_array"]
    search_fields = ["maker", "name", "slug"]


@admin.register(Operator)
class OperatorAdmin(RecordAdmin):
    prepopulated_fields = {"slug": ["name", "country"]}
    list_display = ["name", "country", "confidence"]
    list_filter = ["confidence", "country"]
    search_fields = ["name", "country", "slug"]
