"""Which lens serves and who gathers the most light, and how sure that is: on the page and in its drawings."""

import json
import re
from itertools import pairwise

import pytest

from catalog.comparison.light_data import light_data
from catalog.comparison.light_values import light_at
from catalog.drawings.light_chart import light_chart
from catalog.facts.prefetch import in_slug_order, with_all_rows
from catalog.models import Phone

from .factories import make_phone
from .reading import page

pytestmark = pytest.mark.django_db

BIG = {"sensor_width_mm": 13.2, "sensor_height_mm": 8.8}
SMALL = {"sensor_width_mm": 6.4, "sensor_height_mm": 4.8}


def make_lens(mm, f_number=2, role="main", **facts):
    return {"role": role, "focal_length_eq_mm": mm, "f_number": f_number, **facts}


def compare(client, *names, query=""):
    return page(client, f"/compare/{'-vs-'.join(f'acme-{name}' for name in names)}/{query}")


def part(html, name):
    return html.partition(f'<section aria-labelledby="{name}"')[2].partition("</section>")[0]


def answer(html, name):
    """What the table at one focal length says of a phone: part by part."""
    table = html.partition('id="light-at-caption"')[2].partition("</table>")[0]
    row = next((row for row in table.split("<tr>") if f"Acme {name}<" in row), None)
    assert row, f"there is no row of {name}"
    light, *others = re.findall(r"<td>(.*?)</td>", row)
    names = ("stops", "lens", "crop")[-len(others) :]
    light_parts = zip(("light", "how", "most"), re.findall(r">([^<]*)</(?:span|strong)>", light), strict=True)
    return dict(light_parts) | dict(zip(names, others, strict=True))


def fresh(*phones):
    slugs = [phone.slug for phone in phones]
    return in_slug_order(with_all_rows(Phone.objects.filter(slug__in=slugs)), slugs)


def served(phone, mm):
    return light_at(fresh(phone), mm).rows[0].serving


def test_where_the_baselines_light_is_not_known_another_is_counted_from_and_named(client):
    make_phone("Dark", cameras=[make_lens(25, None, **BIG)])
    make_phone("Big", cameras=[make_lens(25, **BIG)])
    html = compare(client, "dark", "big", query="?baseline=acme-dark")
    assert "Of the Acme Dark no light is known at 50 mm; stops are counted from the Acme Big." in html
    assert answer(html, "Dark")["stops"] == "not known"
    assert answer(html, "Big")["most"] == ""


def test_where_no_phone_reaches_there_is_nothing_to_count_from(client):
    make_phone("Big", cameras=[make_lens(25, **BIG)])
    make_phone("Small", cameras=[make_lens(25, **SMALL)])
    html = compare(client, "small", "big", query="?at=10&baseline=acme-big")
    assert [answer(html, name)["stops"] for name in ("Small", "Big")] == ["does not apply"] * 2
    assert "Stops between them" in html
    assert "stops are counted from" not in html


def test_phones_as_bright_share_the_words(client):
    for name in ("One", "Two"):
        make_phone(name, cameras=[make_lens(25, **BIG)])
    make_phone("Dim", cameras=[make_lens(25, **SMALL)])
    html = compare(client, "one", "two", "dim")
    assert [answer(html, name)["most"] for name in ("One", "Two", "Dim")] == ["most light", "most light", ""]
    assert answer(html, "Two")["stops"] == "as much"
    assert "the same line as A" in part(html, "light")


def test_where_all_are_as_bright_none_gathers_the_most_as_no_value_of_a_row_is_best(client):
    for name in ("One", "Two"):
        make_phone(name, cameras=[make_lens(25, **BIG)])
    html = compare(client, "one", "two")
    assert [answer(html, name)["most"] for name in ("One", "Two")] == ["", ""]


def test_the_answer_alone_is_that_of_the_page(client):
    make_phone("Big", cameras=[make_lens(25, **BIG)])
    make_phone("Small", cameras=[make_lens(25, **SMALL)])
    question = "?at=60&baseline=acme-small&units=imperial"
    alone = page(client, f"/compare/acme-big-vs-acme-small/light/{question}")
    whole = compare(client, "big", "small", query=question)
    shown = alone.partition("<output")[0].strip()
    assert shown in whole
    assert "60 mm: Big, f/13.1, most light, 2 stops more, Main camera, 25 mm; Small, " in alone
    assert "<output" in whole
    assert "60 mm: Big" not in whole


def test_the_answer_alone_names_what_is_no_focal_length_and_moves_with_its_phones(client):
    make_phone("Big", cameras=[make_lens(25, **BIG)])
    assert "is not a focal length here" in page(client, "/compare/acme-big/light/?at=abc")
    assert page(client, "/compare/acme-big/light/?at=60mm") == page(client, "/compare/acme-big/light/?at=60")
    assert client.get("/compare/acme-none/light/").status_code == 404
    Phone.objects.get(slug="acme-big").old_slugs.create(slug="acme-large")
    moved = client.get("/compare/acme-large/light/?at=60")
    assert (moved.status_code, moved["Location"]) == (301, "/compare/acme-big/light/?at=60")


