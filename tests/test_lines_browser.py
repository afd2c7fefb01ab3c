"""The page of a line in a real browser: nothing goes sideways, no words leave the drawing, axe finds no fault."""

import pytest

from .factories import make_phone, make_relation
from .test_lines import make_line

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = """drawing => {
    const box = drawing.getBoundingClientRect();
    const leaves = ({left, right}) => left < box.left - 1 || right > box.right + 1;
    const texts = [...drawing.querySelectorAll("text")];
    return texts.filter(text => leaves(text.getBoundingClientRect())).map(text => text.textContent);
}"""


@pytest.fixture
def phones():
    """Three lines, of phones so alike that words crowd in the charts; in the last one much changed."""
    cameras = [{"focal_length_eq_mm": 24, "f_number": 1.8, "sensor_type": "1/1.31"}]
    ours = make_line("Photographer 1 Ultra", "Photographer 2 Ultra", weight_g=212, cameras=cameras)
    theirs = make_line("Oculus 1", "Oculus 2", brand="Longsighted", weight_g=212, cameras=cameras)
    for one, other in zip(theirs, ours, strict=True):
        make_relation(one, "rebadge_of", other)
    lens = {"role": "ultrawide", "focal_length_eq_mm": 13}
    first = make_phone("Kamera", "Third", announced="2009-04", weight_g=212, cameras=[lens])
    third = make_phone("Kamera 2", "Third", announced="2011-04", weight_g=212, cameras=cameras)
    make_relation(third, "successor_of", first)
    make_relation(third, "regional_version_of", ours[1])


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 768), ("light", 1440)])
def test_the_page_of_a_line_is_readable_at_any_width(reader, phones, find_axe_faults, theme, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto("/phones/acme-photographer-1-ultra/line/")
    assert reader.evaluate("document.documentElement.scrollWidth") == width
    drawings = reader.locator("main svg").all()
    assert len(drawings) > 3
    assert not [words for drawing in drawings for words in drawing.evaluate(OUTSIDE)]
    assert find_axe_faults(reader) == []
