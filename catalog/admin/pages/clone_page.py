"""A new phone made from another, at the desk."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify

from catalog.history.recorder import EditRecorder
from catalog.models import OldSlug, Phone
from catalog.models.catalogue_change import catalogue_change
from catalog.models.validators import validate_slug
from catalog.models.vocabulary import Act, RelationKind
from catalog.quantities.formatters import label_of_key
from catalog.records.clone import CLONE_KINDS, NOT_CLONED, cloned_content
from catalog.records.record_save import InvalidContent
from catalog.sheet.registry import PHONE_SPECS

from ..forms.source_fields import (
    autocomplete_widget,
    claim_form_field,
    refuse_unverified_source,
    require_quoted_source,
    source_form_field,
)
from ..shared.record_store import save_with_dependents


class CloneForm(forms.Form):
    """What a phone has of its own from the start."""

    name = Phone._meta.get_field("name").formfield()
    announced = Phone._meta.get_field("announced").formfield(
        validators=Phone._meta.get_field("announced").validators, help_text="Empty where it is not known yet."
    )
    slug = forms.SlugField(max_length=120, required=False, help_text="Left empty, it is made from brand and name.")
    quote = claim_form_field("quote")

    def __init__(self, answers, desk, request, original):
        super().__init__(answers, initial={"brand": original.brand_id})
        brand, may = Phone._meta.get_field("brand"), request.user.has_perm
        select = autocomplete_widget(brand, desk.admin_site, may_add=may("catalog.add_brand"), loaded=original.brand)
        source = source_form_field(
            desk.admin_site,
            may_add=may("catalog.add_source"),
            required=False,
            label="Source of these changes",
            help_text="The source of the date and of its relation to the other phone; the next form starts with it.",
        )
        self.fields = {"brand": brand.formfield(widget=select), **self.fields, "source": source}
        self.order_fields(["brand", "name", "announced", "source", "quote", "slug"])

    def clean(self):
        found = super().clean()
        require_quoted_source(self, found)
        refuse_unverified_source(self, found.get("source"))
        brand, name = found.get("brand"), found.get("name")
        if not (brand and name):
            return found
        if Phone.objects.filter(brand=brand, name=name).exists():
            self.add_error("name", f"{brand} has a phone of this name.")
        if "slug" not in self.errors:
            found["slug"] = self.free_slug(found.get("slug") or slugify(f"{brand} {name}"))
        return found

    def free_slug(self, slug):
        try:
            validate_slug(slug)
        except ValidationError:
            self.add_error("slug", "It cannot be made from brand and name: enter one, such as sharp-aquos-r7.")
        if Phone.objects.filter(slug=slug).exists() or OldSlug.objects.filter(slug=slug).exists():
            self.add_error("slug", f"Another phone has or had the address “{slug}”.")
        return slug

    def note(self, faults):
        """Say what the record could not be stored for, each at its field where it has one here."""
        for fault in faults:
            if fault.field in self.fields:
                self.add_error(fault.field, fault.reason)
            else:
                self.add_error(None, f"{fault.field}: {fault.reason}")

    def own(self, kind, original):
        """The content that a phone has of its own that is ``kind`` the ``original``."""
        found = self.cleaned_data
        content = {"phone": found["slug"], "name": found["name"], "brand": found["brand"].slug}
        facts = {kind.value: original.slug}
        if found["announced"]:
            announced = str(found["announced"])
            content["announced"] = announced
            facts["announced"] = announced
        if found["source"]:
            content["claims"] = [self.claim(key, value) for key, value in facts.items()]
        return content

    def claim(self, key, value):
        """The content of a claim of the chosen source."""
        content = {"key": key, "source": self.cleaned_data["source"].slug, "value": value}
        if self.cleaned_data["quote"]:
            content["quote"] = self.cleaned_data["quote"]
        return content


def clone_page(desk, request, original, kind):
    """``kind`` is what the new phone is to the ``original``."""
    form = CloneForm(request.POST or None, desk, request, original)
    if form.is_valid():
        try:
            return redirect_to_clone(request, create_clone(request, original, kind, form), original, form)
        except InvalidContent as refused:
            form.note(refused.faults)
    return render_clone_page(desk, request, original, kind, form)


@catalogue_change()
def create_clone(request, original, kind, form):
    """The new phone: a draft, and in the history."""
    why = f"Cloned from {original.full_name} as its {CLONE_KINDS[kind]}"
    recording = EditRecorder(Act.SAVED, by=request.user, why=why[:300])
    return save_with_dependents(recording, "phone", cloned_content(original, kind, form.own(kind, original)))


def redirect_to_clone(request, phone, original, form):
    """To its form, which begins with the same source."""
    shared = f"with everything it shares with {original.full_name}. Those facts have no source yet."
    messages.success(request, f"{phone.full_name} is a draft now, {shared}")
    source = form.cleaned_data["source"]
    address = reverse("admin:catalog_phone_change", args=[phone.pk])
    if source:
        address = f"{address}?{urlencode({'source': source.pk})}"
    return redirect(address)


def render_clone_page(desk, request, original, kind, form):
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Clone {original.full_name} as its {CLONE_KINDS[kind]}",
        "opts": Phone._meta,
        "phone": original,
        "form": form,
        "is_successor": kind == RelationKind.SUCCESSOR,
        "left_out": omitted_facts(),
        "media": desk.media + form.media,
    }
    return TemplateResponse(request, "admin/catalog/phone/clone.html", context)


def omitted_facts():
    """(labels, why) of what a twin does not take over, those together that have one reason."""
    reasons = {}
    for key, why in NOT_CLONED.items():
        reasons.setdefault(why, []).append(column_label(key))
    return [(", ".join(labels), why) for why, labels in reasons.items()]


def column_label(key):
    spec = PHONE_SPECS.get(key)
    return spec.label if spec else label_of_key(key)