def test_an_estimate_does_not_win_without_saying_so(client):
    make_phone("Guessed", cameras=[make_lens(25, sensor_type="1/1.0")])
    make_phone("Small", cameras=[make_lens(25, **SMALL)])
    html = compare(client, "guessed", "small")
    assert answer(html, "Guessed")["most"] == "most light, estimated"
    assert answer(html, "Guessed")["how"] == "estimated"
    assert answer(html, "Small")["stops"].endswith("less, estimated")


def test_the_brightest_is_only_that_of_those_known_where_the_light_of_one_is_not(client):
    make_phone("Big", cameras=[make_lens(25, **BIG)])
    make_phone("Small", cameras=[make_lens(25, **SMALL)])
    make_phone("Dark", cameras=[make_lens(25, 1.8)])
    html = compare(client, "big", "small", "dark")
    assert answer(html, "Big")["most"] == "most light of those known"
    assert answer(html, "Dark")["light"] == "light not known"
    assert "C: light not known" in part(html, "light")


def test_below_the_shortest_lens_nothing_is_covered(client):
    make_phone("One", complete_sections=["rear_cameras"], cameras=[make_lens(24, **BIG)])
    found = answer(compare(client, "one", query="?at=20"), "One")
    assert found["lens"] == "not covered: its shortest lens is 24 mm"
    assert found["light"] == "does not apply"


def test_a_lens_of_unknown_focal_length_leaves_open_what_it_may_cover(client):
    ultrawide = make_lens(None, role="ultrawide", **SMALL)
    make_phone("One", cameras=[make_lens(24, **BIG), ultrawide])
    make_phone("Two", cameras=[make_lens(12, role="ultrawide", **SMALL)])
    wide = compare(client, "one", "two", query="?at=20")
    assert answer(wide, "One")["lens"] == "not known: its shortest known lens is 24 mm"
    assert "Focal length not known: Ultrawide" in wide
    assert answer(compare(client, "one", "two", query="?at=30"), "One")["most"] == "most light"


def test_a_telephoto_of_unknown_focal_length_may_serve_above_the_main_lens(client):
    make_phone("One", cameras=[make_lens(24, **BIG), make_lens(None, role="tele")])
    assert answer(compare(client, "one", query="?at=70"), "One")["lens"] == "Main camera, 24 mm; perhaps another lens"
    assert answer(compare(client, "one", query="?at=24"), "One")["lens"] == "Main camera, 24 mm"


@pytest.mark.parametrize("role", ["macro", "microscope", "monochrome", "colour_filter", "depth", "tof"])
def test_lenses_for_other_pictures_do_not_serve(client, role):
    make_phone("One", cameras=[make_lens(24, 2, **BIG), make_lens(40, 1.2, role=role, **BIG)])
    assert answer(compare(client, "one"), "One")["lens"] == "Main camera, 24 mm"


def test_a_front_camera_does_not_serve(client):
    make_phone("One", cameras=[make_lens(24, **BIG), make_lens(40, role="front", facing="front", **BIG)])
    assert answer(compare(client, "one"), "One")["lens"] == "Main camera, 24 mm"


def test_a_zoom_crops_nothing_between_its_ends_and_loses_light_evenly():
    zoom = make_lens(24, 2, focal_length_eq_max_mm=96, f_number_max=4, zoom_kind="continuous", aperture_kind="zoom")
    phone = make_phone("One", cameras=[zoom | SMALL])
    served_at = [served(phone, mm) for mm in (24, 48, 96, 192)]
    assert [at.crop for at in served_at] == [1, 1, 1, 2]
    assert [at.is_estimated for at in served_at] == [False, True, False, False]
    f_numbers = [at.equivalent / at.crop * 8 / 43.27 for at in served_at]
    assert f_numbers == pytest.approx([2, 2 * 2**0.5, 4, 4])


def test_a_zoom_whose_long_end_is_not_told_is_dark_but_for_its_short_end():
    zoom = make_lens(24, 2, focal_length_eq_max_mm=96, zoom_kind="continuous", aperture_kind="zoom")
    phone = make_phone("One", cameras=[zoom | SMALL])
    assert [bool(served(phone, mm).equivalent) for mm in (24, 48, 96)] == [True, False, False]


def test_a_zoom_in_steps_is_a_lens_per_step():
    steps = make_lens(70, 2.3, role="tele", focal_length_eq_max_mm=105, f_number_max=2.8, aperture_kind="zoom")
    phone = make_phone("One", cameras=[steps | SMALL | {"zoom_kind": "steps", "focal_length_eq_steps_mm": [70, 105]}])
    (kit,) = [row.mark.kit for row in light_at(fresh(phone)).rows]
    assert [(lens.short_mm, lens.long_mm, lens.f_number) for lens in kit.lenses] == [(70, 70, 2.3), (105, 105, 2.8)]
    assert served(phone, 100).crop == pytest.approx(100 / 70)


