"""Two editors and one record: nothing is overwritten in silence."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.history.recorder import EditRecorder
from catalog.models import Claim, Edit, Phone
from catalog.models.vocabulary import Act
from catalog.records.record_save import save_record
from catalog.records.serializer import record_content

from .desk import change_url, form_of, save, saved
from .factories import (
    make_brand,
    make_camera,
    make_chipset,
    make_claim,
    make_collection,
    make_guide,
    make_model_code,
    make_page,
    make_phone,
    make_sensor,
    make_source,
)
from .filling import form_on, new_row
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db

CHOOSE = "/desk/catalog/proposal/choose/"


@pytest.fixture
def anna(db):
    return sign_in(Client(), make_person("anna", "Editor"))


@pytest.fixture
def ben(db):
    return sign_in(Client(), make_person("ben", "Editor"))


def choices(response):
    """Label → (now, mine, the side that is ticked) on the page that asks to choose."""
    return {row.label: (row.theirs, row.mine, row.side) for row in response.context["rows"]}


def choose(client, response, **sides):
    """Send the page's form back, with these questions answered otherwise than ticked."""
    taken = {f"take:{mark}": side for mark, side in sides.items()}
    return client.post(CHOOSE, form_on(response, "choosing_form") | taken)


def send(client, record, form, **changes):
    return client.post(change_url(record), form | changes)


# Two editors on one phone


def test_the_second_of_two_editors_is_shown_both_versions_and_saves_both_with_one_click(anna, ben):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    opened = form_of(ben, phone)
    assert saved(save(anna, phone, weight_g="213", why="Weighed"))
    response = send(ben, phone, opened, battery_mah="5000", why="Read on the label")
    assert choices(response) == {
        "Weight (g)": ("213", "211", "theirs"),
        "Battery capacity (mAh)": ("4,000", "5,000", "mine"),
    }
    assert "by anna: Saved at the desk (Weighed)" in " ".join(response.content.decode().split())
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, 4000)
    assert saved(choose(ben, response))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, 5000)
    last = Edit.objects.first()
    assert (last.by.username, last.act, last.why) == ("ben", Act.SAVED, "Read on the label")


def test_what_both_changed_has_to_be_decided(anna, ben):
    phone = make_phone("One", weight_g=211)
    opened = form_of(ben, phone)
    save(anna, phone, weight_g="213")
    response = send(ben, phone, opened, weight_g="215")
    assert choices(response) == {"Weight (g)": ("213", "215", None)}
    undecided = choose(ben, response)
    assert "Choose a side" in undecided.content.decode()
    assert Phone.objects.get().weight_g == 213
    assert saved(choose(ben, undecided, weight_g="mine"))
    assert Phone.objects.get().weight_g == 215


def test_choosing_all_that_is_there_changes_nothing(anna, ben):
    phone = make_phone("One", weight_g=211)
    opened = form_of(ben, phone)
    save(anna, phone, weight_g="213")
    edits = Edit.objects.count()
    assert saved(choose(ben, send(ben, phone, opened, weight_g="215"), weight_g="theirs"))
    assert (Phone.objects.get().weight_g, Edit.objects.count()) == (213, edits)


def test_a_third_change_is_shown_as_well(anna, ben):
    phone = make_phone("One", weight_g=211)
    opened = form_of(ben, phone)
    save(anna, phone, weight_g="213")
    response = send(ben, phone, opened, weight_g="215")
    save(anna, phone, weight_g="214", nfc="true")
    again = choose(ben, response, weight_g="mine")
    assert "changed again" in again.content.decode()
    assert choices(again) == {"Weight (g)": ("214", "215", "mine"), "NFC": ("Yes", "not known", "theirs")}
    assert saved(choose(ben, again))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.nfc) == (215, True)


def test_who_saves_twice_has_no_conflict_with_oneself(ben):
    phone = make_phone("One")
    for weight in ("211", "212"):
        assert saved(save(ben, phone, weight_g=weight))


