"""The page of a line: predecessors and successors, twins beside them, and what changed at each step."""

import re
from itertools import pairwise
from math import log2

import pytest

from catalog.models import Phone, Relation, Stamp

from .factories import make_phone, make_relation, make_sensor
from .reading import page, words

pytestmark = pytest.mark.django_db


def follow(*phones):
    """Each the successor of the one before."""
    for older, newer in pairwise(phones):
        make_relation(newer, "successor_of", older)
    return phones


def make_line(*names, brand="Acme", start=2010, **facts):
    return follow(*(make_phone(name, brand, announced=f"{start + n}-03", **facts) for n, name in enumerate(names)))


def names_drawn(markup):
    """Names in the boxes of the drawing, from the top down, those of one row from the left."""
    return re.findall(r'<text class="line-name"[^>]*>([^<]*)<', markup)


def boxes(markup):
    """Name → (x, y) of its box."""
    corners = re.findall(r'<rect class="line-box[^"]*" x="([\d.]+)" y="([\d.]+)"', markup)
    return {name: tuple(map(float, corner)) for name, corner in zip(names_drawn(markup), corners, strict=True)}


def changes(markup, name):
    """What the list says has changed in the phone of that name, a list of texts."""
    entry = markup.partition('class="line-lists"')[2].partition(f">Acme {name}</a>")[2].partition("</ul>")[0]
    return [words(f"<main>{item}") for item in re.findall(r"<li>(.*?)</li>", entry)]


def test_the_line_is_followed_both_ways_in_order_of_time(client):
    make_line("One", "Two", "Three", "Four")
    make_phone("Stranger")
    for slug in ("one", "two", "four"):
        assert names_drawn(page(client, f"/phones/acme-{slug}/line/")) == ["One", "Two", "Three", "Four"]


def test_drafts_and_phones_under_embargo_never_show(client):
    one, two, three = make_line("One", "Two", "Hush")
    follow(two, make_phone("Draft", status="draft"))
    make_relation(make_phone("Hidden twin", status="draft"), "rebadge_of", one)
    three.publish_at = "2090-01-01T00:00Z"
    three.save()
    markup = page(client, "/phones/acme-one/line/")
    assert names_drawn(markup) == ["One", "Two"]
    assert not re.search("Hush|Draft|Hidden", markup)
    page(client, "/phones/acme-draft/line/", status=404)
    assert "Its line" in page(client, "/phones/acme-two/")


def test_a_hidden_phone_breaks_the_line(client):
    make_line("One", "Two", "Three")
    Phone.objects.filter(name="Two").update(status="draft")
    assert "No predecessor or successor" in page(client, "/phones/acme-one/line/")


def test_a_hidden_phone_leads_nowhere(client):
    one = make_line("One", "Two")[0]
    twin = make_line("Uno", "Due", brand="Copycat")[0]
    hidden = follow(one, make_phone("Hush", announced="2012-01"))[1]
    make_relation(hidden, "rebadge_of", twin)
    follow(hidden, make_phone("After", announced="2013-01"), make_phone("Last", announced="2014-01"))
    make_relation(make_phone("Tre", "Third"), "regional_version_of", hidden)
    assert set(names_drawn(page(client, "/phones/acme-one/line/"))) == {
        *("One", "Two", "Hush", "After", "Last", "Uno", "Due", "Tre")
    }
    Phone.objects.filter(pk=hidden.pk).update(status="withdrawn")
    Stamp.move()
    assert names_drawn(page(client, "/phones/acme-one/line/")) == ["One", "Two"]
    assert names_drawn(page(client, "/phones/copycat-uno/line/")) == ["Uno", "Due"]
    assert names_drawn(page(client, "/phones/acme-after/line/")) == ["After", "Last"]


def test_several_successors_each_have_a_lane_of_their_own(client):
    one, _ = make_line("One", "Two")
    three = follow(one, make_phone("Mini", announced="2012-01"))[1]
    follow(three, make_phone("Mini 2", announced="2013-01"))
    places = boxes(page(client, "/phones/acme-one/line/"))
    assert places["One"][0] == places["Two"][0] < places["Mini"][0] == places["Mini 2"][0]
    assert names_drawn(page(client, "/phones/acme-mini/line/")) == ["One", "Mini", "Mini 2"]


