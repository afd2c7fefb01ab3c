"""Prices at launch beside the phone's own, and several USB ports: rows of their own, on pages and in data."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import LaunchPrice, Phone
from catalog.records.serializer import RecordSerializer

from .factories import make_launch_price, make_phone
from .reading import data, page, words

pytestmark = pytest.mark.django_db

EURO = {"price": 1399, "price_currency": "EUR", "country": "DE", "ram_gb": 16, "storage_gb": 512}
YUAN = {"price": 6499, "price_currency": "CNY", "storage_gb": 1024, "applies_to": "photographer's kit"}


@pytest.fixture
def phone():
    ports = [
        {"edge": "left", "usb_connector": "usb_c", "usb_version": "3.1 Gen 2", "usb_display_out": True},
        {"edge": "bottom", "usb_connector": "usb_c", "usb_version": "2.0"},
    ]
    return make_phone(
        "One", launch_price=5999, launch_price_currency="CNY", launch_prices=[EURO, YUAN], usb_ports=ports
    )


def cell(client, key):
    return data(client, "/phones/acme-one.json")["facts"][key]["value"]


def test_each_price_is_told_with_what_it_was_for(client, phone):
    shown = words(page(client, "/phones/acme-one/")).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "€1,399" in shown
    assert "Launch prices" in shown
    assert [text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in cell(client, "further_launch_price")] == [
        "1,399 EUR (16 GB + 512 GB, Germany)",
        "6,499 CNY (1 TB, photographer's kit)",
    ]


def test_the_phones_own_price_stays_what_is_asked_and_compared(client, phone):
    assert cell(client, "launch_price") == 5999
    assert data(client, "/phones.json?launch_price_max=6000&launch_price_currency=CNY")["total"] == 1


def test_each_port_is_told_with_its_edge_and_speed(client, phone):
    assert [text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in cell(client, "usb_port")] == [
        "Left edge: USB-C, 3.1 Gen 2, 10 Gbit/s, picture",
        "Bottom edge: USB-C, 2.0, 0.48 Gbit/s",
    ]
    assert "USB ports" in words(page(client, "/phones/acme-one/"))


def test_what_is_known_of_no_row_is_named_with_its_abbreviations_as_they_are(client):
    make_phone("Two", launch_prices=[{"storage_gb": 256}], usb_ports=[{"usb_connector": "usb_c"}])
    shown = words(page(client, "/phones/acme-two/"))
    assert "Not known for any: RAM, country, edition or seller." in shown
    assert "Not known for any: USB version, speed, video over USB." in shown


def test_a_record_holds_both_lists(phone):
    (content,) = RecordSerializer().all_of("phone")
    assert content["launch_prices"] == [EURO, YUAN]
    assert [port["edge"] for port in content["usb_ports"]] == ["left", "bottom"]


def test_a_price_needs_a_currency_and_stands_within_bounds():
    phone = make_phone("Two")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_launch_price(phone, price_currency=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_launch_price(phone, price=0)
    with pytest.raises(ValidationError, match="country"):
        LaunchPrice(phone=phone, price=9, price_currency="EUR", country="Germany").full_clean()
    assert not Phone.objects.get(name="Two").launch_prices.exists()
