"""Lists of phones, brands, sensors and lines come from the finder's index, and say what the database would."""

from datetime import timedelta
from itertools import pairwise
from random import Random
from xml.etree import ElementTree

import pytest
from django.db.models import Count, Q
from django.utils import timezone

from catalog.comparison.product_lines import line_relations, line_relations_of, lines_around
from catalog.finder.index_cache import current_snapshot
from catalog.finder.newest_phones import newest_keys
from catalog.finder.part_phones import phones_of_part, with_phone_counts
from catalog.models import Brand, Chipset, Phone, Relation, Sensor, Stamp
from catalog.pages.part_pages import listed_brands
from catalog.pages.sitemap_entries import sitemap_entries, sitemap_length

from .factories import fit_chipset, make_brand, make_chipset, make_guide, make_phone, make_relation, make_sensor

pytestmark = pytest.mark.django_db

PATHS = {Brand: "phones", Chipset: "phone_chipsets__phone", Sensor: "cameras__phone"}
DATES = ("2022", "2022-Q1", "2022-01", "2022-01-01", "2021-12-31", "2022-Q2", "2022-04-01", "2019", None, None)
RELATIONS = ("rebadge_of", "successor_of", "successor_of", "resembles")


def make_parts():
    brands = [make_brand(name) for name in ("acme", "Bolt", "Corvid", "None of them")]
    chipsets = [make_chipset("One"), make_chipset("Two"), make_chipset("One", maker="Otherworks")]
    sensors = [make_sensor(name, width_mm=4 + len(name), height_mm=3) for name in ("Eye", "Iris", "Retina")]
    return brands, chipsets, sensors


@pytest.fixture
def lot():
    """Thirty phones of any brand, date, chipset and sensor, of which readers may not see every fourth, and relations
    between them."""
    random = Random(15)
    brands, chipsets, sensors = make_parts()
    phones = [make_any_phone(random, number, brands[:3], chipsets, sensors) for number in range(30)]
    for _ in range(35):
        one, other = random.sample(phones, 2)
        if not Relation.objects.filter(phone=other, other=one).exists():
            Relation.objects.get_or_create(phone=one, kind=random.choice(RELATIONS), other=other)
    Stamp.move()
    return phones


def make_any_phone(random, number, brands, chipsets, sensors):
    hidden = (
        {"status": "draft"},
        {"status": "withdrawn"},
        {"publish_at": timezone.now() + timedelta(hours=number + 1)},
    )
    shown = ({}, {"publish_at": timezone.now() - timedelta(hours=1)})
    facts = random.choice(hidden if number % 4 == 3 else shown)
    cameras = []
    for facing in ("rear", "rear", "front"):
        cameras.append({"facing": facing, "sensor": random.choice([None, *sensors])})
    name = f"No {random.randrange(1000)}-{number}"
    dates = {"announced": random.choice(DATES), "released": random.choice(DATES[:8])}
    phone = make_phone(name, brand=random.choice(brands), cameras=cameras, **dates, **facts)
    for chipset in random.sample(chipsets, random.randrange(3)):
        fit_chipset(phone, chipset)
    return phone


def assert_lists_are_those_of_the_database(at):
    snapshot = current_snapshot(at)
    published = Phone.objects.published(at).newest_first()
    assert newest_keys(snapshot) == list(published.values_list("pk", flat=True))
    assert newest_keys(snapshot, most=7) == newest_keys(snapshot)[:7]
    for model, path in PATHS.items():
        for part in model.objects.all():
            phones = published.filter(Q(pk__in=model.objects.filter(pk=part.pk).values(path)))
            of_part = newest_keys(snapshot, phones_of_part(snapshot, part))
            assert of_part == list(phones.values_list("pk", flat=True)), part
        visible = Q(**{f"{path}__in": Phone.objects.published(at)})
        counted = model.objects.annotate(number=Count(path, filter=visible, distinct=True)).filter(number__gt=0)
        by_index = {part.pk: part.phone_count for part in with_phone_counts(snapshot, model.objects.all())}
        assert by_index == dict(counted.values_list("pk", "number"))
    for listed in listed_brands(snapshot):
        assert listed.newest == published.filter(brand=listed.brand).first()


def test_the_newest_phones_and_those_of_each_brand_chipset_and_sensor_are_those_of_the_database(lot):
    assert_lists_are_those_of_the_database(timezone.now())


def test_they_still_are_after_small_changes_and_when_embargoes_end(lot):
    current_snapshot()
    renamed, redated, moved, withdrawn, deleted = Phone.objects.published().order_by("pk")[:5]
    Phone.objects.filter(pk=renamed.pk).update(slug="aaa-first")
    Phone.objects.filter(pk=redated.pk).update(announced="2024-05")
    Phone.objects.filter(pk=moved.pk).update(brand=Brand.objects.get(name="None of them"))
    Phone.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    touched = {phone.pk for phone in (renamed, redated, moved, withdrawn, deleted)}
    deleted.delete()
    Stamp.move(touched)
    assert_lists_are_those_of_the_database(timezone.now())
    assert_lists_are_those_of_the_database(timezone.now() + timedelta(hours=12))


