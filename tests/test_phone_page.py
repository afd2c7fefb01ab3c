"""One phone's page, and the same as data."""

import json
import re

import pytest

from catalog.models import Phone, Stamp

from .everything import make_full_phone
from .factories import (
    make_brand,
    make_camera,
    make_claim,
    make_extra_row,
    make_market,
    make_model_code,
    make_observation,
    make_phone,
    make_publishable,
    make_relation,
    make_source,
    make_variation,
)
from .reading import data, page, row, words

pytestmark = pytest.mark.django_db


def test_a_phone_page_names_phone_brand_and_who_builds_it(client):
    make_phone("Leitz Phone 2", brand="Leica", manufacturer=make_brand("Sharp"))
    shown = words(page(client, "/phones/leica-leitz-phone-2/"))
    assert "Leica Leitz Phone 2" in shown
    assert "Made by Sharp ." in shown


def test_a_twin_is_named_first_on_both_pages_with_a_comparison(client):
    leitz, aquos = make_phone("Leitz Phone 2", brand="Leica"), make_phone("Aquos R7", brand="Sharp")
    make_relation(leitz, "rebadge_of", aquos)
    forth, back = page(client, "/phones/leica-leitz-phone-2/"), page(client, "/phones/sharp-aquos-r7/")
    assert "Same phone as the Sharp Aquos R7 : identical in 1 of 1 known specs." in words(forth)  # announced
    assert "Also sold as the Leica Leitz Phone 2 : identical in 1 of 1 known specs" in words(back)
    assert "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7/" in forth
    assert "/compare/sharp-aquos-r7-vs-leica-leitz-phone-2/" in back


def test_predecessor_and_successor_are_linked_both_ways(client):
    first, second = make_phone("One"), make_phone("Two")
    make_relation(second, "successor_of", first)
    assert "Successor of Acme One" in words(page(client, "/phones/acme-two/"))
    assert "Followed by Acme Two" in words(page(client, "/phones/acme-one/"))


def test_the_mark_of_a_value_leads_to_its_source_which_quotes_it(client):
    claim = {"key": "weight_g", "value": 211, "source": make_source("press", title="Press release"), "quote": "約211g"}
    make_phone("Brick", weight_g=211, claims=[claim])
    html = page(client, "/phones/acme-brick/")
    assert 'href="#source-1" data-sources="1" aria-label="sourced, 1 source"' in html
    assert 'id="source-1"' in html
    assert 'href="/phones/acme-brick/sources/#source-1"' in html
    said = page(client, "/phones/acme-brick/sources/")
    assert '<a href="/phones/acme-brick/#body-weight_g">Body: Weight</a>: 211' in said.partition('id="source-1"')[2]
    assert "<q>約211g</q>" in said


def test_a_value_without_a_source_says_so(client):
    make_phone("Brick", weight_g=211)
    assert "(no source yet)" in row(page(client, "/phones/acme-brick/"), "body-weight_g")


def test_computed_and_estimated_values_are_marked(client):
    make_phone("Brick", cameras=[{"sensor_type": "1/1.31", "focal_length_eq_mm": 24}])
    html = page(client, "/phones/acme-brick/")
    assert "computed" in row(html, "lens-angle_of_view_deg")
    assert "estimated" in row(html, "sensor-sensor_area_mm2")


def test_a_contradicted_value_shows_both_and_says_which_is_accepted(client):
    claims = [
        {"key": "storage_gb", "value": [512], "source": make_source("good", publisher="Good News")},
        {"key": "storage_gb", "value": [256], "source": make_source("bad", publisher="Bad News"), "accepted": False},
    ]
    make_phone("Brick", memory=[(12, 512)], claims=claims)
    shown = words(page(client, "/phones/acme-brick/"))
    assert "256 GB according to Bad News , not accepted" in shown
    disagreement = shown.partition("Sources disagree Memory: Storage")[2]
    assert "Accepted: 512" in disagreement
    assert "Not accepted: 256" in disagreement


def test_where_no_source_contradicts_the_page_says_so(client):
    make_phone("Brick", weight_g=211)
    assert "No source that was read contradicts a fact above." in page(client, "/phones/acme-brick/")


def test_no_link_leads_to_sources_or_disputes_that_there_are_not(client):
    make_phone("Brick", weight_g=211)
    make_phone("Slab", depth_mm=8)
    html = page(client, "/phones/acme-brick/")
    assert 'href="#sources"' not in html
    assert 'href="#disagree"' not in html
    assert "disputed</a>" not in html
    assert html.count('href="#not-known"') == 1


