"""A record as text at the desk: downloaded, pasted or uploaded, and shown beside what is stored before it is saved."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from catalog.history.conflict_choices import PendingChange, base_content
from catalog.history.recorder import latest_revision_number
from catalog.importers.record_download import record_download_json, record_download_yaml
from catalog.importers.record_upload import UploadedRecord, parse_upload_bytes, parse_upload_text, validated_upload
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, kind_of_model
from catalog.records.yaml_tree import Fault

from ..shared.desk_template import render_desk_page
from ..shared.permissions import check_view_permission, has_model_permission
from ..shared.reason_form import ReasonField
from ..shared.record_urls import record_page_url
from .conflict_page import render_conflict_page
from .record_lookup import record_or_404

CONTENT_TYPES = {"yaml": "application/yaml", "json": "application/json"}


class RecordTextForm(forms.Form):
    file = forms.FileField(required=False, label="File", help_text="YAML or JSON. It goes before the text below.")
    text = forms.CharField(
        required=False,
        strip=False,
        label="Or text",
        widget=forms.Textarea(attrs={"class": "vLargeTextField record-text", "rows": 30, "cols": 100, "wrap": "off"}),
    )
    why = ReasonField()

    @property
    def uploaded(self):
        file = self.cleaned_data["file"]
        if file:
            return parse_upload_bytes(file.read())
        return parse_upload_text(self.cleaned_data["text"])


def record_text_links(request, record):
    """Links above the form of a record; of a new one where it is None."""
    kind = record and kind_of_model(type(record))
    if not kind:
        return []
    upload_url = reverse("admin:catalog_proposal_upload", args=[kind, record.pk])
    return [*download_links(kind, record), ("As text", upload_url)]


def download_links(kind, record):
    for ending in CONTENT_TYPES:
        yield ending.upper(), reverse("admin:catalog_proposal_text", args=[kind, record.pk, ending])


def record_download_view(request, kind, key, ending):
    """The record as a file."""
    check_view_permission(request, kind)
    if ending not in CONTENT_TYPES:
        raise Http404
    content = record_content(record_or_404(kind, key))
    if ending == "yaml":
        text = record_download_yaml(kind, content, latest_revision_number(kind, key))
    else:
        text = record_download_json(content)
    response = HttpResponse(text, content_type=f"{CONTENT_TYPES[ending]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{content[kind]}.{ending}"'
    return response


def record_upload_view(request, kind=None, key=None):
    """Asks for a text: of one record, or (without a kind) of any, new or stored."""
    record = permitted_record(request, kind, key)
    if request.method != "POST":
        return render_upload_page(request, record, initial_form(kind, record))
    form = RecordTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_upload_page(request, record, form)
    uploaded = with_kind_checked(form.uploaded, kind)
    record = record or stored_record(uploaded)
    if not uploaded.faults:
        uploaded = validate_upload(request, uploaded, record)
    if uploaded.faults:
        return render_upload_page(request, record, refilled_form(form, uploaded), uploaded)
    return render_conflict_page(request, pending_change(uploaded, record, form.cleaned_data["why"]))


def initial_form(kind, record):
    """The form with the text of the record; empty for a new one."""
    if record is None:
        return RecordTextForm()
    text = record_download_yaml(kind, record_content(record), latest_revision_number(kind, record.pk))
    return RecordTextForm(initial={"text": text})


def permitted_record(request, kind, key):
    if kind is None:
        if not may_upload_some_kind(request.user):
            raise PermissionDenied
        return None
    check_view_permission(request, kind)
    if not has_model_permission(request.user, "change", kind):
        raise PermissionDenied
    return record_or_404(kind, key)


def may_upload_some_kind(user):
    for kind in RECORD_SHAPES:
        if has_model_permission(user, "add", kind) or has_model_permission(user, "change", kind):
            return True
    return False


def with_kind_checked(uploaded, kind):
    """Refused where it is another kind of record than the one whose page it was sent from."""
    if uploaded.faults or kind in (None, uploaded.kind):
        return uploaded
    return UploadedRecord(uploaded.text, faults=(Fault(1, "", f"this is a {uploaded.kind}, and not a {kind}"),))


def stored_record(uploaded):
    """The record of that name, where there is one."""
    if not uploaded.content:
        return None
    return RECORD_SHAPES[uploaded.kind].model.objects.filter(slug=uploaded.content[uploaded.kind]).first()


def validate_upload(request, uploaded, record):
    action = "change" if record else "add"
    if not has_model_permission(request.user, action, uploaded.kind):
        raise PermissionDenied
    return validated_upload(uploaded, record)


def pending_change(uploaded, record, why):
    """What the next page asks to choose between. A text that does not say when it was downloaded is taken for one of
    today."""
    kind = uploaded.kind
    if record is None:
        return PendingChange(kind, None, uploaded.content, base=0, seen=0, act=Act.UPLOADED, why=why)
    seen = latest_revision_number(kind, record.pk)
    base = uploaded.revision
    if not base_content(kind, record.pk, base):
        base = seen
    return PendingChange(kind, record.pk, uploaded.content, base=base, seen=seen, act=Act.UPLOADED, why=why)


def refilled_form(form, uploaded):
    """The same form, with the text of the file in its box."""
    return RecordTextForm(initial={"text": uploaded.text, "why": form.cleaned_data["why"]})


def render_upload_page(request, record, form, uploaded=None):
    heading = "A record as text"
    context = {
        "form": form, "record": None, "uploaded": uploaded, "faults": uploaded.told if uploaded else [],
        "kinds": ", ".join(RECORD_SHAPES), "downloads": [],
    }  # fmt: skip
    if record:
        kind = kind_of_model(type(record))
        heading = f"{record} as text"
        context["record"] = (record, record_page_url(record, kind))
        context["downloads"] = list(download_links(kind, record))
    return render_desk_page(request, "upload", heading, context)
