"""Brands, chipsets and image sensors that nobody makes: what the made-up phones consist of.

Each is a dict of columns. An id is the place in the list, from 1.
"""

from catalog.quantities import optics

BRAND_BEGINNINGS = ("Al", "Bo", "Cor", "Da", "El", "Fi", "Gra", "Hu")
BRAND_ENDS = ("vex", "mira", "nto", "tel", "ra", "zon", "lux", "quo", "nix", "pia")
CHIPSET_MAKERS = ("Thinkers", "Lightyear", "Sandworks", "Orbital", "Meridian", "Kelvin")
SENSOR_MAKERS = ("Eyeworks", "Lumen", "Iris Labs", "Optima")
PITCHES_UM = (0.7, 0.8, 1.0, 1.12, 1.22, 1.4)
FIRST_YEAR, LAST_YEAR = 2003, 2026
CHIPSETS_A_YEAR = 5
LARGEST_SENSOR, SMALLEST_SENSOR, SENSORS = 0.98, 5.0, 60
"""Type labels 1/0.98 to 1/5."""


def _brand(number):
    name = BRAND_BEGINNINGS[number % 8] + BRAND_ENDS[number // 8]
    country = ("CN", "KR", "JP", "US", "FI", "IN")[number % 6]
    return {"id": number + 1, "name": name, "slug": name.lower(), "country": country}


def _chipset(number):
    """Five a year, each year's faster and finer than the last's."""
    year, maker = number // CHIPSETS_A_YEAR, CHIPSET_MAKERS[number % 6]
    name = f"{'ST'[number % 2]}{100 + number}"
    return {
        "id": number + 1,
        "maker": maker,
        "name": name,
        "slug": f"{maker}-{name}".lower(),
        "part_number": f"{maker[:2].upper()}{6000 + 7 * number}",
        "process_nm": (90, 65, 45, 28, 20, 14, 10, 7, 6, 5, 4, 3)[year // 2],
        "cpu": f"{maker} core {year // 3}",
        "cpu_cores": (1, 1, 1, 1, 2, 4, 4, 8, 8, 8, 8, 8)[year // 2],
        "cpu_max_ghz": round(0.2 + 0.17 * year, 2),
        "gpu": f"{maker} Draw {year // 2}",
    }


def _sensor(number):
    """From the smallest to the largest, each with pixels that fit its type."""
    denominator = round(SMALLEST_SENSOR * (LARGEST_SENSOR / SMALLEST_SENSOR) ** (number / (SENSORS - 1)), 2)
    label, maker, pitch = f"1/{denominator}", SENSOR_MAKERS[number % 4], PITCHES_UM[number * 7 % 6]
    size = optics.size_from_label(label)
    sides = [round(side * 1000 / pitch) for side in (size.width_mm, size.height_mm)]
    return {
        "id": number + 1,
        "maker": maker,
        "name": f"{maker[:2].upper()}{500 + number}",
        "slug": f"sensor-{500 + number}",
        **_stated_size(number, size),
        "width_px": sides[0],
        "height_px": sides[1],
        "megapixels": round(sides[0] * sides[1] / 1e6, 1),
        "pixel_pitch_um": pitch,
        "sensor_type": label,
        "filter_array": ("bayer", "quad_bayer", "quad_bayer", "ryyb", "nona_bayer")[number % 5],
    }


def _stated_size(number, size):
    """One maker in five states the size itself."""
    return {"width_mm": round(size.width_mm, 2), "height_mm": round(size.height_mm, 2)} if number % 5 == 0 else {}


BRANDS = [_brand(number) for number in range(len(BRAND_BEGINNINGS) * len(BRAND_ENDS))]
CHIPSETS = [_chipset(number) for number in range((LAST_YEAR - FIRST_YEAR + 1) * CHIPSETS_A_YEAR)]
SENSORS_BY_SIZE = [_sensor(number) for number in range(SENSORS)]
