"""“Something wrong?”: a reader writes what a fact should say; later the same address says what became of it.

No account and no cookie. Robots are kept out by a field that people do not see, by the time it takes to type, by limits
(``report_limits``), and because each form is taken once.
"""

from django import forms
from django.core import signing
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog.comparison.phone_selection import select_phones
from catalog.facts.fact_table import FactTable
from catalog.languages.localised_text import localised
from catalog.models import Camera, Display, Phone, Report
from catalog.models.report_days import forget_days_gone_by
from catalog.sheet.phone_parts import camera_titles
from catalog.sheet.registry import SHEET, find_spec

from .phones import moved_or_404, published_phone
from .report_limits import REPORT_SALT, ReportSender, form_hash, seconds_to_tomorrow

MIN_SECONDS_OPEN = 3
MAX_SECONDS_OPEN = 24 * 60 * 60
"""How long a form stands open before it is sent."""
NO_DISPLAY = gettext_noop("no display listed")


def reportable_facts():
    """(group, [(key, label)]) of every fact that a reader may speak of."""
    groups = []
    for group in SHEET:
        rows = [(spec.key, spec.label) for spec in group.specs if spec.on_page]
        if rows:
            groups.append((group.label, rows))
    return groups


class ReportForm(forms.Form):
    """``website`` is for robots alone; ``opened`` says, signed, when the form was asked for."""

    key = forms.ChoiceField(choices=reportable_facts, label=gettext_lazy("What is wrong"))
    camera = forms.TypedChoiceField(coerce=int, required=False, empty_value=None, label=gettext_lazy("On which camera"))
    value = forms.CharField(max_length=300, label=gettext_lazy("What it should say"))
    why = forms.CharField(max_length=1000, required=False, label=gettext_lazy("How you know"), widget=forms.Textarea)
    url = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("Link to a source"),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))
    opened = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, phone, *args, **options):
        super().__init__(*args, **options)
        self.cameras = list(phone.cameras.all())
        titles = enumerate(map(localised, camera_titles(self.cameras)), 1)
        self.fields["camera"].choices = [("", gettext("Choose a camera")), *titles]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("Leave this field empty. It is there to catch robots."))
        return ""

    def clean_opened(self):
        age = seconds_open(self.cleaned_data["opened"])
        if age is None:
            fault = gettext("This page was open for more than a day. Please send the report again.")
            raise forms.ValidationError(fault)
        if age < MIN_SECONDS_OPEN:
            fault = gettext("That was faster than anyone types. Please wait a moment and send it again.")
            raise forms.ValidationError(fault)
        return age

    def clean(self):
        data = super().clean()
        if find_spec(data.get("key", ""), Camera) is None:
            return {**data, "camera": None}
        if data.get("camera") is None and "camera" not in self.errors:
            self.add_error("camera", gettext("This spec belongs to a camera. Choose which one."))
        return data

    @property
    def chosen_camera(self):
        number = self.cleaned_data["camera"]
        if not number:
            return None
        return self.cameras[number - 1]


@never_cache
@csrf_exempt  # no session, no cookie: nothing is done in anybody's name
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    """The form, filled in from ``?key=`` and ``?camera=``; sent, it leads to the report's own page."""
    phone = published_phone(slug)
    if phone is None:
        return moved_or_404("report_fact", slug, request.META.get("QUERY_STRING"))
    if request.method != "POST":
        initial = {name: request.GET.get(name, "") for name in ("key", "camera")}
        initial["opened"] = signed_opening_time()
        return render_report_form(request, phone, ReportForm(phone, initial=initial))
    form = ReportForm(phone, request.POST)
    if not form.is_valid():
        return render_report_form(request, phone, form, status=400)
    return sent_report_response(request, phone, form)


