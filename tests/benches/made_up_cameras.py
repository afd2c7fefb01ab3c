"""The cameras of made-up phones: three to five each, with the figures that such lenses have."""

from .drawing_lots import around, mostly, weighted
from .made_up_parts import SENSORS, SENSORS_BY_SIZE

SETS = weighted(
    {
        ("main", "ultrawide", "front"): 5,
        ("main", "depth", "front"): 3,
        ("main", "tele", "front"): 3,
        ("main", "ultrawide", "macro", "front"): 5,
        ("main", "ultrawide", "tele", "front"): 6,
        ("main", "ultrawide", "periscope", "front"): 3,
        ("main", "ultrawide", "tele", "periscope", "front"): 3,
        ("main", "ultrawide", "macro", "depth", "front"): 3,
    }
)
FOCAL_LENGTHS_EQ_MM = {
    "main": (22, 23, 23, 24, 24, 24, 25, 26, 26, 27, 28),
    "ultrawide": (12, 13, 13, 14, 15, 16, 16, 17, 18),
    "tele": (46, 48, 50, 52, 56, 65, 69, 70, 75, 77, 80, 85),
    "periscope": (81, 90, 100, 103, 115, 120, 125, 135, 230, 240),
    "macro": (21, 23, 26),
    "front": (20, 21, 22, 23, 24, 25, 26, 28, 30),
}
F_NUMBERS = {
    "main": (1.4, 1.5, 1.6, 1.7, 1.7, 1.75, 1.8, 1.8, 1.8, 1.9, 2.0, 2.2),
    "ultrawide": (1.8, 1.9, 2.0, 2.2, 2.2, 2.2, 2.4),
    "tele": (1.7, 1.9, 2.0, 2.0, 2.2, 2.4, 2.4, 2.8),
    "periscope": (2.2, 2.4, 2.6, 3.0, 3.4, 3.5, 4.4, 4.9),
    "macro": (2.4, 2.4, 2.0),
    "front": (1.9, 2.0, 2.0, 2.2, 2.2, 2.4, 2.45),
    "depth": (2.2, 2.4),
}
SENSOR_PLACES = {"main": 42, "ultrawide": 20, "tele": 24, "periscope": 26, "macro": 3, "front": 16, "depth": 2}
"""Where in the sensors, by their size, those of a present-day phone are found."""

STABILISATION = {
    "main": weighted({("ois",): 5, ("ois", "electronic"): 3, ("electronic",): 2, ("sensor_shift",): 1, (): 3}),
    "tele": weighted({("ois",): 6, (): 2}),
    "periscope": weighted({("ois",): 8, ("sensor_shift",): 1}),
}
AUTOFOCUS = {
    "main": weighted({("pdaf",): 5, ("pdaf", "laser"): 2, ("dual_pixel",): 3, ("quad_pixel",): 1, ("contrast",): 1}),
    "ultrawide": weighted({("fixed",): 4, ("pdaf",): 3}),
    "tele": weighted({("pdaf",): 5, ("dual_pixel",): 1}),
    "periscope": weighted({("pdaf",): 5, ("dual_pixel",): 1}),
    "front": weighted({("fixed",): 5, ("pdaf",): 2, ("dual_pixel",): 1}),
}
VIDEO = (
    ("480p30",),
    ("720p30",),
    ("1080p30", "720p60"),
    ("2160p30", "1080p60"),
    ("2160p60", "1080p120"),
    ("4320p30", "2160p120"),
)
CO_BRANDING = weighted({None: 30, "Glasswerk": 2, "Linsen & Sohn": 1, "Objektiv": 1})


def cameras(random, year):
    """The rows of one phone, its main camera first."""
    roles = random.choice(SETS)
    return [{"position": place, **_camera(random, role, year)} for place, role in enumerate(roles, 1)]


def _camera(random, role, year):
    return {"facing": "front" if role == "front" else "rear", "role": role, **_facts(random, role, year)}


def _facts(random, role, year):
    facts = {
        **_sensor(random, role, year),
        **_lens(random, role),
        "stabilisation": random.choice(STABILISATION.get(role, ((),))),
        "autofocus": random.choice(AUTOFOCUS.get(role, (("fixed",),))),
        **(_recording(random, year) if role in ("main", "front") else {}),
    }
    return mostly(random, facts) | _size(random, facts["sensor_type"])


def _sensor(random, role, year):
    """A sensor by name for half of the cameras, the label for all, pitch and pixels to fit."""
    fitted = SENSORS_BY_SIZE[_place(random, role, year)]
    named = random.random() < 0.55
    joined = 4 if named and fitted["megapixels"] > 40 and random.random() < 0.5 else 1
    return {
        "sensor_id": fitted["id"] if named else None,
        "sensor_certainty": random.choice(("confirmed", "reported")) if named else None,
        "sensor_type": fitted["sensor_type"],
        "pixel_pitch_um": fitted["pixel_pitch_um"],
        "filter_array": fitted["filter_array"],
        "megapixels": round(fitted["megapixels"] / joined),
    }


def _place(random, role, year):
    """Sensors grew from year to year."""
    middle = SENSOR_PLACES[role] * (0.35 + 0.65 * (year - 2003) / 23)
    return min(max(int(around(random, middle, 5)), 0), SENSORS - 1)


def _size(random, label):
    """Both sides as stated, for one camera in ten."""
    if random.random() > 0.1:
        return {}
    width = round((12.8 if float(label[2:]) <= 2 else 14.4) / float(label[2:]), 2)
    return {"sensor_width_mm": width, "sensor_height_mm": round(width * 0.75, 2)}


def _lens(random, role):
    focal_length = random.choice(FOCAL_LENGTHS_EQ_MM.get(role, (None,)))
    zooms = role == "periscope" and focal_length < 100 and random.random() < 0.4
    return {
        "focal_length_eq_mm": focal_length,
        "focal_length_eq_max_mm": round(focal_length * 1.5) if zooms else None,
        "zoom_kind": "continuous" if zooms else "fixed",
        "f_number": random.choice(F_NUMBERS[role]),
        "aperture_kind": "zoom" if zooms else random.choice(("fixed",) * 30 + ("iris", "steps")),
        "lens_elements": random.randint(4, 8),
        "close_focus_cm": random.choice((None, None, 3, 5, 7, 10, 15, 25)),
        "mounting": random.choice(("fixed",) * 40 + ("pop_up", "under_display")),
    }


def _recording(random, year):
    newest = min((year - 2003) // 4, len(VIDEO) - 1)
    return {
        "video_modes": VIDEO[random.randint(max(newest - 1, 0), newest)],
        "raw": random.random() < (0.6 if year > 2014 else 0.02),
        "flash": random.choice((("led",), ("led",), ("dual_led",), ("xenon",), ())),
        "co_branding": random.choice(CO_BRANDING),
    }
