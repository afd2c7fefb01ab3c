"""The comparison as text: every line of it, as it is pasted into a forum or opened in a spreadsheet."""

import csv
import io

import pytest

from catalog.models import Stamp

from .factories import make_claim, make_phone, make_source

pytestmark = pytest.mark.django_db

ADDRESS = "/compare/acme-one-vs-acme-two"


WHOLE = """Acme One / Acme Two

Launch
Announced: 7 August 2019 / 7 August 2019
Brand: Acme / Acme

Main camera, 24 mm · lens
Role: Main camera / Main camera
Equivalent focal length: 24 mm / 24 mm
Angle of view: 84° / 84°
≠ f-number: f/1.9 / f/1.7
Crop factor: 3.54 / 3.54
≠ Equivalent f-number: f/6.7 / f/6.0 (best)

Main camera, 24 mm · sensor
Sensor width: 9.8 mm / 9.8 mm
Sensor height: 7.3 mm / 7.3 mm
Sensor area: 71.5 mm² / 71.5 mm²

Telephoto, 70 mm · lens
Role: Telephoto / not listed
Equivalent focal length: 70 mm / not listed
Angle of view: 34° / not listed
f-number: f/2.4 / not listed

Body
≠ Weight: 211 g / 198 g (disputed)
Colours: Black, White / not known

Cameras at a glance
≠ Cameras listed: 2 / 1
Telephoto: Yes / not known
≠ Rear focal lengths: 24, 70 mm / 24 mm
≠ Longest lens: 70 mm (best) / 24 mm

Connections
NFC: Yes / Yes

http://localhost:8000/compare/acme-one-vs-acme-two/ (CC BY-SA 4.0)
"""
DIFFERENCES = """Acme One / Acme Two

Main camera, 24 mm · lens
≠ f-number: f/1.9 / f/1.7
≠ Equivalent f-number: f/6.7 / f/6.0 (best)

Body
≠ Weight: 211 g / 198 g (disputed)

Cameras at a glance
≠ Cameras listed: 2 / 1
≠ Rear focal lengths: 24, 70 mm / 24 mm
≠ Longest lens: 70 mm (best) / 24 mm

http://localhost:8000/compare/acme-one-vs-acme-two/?rows=differences (CC BY-SA 4.0)
"""


@pytest.fixture
def phones():
    press = make_source("press", title="Press release")
    main = {"role": "main", "f_number": 1.9, "focal_length_eq_mm": 24, "sensor_width_mm": 9.8, "sensor_height_mm": 7.3}
    tele = {"role": "tele", "f_number": 2.4, "focal_length_eq_mm": 70}
    one = make_phone("One", weight_g=211, nfc=True, colours=["Black", "White"], cameras=[main, tele])
    two = make_phone("Two", weight_g=198, nfc=True, cameras=[main | {"f_number": 1.7}])
    make_claim(one, "weight_g", 211, press)
    make_claim(two, "weight_g", 200, press, accepted=False)
    Stamp.move()


def plain(response):
    return response.text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def as_text(markdown):
    """The lines of plain text that the table of Markdown stands for."""
    lines = []
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            lines.append(line.strip("*").replace(" · ", " / ") if line.startswith("**") else line)
        elif cells[0].startswith("**"):
            lines += ["", cells[0].strip("*")]
        elif cells[0] not in ("", ":--"):
            lines.append(f"{cells[0]}: {' / '.join(cells[1:])}")
    return lines


def test_the_plain_text_has_every_known_row(client, phones):
    assert plain(client.get(f"{ADDRESS}.txt")) == WHOLE


def test_of_differences_only_these(client, phones):
    assert plain(client.get(f"{ADDRESS}.txt?rows=differences")) == DIFFERENCES


def test_markdown_says_the_same_in_a_table(client, phones):
    markdown = plain(client.get(f"{ADDRESS}.md"))
    lines = as_text(markdown)
    lines.remove("")  # between the names and the table
    assert lines == WHOLE.splitlines()
    assert markdown.splitlines()[2:4] == ["|  | Acme One | Acme Two |", "| :-- | :-- | :-- |"]


