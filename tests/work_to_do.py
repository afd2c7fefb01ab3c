"""Phones for the worklists: of each arrangement, “Open” belongs on its list, and “Settled” does not."""

from django.utils import timezone

from catalog.models import Phone

from .factories import (
    make_camera,
    make_claim,
    make_model_code,
    make_phone,
    make_publishable,
    make_relation,
    make_sensor,
)

TODAY = timezone.localdate()


def unsourced():
    make_phone("Open", weight_g=211)
    borne_out = [{"key": "weight_g", "value": 211}, {"key": "announced", "value": "2019-08-07"}]
    make_phone("Settled", weight_g=211, claims=borne_out)


def conflicts():
    make_phone("Open", weight_g=211, claims=[{"key": "weight_g", "value": 190}])
    rest = {"key": "weight_g", "value": 190, "accepted": False, "source": "b-page"}
    make_phone("Settled", weight_g=211, claims=[{"key": "weight_g", "value": 211}, rest])


def conflicts_of_sources_none_of_which_is_followed():
    make_phone("Open", weight_g=211, claims=[{"key": "weight_g", "value": 190, "accepted": False}])
    make_phone("Settled", weight_g=211)


def contradicted():
    rest = {"key": "weight_g", "value": 190, "accepted": False, "source": "b-page"}
    make_phone("Open", weight_g=211, claims=[{"key": "weight_g", "value": 211}, rest])
    noted = rest | {"notes": "Without its battery."}
    make_phone("Settled", weight_g=211, claims=[{"key": "weight_g", "value": 211}, noted])


def offered():
    make_phone("Open", claims=[{"key": "weight_g", "value": 190, "accepted": False}])
    noted = {"key": "weight_g", "value": 190, "accepted": False, "notes": "Of another phone."}
    make_phone("Settled", claims=[noted, {"key": "battery_mah", "state": "not_published"}])


def checked_main_facts():
    return [
        {"key": key, "source": "a-page", "state": "not_published"}
        for key in ("height_mm", "width_mm", "depth_mm", "weight_g", "battery_mah", "os_at_launch", "chipset")
    ]


def below_floor():
    make_publishable("Open", weight_g=None)
    make_publishable("Settled")


def below_floor_lenses():
    phone = make_publishable("Open")
    make_camera(phone, role="tele", megapixels=12, f_number=2.4)
    make_camera(make_publishable("Settled"), role="macro")


def not_checked():
    whole = {"complete_sections": ["displays", "rear_cameras"]}
    make_phone("Open", **whole, claims=checked_main_facts()[1:])
    make_phone("Settled", **whole, claims=checked_main_facts())


def not_checked_cameras():
    make_phone("Open", complete_sections=["displays"], claims=checked_main_facts())
    make_phone("Settled", complete_sections=["displays", "rear_cameras"], claims=checked_main_facts())


def no_size():
    make_phone("Open", cameras=[{"sensor_type": "1/1.31"}])
    make_phone("Settled", cameras=[{"sensor": make_sensor(width_mm=9.8, height_mm=7.3)}, {"role": "tele"}])


def routes():
    make_phone("Open", cameras=[{"sensor_type": "1/2.55", "sensor_width_mm": 9.8, "sensor_height_mm": 7.3}])
    make_phone("Settled", cameras=[{"sensor_type": "1/1.31", "sensor_width_mm": 9.8, "sensor_height_mm": 7.3}])


def doubts():
    make_phone("Open", height_mm=60, width_mm=77, claims=[{"key": "height_mm", "value": 60}])
    make_phone("Settled", height_mm=161, width_mm=77)


def doubts_about_rows():
    make_phone("Open", memory=[(48, 256)])
    make_phone("Settled", memory=[(48, 256)], claims=[{"key": "ram_gb", "value": [48]}])


def stale_prices():
    old = {"price": 899, "price_currency": "EUR", "price_on": "2023-02"}
    new = old | {"price_on": str(TODAY)}
    make_phone("Open", markets=[old | {"country": "DE"}])
    make_phone("Settled", markets=[old | {"country": "DE"}, new | {"country": "DE"}])
    make_phone("Settled too", sale_status="discontinued", markets=[old | {"country": "DE"}])


