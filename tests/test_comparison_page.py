"""Several phones side by side, on the page, as data, as a spreadsheet; and how they are chosen."""

import csv
import re

import pytest

from .factories import make_phone
from .reading import data, lines, page, row, words

pytestmark = pytest.mark.django_db


def compare(client, *names, ending="/?rows=all"):
    return page(client, f"/compare/{'-vs-'.join(f'acme-{name}' for name in names)}{ending}")


def test_phones_stand_side_by_side_in_the_order_of_the_address(client):
    for name in ("One", "Two", "Three"):
        make_phone(name)
    html = compare(client, "two", "three", "one")
    assert "Acme Two, Acme Three and Acme One" in words(html)
    assert 'rel="canonical" href="http://localhost:8000/compare/acme-one-vs-acme-three-vs-acme-two/"' in html


def test_rows_that_are_alike_are_marked_in_words(client):
    make_phone("One", weight_g=150, battery_mah=4000)
    make_phone("Two", weight_g=250, battery_mah=4000)
    html = compare(client, "one", "two")
    assert ">alike</span>" not in row(html, "body-weight_g")
    assert ">alike</span>" in row(html, "battery-battery_mah")


def test_the_rows_that_differ_are_counted_among_those_with_something_known(client):
    make_phone("One", weight_g=150, battery_mah=4000)
    make_phone("Two", weight_g=250, battery_mah=4000)
    make_phone("Three", depth_mm=8, height_mm=160)
    summary = compare(client, "one", "two").partition('class="compare-summary">')[2].partition("</p>")[0]
    assert re.match(r"Of 4 rows with something known, 1 differs and 3 are alike\.", summary)
    assert re.search(r'<a href="#not-known">\d+ more</a> are not known for any of these phones\.$', summary)


def test_the_same_in_another_order_does_not_differ(client):
    make_phone("One", ip_codes=["IP68", "IP65"], colours=["Black"])
    make_phone("Two", ip_codes=["IP65", "IP68"], colours=["Black", "Red"])
    html = compare(client, "one", "two")
    assert ">alike</span>" in row(html, "body-ip_codes")
    assert ">alike</span>" not in row(html, "body-colours")


def test_rows_of_which_nothing_is_known_are_kept_apart(client):
    make_phone("One", weight_g=150)
    make_phone("Two")
    make_phone("Three", depth_mm=8)
    html = compare(client, "one", "two")
    assert 'id="body-weight_g"' in html
    assert 'id="body-depth_mm"' not in html
    assert "Thickness" in words(html).partition("Not known for any of these phones")[2]


def test_an_unknown_phone_is_named_and_the_others_show(client):
    make_phone("One", weight_g=150)
    shown = words(compare(client, "one", "zilch"))
    assert "No phone here is called “acme-zilch”. The others are shown." in shown
    assert "Acme One" in shown


def test_a_comparison_in_which_no_phone_is_known_is_not_found(client):
    make_phone("One")
    page(client, "/compare/acme-two-vs-acme-three/", status=404)


def test_the_same_phone_twice_is_shown_once(client):
    make_phone("One")
    make_phone("Two")
    html = compare(client, "one", "two", "one")
    assert html.count("Remove the Acme One") == 1


def test_a_seventh_phone_is_refused_in_words(client):
    for number in range(1, 8):
        make_phone(f"N{number}")
    html = compare(client, *(f"n{number}" for number in range(1, 8)))
    assert "A comparison shows six phones at most; these are the first six. Left out: acme-n7." in words(html)
    assert 'href="/phones/acme-n6/"' in html
    assert 'href="/phones/acme-n7/"' not in html


def test_a_comparison_with_an_old_slug_leads_to_the_new_one(client):
    phone = make_phone("Brick")
    phone.slug = "acme-stone"
    phone.save()
    make_phone("Two")
    for ending in ("/", ".json", ".csv", ".txt", ".md"):
        response = client.get(f"/compare/acme-two-vs-acme-brick{ending}?rows=differences&units=imperial")
        assert response.status_code == 301
        assert response["Location"] == f"/compare/acme-two-vs-acme-stone{ending}?rows=differences&units=imperial"


def test_a_comparison_offers_to_leave_each_phone_out_and_to_add_one(client):
    make_phone("One")
    make_phone("Two")
    html = compare(client, "one", "two", ending="/")
    assert 'href="/compare/acme-two/"' in html
    form = html.partition('action="/compare/"')[2].partition("</form>")[0]
    assert re.findall(r'name="phone" value="([^"]*)"', form) == ["acme-one", "acme-two"]
    assert 'name="q"' in form


def test_a_comparison_as_data_has_each_phone_in_order(client):
    make_phone("One", weight_g=150)
    make_phone("Two", weight_g=250)
    compared = data(client, "/compare/acme-two-vs-acme-one-vs-nobody.json")
    assert [phone["facts"]["weight_g"]["value"] for phone in compared["phones"]] == [250, 150]
    assert compared["unknown"] == ["nobody"]
    assert compared["licence"]["name"] == "CC BY-SA 4.0"