def test_twins_stand_in_one_row_and_are_tied_by_a_double_line(client):
    originals = make_line("One", "Two", "Three")
    copies = make_line("Uno", "Due", brand="Copycat", start=2011)
    for copy, original in zip(copies, originals[1:], strict=True):
        make_relation(copy, "rebadge_of", original)
    for path in ("/phones/acme-one/line/", "/phones/copycat-due/line/"):
        markup = page(client, path)
        places = boxes(markup)
        assert places["Uno"][1] == places["Two"][1] < places["Due"][1] == places["Three"][1]
        assert places["Uno"][0] == places["Due"][0] != places["One"][0] == places["Two"][0]
        assert markup.count('class="line-bond"') == 4
        assert markup.count('class="line-arrow"') == 3
        assert "Twin of the Acme Three" in words(markup)


def test_a_circle_does_no_harm(client):
    first, *_, last = make_line("One", "Two", "Three")
    Relation.objects.create(phone=first, kind="successor_of", other=last)
    assert names_drawn(page(client, "/phones/acme-two/line/")) == ["One", "Two", "Three"]


def test_a_long_line_shows_the_nearest_phones_and_says_how_many_it_leaves_out(client):
    make_line(*(f"No {number}" for number in range(30)), start=1995)
    markup = page(client, "/phones/acme-no-0/line/")
    assert names_drawn(markup) == [f"No {number}" for number in range(24)]
    assert "6 more phones of these lines are not shown" in words(markup)
    assert names_drawn(page(client, "/phones/acme-no-15/line/")) == [f"No {number}" for number in range(3, 27)]


REAR = {"complete_sections": ["rear_cameras", "front_cameras"]}


def test_changes_in_the_camera_are_said_in_words(client):
    eye, ear = make_sensor("Eye", width_mm=8, height_mm=6), make_sensor("Ear", width_mm=10, height_mm=7.5)
    front = {"facing": "front", "role": "front", "f_number": 2.2}
    make_phones_of(
        [
            {"sensor": eye, "focal_length_eq_mm": 24, "f_number": 1.8, "megapixels": 12},
            {"role": "tele", "focal_length_eq_mm": 50},
            {**front, "megapixels": 8},
        ],
        [
            {"sensor": ear, "focal_length_eq_mm": 23, "f_number": 1.9, "megapixels": 50},
            {"role": "tele", "focal_length_eq_mm": 120},
            {**front, "megapixels": 12},
        ],
        **REAR,
    )
    light = 2 * log2((1.8 / 10) / (1.9 / 12.5))  # f-number ÷ diagonal, old against new
    assert changes(page(client, "/phones/acme-old/line/"), "New") == [
        "main camera: 24 mm → 23 mm",
        "50 mm telephoto dropped",
        "120 mm telephoto added",
        f"light of the main camera: +{light:.1f} stops",
        "main sensor: Lightworks Eye → Lightworks Ear",
        "sensor area used: 48.0 mm² → 75.0 mm²",
        "main f-number: f/1.8 → f/1.9",
        "main resolution: 12 MP → 50 MP",
        "front camera: 8 MP → 12 MP",
    ]


def make_phones_of(*cameras, **facts):
    return follow(
        *(
            make_phone(name, announced=f"{year}-03", cameras=listed, **facts)
            for name, year, listed in zip(("Old", "New"), (2018, 2020), cameras, strict=True)
        )
    )


def test_of_a_list_that_may_not_be_whole_no_lens_is_said_to_be_dropped(client):
    tele = {"role": "tele", "focal_length_eq_mm": 50}
    make_phones_of([{}, tele], [{}, {"role": "ultrawide", "focal_length_eq_mm": 13}])
    said = changes(page(client, "/phones/acme-old/line/"), "New")
    assert said[:2] == ["13 mm ultrawide (not listed before)", "50 mm telephoto (no longer listed)"]


def test_estimates_say_about_and_what_is_not_known_is_said(client):
    make_phones_of(
        [{"sensor_type": "1/1.5", "f_number": 2}], [{"sensor_type": "1/1.0", "f_number": 2, "megapixels": 40}]
    )
    said = changes(page(client, "/phones/acme-old/line/"), "New")
    assert said == [
        "light of the main camera: about +1.2 stops",
        "sensor area used: about 54.6 mm² → about 122.9 mm²",
        "main resolution: not known → 40 MP",
        "not known: main sensor, front cameras",
    ]


def test_phones_of_which_nothing_is_known_have_no_change_known(client):
    make_line("Old", "New")
    assert changes(page(client, "/phones/acme-old/line/"), "New")[0] == "no change known"
    assert changes(page(client, "/phones/acme-old/line/"), "New")[1].startswith("not known: rear cameras")


