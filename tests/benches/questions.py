"""Two hundred questions to the finder, the same in every run, from all kinds that readers ask.

Where Datasette has words for a question, ``IN_DATASETTE`` has it in them: as parameters for one flat table, in that
table's own order where the question names none, which is the cheapest. Two rows to sort by, one lens that meets
several conditions, sales outside a country and later pages cannot be said so.
"""

from dataclasses import dataclass
from random import Random
from urllib.parse import quote_plus

from .made_up_parts import BRANDS, CHIPSETS

COUNT = 200


@dataclass(frozen=True)
class Condition:
    """One condition as the finder and as Datasette understand it; ``flat`` is None where Datasette cannot."""

    finder: str
    flat: str | None = None

    @property
    def key(self):
        """The row it asks about, for one that is no list."""
        return self.finder.partition("=")[0].removesuffix("_min").removesuffix("_max")


def is_(key, value):
    asked = f"{key}={quote_plus(value)}"
    return Condition(asked, asked)


def any_of(key, values):
    asked = "&".join(f"{key}={quote_plus(value)}" for value in values)
    return Condition(asked, f"{key}__in={quote_plus(','.join(values))}")


def is_not(key, value):
    return Condition(f"not.{key}={quote_plus(value)}", f"{key}__not={quote_plus(value)}")


def among(key, value):
    return Condition(f"{key}={quote_plus(value)}", f"{key}__arraycontains={quote_plus(value)}")


def at_least(key, value):
    return Condition(f"{key}_min={value}", f"{key}__gte={value}")


def at_most(key, value):
    return Condition(f"{key}_max={value}", f"{key}__lte={value}")


def flag(key, answer):
    flat = {"yes": f"{key}=1", "no": f"{key}=0", "unknown": f"{key}__isnull=1"}[answer]
    return Condition(f"{key}={answer}", flat)


ASKED_BRANDS = [brand["name"] for brand in BRANDS[:16]]
ASKED_CHIPSETS = [f"{chipset['maker']} {chipset['name']}" for chipset in CHIPSETS[60::3]]
RANGES = (
    *(at_most("weight_g", grams) for grams in (150, 170, 180, 200, 220)),
    *(at_least("announced", year) for year in (2012, 2018, 2020, 2022, 2024)),
    *(at_least("main_sensor_area_mm2", area) for area in (25, 35, 45, 60, 80)),
    *(at_least("battery_mah", capacity) for capacity in (3000, 4000, 4500, 5000)),
    *(at_most("depth_mm", depth) for depth in (8, 8.5, 9)),
    *(at_least("display_size_in", size) for size in (5.5, 6, 6.5)),
    *(at_most("display_size_in", size) for size in (5, 6)),
    *(at_least("refresh_hz", rate) for rate in (90, 120)),
    *(at_least("longest_focal_length_eq_mm", length) for length in (50, 70, 100)),
    *(at_most("main_f_number", number) for number in (1.6, 1.8)),
    *(at_least("wired_charging_w", power) for power in (25, 45, 67)),
    at_least("security_years_promised", 4),
)
FLAGS = tuple(
    flag(key, answer)
    for key in ("nfc", "headphone_jack", "wireless_charging", "infrared", "uwb", "main_raw", "always_on", "barometer")
    for answer in ("yes", "no", "unknown")
    if (key, answer) != ("uwb", "unknown")
)
WORDS = (
    *(is_("chipset", name) for name in ASKED_CHIPSETS),
    is_("display_technology", "AMOLED"),
    is_("display_technology", "LTPO OLED"),
    any_of("display_technology", ("AMOLED", "OLED")),
    any_of("os_at_launch", ("Android 13", "Android 14", "Android 15")),
    is_("os_at_launch", "Android 12"),
    any_of("storage_technology", ("UFS 3.1", "UFS 4.0")),
    any_of("back_material", ("ceramic", "vegan_leather")),
    is_("frame_material", "titanium"),
    any_of("form_factor", ("fold_book", "fold_flip")),
    is_("chipset_maker", "Lightyear"),
    is_("fingerprint", "under_display"),
    among("colours", "Black"),
    among("colours", "Titanium"),
    among("ip_codes", "IP68"),
    among("network_technologies", "nr"),
    among("wifi", "6e"),
    Condition("all.bands_lte=1&all.bands_lte=3&all.bands_lte=28"),
)
NEGATIONS = (
    *(is_not("brand", name) for name in ASKED_BRANDS[:4]),
    is_not("form_factor", "bar"),
    is_not("back_material", "plastic"),
    is_not("display_technology", "IPS LCD"),
    is_not("chipset_maker", "Kelvin"),
    is_not("card_slot", "none"),
    Condition("not.colours=Black"),
    Condition("not.lens.role=main"),
)
PLACES = tuple(
    Condition(asked)
    for asked in (
        *(f"sold_in={country}" for country in ("DE", "JP", "US", "IN", "NL")),
        *(f"sold_outside={country}" for country in ("JP", "CN")),
        "sold_in=DE&sold_in=FR",
        "sold_in=JP&sold_outside=JP",
        "sold_in=US&unknown=hide",
    )
)
OF_LENSES = {
    "focal length": ("focal_length_eq_mm_min=50", "focal_length_eq_mm_min=70", "focal_length_eq_mm_max=16"),
    "opening": ("f_number_max=1.8", "f_number_max=2.4", "equivalent_f_number_max=12"),
    "sensor": ("sensor_area_mm2_min=20", "sensor_area_mm2_min=40", "megapixels_min=40", "pixel_pitch_um_min=1"),
    "steadiness": ("stabilised=yes", "stabilisation=ois", "autofocus=pdaf"),
    "role": ("role=tele", "role=periscope", "role=ultrawide", "role=tele&lens.role=periscope"),
}
SORTS = ("-announced", "weight_g", "-battery_mah", "-main_sensor_area_mm2", "-display_size_in", "depth_mm")
SORTS_BY_TWO = ("-main_sensor_area_mm2,weight_g", "-announced,weight_g", "depth_mm,weight_g", "weight_g,depth_mm")


