"""Made-up phones, each known by its number alone: the thousandth is the same among a thousand as among a million.

From ``REPEATED`` on their facts, but not their names, are those of the first again: what is prepared of them can be
copied, where preparing a million phones one by one would take hours.

Facts follow the year: screens, batteries and networks grow, keyboards and card slots go.
"""

from random import Random

from . import made_up_versions as versions
from .drawing_lots import around, mostly, partial_date, some, weighted, zipf
from .made_up_cameras import cameras
from .made_up_parts import BRANDS, FIRST_YEAR, LAST_YEAR

REPEATED = 2_000
SECTIONS = ("rear_cameras", "front_cameras", "displays", "markets", "memory", "model_codes", "chipsets")
BRAND_SHARES = zipf(len(BRANDS))
YEARS = weighted({year: 1 + (year - FIRST_YEAR) // 3 for year in range(FIRST_YEAR, LAST_YEAR + 1)})
SERIES = ("Aero", "Note", "Pixel Art", "Nova", "Leaf", "Prism", "Strada", "Orbit", "Moto", "View")
ENDINGS = weighted({"": 6, " Pro": 3, " Ultra": 1, " Lite": 2, " Plus": 1, " 5G": 1})

FORMS_OF_OLD = weighted({"bar": 10, "flip": 4, "slide": 4, "swivel": 1})
FORMS_OF_NOW = weighted({"bar": 40, "fold_book": 2, "fold_flip": 2})
MATERIALS = {
    "front_material": weighted({"glass": 12, "plastic": 2}),
    "back_material": weighted({"glass": 8, "plastic": 8, "aluminium": 3, "vegan_leather": 1, "ceramic": 1}),
    "frame_material": weighted({"aluminium": 9, "plastic": 6, "steel": 2, "titanium": 1}),
}
COLOURS = ("Black", "White", "Blue", "Silver", "Green", "Gold", "Red", "Purple", "Titanium", "Rose", "Sand", "Mint")
PROTECTION = weighted({(): 5, ("IP68",): 4, ("IP53",): 2, ("IP54",): 2, ("IP67",): 2, ("IP68", "IP69"): 1})
SKINS = ("Clear", "Flow", "One Face", "Colour", "Plain", "Pure")
CODECS = ("SBC", "AAC", "aptX", "aptX HD", "LDAC", "LHDC")
FINGERPRINTS = weighted({"under_display": 5, "side": 5, "rear": 3, "front": 2, "none": 2})
FLAGS = {
    "nfc": (2011, 0.7),
    "infrared": (2013, 0.2),
    "fm_radio": (2003, 0.4),
    "uwb": (2019, 0.12),
    "satellite": (2022, 0.1),
    "usb_display_out": (2016, 0.3),
    "face_unlock_3d": (2017, 0.06),
    "accelerometer": (2008, 0.97),
    "gyroscope": (2010, 0.8),
    "compass": (2009, 0.85),
    "proximity": (2008, 0.95),
    "barometer": (2012, 0.25),
    "heart_rate": (2014, 0.03),
    "shutter_key": (2003, 0.08),
    "reverse_wireless_charging": (2019, 0.2),
    "bypass_charging": (2021, 0.15),
}
"""Since when it exists, and which share of phones have it from then on."""


def phone(number):
    """(Phone's columns, {kind of row: rows}) of the phone of that number."""
    random = Random(number % REPEATED)
    year = random.choice(YEARS)
    columns = _identity(random, number, year) | mostly(random, _facts(random, year)) | {"id": number + 1}
    return columns, {"cameras": cameras(random, year), **versions.rows(random, number, year, columns)}


def _identity(random, number, year):
    """What every phone has; one in twenty is known by its release only."""
    brand = random.choices(BRANDS, cum_weights=BRAND_SHARES)[0]
    name = f"{random.choice(SERIES)} {number}{random.choice(ENDINGS)}"
    announced, released = sorted((partial_date(random, year), partial_date(random, year)))
    return {
        "name": name,
        "slug": slug_of(brand["slug"], name),
        "brand_id": brand["id"],
        "status": "published",
        "publicly_known": False,
        "complete_sections": SECTIONS if random.random() < 0.5 else None,
        "announced": announced if random.random() < 0.95 else None,
        "released": released,
    }


def slug_of(brand_slug, name):
    return f"{brand_slug} {name}".lower().replace(" ", "-")


def _facts(random, year):
    smart = year >= 2009
    return {
        **_launch(random, year),
        **_body(random, year, smart),
        **_network(random, year),
        **_platform(random, year, smart),
        **_connections(random, year, smart),
        **{flag: year >= since and random.random() < share for flag, (since, share) in FLAGS.items()},
        **_battery(random, year, smart),
        **(_labels(random) if year >= 2025 else {}),
        "sar_head_wkg": round(random.uniform(0.2, 1.5), 2),
        "sar_body_wkg": round(random.uniform(0.2, 1.5), 2),
        "sar_eu_head_wkg": round(random.uniform(0.2, 1.2), 2),
        "sar_eu_body_wkg": round(random.uniform(0.4, 1.6), 2),
    }


def _launch(random, year):
    return {
        "sale_status": "available" if year > LAST_YEAR - 3 else "discontinued",
        "manufacturer_id": random.choice(BRANDS)["id"] if random.random() < 0.1 else None,
    }


def _body(random, year, smart):
    form = random.choice(FORMS_OF_NOW if year >= 2019 else FORMS_OF_OLD if not smart else ("bar",))
    height = around(random, 105 + (year - 2003) * 2.6, 5, 1)
    depth = around(random, 8.4 if smart else 15, 0.5 if smart else 2, 1)
    codes = random.choice(PROTECTION) if year > 2012 else ()
    return {
        "form_factor": form,
        "keyboard": "none" if smart else random.choice(("numbers", "numbers", "qwerty")),
        "height_mm": height,
        "width_mm": round(height * random.uniform(0.45, 0.49), 1),
        "depth_mm": depth,
        "depth_with_bump_mm": round(depth + random.uniform(0.5, 3), 1) if smart else None,
        **(_folded(random, height, depth) if form.startswith("fold") else {}),
        "weight_g": around(random, 100 + (year - 2003) * 4.2, 14),
        **{part: random.choice(materials) for part, materials in MATERIALS.items()},
        "colours": some(random, COLOURS, 4),
        "ip_codes": codes,
        "water_depth_m": random.choice((1, 1.5, 3, 6)) if "IP68" in codes else None,
        "water_minutes": 30 if "IP68" in codes else None,
        "drop_standards": ("MIL-STD-810H",) if random.random() < 0.06 else (),
    }


def _folded(random, height, depth):
    return {
        "folded_height_mm": height,
        "folded_width_mm": round(height * 0.45, 1),
        "folded_depth_mm": round(2 * depth + random.uniform(0, 1), 1),
    }


def _network(random, year):
    since = {"gsm": 2000, "umts": 2005, "lte": 2012, "nr": 2020}
    networks = tuple(network for network, first in since.items() if year >= first)
    return {
        "network_technologies": networks,
        "bands_2g": (850, 900, 1800, 1900),
        "bands_3g": some(random, (1, 2, 4, 5, 8, 19), 5) if "umts" in networks else None,
        "download_mbps": random.choice((0.2, 7.2, 42, 150, 600, 2000, 5000, 10000)[max(0, len(networks) * 2 - 3) :]),
        "upload_mbps": random.choice((0.1, 5.8, 50, 150, 300, 1000)),
        "sim_types": ("mini",) if year < 2012 else random.choice((("nano",), ("nano", "esim"), ("micro",))),
        "sim_count": random.choice((1, 2, 2)) if year > 2012 else 1,
    }


def _platform(random, year, smart):
    own = f"Maker OS {year - 2000}"
    return {
        "os_at_launch": f"Android {max(year - 2010, 1)}" if smart and random.random() < 0.8 else own,
        "os_skin": f"{random.choice(SKINS)} {max(1, year - 2012)}" if smart else None,
        "os_upgrades_promised": random.choice((1, 2, 2, 3, 4, 7)) if year >= 2016 else None,
        "security_years_promised": random.choice((2, 3, 4, 5, 7)) if year >= 2016 else None,
        "ram_technology": f"LPDDR{min(2 + max(year - 2008, 0) // 4, 5)}" if smart else None,
        "storage_technology": random.choice(("eMMC 5.1", "UFS 2.2", "UFS 3.1", "UFS 4.0")) if year > 2014 else None,
        "card_slot": random.choice(("none", "none", "microsdxc")) if year > 2014 else "microsd",
        "card_slot_max_gb": random.choice((32, 256, 512, 1024)) if random.random() < 0.3 else None,
        "speakers": random.choice(("mono", "stereo")) if smart else "mono",
        "headphone_jack": random.random() < (0.3 if year > 2017 else 0.8),
        "audio_tuning": random.choice((None, None, None, "Klangwerk", "Studio 9")),
    }


def _connections(random, year, smart):
    wifi = ("3", "4", "5", "6", "6e", "7")[: max(1, min((year - 2003) // 4 + 1, 6))]
    return {
        "wifi": wifi if smart else (),
        "bluetooth_version": (2.0, 2.1, 3.0, 4.0, 4.2, 5.0, 5.2, 5.3, 5.4)[min((year - 2003) // 2, 8)],
        "bluetooth_codecs": some(random, CODECS, 5) if smart else ("SBC",),
        "positioning": some(random, ("gps", "glonass", "galileo", "beidou", "qzss"), 5) if smart else (),
        "usb_connector": "usb_c" if year > 2016 else random.choice(("micro_usb", "mini_usb", "proprietary")),
        "usb_version": random.choice(("2.0", "2.0", "3.1", "3.2")),
        "fingerprint": random.choice(FINGERPRINTS) if year > 2013 else "none",
    }


def _battery(random, year, smart):
    wireless = year > 2012 and random.random() < 0.35
    return {
        "battery_mah": round(max(700, around(random, 900 + (year - 2003) * 185, 350)), -1),
        "battery_type": random.choice(("li_ion", "li_po", "li_po", "si_c") if year > 2022 else ("li_ion", "li_po")),
        "battery_removable": year < 2014 and random.random() < 0.8,
        "wired_charging_w": random.choice((5, 10, 15, 18, 25, 33, 45, 67, 80, 120)) if smart else 5,
        "wireless_charging": wireless,
        "wireless_charging_w": random.choice((5, 10, 15, 15, 25, 50)) if wireless else None,
        "standby_h": None if year > 2014 else random.randint(150, 700),
        "talk_h": None if year > 2014 else random.randint(3, 20),
    }


def _labels(random):
    return {
        "eu_energy_class": random.choice("AABBCDE"),
        "eu_endurance_h": round(random.uniform(30, 70), 1),
        "eu_battery_cycles": random.choice((800, 1000, 1200, 1600)),
        "eu_free_fall_class": random.choice("AABCD"),
        "eu_repairability_class": random.choice("ABBCCD"),
    }
