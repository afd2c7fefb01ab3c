"""Cells as they stand in other people's lists: what is taken of them, what is told to be left out, what is refused."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.importers.record_names import RecordNames
from catalog.importers.spreadsheets.cells.cell_reader import read_cell
from catalog.importers.spreadsheets.cells.loose_figures import main_figure
from catalog.importers.spreadsheets.columns.spreadsheet_columns import nameable_columns
from catalog.models import Phone
from catalog.records.serializer import record_content
from catalog.records.value_parser import InvalidValue

from .factories import make_brand, make_chipset, make_phone, make_source
from .sheets import cells, csv_of, imported, refusals, xlsx_of

db = pytest.mark.django_db
quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)


def taken(heading, text, made=csv_of):
    """(what a new phone has by one cell, what is said of the cell)."""
    make_brand("Acme")
    result, rows = imported(made(("brand", "name", heading), ("Acme", "One", text)))
    said = [words for words in cells(rows) if not words.startswith(("2 A", "2 B"))]
    assert result.stored, said
    content = record_content(Phone.objects.get())
    facts = {key: value for key, value in content.items() if key not in ("phone", "name", "brand", "status")}
    for part in ("displays", "cameras"):
        for row in facts.pop(part, ()):
            facts |= {key: value for key, value in row.items() if key not in ("display_role", "facing", "role")}
    return facts, said


def left_out(words):
    return f"2 C: added: “{words}” was left out"


@db
@pytest.mark.parametrize("made", [csv_of, xlsx_of])
@pytest.mark.parametrize(
    ("heading", "text", "facts", "rest"),
    [
        ("Weight", "169 g (5.96 oz)", {"weight_g": 169}, ""),
        ("Weight", "5.96 oz (169 g)", {"weight_g": 169}, ""),
        ("Weight", "169 g / 5.96 oz", {"weight_g": 169}, ""),
        ("Gewicht", "169 Gramm", {"weight_g": 169}, ""),
        ("Weight", "169 g (glass back)", {"weight_g": 169}, "glass back"),
        (
            "Display size", "6.1 inches, 90.3 cm² (~81.9% screen-to-body ratio)", {"display_size_in": 6.1},
            "90.3 cm2 (~81.9% screen-to-body ratio)",
        ),
        ("Displaygröße", "6,1 Zoll", {"display_size_in": 6.1}, ""),
        ("main_sensor_type", "1 Zoll", {"sensor_type": "1/1.0"}, ""),
        ("main_sensor_type", '1/1.28", 1.22 µm', {"sensor_type": "1/1.28"}, "1.22 µm"),
        ("main_megapixels", "50 MP, f/1.8, 24mm (wide)", {"megapixels": 50}, "f/1.8, 24mm (wide)"),
        ("main_megapixels", "5000万像素", {"megapixels": 50}, ""),
        ("Blende", "1,63-4,0", {"f_number": 1.63, "f_number_max": 4}, ""),
        ("Aperture", "f/1.6 - f/4.0", {"f_number": 1.6, "f_number_max": 4}, ""),
        ("Aperture", "f/1.8, 24mm (wide)", {"f_number": 1.8}, "24mm (wide)"),
        ("main_focal_length_eq_mm", "24-240 mm", {"focal_length_eq_mm": 24, "focal_length_eq_max_mm": 240}, ""),
        ("Refresh rate", "1-120 Hz", {"refresh_min_hz": 1, "refresh_hz": 120}, ""),
        ("Battery", "Li-Ion 3969 mAh, fixed (15.2 Wh)", {"battery_mah": 3969}, "Li-Ion fixed (15.2 Wh)"),
        ("Battery", "3969 mAh, non-removable", {"battery_mah": 3969}, "non-removable"),
        ("Bluetooth", "5.2, A2DP, LE", {"bluetooth_version": 5.2}, "A2DP, LE"),
        ("NFC", "Yes, with A-GPS, GLONASS", {"nfc": True}, "with A-GPS, GLONASS"),
        ("NFC", "No", {"nfc": False}, ""),
        ("NFC", "是", {"nfc": True}, ""),
        ("NFC", "否", {"nfc": False}, ""),
        ("NFC", "无", {"nfc": False}, ""),
        ("NFC", "nein", {"nfc": False}, ""),
        ("NFC", "oui", {"nfc": True}, ""),
        ("GPS", "Yes, with A-GPS, GLONASS", {"positioning": ["gps", "glonass"]}, ""),
        ("GPS", "No", {"positioning": []}, ""),
        ("Card slot", "No", {"card_slot": "none"}, ""),
        ("Card slot", "microSDXC (uses shared SIM slot)", {"card_slot": "microsdxc"}, "uses shared SIM slot"),
        ("USB connector", "USB Type-C 2.0, OTG", {"usb_connector": "usb_c"}, "2.0, OTG"),
        ("WLAN", "Wi-Fi 802.11 a/b/g/n/ac, dual-band", {"wifi": ["3", "4", "5"]}, "a, b, dual-band"),
        ("Video", "4K@30fps, 1080p@30/60fps", {"video_modes": ["2160p30", "1080p30", "1080p60"]}, ""),
        ("Video", "1080p@30fps, gyro-EIS", {"video_modes": ["1080p30"]}, "gyro-EIS"),
        ("IP rating", "IP68 dust/water resistant (1.5m)", {"ip_codes": ["IP68"]}, "dust/water resistant (1.5m)"),
        ("Announced", "2017, March 29", {"announced": "2017-03-29"}, ""),
        ("Released", "Available. Released 2017, April 24", {"released": "2017-04-24"}, ""),
        ("Announced", "Released 2017, April 24", {"released": "2017-04-24"}, ""),
    ],
)  # fmt: skip
def test_what_a_cell_holds_is_taken_and_the_rest_is_told(heading, text, facts, rest, made):
    found, said = taken(heading, text, made)
    assert found == facts
    assert set(said) == {left_out(rest) if rest else "2 C: added"}


@db
@pytest.mark.parametrize(
    ("heading", "text", "facts"),
    [
        ("Dimensions", "151 x 70 x 8 mm", (151, 70, 8)),
        ("Dimensions", "151 x 70 x 8 mm (5.94 x 2.76 x 0.31 in)", (151, 70, 8)),
        ("Abmessungen", "161,5 × 77,0 × 9,3 mm", (161.5, 77, 9.3)),
        ("Dimensions", "W 70 x H 151 x D 8 mm", (151, 70, 8)),
    ],
)
def test_sides_go_to_their_columns(heading, text, facts):
    found, said = taken(heading, text)
    assert tuple(found.values()) == facts
    assert list(found) == ["height_mm", "width_mm", "depth_mm"]
    assert said == ["2 C: added"] * 3


@db
def test_each_fact_of_a_cell_is_told_by_its_key():
    make_phone("One", height_mm=158, width_mm=70, claims=[{"key": "height_mm", "value": 158, "source": "label"}])
    data = csv_of(("slug", "Dimensions"), ("acme-one", "151 x 70 x 8 mm"))
    _, rows = imported(data, source=make_source())
    assert [(cell.heading, cell.state) for cell in rows[0].cells[1:]] == [
        ("Dimensions → height_mm", "contradicts"), ("Dimensions → width_mm", "evidence only"),
        ("Dimensions → depth_mm", "added"),
    ]  # fmt: skip


@db
def test_a_word_for_a_missing_value_holds_for_all_facts_of_a_cell():
    phone = make_phone("One", height_mm=151, width_mm=70, depth_mm=8)
    imported(csv_of(("slug", "Dimensions"), ("acme-one", "unknown")), source=make_source())
    phone.refresh_from_db()
    assert (phone.height_mm, phone.width_mm, phone.depth_mm) == (None, None, None)


@db
@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1080 x 2400 pixels", ""),
        ("2400 x 1080", ""),
        ("FHD+ (2400 x 1080)", "FHD+"),
        ("1080 x 2400 pixels, 20:9 ratio (~395 ppi)", "20:9 ratio (~395 ppi)"),
    ],
)
def test_pixels_go_to_their_columns(text, rest):
    found, said = taken("Resolution", text)
    assert found == {"display_width_px": 1080, "display_height_px": 2400}
    assert set(said) == {left_out(rest) if rest else "2 C: added"}


@db
def test_one_cell_may_tell_when_a_phone_was_announced_and_when_released():
    found, said = taken("Announced", "2017, March 29. Released 2017, April 24")
    assert found == {"announced": "2017-03-29", "released": "2017-04-24"}
    assert said == ["2 C: added", "2 C: added"]


@db
def test_two_cells_of_a_row_may_not_tell_two_dates_of_release():
    make_brand("Acme")
    row = ("Acme", "One", "2017, March 29. Released 2017, April 24", "2017-04-25")
    _, rows = imported(csv_of(("brand", "name", "announced", "released"), row))
    assert refusals(rows) == ["2 D: refused: column C says 2017-04-24"]


@db
def test_a_chipset_is_found_without_what_stands_in_brackets():
    make_chipset("A13 Bionic", maker="Apple")
    found, said = taken("Chipset", "Apple A13 Bionic (7 nm+)")
    assert found == {"phone_chipsets": [{"chipset": "apple-a13-bionic"}]}
    assert said == [left_out("7 nm+")]


@db
@pytest.mark.parametrize(
    ("heading", "text", "why"),
    [
        ("Weight", "~169 g", "“~169 g” gives no exact figure: write one"),
        ("重さ", "約208g", "“約208g” gives no exact figure: write one"),
        ("Weight", "169-172 g", "“169-172 g” gives no exact figure: write one"),
        ("Weight", "169 g (7 oz)", "there are several figures in it, 169 g and 7 oz: write one"),
        ("Weight", "169 g or 172 g", "there are several figures in it, 169 g and 172 g: write one"),
        ("Weight", "169 g (China only)", "may hold for some versions only (“only”)"),
        ("Refresh rate", "up to 120 Hz", "“up to 120 Hz” gives no exact figure"),
        ("Battery", "5000 mAh, 5300 mAh (China)", "there are several figures in it, 5000 mAh and 5300 mAh"),
        ("Aperture", "f/1.8 (wide), f/2.4 (tele)", "there are several figures in it, f/1.8 and f/2.4"),
        ("Dimensions", "70 x 151 x 8 mm", "does not show which side is the height: write H 151 x W 70 x D 8 mm"),
        ("Dimensions", "151 x 70 x 8 mm (5.94 x 2.56 x 0.31 in)", "gives two different sizes"),
        ("Dimensions", "151 x 70 mm, folded", "may hold for some versions only (“folded”)"),
        ("Resolution", "1080 x 2400, 1440 x 3200", "is not one resolution"),
        ("NFC", "Yes (market/region dependent)", "may hold for some versions only (“market”)"),
        ("NFC", "No (Yes in Japan)", "may hold for some versions only (“Yes”)"),
        ("IP rating", "Yes", "“Yes” does not say which"),
        ("Colours", "No", "“No” does not say which"),
        ("GPS", "perhaps", "not one of: GPS"),
        ("Announced", "2017, March 29. Announced 2017, April 24", "two dates are given for announced"),
        ("Announced", "Released soon", "is not a date"),
        ("Memory", "8/12", "may be RAM and storage, or several sizes of one"),
        ("RAM", "8/12 potatoes", "is not understood"),
    ],
)
def test_what_is_not_certain_is_refused_with_the_reason(heading, text, why):
    make_brand("Acme")
    result, rows = imported(csv_of(("brand", "name", heading), ("Acme", "One", text)))
    assert len(refusals(rows)) == 1
    assert why in refusals(rows)[0]
    assert not result.stored


@db
@pytest.mark.parametrize(
    ("ram", "storage", "versions"),
    [
        ("8/12", "128/256/512", {(8, None), (12, None), (None, 128), (None, 256), (None, 512)}),
        ("8 GB", "128/256 GB", {(8, 128), (8, 256)}),
        ("8, 12", "256GB", {(8, 256), (12, 256)}),
        ("8/12", "", {(8, None), (12, None)}),
        ("", "1 TB", {(None, 1024)}),
    ],
)
def test_ram_and_storage_go_together_only_where_that_is_certain(ram, storage, versions):
    make_brand("Acme")
    _, rows = imported(csv_of(("brand", "name", "RAM", "Storage"), ("Acme", "One", ram, storage)))
    assert set(Phone.objects.get().memory_versions.values_list("ram_gb", "storage_gb")) == versions
    is_told = any("which RAM goes with which storage is not said" in words for words in cells(rows))
    assert is_told is (ram == "8/12" and storage != "")


@db
def test_sizes_alone_add_nothing_to_versions_that_are_known():
    phone = make_phone("One", memory=[(8, 128), (12, 256)])
    _, rows = imported(csv_of(("slug", "RAM", "Storage"), ("acme-one", "8/12", "128/256")))
    assert cells(rows) == []
    assert phone.memory_versions.count() == 2


@db
def test_what_bands_have_in_brackets_is_told():
    make_phone("One")
    data = csv_of(("phone", "model_code", "lte_bands"), ("acme-one", "AC-1", "B1, B3 (FDD)"))
    _, rows = imported(data)
    assert cells(rows) == ["2 B: added", "2 C: added: “FDD” was left out"]


weights = st.integers(min_value=50, max_value=900)


@quick
@given(weights, st.sampled_from(["{} g ({:.2f} oz)", "{} g / {:.2f} oz", "{}g, {:.2f} ounces"]))
def test_the_same_weight_in_two_units_is_one_weight(grams, form):
    assert main_figure(form.format(grams, grams / 28.349523125), "g")[0].replace(" ", "") == f"{grams}g"


@quick
@given(weights, weights)
def test_two_weights_are_never_one(one, other):
    if one != other:
        with pytest.raises(InvalidValue):
            main_figure(f"{one} g, {other} g", "g")


TEXTS = [
    "x", "-", "1", "1/2", "a/b/g", "No", "yes, but", "(", "()", ")(", "f/",
    "f/1.8-", "1 x 2 x 3", "1x2", "4K@", "IP", "(1)",
    "169 g (", "Released", "Announced Released", "一", "約", "8/12", "0",
    "1e9 g", "9" * 300, "½", "²", "1,5-1,8", "a\nb", "٣ g",
]  # fmt: skip


@db
def test_no_text_in_any_column_breaks_the_reading_of_it():
    names = RecordNames()
    for column in nameable_columns().values():
        for text in TEXTS:
            with suppress(InvalidValue):
                found = read_cell(column, text, names)
                assert found.values, (column.key, text)
