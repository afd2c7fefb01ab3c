"""Records: what is read, what is refused and in which words, and that nothing is lost on the way through text."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.importers.load_report import difference_lines
from catalog.records.content_checks import check_content
from catalog.records.record_parser import parse_record, record_kind
from catalog.records.shapes import RECORD_SHAPES
from catalog.records.yaml_comments import parse_comments
from catalog.records.yaml_tree import parse_yaml_tree
from catalog.records.yaml_writer import format_scalar, record_yaml
from tests import strategies


def read(text, slug="one"):
    """The content of a sound phone record."""
    _, content, faults, _ = parse_record(text, slug)
    assert faults == []
    return content


def faults(text, slug="one"):
    """“line: field: reason” of every fault, in the order of the lines."""
    found = sorted(parse_record(text, slug)[2], key=lambda fault: fault.line)
    return [f"{fault.line}: {fault.field}: {fault.reason}" for fault in found]


def nested(depth):
    """A list in a list, and so on, as deep as that."""
    value = ["IP68"]
    for _ in range(depth - 1):
        value = [value]
    return value


def phone(lines):
    return f"phone: one\nname: One\nbrand: acme\n{lines}\n"


@given(st.lists(st.text("aé ?:,#-[]{}&*!|>'\"%@`~=<", min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_yaml_reader_reads_a_list_on_one_line_alike(words):
    words = [word.strip() or "a" for word in words]
    assert yaml.load(format_scalar(words), Loader=yaml.SafeLoader) == words
    assert yaml.load(format_scalar(words), Loader=yaml.CSafeLoader) == words


def test_words_that_yaml_takes_for_other_types_stay_words():
    content = read(
        phone("markets:\n- {country: NO}\n- {country: 001}\nos_at_launch: 1e3\ncolours: [Yes, 12:30, 1/1.0]")
    )
    assert [row["country"] for row in content["markets"]] == ["NO", "001"]
    assert content["os_at_launch"] == "1e3"
    assert content["colours"] == ["Yes", "12:30", "1/1.0"]


@pytest.mark.parametrize("date", ["2022", "2022-Q4", "2022-11", "2022-11-18"])
def test_a_date_keeps_its_precision_quoted_or_not(date):
    assert read(phone(f"announced: {date}"))["announced"] == date
    assert read(phone(f"announced: '{date}'"))["announced"] == date


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_key_without_a_value_is_not_known(nothing):
    assert "weight_g" not in read(phone(f"weight_g: {nothing}"))


def test_an_empty_list_is_an_answer():
    assert read(phone("ip_codes: []"))["ip_codes"] == []


def test_a_number_is_the_same_however_it_is_written():
    assert read(phone("depth_mm: 9.30")) == read(phone("depth_mm: 9.3"))
    assert read(phone("height_mm: 161.0"))["height_mm"] == 161


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("weigth_g: 200", "4: weigth_g: “weigth_g” is not a key here; did you mean weight_g?"),
        ("weight_g: 5000", "4: weight_g: 5000 is impossible: at most 1000"),
        ("weight_g: -1e999999", "4: weight_g: “-1e999999” is not a number: write 9.3"),
        ("not_sold_in: [001]", "4: not_sold_in: “001” is not the code of one country: write DE"),
        ("not_sold_in: [FR, DE]\nmarkets: [{country: DE}]", "4: not_sold_in: “DE” is among the markets too"),
        ("weight_g: [200]", "4: weight_g: expected one value, found a list"),
        ("weight_g: {g: 200}", "4: weight_g: expected one value, found a mapping"),
        (
            "announced: 2022-02-30",
            "4: announced: “2022-02-30” is not a date: write 2022, 2022-Q4, 2022-11 or 2022-11-18",
        ),
        ("announced: 1889", "4: announced: 1889 is impossible: between 1990 and 2035"),
        ("nfc: perhaps", "4: nfc: “perhaps” is neither yes nor no"),
        ("ip_codes: IP68", "4: ip_codes: expected a list: [a, b]"),
        ("launch_price: 100", "4: launch_price: A price needs its currency"),
        (
            "cameras:\n- {facing: rear, role: main, sensor_type: 1 inch}",
            "5: cameras[1].sensor_type: “1 inch” is not a sensor type: write 1/1.31",
        ),
        ("cameras:\n- {role: main}", "5: cameras[1].facing: is missing"),
        ("cameras: 3", "4: cameras: expected a list of rows"),
        (
            "claims:\n- {key: weigth_g, source: a, value: 1}",
            "5: claims[1].key: “weigth_g” is not a key here; did you mean weight_g?",
        ),
        ("claims:\n- {key: weight_g, source: a}", "5: claims[1]: A claim that gives a value needs it"),
        ("claims:\n- {key: nfc, source: a, state: none, value: 3}", "5: claims[1].value: “3” is neither yes nor no"),
        ("claims:\n- {key: weight_g, source: a, state: none, value: 3}", "5: claims[1].state: A claim that gives a"),
        ("model_codes:\n- {code: A}\n- {code: A}", "6: model_codes[2]: says again what row 1 says: A"),
        (
            "publish_at: 2022-11-10",
            "4: publish_at: “2022-11-10” is not a moment with its time zone: write 2022-11-10T09:00:00Z",
        ),
        ("colours: [Red, null]", "4: colours: an empty item: leave it out"),
        (
            "cameras: []",
            "4: cameras: an empty list of rows says nothing: if there are none, say so in complete_sections",
        ),
        (
            "claims:\n- {key: weight_g, source: a, value: heavy}",
            "5: claims[1].value: “heavy” is not a number: write 9.3",
        ),
        ("claims:\n- {key: released, source: a, value: soon}", "5: claims[1].value: “soon” is not a date: write 2022"),
        (
            "claims:\n- {key: main_f_number, source: a, value: 2}",
            "5: claims[1].key: “main_f_number” is not a key here",
        ),
        ("name: Two", "4: name: “name” stands here again; first in line 2"),
        ("text: &a x", "4: : &a: anchors are not allowed"),
        ("text: *a", "4: : *a: aliases are not allowed; write the value again"),
        ("text: !!python/object:os.system x", "4: : tag:yaml.org,2002:python/object:os.system: tags are not allowed"),
        ("---\nphone: two", "4: : a second document: one record a file"),
    ],
)
def test_a_fault_is_named_with_its_line_and_field(line, words):
    assert any(fault.startswith(words) for fault in faults(phone(line)))


def test_a_value_that_cannot_be_read_is_one_fault_and_no_more():
    assert faults(phone("claims:\n- {key: weight_g, source: a, value: heavy}")) == [
        "5: claims[1].value: “heavy” is not a number: write 9.3"
    ]


def test_a_claim_of_words_keeps_every_digit():
    claims = read(phone("claims:\n- {key: usb_version, source: a, value: 3.10}"))["claims"]
    assert claims[0]["value"] == "3.10"


def test_a_slug_of_digits_is_still_a_slug():
    _, content, faults, _ = parse_record("phone: one\nname: One\nbrand: 360", "one")
    assert (content["brand"], faults) == ("360", [])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffphone: one\nname: One\nbrand: acme\n",
        '"phone": one\nname: One\nbrand: acme\n',
        "{phone: one,\nname: One,\nbrand: acme}\n",
        "# a comment\n---\n\nphone: one\nname: One\nbrand: acme\n",
        "phone: one\r\nname: One\r\nbrand: acme\r\n",
    ],
)
def test_a_record_is_what_its_first_key_says_however_it_is_written(text):
    assert record_kind(text) == "phone"
    assert read(text) == {"phone": "one", "name": "One", "brand": "acme"}


def test_each_bad_item_of_a_list_is_named():
    assert faults(phone("ip_codes: [NO, IP68, '68']")) == [
        "4: ip_codes: “NO” is not an IP code: write IP68",
        "4: ip_codes: “68” is not an IP code: write IP68",
    ]


def test_fifty_faults_are_reported_as_fifty():
    rows = "\n".join(f"- {{facing: up, role: main, f_number: {number}}}" for number in range(100, 125))
    assert len(faults(phone(f"cameras:\n{rows}"))) == 50


@pytest.mark.parametrize(
    "text", ["", "# nothing", "name: [unclosed", "- a", "just words", "phone: one\nname: " + "[" * 5000, "\x01"]
)
def test_what_is_no_record_is_refused_in_words(text):
    assert faults(text)


def test_a_file_must_bear_the_name_of_its_record():
    assert faults(phone(""), slug="two") == ["1: slug: “one” lies in a file named “two”"]


def test_a_slug_may_not_look_like_a_comparison():
    assert "is not a slug" in faults("phone: a-vs-b\nname: A\nbrand: acme", slug="a-vs-b")[0]


def test_a_slug_longer_than_its_column_is_refused():
    slug = "a" * 121
    assert "121 characters are too many" in faults(f"phone: {slug}\nname: A\nbrand: acme", slug=slug)[0]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.one_of(strategies.phones(), strategies.guides(), strategies.pages(), strategies.collections()))
def test_a_content_is_checked_as_it_would_be_written_and_read(content):
    kind = next(iter(content))
    assert checked(kind, content) == (content, [])
    assert written_and_read(kind, content) == (content, [])


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.one_of(strategies.phones(), strategies.guides(), strategies.pages(), strategies.collections()), st.data())
def test_an_unsound_content_has_the_faults_that_it_would_have_as_a_file(content, data):
    kind = next(iter(content))
    for _ in range(data.draw(st.integers(1, 3))):
        damage(data.draw, content, RECORD_SHAPES[kind])
    assert checked(kind, content) == written_and_read(kind, content)


def checked(kind, content):
    """The checked content, and (field, reason) of each fault."""
    found, faults = check_content(kind, content)
    return found, [(fault.field, fault.reason) for fault in faults]


def written_and_read(kind, content):
    _, found, faults, _ = parse_record(record_yaml(kind, content), content[kind])
    return found, [(fault.field, fault.reason) for fault in faults]


ODD_VALUES = st.one_of(
    strategies.texts(30),
    strategies.dates(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.integers(-2, 300),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["", " ", "no", "Yes", "~", "null", "1e3", "0x1F", "12", "1.50", "\0", "none", "a\r\nb", float("inf")]
    ),
)


def damage(draw, content, shape):
    """Give a column of the record, or of one of its rows, a value that it may not hold, or take one away."""
    lists = [(name, inner) for name, inner in shape.lists if content.get(name)]
    if lists and draw(st.booleans()):
        name, inner = draw(st.sampled_from(lists))
        damage(draw, draw(st.sampled_from(content[name])), inner)
        return
    key = draw(st.sampled_from([*shape.columns, "weigth_g"]))
    if key in shape.columns and not shape.alone and draw(st.integers(0, 4)) == 0:
        content.pop(key, None)
    elif key in shape.columns or not shape.alone:
        content[key] = draw(st.one_of(ODD_VALUES, st.lists(ODD_VALUES, max_size=3)))


@pytest.mark.parametrize(
    ("content", "field", "reason"),
    [
        ({"weight_g": 5000}, "weight_g", "5000 is impossible: at most 1000"),
        ({"weight_g": [200]}, "weight_g", "expected one value, found a list"),
        ({"weight_g": True}, "weight_g", "“yes” is not a number: write 9.3"),
        ({"nfc": 1}, "nfc", "“1” is neither yes nor no"),
        ({"colours": "Red"}, "colours", "expected a list: [a, b]"),
        ({"colours": ["Red", None]}, "colours", "an empty item: leave it out"),
        ({"text": "\ud83d"}, "text", "half of a character cannot be stored"),
        ({"cameras": [{"facing": "rear", "role": "main", "f_number": "wide"}]}, "cameras[1].f_number", "“wide” is not"),
        ({"cameras": [{"role": "main"}]}, "cameras[1].facing", "is missing"),
        ({"claims": [{"key": "nfc", "source": "a", "value": 3}]}, "claims[1].value", "“3” is neither yes nor no"),
        ({"claims": [{"key": "ip_codes", "source": "a", "value": nested(8)}]}, "claims[1].value", "nested too deeply"),
    ],
)
def test_a_fault_in_a_content_is_named_with_its_field(content, field, reason):
    (fault,) = check_content("phone", {"phone": "one", "name": "One", "brand": "acme", **content})[1]
    assert fault.field == field
    assert fault.reason.startswith(reason)


@settings(deadline=None, max_examples=400, derandomize=True)
@given(strategies.texts(60))
def test_any_text_survives_as_a_scalar(text):
    (_, node), *_ = parse_yaml_tree(f"a: {{b: {format_scalar(text)}}}\n")[0].pairs
    assert node.pairs[0][1].text == text


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    parse_record(text, "one")
    parse_record(phone(text), "one")


def test_comments_stay_with_their_values():
    text = (
        "# of the phone\n"
        "phone: one\n"
        "name: One\n"
        "brand: acme\n"
        "# weighed by us\n"
        "weight_g: 211  # with battery\n"
        "cameras:\n"
        "# the large one\n"
        "- facing: rear  # away from you\n"
        "  role: main\n"
        "model_codes:\n"
        "- {code: 'A # 1'}  # sold in Japan\n"
        "# the end\n"
    )
    assert record_yaml("phone", read(text), parse_comments(text)) == text


def test_differences_name_field_old_and_new():
    old = {"weight_g": 211, "cameras": [{"f_number": 1.9}, {"f_number": 2}]}
    new = {"nfc": True, "cameras": [{"f_number": 1.8}]}
    assert difference_lines(old, new) == [
        "weight_g: 211 → not known",
        "cameras[1].f_number: 1.9 → 1.8",
        "cameras[2]: f_number 2 → not known",
        "nfc: not known → True",
    ]
