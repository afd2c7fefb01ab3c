"""One box for everything at the desk: phones by name or code, and what they are made of and told by."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Q
from django.db.models.functions import Length
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from rapidfuzz import fuzz, process

from catalog.finder.name_normalisation import compact_name, normalised_name
from catalog.models import Alias, ModelCode, Phone
from catalog.models.phones import MAX_SEARCH_WORDS
from catalog.records.shapes import RECORD_SHAPES

from ..shared.permissions import may_view

MAX_PHONES, MAX_OTHERS, MAX_SEARCH_LENGTH = 30, 10, 100
MIN_SIMILARITY = 60
OTHER_MODELS = {
    "source": ("Sources", ("title", "slug", "publisher", "url")),
    "brand": ("Brands", ("name", "slug", "other_names")),
    "sensor": ("Sensors", ("maker", "name", "slug")),
    "chipset": ("Chipsets", ("maker", "name", "part_number", "slug")),
    "operator": ("Operators", ("name", "country", "slug")),
}
"""Kind of record → its heading, and the columns that are looked at."""


@dataclass(frozen=True)
class SearchHit:
    words: str
    address: str
    detail: str = ""

    @classmethod
    def of(cls, kind, record, detail=""):
        return cls(str(record), reverse(f"admin:catalog_{kind}_change", args=[record.pk]), detail)


@dataclass(frozen=True)
class SearchHits:
    """What was found of one kind; ``all`` is where the rest is, empty where this is all."""

    title: str
    hits: list
    all: str = ""


@require_safe
def search_page(request):
    """The best matches by kind. One exact model code or address leads straight to its phone."""
    asked = normalise_search_text(request.GET.get("q", ""))
    exact = exact_match_keys(request.user, asked)
    if len(exact) == 1:
        return redirect("admin:catalog_phone_change", exact.pop())
    context = {
        **admin.site.each_context(request),
        "title": f"Search: {asked}" if asked else "Search",
        "asked": asked,
        "asked_of_all": asked,
        "found": [hits for hits in search_records(request.user, asked, exact) if hits.hits],
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/search.html", context)


def normalise_search_text(text):
    """One space between words, cut to MAX_SEARCH_LENGTH; without NUL, which no database takes."""
    return " ".join(text.replace("\x00", "").split())[:MAX_SEARCH_LENGTH]


def exact_match_keys(user, asked):
    """Keys of the phones that have exactly this model code, slug or old slug; none for users who may not see phones."""
    if not asked or not may_view(user, "phone"):
        return set()
    slug = asked.lower()
    return {*phone_keys(model_codes__code__iexact=asked), *phone_keys(slug=slug), *phone_keys(old_slugs__slug=slug)}


def phone_keys(**lookups):
    return Phone.objects.filter(**lookups).values_list("pk", flat=True)


def search_records(user, asked, exact):
    """The ``SearchHits`` of each kind that the user may see, phones first."""
    if not asked:
        return
    if may_view(user, "phone"):
        yield search_phones(asked, exact)
    for kind in OTHER_MODELS:
        if may_view(user, kind):
            yield search_other_records(kind, asked)


def search_phones(asked, exact):
    """Phones with exactly the code, then those with every word, the shortest names first; else the most similar."""
    named = Phone.objects.named()
    having = named.called(asked).order_by(Length("name"), "brand__name", "name", "pk")[: MAX_PHONES + 1]
    found = {phone.pk: phone for phone in [*named.filter(pk__in=exact), *having]}
    if not found:
        return SearchHits("Phones with names like that", phone_hits(phones_by_similarity(asked), asked))
    hits = phone_hits(list(found.values())[:MAX_PHONES], asked)
    if len(found) <= MAX_PHONES:
        return SearchHits("Phones", hits)
    return SearchHits("Phones", hits, changelist_url("phone", asked))


def changelist_url(kind, asked):
    return f"{reverse(f'admin:catalog_{kind}_changelist')}?{urlencode({'q': asked})}"


def phones_by_similarity(asked):
    """Phones with a similar model code or name, whatever its case, script or slips. Four queries."""
    keys = dict.fromkeys([*phone_keys_by_code(asked), *phone_keys_by_similar_name(asked)])
    phones = Phone.objects.named().in_bulk(keys)
    return [phones[key] for key in keys]


def phone_keys_by_code(asked):
    """Phones with a model code that contains what was asked; at most MAX_OTHERS codes."""
    part = compact_name(asked)
    if not part:
        return []
    rows = ModelCode.objects.values_list("pk", "code")
    codes = [key for key, code in rows if part in compact_name(code)]
    return phone_keys(model_codes__in=codes[:MAX_OTHERS])


def phone_keys_by_similar_name(asked):
    rows = Phone.objects.order_by("pk").values_list("pk", "brand__name", "name")
    names = {key: normalised_name(f"{brand} {name}") for key, brand, name in rows}
    best = process.extract(
        normalised_name(asked), names, scorer=fuzz.WRatio, limit=MAX_OTHERS, score_cutoff=MIN_SIMILARITY
    )
    return [key for _, _, key in best]


def phone_hits(phones, asked):
    """With the other names and codes by which they were found. Two queries."""
    names = matching_names(phones, asked.split()[:MAX_SEARCH_WORDS])
    hits = []
    for phone in phones:
        detail = ", ".join([phone.get_status_display().lower(), *names[phone.pk]])
        hits.append(SearchHit.of("phone", phone, detail))
    return hits


def matching_names(phones, words):
    """Key of a phone → its aliases and model codes with any of the words."""
    keys = [phone.pk for phone in phones]
    names = defaultdict(list)
    for model, column in ((Alias, "name"), (ModelCode, "code")):
        matching = model.objects.filter(any_contains([column], words), phone__in=keys)
        for key, name in matching.values_list("phone", column):
            names[key].append(name)
    return names


def any_contains(columns, words):
    """The condition that any of the columns contains any of the words."""
    condition = Q()
    for column in columns:
        for word in words:
            condition |= Q((f"{column}__icontains", word))
    return condition


def search_other_records(kind, asked):
    title, columns = OTHER_MODELS[kind]
    records = RECORD_SHAPES[kind].model.objects.all()
    for word in asked.split()[:MAX_SEARCH_WORDS]:
        records = records.filter(any_contains(columns, [word]))
    found = list(records[: MAX_OTHERS + 1])
    hits = [SearchHit.of(kind, record) for record in found[:MAX_OTHERS]]
    if len(found) <= MAX_OTHERS:
        return SearchHits(title, hits)
    return SearchHits(title, hits, changelist_url(kind, asked))
