"""The finder against the slow one: made-up catalogues and questions, the shipped catalogue, JSON, CSV and facets."""

import csv
import re
from contextlib import contextmanager
from html import unescape
from io import StringIO
from itertools import count, product
from urllib.parse import parse_qs, urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st

from catalog.models import Stamp
from catalog.views.quick_filters import QUICK_FILTERS

from .factories import make_camera, make_phone
from .made_up_phones import catalogues, store
from .made_up_questions import questions, zoom_questions
from .shipped import load_shipped
from .slow_finder import answer, row_of
from .slow_prices import CURRENCY_ROWS
from .slow_records import catalogue

PAGE = 50
BUCKETS = {"phones": ("total", "page"), "maybe_phones": ("maybe", "maybe_page")}
STAMPS = count(1_000_000, 10)
"""Never one twice: what the site keeps by its stamp does not outlive an example, whose changes are taken back."""

# Whole catalogues take minutes to shrink: the first question that is answered otherwise is told as it is.
slowly = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    verbosity=Verbosity.quiet,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@contextmanager
def made_for_now():
    """The database as it was, afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def renew_stamp():
    Stamp.objects.update_or_create(id=1, defaults={"number": next(STAMPS)})
    Stamp.move()


def asked(client, question):
    response = client.get(f"/phones.json?{question}")
    assert response.status_code == 200, (question, response.content[:500])
    return response.json()


def told(client, question):
    """(matches, maybes) of all pages, as many as promised."""
    first = asked(client, question)
    found = tuple(slugs(client, question, first, bucket) for bucket in BUCKETS)
    assert list(map(len, found)) == [first[total] for total, _ in BUCKETS.values()], question
    return found


def slugs(client, question, first, bucket):
    total, page = BUCKETS[bucket]
    more = (asked(client, f"{question}&{page}={number}") for number in range(2, -(-first[total] // PAGE) + 1))
    return [phone["slug"] for answered in (first, *more) for phone in answered[bucket]]


# Made-up catalogues --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(slowly, max_examples=16)
@given(made=catalogues(), data=st.data())
def test_any_question_on_any_catalogue_is_answered_as_the_slow_way(client, made, data):
    with made_for_now():
        store(made)
        renew_stamp()
        records = catalogue()
        for question in data.draw(st.lists(questions(records), min_size=12, max_size=12)):
            found, expected = told(client, question), answer(records, question)
            assert found == expected, (question, found, expected)


@pytest.mark.django_db
@settings(slowly, max_examples=10)
@given(made=catalogues(), data=st.data())
def test_zooms_are_asked_at_one_focal_length_as_the_slow_way(client, made, data):
    with made_for_now():
        store(made)
        renew_stamp()
        records = catalogue()
        for question in data.draw(st.lists(zoom_questions(records), min_size=20, max_size=20)):
            found, expected = told(client, question), answer(records, question)
            assert found == expected, (question, found, expected)


@pytest.mark.django_db
@settings(slowly, max_examples=8)
@given(made=catalogues(), data=st.data())
def test_each_facet_counts_what_choosing_its_value_would_find(client, made, data):
    with made_for_now():
        store(made)
        renew_stamp()
        records = catalogue()
        question = data.draw(questions(records, extras=False))
        assert wrong_counts(records, question, asked(client, question)["facets"]) == {}


@pytest.mark.django_db
@settings(slowly, max_examples=8)
@given(made=catalogues(), data=st.data())
def test_each_suggested_question_counts_what_its_link_finds(client, made, data):
    with made_for_now():
        store(made)
        renew_stamp()
        records = catalogue()
        for question in data.draw(st.lists(questions(records, extras=False), min_size=6, max_size=6)):
            for words, link, number in suggested_questions(client, question):
                assert number == len(answer(records, link)[0]), (question, words)


PILL = re.compile(r'<a href="[^"?]*\?([^"]*)"\s+data-finder>([^<]*)<span class="tag-count">([\d,]*)</span>')


def suggested_questions(client, question):
    """(words, query string, number beside it) of each question that the page suggests and that is not asked yet."""
    page = client.get(f"/phones/?{question}").text
    pills = page[page.index('class="pills"') :].partition("</ul>")[0]
    found = [(words, unescape(link), int(number.replace(",", ""))) for link, words, number in PILL.findall(pills)]
    offered = pills.count("<li>")
    assert len(found) + pills.count("aria-current") == offered <= len(QUICK_FILTERS)
    return found


def wrong_counts(records, question, facets):
    """(row, value) → (told, true) where they differ."""
    wrong = {}
    for key, values in facets.items():
        rest = {name: words for name, words in parse_qs(question).items() if asked_row(name) != row_of(key)}
        left = records if row_of(key) in CURRENCY_ROWS else matching(records, rest)
        for value in values:
            true = chosen(left, rest, key, value["value"])
            if value["count"] != true:
                wrong[key, value["value"]] = (value["count"], true)
    return wrong


def matching(records, asked):
    """The records that match; a further condition only leaves some of them out, unless it is a currency."""
    slugs, _ = answer(records, urlencode(asked, doseq=True))
    return [record for record in records if record["slug"] in slugs]


def chosen(records, rest, key, value):
    """How many match when this value alone is chosen in this row, of those that match the ``rest`` of the question."""
    word = {True: "yes", False: "no"}.get(value, value)
    return len(answer(records, urlencode({**rest, key: word}, doseq=True))[0])


def asked_row(name):
    """The row that a parameter asks, if it asks for one by its values."""
    return row_of(name.removeprefix("not.").removeprefix("all."))


# The same lens -------------------------------------------------------------------------------------------------------

ROLES, LENGTHS, NUMBERS = ("main", "tele"), (24, 70, 120), (1.8, 2.4)
LENSES = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from([None, *LENGTHS]), st.sampled_from([None, *NUMBERS])), max_size=4
)


@pytest.mark.django_db
@settings(slowly, max_examples=24)
@given(phones=st.lists(st.tuples(LENSES, st.booleans()), min_size=3, max_size=8))
def test_one_and_the_same_lens_meets_all_conditions_in_every_possible_world(client, phones):
    with made_for_now():
        for number, (lenses, is_whole) in enumerate(phones):
            store_lenses(f"{number}", lenses, is_whole)
        renew_stamp()
        found = told(client, "lens.role=tele&lens.focal_length_eq_mm_min=70&lens.f_number_max=2&sort=height_mm")
    expected = [outcomes(lenses, is_whole) for lenses, is_whole in phones]
    assert found == tuple(
        [f"acme-{number}" for number, worlds in enumerate(expected) if worlds == wanted]
        for wanted in ({True}, {True, False})
    )


def store_lenses(name, lenses, is_whole):
    phone = make_phone(name, complete_sections=["rear_cameras"] if is_whole else [])
    for role, length, number in lenses:
        make_camera(phone, role=role, focal_length_eq_mm=length, f_number=number)


def outcomes(lenses, is_whole):
    """What may be true of a phone, whatever is not known: figures, and lenses that are not listed."""
    unlisted = {False} if is_whole else {True, False}
    return {any(world) for world in product(unlisted, *(may_meet(*lens) for lens in lenses))}


def may_meet(role, length, number):
    lengths = LENGTHS if length is None else [length]
    numbers = NUMBERS if number is None else [number]
    return {role == "tele" and one >= 70 and other <= 2 for one, other in product(lengths, numbers)}


# The shipped catalogue -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """The records of the shipped catalogue, which stays loaded for the rest of this module."""
    with django_db_blocker.unblock(), made_for_now():
        load_shipped()
        renew_stamp()
        yield catalogue()


ENTHUSIASTS_ASK = [
    "",
    "brand=Leica&brand=Sharp&sort=announced",
    "co_branding=Leica&main_sensor_area_mm2_min=100&sort=-main_sensor_area_mm2,weight_g",
    "sensor_area_mm2_min=110&sort=-sensor_area_mm2",
    "optical_format_inch_min=0.99&announced_min=2022&announced_max=2022&sort=announced",
    "main_optical_format_inch_min=0.75&weight_g_max=200&sort=weight_g",
    "lens.role=periscope&lens.focal_length_eq_mm_min=100&lens.f_number_max=3&sort=-longest_focal_length_eq_mm",
    "lens.role=tele&lens.role=periscope&lens.focal_length_eq_mm_min=60&lens.focal_length_eq_mm_max=80",
    "lens.role=ultrawide&lens.autofocus=pdaf&lens.autofocus=dual_pixel&lens.focal_length_eq_mm_max=14",
    "lens.role=tele&lens.stabilised=yes&lens.equivalent_f_number_max=15&sort=-announced",
    "lens.sensor=sony-imx989&sort=announced",
    "lens.sensor=Sony+IMX858&not.lens.role=ultrawide",
    "lens.role=main&lens.aperture_kind=steps&lens.aperture_kind=iris",
    "lens.zoom_kind=continuous",
    "lens.focal_length_eq_mm_min=120&announced_min=2021&sort=weight_g",
    "lens.focal_length_eq_mm_min=200&lens.f_number_max=3.2",
    "lens.focal_length_eq_mm_min=80&lens.focal_length_eq_mm_max=90",
    "lens.focal_length_eq_mm_min=100&lens.f_number_max=2.5&unknown=match",
    "main_focal_length_eq_mm_min=100&main_f_number_max=4",
    "lens.angle_of_view_deg_max=25&lens.equivalent_f_number_max=20",
    "lens.zoom_kind=continuous&unknown=hide",
    "lens.pixel_pitch_um_min=1.6&lens.f_number_max=1.9&sort=-main_pixel_pitch_um",
    "lens.co_branding=Zeiss&lens.role=periscope&unknown=match",
    "lens.close_focus_cm_max=10&lens.role=tele",
    "telephoto_count_min=2&sort=-telephoto_count,-announced",
    "telephoto_count_max=0&announced_min=2021",
    "macro_count_min=1&rear_camera_count_min=4",
    "ultrawide_count_min=1&front_camera_count_max=1&sort=-rear_camera_count",
    "has_telephoto=yes&has_ultrawide=no",
    "front.megapixels_min=30&front.autofocus=pdaf",
    "front.role=front&not.front.autofocus=fixed&sort=-announced",
    "lens.video_lines_min=4320&sort=-battery_mah",
    "sold_in=JP&sold_outside=JP&announced_min=2020",
    "sold_in=DE&display_size_in_max=6.2&sort=volume_cm3",
    "not.sold_in=US&brand=Xiaomi",
    "carrier=softbank&announced_min=2021-07",
    "market.country=JP&market.carrier=NTT+docomo&market.channel=carrier",
    "code.lte_bands=1&code.lte_bands=3&all.code.nr_bands=77&all.code.nr_bands=79&sort=announced",
    "origin=rebadge_of",
    "origin=original&origin=regional_version_of&sort=-released",
    "chipset=qualcomm-snapdragon-8-gen-1&weight_g_min=250&weight_g_max=190&sort=weight_g",
    "not.chipset_maker=Qualcomm&process_nm_max=5&ram_gb_min=12&sort=-ram_gb,weight_g",
    "all.ip_codes=IP68&all.ip_codes=IP69&battery_mah_min=5000&sort=-battery_mah",
    "folded_height_mm_max=90&form_factor=fold_flip",
    "card_slot=microsdxc&headphone_jack=yes&announced_max=2019-Q4",
    "supported_until_min=2028&sort=-supported_until&unknown=match",
    "launch_price_max=1000&launch_price_currency=EUR&sort=launch_price",
    "launch_price_min=90000&launch_price_max=150000&launch_price_currency=JPY&sort=-launch_price",
    "launch_price_max=800&brand=Xiaomi&sort=-launch_price&unknown=match",
    "launch_price_currency=CNY&sort=launch_price",
    "q=leica&sort=-main_sensor_area_mm2",
    "q=Aquos+R7&sort=announced",
]


def test_enthusiasts_get_the_same_answer_as_the_slow_way_in_json_and_csv(client, db, shipped):
    expected = {question: answer(shipped, question) for question in ENTHUSIASTS_ASK}
    wrong = {}
    for question, right in expected.items():
        if not told(client, question) == told_in_csv(client, question) == right:
            wrong[question] = (told(client, question), told_in_csv(client, question), right)
    assert wrong == {}
    assert sum(bool(sure) for sure, _ in expected.values()) > 30, "else nothing is compared with nothing"
    assert sum(bool(unsure) for _, unsure in expected.values()) > 20


def told_in_csv(client, question):
    response = client.get(f"/phones.csv?{question}")
    assert response.status_code == 200, question
    lines = list(csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"))))
    kinds = [line["match"] for line in lines]
    assert kinds == sorted(kinds, reverse=True), "matches come first"
    return tuple([line["slug"] for line in lines if line["match"] == kind] for kind in ("yes", "maybe"))


@pytest.mark.parametrize(
    "question", ["brand=Sony&announced_min=2018&launch_price_max=900", "lens.role=tele&sold_in=JP&nfc=unknown"]
)
def test_facets_of_the_shipped_catalogue_count_what_they_would_find(client, db, shipped, question):
    """Of each row the first values and the last ones: the slow way takes its time with each."""
    facets = {key: values[:3] + values[3:][-2:] for key, values in asked(client, question)["facets"].items()}
    assert sum(map(len, facets.values())) > 150
    assert wrong_counts(shipped, question, facets) == {}