# Lines


def lines_of_the_whole_graph(slug):
    """The lines of a phone by the relations of all phones."""
    seen = Phone.objects.published()
    relations = Relation.objects.exclude(kind="resembles").filter(phone__in=seen, other__in=seen)
    triples = relations.order_by("phone__slug", "other__slug").values_list("phone__slug", "kind", "other__slug")
    return lines_around(slug, line_relations_of(triples))


def test_the_lines_of_a_phone_are_those_among_all_relations(lot):
    for slug in Phone.objects.published().values_list("slug", flat=True):
        assert lines_around(slug, line_relations(slug)) == lines_of_the_whole_graph(slug)


def test_one_query_finds_a_line_of_any_length(django_assert_num_queries):
    phones = [make_phone(f"No {number:02}") for number in range(70)]
    for older, newer in pairwise(phones):
        make_relation(newer, "successor_of", older)
    with django_assert_num_queries(1):
        (line,) = lines_around("acme-no-35", line_relations("acme-no-35"))
    assert len(line) == 70


# The sitemap


def paths_by_the_database():
    """Of phones, lines and the comparisons of two."""
    seen = Phone.objects.published()
    found = {f"/phones/{slug}/" for slug in seen.values_list("slug", flat=True)}
    ties = Relation.objects.exclude(kind="resembles").filter(phone__in=seen, other__in=seen)
    for slug, other, kind in ties.values_list("phone__slug", "other__slug", "kind"):
        found.add(f"/compare/{'-vs-'.join(sorted((slug, other)))}/")
        if kind == "successor_of":
            found |= {f"/phones/{slug}/line/", f"/phones/{other}/line/"}
    return found


def paths_of_the_sitemap():
    snapshot = current_snapshot()
    paths = [entry.path for entry in sitemap_entries(snapshot, 0, sitemap_length(snapshot))]
    assert len(paths) == len(set(paths)), "each once"
    return {path for path in paths if path.startswith(("/phones/", "/compare/"))} - {"/phones/", "/compare/"}


def test_the_sitemap_has_the_phones_lines_and_pairs_of_the_database_after_small_changes_too(lot):
    assert paths_of_the_sitemap() == paths_by_the_database()
    gone = Relation.objects.filter(kind="successor_of", phone__status="published").first()
    one, other = gone.phone, gone.other
    gone.delete()
    new = make_phone("Quite new", brand="Bolt")
    make_relation(new, "successor_of", other)
    Phone.objects.filter(pk=one.pk).update(slug="zzz-last")
    Stamp.move({one.pk, other.pk, new.pk})
    assert paths_of_the_sitemap() == paths_by_the_database()


def test_a_guide_of_two_neighbours_adds_no_second_address(lot):
    seen = Phone.objects.published()
    tie = Relation.objects.exclude(kind="resembles").filter(phone__in=seen, other__in=seen).first()
    others = list(seen.exclude(pk__in=(tie.phone_id, tie.other_id))[:1])
    make_guide("Neighbours", phones=[tie.phone, tie.other])
    make_guide("Three", phones=[tie.phone, tie.other, *others])
    Stamp.move()
    three = "-vs-".join(sorted(phone.slug for phone in (tie.phone, tie.other, *others)))
    assert paths_of_the_sitemap() == paths_by_the_database() | {f"/compare/{three}/"}


def test_a_part_of_the_sitemap_asks_of_its_own_phones_alone(client, lot, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("catalog.views.health_and_sitemap.MAX_SITEMAP_URLS", 25)
    client.get("/sitemaps/1.xml")
    with django_assert_max_num_queries(2):
        part = ElementTree.fromstring(client.get("/sitemaps/1.xml").content)
    assert len(part) == 25


# Addresses with a mistake


def test_the_nearest_names_of_an_unknown_address_follow_changes(client):
    make_phone("Aquos R7")
    kept = make_phone("Aquos R6")
    Stamp.move()
    assert client.get("/phones/acme-aquos-r8.json").json()["near"] == ["acme-aquos-r6", "acme-aquos-r7"]
    Phone.objects.filter(pk=kept.pk).update(slug="acme-aquos-r9")
    Stamp.move({kept.pk})
    assert client.get("/phones/acme-aquos-r8.json").json()["near"] == ["acme-aquos-r7", "acme-aquos-r9"]
    Phone.objects.filter(pk=kept.pk).update(status="withdrawn")
    Stamp.move({kept.pk})
    assert client.get("/phones/acme-aquos-r8.json").json()["near"] == ["acme-aquos-r7"]
