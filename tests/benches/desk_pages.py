"""What ``desk`` measures, as rows of its table."""

import time

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Alias, Claim, Edit, Phone, Source, Stamp
from catalog.worklists import catalogue_wide_lists
from catalog.worklists.definitions import WORKLISTS
from catalog.worklists.task_store import examine_phones
from tests.filling import form_on
from tests.people import sign_in

from . import made_up

CLAIMS, SOURCES, REPEATS = 8, 500, 3
"""Claims of each phone, of so many sources."""
KEYS = ("weight_g", "height_mm", "width_mm", "depth_mm", "battery_mah", "announced", "colours", "os_at_launch")


def rows(size):
    return [*examining(size), *lists(), *forms(), *work(), *searches(), *saving(), *in_bulk()]


# What is in the database


def fill(size):
    """Phones with claims, every twentieth a draft, every tenth with another name."""
    made_up.fill(size)
    Source.objects.bulk_create(Source(slug=f"page-{n}", title=f"Page number {n}", kind="press") for n in range(SOURCES))
    sources = list(Source.objects.values_list("pk", flat=True))
    for first in range(0, size, made_up.BATCH):
        phones = list(Phone.objects.order_by("pk")[first : first + made_up.BATCH].values_list("pk", *KEYS))
        Claim.objects.bulk_create(
            Claim(phone_id=pk, key=key, value=plainly(value), source_id=sources[(pk * 7 + place) % SOURCES])
            for pk, *values in phones
            for place, (key, value) in enumerate(zip(KEYS, values, strict=True))
            if value is not None
        )
        Alias.objects.bulk_create(Alias(phone_id=pk, name=f"Also {pk}") for pk, *_ in phones if pk % 10 == 0)
    Phone.objects.filter(pk__in=range(0, size, 20)).update(status="draft")


def plainly(value):
    return value if isinstance(value, int | float | str | list) else str(value)


# What is measured


def examining(size):
    began = time.perf_counter()
    examine_phones()
    seconds = time.perf_counter() - began
    return [(f"find_work, all phones ({seconds:.0f} s), a phone", f"{1000 * seconds / size:.1f}", "")]


def client():
    people = get_user_model().objects
    person = people.filter(username="bench").first() or people.create_superuser("bench", password="only-for-measuring")
    return sign_in(Client(), person)


def timed(words, ask, repeats=REPEATS):
    """A row of the table; ``ask`` is called once before, so that nothing is imported meanwhile."""
    if repeats > 1:
        ask()
    spent = []
    for _ in range(repeats):
        with CaptureQueriesContext(connection) as caught:
            began = time.perf_counter()
            response = ask()
            spent.append(time.perf_counter() - began)
        assert response.status_code in (200, 302), response.status_code
    return words, f"{1000 * sorted(spent)[len(spent) // 2]:.0f}", str(len(caught))


def lists():
    desk = client()
    for model in sorted(admin.site._registry, key=lambda model: model._meta.model_name):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        name = model._meta.verbose_name_plural
        yield timed(f"list of {name}", lambda address=address: desk.get(address))
        yield timed(f"list of {name}, searched", lambda address=address: desk.get(address, {"q": "note pro"}))
    phones = reverse("admin:catalog_phone_changelist")
    for asked in ({"status__exact": "draft"}, {"brand__id__exact": "1"}, {"p": "200"}, {"o": "2"}, {"q": "xqzt"}):
        yield timed(f"list of phones, {asked}", lambda asked=asked: desk.get(phones, asked))


def forms():
    desk = client()
    yield timed("form of a new phone", lambda: desk.get(reverse("admin:catalog_phone_add")))
    for model in admin.site._registry:
        if model._meta.app_label == "catalog" and (record := model.objects.order_by("pk").first()):
            address = reverse(f"admin:catalog_{model._meta.model_name}_change", args=[record.pk])
            yield timed(f"form of a {model._meta.verbose_name}", lambda address=address: desk.get(address))
    evidence = reverse("admin:catalog_phone_evidence", args=[Phone.objects.first().pk])
    yield timed("evidence of a phone", lambda: desk.get(evidence))
    for model, field in (("relation", "other"), ("camera", "sensor"), ("claim", "source"), ("phone", "brand")):
        asked = {"app_label": "catalog", "model_name": model, "field_name": field, "term": "no"}
        yield timed(f"autocomplete: {field}", lambda asked=asked: desk.get("/desk/autocomplete/", asked))


def work():
    desk = client()

    def after_a_change():
        catalogue_wide_lists._cache = None
        return desk.get("/desk/")

    Stamp.move(set())
    yield timed("first screen, after a change", after_a_change)
    yield timed("first screen", lambda: desk.get("/desk/"))
    for one in WORKLISTS:
        count = desk.get(f"/desk/work/{one.key}/").context["page"].paginator.count
        yield timed(f"worklist: {one.title} ({count:,})", lambda one=one: desk.get(f"/desk/work/{one.key}/"))
    yield timed("worklist, searched", lambda: desk.get("/desk/work/unsourced/", {"q": "note pro"}))


def searches():
    desk = client()
    for asked in ("note pro", "a", "xqzt", "noet 17", "page number"):
        yield timed(f"search: {asked}", lambda asked=asked: desk.get("/desk/search/", {"q": asked}))


def saving():
    desk, phone = client(), Phone.objects.filter(status="published").first()
    address = reverse("admin:catalog_phone_change", args=[phone.pk])
    fields = form_on(desk.get(address))
    weights = iter(range(150, 200))
    yield timed("save a phone", lambda: desk.post(address, fields | {"weight_g": str(next(weights)), "doubts": "ok"}))


def in_bulk():
    desk = client()
    keys = ",".join(map(str, Phone.objects.order_by("pk").values_list("pk", flat=True)[:1000]))
    source = Source.objects.create(slug="label", title="Label", kind="label")
    asked = {"chosen": keys, "source": source.pk, "facts": ["Phone:weight_g"], "show": "1"}
    shown = []

    def show():
        shown.append(desk.post("/desk/bulk/cite/", asked))
        return shown[-1]

    yield timed("bulk: what 1,000 phones would become", show, repeats=1)
    meant = form_on(shown[-1], "bulk_form") | asked | {"confirm": "1"}
    meant.pop("show")
    yield timed("bulk: 1,000 phones changed", lambda: desk.post("/desk/bulk/cite/", meant), repeats=1)
    undo = f"/desk/catalog/edit/{Edit.objects.latest('pk').pk}/undo/"
    yield timed("bulk: undone", lambda: desk.post(undo), repeats=1)
