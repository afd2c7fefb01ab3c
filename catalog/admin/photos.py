"""Photos of phones: checked, made smaller, and shown with who took them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.html import format_html, format_html_join

from catalog.models import Photo
from catalog.models.catalogue_change import catalogue_change
from catalog.processes.photo_process import photo_renditions
from catalog.processes.photo_renditions import InvalidPhoto

from .forms.sheet_fields import SheetFieldsMixin
from .shared.change_recorder import update_derived_data
from .shared.checked_list import CheckedListMixin

PHOTO_FOLDER = "photos"


class PhotoForm(forms.ModelForm):
    """``renditions`` are those of a new file; None where the stored file stays."""

    renditions = None

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" not in self.changed_data:
            return file
        file.seek(0)
        try:
            self.renditions = photo_renditions(file.read())
        except InvalidPhoto as fault:
            raise ValidationError(str(fault)) from fault
        file.seek(0)
        return file

    class Meta:
        widgets = {"original": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})}


@admin.register(Photo)
class PhotoAdmin(CheckedListMixin, SheetFieldsMixin, admin.ModelAdmin):
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

    @admin.display(description="As shown on pages")
    def shown(self, photo):
        picture = ""
        if photo.sizes:
            photo.is_signed = True
            picture = format_html('<img src="{}" alt="{}" width="320">', photo.address, photo.words)
        lines = [(rendition_label(row),) for row in photo.sizes]
        return format_html("{}<ul>{}</ul>", picture, format_html_join("", "<li>{}</li>", lines))

    @catalogue_change()
    def save_model(self, request, photo, form, change):
        """Stores the renditions of a new file, and deletes the files that it replaces on commit."""
        before = Photo.objects.filter(pk=photo.pk).first()
        phones = {photo.phone_id}
        if before:
            phones.add(before.phone_id)
        if form.renditions:
            photo.sizes = list(map(store_rendition, form.renditions))
        super().save_model(request, photo, form, change)
        update_derived_data(phones)
        if form.renditions:
            delete_files_on_commit(before)

    @catalogue_change()
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
    """Store the file of a ``Rendition``, unless there is one of that name; returns its row for the database."""
    name = f"{PHOTO_FOLDER}/{picture.name}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(picture.data))
    return picture.as_row()


def delete_files_on_commit(photo):
    """Delete the files of a photo once the transaction is committed, except those that another photo uses."""
    if photo is not None:
        transaction.on_commit(lambda: _delete_files(photo))


def _delete_files(photo):
    if photo.original and not Photo.objects.filter(original=photo.original.name).exists():
        default_storage.delete(photo.original.name)
    names = {row["name"] for row in photo.sizes}
    for name in names - rendition_names():
        default_storage.delete(f"{PHOTO_FOLDER}/{name}")


def rendition_names():
    """The names of the files that any photo in the database is shown as."""
    names = set()
    for sizes in Photo.objects.values_list("sizes", flat=True):
        names.update(row["name"] for row in sizes)
    return names
