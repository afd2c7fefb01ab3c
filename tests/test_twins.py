"""A twin's page and comparison say first how far it is the same phone, and then only what differs."""

import re

import pytest

from catalog.facts.cells import State
from catalog.facts.fact_table import FactTable
from catalog.facts.phone_cache import cached_phones
from catalog.models import Phone, Stamp
from catalog.sheet.spec import STATED

from .factories import make_brand, make_phone, make_relation, make_source
from .reading import page, row, words

pytestmark = pytest.mark.django_db

LEITZ, AQUOS = "/phones/leica-leitz/", "/phones/sharp-aquos/"
PAIR = "/compare/leica-leitz-vs-sharp-aquos/"


@pytest.fixture
def twins():
    """Height, date and chipset agree, weight and colours differ, battery is known of one only."""
    alike = {"height_mm": 161, "announced": "2022-11"}
    sharp = make_brand("Sharp")
    aquos = make_phone("Aquos", brand=sharp, weight_g=208, colours=["Black"], battery_mah=5000, **alike)
    leitz = make_phone("Leitz", brand="Leica", manufacturer=sharp, weight_g=211, colours=["White"], **alike)
    make_relation(leitz, "rebadge_of", aquos, detail="same hardware")
    return leitz, aquos


def panel(client, path):
    html = page(client, path)
    return html.partition('<section class="twin"')[2].partition("</section>")[0]


def test_a_twins_page_says_first_how_many_known_rows_agree_and_shows_only_those_that_differ(client, twins):
    shown = panel(client, LEITZ)
    text = words(f"<main>{shown}")
    assert "Same phone as the Sharp Aquos : identical in 2 of 4 known specs; these 2 differ." in text
    assert "1 more spec is known for only one of the two." in text
    assert re.findall(r'<tr id="twin-1-([^"]+)"', shown.partition("Differences in name and codes")[0]) == [
        "body-weight_g",
        "body-colours",
    ]
    assert 'href="/compare/leica-leitz-vs-sharp-aquos/"' in shown


def test_it_says_which_is_the_original_who_makes_it_and_what_the_name_adds(client, twins):
    text = words(f"<main>{panel(client, LEITZ)}")
    assert "The original is the Sharp Aquos. Made by Sharp." in text
    assert "On record: same hardware." in text
    names = panel(client, LEITZ).partition("Differences in name and codes")[2]
    assert 'id="twin-1-launch-brand"' in names
    assert "body-weight_g" not in names


def test_the_originals_page_says_it_from_the_other_side(client, twins):
    text = words(f"<main>{panel(client, AQUOS)}")
    assert "Also sold as the Leica Leitz : identical in 2 of 4 known specs; these 2 differ." in text
    assert "The original is the Sharp Aquos." in text


def test_the_comparison_of_twins_says_it_first_as_well(client, twins):
    html = page(client, PAIR)
    assert html.index("known specs") < html.index('class="compare-summary"')
    assert "Compare the two" not in html
    make_phone("Third")
    assert "Compare the two" in page(client, "/compare/acme-third-vs-leica-leitz-vs-sharp-aquos/")
    assert "known specs" not in page(client, "/compare/acme-third-vs-leica-leitz/")


def test_a_twin_that_readers_may_not_see_is_not_named(client, twins):
    Phone.objects.filter(slug="sharp-aquos").update(status="draft")
    Stamp.move()
    html = page(client, LEITZ)
    assert "known specs" not in html
    assert "Aquos" not in words(html)


def test_each_value_of_the_other_phone_leads_to_its_own_source(client, twins):
    twins[1].claims.create(key="weight_g", value=208, source=make_source("sharp-page"))
    Stamp.move()
    html = page(client, LEITZ)
    number = re.search(r'href="#source-(\d+)"', row(html, "twin-1-body-weight_g"))[1]
    assert f'id="source-{number}"' in html
    assert "sharp-page" in html.partition(f'id="source-{number}"')[2][:300]


def test_a_regional_version_is_called_so(client):
    home, abroad = make_phone("Home", weight_g=150), make_phone("Abroad", weight_g=150)
    make_relation(abroad, "regional_version_of", home)
    assert "A regional version of the Acme Home" in words(page(client, "/phones/acme-abroad/"))
    assert "Sold in other countries as the Acme Abroad" in words(page(client, "/phones/acme-home/"))


def test_of_many_twins_three_are_compared_and_the_others_named(client):
    first = make_phone("First")
    for number in range(5):
        make_relation(make_phone(f"Copy {number}"), "rebadge_of", first)
    html = page(client, "/phones/acme-first/")
    assert html.count('<section class="twin"') == 3
    assert html.count('<p class="twin">') == 2


def test_the_counts_of_the_story_are_those_of_an_independent_recount(client, shipped):
    shown = words(page(client, "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7/"))
    agree, known, differ = map(
        int, re.search(r"Aquos R7 : identical in (\d+) of (\d+) known specs; these (\d+) differ", shown).groups()
    )
    assert (agree, known, differ) == recount("leica-leitz-phone-2", "sharp-aquos-r7")
    assert agree > differ > 0


def test_what_follows_from_other_rows_is_no_further_difference(client):
    first = make_phone("First", height_mm=160, width_mm=75, depth_mm=8)
    make_relation(make_phone("Copy", height_mm=160, width_mm=75, depth_mm=9), "rebadge_of", first)
    shown = words(page(client, "/compare/acme-copy-vs-acme-first/"))
    assert "known specs; this one differs" in shown
    lens = {"role": "tele", "focal_length_eq_mm": 70}
    one = make_phone("One", cameras=[{}, lens], chipsets=["Core 1"])
    make_relation(
        make_phone("Two", cameras=[{}, {**lens, "focal_length_eq_mm": 75}], chipsets=["Core 1"]), "rebadge_of", one
    )
    shown = words(page(client, "/compare/acme-one-vs-acme-two/"))
    assert "known specs; this one differs" in shown, (
        "the longest lens and the list of focal lengths are no facts of their own"
    )


def recount(*slugs):
    """Rows of the page that are answered on both sides and known on one, counted cell by cell."""
    table, answered = FactTable(cached_phones(slugs)), (State.KNOWN, State.NO, State.NOT_APPLICABLE)
    rows = [row for section in [*table.phone_sections(), *table.camera_sections()] for row in section.rows]
    rows = [row for row in rows if row.spec.key not in ("brand", "manufacturer", "alias", "model_code")]
    rows = [row for row in rows if all(cell.state in answered for cell in row.cells)]
    rows = [row for row in rows if any(cell.state != State.NOT_APPLICABLE for cell in row.cells)]
    rows = [row for row in rows if any(cell.how == STATED for cell in row.cells)]
    same = sum(sorted_text(row.cells[0]) == sorted_text(row.cells[1]) for row in rows)
    return same, len(rows), len(rows) - same


def sorted_text(cell):
    return "no" if cell.is_no else sorted(cell.text.split(", "))