def test_links_lead_to_sources_and_disputes(client):
    phone = make_phone("Brick", weight_g=211, claims=[{"key": "weight_g", "value": 200, "accepted": False}])
    make_claim(phone, "weight_g", 211, "label")
    make_phone("Slab", depth_mm=8)
    html = page(client, "/phones/acme-brick/")
    assert '<a href="#sources">1 with a source</a>, <a href="#disagree">1 fact disputed</a>' in html


def test_a_phones_own_name_is_not_among_its_other_names(client):
    make_phone("Brick", aliases=["ACME Brick", "Ziegel", "Stone"])
    assert "<dt>Other names</dt> <dd>Ziegel · Stone</dd>" in page(client, "/phones/acme-brick/")


def test_what_is_not_known_is_listed_by_name(client):
    make_phone("Brick", height_mm=161)
    make_phone("Slab", weight_g=211, folded_height_mm=90)
    unknown = words(page(client, "/phones/acme-brick/")).partition("Nobody has told us.")[2]
    assert "Weight" in unknown
    assert "Height, folded" in unknown
    assert "Height ·" not in unknown


def test_cameras_stand_side_by_side(client):
    make_phone(
        "Brick", cameras=[{"megapixels": 50}, {"role": "tele", "megapixels": 12}, {"role": "tele", "megapixels": 8}]
    )
    html = page(client, "/phones/acme-brick/")
    head = words("<main" + html.partition('id="cameras-table-caption"')[2].partition("</thead>")[0])
    assert "Fact Main camera Telephoto Telephoto, 2nd" in head


def test_a_phone_without_cameras_on_record_is_not_said_to_have_none(client):
    make_phone("Brick")
    assert "That does not mean that it has none." in page(client, "/phones/acme-brick/")


def test_versions_codes_markets_software_and_extra_rows_are_shown(client):
    phone = make_phone("Brick", weight_g=200, memory=[(8, 128), (12, 256)])
    make_variation(phone, "weight_g", 210, "leather back")
    make_model_code(phone, "AC-1", for_whom="Farcall", lte_bands=[1, 28], bands_complete=False)
    make_market(phone, "JP", carrier="Farcall", price=99_800, price_currency="JPY", on_sale_from="2022-11")
    make_observation(phone, "Android 14", "2024-05-02", source=make_source("seen", title="A reader's photo"))
    make_extra_row(phone, "Lens cap", "magnetic", group="In the box")
    shown = words(page(client, "/phones/acme-brick/"))
    for expected in (
        "210 g (leather back)", "12 GB 256 GB", "AC-1 Farcall B1, B28 (no source yet) no",
        "Japan Farcall November 2022 (no source yet) ¥99,800 (no source yet)",
        "Android 14", "A reader's photo", "In the box Lens cap magnetic",
    ):  # fmt: skip
        assert expected in shown


def test_the_drawing_is_in_millimetres_and_told_in_words(client):
    make_phone("Brick", height_mm=161, width_mm=77, depth_mm=9.3)
    html = page(client, "/phones/acme-brick/")
    assert '<rect class="shape shape--body" x="0.0" y="0.0" width="77.0" height="161.0"' in html
    assert "161 × 77 × 9.3 mm" in words(html)
    assert "is not known: it is centred" in html


def test_a_phone_of_unknown_size_has_no_drawing_and_says_why(client):
    make_phone("Brick", height_mm=161)
    assert "Height and width are not known, so there is no drawing." in page(client, "/phones/acme-brick/")


def test_an_editors_text_is_markdown_and_html_in_it_stays_text(client):
    make_phone("Brick", text="**Bold** <script>alert(1)</script>")
    html = page(client, "/phones/acme-brick/")
    assert "<strong>Bold</strong>" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_what_a_source_says_is_never_taken_for_html(client):
    claim = {"key": "os_at_launch", "value": "<b>x</b>", "quote": "<img src=x>", "accepted": False}
    make_phone("<i>Brick</i>", slug="brick", claims=[claim])
    html = page(client, "/phones/brick/")
    assert "<i>Brick" not in html
    assert "<b>x" not in html
    assert "<img" not in html


def test_the_row_of_a_phone_explains_itself(client):
    make_phone("Brick", weight_g=211)
    assert "With battery, without case or box." in page(client, "/phones/acme-brick/")


def test_an_old_slug_leads_to_the_phone_for_ever(client):
    phone = make_phone("Brick")
    phone.slug = "acme-stone"
    phone.save()
    for path, goal in (("/phones/{}/", "/phones/{}/"), ("/phones/{}.json", "/phones/{}.json")):
        response = client.get(path.format("acme-brick"))
        assert response.status_code == 301
        assert response["Location"] == goal.format("acme-stone")


