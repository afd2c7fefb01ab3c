"""Photos of phones: checked, made smaller, and shown with who took them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.html import format_html, format_html_join

from catalog.models import Photo

from .forms.sheet_fields import SheetFieldsMixin
from .photo_renditions import InvalidPhoto, make_renditions, open_photo
from .shared.change_recorder import update_derived_data

PHOTO_FOLDER = "photos"


class PhotoForm(forms.ModelForm):
    """``image`` is the photograph itself where a new file came; None where the old one stays."""

    image = None

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            file.seek(0)
            try:
                self.image = open_photo(file.read())
            except InvalidPhoto as fault:
                raise ValidationError(str(fault)) from fault
            file.seek(0)
        return file

    class Meta:
        widgets = {"original": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})}


@admin.register(Photo)
class PhotoAdmin(SheetFieldsMixin, admin.ModelAdmin):
    form = PhotoForm
    fields = ["phone", "original", "words", "credit", "licence", "source", "position", "shown"]
    readonly_fields = ["shown"]
    autocomplete_fields = ["phone", "source"]
    list_display = ["words", "phone", "credit", "licence", "added_at"]
    list_select_related = ["phone__brand"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["phone__name", "phone__slug", "phone__brand__name", "words", "credit"]

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("phone__brand", "source")

    @admin.display(description="As pages show it")
    def shown(self, photo):
        picture = ""
        if photo.sizes:
            picture = format_html('<img src="{}" alt="{}" width="320">', photo.address, photo.words)
        lines = [(rendition_label(row),) for row in photo.sizes]
        return format_html("{}<ul>{}</ul>", picture, format_html_join("", "<li>{}</li>", lines))

    @transaction.atomic
    def save_model(self, request, photo, form, change):
        """Makes the sizes for pages; what a new file replaces is thrown away once that is settled."""
        replaced = None
        phones = {photo.phone_id}
        if form.image:
            replaced = Photo.objects.filter(pk=photo.pk).first()
            photo.sizes = [store_rendition(rendition) for rendition in make_renditions(form.image)]
        if replaced:
            phones.add(replaced.phone_id)
        super().save_model(request, photo, form, change)
        update_derived_data(phones)
        delete_files_on_commit(replaced)

    @transaction.atomic
    def delete_model(self, request, photo):
        stored = Photo.objects.get(pk=photo.pk)
        super().delete_model(request, photo)
        update_derived_data({photo.phone_id})
        delete_files_on_commit(stored)

    def delete_queryset(self, request, queryset):
        for photo in queryset:
            self.delete_model(request, photo)


def rendition_label(row):
    """“640 × 480, AVIF, 31 KB”."""
    format_name = row["format"].upper()
    kilobytes = row["bytes"] / 1000
    return f"{row['width']} × {row['height']}, {format_name}, {kilobytes:.0f} KB"


def store_rendition(picture):
    """Its row for the database, once it is among the files. The same picture twice is one file."""
    name = f"{PHOTO_FOLDER}/{picture.name}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(picture.data))
    return picture.as_row()


def delete_files_on_commit(photo):
    """Its files, when the transaction holds, but for pictures that another photo shows too."""
    if photo is not None:
        transaction.on_commit(lambda: _delete_files(photo))


def _delete_files(photo):
    if photo.original and not Photo.objects.filter(original=photo.original.name).exists():
        default_storage.delete(photo.original.name)
    used = set()
    for sizes in Photo.objects.values_list("sizes", flat=True):
        used.update(row["name"] for row in sizes)
    for row in photo.sizes:
        if row["name"] not in used:
            default_storage.delete(f"{PHOTO_FOLDER}/{row['name']}")
