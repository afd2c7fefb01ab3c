"""How many phones a quick filter promises is how many its address then has: worked out the quick way, and by asking."""

from itertools import product

import pytest
from django.http import QueryDict

from catalog.finder.finder_result import find_phones
from catalog.finder.index_store import index_missing_phones
from catalog.finder.query_parser import encode_query

from .factories import make_phone

pytestmark = pytest.mark.django_db

QUESTIONS = (
    "",
    "weight_g_min=200",
    "weight_g_max=220",
    "weight_g_min=190&weight_g_max=230",
    "weight_g_min=210&nfc=yes",
    "camera_count=2",
    "lens.role=tele",
    "lens.role=tele&lens.focal_length_eq_mm_min=70",
    "lens.focal_length_eq_mm_max=80",
    "not.brand=Acme",
    "brand=Acme&nfc=yes",
    "q=ligh",
)
UNKNOWN = ("", "&unknown=hide", "&unknown=match")
PARAMETERS = (
    (("weight_g_min", "205"),),
    (("weight_g_max", "205"),),
    (
        ("weight_g_min", "195"),
        ("weight_g_max", "225"),
    ),
    (("nfc", "yes"),),
    (("nfc", "no"),),
    (("brand", "Bold"),),
    (("camera_count", "2"),),
    (("lens.role", "tele"),),
    (("lens.focal_length_eq_mm_min", "75"),),
    (("lens.focal_length_eq_mm_max", "75"),),
    (("weight_g_min", "x"),),
)


@pytest.fixture
def phones():
    tele = {"role": "tele", "focal_length_eq_mm": 70}
    long = {"role": "tele", "focal_length_eq_mm": 120}
    wide = {"role": "main", "focal_length_eq_mm": 24}
    make_phone("Light", weight_g=180, nfc=True, cameras=[wide, tele])
    make_phone("Middle", weight_g=205, nfc=False, cameras=[wide])
    make_phone("Heavy", "Bold", weight_g=230, nfc=True, cameras=[wide, long])
    make_phone("Lighter", "Bold", weight_g=195, cameras=[tele])
    make_phone("Unweighed", "Bold", nfc=True, cameras=[{"role": "tele"}])
    make_phone("Unknown", "Bold")
    index_missing_phones()


def promised_and_found(question, pairs):
    finding = find_phones(QueryDict(question))
    names = {name for name, _ in pairs}
    others = [(name, value) for name, value in QueryDict(question).items() if name not in names]
    asked = find_phones(QueryDict(encode_query([*others, *pairs])))
    return finding.total_with(pairs), asked.found.total


def test_what_is_promised_is_found(phones):
    wrong = {}
    for question, unknown, pairs in product(QUESTIONS, UNKNOWN, PARAMETERS[:-1]):
        promised, found = promised_and_found(question + unknown, pairs)
        if promised != found:
            wrong[question + unknown, pairs] = promised, found
    assert not wrong


@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_a_parameter_that_asks_nothing_promises_nothing(phones, question):
    assert find_phones(QueryDict(question)).total_with(PARAMETERS[-1]) == 0
