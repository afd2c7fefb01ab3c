"""What a made-up phone has several of, but for its cameras: displays, memory, chipset, model code, markets."""

from .drawing_lots import around, mostly, partial_date, some, weighted
from .made_up_parts import CHIPSETS, CHIPSETS_A_YEAR, FIRST_YEAR

LTE_BANDS = (1, 2, 3, 4, 5, 7, 8, 12, 13, 17, 18, 19, 20, 25, 26, 28, 32, 38, 39, 40, 41, 42, 66, 71)
NR_BANDS = (1, 2, 3, 5, 7, 8, 12, 20, 25, 28, 38, 40, 41, 48, 66, 71, 77, 78, 79)
SOLD = weighted({"001": 7, "JP": 2, "other": 9})
COUNTRIES = ("DE", "US", "GB", "FR", "IN", "CN", "BR", "IT", "ES", "KR", "PL", "MX", "ID", "AU", "CA", "SE")
CARRIERS = {"JP": ("NTT", "Softly", "Au revoir", None), "US": ("Verify", "T-Tone", None)}
CURRENCIES = {"JP": "JPY", "US": "USD", "GB": "GBP", "IN": "INR", "CN": "CNY", "KR": "KRW"}
RESOLUTIONS = ((176, 220), (240, 320), (360, 640), (720, 1280), (1080, 1920), (1080, 2400), (1260, 2800), (1440, 3200))
PANELS = weighted({"AMOLED": 6, "OLED": 3, "LTPO OLED": 2, "IPS LCD": 7, "TFT LCD": 1})


def rows(random, number, year, phone):
    return {
        "displays": [{"position": 1, "display_role": "main", **mostly(random, _display(random, year))}],
        "memory_versions": _memory(random, year),
        "phone_chipsets": _chipsets(random, year),
        "model_codes": [_model_code(random, number, year, phone)],
        "markets": _markets(random, year),
    }


def _display(random, year):
    width, height = RESOLUTIONS[min(max((year - 2003) // 3 + random.choice((-1, 0, 0)), 0), len(RESOLUTIONS) - 1)]
    oled = year > 2010
    return {
        "display_size_in": around(random, 2.2 + (year - 2003) * 0.2, 0.3, 2),
        "display_width_px": width,
        "display_height_px": height,
        "display_technology": random.choice(PANELS) if oled else "TFT LCD",
        "refresh_hz": random.choice((60, 90, 120, 120, 144)) if year > 2018 else 60,
        "touch_hz": random.choice((120, 180, 240, 480)) if year > 2018 else None,
        "hdr": some(random, ("hdr10", "hdr10_plus", "dolby_vision", "hlg"), 3) if year > 2017 else (),
        "brightness_nits": random.choice((400, 500, 600, 800, 1000, 1400)),
        "peak_brightness_nits": random.choice((800, 1200, 1600, 2600, 3000, 4500)) if year > 2018 else None,
        "pwm_hz": random.choice((0, 240, 480, 1920, 2160, 3840)),
        "colour_depth_bits": random.choice((8, 8, 10)),
        "display_protection": f"Hard Glass {min(max(1, (year - 2003) // 3), 7)}" if oled else None,
        "always_on": oled and random.random() < 0.4,
        "cutout": random.choice(("notch", "punch_hole", "punch_hole", "none")) if year > 2017 else "none",
    }


def _memory(random, year):
    """Two or three versions, each twice the one before."""
    ram = max(0.06, 2 ** ((year - 2010) // 3) / 2) * random.choice((1, 1, 2))
    first = {"ram_gb": min(ram, 12), "storage_gb": max(1, 2 ** ((year - 2003) // 3))}
    return [
        {"position": step + 1, **{key: size * 2**step for key, size in first.items()}}
        for step in range(random.choice((2, 3)))
    ]


def _chipsets(random, year):
    """One of the year's or of the two years before, its name not known for one phone in ten."""
    newest = (year - FIRST_YEAR + 1) * CHIPSETS_A_YEAR - 1
    fitted = CHIPSETS[max(newest - int(random.expovariate(0.35)), 0)]
    return [{"position": 1, "chipset_id": fitted["id"]}] if random.random() > 0.1 else []


def _model_code(random, number, year, phone):
    """Also gives ``phone`` its bands, as those of its only version."""
    lte = some(random, LTE_BANDS, len(LTE_BANDS)) if year >= 2012 else ()
    nr = some(random, NR_BANDS, len(NR_BANDS)) if year >= 2020 else ()
    phone |= mostly(random, {"bands_lte": lte or None, "bands_nr": nr or None})
    complete = random.choice((True, False, None))
    confidence = random.choice(("high", "medium", "low"))
    facts = {"lte_bands": lte, "nr_bands": nr, "bands_complete": complete, "bands_confidence": confidence}
    return {"position": 1, "code": model_code(number), **mostly(random, facts)}


def model_code(number):
    return f"{'XSMRG'[number % 5]}{number:05}"


def _markets(random, year):
    """Many countries, Japan alone, or up to four by name."""
    sold = random.choice(SOLD)
    named = random.sample(COUNTRIES, random.randint(0, 3))
    countries = ["JP"] if sold == "JP" else ["001", *named] if sold == "001" else [*named, _last(random)]
    return [_market(random, place, country, year) for place, country in enumerate(countries, 1)]


def _last(random):
    return random.choice(("JP", "TW", "NL", "RU"))


def _market(random, place, country, year):
    currency = CURRENCIES.get(country, "EUR")
    scale = {"JPY": 150, "INR": 85, "CNY": 7, "KRW": 1400}.get(currency, 1)
    priced = random.random() < 0.5
    return {
        "position": place,
        "country": country,
        "carrier": random.choice(CARRIERS.get(country, (None,))),
        "channel": random.choice(("open", "open", "carrier", "online", None)),
        "on_sale_from": partial_date(random, year) if random.random() < 0.6 else None,
        "price": (9 + 10 * int(random.lognormvariate(3.6, 0.6))) * scale if priced else None,
        "price_currency": currency,
        "price_on": partial_date(random, year) if priced else None,
    }
