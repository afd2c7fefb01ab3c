"""What a comparison says first: who gathers more light, reaches further, is lighter, and what only some have."""

import re

import pytest

from .factories import make_phone
from .reading import page, words

pytestmark = pytest.mark.django_db

FULL_FRAME = {"sensor_width_mm": 36, "sensor_height_mm": 24}
MAIN = {"focal_length_eq_mm": 24, "f_number": 2, **FULL_FRAME}
WHOLE = {"complete_sections": ["rear_cameras"]}


def answers(client, *names):
    """Label → what is said."""
    slugs = "-vs-".join(f"acme-{name.lower()}" for name in names)
    html = page(client, f"/compare/{slugs}/")
    found = re.search(r'<dl class="answers">(.*?)</dl>', html)
    if not found:
        return {}
    pairs = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", found[1])
    return {label: words(f"<main>{said}") for label, said in pairs}


def test_the_phone_with_more_light_is_named_at_each_focal_length_with_the_stops(client):
    wide = {"role": "ultrawide", "focal_length_eq_mm": 13, "f_number": 4, **FULL_FRAME}
    make_phone("One", cameras=[MAIN, {**wide, "f_number": 2.8284}], **WHOLE)
    make_phone("Two", cameras=[{**MAIN, "f_number": 1.4142}, wide], **WHOLE)
    said = answers(client, "One", "Two")["Most light"]
    assert said.startswith("One at 13 mm by 1 stop Two at 24 mm by 1 stop, at 50 mm by 1 stop,")


@pytest.mark.parametrize(
    "other",
    [
        {**MAIN, "f_number": None},
        {**MAIN, "focal_length_eq_mm": None},
        {"focal_length_eq_mm": 24, "f_number": 2, "sensor_width_mm": 35.5, "sensor_height_mm": 24},
    ],
    ids=["its light is not known", "its focal length is not known", "it is as good as the same"],
)
def test_nothing_is_said_of_light_that_is_not_sure(client, other):
    make_phone("One", cameras=[MAIN], **WHOLE)
    make_phone("Two", cameras=[other], **WHOLE)
    assert "Most light" not in answers(client, "One", "Two")


def test_estimates_count_only_where_they_are_further_apart_than_they_may_be_off(client):
    small = {"focal_length_eq_mm": 24, "f_number": 2, "sensor_type": "1/1.31"}
    make_phone("One", cameras=[small], **WHOLE)
    make_phone("Near", cameras=[{**small, "f_number": 2.2}], **WHOLE)
    make_phone("Far", cameras=[{**small, "f_number": 4}], **WHOLE)
    assert "Most light" not in answers(client, "One", "Near")
    assert answers(client, "One", "Far")["Most light"].startswith("One at 24 mm by about 2 stops")


def test_the_lightest_and_the_longest_lens_are_named_with_all_figures(client):
    for name, weight, length in (("One", 211, 70), ("Two", 180, 120), ("Three", 199, 85)):
        tele = {"role": "tele", "focal_length_eq_mm": length}
        make_phone(name, weight_g=weight, cameras=[MAIN, tele], **WHOLE)
    said = answers(client, "One", "Two", "Three")
    assert said["Lightest"] == "Two 180 g (One 211 g, Three 199 g)"
    assert said["Longest lens"] == "Two 120 mm (One 70 mm, Three 85 mm)"


@pytest.mark.parametrize("weight", [None, 180])
def test_nobody_is_the_lightest_where_a_weight_is_not_known_or_two_are_alike(client, weight):
    make_phone("One", weight_g=180)
    make_phone("Two", weight_g=211)
    make_phone("Three", weight_g=weight)
    assert "Lightest" not in answers(client, "One", "Two", "Three")


def test_what_only_some_have_is_said_where_it_is_known_of_each(client):
    make_phone("One", headphone_jack=True, nfc=True, infrared=True, card_slot="microsd")
    make_phone("Two", headphone_jack=False, nfc=True, infrared=None, card_slot="none")
    make_phone("Three", headphone_jack=False, nfc=False, infrared=False, card_slot="none")
    assert (
        answers(client, "One", "Two", "Three")["Only some have"] == "One: headphone jack, card slot All but Three: NFC"
    )


