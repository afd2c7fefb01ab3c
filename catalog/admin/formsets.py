"""Rows entered on their phone's page."""

from math import inf

from .row_prefetch import LoadedRows
from .saving.pasted_rows import Growing, Paste, codes_as_rows, memory_as_rows

_OUT_OF_THE_WAY = 10_000


class PlacedFormSet(Growing, LoadedRows):
    """Rows in an order, which after saving stand at 1, 2, 3 … without gaps, as records count on."""

    def save_new(self, form, commit=True):
        form.instance.position = _OUT_OF_THE_WAY + len(self.new_objects)
        return super().save_new(form, commit)

    def save(self, commit=True):
        """Rows that somebody else has added meanwhile keep their place as far as they can."""
        saved = super().save(commit)
        wanted = {form.instance.pk: wanted_place(form) for form in self.forms}
        rows = self.model.objects.filter(**{self.fk.name: self.instance})
        place(sorted(rows, key=lambda row: wanted.get(row.pk, (row.position, True))))
        return saved


def wanted_place(form):
    """Where the editor wants a row. Of two for one place, the one that was moved there stands first."""
    return form.cleaned_data.get("order") or inf, "order" not in form.changed_data


def place(rows):
    """Give saved rows the places 1, 2, 3 … in two steps, as no two may hold one place for a moment."""
    moved = [(number, row) for number, row in enumerate(rows, 1) if row.position != number]
    for offset in (2 * _OUT_OF_THE_WAY, 0):
        for number, row in moved:
            type(row).objects.filter(pk=row.pk).update(position=number + offset)
            row.position = number


class OfCameras:
    """A formset whose forms choose among the phone's cameras, which are fetched once for all such formsets."""

    @property
    def cameras(self):
        if "listed_cameras" not in vars(self.instance):
            self.instance.listed_cameras = list(self.instance.cameras.all()) if self.instance.pk else []
        return self.instance.listed_cameras

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "cameras": self.cameras}


class CameraFormSet(OfCameras, PlacedFormSet):
    pass


class MemoryFormSet(PlacedFormSet):
    paste = Paste("Memory versions, as text", "Such as 12+512GB, 16GB/1TB: a row for each.", memory_as_rows)


class ModelCodeFormSet(PlacedFormSet):
    paste = Paste("Model codes, as text", "Such as SM-S908B, SM-S908U: a row for each.", codes_as_rows)


class ClaimFormSet(OfCameras, LoadedRows):
    pass