def test_a_comparison_as_csv_has_value_state_and_sources_of_each_phone(client):
    make_phone("One", weight_g=150, claims=[{"key": "weight_g", "value": 150, "source": "press"}])
    make_phone("Two")
    table = lines(client, "/compare/acme-one-vs-acme-two.csv")
    assert table[0][:7] == ["group", "key", "label", "unit", "acme-one", "acme-one state", "acme-one sources"]
    weight = next(line for line in table if line[1] == "weight_g")
    assert weight == ["Body", "weight_g", "Weight", "g", "150", "known", "press", "", "not_known", "", "open", "", ""]
    assert table[0][-3:] == ["kind", "best", "best_state"]
    assert ["licence", "Licence"] in [line[1:3] for line in table]


def test_a_comparison_as_csv_has_the_rows_that_only_data_has(client):
    make_phone("One", launch_price=225_360, launch_price_currency="JPY")
    table = {line[1]: line for line in lines(client, "/compare/acme-one.csv")}
    assert table["launch_price"][4] == "225360"
    assert table["launch_price_currency"][4] == "JPY"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_takes_nothing_for_a_formula(client, text):
    make_phone("One", os_skin=text)
    table = lines(client, "/compare/acme-one.csv")
    assert next(line for line in table if line[1] == "os_skin")[4] == f"'{text}"


def test_ticked_phones_lead_to_their_comparison(client):
    make_phone("One")
    make_phone("Two")
    response = client.get("/compare/?phone=acme-two&phone=acme-one&phone=acme-two")
    assert response.status_code == 302
    assert response["Location"] == "/compare/acme-two-vs-acme-one/"


def test_one_ticked_phone_stays_ticked_while_another_is_looked_for(client):
    make_phone("One")
    make_phone("Two", aliases=["ツー"])
    html = page(client, "/compare/?phone=acme-one&q=ツー&find=1")
    assert 'value="acme-one" checked' in html
    assert 'value="acme-two">' in html


def test_a_phone_named_for_certain_is_added_at_once(client):
    make_phone("One")
    make_phone("Two", aliases=["ツー"])
    response = client.get("/compare/?phone=acme-one&q=ツー&add=1")
    assert response.status_code == 302
    assert response["Location"] == "/compare/acme-one-vs-acme-two/#add-phone"


def test_words_that_may_mean_several_phones_give_a_choice_of_those_to_add(client):
    make_phone("One")
    make_phone("Two", aliases=["Plus"])
    make_phone("Three", aliases=["Plus"])
    html = page(client, "/compare/?phone=acme-one&q=plus&add=1")
    assert 'value="acme-one" checked' in html
    assert 'value="acme-two">' in html
    assert 'value="acme-three">' in html


def test_more_than_six_ticked_phones_are_refused_with_all_of_them_kept(client):
    for number in range(7):
        make_phone(f"N{number}")
    html = page(client, "/compare/?" + "&".join(f"phone=acme-n{number}" for number in range(7)))
    assert "You selected 7 phones; a comparison shows 6 at most." in html
    assert html.count(" checked>") == 7


def test_a_ticked_phone_that_is_not_here_is_named(client):
    make_phone("One")
    html = page(client, "/compare/?phone=acme-one&phone=%3Cb%3E")
    assert "No phone here is called “&lt;b&gt;”." in html
    assert 'value="acme-one" checked' in html


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%25", "phone=%00", f"q={5000 * 'x'}", f"phone={5000 * 'x'}", "q=a+b+c+d+e+f+g"]
)
def test_strange_questions_get_an_answer(client, query):
    make_phone("One")
    assert page(client, f"/compare/?{query}&find=1")


def test_a_phone_with_several_matching_names_is_found_once(client):
    make_phone("One", aliases=["One plus", "One more"])
    assert page(client, "/compare/?q=one&find=1").count('value="acme-one"') == 1


def test_a_search_that_finds_nothing_says_so(client):
    make_phone("One")
    assert "No phone is called anything like “zilch”" in words(page(client, "/compare/?q=zilch&find=1"))


@pytest.mark.parametrize(
    ("whole", "tele", "front"),
    [
        (None, "not_known", "not_known"),
        (["rear_cameras"], "no", "not_known"),
        (["front_cameras"], "not_known", "no"),
    ],
)
def test_a_camera_that_is_not_listed_is_none_only_where_the_list_of_its_side_is_whole(client, whole, tele, front):
    make_phone("Bare", complete_sections=whole, cameras=[{"f_number": 2}])
    make_phone("Full", cameras=[{"role": "tele", "f_number": 3}, {"facing": "front", "role": "front", "f_number": 4}])
    rows = csv.reader(client.get("/compare/acme-bare-vs-acme-full.csv").text.splitlines())
    states = {(line[0], line[1]): line[5] for line in rows if len(line) > 5}
    assert states["Telephoto · lens", "f_number"] == tele
    assert states["Front camera · lens", "f_number"] == front
