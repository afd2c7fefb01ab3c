"""The phones that the browser finds."""

import pytest

from .steps import COUNTRIES


@pytest.fixture(autouse=True)
def phones():
    """Four phones that differ in weight, brand, lenses and markets; of one the weight is not known."""
    from tests.factories import make_market, make_phone, make_sensor  # noqa: PLC0415 - Django is set up by now

    eye = make_sensor("Eye 1", width_mm=13.1, height_mm=9.8, megapixels=50.3)
    size = {"height_mm": 150, "width_mm": 70, "depth_mm": 8}
    tele = {"role": "tele", "focal_length_eq_mm": 75, "position": 2}
    main = {"sensor": eye, "focal_length_eq_mm": 24, "f_number": 1.9}
    make_phone("Feather", weight_g=120, cameras=[main], form_factor="bar", **size)
    make_phone("Brick", weight_g=300, cameras=[main, tele], form_factor="slide", **size | {"height_mm": 100})
    make_phone("Unweighed", cameras=[main], form_factor="bar")
    far = make_phone("Xperia", brand="Sony", weight_g=170, cameras=[main, tele], form_factor="bar", **size)
    for country in COUNTRIES:
        make_market(far, country)


@pytest.fixture
def many():
    from catalog.views.result_pages import CARDS_PER_PAGE  # noqa: PLC0415
    from tests.factories import make_phone  # noqa: PLC0415

    for number in range(CARDS_PER_PAGE):
        make_phone(f"N{number}", weight_g=200 + number)
