"""Phones that resemble one by camera: the quick answer against the definition, and what the page says of them."""

from datetime import timedelta
from math import log2
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalog.comparison.similarity_words import similarity_words
from catalog.facts.phone_readings import PhoneReadings
from catalog.finder import index_cache as living
from catalog.finder import similar_phones
from catalog.finder.similar_phones import SIMILARITY_SCALES, cached_similarity_space, similar_phone_keys
from catalog.models import Phone, Stamp
from catalog.models.vocabulary import HELPER_ROLES

from .factories import make_phone, make_relation
from .reading import THIN, page, words
from .shipped import load_shipped

pytestmark = pytest.mark.django_db

some = settings(
    derandomize=True,
    max_examples=15,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

SIDES = {"weight_g": (120, 260), "height_mm": (110, 170), "width_mm": (55, 80), "depth_mm": (6, 12)}


def maybe(values):
    return st.one_of(st.none(), values)


cameras = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["main", "tele", "ultrawide", "depth"]),
        "facing": st.sampled_from(["rear", "rear", "rear", "front"]),
        "focal_length_eq_mm": maybe(st.sampled_from([13, 16, 23, 24, 26, 50, 70, 120])),
        "f_number": maybe(st.sampled_from([1.6, 1.9, 2.4])),
        "sensor_type": maybe(st.sampled_from(["1/1.31", "1/2.55", "1/1.0"])),
    }
)
sides = st.fixed_dictionaries({key: maybe(st.integers(*ends)) for key, ends in SIDES.items()})
catalogues = st.lists(st.tuples(sides, st.lists(cameras, max_size=4)), min_size=2, max_size=7)


def stored(made, name="P"):
    return [make_phone(f"{name}{number}", **facts, cameras=own) for number, (facts, own) in enumerate(made)]


def kept_now():
    return living.build_snapshot(Stamp.current(), timezone.now())


# The definition, phone by phone, in plain Python ---------------------------------------------------------------------


def lenses_of(phone):
    """(its focal lengths, how many of its lenses have none that is known)."""
    rear = [one for one in phone.cameras.all() if one.facing == "rear"]
    ends = {end for one in rear for end in (one.focal_length_eq_mm, one.focal_length_eq_max_mm) if end}
    return ends, sum(one.focal_length_eq_mm is None and one.role not in HELPER_ROLES for one in rear)


def main_of(phone):
    rear = [one for one in phone.cameras.all() if one.facing == "rear"]
    return next((one for one in rear if one.role == "main"), rear[0] if rear else None)


def measures_of(phone):
    """Each measure over the difference that counts 1: a stop, a doubling, 30 g, 10, 5 and 2 mm; None: not known."""
    main = main_of(phone)
    size = main and main.used_size
    light = size and main.f_number and 2 * log2(main.f_number * 43.27 / size.diagonal_mm)
    spans = (30, 10, 5, 2)
    rest = [getattr(phone, key) and getattr(phone, key) / span for key, span in zip(SIDES, spans, strict=True)]
    return [light or None, log2(size.area_mm2) if size else None, *rest]


def is_fit(phone):
    return bool(lenses_of(phone)[0]) and measures_of(phone)[:2] != [None, None]


def slow_distance(one, other):
    (mine, unseen), (theirs, unseen_there) = lenses_of(one), lenses_of(other)
    lonely = sum(min(1, min(abs(log2(a / b)) for b in theirs) / 0.5) for a in mine)
    lonely += sum(min(1, min(abs(log2(a / b)) for b in mine) / 0.5) for a in theirs)
    pairs = zip(measures_of(one), measures_of(other), strict=True)
    return lonely + unseen + unseen_there + sum(1 if None in pair else abs(pair[0] - pair[1]) for pair in pairs)


@some
@given(catalogues)
def test_the_quick_answer_is_that_of_the_definition(made):
    with transaction.atomic():
        phones, kept = stored(made), kept_now()
        for phone in phones:
            others = [other for other in phones if other != phone and is_fit(other)] if is_fit(phone) else []
            nearest = sorted(others, key=lambda other: (round(slow_distance(phone, other), 4), other.slug))
            assert similar_phone_keys(kept, phone.id, most=99) == [other.id for other in nearest]
        transaction.set_rollback(True)


