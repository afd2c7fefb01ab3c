"""What somebody types is no place for parts of a page: readers cannot fill in, repeat or break what templates print."""

from urllib.parse import quote

import pytest

from catalog.models import Phone

from .factories import make_phone

pytestmark = pytest.mark.django_db

TYPED = [f"\ue000{name}\ue001" for name in ("anything", "0", "footer", "light-0", "__class__", "query")]
LENS = {"f_number": 1.9, "focal_length_eq_mm": 24, "sensor_type": "1/1.3"}
ADDRESSES = (
    "/phones/?q={}&brand={}&sort={}&filters={}&weight_g_min={}",
    "/phones/acme-one/?units={}&against={}",
    "/compare/acme-one-vs-acme-two/?baseline={}&units={}&rows={}",
    "/compare/?phone={}&phone=acme-one",
    "/search/?q={}",
    "/data/sources/?q={}",
    "/phones/acme-one/report/?row={}",
)


@pytest.fixture
def two_phones():
    return [make_phone(name, weight_g=211, cameras=[LENS]) for name in ("One", "Two")]


@pytest.mark.parametrize("typed", TYPED)
def test_what_looks_like_a_place_in_an_address_is_text(client, two_phones, typed):
    for address in ADDRESSES:
        response = client.get(address.replace("{}", quote(typed)))
        assert response.status_code == 200, address
        assert response.content.count(b"<footer") == 1


@pytest.mark.parametrize("typed", TYPED)
def test_what_looks_like_a_place_in_a_record_is_text(client, two_phones, typed):
    Phone.objects.filter(slug="acme-one").update(name=typed)
    for address in ("/phones/", "/phones/acme-one/", "/compare/acme-one-vs-acme-two/", "/phones/?weight_g_min=1"):
        response = client.get(address)
        assert (response.status_code, typed in response.content.decode()) == (200, True), address