def test_lenses_that_share_a_sensor_share_its_size():
    phone = make_phone("One", cameras=[make_lens(83, 2.4, role="periscope", **SMALL)])
    other = phone.cameras.create(role="periscope", facing="rear", position=2, focal_length_eq_mm=212, f_number=3.6)
    assert served(phone, 212).equivalent is None
    other.shares_sensor_with = phone.cameras.get(position=1)
    other.save()
    assert served(phone, 212).equivalent == pytest.approx(3.6 * 43.27 / 8)


@pytest.mark.parametrize(("asked", "shown"), [("", "50"), ("28.5", "28.5"), ("10", "10"), ("300", "300")])
def test_what_is_a_focal_length_is_answered(client, asked, shown):
    make_phone("One", cameras=[make_lens(10, **BIG)])
    html = compare(client, "one", query=f"?at={asked}")
    assert f"At {shown} mm" in html
    assert "light-fault" not in html


def test_one_phone_alone_is_compared_with_nobody(client):
    make_phone("One", cameras=[make_lens(25, **BIG)])
    light = part(compare(client, "one"), "light")
    assert "most light" not in light
    assert "Against" not in light


def test_phones_of_which_no_camera_is_known_have_their_say(client):
    make_phone("Bare")
    make_phone("Two")
    html = compare(client, "bare", "two")
    assert "Of no lens here are focal length, f-number and sensor all known." in html
    assert "No focal length is known of any lens here." in html
    make_phone("One", cameras=[make_lens(25, **BIG)])
    html = compare(client, "bare", "one")
    assert answer(html, "Bare")["lens"] == "no lens of known focal length"
    assert answer(html, "One")["most"] == ""


def test_gaps_wider_than_three_times_are_named(client):
    lenses = [make_lens(mm, role=role) for mm, role in ((13, "ultrawide"), (24, "main"), (120, "tele"))]
    make_phone("One", cameras=lenses)
    make_phone("Two", cameras=[make_lens(24), make_lens(72, role="tele")])
    covered = part(compare(client, "one", "two"), "coverage")
    assert "Gap from 24 to 120 mm: 5× by cropping." in covered
    assert covered.count("Gap from") == 1
    assert "No gap wider than 3×." in covered


def test_a_gap_that_a_lens_of_unknown_focal_length_may_fill_is_named_with_the_doubt(client):
    lenses = [make_lens(24), make_lens(120, role="periscope"), make_lens(None, role="tele")]
    make_phone("One", cameras=lenses)
    covered = part(compare(client, "one"), "coverage")
    assert "Gap from 24 to 120 mm: 5× by cropping, as far as is known." in covered
    assert "Not counted: Telephoto (focal length not known)." in covered


def test_a_zoom_fills_the_gap(client):
    zoom = make_lens(24, zoom_kind="continuous", focal_length_eq_max_mm=100)
    make_phone("One", cameras=[zoom, make_lens(120, role="tele")])
    covered = part(compare(client, "one"), "coverage")
    assert "24 to 100 mm (Main camera), 120 mm (Telephoto). No gap wider than 3×." in covered
    assert 'class="bar bar--zoom"' in covered


def test_each_drawing_says_in_words_what_it_shows(client):
    make_phone("One", cameras=[make_lens(25, **BIG)])
    html = compare(client, "one")
    light = re.search(r'<desc id="light-desc">([^<]*)<', html)[1]
    covered = re.search(r'<desc id="coverage-desc">([^<]*)<', html)[1]
    assert "A, Acme One: f/5.5 at 25 mm, by digital zoom f/21.8 at 100 mm." in light
    assert "A, Acme One: 25 mm (Main camera)." in covered


def test_labels_of_six_like_phones_do_not_lie_on_one_another():
    phones = [
        make_phone(f"N{number}", cameras=[make_lens(25, **size)]) for number, size in enumerate([BIG, *[SMALL] * 5])
    ]
    heights = sorted(line.label.y for line in light_chart(fresh(*phones)).lines)
    assert min(later - earlier for earlier, later in pairwise(heights)) >= 6
    assert heights[-1] <= 100


def test_the_values_of_the_drawing_are_data():
    phone = make_phone("One", cameras=[make_lens(25, **BIG), make_lens(None, role="ultrawide")])
    (found,) = json.loads(json.dumps(light_data(list(with_all_rows(Phone.objects.filter(pk=phone.pk))))))
    assert found["slug"] == "acme-one"
    assert found["lenses"][0]["equivalent_f_number"] == 5.45
    assert found["focal_length_not_known"] == ["Ultrawide"]
    at = {value["focal_length_eq_mm"]: value for value in found["at"]}
    assert at[20]["state"] == "not_known"
    assert (at[50]["crop"], at[50]["area_share"], at[50]["equivalent_f_number"]) == (2, 0.25, 10.91)
