"""A record's form with the formsets of its rows: made, checked and shown.

Django's own view does this, stores and answers in one go, without a place between checking and storing.
"""

from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.forms.formsets import all_valid

from catalog.forms.datalists import DATALISTS

from ..forms.interpreted_input import InterpretedInput
from .plausibility_warnings import PlausibilityQuestion
from .source_question import SourceQuestion


class RecordFormPage:
    """``row`` is what the form is about, None for a new one. After a POST the form holds what was sent.

    ``seen`` is the revision that the author of the form began with, as the form itself says it.
    """

    def __init__(self, desk, request, row, *, seen):
        self.desk, self.request, self.row, self.seen = desk, request, row, seen
        self.is_sent = request.method == "POST"
        self.fieldsets = list(desk.get_fieldsets(request, row))
        self.form = self._make_form()
        self.formsets, self.inlines = desk._create_formsets(request, self.form.instance, row is not None)

    def _make_form(self):
        fields = flatten_fieldsets(self.fieldsets)
        form_class = self.desk.get_form(self.request, self.row, change=self.row is not None, fields=fields)
        if self.is_sent:
            return form_class(self.request.POST, self.request.FILES, instance=self.row)
        if self.row is not None:
            return form_class(instance=self.row)
        return form_class(initial=self.desk.get_changeform_initial_data(self.request))

    def is_valid(self):
        """Whether form and rows can be stored; both are checked, so that all faults are shown at once."""
        form_is_valid = self.form.is_valid()
        return all_valid(self.formsets) and form_is_valid

    def response(self, *, warnings=None, refusal=None, proposals=()):
        """The page, with what there is to say above the form: panels, each of which names its ``template``."""
        context = self._context()
        panels = [*proposals, *self.desk.panels(self.request, self.row)]
        if refusal:
            context["errors"].extend(refusal.messages)
            panels.insert(0, refusal)
        if self.is_sent:
            understood = InterpretedInput(self.request, self.form, self.formsets)
            if understood.parts:
                panels.insert(0, understood)
        if warnings:
            warnings.show_at_fields(context)
            panels.insert(0, warnings)
        if self.is_sent:
            panels.append(CarriedAnswers(self.request.POST, asked=warnings))
        context["panels"] = panels
        is_new = self.row is None
        return self.desk.render_change_form(self.request, context, add=is_new, change=not is_new, obj=self.row)

    def _context(self):
        desk, request, row = self.desk, self.request, self.row
        admin_form = self._admin_form()
        inline_formsets = desk.get_inline_formsets(request, self.formsets, self.inlines, row)
        return {
            **desk.admin_site.each_context(request),
            "title": self._title(),
            "subtitle": str(row) if row else None,
            "adminform": admin_form,
            "object_id": str(row.pk) if row else None,
            "original": row,
            "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
            "to_field": requested_to_field(request),
            "media": sum((rows.media for rows in inline_formsets), desk.media + admin_form.media),
            "inline_admin_formsets": inline_formsets,
            "errors": helpers.AdminErrorList(self.form, self.formsets),
            "preserved_filters": desk.get_preserved_filters(request),
            "tools": desk.tools(request, row),
            "seen": self.seen,
            "offered": DATALISTS,
        }

    def _admin_form(self):
        desk, request, row = self.desk, self.request, self.row
        may_change = row is None or desk.has_change_permission(request, row)
        prepopulated = desk.get_prepopulated_fields(request, row) if may_change else {}
        readonly = desk.get_readonly_fields(request, row) if may_change else flatten_fieldsets(self.fieldsets)
        return helpers.AdminForm(self.form, self.fieldsets, prepopulated, readonly, model_admin=desk)

    def _title(self):
        name = self.desk.opts.verbose_name
        if self.row is None:
            return f"Add {name}"
        verb = "Change" if self.desk.has_change_permission(self.request, self.row) else "View"
        return f"{verb} {name}"


class CarriedAnswers:
    """The answers in ``data`` to questions other than the one that is ``asked`` now (None: none is), to be sent along
    with the form: each question is asked once."""

    template = "desk/carried_answers.html"

    def __init__(self, data, *, asked):
        self.pairs = []
        for name in data:
            if _is_answer(name) and not (asked and asked.asks(name)):
                self.pairs.extend((name, value) for value in data.getlist(name))


def _is_answer(name):
    return PlausibilityQuestion.asks(name) or SourceQuestion.asks(name)


def requested_to_field(request):
    """The column by which a page that opened this one as a popup names the record; None where it says nothing."""
    return request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