def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing(anna, ben):
    phone = make_phone("One", weight_g=211)
    opened = form_of(ben, phone)
    save(anna, phone, weight_g="213")
    for seen in ("", "x", "²", "9" * 30, "123456"):
        response = send(ben, phone, opened, weight_g="215", seen=seen)
        assert choices(response)["Weight (g)"] == ("213", "215", None)
    assert Phone.objects.get().weight_g == 213


def test_what_is_wrong_in_the_second_form_is_said_first_and_nothing_is_touched(anna, ben):
    phone = make_phone("One", cameras=[{"role": "main"}], weight_g=211)
    opened = form_of(ben, phone)
    anna.post(change_url(phone), new_row(form_of(anna, phone), "cameras", facing="front", role="front"))
    response = send(ben, phone, opened, weight_g="heavy")
    assert "Enter a number" in response.content.decode()
    assert phone.cameras.count() == 2
    fields = form_on(response)
    assert fields["seen"] == opened["seen"]
    assert "choosing_form" in ben.post(change_url(phone), fields | {"weight_g": "215"}).content.decode()


# Rows


def test_rows_of_both_are_kept_apart_by_what_they_are(anna, ben):
    phone = make_phone("One", cameras=[{"role": "main"}, {"facing": "front", "role": "front", "megapixels": 12}])
    opened = form_of(ben, phone)
    fields = new_row(form_of(anna, phone), "cameras", facing="rear", role="tele", order="2")
    assert saved(anna.post(change_url(phone), fields))
    response = send(ben, phone, opened, **{"cameras-1-megapixels": "13"})
    assert {label: side for label, (_, _, side) in choices(response).items()} == {
        "Telephoto": "theirs",
        "Front camera, Resolution (MP)": "mine",
    }
    assert saved(choose(ben, response))
    assert list(phone.cameras.values_list("role", "megapixels")) == [("main", None), ("tele", None), ("front", 13)]


def test_a_camera_that_was_deleted_meanwhile_comes_back_whole_if_one_wants_it(anna, ben):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "tele", "megapixels": 12}])
    make_claim(phone, "megapixels", 12, camera=phone.cameras.last())
    before, opened = record_content(phone), form_of(ben, phone)
    assert saved(save(anna, phone, **{"cameras-1-DELETE": "on"}))
    response = send(ben, phone, opened, **{"cameras-1-megapixels": "13"})
    assert [(label, side) for label, (_, _, side) in choices(response).items()] == [("Telephoto", None)]
    (mark,) = [row.name.removeprefix("take:") for row in response.context["rows"]]
    assert saved(choose(ben, response, **{mark: "mine"}))
    before["cameras"][1]["megapixels"] = 13
    assert record_content(phone)["cameras"] == before["cameras"]


def test_rows_that_were_stored_anew_meanwhile_are_no_change(ben):
    phone = make_phone("One", markets=[{"country": "JP"}, {"country": "DE"}], memory=[(8, 128), (12, 256)])
    opened, content = form_of(ben, phone), record_content(phone)
    content["markets"].insert(0, {"country": "FR"})
    content["memory_versions"][0]["storage_gb"] = 64
    save_record(EditRecorder(Act.UPLOADED), "phone", content, phone)
    response = send(ben, phone, opened, weight_g="211")
    assert {label: side for label, (_, _, side) in choices(response).items()} == {
        "Weight (g)": "mine", "Market France": "theirs",
        "Memory 8\u202fGB 64\u202fGB": "theirs", "Memory 8\u202fGB 128\u202fGB": "theirs",
    }  # fmt: skip
    assert saved(choose(ben, response))
    assert record_content(phone) == {**content, "weight_g": 211}


def test_claims_that_both_added_are_both_kept(anna, ben):
    phone, source = make_phone("One"), make_source()
    opened = form_of(ben, phone)
    claim = {"source": str(source.pk), "state": "value"}
    for client, form, key in ((anna, form_of(anna, phone), "weight_g"), (ben, opened, "height_mm")):
        response = client.post(change_url(phone), new_row(form, "claims", key=key, value="150", **claim))
    assert saved(choose(ben, response))
    assert set(Claim.objects.values_list("key", flat=True)) == {"weight_g", "height_mm"}