def test_two_to_six_phones_can_be_compared(client):
    make_line("A", "B")
    assert "/compare/acme-a-vs-acme-b/" in page(client, "/phones/acme-b/line/")
    make_line(*"PQRSTUV")
    assert "Compare the line" not in page(client, "/phones/acme-p/line/")


def test_the_page_opens_with_how_many_phones_there_are_and_from_when_to_when(client):
    ours = make_line("One", "Two", "Three")
    assert "3 phones, from March 2010 to March 2012." in words(page(client, "/phones/acme-one/line/"))
    theirs = make_line("Ichi", "Ni", brand="Bolt", start=2009)
    make_relation(theirs[1], "rebadge_of", ours[0])
    shown = words(page(client, "/phones/acme-one/line/"))
    assert "Acme: 3 phones; Bolt: 2 phones. From March 2009 to March 2012. A double line joins twins" in shown


def test_a_twin_without_a_line_of_its_own_says_so(client):
    make_relation(make_phone("Copy", "Copycat", announced="2011-05"), "rebadge_of", make_line("One", "Two")[1])
    markup = page(client, "/phones/copycat-copy/line/")
    assert "of the Copycat Copy itself is known; its twins have a line" in words(markup)
    assert names_drawn(markup) == ["One", "Copy", "Two"]


def test_a_phone_without_a_line_says_so(client):
    make_phone("Hermit")
    markup = page(client, "/phones/acme-hermit/line/")
    assert "No predecessor or successor of the Acme Hermit is known" in words(markup)
    assert 'href="/phones/acme-hermit/"' in markup
    assert "Its line" not in page(client, "/phones/acme-hermit/")


def test_the_page_of_a_phone_leads_to_its_line(client):
    make_line("One", "Two", "Three", "Four")
    markup = page(client, "/phones/acme-two/")
    assert '<a href="/phones/acme-two/line/">One → Two → Three</a>' in markup
    follow(Phone.objects.get(name="Four"), make_phone("Five", "Heir", announced="2020"))
    assert '">Acme Three → Acme Four → Heir Five</a>' in page(client, "/phones/acme-four/")


def test_an_old_address_redirects_and_an_unknown_one_is_a_404(client):
    phone = make_line("One", "Two")[0]
    phone.slug = "acme-first"
    phone.save()
    response = client.get("/phones/acme-one/line/")
    assert (response.status_code, response["Location"]) == (301, "/phones/acme-first/line/")
    page(client, "/phones/nobody/line/", status=404)


def test_charts_show_every_known_value_and_name_the_others(client):
    follow(
        make_phone("One", announced="2015", weight_g=143),
        make_phone("Two", announced="2016"),
        make_phone("Three", announced="2017", weight_g=187),
    )
    figure = page(client, "/phones/acme-one/line/").partition("<h3>Weight, g</h3>")[2].partition("</figure>")[0]
    assert re.findall(r'class="year-value"[^>]*>([^<]*)<', figure) == ["143", "187"]
    assert figure.count('class="year-mark"') == 2
    assert "Not known: Acme Two." in figure
    assert 'class="year-step"' not in figure


def test_estimated_points_are_hollow(client):
    make_phones_of([{"sensor_type": "1/1.5"}], [{"sensor_width_mm": 10, "sensor_height_mm": 7.5}])
    figure = page(client, "/phones/acme-old/line/").partition("<h3>Main sensor area used")[2].partition("</figure>")[0]
    assert re.findall(r'class="year-mark([^"]*)"', figure) == [" year-mark--estimated", ""]
    assert "Hollow: estimated." in figure


def test_more_light_stands_higher_and_a_stop_is_as_high_everywhere(client):
    eye = {"sensor_width_mm": 8, "sensor_height_mm": 6}
    lenses = [[{**eye, "f_number": 2 ** (half / 2)}] for half in (4, 3, 1)]
    follow(*(make_phone(f"P{n}", announced=f"201{n}", cameras=lens) for n, lens in enumerate(lenses)))
    figure = page(client, "/phones/acme-p0/line/").partition("<h3>Light")[2].partition("</figure>")[0]
    bottom, middle, top = (float(y) for y in re.findall(r'class="year-mark" d="M[\d.]+ ([\d.]+)', figure))
    assert bottom > middle > top
    assert abs((bottom - middle) * 2 - (middle - top)) < 0.1
