"""Edits at the desk: what one act changed, in however many records, and undoing it."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html

from catalog.history.undo import CannotUndo, undo_edit
from catalog.history.undo_steps import later_change_obstacles, undo_steps
from catalog.history.visibility import with_previous_content
from catalog.models import Edit, Revision
from catalog.models.catalogue_change import catalogue_change

from ..shared.change_recorder import update_derived_data
from ..shared.checked_list import CheckedListMixin
from ..shared.desk_template import render_desk_page
from ..shared.permissions import PUBLISH, has_model_permission, may_view
from ..shared.reason_form import ReasonForm
from . import record_history
from .merge_page import merge_page
from .record_history import PER_PAGE, revision_lines

MAX_SEARCH_WORDS = 5
MAX_LISTED_RECORDS = 50
"""Records that are named as changed since; the rest is counted."""


class PersonFilter(admin.RelatedOnlyFieldListFilter):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.title = "person"


@admin.register(Edit)
class EditAdmin(CheckedListMixin, admin.ModelAdmin):
    """Edits are made by what they change, and never changed themselves."""

    list_display = ["at", "by", "act", "why", "what"]
    list_filter = ["act", ("by", PersonFilter)]
    list_select_related = ["by"]
    list_per_page = 50
    search_fields = ["why"]
    search_help_text = "The address of a record, or words of a reason."
    show_full_result_count = False

    def get_queryset(self, request):
        """With how many records each has changed, and the first of them by name."""
        revisions = Revision.objects.filter(edit=OuterRef("pk")).order_by().values("edit")
        count, first = revisions.annotate(n=Count("record", distinct=True)), revisions.annotate(n=Min("slug"))
        edits = super().get_queryset(request)
        return edits.annotate(count=Coalesce(Subquery(count.values("n")), 0), first_slug=Subquery(first.values("n")))

    def get_search_results(self, request, queryset, search_term):
        """Edits of a record whose address has these words, or that were made for such a reason. Joining all revisions
        of all edits would take seconds."""
        words = search_term.split()[:MAX_SEARCH_WORDS]
        for word in words:
            named = Revision.objects.filter(slug__icontains=word).values("edit")
            queryset = queryset.filter(Q(pk__in=named) | Q(why__icontains=word))
        return queryset, False

    @admin.display(description="Records", ordering="count")
    def what(self, edit):
        if edit.count == 0:
            return "none"
        if edit.count == 1:
            return edit.first_slug
        return f"{edit.first_slug} and {edit.count - 1:,} more"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        """Whoever may see phones may see what became of them."""
        return may_view(request.user, "phone")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        record = "record/<slug:kind>/<int:key>/"
        pages = [
            (record, record_history.record_history_page, "record"),
            (f"{record}compare/", record_history.compare_page, "compare"),
            (f"{record}<int:number>/", record_history.restore_version_page, "bring_back"),
            ("<int:number>/undo/", undo_page, "undo"),
            ("merge/<int:key>/", merge_page, "merge"),
        ]
        view = self.admin_site.admin_view
        own = [path(route, view(page), name=f"catalog_edit_{name}") for route, page, name in pages]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        edit = self.get_object(request, unquote(object_id))
        if edit is None:
            raise Http404
        return edit_page(request, edit)


def edit_page(request, edit):
    """All records that one edit changed."""
    page = Paginator(edit.revisions.order_by("kind", "slug", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    found = with_previous_content(page.object_list)
    return render_desk_page(request, "edit", str(edit), {
        "edit": edit, "page": page, "lines": revision_lines(found), "undone_by": edit.undone_by.first(),
        "may_undo": may_undo(request.user, edit),
    })  # fmt: skip


def may_undo(user, edit):
    """Undoing may change what readers see, so it takes who may publish, and change each kind of record in it."""
    if not user.has_perm(PUBLISH):
        return False
    for kind in edit.revisions.order_by().values_list("kind", flat=True).distinct():
        if not has_model_permission(user, "change", kind) or not has_model_permission(user, "delete", kind):
            return False
    return True


def undo_page(request, number):
    """Names what was changed since, asks once more, and undoes the edit."""
    edit = get_object_or_404(Edit.objects.select_related("by"), pk=number)
    if not may_undo(request.user, edit):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    stuck = []
    if form.is_valid():
        stuck = undo_and_report(request, edit, form.cleaned_data["why"])
        if not stuck:
            return redirect(reverse("admin:catalog_edit_change", args=[edit.pk]))
    steps = undo_steps(edit)
    stuck = stuck or later_change_obstacles(steps)
    return render_desk_page(request, "undo", f"Undo: {edit}", {
        "edit": edit, "form": form, "total": len(steps), "stuck": stuck[:MAX_LISTED_RECORDS],
        "unnamed": max(0, len(stuck) - MAX_LISTED_RECORDS), "can_leave_out": len(stuck) < len(steps),
    })  # fmt: skip


def undo_and_report(request, edit, why):
    """Undo an edit; returns the obstacles that prevented it."""
    try:
        with catalogue_change():
            undone = undo_edit(edit, by=request.user, why=why or None, leave_out="leave_out" in request.POST)
            update_derived_data(undone.phones, undone.records)
    except CannotUndo as fault:
        messages.error(request, "Nothing was undone.")
        return fault.stuck
    add_undo_message(request, undone)
    return []


def add_undo_message(request, undone):
    if undone.edit is None:
        messages.warning(request, "There was nothing to undo.")
        return
    link = reverse("admin:catalog_edit_change", args=[undone.edit.pk])
    left = f" {len(undone.left_out)} left as they are." if undone.left_out else ""
    plural = "" if undone.count == 1 else "s"
    words = '{} record{} restored.{} <a href="{}">What was undone</a>'
    messages.success(request, format_html(words, undone.count, plural, left, link))
