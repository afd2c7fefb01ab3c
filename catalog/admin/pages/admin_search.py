"""One box for everything at the desk: phones by name or code, and what they are made of and told by."""

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
    sees_phones = may_view(request.user, "phone")
    sure = exact_match_keys(asked) if asked and sees_phones else set()
    if len(sure) == 1:
        return redirect("admin:catalog_phone_change", sure.pop())
    found = [search_phones(asked, sure)] if asked and sees_phones else []
    found += [search_other_records(kind, asked) for kind in OTHER_MODELS if asked and may_view(request.user, kind)]
    context = {
        **admin.site.each_context(request),
        "title": f"Search: {asked}" if asked else "Search",
        "asked": asked,
        "asked_of_all": asked,
        "found": [hits for hits in found if hits.hits],
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/search.html", context)


def normalise_search_text(text):
    """As somebody may have typed them; what no database takes is left out."""
    return " ".join(text.replace("\x00", "").split())[:MAX_SEARCH_LENGTH]


def exact_match_keys(asked):
    """Keys of the phones that have just this model code, slug or old slug."""
    having = {
        "model_codes__code__iexact": asked,
        "slug": asked.lower(),
        "old_slugs__slug": asked.lower(),
    }
    return {key for column, text in having.items() for key in phone_keys(**{column: text})}


def phone_keys(**chosen):
    return Phone.objects.filter(**chosen).values_list("pk", flat=True)


def search_phones(asked, sure):
    """Those that certainly have the code, then those with every word, the shortest names first; else the nearest."""
    named = Phone.objects.named()
    having = named.called(asked).order_by(Length("name"), "brand__name", "name", "pk")[: MAX_PHONES + 1]
    found = {phone.pk: phone for phone in [*named.filter(pk__in=sure), *having]}
    if not found:
        return SearchHits("Phones with names like that", phone_hits(phones_by_similarity(asked), asked))
    shown = list(found.values())[:MAX_PHONES]
    rest = f"{reverse('admin:catalog_phone_changelist')}?{urlencode({'q': asked})}"
    return SearchHits("Phones", phone_hits(shown, asked), rest if len(found) > MAX_PHONES else "")


def phones_by_similarity(asked):
    """Phones whose names are most like what was asked, whatever its case, script or slips. Two queries."""
    rows = Phone.objects.order_by("pk").values_list("pk", "brand__name", "name")
    names = {key: normalised_name(f"{brand} {name}") for key, brand, name in rows}
    codes = {f"code {pk}": compact_name(code) for pk, code in ModelCode.objects.values_list("pk", "code")}
    plain = compact_name(asked)
    with_code = [int(name.split()[1]) for name, code in codes.items() if plain and plain in code][:MAX_OTHERS]
    best = process.extract(
        normalised_name(asked), names, scorer=fuzz.WRatio, limit=MAX_OTHERS, score_cutoff=MIN_SIMILARITY
    )
    by_code = list(Phone.objects.filter(model_codes__in=with_code).values_list("pk", flat=True))
    keys = list(dict.fromkeys([*by_code, *(key for _, _, key in best)]))
    phones = Phone.objects.named().in_bulk(keys)
    return [phones[key] for key in keys]


def phone_hits(phones, asked):
    """With the other names and codes by which they were found. Two queries."""
    keys, found = [phone.pk for phone in phones], {}
    words = asked.split()[:MAX_SEARCH_WORDS]
    for model, column in ((Alias, "name"), (ModelCode, "code")):
        having = Q()
        for word in words:
            having |= Q(**{f"{column}__icontains": word})
        for key, text in model.objects.filter(having, phone__in=keys).values_list("phone", column):
            found.setdefault(key, []).append(text)
    return [
        SearchHit(
            str(phone),
            reverse("admin:catalog_phone_change", args=[phone.pk]),
            ", ".join([phone.get_status_display().lower(), *found.get(phone.pk, ())]),
        )
        for phone in phones
    ]


def search_other_records(kind, asked):
    title, columns = OTHER_MODELS[kind]
    desk = next(desk for model, desk in admin.site._registry.items() if model._meta.model_name == kind)
    records = desk.model.objects.all()
    for word in asked.split()[:MAX_SEARCH_WORDS]:
        having = Q()
        for column in columns:
            having |= Q(**{f"{column}__icontains": word})
        records = records.filter(having)
    found = list(records[: MAX_OTHERS + 1])
    hits = [SearchHit(str(one), reverse(f"admin:catalog_{kind}_change", args=[one.pk])) for one in found[:MAX_OTHERS]]
    rest = f"{reverse(f'admin:catalog_{kind}_changelist')}?{urlencode({'q': asked})}"
    return SearchHits(title, hits, rest if len(found) > MAX_OTHERS else "")