def sent_report_response(request, phone, form):
    """Stores the report and leads to its page; or says why not. Who clicks twice gets the report that the first click
    has made."""
    forget_days_gone_by()
    written = written_report(phone, form)
    before = Report.objects.filter(from_form=written.from_form).first()
    if before is None:
        now = timezone.now()
        sender = ReportSender.of(request, now)
        if refusal := sender.refusal(now):
            form.add_error(None, refusal)
            response = render_report_form(request, phone, form, status=429)
            response["Retry-After"] = seconds_to_tomorrow(now)
            return response
        written.from_whom, written.from_network = sender.address_hash, sender.network_hash
        before = stored_or_first(written)
    if is_same_report(before, written):
        return redirect(before)
    form.add_error(None, gettext("This form was sent before, with something else in it. Send it again to report both."))
    return render_report_form(request, phone, form, status=409, is_spent=True)


def stored_or_first(written):
    """The report, stored; where the same form comes twice at a time, the one that was first."""
    try:
        with transaction.atomic():
            written.save()
    except IntegrityError:
        return Report.objects.get(from_form=written.from_form)
    return written


def is_same_report(one, other):
    names = ("phone_id", "camera_id", "key", "value", "why", "url")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def render_report_form(request, phone, form, status=200, *, is_spent=False):
    """What was typed stays; whoever was too fast or too slow may send the form again as it is. A form that ``is_spent``
    or too old gets a new time."""
    opened = form["opened"].value()
    if is_spent or seconds_open(opened) is None:
        opened = signed_opening_time()
    context = {"phone": phone, "form": form, "opened": opened, "groups": reportable_facts()}
    return render(request, "report.html", context, status=status)


def signed_opening_time():
    return signing.dumps(timezone.now().timestamp(), salt=REPORT_SALT)


def seconds_open(opened):
    """For how many seconds a form has been open; None where it is too old, or none of ours."""
    try:
        age = timezone.now().timestamp() - signing.loads(opened or "", salt=REPORT_SALT)
    except signing.BadSignature:
        return None
    if age > MAX_SECONDS_OPEN:
        return None
    return age


def written_report(phone, form):
    """The report as it was typed, not stored yet, without its sender."""
    given = form.cleaned_data
    return Report(
        phone=phone,
        camera=form.chosen_camera,
        key=given["key"],
        shown=shown_text(phone, given["key"], form.chosen_camera)[:500],
        value=given["value"],
        why=given["why"] or None,
        url=given["url"] or None,
        from_form=form_hash(form["opened"].value()),
    )


def shown_text(phone, key, camera=None):
    """What the phone's page says of a fact now, in English; of each of its displays where it is a fact of displays."""
    table = FactTable([phone])
    if spec := find_spec(key, Display):
        texts = [table.cell(spec, display).text for display in phone.displays.all()]
        return " / ".join(texts) or NO_DISPLAY
    if camera:
        return table.cell(find_spec(key, Camera), camera).text
    return table.cell(find_spec(key, Phone), phone).text


@never_cache
@require_safe
def reported(request, token):
    """What became of a report; found by whoever has its address, and by no search engine."""
    found = get_object_or_404(Report.objects.select_related("phone__brand", "camera"), token=token)
    model = Camera if found.camera else Phone
    spec = find_spec(found.key, model) or find_spec(found.key, Display)
    is_public = Phone.objects.published().filter(pk=found.phone_id).exists()
    return render(request, "reported.html", {"report": found, "spec": spec, "public": is_public})


@never_cache
@require_safe
def report_of_several(request, slugs):
    """From a comparison: about which of its phones?"""
    choice = select_phones(slugs)
    back = (reverse("compare", args=[choice.path]), gettext_noop("The comparison")) if choice.phones else None
    return render_report_choice(request, choice, back)


def render_report_choice(request, choice, back):
    """A link to the form of each phone, with what the address asks; ``back`` is (address, English words) of the page
    before."""
    query = request.META.get("QUERY_STRING", "")
    spec = spec_in_words(request.GET.get("key", ""))
    context = {"choice": choice, "back": back, "spec": spec, "query": f"?{query}" if query else ""}
    return render(request, "report_of_several.html", context)


def spec_in_words(key):
    """The row of that key, of whatever it is; None where there is none."""
    return find_spec(key) or find_spec(key, Camera) or find_spec(key, Display)
