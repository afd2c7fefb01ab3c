"""Two phones that are one: the page that merges them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html

from catalog.history.diff import Change, diff_contents
from catalog.history.diff_formatter import ChangeFormatter
from catalog.history.phone_merge import (
    PhoneMergeChoice,
    conflicting_columns,
    merged_phone,
    takes_other_cameras,
)
from catalog.history.phone_merge_save import merge_phones, relation_edges_of_others
from catalog.history.recorder import EditRecorder
from catalog.models import Phone, Relation
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.record_save import InvalidContent
from catalog.records.serializer import record_content
from catalog.records.shapes import PHONE_SHAPE

from ..forms.autocomplete import RecordSelect
from ..shared.change_recorder import update_derived_data
from ..shared.desk_template import render_desk_page
from ..shared.permissions import PUBLISH
from ..shared.reason_form import ReasonForm


class MergeTargetForm(forms.Form):
    """Asks which phone stays."""

    into = forms.ModelChoiceField(
        Phone.objects.named(),
        label="Into",
        help_text="The phone to keep. The other’s address will lead to it.",
        widget=RecordSelect(Relation._meta.get_field("other"), admin.site),
    )

    def __init__(self, *args, other, **options):
        super().__init__(*args, **options)
        self.other = other

    def clean_into(self):
        if self.cleaned_data["into"] == self.other:
            raise forms.ValidationError("A phone cannot be merged into itself.")
        return self.cleaned_data["into"]


def may_merge(user):
    return user.has_perms([PUBLISH, "catalog.change_phone", "catalog.delete_phone"])


def merge_links(request, record):
    """The link above the form of a phone."""
    if record is None or not may_merge(request.user):
        return []
    return [("Merge into another phone", reverse("admin:catalog_edit_merge", args=[record.pk]))]


def merge_page(request, key):
    """Asks for the phone that stays, then shows both fact by fact, what would come of it, and does it when asked to."""
    if not may_merge(request.user):
        raise PermissionDenied
    other = get_object_or_404(Phone.objects.named(), pk=key)
    asked = MergeTargetForm(request.GET if "into" in request.GET else None, other=other)
    if not asked.is_valid():
        return render_desk_page(
            request, "merge_into", f"Merge {other}", {"form": asked, "other": other, "media": asked.media}
        )
    kept = asked.cleaned_data["into"]
    form = ReasonForm(request.POST if request.method == "POST" else None)
    faults = []
    choice = parse_merge_choice(request.POST if request.method == "POST" else request.GET)
    if form.is_valid():
        faults = save_merge(request, kept, other, choice, form.cleaned_data["why"])
        if not faults:
            return redirect("admin:catalog_phone_change", kept.pk)
    context = {"kept": kept, "other": other, "choice": choice, "form": form, "faults": faults}
    return render_desk_page(
        request, "merge", f"Merge {other} into {kept}", context | merge_preview(kept, other, choice)
    )


def parse_merge_choice(data):
    return PhoneMergeChoice(frozenset(data.getlist("take")), data.get("cameras") == "other")


def merge_preview(kept, other, choice):
    """The questions that are open, what would change in the phone that stays, and what would be lost."""
    mine, theirs = record_content(kept), record_content(other)
    result = merged_phone(mine, theirs, choice, relation_edges_of_others(kept, other))
    questions = [Change(PHONE_SHAPE, key, mine[key], theirs[key]) for key in conflicting_columns(mine, theirs)]
    changes = diff_contents("phone", mine, result.content)
    formatter = ChangeFormatter.of([*questions, *changes, *result.lost])
    return {
        "questions": [(one.key, formatter.tell(one), one.key in choice.take) for one in questions],
        "told": list(map(formatter.tell, changes)),
        "lost": list(map(formatter.tell, result.lost)),
        "asks_for_cameras": bool(mine.get("cameras") and theirs.get("cameras")),
        "cameras_of_other": takes_other_cameras(mine, theirs, choice),
        "counts": (len(mine.get("cameras", ())), len(theirs.get("cameras", ()))),
    }


def save_merge(request, kept, other, choice, why):
    """Merge ``other`` into ``kept``; returns the faults that prevented it."""
    name = str(other)
    recording = EditRecorder(Act.MERGED, by=request.user, why=why or None)
    try:
        with catalogue_change():
            update_derived_data(merge_phones(recording, kept, other, choice))
    except InvalidContent as fault:
        return fault.faults
    link = reverse("admin:catalog_edit_change", args=[recording.edit.pk])
    words = '{} was merged into {}. <a href="{}">What changed</a>'
    messages.success(request, format_html(words, name, kept, link))
    return []
