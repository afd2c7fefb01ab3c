"""Using a phone in another country: what is known of bands, sale and calls, and never more than that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.band_support import band_overlap
from catalog.models import Operator, Phone

from .factories import make_claim, make_market, make_model_code, make_operator, make_phone
from .reading import data, page, row, words

pytestmark = pytest.mark.django_db

PAGE = "/phones/acme-one/abroad/"
BANDS = st.none() | st.lists(st.integers(1, 8), max_size=6)


@pytest.fixture
def phone():
    phone = make_phone("One")
    make_operator("Netz", "DE", lte_bands=[1, 3, 7], core_lte_bands=[3], nr_bands=[78], confidence="medium")
    return phone


def shown(client, query="?country=DE"):
    return words(page(client, PAGE + query))


# Sale


def test_a_country_in_which_it_is_known_not_to_be_sold_is_said_to_be_one(client, phone):
    Phone.objects.update(not_sold_in=["DE"])
    make_market(phone, "001")
    sold = {
        code: data(client, f"/phones/acme-one/abroad.json?country={code}")["facts"]["sold_there"]
        for code in ("DE", "FR")
    }
    assert (sold["DE"]["value"], sold["DE"]["state"]) == (False, "no")
    assert (sold["FR"]["value"], sold["FR"]["state"]) == (None, "not_known")


# Bands


@given(BANDS, BANDS, st.sampled_from([True, False, None]))
def test_each_band_of_a_network_is_had_lacking_or_not_known_as_a_slow_look_finds(of, received, complete):
    found = band_overlap(of, received, complete)
    if of is None:
        assert (found.of, found.has, found.lacks, found.not_known) == (None, (), (), ())
        return
    for band in of:
        has = received is not None and band in received
        lacks = not has and (received == [] or (received is not None and complete is True))
        assert (band in found.has, band in found.lacks, band in found.not_known) == (has, lacks, not (has or lacks))
    assert len(found.has) + len(found.lacks) + len(found.not_known) == len(set(of))


def test_a_band_is_only_called_missing_where_the_list_is_complete(client, phone):
    make_model_code(phone, "OPEN", lte_bands=[1, 3], bands_complete=False)
    make_model_code(phone, "WHOLE", lte_bands=[1, 3], bands_complete=True)
    text = shown(client).partition("does not mean")[2]
    opened, _, whole = text.partition("WHOLE")
    assert "at least 2 of 3" in opened
    assert "not in its list" not in opened.partition("OPEN")[2]
    assert "2 of 3 core: 1 of 1 has B1, B3 not in its list B7" in whole
    assert "not known n78" in whole


def test_without_a_list_of_bands_nothing_is_said_to_be_missing(client, phone):
    make_model_code(phone, "X-1")
    text = shown(client)
    assert "No list of bands is on record for X-1." in text
    assert "not known B1, B3, B7" in text


def test_each_network_first_has_the_version_that_receives_most_of_it(client, phone):
    make_model_code(phone, "FEW", lte_bands=[1], nr_bands=[], bands_complete=True)
    make_model_code(phone, "MANY", lte_bands=[1, 3], nr_bands=[78], bands_complete=True)
    make_model_code(phone, "UNLISTED")
    text = shown(client).partition("Bands of its networks")[2]
    assert text.startswith(" Netz 2 of 3 LTE, 1 of 1 5G (MANY) No list of bands is on record for UNLISTED.")
    assert "5G, millimetre wave" not in text


# Sale and calls


def test_the_newest_price_of_that_country_is_the_last_one_seen(client, phone):
    make_market(phone, "DE", price=999, price_currency="EUR", price_on="2022-11", warranty="2 years")
    make_market(phone, "DE", price=899, price_currency="EUR", price_on="2023-05", carrier="Netz", carrier_locked=True)
    make_market(phone, "JP", price=1, price_currency="JPY", price_on="2024")
    text = shown(client)
    assert "Last seen price there €899 (May 2023, Netz)" in text
    assert "999" not in text
    assert "Locked to carrier there yes (Netz)" in text
    assert "Warranty there 2 years" in text
    assert "Not known: on sale there from, forced shutter sound there, SIMs of each version." in text


@pytest.mark.parametrize(
    ("whole", "markets", "answer"),
    [
        (["markets"], ["JP"], "no (the list of its countries is complete: Japan)"),
        ([], ["JP"], "not known"),
        ([], ["001"], "not known: sold in many countries, and this one is not named among them"),
        ([], ["DE"], "yes"),
    ],
)
def test_it_is_only_said_not_to_be_sold_where_the_list_of_countries_is_whole(client, whole, markets, answer):
    phone = make_phone("One", complete_sections=whole)
    make_operator("Netz", "DE")
    for code in markets:
        make_market(phone, code)
    assert f"Sold there {answer} " in shown(client)


def test_calls_over_lte_are_not_known_unless_a_source_says_so_of_the_network(client, phone):
    make_operator("Funk", "DE")
    make_claim(phone, "volte", ["netz-de"], source="whitelist")
    text = shown(client).partition("Voice over LTE")[2]
    assert "Netz yes · whitelist" in text
    assert "Not known: Funk." in text


def test_no_page_says_that_a_phone_can_be_used(client, phone):
    make_model_code(phone, "X-1", lte_bands=[1, 3, 7], nr_bands=[78], bands_complete=True)
    make_market(phone, "DE")
    for path in (PAGE + "?country=DE", "/compare/acme-one/?country=DE"):
        assert not re.search(r"\b(works|compatible|supported on|usable)\b", words(page(client, path)), re.IGNORECASE)


# Asking


@pytest.mark.parametrize("text", ["XX", "D", "Germania", "001", "%00", "x" * 3000, "<b>"])
def test_a_country_that_is_none_is_named_at_the_field(client, phone, text):
    html = page(client, f"{PAGE}?country={text}")
    assert 'id="country-fault"' in html
    assert "is not a country we know." in html
    assert client.get(f"/phones/acme-one/abroad.json?country={text}").status_code == 400


@pytest.mark.parametrize("text", ["de", "Germany", " germany "])
def test_a_country_is_asked_by_its_name_or_its_letters(client, phone, text):
    asked = client.get("/phones/acme-one/abroad.json", {"country": text}).json()
    assert asked == client.get("/phones/acme-one/abroad.json?country=DE").json()


def test_small_letters_will_do_and_without_a_country_one_is_asked_for(client, phone):
    assert "Acme One in Germany" in shown(client, "?country=de")
    html = page(client, PAGE)
    assert "Acme One abroad" in words(html)
    assert '<option value="DE">Germany</option>' in html


def test_of_a_country_without_networks_on_record_its_sale_is_still_told(client, phone):
    make_market(phone, "NO")
    text = shown(client, "?country=NO")
    assert "Sold there yes" in text
    assert "No network of Norway is on record yet" in text


def test_an_old_slug_leads_to_the_new_one_with_the_country(client, phone):
    phone = Phone.objects.get(pk=phone.pk)
    phone.slug = "acme-uno"
    phone.save()
    response = client.get(PAGE + "?country=DE")
    assert (response.status_code, response["Location"]) == (301, "/phones/acme-uno/abroad/?country=DE")
    assert client.get("/phones/nobody/abroad/?country=DE").status_code == 404


def test_a_phones_page_leads_there(client, phone):
    assert f'href="{PAGE}"' in page(client, "/phones/acme-one/")


# In comparisons, and as data


def test_a_comparison_has_rows_for_the_country_that_is_asked_for(client, phone):
    make_model_code(phone, "WHOLE", lte_bands=[1, 3], bands_complete=True)
    make_phone("Two")
    path = "/compare/acme-one-vs-acme-two/"
    assert "abroad-" not in page(client, path)
    html = page(client, path + "?country=DE&rows=all")
    assert "2 of 3 LTE" in row(html, "abroad-bands-netz-de")
    assert "(WHOLE)" in row(html, "abroad-bands-netz-de")
    assert "not known" in row(html, "abroad-volte")
    assert "In Germany" in words(html)
    known = re.compile(r"Of (\d+) rows with something known")
    before, after = (int(known.search(words(text))[1]) for text in (page(client, path), html))
    assert after == before + 1  # rows of which nothing is known are shown there, and not counted
    assert page(client, path + "?country=Germany&rows=all").count("abroad-bands-netz-de") == html.count(
        "abroad-bands-netz-de"
    )
    assert 'id="country-fault"' in page(client, path + "?country=Germania")


def test_the_data_has_each_band_in_its_place(client, phone):
    make_model_code(phone, "WHOLE", lte_bands=[1, 3], bands_complete=True)
    answer = data(client, "/phones/acme-one/abroad.json?country=DE")
    version = answer["networks"][0]["versions"][0]
    assert version["lte_bands"] == {"network": [1, 3, 7], "has": [1, 3], "not_in_its_list": [7], "not_known": []}
    assert answer["networks"][0]["voice_over_lte"]["state"] == "not_known"
    assert answer["facts"]["price"] == {"value": None, "text": "not known", "state": "not_known", "sources": []}
    assert answer["licence"]["name"] == "CC BY-SA 4.0"


def test_the_shipped_catalogue_is_answered_from_its_records(client, shipped):
    leitz = words(page(client, "/phones/leica-leitz-phone-2/abroad/?country=DE"))
    assert "no (the list of its countries is complete: Japan)" in leitz
    assert "not in its list" not in leitz.partition("core bands carry")[2].partition("otherwise")[2]
    phone = Phone.objects.get(slug="apple-iphone-15-pro-max")
    answer = data(client, "/phones/apple-iphone-15-pro-max/abroad.json?country=DE")
    for network in answer["networks"]:
        bands = Operator.objects.get(slug=network["network"]).lte_bands
        for version in network["versions"]:
            code = phone.model_codes.filter(code=version["version"]).first()
            if code and code.lte_bands is not None:
                assert version["lte_bands"]["has"] == [band for band in bands if band in code.lte_bands]