def test_phones_that_are_left_out_early_are_not_among_the_nearest(monkeypatch):
    random = Random(15)
    made = []
    for _ in range(60):
        sizes = {"weight_g": random.randrange(150, 250), "height_mm": random.randrange(140, 170)}
        lens = {
            "role": "main",
            "focal_length_eq_mm": random.randrange(20, 30),
            "f_number": random.choice((1.6, 1.8, 2.2)),
        }
        made.append((sizes, [{"sensor_type": random.choice(("1/1.3", "1/1.56", "1/2")), **lens}]))
    phones = stored(made)
    kept = kept_now()
    keys = [similar_phone_keys(kept, phone.id, most=4, without=[phones[0].id]) for phone in phones]
    assert all(len(nearest) == 4 for nearest in keys)
    monkeypatch.setattr(similar_phones, "MANY_PHONES", 6)
    assert [similar_phone_keys(kept, phone.id, most=4, without=[phones[0].id]) for phone in phones] == keys


@some
@given(catalogues)
def test_a_distance_is_the_same_from_either_side_and_nothing_from_a_phone_to_itself(made):
    with transaction.atomic():
        phones, kept = stored(made), kept_now()
        points, places = cached_similarity_space(kept), [kept.index.places.of[phone.id] for phone in phones]
        for one in places:
            for other in places:
                assert points.distances(one)[other] == pytest.approx(points.distances(other)[one])
        transaction.set_rollback(True)


@some
@given(catalogues, st.tuples(sides, st.lists(cameras, max_size=3)))
def test_one_more_phone_changes_nothing_in_the_order_of_the_others(made, more):
    with transaction.atomic():
        phones = stored(made)
        before = similar_phone_keys(kept_now(), phones[0].id, most=99)
        (extra,) = stored([more], name="Extra")
        after = similar_phone_keys(kept_now(), phones[0].id, most=99)
        assert [key for key in after if key != extra.id] == before
        transaction.set_rollback(True)


# Through the page ----------------------------------------------------------------------------------------------------


def make_camera_phone(name, focal=24, **facts):
    body = {"height_mm": 160, "width_mm": 75, "depth_mm": 8, "weight_g": 200}
    camera = {"focal_length_eq_mm": focal, "f_number": 1.8, "sensor_width_mm": 9.8, "sensor_height_mm": 7.4}
    whole = {"complete_sections": ["rear_cameras"], "cameras": [camera]}
    return make_phone(name, **{**body, **whole, **facts})


def suggested(html):
    """What the section says."""
    part = html.partition('aria-labelledby="against"')[2].partition("</section>")[0]
    assert part, "there is no such section"
    return words(f"<main >{part}")


def test_the_three_nearest_are_held_against_it_with_what_makes_them_near(client):
    make_camera_phone("One")
    for grams in (260, 230, 210, 240):
        make_camera_phone(f"At {grams}", weight_g=grams)
    shown = suggested(page(client, "/phones/acme-one/"))
    assert shown.index("Acme At 210") < shown.index("Acme At 230") < shown.index("Acme At 240")
    assert "At 260" not in shown
    assert "same focal lengths, the same light, the same sensor area, 10 g heavier, nearly the same size" in shown
    assert 'href="/compare/acme-one-vs-acme-at-210/"' in page(client, "/phones/acme-one/")


def test_of_two_phones_equally_near_the_first_in_the_alphabet_comes_first(client):
    make_camera_phone("One")
    for name in ("Zebra", "Ant", "Bee", "Cat"):
        make_camera_phone(name)
    shown = suggested(page(client, "/phones/acme-one/"))
    assert shown.index("Ant") < shown.index("Bee") < shown.index("Cat")
    assert "Zebra" not in shown


def test_not_knowing_is_never_near(client):
    make_camera_phone("One")
    make_camera_phone("Unweighed", weight_g=None)
    make_camera_phone("Near", weight_g=220)
    assert [one for one in suggested(page(client, "/phones/acme-one/")).split() if one in ("Unweighed", "Near")] == [
        "Near",
        "Unweighed",
    ]


def test_a_lens_of_unknown_focal_length_makes_no_phone_near(client):
    make_camera_phone("One")
    camera = {"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_width_mm": 9.8, "sensor_height_mm": 7.4}
    make_camera_phone("Hidden lens", cameras=[camera, {"role": "tele"}])
    make_camera_phone("Plain", weight_g=225)
    shown = suggested(page(client, "/phones/acme-one/"))
    assert shown.index("Plain") < shown.index("Hidden lens")
    assert "1 lens of unknown focal length" in shown


def test_phones_of_whose_camera_too_little_is_known_resemble_none(client):
    make_phone("One", weight_g=200)
    make_camera_phone("Two")
    shown = suggested(page(client, "/phones/acme-one/"))
    assert "Acme Two" not in shown
    assert "too little of its camera" in shown


