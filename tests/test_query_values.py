"""Numbers, dates and names in a question, as people type them."""

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder.facets import FACETS
from catalog.models.fields import Count
from catalog.sheet.query_validators import query_faults
from catalog.sheet.query_values import parse_query_date, parse_query_number

from .asking import asked, find_now, refused, slugs
from .factories import fit_chipset, make_chipset, make_market, make_phone, make_sensor

NUMBER_FACETS = [facet for facet in FACETS.values() if facet.is_number and not facet.is_date]


def canonical(**parameters):
    """The address that the finder writes for parameters."""
    return find_now(urlencode(parameters)).asked.url()


TYPED = [
    ("battery_mah", "5,000", "5000"),
    ("battery_mah", "5.000", "5000"),
    ("battery_mah", "5 000 mAh", "5000"),
    ("battery_mah", "5000mAh", "5000"),
    ("battery_mah", "4.5 Ah", "4500"),
    ("battery_mah", "５０００", "5000"),
    ("launch_price", "1 299", "1299"),
    ("launch_price", "1\u00a0299", "1299"),
    ("launch_price", "1\u2009299", "1299"),
    ("launch_price", "1\u202f299,50", "1299.5"),
    ("launch_price", "1,299", "1299"),
    ("launch_price", "1.299", "1299"),
    ("launch_price", "1'299", "1299"),
    ("weight_g", "200g", "200"),
    ("weight_g", "200 g", "200"),
    ("weight_g", "8 oz", "226.8"),
    ("weight_g", "0.2 kg", "200"),
    ("weight_g", "199,5", "199.5"),
    ("lens.f_number", "f/1.8", "1.8"),
    ("lens.f_number", "f1.8", "1.8"),
    ("lens.f_number", "ƒ/1,8", "1.8"),
    ("main_f_number", "F/2", "2"),
    ("lens.equivalent_f_number", "f/5.1", "5.1"),
    ("lens.focal_length_eq_mm", "70mm", "70"),
    ("lens.focal_length_eq_mm", "70 mm equiv.", "70"),
    ("display_size_in", '6.1"', "6.1"),
    ("display_size_in", "6.1 in", "6.1"),
    ("display_size_in", "6.1-inch", "6.1"),
    ("display_size_in", "6,1″", "6.1"),
    ("battery_mah", "30.000", "30000"),
    ("storage_gb", "1 TB", "1024"),
    ("storage_gb", "1TB", "1024"),
    ("storage_gb", "512 GB", "512"),
    ("card_slot_max_gb", "2 TB", "2048"),
    ("volume_cm3", "90 cm³", "90"),
    ("screen_to_body_percent", "85 %", "85"),
    ("lens.sensor_area_mm2", "100 mm²", "100"),
    ("lens.optical_format_inch", "1/1.3", "0.7692"),
    ("lens.optical_format_inch", '1/1.31"', "0.7634"),
    ("lens.optical_format_inch", "1-inch type", "1"),
    ("lens.optical_format_inch", "0.76 in", "0.76"),
    ("lens.video_lines", "4K", "2160"),
    ("lens.video_lines", "1080p", "1080"),
    ("aspect_ratio", "19.5:9", "19.5"),
    ("aspect_ratio", "16:9", "16"),
    ("announced", "Nov 2022", "2022-11"),
    ("announced", "2022-11", "2022-11"),
    ("announced", "November 2022", "2022-11"),
    ("announced", "Q4 2022", "2022-Q4"),
    ("announced", "18 November 2022", "2022-11-18"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "text", "plain"), TYPED)
def test_the_address_has_the_plain_value_of_what_people_type(name, text, plain):
    beside = "&launch_price_currency=EUR" if name == "launch_price" else ""
    for end in ("min", "max"):
        assert canonical(**{f"{name}_{end}": text}) == f"{name}_{end}={plain}{beside}"
    assert list(query_faults(urlencode({f"{name}_min": text}))) == []
    assert canonical(**{f"{name}_min": plain}) == f"{name}_min={plain}{beside}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text", "readings"),
    [
        ("volume_cm3_min", "1,299", ["1.299", "1299"]),
        ("weight_g_max", "1,299", ["1.299", "1299"]),
        ("announced_min", "03/04/2022", ["3 April", "4 March"]),
    ],
)
def test_a_value_with_two_readings_is_left_out_with_both(client, name, text, readings):
    make_phone("Heavy", weight_g=250)
    make_phone("Light", weight_g=150)
    question = urlencode({name: text, "weight_g_min": 200})
    message = refused(client, question)[name]
    page = client.get(f"/phones/?{question}").text
    for reading in readings:
        assert reading in message
    assert message in page.replace("&#34;", '"')
    assert "Acme</span> Heavy" in page
    assert "Acme</span> Light" not in page


# Every number row reads what people write of its values


def rows_values(facet):
    """Values that the row can have, as its own column and words say, with three decimals at most."""
    spec = facet.spec.inner or facet.spec
    least, most = getattr(spec.field, "hard", None) or spec.usual or (1, 400)
    if isinstance(spec.field, Count):
        return st.integers(least, most)
    return st.integers(int(least * 10) + 1, int(most * 10)).map(lambda tenths: tenths / 10)


