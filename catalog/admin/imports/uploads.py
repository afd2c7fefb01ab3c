"""Spreadsheet imports at the desk: upload, choice of columns for headings, preview, import."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from catalog.importers.spreadsheets import spreadsheet_templates
from catalog.importers.spreadsheets.columns.headings import match_headings, store_heading_keys
from catalog.importers.spreadsheets.files.tables import UnclearReading, UnreadableSpreadsheet
from catalog.importers.spreadsheets.spreadsheet_report import SpreadsheetReportWriter
from catalog.models import Heading, Upload
from catalog.quantities.formatters import format_count

from ..forms.autocomplete import RecordSelectMixin
from ..shared.checked_list import CheckedListMixin
from .dry_run import MAX_ROWS, AlreadyImported, ImportDryRun, UploadChoices, import_upload, upload_reading, upload_table
from .upload_forms import HeadingsForm, ReadingForm, UploadForm

ROWS_PER_PAGE = 50


def asks_how_to_read(view):
    """Where the file of an upload cannot be read as it was said to be, the page that asks about it comes first."""

    @wraps(view)
    def wrapped(admin_page, request, *args, **options):
        try:
            return view(admin_page, request, *args, **options)
        except UnreadableSpreadsheet as fault:
            if not isinstance(fault, UnclearReading):
                messages.error(request, str(fault))
            number, *_ = (*args, *options.values())
            return redirect("admin:catalog_upload_reading", number)

    return wrapped


@admin.register(Upload)
class UploadAdmin(CheckedListMixin, RecordSelectMixin, admin.ModelAdmin):
    """Uploaded spreadsheets. The change page of an upload is the preview of its import."""

    form = UploadForm
    add_form_template = "desk/sheets/add.html"
    autocomplete_fields = ["source"]
    list_display = ["name", "by", "at", "source", "done_at"]
    list_select_related = ["by", "source"]
    date_hierarchy = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("file")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("catalog.publish")

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission

    def has_module_permission(self, request):
        return request.user.has_perm("catalog.publish")

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("template.<str:form>", view(require_safe(self.template)), name="catalog_upload_template"),
            path("<int:number>/reading/", view(self.reading), name="catalog_upload_reading"),
            path("<int:number>/rows/", view(require_POST(self.leave_out)), name="catalog_upload_rows"),
            path("<int:number>/headings/", view(self.headings), name="catalog_upload_headings"),
            path("<int:number>/report/", view(require_safe(self.report)), name="catalog_upload_report"),
            path("<int:number>/import/", view(require_POST(self.bring_in)), name="catalog_upload_import"),
        ]
        return own + super().get_urls()

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)

    def add_view(self, request, form_url="", extra_context=None):
        words = {"title": "Import a spreadsheet", "show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**(extra_context or {}), **words})

    def log_addition(self, request, obj, message):
        """No log entry: the import has one in the history."""

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:catalog_upload_change", obj.pk)

    def template(self, request, form):
        """A file to start from: ``csv`` or ``xlsx``."""
        self.allowed(request)
        kinds = {
            "csv": (spreadsheet_templates.csv_template, "text/csv; charset=utf-8"),
            "xlsx": (
                spreadsheet_templates.xlsx_template,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        }
        if form not in kinds:
            return HttpResponse("No such template.", status=404, content_type="text/plain; charset=utf-8")
        make, kind = kinds[form]
        return _download_response(make(), kind, f"phones.{form}")

    def allowed(self, request, number=None):
        """The upload of that number, if any is given; PermissionDenied for users who may not import."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if number is None:
            return None
        if not str(number).isdecimal():
            raise Http404
        return get_object_or_404(Upload.objects.select_related("source", "by"), pk=number)

    @asks_how_to_read
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The preview of the import, paginated; for an imported or too large upload, a page that says so."""
        upload = self.allowed(request, object_id)
        trial = ImportDryRun(upload, UploadChoices.of(request.GET))
        if trial.asks_about_headings:
            return redirect("admin:catalog_upload_headings", upload.pk)
        if upload.done_at or trial.is_large:
            return self.page(request, "desk/sheets/closed.html", upload, trial=trial, most=MAX_ROWS)
        show = request.GET.get("show", "")
        rows = trial.rows_with(show)
        page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        shown = {"show": show, "states": trial.states, "page": page, "number": len(rows)}
        return self.page(request, "desk/sheets/preview.html", upload, trial=trial, **shown)

    def page(self, request, template, upload, **context):
        title = f"Import {upload.name}"
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "upload": upload,
            **context,
        }
        return TemplateResponse(request, template, context)

    def reading(self, request, number):
        """Asks in which encoding the file is, and in which line its headings are."""
        upload = self.allowed(request, number)
        try:
            line = upload_table(upload).heading_line
        except UnreadableSpreadsheet:
            line = None
        form = ReadingForm(
            request.POST or None, data=bytes(upload.file), reading=upload_reading(upload), heading_line=line
        )
        if request.method == "POST" and form.is_valid():
            upload.choices |= form.cleaned_data
            upload.save(update_fields=["choices"])
            return redirect("admin:catalog_upload_change", upload.pk)
        return self.page(request, "desk/sheets/reading.html", upload, form=form)

    def leave_out(self, request, number):
        """Leaves out the ticked rows of those that were shown, and takes the others of them again."""
        upload = self.allowed(request, number)
        choices = UploadChoices.of(request.POST)
        ticked = _lines(request, "line")
        if "all_refused" in request.POST:
            trial = ImportDryRun(upload, choices)
            ticked |= {row.line for row in trial.rows_with("refused")}
        left_out = set(upload.choices.get("left_out", ())) - _lines(request, "shown") | ticked
        upload.choices["left_out"] = sorted(left_out)
        upload.save(update_fields=["choices"])
        return redirect(f"{reverse('admin:catalog_upload_change', args=[number])}?{choices.query}")

    @asks_how_to_read
    def headings(self, request, number):
        """Asks for the columns of unknown headings, and stores the answers for later uploads."""
        upload = self.allowed(request, number)
        table = upload_table(upload)
        found = match_headings(table.headings, upload.columns)
        form = HeadingsForm(request.POST or None, headings=_headings_to_ask(found), found=found)
        if request.method == "POST" and form.is_valid():
            upload.columns |= form.heading_keys
            upload.save(update_fields=["columns"])
            store_heading_keys(form.heading_keys)
            return redirect("admin:catalog_upload_change", upload.pk)
        return self.page(request, "desk/sheets/headings.html", upload, form=form, faults=found.faults)

    @asks_how_to_read
    def report(self, request, number):
        """The outcome of every cell, as CSV."""
        trial = ImportDryRun(self.allowed(request, number), UploadChoices.of(request.GET))
        response = _download_response("\ufeff", "text/csv; charset=utf-8", f"report-{number}.csv")
        writer = SpreadsheetReportWriter(response)
        if trial.is_large:
            return response
        for row in trial.result.rows:
            writer.row(row)
        return response

    @asks_how_to_read
    def bring_in(self, request, number):
        upload = self.allowed(request, number)
        choices = UploadChoices.of(request.POST)
        back = f"{reverse('admin:catalog_upload_change', args=[number])}?{choices.query}"
        try:
            result = import_upload(upload, request.user, choices, expected=request.POST.get("seen"))
        except AlreadyImported:
            messages.error(request, "This spreadsheet has already been imported.")
            return redirect(back)
        if result.stored:
            messages.success(request, f"Imported. {result}")
            return redirect("admin:catalog_upload_changelist")
        messages.warning(request, _not_imported_reason(result))
        return redirect(back)


def _lines(request, name):
    return {int(text) for text in request.POST.getlist(name) if text.isdecimal()}


def _headings_to_ask(found):
    """Unknown headings; all of them where some contradict each other."""
    headings = list(found.unknown)
    if found.faults:
        headings.extend(filter(None, found.texts))
    return list(dict.fromkeys(headings))


def _not_imported_reason(result):
    if result.faults:
        verb = "is" if result.faults == 1 else "are"
        return f"Nothing was imported: {format_count(result.faults, 'cell')} {verb} refused."
    return "Nothing was imported: the catalogue has changed in the meantime. This is what the import would do now."


def _download_response(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@admin.register(Heading)
class HeadingAdmin(CheckedListMixin, admin.ModelAdmin):
    """What editors have said that headings mean; a row that is deleted is asked anew."""

    list_display = ["text", "meaning"]
    search_fields = ["text", "key"]

    @admin.display(description="Means", ordering="key")
    def meaning(self, heading):
        return heading.key or "left out"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("catalog.publish")

    has_delete_permission = has_view_permission
    has_module_permission = UploadAdmin.has_module_permission

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
