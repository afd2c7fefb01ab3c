"""Each page needs the same number of queries for one phone and for a dozen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.facts import phone_cache
from catalog.history.recorder import EditRecorder
from catalog.models import Collection, Guide, Phone, Stamp
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from .factories import (
    fit_chipset,
    make_chipset,
    make_collection,
    make_guide,
    make_model_code,
    make_phone,
    make_relation,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/": 16,
    "/phones/": 2,
    "/phones/?brand=acme&q=no&view=table&unknown=match&lens.f_number_max=2": 2,
    "/phones.json?weight_g_max=300": 3,
    "/phones/acme-no-0/": 16,
    "/phones/acme-no-0.json": 9,
    "/phones/acme-no-0/line/": 10,
    "/phones/acme-no-0/changes/": 7,
    "/changes/": 8,
    "/feeds/changes.atom": 6,
    "/feeds/phones.atom": 3,
    "/compare/": 2,
    "/brands/": 3,
    "/brands/acme/": 9,
    "/chipsets/chipworks-thinker-1/": 7,
    "/sensors/": 2,
    "/sensors/lightworks-eye/": 7,
    "/collections/": 6,
    "/collections/light-ones/": 4,
    "/guides/": 4,
    "/guides/two-of-a-kind/": 12,
    "/data/": 3,
    "/data/sources/": 4,
    "/data/api/": 1,
    "/data/openapi.json": 0,
    "/glossary/": 1,
    "/about/": 22,
    "/sitemap.xml": 10,
    "/phones/nobody/": 6,
}


def make_phones(numbers):
    """Phones with several of everything, each the successor of the first."""
    eye, thinker = make_sensor("Eye", width_mm=8, height_mm=6), make_chipset()
    if not Collection.objects.exists():
        make_collection(query="weight_g_max=300&lens.role=tele")
    for number in numbers:
        phone = make_full_phone(f"No {number}", eye)
        fit_chipset(phone, thinker)
        make_model_code(phone, f"AC-{number}", lte_bands=[1, 3])
        if number:
            make_relation(phone, "resembles", Phone.objects.get(slug="acme-no-0"))
    make_guides(numbers)
    make_revisions(numbers, eye)


def make_revisions(numbers, eye):
    """Each phone has come in sight, then its main camera got another sensor, which has changed itself."""
    for number in numbers:
        phone = Phone.objects.get(slug=f"acme-no-{number}")
        before, recording = record_content(phone), EditRecorder(Act.SAVED)
        camera = {key: value for key, value in before["cameras"][0].items() if key != "sensor"}
        recording.note("phone", phone.pk, None, {**before, "cameras": [camera, *before["cameras"][1:]]})
        recording.note("phone", phone.pk, {**before, "cameras": [camera, *before["cameras"][1:]]}, before)
        recording.note("sensor", eye.pk, {**record_content(eye), "width_mm": 7 - number / 100}, record_content(eye))


def make_guides(numbers):
    """One guide about the first phone, or about six; then one more for each further phone."""
    guide = Guide.objects.first() or make_guide(sources=[make_source("page-1"), make_source("page-2")])
    for number in list(numbers)[:5]:
        guide.phones.create(phone=Phone.objects.get(slug=f"acme-no-{number}"), position=number)
    for number in numbers:
        make_guide(f"Guide {number}", phones=list(Phone.objects.all()[:6]))


def make_full_phone(name, eye):
    return make_phone(
        name, height_mm=161, width_mm=77, depth_mm=9.3, weight_g=211, aliases=["Anyphone", name.lower()],
        displays=[{"display_size_in": 6.6, "display_width_px": 1260, "display_height_px": 2730}, {}],
        cameras=[{"sensor": eye, "f_number": 1.9}, {"role": "tele", "sensor": eye}, {"facing": "front"}],
        memory=[(8, 128), (12, 256)], markets=[{"country": "JP"}, {"country": "DE"}],
        claims=[{"key": "weight_g", "value": 211, "source": f"source-{name[-1]}"}, {"key": "height_mm", "value": 161}],
    )  # fmt: skip


def queries(client, path):
    """How many beside that for the stamp, which every page asks first."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code in (200, 404)
    return sum("number, moved_at FROM catalog_stamp" not in query["sql"] for query in caught)


def test_pages_keep_their_budgets_whatever_the_number_of_phones(client):
    make_phones(range(1))
    for_one = {path: queries_when_kept(client, path) for path in BUDGETS}
    make_phones(range(1, 12))
    for_many = {path: queries_when_kept(client, path) for path in BUDGETS}
    assert for_many == for_one
    assert {path: number for path, number in for_one.items() if number > BUDGETS[path]} == {}


def queries_when_kept(client, path):
    """For a page of the present catalogue in a process that has answered before, but to nobody who asked for it."""
    client.get("/phones/acme-no-0/")
    Stamp.move()
    client.get("/phones/?q=acme&view=table")
    return queries(client, path)


def test_the_page_of_a_line_needs_the_same_number_of_queries_for_one_phone_and_for_many(client):
    make_phones(range(1))
    client.get("/phones/?q=acme")
    for_one = queries(client, "/phones/acme-no-0/line/")
    make_phones(range(1, 12))
    for number in range(1, 12):
        older, newer = (Phone.objects.get(slug=f"acme-no-{place}") for place in (number - 1, number))
        make_relation(newer, "successor_of", older)
    make_relation(make_full_phone("Twin", make_sensor("Eye")), "rebadge_of", Phone.objects.get(slug="acme-no-3"))
    Stamp.move()
    forget_phones()
    client.get("/phones/?q=acme")
    assert queries(client, "/phones/acme-no-0/line/") <= for_one <= 10


SIX = "-vs-".join(f"acme-no-{number}" for number in range(6))


@pytest.mark.parametrize("ending", ["/", ".json", ".csv", ".md", ".txt"])
def test_a_comparison_needs_at_most_eight_queries_and_three_once_its_phones_are_kept(client, ending):
    """And one for the footer of its page."""
    most = 9 if ending == "/" else 8
    make_phones(range(6))
    client.get("/phones/?q=acme")
    assert queries(client, f"/compare/acme-no-0-vs-acme-no-1{ending}") <= most
    forget_phones()
    assert queries(client, f"/compare/{SIX}{ending}") <= most
    assert queries(client, f"/compare/{SIX}{ending}") <= 3


def forget_phones():
    phone_cache._cache = None


def test_five_thousand_slugs_cost_no_more_than_a_few(client):
    make_phones(range(1))
    client.get("/phones/?q=acme")
    path = "/compare/acme-no-0-vs-" + "-vs-".join(f"x{number}" for number in range(5000))
    assert queries(client, path + "/") <= 10
