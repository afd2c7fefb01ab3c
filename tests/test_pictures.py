"""Drawings to save: they stand alone, say where they are from, and their letters show on a bare machine."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageChops

from catalog.models import OldSlug, Phone, Stamp
from catalog.pictures.elements import Picture, PictureText
from catalog.pictures.lettering import FONT_FILES, text_width, wrapped
from catalog.pictures.palette import colours
from catalog.pictures.rendering import picture_png
from catalog.views.pictures import COMPARISON_PICTURES, PHONE_PICTURES

from .everything import make_full_phone
from .factories import make_phone, make_relation, make_sensor
from .reading import page

pytestmark = pytest.mark.django_db

LENSES = [
    {"role": "main", "focal_length_eq_mm": 23, "f_number": 1.8, "sensor_width_mm": 9.8, "sensor_height_mm": 7.3},
    {"role": "tele", "focal_length_eq_mm": 75, "f_number": 2.8, "sensor_width_mm": 5.7, "sensor_height_mm": 4.3},
]


@pytest.fixture
def two_phones():
    for name, announced in (("One", "2021-05"), ("Two & a half", "2022-05")):
        make_phone(
            name, announced=announced, height_mm=160, width_mm=75, depth_mm=8, cameras=[dict(lens) for lens in LENSES]
        )
    make_relation(Phone.objects.get(name="Two & a half"), "successor_of", Phone.objects.get(name="One"))
    Stamp.move()
    return list(Phone.objects.order_by("pk"))


def drawn(response):
    """The picture of a PNG."""
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content))


def svg_text(response):
    """The words of an SVG, which must be well formed."""
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    return " ".join(ElementTree.fromstring(response.content).itertext())


def dark_pixels(image):
    """How many pixels are not the paper."""
    paper = Image.new("RGB", image.size, "#ffffff")
    return sum(ImageChops.difference(image.convert("RGB"), paper).convert("L").histogram()[40:])


@pytest.mark.parametrize("drawing", PHONE_PICTURES)
def test_each_drawing_of_a_phone_is_a_file_that_says_where_it_is_from(client, two_phones, drawing):
    text = svg_text(client.get(f"/phones/acme-one/{drawing}.svg"))
    assert "CC BY-SA 4.0" in text
    assert "localhost:8000" in text
    assert "One" in text
    image = drawn(client.get(f"/phones/acme-one/{drawing}.png"))
    assert image.width == 1200
    assert dark_pixels(image) > 3000


@pytest.mark.parametrize("drawing", COMPARISON_PICTURES)
def test_each_drawing_of_a_comparison_names_its_phones(client, two_phones, drawing):
    path = f"/compare/acme-one-vs-acme-two-a-half/{drawing}"
    text = svg_text(client.get(f"{path}.svg"))
    assert "Two & a half" in text
    assert drawn(client.get(f"{path}.png")).width == 1200


def test_nothing_in_a_picture_is_loaded_from_elsewhere_or_left_to_a_style_sheet(client, two_phones):
    svg = client.get("/phones/acme-one/light.svg").content.decode()
    for word in ("href", "class=", "style", "var(", "light-dark", "url(http"):
        assert word not in svg
    assert colours()["ink"] in svg


@pytest.mark.parametrize("path", ["/phones/acme-one/picture.png", "/compare/acme-one-vs-acme-two-a-half/picture.png"])
def test_preview_pictures_have_the_size_that_other_sites_ask_for(client, two_phones, path):
    response = client.get(path)
    assert drawn(response).size == (1200, 630)
    assert response["X-Robots-Tag"] == "noindex"
    assert len(response.content) < 200_000
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_phones_of_which_little_is_known_have_preview_pictures_too(client):
    for number in range(6):
        make_phone(f"Bare {number}")
    Stamp.move()
    assert drawn(client.get("/phones/acme-bare-1/picture.png")).size == (1200, 630)
    assert "Size not known" not in svg_text(client.get("/phones/acme-bare-1/picture.svg"))
    six = "-vs-".join(f"acme-bare-{number}" for number in range(6))
    assert "Size not known" in svg_text(client.get(f"/compare/{six}/picture.svg"))
    for drawing in ("light", "lengths", "lenses", "bodies"):
        assert client.get(f"/phones/acme-bare-1/{drawing}.svg").status_code == 404


def test_everything_that_a_phone_can_have_is_drawn(client):
    make_full_phone()
    Stamp.move()
    for drawing in PHONE_PICTURES:
        assert client.get(f"/phones/acme-everything/{drawing}.png").status_code == 200


def test_a_line_and_a_sensor_can_be_saved(client, two_phones):
    sensor = make_sensor("Eye", width_mm=8, height_mm=6)
    make_phone("Seeing", cameras=[{"sensor": sensor}])
    assert "One" in svg_text(client.get("/phones/acme-two-a-half/line.svg"))
    assert client.get("/phones/acme-seeing/line.svg").status_code == 404
    assert "36 × 24" in svg_text(client.get("/sensors/lightworks-eye/size.svg"))
    assert drawn(client.get("/sensors/lightworks-eye/size.png")).width == 1200


def test_what_is_not_there_is_not_drawn_and_renamed_phones_are_redirected(client, two_phones):
    assert client.get("/phones/acme-one/nothing.svg").status_code == 404
    assert client.get("/phones/nobody/picture.png").status_code == 404
    assert client.get("/compare/nobody-vs-noone/light.png").status_code == 404
    OldSlug.objects.create(phone=two_phones[0], slug="acme-first")
    moved = client.get("/phones/acme-first/light.svg")
    assert (moved.status_code, moved["Location"]) == (301, "/phones/acme-one/light.svg")
    moved = client.get("/compare/acme-first-vs-acme-two-a-half/picture.png")
    assert moved["Location"] == "/compare/acme-one-vs-acme-two-a-half/picture.png"


def test_a_picture_asks_the_database_little(client, two_phones):
    client.get("/phones/acme-one/picture.png")
    for path in ("/phones/acme-one/picture.png", "/compare/acme-one-vs-acme-two-a-half/light.svg"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= 10, path


def test_letters_are_drawn_with_the_bundled_font_alone():
    blank = Picture(400, 80, (), "", "")
    signs = "Ag 1/1.28″ ≈ × − ² µm ¥ €"
    image = Image.open(BytesIO(picture_png(Picture(400, 80, (PictureText(10, 50, signs, 30),), "", ""))))
    assert dark_pixels(Image.open(BytesIO(picture_png(blank)))) == 0
    assert dark_pixels(image) > 800
    assert all(path.exists() for path in FONT_FILES.values())


def test_words_are_wrapped_by_their_width():
    lines = wrapped("one two three four five six seven", 90, 16)
    assert " ".join(lines) == "one two three four five six seven"
    assert all(text_width(line, 16) <= 90 for line in lines)


def test_pages_lead_to_the_files_of_their_drawings(client, two_phones):
    html = page(client, "/phones/acme-one/")
    for drawing in ("light", "lenses", "bodies", "sensors"):
        for ending in ("svg", "png"):
            assert f'href="/phones/acme-one/{drawing}.{ending}"' in html
    html = page(client, "/compare/acme-one-vs-acme-two-a-half/")
    for drawing in ("light", "lengths", "bodies", "sensors"):
        assert f'href="/compare/acme-one-vs-acme-two-a-half/{drawing}.png"' in html
    outlines = page(client, "/compare/acme-one-vs-acme-two-a-half/?bodies=overlay")
    assert 'outlines.svg"' in outlines