def renderings(facet, value):
    """Texts of ``value``, each of which says nothing else."""
    unit = facet.spec.unit
    plain = f"{value:g}" if value < 1e5 else str(value)
    yield plain
    yield f" {plain} "
    yield plain.replace(".", ",")
    if value >= 1000:
        for space in (" ", "\u00a0", "\u2009", "\u202f", "'", "’"):
            yield f"{value:,}".replace(",", space)
    if unit:
        for space in ("", " ", "\u00a0", "\u2009"):
            yield f"{plain}{space}{unit}"
    if facet.name.endswith("f_number"):
        yield from (f"f/{plain}", f"f{plain}", f"ƒ/{plain}", f"F/ {plain}")


@pytest.mark.parametrize("facet", NUMBER_FACETS, ids=lambda facet: facet.name)
@settings(max_examples=15, derandomize=True, deadline=None)
@given(st.data())
def test_each_rendering_of_a_value_reads_back_to_it(facet, data):
    value = data.draw(rows_values(facet))
    for text in renderings(facet, value):
        assert parse_query_number(facet.spec, text) == pytest.approx(value, rel=1e-9), text


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.integers(1000, 25_000))
def test_a_battery_has_thousands_and_no_decimals(capacity):
    spec = FACETS["battery_mah"].spec
    for text in (f"{capacity:,}", f"{capacity:,}".replace(",", "."), f"{capacity:,} mAh"):
        assert parse_query_number(spec, text) == capacity


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.sampled_from(NUMBER_FACETS), st.text(max_size=70))
def test_any_other_text_is_read_or_refused(facet, text):
    for parse in (lambda: parse_query_number(facet.spec, text), lambda: parse_query_date(text)):
        with suppress(ValueError):
            parse()


# Names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [("UK", "GB"), ("uk", "GB"), ("United Kingdom", "GB"), ("the UK", "GB"), ("USA", "US"), ("United States", "US"),
     ("Germany", "DE"), ("south korea", "KR"), ("Cote d'Ivoire", "CI"), ("Turkey", "TR")],
)  # fmt: skip
def test_countries_are_asked_by_their_english_names(client, text, code):
    make_market(make_phone("Sold"), code)
    for name in ("sold_in", "market.country", "not.sold_in", "sold_outside"):
        assert canonical(**{name: text}) == f"{name}={code}"
    assert slugs(client, urlencode({"sold_in": text})) == ["sold"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Atlantis", "QQ", "u"])
def test_what_is_no_country_is_refused(client, text):
    assert list(refused(client, urlencode({"sold_in": text}))) == ["sold_in"]


@pytest.mark.django_db
def test_a_chipset_is_found_without_its_maker(client):
    fit_chipset(make_phone("Old"), make_chipset("Snapdragon 8 Gen 1", maker="Qualcomm"))
    fit_chipset(make_phone("New"), make_chipset("Snapdragon 8+ Gen 1", maker="Qualcomm", slug="plus"))
    assert slugs(client, urlencode({"chipset": "Snapdragon 8 Gen 1"})) == ["old"]
    assert slugs(client, urlencode({"not.chipset": "snapdragon 8 gen 1"})) == ["new"]
    assert canonical(chipset="Snapdragon 8+ Gen 1") == "chipset=Qualcomm+Snapdragon+8%2B+Gen+1"


@pytest.mark.django_db
def test_a_name_that_several_have_without_their_maker_says_which(client):
    make_phone("One", cameras=[{"sensor": make_sensor("Eye 1", maker="Sony")}])
    make_phone("Other", cameras=[{"sensor": make_sensor("Eye 1", maker="Samsung")}])
    message = refused(client, urlencode({"lens.sensor": "eye 1"}))["lens.sensor"]
    assert message == "“eye 1” could be “Samsung Eye 1” or “Sony Eye 1”: please say which."
    assert slugs(client, urlencode({"lens.sensor": "sony eye1"})) == ["one"]


@pytest.mark.django_db
def test_type_labels_are_asked_as_labels_and_as_ranges(client):
    for label in ("1/1.0", "1/1.3", "1/2.55"):
        make_phone(label, cameras=[{"sensor_type": label}])
    assert len(slugs(client, urlencode({"sensor_type_min": "1/1.3"}))) == 2
    assert len(slugs(client, urlencode({"main_sensor_type_max": '1/1.3"'}))) == 2
    assert len(slugs(client, urlencode({"lens.sensor_type_min": "1-inch"}))) == 1
    assert len(slugs(client, urlencode({"main_sensor_type": '1/1.3"'}))) == 1
    assert list(refused(client, "main_sensor_type=1/1.7")) == ["main_sensor_type"]
    assert canonical(main_sensor_type_min="1/1.3") == "main_optical_format_inch_min=0.7692"
    assert asked(client, "lens.sensor_type_min=1/1.3")["question"] == [
        "a rear lens with a sensor of 1/1.3″ type or larger"
    ]
