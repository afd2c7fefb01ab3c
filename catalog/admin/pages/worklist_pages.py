"""The desk's first screen and its worklists: what there is to do, how much of it, and where."""

from dataclasses import dataclass, field

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Brand, Phone, Proposal, Report
from catalog.models.vocabulary import Decision, Status
from catalog.quantities.formatters import format_count
from catalog.worklists.definitions import EVIDENCE, WORKLISTS, WORKLISTS_BY_KEY, worklist_counts
from catalog.worklists.task_store import examine_waiting_phones, unexamined_phones

from ..shared.number_parameters import parse_key
from ..shared.permissions import has_model_permission, may_view
from .admin_search import normalise_search_text
from .bulk_forms import permitted_bulk_actions

PER_PAGE = 50
MAX_FACTS_PER_PHONE = 12
"""Of one phone on a list; the rest is counted."""
EXAMINE_BATCH_SIZE = 1000


# The first screen


@dataclass(frozen=True)
class DashboardEntry:
    """A worklist on the first screen."""

    title: str
    sentence: str
    count: int
    address: str


def dashboard_context(request):
    """What stands above the usual list of models: waiting decisions, then the worklists."""
    if not may_view(request.user, "phone"):
        return {"worklists": []}
    return {
        "worklists": [("Waiting for someone", waiting_entries(request)), ("In the catalogue", worklist_entries())],
        "unexamined": unexamined_phones().count(),
        "may_examine": has_model_permission(request.user, "change", "phone"),
    }


def worklist_entries():
    counts = worklist_counts()
    entries = []
    for worklist in WORKLISTS:
        address = reverse("admin:worklist", args=[worklist.key])
        entries.append(DashboardEntry(worklist.title, worklist.sentence, counts[worklist.key], address))
    return entries


def waiting_entries(request):
    """What people handed in, and phones on their way to readers; only where there is a page to decide on it."""
    statuses = dict(Phone.objects.order_by().values_list("status").annotate(Count("pk")))
    phones = reverse("admin:catalog_phone_changelist")
    entries = [
        *open_decision_entries(
            request, Report, "Readers' reports", "What readers wrote about a value. Accept, settle or decline."
        ),
        *open_decision_entries(
            request, Proposal, "Proposals", "Changes proposed by people without the right to publish."
        ),
    ]
    for status, sentence in (
        (Status.IN_REVIEW, "Phones to be reviewed before they are published."),
        (Status.DRAFT, "Phones that are still being entered."),
    ):
        address = f"{phones}?status__exact={status.value}"
        entries.append(
            DashboardEntry(f"Phones: {status.label.lower()}", sentence, statuses.get(status.value, 0), address)
        )
    return entries


def open_decision_entries(request, model, title, sentence):
    desk = admin.site._registry.get(model)
    if desk is None or not desk.has_view_permission(request):
        return []
    address = reverse(f"admin:catalog_{model._meta.model_name}_changelist")
    count = desk.get_queryset(request).filter(decision=Decision.OPEN).count()
    return [DashboardEntry(title, sentence, count, f"{address}?decision__exact={Decision.OPEN.value}")]


@require_POST
def examine_page(request):
    """Examines phones that a large change has left unexamined, some at a time."""
    if not has_model_permission(request.user, "change", "phone"):
        raise PermissionDenied
    count = examine_waiting_phones(most=EXAMINE_BATCH_SIZE)
    messages.success(request, f"{format_count(count, 'phone')} examined.")
    return redirect("admin:index")


# One worklist


@dataclass(frozen=True)
class WorklistLine:
    """A phone on a list: (words, address) of each thing to do there, and how many are left out."""

    phone: Phone
    address: str
    facts: list = field(default_factory=list)
    more: int = 0


@require_safe
def worklist_page(request, key):
    """The phones on one list, narrowed by brand and by words."""
    if not may_view(request.user, "phone"):
        raise PermissionDenied
    worklist = WORKLISTS_BY_KEY.get(key)
    if worklist is None:
        raise Http404
    asked = {
        "brand": parse_key(request.GET.get("brand", "")),
        "q": normalise_search_text(request.GET.get("q", "")),
    }
    page = Paginator(worklist_phone_keys(worklist, **asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": worklist.title,
        "worklist": worklist,
        "page": page,
        "lines": worklist_lines(worklist, page.object_list),
        "brands": Brand.objects.order_by("name"),
        "asked": asked,
        "query": filter_query_string(asked),
        "actions": permitted_bulk_actions(request.user),
        "preferred": worklist.actions,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/worklist.html", context)


def filter_query_string(asked):
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    return query.urlencode()


def worklist_phone_keys(worklist, *, brand=None, q=""):
    """The keys of its phones in order, narrowed. Two queries."""
    phones = Phone.objects.called(q).order_by("brand__name", "name", "pk")
    if brand:
        phones = phones.filter(brand=brand)
    on_it = set(worklist.phones(timezone.localdate()))
    return [key for key in phones.values_list("pk", flat=True) if key in on_it]


def worklist_lines(worklist, keys):
    phones = Phone.objects.named().in_bulk(keys)
    facts = worklist.facts_of(keys, timezone.localdate())
    return [worklist_line(worklist, phones[key], facts.get(key, [])) for key in keys if key in phones]


def worklist_line(worklist, phone, facts):
    links = [(fact.words, finding_url(worklist, phone, fact)) for fact in facts[:MAX_FACTS_PER_PHONE]]
    address = reverse("admin:catalog_phone_change", args=[phone.pk])
    return WorklistLine(phone, address, links, len(facts) - len(links))


def finding_url(worklist, phone, fact):
    """Where a fact is settled: its row on the page of the evidence, or its field on the form."""
    if worklist.settled_at == EVIDENCE and not fact.field.endswith("-heading"):
        return f"{reverse('admin:catalog_phone_evidence', args=[phone.pk])}#fact-{fact.camera or 'phone'}-{fact.key}"
    address = reverse("admin:catalog_phone_change", args=[phone.pk])
    if fact.field:
        return f"{address}#{fact.field}"
    return address
