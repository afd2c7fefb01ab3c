"""Changes to many phones at once: a preview, then all of them in one transaction and one edit."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from catalog.history.recorder import EditRecorder
from catalog.models import Phone
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.worklists.bulk_actions import AcceptClaims
from catalog.worklists.bulk_changes import MOST_RECORDS, PlanChanged, apply_plan, plan_digest, plan_steps

from ..shared.change_recorder import update_derived_data
from ..shared.number_parameters import parse_key
from ..shared.permissions import PUBLISH, has_model_permission, is_row_visible
from .bulk_forms import BULK_ACTIONS, permitted_bulk_actions


def bulk_page(request, name):
    """Asks what the action needs, previews it, and applies it when that is confirmed. The form holds the keys of the
    chosen records."""
    if name not in BULK_ACTIONS:
        raise Http404
    if not has_model_permission(request.user, "change", "phone"):
        raise PermissionDenied
    order = BulkRequest(name, parse_chosen_keys(request.POST))
    if not order.chosen:
        messages.error(request, "Select some first.")
        return redirect(order.bulk.list_address)
    if len(order.chosen) > MOST_RECORDS:
        messages.error(request, f"At most {MOST_RECORDS:,} at once: you selected {len(order.chosen):,}.")
        return redirect(order.bulk.list_address)
    return bulk_response(request, order)


def parse_chosen_keys(data):
    """The keys of the chosen records, each once: from the boxes of a list, or from the form itself."""
    texts = [*data.getlist("_selected_action"), *data.get("chosen", "").split(",")]
    keys = set(map(parse_key, texts))
    return sorted(keys - {None})


@dataclass(frozen=True)
class BulkRequest:
    """An action with the keys of what was chosen for it."""

    name: str
    chosen: list

    @property
    def bulk(self):
        return BULK_ACTIONS[self.name]

    @cached_property
    def phones(self):
        """Keys of the phones that may change."""
        if self.bulk.of == "claim":
            return AcceptClaims(frozenset(self.chosen)).phones()
        return self.chosen

    def form(self, request):
        """The form with its answers; unbound where the action asks something that is not answered yet."""
        answers = request.POST if self.is_answered(request.POST) else None
        return self.bulk.form(answers, user=request.user, phones=self.phones)

    def is_answered(self, data):
        if not self.bulk.asks:
            return True
        return "show" in data or "confirm" in data


def bulk_response(request, order):
    form = order.form(request)
    plan = None
    if form.is_valid():
        action = form.action(order.chosen)
        why = form.cleaned_data["why"]
        if "confirm" in request.POST and apply_bulk_action(request, action, order.phones, why):
            return redirect(order.bulk.list_address)
        plan = BulkPlan(plan_steps(action, order.phones, refusal_checker(request.user)))
    context = {
        **admin.site.each_context(request),
        "title": order.bulk.title,
        "order": order,
        "form": form,
        "media": form.media,
        "plan": plan,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/bulk.html", context)


def refusal_checker(user):
    """A function that says why somebody may not change a phone; empty where they may."""

    def refusal(phone):
        if user.has_perm(PUBLISH) or not is_row_visible(phone):
            return ""
        return "Readers see this phone: changing it requires the right to publish."

    return refusal


@dataclass(frozen=True)
class BulkPlan:
    """The preview of a bulk action, as the page prints it."""

    steps: list

    @property
    def changing(self):
        return [step for step in self.steps if step.changes]

    @property
    def refused(self):
        return [step for step in self.steps if step.refused]

    @property
    def count(self):
        return sum(len(step.changes) for step in self.steps)

    @property
    def seen(self):
        return plan_digest(self.steps)


def apply_bulk_action(request, action, phones, why):
    """Whether the action was applied; False where the phones have changed since the preview."""
    recording = EditRecorder(Act.IN_BULK, by=request.user, why=why or None)
    seen = request.POST.get("seen", "")
    try:
        with catalogue_change():
            list(Phone.objects.select_for_update().filter(pk__in=phones).values_list("pk"))
            changed = apply_plan(action, phones, refusal_checker(request.user), recording=recording, seen=seen)
            update_derived_data(changed)
    except PlanChanged:
        messages.warning(
            request, "Nothing was changed: the phones have changed in the meantime. Look again at what would change."
        )
        return False
    add_bulk_message(request, recording.edit, len(changed))
    return True


def add_bulk_message(request, edit, count):
    if edit is None:
        messages.info(request, "There was nothing to change.")
        return
    words = '{} phone{} changed. <a href="{}">What changed</a>, or <a href="{}">undo it</a>.'
    plural = "" if count == 1 else "s"
    edit_url = reverse("admin:catalog_edit_change", args=[edit.pk])
    undo_url = reverse("admin:catalog_edit_undo", args=[edit.pk])
    messages.success(request, format_html(words, count, plural, edit_url, undo_url))


# On the lists


class BulkActionsAdmin(admin.ModelAdmin):
    """A list whose chosen rows can be changed at once."""

    bulk_actions = ()

    def get_actions(self, request):
        actions = super().get_actions(request)
        titles = dict(permitted_bulk_actions(request.user, self.opts.model_name))
        for key in self.bulk_actions:
            if key in titles:
                name = f"bulk_{key}"
                actions[name] = (open_bulk_page, name, titles[key])
        return actions


def open_bulk_page(desk, request, queryset):
    """The page of the action that was chosen, for the rows that were."""
    name = request.POST["action"].removeprefix("bulk_")
    keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST_RECORDS + 1])
    if len(keys) > MOST_RECORDS:
        messages.error(request, f"At most {MOST_RECORDS:,} at once: filter the list first.")
        return None
    return bulk_response(request, BulkRequest(name, sorted(set(keys))))
