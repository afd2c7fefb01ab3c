"""Readers' reports: a queue beside the facts, each settled with one click."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify

from catalog.evidence.content_evidence import column_of, with_statement
from catalog.evidence.decision import Statement
from catalog.forms.form_fields import ListFormField
from catalog.history.recorder import EditRecorder
from catalog.models import Camera, Claim, Display, Phone, Report, Source
from catalog.models.catalogue_change import catalogue_change
from catalog.models.fields import Listed
from catalog.models.vocabulary import Act, Decision
from catalog.quantities.web_addresses import web_address
from catalog.records.record_save import InvalidContent, save_record, validated_content
from catalog.records.serializer import plain_value, record_content
from catalog.sheet.phone_parts import camera_title
from catalog.sheet.registry import find_spec

from .forms.autocomplete import RecordSelect
from .forms.source_fields import refuse_unverified_source
from .shared.change_recorder import update_derived_data
from .shared.checked_list import CheckedListMixin
from .shared.decision_form import ACCEPT_BUTTON, DECLINE_BUTTON, AnswerToDeclineMixin, note_decision

SETTLED_BUTTON = "_settled"


class ReportDecisionForm(AnswerToDeclineMixin, forms.ModelForm):
    """An editor's decision on a report. ``content`` is the phone's new content, once an acceptance is valid."""

    content = None
    answer_is_missing = "Tell the reader why."
    as_value = forms.CharField(
        max_length=300,
        required=False,
        label="Value to enter",
        help_text="As in a record: 211, IP68, 2022-11; lists by commas.",
    )
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        widget=RecordSelect(Claim._meta.get_field("source"), admin.site),
        help_text="Left empty, the reader’s link becomes a new source.",
    )

    class Meta:
        model = Report
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 3, "cols": 80})}
        help_texts = {"answer": "The reader sees it on the report's own page."}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["as_value"].initial = self.instance.value
        if self.instance.url:
            self.fields["source"].initial = Source.objects.filter(url=self.instance.url).first()

    def clean(self):
        found = super().clean()
        if ACCEPT_BUTTON in self.data:
            refuse_unverified_source(self, found.get("source") or self.fields["source"].initial)
            self.check_acceptance(found)
        return found

    def check_acceptance(self, found):
        if not (found.get("source") or self.instance.url):
            self.add_error("source", "The reader gave no link: name the source, or settle the fact by hand.")
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.content = self.accepted_content(found)
        except ValidationError as fault:
            self.add_error("as_value", fault.messages)
        except InvalidContent as fault:
            self.add_error("as_value", str(fault))

    def accepted_content(self, found):
        """The phone's content with the claim and the fact. The source is stored on the way, in the same transaction."""
        report = self.instance
        number = report.camera.position if report.camera else None
        value = parse_typed_value(column_of(report.key, number), found["as_value"])
        source = found.get("source") or find_or_create_source(report)
        statement = Statement(report.key, source.slug, value, wording={"notes": "Reported by a reader"})
        content = with_statement(record_content(report.phone), statement, camera=number)
        if content is None:
            raise ValidationError("No single field holds this fact: enter it on the phone’s form, and settle by hand.")
        return validated_content("phone", content)


def parse_typed_value(column, text):
    """The typed text as a content value; ValidationError where the column refuses it."""
    if column is None or isinstance(column, ForeignKey):
        return text
    field = ListFormField(of=column.of) if isinstance(column, Listed) else column.formfield()
    return plain_value(field.clean(text))


def find_or_create_source(report):
    """The source with the address of the report's link; created where there is none."""
    known = Source.objects.filter(url=report.url).first()
    return known or Source.objects.create(slug=report_source_slug(report), title=report.url[:300], url=report.url)


def report_source_slug(report):
    """A slug made of the link's host and the report's number; the number makes it unique."""
    host = slugify(urlsplit(report.url).hostname.replace(".", "-"))[:60]
    return f"{host}-report-{report.pk}".strip("-")


@dataclass
class ReportsPanel:
    """The open reports on a phone, above its form."""

    reports: list

    template = "admin/reports_panel.html"


def report_panels(phone):
    """Panels: one, or none where no report on the phone is open."""
    if phone is None:
        return []
    reports = phone.reports.filter(decision=Decision.OPEN).select_related("camera")
    labelled = [(reported_fact_label(report), report) for report in reports]
    if not labelled:
        return []
    return [ReportsPanel(labelled)]


def reported_fact_label(report):
    """“Main camera, f-number”."""
    model = Camera if report.camera else Phone
    spec = find_spec(report.key, model) or find_spec(report.key, Display)
    label = spec.label if spec else report.key
    if report.camera is None:
        return label
    return f"{camera_title(report.camera)}, {label}"


def chosen_decision(data):
    """The decision of the button that was sent; None where no button was."""
    if DECLINE_BUTTON in data:
        return Decision.DECLINED
    if ACCEPT_BUTTON in data or SETTLED_BUTTON in data:
        return Decision.ACCEPTED
    return None


@admin.register(Report)
class ReportAdmin(CheckedListMixin, admin.ModelAdmin):
    """The queue. Reports come from readers: none is added here, and none is taken away."""

    form = ReportDecisionForm
    change_form_template = "admin/report_form.html"
    list_display = ["fact", "phone", "shown", "value", "at", "decision"]
    list_filter = ["decision"]
    list_select_related = ["phone__brand", "camera"]
    list_per_page = 50
    search_fields = ["phone__name", "phone__slug", "key", "value"]
    show_full_result_count = False
    readonly_fields = ["about", "fact", "shown", "value", "why", "link", "at", "decided"]
    fieldsets = [
        (None, {"fields": ["about", "fact", "shown", "value", "why", "link", "at", "decided"]}),
        ("Decide", {"fields": ["as_value", "source", "answer"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("phone__brand", "camera", "decided_by")

    @admin.display(description="Phone")
    def about(self, report):
        address = reverse("admin:catalog_phone_change", args=[report.phone_id])
        return format_html('<a href="{}">{}</a>', address, report.phone)

    @admin.display(description="Fact", ordering="key")
    def fact(self, report):
        return reported_fact_label(report)

    @admin.display(description="Link")
    def link(self, report):
        if web_address(report.url) is None:
            return report.url
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', report.url)

    @admin.display(description="Decided")
    def decided(self, report):
        if not report.decided_at:
            return "Not yet"
        return f"{report.get_decision_display()} on {report.decided_at:%Y-%m-%d} by {report.decided_by or 'somebody'}"

    def changeform_view(self, request, *args, **options):
        """A source that the reader named is stored while the form is checked."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **options)
        with catalogue_change():
            return super().changeform_view(request, *args, **options)

    def save_model(self, request, report, form, change):
        """Accepting stores claim and fact; every decision is told to the reader."""
        if not request.user.has_perm("catalog.publish"):
            raise PermissionDenied
        if form.content:
            self.accept(request, report, form.content)
        decision = chosen_decision(request.POST)
        if decision is not None:
            note_decision(report, decision, request.user)
        super().save_model(request, report, form, change)

    def accept(self, request, report, content):
        why = f"Report {report.pk}: {report.why or report.value}"
        recording = EditRecorder(Act.REPORTED, by=request.user, why=why[:300])
        save_record(recording, "phone", content, report.phone)
        claims = Claim.objects.filter(phone=report.phone, camera=report.camera, key=report.key)
        report.claim = claims.order_by("pk").last()
        update_derived_data({report.phone_id})
        messages.info(request, f"{report.phone} now has this value and cites the source.")
