"""Which sources a page cites for a value: those that state it, and no others."""

from types import SimpleNamespace

import pytest

from catalog.facts.claim_agreement import claim_supports, numbers_roughly_agree, values_agree
from catalog.models import Camera, Phone, Stamp

from .factories import make_chipset, make_claim, make_phone, make_source
from .reading import data, page, row, words

SAME = [
    (47, 47.2), (2.45, 2.4), (2.45, 2.5), (7.65, 7.7), (4980, 5000), (7, 7.5), (1.89, 1.9), (0, 0),
    ([12], [8, 12]), ([8, 12], [12]), ([64, 128], [128, 256]), ([], []), ("FP4", ["FP4", "FP4-B"]),
    ("2022-07", "2022-07-06"), ("2022", "2022-Q4"), ("2022-Q3", "2022-08-01"),
    ("ISOCELL HM3", "Samsung HM3"), ("Snapdragon 8 Gen 1", ["Qualcomm Snapdragon 8 Gen 1"]), ("OLED", "P-OLED"),
    ("Pro IGZO OLED", "IGZO OLED"), ("LCD", "Super LCD5"), ("iOS 14", "iOS 14.1"), ("SM8550 (Snapdragon)", "SM8550-AC"),
    (1792, "828 × 1792 px"), (True, True), (["ois"], ["sensor_shift"]),
]  # fmt: skip
"""(what a source says, what the page says) where the first bears out the second."""
OTHERWISE = [
    (2, 2.4), (1.8, 2), (7.76, 7.6), (5000, 4000), (1, 0), (3, 4), (10**400, 200), ("heavy", 200),
    (1792, "828 × 1900 px"), ([16], [8, 12]), ([], [8]), ([8], []), ("2022-07", "2022-08-06"), ("2022-Q3", "2022-10"),
    ("2022-07-06", "2022-07-07"), ("Snapdragon 8 Gen 1", "Snapdragon 8+ Gen 1"), ("Android 1", "Android 12"),
    ("Android 12", "Android 13"), ("bayer", "quad_bayer"), ("iPhone12,1", "iPhone12,3"), ("OLED", "IPS LCD"),
    ("", "OLED"), (True, False), (1, True),
]  # fmt: skip
FIVE_AMPERE_HOURS = [{"key": "battery_mah", "value": 5000, "source": slug} for slug in ("maker", "magazine")]


def claimed(state="value", value=None):
    return SimpleNamespace(state=state, value=value)


@pytest.mark.parametrize(("said", "shown"), SAME)
def test_a_value_told_more_or_less_precisely_or_in_part_is_borne_out(said, shown):
    assert values_agree(said, shown)
    assert values_agree(shown, said)


@pytest.mark.parametrize(("said", "shown"), OTHERWISE)
def test_another_value_is_not_borne_out(said, shown):
    assert not values_agree(said, shown)
    assert not values_agree(shown, said)


def test_that_there_is_none_bears_out_a_no_and_nothing_else():
    assert claim_supports(claimed("none"), False, is_no=True)
    assert claim_supports(claimed("none"), None, is_no=True)
    assert claim_supports(claimed(value=False), None, is_no=True)
    assert not claim_supports(claimed("none"), 15)
    assert not claim_supports(claimed("none"), None)
    assert not claim_supports(claimed(value=15), None, is_no=True)


@pytest.mark.parametrize("state", ["not_published", "open"])
def test_that_nothing_is_known_bears_out_that_nothing_is_known(state):
    assert claim_supports(claimed(state), None)
    assert not claim_supports(claimed(state), 15)
    assert not claim_supports(claimed(state), False, is_no=True)
    assert not claim_supports(claimed(value=15), None)


def test_numbers_agree_roughly_up_to_five_per_cent():
    assert numbers_roughly_agree(7.76, 7.6)
    assert not numbers_roughly_agree(8.1, 7.6)
    assert not numbers_roughly_agree("7.6", 7.6)
    assert not numbers_roughly_agree(True, 1)


@pytest.mark.django_db
def test_a_fact_that_was_changed_is_no_longer_cited_to_those_who_said_otherwise(client):
    make_phone("Brick", battery_mah=5000, claims=FIVE_AMPERE_HOURS)
    assert "source-1" in cell_of(client, "battery-battery_mah")
    Phone.objects.update(battery_mah=4000)
    Stamp.move()
    shown = cell_of(client, "battery-battery_mah")
    value, against = shown.split('<li class="against">', 1)
    assert "4,000 mAh" in value
    assert "source-" not in value
    assert "disputed" in value
    assert "(no source yet)" in value
    assert against.count("5,000 mAh according to") == 2
    assert "not accepted" not in against