def test_the_csv_has_numbers_states_sources_and_what_differs(client, phones):
    head, *lines = csv.reader(io.StringIO(client.get(f"{ADDRESS}.csv?rows=differences").text.lstrip("\ufeff")))
    assert head[4:10] == [f"acme-{name}{what}" for name in ("one", "two") for what in ("", " state", " sources")]
    assert head[:4] + head[10:] == ["group", "key", "label", "unit", "kind", "best", "best_state"]
    by_key = {line[1]: line for line in lines}
    assert by_key["weight_g"] == [
        "Body",
        "weight_g",
        "Weight",
        "g",
        "211",
        "known",
        "press",
        "198",
        "known",
        "",
        "differs",
        "",
        "",
    ]
    assert by_key["focal_lengths_eq_mm"][4:] == ["24; 70", "known", "", "24", "known", "", "differs", "", ""]
    assert by_key["longest_focal_length_eq_mm"][-3:] == ["differs", "acme-one", ""]
    assert by_key["equivalent_f_number"][4:] == [
        "6.7277",
        "known",
        "",
        "6.0195",
        "known",
        "",
        "differs",
        "acme-two",
        "",
    ]
    assert by_key["licence"][2:] == ["Licence", "", "CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/"]
    assert by_key["stamp"] == ["about", "stamp", "State of the catalogue", "", str(Stamp.current())]
    assert {line[-3] for line in lines[:-2]} == {"differs"}


def test_the_json_has_the_same_rows_with_their_judgements(client, phones):
    answer = client.get(f"{ADDRESS}.json?rows=differences").json()
    rows = {row["key"]: row for row in answer["table"]["rows"]}
    assert rows["weight_g"]["section"] == "Body"
    assert [cell["disputed"] for cell in rows["weight_g"]["cells"]] == [False, True]
    assert [cell["sources"] for cell in rows["weight_g"]["cells"]] == [["press"], []]
    assert (rows["equivalent_f_number"]["best"], rows["equivalent_f_number"]["best_estimated"]) == (["acme-two"], False)
    assert {row["kind"] for row in rows.values()} == {"differs"}
    assert rows["f_number"]["unit"] is None
    assert rows["weight_g"]["unit"] == "g"


def test_the_light_of_each_phone_is_data_at_each_focal_length(client, phones):
    one, two = client.get(f"{ADDRESS}.json").json()["light"]
    assert [lens["title"] for lens in one["lenses"]] == ["Main camera", "Telephoto"]
    assert one["lenses"][0] | {"title": ""} == {
        "title": "",
        "focal_length_eq_mm": 24,
        "focal_length_eq_max_mm": None,
        "equivalent_f_number": 6.73,
        "equivalent_f_number_max": None,
        "estimated": False,
    }
    at = {value["focal_length_eq_mm"]: value for value in one["at"]}
    assert list(at) == [13, 16, 20, 24, 28, 35, 50, 70, 85, 105, 135, 200]
    assert at[20] == {"focal_length_eq_mm": 20, "state": "not_covered"}
    assert at[35] == {
        "focal_length_eq_mm": 35,
        "state": "known",
        "lens": "Main camera",
        "crop": 1.4583,
        "area_share": 0.4702,
        "equivalent_f_number": 9.81,
        "estimated": False,
        "digital_zoom": False,
        "perhaps_another_lens": False,
    }
    assert (at[70]["state"], at[70]["lens"], at[70]["equivalent_f_number"]) == ("not_known", "Telephoto", None)
    assert (at[24]["crop"], at[24]["digital_zoom"]) == (1, False)
    assert [value["state"] for value in two["at"][3:]] == ["known"] * 9
    assert [value["digital_zoom"] for value in two["at"][3:]] == [False] + [True] * 8
    assert (one["focal_length_not_known"], one["not_counted"]) == ([], [])
