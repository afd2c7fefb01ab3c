"""Evidence while typing: one source for all that a form changes."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils import timezone

from catalog.evidence.claimable_facts import fact_label
from catalog.evidence.stored_evidence import SourceEvidence
from catalog.models import Claim, Source

from .record_forms import CameraPageForm, PhoneForm, PrefetchedAutocompleteSelect, RecordForm


def today_iso():
    return timezone.localdate().isoformat()


def claim_form_field(name, **options):
    """A field of a claim that may stay empty, with the column's own bounds."""
    column = Claim._meta.get_field(name)
    return column.formfield(required=False, validators=column.validators, **options)


def require_quoted_source(form, found):
    """Words that are quoted have a source."""
    is_quoted = found.get("quote") or found.get("locator")
    if is_quoted and not found.get("source") and "source" not in form.errors:
        form.add_error("source", "Whose words are these? Choose the source, or clear the quote.")


def refuse_unverified_source(form, source):
    """No fact follows a source that is known to hold wrong records. ``source`` may be None."""
    if source and source.unverified:
        form.add_error("source", "It is known to contain errors: no fact can be based on it.")


class SourcedForm(RecordForm):
    """Asks where its facts come from."""

    source = forms.ModelChoiceField(Source.objects.all(), required=False)
    quote = claim_form_field("quote")
    locator = claim_form_field("locator")
    seen_on = claim_form_field("seen_on", initial=today_iso, help_text="The day you saw it.")

    def clean(self):
        found = super().clean()
        require_quoted_source(self, found)
        refuse_unverified_source(self, found.get("source"))
        return found

    @property
    def evidence(self):
        """What the source of this form says; None where none was chosen."""
        found = {name: self.cleaned_data.get(name) for name in ("source", "quote", "locator", "seen_on")}
        return SourceEvidence(**found) if found["source"] else None


class SourcedPhoneForm(SourcedForm, PhoneForm):
    pass


class SourcedCameraForm(SourcedForm, CameraPageForm):
    pass


def source_form_field(admin_site, *, may_add, **options):
    """A source, found by typing, with the usual + to add one."""
    widget = autocomplete_widget(Claim._meta.get_field("source"), admin_site, may_add=may_add)
    return forms.ModelChoiceField(Source.objects.all(), widget=widget, **options)


def autocomplete_widget(column, admin_site, *, may_add, loaded=None):
    """The widget that the desk's own forms have for a column that names another record."""
    select = PrefetchedAutocompleteSelect(column, admin_site)
    select.loaded = loaded
    return RelatedFieldWidgetWrapper(select, column.remote_field, admin_site, can_add_related=may_add)


class SourcedAdminMixin:
    """A page whose form may name the source of what it changes."""

    this_change = ("source", "quote", "locator", "seen_on", "why")

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        if "source" in form.base_fields:
            form.base_fields["source"] = source_form_field(
                self.admin_site,
                may_add=request.user.has_perm("catalog.add_source"),
                required=False,
                label="Source of these changes",
                help_text="The source of every fact you change now. Left empty, these facts have no source yet.",
                initial=source_from_query(request),
            )
        return form

    def response_change(self, request, obj):
        return keep_source_in_redirect(request, super().response_change(request, obj))

    def response_add(self, request, obj, post_url_continue=None):
        return keep_source_in_redirect(request, super().response_add(request, obj, post_url_continue))


def source_from_query(request):
    """The source that the page before has chosen, as ``?source=`` says."""
    key = request.GET.get("source", "")
    return Source.objects.filter(pk=key).values_list("pk", flat=True).first() if key.isdecimal() else None


def keep_source_in_redirect(request, answer):
    """``answer`` leads on to the form, where it was saved to be edited further, with the source chosen."""
    key = request.POST.get("source", "")
    if "_continue" in request.POST and key.isdecimal() and answer.status_code == 302:
        address = answer["Location"]
        separator = "&" if "?" in address else "?"
        answer["Location"] = f"{address}{separator}source={key}"
    return answer


def contradiction_words(phone, claim):
    said = claim.get_state_display() if claim.value is None else claim.value
    label = fact_label(phone, claim.fact)
    return f"{label}: {claim.source} says otherwise ({said}), and is not followed now."