def test_one_phone_alone_is_compared_with_nothing(client):
    make_phone("One", weight_g=180, headphone_jack=True)
    assert answers(client, "One") == {}


def test_rows_are_below_the_deciding_ones_in_groups_that_say_how_many_differ(client):
    make_phone("One", weight_g=180, height_mm=150, nfc=True)
    make_phone("Two", weight_g=211, height_mm=150, nfc=True)
    html = page(client, "/compare/acme-one-vs-acme-two/")
    assert '<tr id="key-facts-weight_g"' in html
    assert 'id="body-weight_g"' not in html
    assert "Body 1 of 2 differs" in words(html)
    assert "Connections no differences" in words(html)
    assert 'href="?open=body#group-body" data-group="body" aria-expanded="false"' in html


def test_a_group_is_opened_by_its_link_and_closed_by_the_same(client):
    make_phone("One", weight_g=180, nfc=True)
    make_phone("Two", weight_g=211, nfc=True)
    html = page(client, "/compare/acme-one-vs-acme-two/?open=body")
    assert '<tr id="body-weight_g"' in html
    assert 'id="connectivity-nfc"' not in html
    assert 'href="?#group-body" data-group="body" aria-expanded="true"' in html
    assert 'href="?open=body.connectivity#group-connectivity"' in html


def test_the_rows_of_a_group_alone_are_those_of_the_page(client):
    make_phone("One", weight_g=180, nfc=True)
    make_phone("Two", weight_g=211, nfc=True)
    path = "/compare/acme-one-vs-acme-two/"
    alone = client.get(f"{path}rows/?group=body&baseline=acme-one")
    assert alone["X-Robots-Tag"] == "noindex"
    whole = client.get(f"{path}?open=body&baseline=acme-one")
    rows, rows_of_page = (re.findall(r'<tr id="body.*?</tr>', page.text, re.DOTALL) for page in (alone, whole))
    assert rows == rows_of_page
    assert "+31" in rows[0]
    assert client.get(f"{path}rows/?group=nothing").status_code == 404


def test_a_lens_that_one_phone_alone_has_is_one_line(client):
    tele = {"role": "tele", "focal_length_eq_mm": 120, "megapixels": 50, "f_number": 3}
    make_phone("One", cameras=[MAIN, tele], **WHOLE)
    make_phone("Two", cameras=[MAIN], **WHOLE)
    make_phone("Open", cameras=[MAIN])
    html = page(client, "/compare/acme-one-vs-acme-two/?rows=all")
    assert "Only the One: telephoto, 120 mm, 50 MP, f/3.0" in words(html)
    assert 'id="camera-1-lens-f_number"' in html
    assert 'id="camera-2-lens-f_number"' not in html
    assert "Only listed for the One: telephoto" in words(page(client, "/compare/acme-one-vs-acme-open/"))
    table = client.get("/compare/acme-one-vs-acme-two.json").json()["table"]["rows"]
    assert len([row for row in table if row["key"] == "f_number"]) == 2, "data stay whole"


def test_rows_that_follow_from_another_fold_under_it_unless_all_are_asked_for(client):
    make_phone("One", cameras=[MAIN], **WHOLE)
    make_phone("Two", cameras=[{**MAIN, "f_number": 2.8}], **WHOLE)
    opened = page(client, "/compare/acme-one-vs-acme-two/?open=camera-1")
    family = opened.partition('<tbody class="family"><tr id="camera-1-lens-f_number"')[2].partition("</tbody>")[0]
    assert "2 more" in family
    assert re.findall(r'id="(.*?)"', family) == ["camera-1-lens-crop_factor", "camera-1-lens-equivalent_f_number"]
    assert "family" not in page(client, "/compare/acme-one-vs-acme-two/?rows=all")


def test_rows_that_were_chosen_are_not_folded(client):
    make_phone("One", weight_g=180)
    make_phone("Two", weight_g=211)
    html = page(client, "/compare/acme-one-vs-acme-two/?rows=differences")
    assert "key-facts" not in html
    assert "group__count" not in html
    assert '<tr id="body-weight_g"' in html