def test_a_claim_that_was_to_be_removed_and_is_gone_otherwise_is_named(anna, ben):
    phone = make_phone("One", weight_g=211)
    claims = [make_claim(phone, "weight_g", value) for value in (211, 212)]
    opened, content = form_of(ben, phone), record_content(phone)
    content["claims"][0]["value"] = 210
    save_record(EditRecorder(Act.UPLOADED), "phone", content, phone)
    response = send(ben, phone, opened, **{"claims-1-DELETE": "on"}, weight_g="213")
    assert "1 of the rows that you removed" in response.content.decode()
    assert len(claims) == phone.claims.count()


# Other records


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (make_brand, "notes"), (make_chipset, "gpu"), (make_sensor, "notes"), (make_source, "publisher"),
        (make_collection, "text"), (make_page, "text"),
        (lambda: make_guide(phones=[make_phone("One"), make_phone("Two")]), "text"),
        (lambda: make_camera(make_phone("One")), "co_branding"),
        (lambda: make_claim(make_phone("One"), "weight_g", 211), "quote"),
    ],
    ids=["brand", "chipset", "sensor", "source", "collection", "page", "guide", "camera", "claim"],
)  # fmt: skip
def test_no_record_is_overwritten_in_silence(anna, ben, make, field):
    make_phone("Zero")  # so that a camera and its phone have other numbers
    record = make()
    opened = form_of(ben, record)
    assert saved(save(anna, record, **{field: "Anna's"}))
    response = send(ben, record, opened, **{field: "Ben's"})
    assert [row[:2] for row in choices(response).values()] == [("Anna's", "Ben's")]
    record.refresh_from_db()
    assert getattr(record, field) == "Anna's"
    (mark,) = [row.name.removeprefix("take:") for row in response.context["rows"]]
    assert saved(choose(ben, response, **{mark: "mine"}))
    assert getattr(type(record).objects.get(), field) == "Ben's"


# What a source is made to say


def sourced(phone):
    """Key → (value, accepted) of every claim."""
    return {claim.key: (claim.value, claim.accepted) for claim in Claim.objects.filter(phone=phone)}


def open_with_source(client, phone):
    return form_of(client, phone) | {"source": str(make_source("label").pk), "quote": "5,000 mAh"}


def test_the_source_of_an_overtaken_form_says_only_what_its_author_changed(anna, ben):
    phone = make_phone("One", weight_g=211, height_mm=150, battery_mah=4000, nfc=True)
    opened = open_with_source(ben, phone)
    assert saved(save(anna, phone, weight_g="213", height_mm="160"))
    response = send(ben, phone, opened, battery_mah="5000")
    assert not Claim.objects.exists()
    assert saved(choose(ben, response))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.height_mm, phone.battery_mah) == (213, 160, 5000)
    assert sourced(phone) == {"battery_mah": (5000, True)}


def test_an_overtaken_form_leaves_a_true_claim_of_its_own_source_alone(anna, ben):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    opened = open_with_source(ben, phone)
    label = opened["source"]
    assert saved(save(anna, phone, source=label, weight_g="213"))
    assert saved(choose(ben, send(ben, phone, opened, battery_mah="5000")))
    assert sourced(phone) == {"weight_g": (213, True), "battery_mah": (5000, True)}


def test_cameras_that_changed_meanwhile_are_not_said_by_the_source_of_the_second_form(anna, ben):
    phone = make_phone("One", cameras=[{"role": "main", "f_number": 1.9}, {"role": "tele", "f_number": 2.4}])
    opened = open_with_source(ben, phone)
    assert saved(save(anna, phone, **{"cameras-0-f_number": "1.8", "cameras-1-DELETE": "on"}))
    response = send(ben, phone, opened, **{"cameras-0-megapixels": "50"})
    assert saved(choose(ben, response))
    assert sourced(phone) == {"megapixels": (50, True)}


