"""A catalogue of any size, the same every time: skewed brands, 3 to 5 cameras a phone, one fact in ten not known."""

from pathlib import Path
from random import Random

from catalog.records.yaml_writer import record_yaml

BRANDS = 40
CHIPSETS = 60
SENSORS = 80
LINE = 6
"""Phones in one line of successors."""


def write_catalogue(folder, phones, seed=1):
    """Record files of ``phones`` phones, and of what they are made of, below ``folder``."""
    random = Random(seed)
    for kind, content in _parts():
        _write(folder, f"{kind}s", kind, content)
    for number in range(phones):
        content = phone(number, random)
        _write(folder, f"phones/{content['brand']}", "phone", content)


def _write(folder, below, kind, content):
    path = Path(folder) / below / f"{content[kind]}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_yaml(kind, content))


def _parts():
    for number in range(BRANDS):
        yield "brand", {"brand": f"brand-{number}", "name": f"Brand {number}"}
    for number in range(CHIPSETS):
        yield "chipset", {"chipset": f"chip-{number}", "maker": f"Maker {number % 6}", "name": f"Chip {number}"}
    for number in range(SENSORS):
        pixels = {"width_px": 4000 + 50 * number, "height_px": 3000, "pixel_pitch_um": 0.8}
        yield "sensor", {"sensor": f"eye-{number}", "maker": "Eyes", "name": f"Eye {number}", **pixels}
    for number in range(10):
        yield "source", {"source": f"page-{number}", "title": f"Page {number}", "kind": "press"}


def phone(number, random):
    """The content of the phone of that number."""
    brand = min(int(random.expovariate(0.15)), BRANDS - 1)
    slug = f"brand-{brand}-phone-{number}"
    return {
        "phone": slug,
        "name": f"Phone {number}",
        "brand": f"brand-{brand}",
        "status": "published",
        "announced": f"{random.randint(2005, 2026)}-{random.randint(1, 12):02}",
        **_mostly(random, _facts(random)),
        "phone_chipsets": [{"chipset": f"chip-{random.randrange(CHIPSETS)}"}],
        "memory_versions": [{"ram_gb": ram, "storage_gb": 32 * ram} for ram in (4, 8)],
        "cameras": [_camera(random, place) for place in range(random.randint(3, 5))],
        "markets": [{"country": random.choice(["001", "JP", "DE", "US", "CN", "IN"])}],
        "claims": [_claim(random, key) for key in ("weight_g", "height_mm", "battery_mah", "announced")],
    }


def _mostly(random, facts):
    """``facts`` with one in ten left out."""
    return {key: value for key, value in facts.items() if random.random() > 0.1}


def _facts(random):
    return {
        "released": f"{random.randint(2005, 2026)}",
        "form_factor": "bar",
        "height_mm": round(random.uniform(120, 170), 1),
        "width_mm": round(random.uniform(60, 80), 1),
        "depth_mm": round(random.uniform(6, 12), 1),
        "weight_g": random.randint(120, 260),
        "ip_codes": random.choice([["IP68"], ["IP53"], []]),
        "os_at_launch": f"Android {random.randint(8, 16)}",
        "security_years_promised": random.randint(2, 7),
        "nfc": random.random() > 0.3,
        "headphone_jack": random.random() > 0.7,
        "battery_mah": random.randint(2000, 7000),
        "wired_charging_w": random.choice([18, 25, 45, 67, 120]),
    }


def _camera(random, place):
    role = ("main", "ultrawide", "front", "tele", "macro")[place]
    facts = {
        "megapixels": random.choice([8, 12, 48, 50, 64, 108, 200]),
        "sensor": f"eye-{random.randrange(SENSORS)}",
        "sensor_type": f"1/{random.uniform(1, 4):.2f}",
        "pixel_pitch_um": round(random.uniform(0.6, 2.4), 2),
        "focal_length_eq_mm": random.randint(12, 130),
        "f_number": round(random.uniform(1.4, 4), 2),
        "stabilisation": random.choice([["ois"], []]),
    }
    return {"facing": "front" if role == "front" else "rear", "role": role, **_mostly(random, facts)}


def _claim(random, key):
    value = f"{random.randint(2005, 2026)}" if key == "announced" else random.randint(100, 200)
    claim = {"key": key, "source": f"page-{random.randrange(10)}", "value": value, "quote": str(value)}
    return {**claim, "accepted": False} if random.random() < 0.1 else claim