def test_an_unknown_slug_offers_near_names(client):
    make_phone("Leitz Phone 2", brand="Leica")
    make_phone("Xperia Pro-I", brand="Sony")
    missing = page(client, "/phones/leica-leits-phone2/", status=404)
    assert "Did you mean one of these phones?" in missing
    assert 'href="/phones/leica-leitz-phone-2/"' in missing
    assert "Xperia" not in missing


def test_an_unknown_slug_offers_near_names_as_data_too(client):
    make_phone("Leitz Phone 2", brand="Leica")
    response = client.get("/phones/leitz-phone-2.json")
    assert response.status_code == 404
    assert json.loads(response.content)["near"] == ["leica-leitz-phone-2"]


def test_a_phone_as_data_has_typed_values_units_states_and_sources(client):
    Stamp.move()
    claim = {"key": "weight_g", "value": 211, "source": "press"}
    make_phone("ライツ", slug="leitz", weight_g=211, nfc=True, headphone_jack=False, claims=[claim])
    phone = data(client, "/phones/leitz.json")
    assert phone["name"] == "ライツ"
    assert phone["facts"]["weight_g"] | {"claims": []} == {
        "value": 211, "unit": "g", "state": "known", "qualifier": None, "estimated": False, "versions": [],
        "sources": ["press"], "claims": [],
    }  # fmt: skip
    assert phone["facts"]["nfc"]["value"] is True
    assert phone["facts"]["headphone_jack"]["state"] == "no"
    assert phone["facts"]["announced"]["value"] == "2019-08-07"
    assert phone["facts"]["depth_mm"]["state"] == "not_known"
    assert phone["licence"]["name"] == "CC BY-SA 4.0"
    assert phone["stamp"] == 1
    assert set(phone["sources"]) == {"press"}


def test_memory_as_data_is_in_gigabytes_and_on_the_page_in_what_reads_best(client):
    make_phone("Brick", memory=[(12, 1024)], card_slot="microsd", card_slot_max_gb=2048)
    facts = data(client, "/phones/acme-brick.json")["facts"]
    assert [facts[key]["unit"] for key in ("ram_gb", "storage_gb", "card_slot_max_gb")] == ["GB", "GB", "GB"]
    assert facts["storage_gb"]["value"] == [1024]
    shown = page(client, "/phones/acme-brick/")
    assert "1 TB" in words(f"<main>{row(shown, 'memory-storage_gb')}")
    assert "2 TB" in words(f"<main>{row(shown, 'memory-card_slot_max_gb')}")


def test_data_is_written_in_its_own_letters(client):
    make_phone("ライツ", slug="leitz")
    response = client.get("/phones/leitz.json")
    assert "ライツ" in response.content.decode()
    assert response["Link"].endswith('rel="license"')


def test_a_camera_that_is_added_shows_at_once(client):
    phone = make_phone("Brick")
    make_camera(phone, megapixels=47.2)
    make_claim(phone, "megapixels", 47.2, camera=phone.cameras.get())
    assert "47.2" in words(page(client, "/phones/acme-brick/"))


def test_no_two_places_of_a_full_page_have_the_same_anchor(client):
    html = page(client, make_full_phone().get_absolute_url())
    anchors = re.findall(r' id="([^"]+)"', html)
    assert sorted(anchors) == sorted(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)


@pytest.mark.parametrize(("key", "value"), [("weight_g", "heavy"), ("released", "late 2022"), ("weight_g", 10**400)])
def test_a_value_that_does_not_fit_its_row_is_shown_as_it_stands(client, key, value):
    phone = make_phone("Brick", weight_g=200, released="2022")
    make_variation(phone, key, value, "leather back")
    make_claim(phone, key, value, accepted=False)
    html = page(client, "/phones/acme-brick/")
    assert f"{value} (leather back)" in html
    assert f"{value} according to" in html


def test_what_is_said_of_a_display_is_in_the_data_before_any_display_is(client):
    make_phone("Brick", claims=[{"key": "refresh_hz", "state": "not_published"}])
    assert data(client, "/phones/acme-brick.json")["facts"]["refresh_hz"]["state"] == "not_published"


def test_it_says_how_deep_it_is_and_what_is_missing(client):
    make_phone("Brick", weight_g=211, cameras=[{"role": "tele", "megapixels": 12}])
    text = words(page(client, "/phones/acme-brick/"))
    assert re.search(r"\d+ of \d+ rows known , none with a source", text)
    assert "Not described in full. Still missing: height, width, thickness, battery capacity, chipset," in text
    assert (
        "type or size of the main sensor, f-number and focal length or angle of view of the telephoto. Tell us" in text
    )


def test_a_phone_above_the_floor_has_no_such_note(client):
    phone = make_publishable("Brick")
    Phone.objects.filter(pk=phone.pk).update(status="published")
    assert "Not described in full" not in page(client, "/phones/acme-brick/")