def lens(random, most):
    """``most`` conditions, of different kinds, for one and the same lens."""
    kinds = random.sample(sorted(OF_LENSES), most)
    return Condition("&".join(f"lens.{random.choice(OF_LENSES[kind])}" for kind in kinds))


def two_of(random, pool):
    """Two that ask about different facts."""
    first, second = random.sample(pool, 2)
    return [first, second] if first.key != second.key else two_of(random, pool)


def some_brands(random):
    return any_of("brand", random.sample(ASKED_BRANDS, random.randint(2, 5)))


def mixed(random):
    """Three or four conditions of different kinds."""
    pools = random.sample((RANGES, FLAGS, WORDS, NEGATIONS, PLACES), random.randint(2, 3))
    return [some_brands(random), *(random.choice(pool) for pool in pools)]


KINDS = (
    (8, 3, lambda random: []),
    (16, 1, lambda random: [is_("brand", random.choice(ASKED_BRANDS))]),
    (14, 1, lambda random: [some_brands(random)]),
    (24, 3, lambda random: [random.choice(RANGES)]),
    (18, 1, lambda random: two_of(random, RANGES)),
    (20, 3, lambda random: [random.choice(FLAGS)]),
    (10, 1, lambda random: two_of(random, FLAGS)),
    (24, 1, lambda random: [random.choice(WORDS)]),
    (10, 3, lambda random: [lens(random, 1)]),
    (14, 1, lambda random: [lens(random, 2)]),
    (10, 1, lambda random: [lens(random, 3)]),
    (10, 2, lambda random: [random.choice(PLACES)]),
    (8, 3, lambda random: [random.choice(NEGATIONS)]),
    (14, 1, mixed),
)
"""How many questions of each kind, how far they turn the pages, and what draws the conditions of one."""


def order(random, pages):
    """How the answer stands: as it comes for three in six, else by one row, by two, or on a later page."""
    way = random.randrange(6)
    if way == 3:
        return [_sorted_by(random.choice(SORTS))]
    if way == 4:
        return [Condition(f"sort={random.choice(SORTS_BY_TWO)}")]
    return [Condition(f"page={random.randint(2, pages)}")] if way == 5 and pages > 1 else []


def _sorted_by(key):
    return Condition(f"sort={key}", f"_sort_desc={key[1:]}" if key.startswith("-") else f"_sort={key}")


def _draw():
    """{question to the finder: the same for Datasette, or None}: each once, in an order that mixes the kinds."""
    random, drawn = Random(20), {"": ""}
    for count, pages, conditions in KINDS:
        wanted = min(len(drawn) + count, COUNT)
        while len(drawn) < wanted:
            _add(drawn, [*conditions(random), *order(random, pages)])
    questions = list(drawn.items())
    random.shuffle(questions)
    return dict(questions)


def _add(drawn, conditions):
    flat = [condition.flat for condition in conditions]
    drawn["&".join(condition.finder for condition in conditions)] = None if None in flat else "&".join(flat)


_DRAWN = _draw()
QUESTIONS = tuple(_DRAWN)
IN_DATASETTE = {finder: flat for finder, flat in _DRAWN.items() if flat is not None}