def test_twins_and_the_phones_of_the_line_are_shown_as_what_they_are(client):
    one, twin, before, after, oldest = (make_camera_phone(name) for name in ("One", "Twin", "Old", "New", "Oldest"))
    make_relation(twin, "rebadge_of", one)
    make_relation(one, "successor_of", before)
    make_relation(before, "successor_of", oldest)
    make_relation(after, "successor_of", one)
    shown = suggested(page(client, "/phones/acme-one/"))
    assert "Predecessor Compare with the Acme Old Successor Compare with the Acme New Twin" in shown
    assert "Similar phone" not in shown
    assert "Oldest" not in shown


def test_what_editors_find_alike_is_held_against_it_once_with_their_words(client):
    one, other = make_camera_phone("One"), make_camera_phone("Other")
    make_relation(one, "resembles", other, detail="squared corners")
    for slug in ("acme-one", "acme-other"):
        shown = suggested(page(client, f"/phones/{slug}/"))
        assert "Looks like it, editors say" in shown
        assert "squared corners" in shown
        assert "Similar phone" not in shown


def test_of_twins_that_resemble_it_only_the_nearer_is_shown(client):
    make_camera_phone("One")
    near, far = make_camera_phone("Near", weight_g=205), make_camera_phone("Rebadged", weight_g=206)
    make_relation(far, "rebadge_of", near)
    shown = suggested(page(client, "/phones/acme-one/"))
    assert "Acme Near" in shown
    assert "Rebadged" not in shown


@pytest.mark.parametrize(
    "hidden", [{"status": "draft"}, {"status": "withdrawn"}, {"publish_at": timezone.now() + timedelta(days=1)}]
)
def test_phones_that_are_not_published_resemble_none(client, hidden):
    make_camera_phone("One")
    make_camera_phone("Secret", **hidden)
    assert "Secret" not in page(client, "/phones/acme-one/")


def said(mine, theirs):
    return [text.replace(THIN, " ") for text in similarity_words(*map(PhoneReadings.of, (mine, theirs)))]


def test_the_words_are_those_of_the_facts():
    tele = {"role": "tele", "focal_length_eq_mm": 120}
    main = {"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_type": "1/1.31"}
    one = make_camera_phone("One")
    two = make_camera_phone("Two", cameras=[main, tele], weight_g=160, height_mm=150)
    assert said(one, two) == [
        "adds 120 mm",
        "about the same light",
        "smaller sensor: about 72 against 73 mm²",
        "40 g lighter",
        "10 mm shorter",
    ]
    assert said(two, one)[0] == "has no 120 mm"
    three = make_camera_phone("Three", focal=26, weight_g=None, height_mm=None, width_mm=None, depth_mm=None)
    assert said(one, three) == [
        "26 mm instead of 24 mm",
        "the same light",
        "the same sensor area",
        "weight not known for both",
        "size not known for both",
    ]


def test_where_a_list_of_lenses_may_go_on_nothing_is_added():
    tele = {"role": "tele", "focal_length_eq_mm": 120}
    one = make_camera_phone("One", complete_sections=None)
    two = make_camera_phone("Two", cameras=[{"focal_length_eq_mm": 24}, tele], complete_sections=None)
    assert said(one, two)[:3] == ["lists 120 mm as well", "light not known for both", "sensor area not known for both"]
    assert said(two, one)[0] == "lists no 120 mm"


def test_stops_and_areas_say_which_way():
    one = make_camera_phone("One")
    large = {"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_width_mm": 13.2, "sensor_height_mm": 8.8}
    two = make_camera_phone("Two", cameras=[large])
    assert said(one, two)[1:3] == ["0.7 stops more light", "larger sensor: 116 against 73 mm²"]
    assert said(two, one)[1:3] == ["0.7 stops less light", "smaller sensor: 73 against 116 mm²"]


def test_the_method_is_published_with_the_numbers_of_the_code(client):
    shown = words(page(client, "/about/"))
    for scale in SIMILARITY_SCALES:
        span = f"{scale.span} " if scale.span != 1 else ""
        assert f"{scale.label} Each {span}{scale.unit} of difference counts 1." in shown
    assert "0.5 stops of light 0.50, 45 g of weight 1.50, together" in shown


def test_the_shipped_story_phone_is_held_against_three_others(client):
    load_shipped()
    Phone.objects.filter(slug="xiaomi-12t-pro").update(status="draft")
    Stamp.move()
    shown = suggested(page(client, "/phones/leica-leitz-phone-2/"))
    assert shown.count("Similar phone") == 3
    assert "Xiaomi 12T Pro" not in shown
    for name in ("Leica Leitz Phone 1", "Leica Leitz Phone 3", "Sharp Aquos R7"):
        assert shown.count(name) == 1
