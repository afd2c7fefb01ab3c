"""Conditions of the finder in words, as a reviewer of cameras would say them."""

import pytest

from .factories import make_phone
from .reading import THIN, data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        ("lens.equivalent_f_number_max=20", "a rear lens of f/20 equivalent or brighter"),
        ("lens.f_number_min=2.8", "a rear lens of f/2.8 or darker"),
        ("main_f_number_max=1.8", "main camera f/1.8 or brighter"),
        ("main_optical_format_inch_min=1", "main sensor 1-inch type or larger"),
        ("main_sensor_type_max=1/1.3", "main sensor 1/1.3″ type or smaller"),
        ("lens.focal_length_eq_mm_min=70", "a rear lens of 70 mm equivalent or longer"),
        ("lens.focal_length_eq_mm_max=15", "a rear lens of 15 mm equivalent or wider"),
        ("lens.focal_length_eq_mm_min=70&lens.focal_length_eq_mm_max=90", "a rear lens of 70–90 mm equivalent"),
        ("front.f_number_max=2", "a front camera of f/2.0 or brighter"),
        ("main_megapixels_min=48", "main camera: resolution at least 48 MP"),
        ("lens.raw=yes", "a rear lens with RAW"),
        ("weight_g_max=200", "weight at most 200 g"),
        ("weight_g_min=150&weight_g_max=200", "weight 150–200 g"),
        ("display_size_in_min=6.1", "display size at least 6.1 in"),
        ("battery_mah_min=5000", "battery capacity at least 5,000 mAh"),
        ("launch_price_max=1000&launch_price_currency=EUR", "launch price at most €1,000"),
        (
            "launch_price_min=500&launch_price_max=900&launch_price_currency=USD",
            "launch price $500–900",
        ),
        ("announced_min=2022&announced_max=2024", "announced from 2022 to 2024"),
        ("announced_min=2024", "announced since 2024"),
        ("nfc=yes", "with NFC"),
        ("headphone_jack=no", "without headphone jack"),
        ("nfc=unknown", "NFC not known"),
        ("market.carrier_locked=no", "in one market: not locked to carrier"),
        ("sold_outside=JP", "sold outside Japan"),
        ("brand=Acme", "brand Acme"),
    ],
)
def test_a_condition_reads_as_a_reviewer_would_say_it(client, query, phrase):
    make_phone("One")
    (said,) = data(client, f"/phones.json?{query}")["question"]
    assert said.replace(THIN, " ") == phrase
