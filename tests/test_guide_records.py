"""Records of guides: what is read, what is refused, that nothing is lost, and what the shipped ones may say."""

import re

import jsonschema
import pytest
from hypothesis import given, settings

from catalog.importers.record_loader import load_records
from catalog.models import Alias, Guide, Phone, Stamp
from catalog.models.vocabulary import AliasKind
from catalog.records.dump import dump_catalogue
from catalog.records.json_schema import record_json_schema
from catalog.records.record_parser import parse_record
from catalog.records.yaml_writer import record_yaml
from tests import strategies

from .factories import make_phone, make_source, names
from .reading import page
from .shipped import load_shipped

RECORD = """guide: two
title: Two of a kind
text: They are alike.
status: published
reviewed: '2023-02-01'
baseline: acme-brick
phones: [acme-comet, acme-brick]
sources: [later, a-page]
"""


@pytest.fixture
def phones(db):
    for name in ("Brick", "Comet"):
        make_phone(name)
    for slug in ("a-page", "later"):
        make_source(slug)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "in" / "two.yaml"


def loaded(file, text=RECORD, **options):
    """What loading ``text`` from the file reports."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return load_records([file], **options)


def dumped(tmp_path):
    dump_catalogue(tmp_path / "out")
    return (tmp_path / "out" / "guides" / "two.yaml").read_text()


# Reading


def fault_lines(lines):
    """“line: field: reason” of what is wrong with a guide of these lines."""
    faults = parse_record(f"guide: two\ntitle: Two\n{lines}\n", "two")[2]
    return sorted(f"{fault.line}: {fault.field}: {fault.reason}" for fault in faults)


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        ("place: 1", ["1: phones: is missing"]),
        ("phones:", ["3: phones: expected a list: [a, b]"]),
        ("phones: acme-brick", ["3: phones: expected a list: [a, b]"]),
        ("phones: [a]", ["3: phones: 1 given: at least 2 and at most 6"]),
        ("phones: [a, b, c, d, e, f, g]", ["3: phones: 7 given: at least 2 and at most 6"]),
        ("phones: [a, b, a]", ["3: phones[3]: says again what row 1 says: a"]),
        ("phones:\n- a\n- [b]", ["5: phones[2]: expected one value, found a list"]),
        ("phones:\n- a\n- {phone: b}", ["5: phones[2]: expected one value, found a mapping"]),
        ("phones: [a, b]\nsources: [x, x]", ["4: sources[2]: says again what row 1 says: x"]),
        ("phones: [a, b]\nbaseline: c", ["4: baseline: “c” is not one of its phones"]),
        (
            "phones: [a, b]\nreviewed: soon",
            ["4: reviewed: “soon” is not a date: write 2022, 2022-Q4, 2022-11 or 2022-11-18"],
        ),
        ("phones: [a, b]\nwords: x", ["4: words: “words” is not a key here"]),
        (
            "phones: [a, b]\ntext: Hm.\nstatus: published",
            ["5: status: A guide is published with a text and with the date of its last review"],
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_field(lines, reasons):
    assert fault_lines(lines) == reasons


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("acme-comet,", "acme-comit,", "two.yaml:7: phones[1]: there is no phone “acme-comit”"),
        ("a-page", "no-page", "two.yaml:8: sources[2]: there is no source “no-page”"),
    ],
)
def test_what_does_not_exist_is_named_where_it_stands(file, phones, old, new, fault):
    assert [line.removeprefix(f"{file.parent}/") for line in loaded(file, RECORD.replace(old, new)).faults] == [fault]
    assert not Guide.objects.exists()


def test_a_loaded_guide_is_on_the_site_with_its_phones_in_their_order(client, file, phones):
    before = Stamp.current()
    assert loaded(file).counts == {"added": 1}
    guide = Guide.objects.get()
    assert names(row.phone for row in guide.phones.all()) == ["Comet", "Brick"]
    assert [row.source.slug for row in guide.sources.all()] == ["later", "a-page"]
    assert guide.baseline.name == "Brick"
    assert "They are alike." in page(client, "/guides/two/")
    assert Stamp.current() == before + 1
    assert Stamp.touched_since(before) == set()
    assert loaded(file).counts == {"unchanged": 1}


# Writing


def test_a_record_comes_back_to_the_byte_and_loads_again_unchanged(tmp_path, file, phones):
    text = "# ours\n" + RECORD.replace("[acme-comet, acme-brick]", "\n- acme-comet  # the new one\n- acme-brick")
    loaded(file, text)
    assert dumped(tmp_path) == text
    assert load_records([tmp_path / "out" / "guides"]).counts == {"unchanged": 1}


def test_a_guide_changed_here_is_written_anew_and_left_alone_by_its_file(tmp_path, file, phones):
    loaded(file)
    Guide.objects.get().phones.filter(phone__name="Comet").update(position=3)
    assert dumped(tmp_path) == RECORD.replace("[acme-comet, acme-brick]", "[acme-brick, acme-comet]")
    assert loaded(file, RECORD.replace("alike", "twins")).counts == {"in conflict": 1}
    assert loaded(file, RECORD.replace("alike", "twins"), overwrite=True).counts == {"changed": 1}
    assert dumped(tmp_path) == RECORD.replace("alike", "twins")


def test_a_guide_follows_a_phone_that_was_renamed_here(file, phones):
    loaded(file)
    phone = Phone.objects.get(name="Comet")
    phone.slug = "acme-meteor"
    phone.save()
    assert loaded(file, overwrite=True).faults == []
    assert names(row.phone for row in Guide.objects.get().phones.all()) == ["Comet", "Brick"]


def test_a_guide_that_names_a_phone_by_the_slug_its_file_gave_up_is_refused(file, phones):
    loaded(file)
    renamed = "phone: acme-meteor\nname: Comet\nbrand: acme\nannounced: 2019\nold_slugs:\n- {slug: acme-comet}\n"
    (file.parent / "acme-meteor.yaml").write_text(renamed)
    report = load_records([file.parent], overwrite=True)
    assert report.faults == [f"{file}:7: phones[1]: there is no phone “acme-comet”"]
    file.write_text(RECORD.replace("acme-comet", "acme-meteor"))
    assert load_records([file.parent], overwrite=True).faults == []
    assert names(row.phone for row in Guide.objects.get().phones.all()) == ["Comet", "Brick"]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(strategies.guides())
def test_any_record_survives_being_written_and_read(content):
    _, read, faults, _ = parse_record(record_yaml("guide", content), "made-up")
    assert (read, faults) == (content, [])


def test_the_schema_describes_it():
    good = {"guide": "two", "title": "Two", "phones": ["a", "b"], "sources": ["x"]}
    validator = jsonschema.Draft202012Validator(record_json_schema("https://phones.example/record.schema.json"))
    assert validator.is_valid(good)
    for bad in ({"phones": ["a"]}, {"phones": list("abcdefg")}, {"phones": [{"phone": "a"}] * 2}, {"sources": "x"}):
        assert not validator.is_valid(good | bad)
    assert not validator.is_valid({"guide": "two", "title": "Two"})


# The shipped ones


def phones_named(text, known):
    """The keys of the phones that ``text`` names. ``known`` is name → key; of names within one another the longest
    counts, so “Leitz Phone 2” names no “Leitz Phone”."""
    longest_first = sorted(known, key=len, reverse=True)
    found = re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", text)
    return {known[name] for name in found}


def known_names():
    """Every name by which a text may call a phone. One word of letters or digits alone may mean anything: left out."""
    pairs = [(name, phone.pk) for phone in Phone.objects.named() for name in (phone.name, phone.full_name)]
    pairs += Alias.objects.filter(kind=AliasKind.NAME).values_list("name", "phone")
    return {name: key for name, key in pairs if " " in name or (re.search(r"\d", name) and re.search(r"[^\W\d]", name))}


def test_phones_are_found_in_a_text_by_their_longest_names():
    known = {"Leitz Phone": 1, "Leitz Phone 2": 2, "P9": 3, "P90": 4}
    assert phones_named("The Leitz Phone 2, not the XP9 or P90.", known) == {2, 4}


def test_the_shipped_guides_show_all_their_phones_name_no_others_and_cite_what_speaks_of_them(client, db):
    load_shipped()
    shipped, known = Guide.objects.published(), known_names()
    assert len(shipped) >= 3
    for guide in shipped:
        own = {row.phone for row in guide.phones.all()}
        assert own <= set(Phone.objects.published()), guide.slug
        assert phones_named(f"{guide.title}\n{guide.text}", known) <= {phone.pk for phone in own}, guide.slug
        speaking = {claim.source_id for phone in own for claim in phone.claims.all()}
        assert {row.source_id for row in guide.sources.all()} <= speaking, guide.slug
        linked = re.findall(r"\]\((/[^)]*)\)", guide.text)
        statuses = {address: client.get(address).status_code for address in [guide.get_absolute_url(), *linked]}
        assert set(statuses.values()) == {200}, statuses
