"""The line that the shipped catalogue is best known for."""

from math import hypot, log2

import pytest
import yaml

from .reading import page, words
from .shipped import SHIPPED, load_shipped
from .test_lines import names_drawn

LEITZ = ["Leitz Phone 1", "Leitz Phone 2", "Leitz Phone 3"]
AQUOS = ["Aquos R6", "Aquos R7", "Aquos R8 pro"]


@pytest.mark.django_db
def test_leitz_phones_stand_beside_the_aquos_phones_they_are_made_of(client):
    load_shipped()
    markup = page(client, "/phones/leica-leitz-phone-2/line/")
    pairs = [name for pair in zip(LEITZ, AQUOS, strict=True) for name in pair]
    assert names_drawn(markup)[:6] == pairs
    last = words(markup).partition("Since the Sharp Aquos R8 pro")[2].partition("Through the years")[0]
    assert f"light of the main camera: about +{stops_gained():.1f} stops" in last


def stops_gained():
    """From the Aquos R8 pro to the R9 pro, worked out from their records: light goes with (diagonal ÷ f-number)². A 4:3
    rectangle of 12 squares has a diagonal of 5 of their sides."""
    before, after = (main_camera_of(f"sharp-aquos-{name}") for name in ("r8-pro", "r9-pro"))
    sensor = yaml.safe_load((SHIPPED / "sensors" / f"{before['sensor']}.yaml").read_text())
    share = before["used_megapixels"] / sensor["megapixels"]
    used = hypot(sensor["width_px"], sensor["height_px"]) * sensor["pixel_pitch_um"] * share**0.5
    whole = 5 * (after["megapixels"] * 1e6 / 12) ** 0.5 * after["pixel_pitch_um"]
    return 2 * log2((whole / after["f_number"]) / (used / before["f_number"]))


def main_camera_of(slug):
    return yaml.safe_load((SHIPPED / "phones" / "sharp" / f"{slug}.yaml").read_text())["cameras"][0]
