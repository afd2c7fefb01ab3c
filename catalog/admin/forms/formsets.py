"""Rows entered on their phone's page."""

from math import inf

from catalog.models import Claim

from .pasted_rows import PasteBox, PastedRowsMixin, parse_code_rows, parse_memory_rows
from .row_prefetch import PrefetchedFormSet

_POSITION_OFFSET = 10_000


class OrderedFormSet(PastedRowsMixin, PrefetchedFormSet):
    """Rows in an order, which after saving stand at 1, 2, 3 … without gaps, as records count on."""

    def save_new(self, form, commit=True):
        form.instance.position = _POSITION_OFFSET + len(self.new_objects)
        return super().save_new(form, commit)

    def save(self, commit=True):
        """Rows that somebody else has added meanwhile keep their place as far as they can."""
        saved = super().save(commit)
        wanted = {form.instance.pk: requested_position(form) for form in self.forms}
        rows = self.model.objects.filter(**{self.fk.name: self.instance})
        renumber_rows(sorted(rows, key=lambda row: wanted.get(row.pk, (row.position, True))))
        return saved


def requested_position(form):
    """Where the editor wants a row. Of two for one place, the one that was moved there stands first."""
    return form.cleaned_data.get("order") or inf, "order" not in form.changed_data


def renumber_rows(rows):
    """Give saved rows the places 1, 2, 3 … in two steps, as no two may hold one place for a moment."""
    moved = []
    for number, row in enumerate(rows, 1):
        if row.position != number:
            moved.append((number, row))
    for offset in (2 * _POSITION_OFFSET, 0):
        for number, row in moved:
            type(row).objects.filter(pk=row.pk).update(position=number + offset)
            row.position = number


class CameraChoicesMixin:
    """A formset whose forms choose among the phone's cameras, which are fetched once for all such formsets."""

    @property
    def cameras(self):
        if "listed_cameras" not in vars(self.instance):
            self.instance.listed_cameras = list(self.instance.cameras.all()) if self.instance.pk else []
        return self.instance.listed_cameras

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "cameras": self.cameras}


class CameraFormSet(CameraChoicesMixin, OrderedFormSet):
    pass


class MemoryVersionFormSet(OrderedFormSet):
    paste = PasteBox("Memory versions, as text", "Such as 12+512GB, 16GB/1TB: one row each.", parse_memory_rows)


class ClaimedRowsFormSet(OrderedFormSet):
    """Rows that claims name: claims go along with a row that is renamed, and with one that is deleted."""

    def save(self, commit=True):
        rows = self.model.objects.filter(**{self.fk.name: self.instance})
        old_names = {row.pk: row.row_name for row in rows}
        saved = super().save(commit)
        names = {row.pk: row.row_name for row in rows.all()}
        for key, name in old_names.items():
            if names.get(key) != name:
                move_claims(self.instance, name, names.get(key))
        return saved


def move_claims(phone, old_name, name):
    """Let the claims on a model code or market name it by its new name; None: it is gone, and so are they."""
    claims = Claim.objects.filter(phone=phone, row=old_name)
    if name is None:
        claims.delete()
    else:
        claims.update(row=name)


class ModelCodeFormSet(ClaimedRowsFormSet):
    paste = PasteBox("Model codes, as text", "Such as SM-S908B, SM-S908U: one row each.", parse_code_rows)


class ClaimFormSet(CameraChoicesMixin, PrefetchedFormSet):
    pass