def stale_promises():
    promise = {"key": "security_years_promised", "value": 7}
    year = TODAY.year - 2
    facts = {"announced": f"{year}-02", "security_years_promised": 7}
    make_phone("Open", **facts, claims=[promise | {"seen_on": f"{year}-03"}])
    make_phone("Settled", **facts, claims=[promise | {"seen_on": str(TODAY)}])
    over = {"announced": "2014-02", "security_years_promised": 2}
    make_phone("Settled too", **over, claims=[promise | {"value": 2, "seen_on": "2018-03"}])


def twins():
    original = make_phone("Original", battery_mah=5000, weight_g=208)
    make_relation(make_phone("Open", battery_mah=4500), "rebadge_of", original)
    make_relation(make_phone("Settled", battery_mah=5000, weight_g=211), "rebadge_of", original)
    make_relation(make_phone("Settled too", battery_mah=4500), "regional_version_of", original)


def twins_with_other_cameras():
    original = make_phone("Original", cameras=[{"f_number": 1.9}])
    make_relation(make_phone("Open", cameras=[{"f_number": 2.4}]), "rebadge_of", original)
    make_relation(make_phone("Settled", cameras=[{"f_number": 1.9}]), "rebadge_of", original)


def untyped_relations():
    make_relation(make_phone("Open"), "resembles", make_phone("Settled"))
    make_relation(make_phone("Settled too"), "resembles", make_phone("Other"), detail="Round camera island")


def relations_to_what_nobody_sees():
    make_relation(make_phone("Open"), "rebadge_of", make_phone("Hidden", status="draft"))
    make_relation(make_phone("Settled"), "rebadge_of", make_phone("Seen"))


def forked_lines():
    first, second = make_phone("Alpha"), make_phone("Beta")
    followers = [make_phone(name) for name in ("Gamma", "Delta", "Epsilon", "Zeta")]
    for follower in followers[:2]:
        make_relation(follower, "successor_of", first)
    for follower in followers[2:]:
        make_relation(follower, "successor_of", second)
    make_relation(followers[2], "rebadge_of", followers[3])
    Phone.objects.filter(pk=first.pk).update(name="Open")
    Phone.objects.filter(pk=second.pk).update(name="Settled")


def successors_that_came_earlier():
    make_relation(make_phone("Open", announced="2018"), "successor_of", make_phone("Settled", announced="2020"))


def duplicates_by_name():
    make_phone("Open", aliases=["Aquos Zero 2"])
    make_phone("Aquos zero2")
    make_phone("Settled", aliases=["Aquos Zero 3"])


def duplicates_by_code():
    make_model_code(make_phone("Open", brand="Sharp"), "SH-52C")
    make_model_code(make_phone("Opened", brand="Leica"), "sh52c")
    settled, twin = make_phone("Settled"), make_phone("Twin")
    for phone in (settled, twin):
        make_model_code(phone, "XQ-AU52")
    make_relation(twin, "rebadge_of", settled)


def no_predecessor():
    make_phone("Open 7", announced="2022")
    make_phone("Open 6", announced="2021")
    seven, six = make_phone("Settled 7"), make_phone("Settled 6")
    make_relation(seven, "successor_of", six)
    make_claim(make_phone("Settled 9"), "successor_of")


BELONGING = [
    ("unsourced", unsourced),
    ("conflicts", conflicts),
    ("conflicts", conflicts_of_sources_none_of_which_is_followed),
    ("contradicted", contradicted),
    ("offered", offered),
    ("below_floor", below_floor),
    ("below_floor", below_floor_lenses),
    ("not_checked", not_checked),
    ("not_checked", not_checked_cameras),
    ("no_size", no_size),
    ("routes", routes),
    ("doubts", doubts),
    ("doubts", doubts_about_rows),
    ("stale", stale_prices),
    ("stale", stale_promises),
    ("twins", twins),
    ("twins", twins_with_other_cameras),
    ("relations", untyped_relations),
    ("relations", relations_to_what_nobody_sees),
    ("relations", forked_lines),
    ("relations", successors_that_came_earlier),
    ("duplicates", duplicates_by_name),
    ("duplicates", duplicates_by_code),
    ("no_predecessor", no_predecessor),
]