@pytest.mark.django_db
def test_a_fact_that_was_changed_has_no_sources_in_the_data_and_keeps_its_claims(client):
    make_phone("Brick", battery_mah=4000, claims=FIVE_AMPERE_HOURS)
    fact = data(client, "/phones/acme-brick.json")["facts"]["battery_mah"]
    assert fact["sources"] == []
    assert [(claim["value"], claim["accepted"]) for claim in fact["claims"]] == [(5000, True), (5000, True)]


@pytest.mark.django_db
def test_data_cites_only_the_sources_that_state_the_value(client):
    claims = [
        {"key": "weight_g", "value": 211, "source": "right"},
        {"key": "weight_g", "value": 250, "source": "wrong"},
    ]
    make_phone("Brick", weight_g=211, claims=claims)
    assert data(client, "/phones/acme-brick.json")["facts"]["weight_g"]["sources"] == ["right"]


@pytest.mark.django_db
def test_a_changed_fact_stands_among_the_disagreements(client):
    make_phone("Brick", battery_mah=4000, claims=FIVE_AMPERE_HOURS)
    shown = words(page(client, "/phones/acme-brick/")).partition("Sources disagree Battery capacity")[2]
    assert "Accepted: 4,000 mAh , no source yet" in shown
    assert "Says otherwise: 5,000 mAh, according to maker" in shown
    assert "Not accepted" not in shown.partition("Not known yet")[0]


def with_sensor_said_to_be(width_mm):
    """A phone whose sensor we estimate to be 7.6 mm wide."""
    phone = make_phone("Brick", cameras=[{"megapixels": 12, "pixel_pitch_um": 1.9}])
    alicevision = make_source("alicevision", publisher="AliceVision")
    make_claim(phone, "sensor_width_mm", width_mm, source=alicevision, camera=Camera.objects.get())


@pytest.mark.django_db
def test_an_estimate_is_not_cited_to_a_source_with_another_figure(client):
    with_sensor_said_to_be(7.76)
    value, against = cell_of(client, "sensor-sensor_width_mm").split('<li class="against">', 1)
    assert "7.6 mm" in words(f"<main>{value}")
    assert "source-" not in value
    assert "disputed" not in value
    assert '7.76 mm according to <a href="#source-1">AliceVision</a>' in against
    assert "not accepted" not in against
    assert "No source that was read contradicts a fact above." in page(client, "/phones/acme-brick/")


@pytest.mark.django_db
def test_an_estimate_is_disputed_by_a_figure_more_than_five_per_cent_off(client):
    with_sensor_said_to_be(8.4)
    assert "disputed" in cell_of(client, "sensor-sensor_width_mm")


@pytest.mark.django_db
def test_a_near_value_that_an_editor_did_not_accept_still_disputes(client):
    make_phone("Brick", memory=[(8, 128)], claims=[{"key": "ram_gb", "value": [8, 12], "accepted": False}])
    shown = cell_of(client, "memory-ram_gb")
    assert "disputed" in shown
    assert ", not accepted" in shown


@pytest.mark.django_db
def test_a_value_that_nobody_has_accepted_is_told_as_what_a_source_says(client):
    make_phone("Brick", claims=[{"key": "weight_g", "value": 211, "accepted": False}])
    html = page(client, "/phones/acme-brick/")
    value, told = cell_of(client, "body-weight_g").split('<li class="against">', 1)
    assert "not known" in value
    assert "What a source says" in value
    assert "disputed" not in value
    assert "211 g according to" in told
    assert "No source that was read contradicts a fact above." in html


@pytest.mark.django_db
def test_that_a_source_does_not_publish_a_value_disputes_nothing(client):
    make_phone("Brick", weight_g=211, claims=[{"key": "weight_g", "state": "not_published"}])
    shown = cell_of(client, "body-weight_g")
    assert "source-" not in shown
    assert "disputed" not in shown
    assert "(no source yet)" in shown


@pytest.mark.django_db
def test_a_value_taken_away_leaves_what_was_said_of_it_in_sight(client):
    make_phone("Brick", claims=FIVE_AMPERE_HOURS)
    value, against = cell_of(client, "battery-battery_mah").split('<li class="against">', 1)
    assert "not known" in value
    assert "source-" not in value
    assert '5,000 mAh according to <a href="#source-2">maker</a>' in against


@pytest.mark.django_db
def test_a_chipset_may_be_called_by_its_part_number(client):
    make_chipset("Thinker 1", part_number="TH8550")
    make_phone("Brick", chipsets=["Thinker 1"], claims=[{"key": "chipset", "value": "TH8550", "source": "kernel"}])
    assert data(client, "/phones/acme-brick.json")["facts"]["chipset"]["sources"] == ["kernel"]


def cell_of(client, anchor):
    return row(page(client, "/phones/acme-brick/"), anchor)