def test_lists_that_grew_shorter_meanwhile_are_not_said_by_the_source_of_the_second_form(anna, ben):
    phone = make_phone("One", battery_mah=4000)
    for code in ("A-1", "A-2"):
        make_model_code(phone, code)
    opened = open_with_source(ben, phone)
    assert saved(save(anna, phone, **{"model_codes-1-DELETE": "on"}))
    assert saved(choose(ben, send(ben, phone, opened, battery_mah="5000")))
    assert sourced(phone) == {"battery_mah": (5000, True)}


def test_evidence_is_announced_once_it_is_saved_and_not_before(anna, ben):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    opened = open_with_source(ben, phone)
    assert saved(save(anna, phone, weight_g="213"))
    response = send(ben, phone, opened, battery_mah="5000")
    assert [str(message) for message in response.context["messages"]] == []


def test_a_form_that_does_not_say_what_it_showed_makes_no_source_speak(anna, ben):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    save(anna, phone, weight_g="213")
    opened = open_with_source(ben, phone) | {"seen": ""}
    response = send(ben, phone, opened, battery_mah="5000")
    assert saved(choose(ben, response, battery_mah="mine"))
    assert sourced(phone) == {}


# Cameras and lists


def test_a_camera_is_not_overwritten_by_the_form_of_its_phone(anna, ben):
    phone = make_phone("One", cameras=[{"role": "main", "f_number": 1.9}])
    opened = form_of(ben, phone)
    assert saved(save(anna, phone.cameras.get(), f_number="2"))
    response = send(ben, phone, opened, weight_g="211")
    assert choices(response)["Main camera, f-number"] == ("f/2.0", "f/1.9", "theirs")


def test_a_claim_ticked_in_an_old_list_is_not_overwritten(anna, ben):
    url = reverse("admin:catalog_claim_changelist")
    claim = make_claim(make_phone("One"), "weight_g", 211, accepted=False)
    opened = form_on(ben.get(url), "changelist-form")
    assert saved(save(anna, claim, accepted="on", notes="Checked"))
    response = ben.post(url, opened | {"_save": "Save"}, follow=True)
    assert "has been changed since this list was opened" in response.content.decode()
    claim.refresh_from_db()
    assert claim.accepted


@pytest.mark.parametrize("seen", [None, "", "x"])
def test_a_list_that_does_not_say_what_it_showed_overwrites_nothing(anna, ben, seen):
    url = reverse("admin:catalog_claim_changelist")
    claim = make_claim(make_phone("One"), "weight_g", 211)
    opened = form_on(ben.get(url), "changelist-form")
    assert saved(save(anna, claim, notes="Checked"))
    sent = {name: value for name, value in opened.items() if name not in ("seen", "form-0-accepted")}
    ben.post(url, sent | ({} if seen is None else {"seen": seen}) | {"_save": "Save"})
    claim.refresh_from_db()
    assert claim.accepted


def test_several_claims_of_one_phone_are_ticked_in_one_list(ben):
    url = reverse("admin:catalog_claim_changelist")
    phone = make_phone("One")
    for key in ("weight_g", "height_mm"):
        make_claim(phone, key, 150, accepted=False)
    ticked = {"form-0-accepted": "on", "form-1-accepted": "on", "_save": "Save"}
    assert saved(ben.post(url, form_on(ben.get(url), "changelist-form") | ticked))
    assert [claim.accepted for claim in Claim.objects.all()] == [True, True]


def test_a_choice_that_this_site_has_not_offered_is_refused(ben):
    phone = make_phone("One")
    for state in ("", "x", "e30:1abc:def"):
        assert ben.post(CHOOSE, {"state": state}).status_code == 302
    assert ben.get(CHOOSE).status_code == 302
    assert not Edit.objects.exists()
    assert Phone.objects.get() == phone
