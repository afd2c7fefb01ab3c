"""Evidence while typing: one source for all that a form changes."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Claim, Revision
from catalog.models.vocabulary import RelationKind

from .contents import changes_in
from .desk import change_url, enter_phone, faults_at, form_of, said_after, save, saved
from .everything import contents_of, make_full_phone
from .factories import make_camera, make_claim, make_phone, make_relation, make_source
from .filling import form_on, new_row
from .people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return make_source("release", title="Press release", seen_on="2022-11-10")


def claims(**of):
    """(key, value, slug of the source, accepted) of every claim."""
    rows = Claim.objects.filter(**of).values_list("key", "value", "source__slug", "accepted")
    return sorted(rows, key=str)


def test_every_fact_that_is_changed_gets_a_claim_with_the_source_chosen(desk, release):
    phone = make_phone("One", weight_g=211, height_mm=161, nfc=None)
    response = save(desk, phone, source=str(release.pk), weight_g="213", nfc="false", colours="Black, White")
    assert saved(response)
    assert claims() == [
        ("colours", ["Black", "White"], "release", True),
        ("nfc", False, "release", True),
        ("weight_g", 213, "release", True),
    ]
    assert "3 facts come from Press release: Weight; Colours; NFC." in said_after(response)


def test_the_source_of_a_form_is_read_as_often_for_many_facts_as_for_one(desk, release):
    counts = []
    for name, facts in (
        ("One", {"weight_g": "213"}),
        ("Two", {"weight_g": "213", "height_mm": "160", "depth_mm": "8"}),
    ):
        phone = make_phone(name)
        with CaptureQueriesContext(connection) as queries:
            save(desk, phone, source=str(release.pk), **facts)
        counts.append(sum('FROM "catalog_source"' in query["sql"] for query in queries))
    assert counts[0] == counts[1]


def test_the_words_the_place_and_the_day_go_with_the_claim(desk, release):
    phone = make_phone("One")
    said = {"quote": "213 grams", "locator": "page 2", "seen_on": "2022-12-01"}
    save(desk, phone, source=str(release.pk), weight_g="213", **said)
    claim = Claim.objects.get()
    assert (claim.quote, claim.locator, str(claim.seen_on)) == ("213 grams", "page 2", "2022-12-01")


def test_a_claim_seen_when_its_source_was_read_does_not_repeat_the_day(desk, release):
    save(desk, make_phone("One"), source=str(release.pk), weight_g="213", seen_on="2022-11-10")
    assert Claim.objects.get().seen_on is None


@pytest.mark.parametrize("day", ["1822", "Novembre"])
def test_a_day_that_cannot_be_is_refused(desk, release, day):
    assert faults_at(save(desk, make_phone("One"), source=str(release.pk), weight_g="213", seen_on=day), "seen_on")


def test_without_a_source_no_claim_is_made(desk):
    save(desk, make_phone("One"), weight_g="213")
    assert not Claim.objects.exists()


@pytest.mark.parametrize("words", [{"quote": "213 grams"}, {"locator": "page 2"}])
def test_words_without_a_source_are_asked_about(desk, words):
    phone = make_phone("One")
    response = save(desk, phone, weight_g="213", **words)
    assert "Whose words are these?" in faults_at(response, "source")[0]
    assert next(iter(words.values())) in response.content.decode()


def test_no_form_makes_a_fact_follow_a_source_that_is_known_to_hold_wrong_records(desk):
    phone = make_phone("One", weight_g=211)
    dump = make_source("dump", unverified=True)
    response = save(desk, phone, source=str(dump.pk), weight_g="213")
    assert "known to contain errors" in faults_at(response, "source")[0]
    phone.refresh_from_db()
    assert (phone.weight_g, Claim.objects.count()) == (211, 0)


def test_saving_a_form_as_it_stands_makes_no_claim(desk, release):
    phone = make_full_phone()
    before = contents_of(phone)
    response = save(desk, phone, source=str(release.pk))
    assert contents_of(phone) == before
    assert "No fact was changed, so none is attributed to Press release." in said_after(response)


def test_a_fact_that_is_emptied_gets_no_claim(desk, release):
    phone = make_phone("One", weight_g=211, cameras=[{"f_number": 1.9}])
    save(desk, phone, source=str(release.pk), weight_g="", **{"cameras-0-f_number": ""})
    phone.refresh_from_db()
    assert (phone.weight_g, claims()) == (None, [])


def test_what_is_said_of_a_camera_names_that_camera_though_it_moves(desk, release):
    phone = make_phone("One", cameras=[{"role": "main", "f_number": 1.9}, {"role": "tele", "f_number": 2.8}])
    tele = phone.cameras.last()
    changes = {"cameras-1-f_number": "2.4", "cameras-1-order": "1", "cameras-0-order": "2"}
    save(desk, phone, source=str(release.pk), **changes)
    assert (claims(), Claim.objects.get().camera) == ([("f_number", 2.4, "release", True)], tele)


def test_a_new_camera_has_all_its_facts_from_the_source(desk, release):
    phone = make_phone("One")
    fields = new_row(form_of(desk, phone), "cameras", facing="rear", role="main", f_number="1.9", stabilisation=["ois"])
    desk.post(change_url(phone), fields | {"source": str(release.pk)})
    assert claims(camera=phone.cameras.get()) == [
        ("f_number", 1.9, "release", True),
        ("stabilisation", ["ois"], "release", True),
    ]


def test_a_camera_on_its_own_page_has_a_source_too(desk, release):
    camera = make_camera(make_phone("One"), f_number=1.9)
    assert saved(save(desk, camera, source=str(release.pk), f_number="1.8", quote="f/1.8"))
    claim = Claim.objects.get()
    assert (claim.camera, claim.phone, claim.value, claim.quote) == (camera, camera.phone, 1.8, "f/1.8")


def test_a_new_phone_has_everything_from_the_source(desk, release):
    display = ("displays", {"display_role": "main", "display_size_in": "6.6"})
    memory = ("memory_versions", {"ram_gb": "12", "storage_gb": "512"})
    enter_phone(desk, display, memory, source=str(release.pk), announced="2022-11-10", weight_g="211")
    assert claims() == [
        ("announced", "2022-11-10", "release", True),
        ("display_size_in", 6.6, "release", True),
        ("memory_version", "12+512", "release", True),
        ("ram_gb", [12], "release", True),
        ("storage_gb", [512], "release", True),
        ("weight_g", 211, "release", True),
    ]


def test_rows_speak_by_the_keys_of_the_sheet_and_open_lists_only_of_what_was_added(desk, release):
    phone = make_phone("One", markets=[{"country": "JP"}], memory=[(12, 256)])
    other = make_phone("Other")
    fields = new_row(form_of(desk, phone), "markets", country="DE", carrier="Farcall")
    fields = new_row(fields, "model_codes", code="AC-1")
    fields = new_row(fields, "memory_versions", ram_gb="12", storage_gb="512")
    fields = new_row(fields, "relations", kind="rebadge_of", other=str(other.pk))
    assert saved(desk.post(change_url(phone), fields | {"source": str(release.pk)}))
    assert claims() == [
        ("carrier", ["Farcall"], "release", True),
        ("memory_version", "12+512", "release", True),
        ("model_code", "AC-1", "release", True),
        ("rebadge_of", "acme-other", "release", True),
        ("sold_in", ["DE"], "release", True),
        ("storage_gb", [256, 512], "release", True),
    ]


def test_a_source_that_names_one_more_country_is_not_made_to_forget_the_first(desk, release):
    phone = make_phone(
        "One", markets=[{"country": "JP"}], claims=[{"key": "sold_in", "value": ["JP"], "source": release}]
    )
    desk.post(change_url(phone), new_row(form_of(desk, phone), "markets", country="DE") | {"source": str(release.pk)})
    assert claims() == [("sold_in", ["JP", "DE"], "release", True)]


def test_the_relation_to_a_draft_may_have_a_source(desk, release):
    phone, draft = make_phone("One"), make_phone("Draft", status="draft")
    make_relation(phone, RelationKind.RESEMBLES, make_phone("Other"))
    fields = new_row(form_of(desk, phone), "relations", kind="resembles", other=str(draft.pk))
    desk.post(change_url(phone), fields | {"source": str(release.pk)})
    assert claims() == [("resembles", "acme-draft", "release", True)]


def test_each_model_code_is_said_by_a_claim_of_its_own(desk, release):
    phone = make_phone("One")
    make_claim(phone, "model_code", "AC-0", release, quote="AC-0")
    fields = new_row(new_row(form_of(desk, phone), "model_codes", code="AC-1"), "model_codes", code="AC-2")
    desk.post(change_url(phone), fields | {"source": str(release.pk)})
    assert [value for _, value, *_ in claims()] == ["AC-0", "AC-1", "AC-2"]


# What was said before


def test_a_source_that_says_something_else_now_is_put_right(desk, release):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, release, quote="211 g", notes="rounded", locator="page 1")
    save(desk, phone, source=str(release.pk), weight_g="213", quote="213 g")
    claim = Claim.objects.get()
    assert (claim.value, claim.quote, claim.notes, claim.locator) == (213, "213 g", None, None)
    (revision,) = Revision.objects.of("phone", phone.pk)
    assert ["claims[1].value", "211", "213"] in changes_in(revision)


def test_a_source_that_had_said_so_all_along_keeps_its_words_and_is_followed(desk, release):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 213, release, quote="213 g", accepted=False)
    save(desk, phone, source=str(release.pk), weight_g="213")
    claim = Claim.objects.get()
    assert (claim.value, claim.quote, claim.accepted) == (213, "213 g", True)


def test_a_source_that_says_the_same_twice_may_do_so_but_not_something_else(desk, release):
    phone = make_phone("One", weight_g=211)
    for value, quote in ((213, "213 g"), (213, "0.213 kg"), (211, "211 g")):
        make_claim(phone, "weight_g", value, release, quote=quote)
    save(desk, phone, source=str(release.pk), weight_g="213")
    assert set(Claim.objects.values_list("value", "quote")) == {(213, "213 g"), (213, "0.213 kg")}


def test_other_sources_that_say_otherwise_are_followed_no_more(desk, release):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, "old")
    make_claim(phone, "weight_g", 230.4, "rounded")
    response = save(desk, phone, source=str(release.pk), weight_g="230")
    assert claims() == [
        ("weight_g", 211, "old", False),
        ("weight_g", 230, "release", True),
        ("weight_g", 230.4, "rounded", True),
    ]
    assert "Weight: old says otherwise (211), and is not followed now." in said_after(response)


def test_a_source_of_other_facts_or_another_camera_is_left_alone(desk, release):
    phone = make_phone("One", height_mm=161, cameras=[{"f_number": 1.9}, {"role": "tele", "f_number": 2.8}])
    main, tele = phone.cameras.all()
    make_claim(phone, "height_mm", 161, release)
    make_claim(phone, "f_number", 1.9, release, camera=main)
    save(desk, phone, source=str(release.pk), **{"cameras-1-f_number": "2.4"})
    assert claims() == [
        ("f_number", 1.9, "release", True), ("f_number", 2.4, "release", True), ("height_mm", 161, "release", True),
    ]  # fmt: skip
    assert Claim.objects.get(value=2.4).camera == tele


def test_a_claim_entered_by_hand_in_the_same_form_is_the_claim(desk, release):
    phone = make_phone("One")
    row = {"key": "weight_g", "source": str(release.pk), "state": "value", "value": "213", "quote": "213 g"}
    fields = new_row(form_of(desk, phone), "claims", **row)
    desk.post(change_url(phone), fields | {"source": str(release.pk), "weight_g": "213"})
    assert (claims(), Claim.objects.get().quote) == ([("weight_g", 213, "release", True)], "213 g")


def test_the_change_and_its_evidence_are_one_entry_in_the_history(desk, release):
    phone = make_phone("One")
    save(desk, phone, source=str(release.pk), weight_g="213", why="As announced")
    (revision,) = Revision.objects.of("phone", phone.pk)
    assert [row[0] for row in changes_in(revision)] == ["weight_g", "claims[1]"]
    assert revision.edit.why == "As announced"


@pytest.mark.parametrize(("button", "kept"), [("_continue", True), ("_save", False)])
def test_the_source_stays_chosen_while_one_goes_on_editing(desk, release, button, kept):
    phone = make_phone("One")
    answer = save(desk, phone, source=str(release.pk), weight_g="213", **{button: "on"})
    assert (f"source={release.pk}" in answer.headers["Location"]) is kept
    assert form_on(desk.get(f"{change_url(phone)}?source={release.pk}"))["source"] == [str(release.pk)]


def test_who_may_not_add_sources_is_not_offered_to(desk, client, django_user_model):
    phone = make_phone("One")
    assert "add_id_source" in desk.get(change_url(phone)).content.decode()
    editor = django_user_model.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["change_phone", "view_source"]))
    sign_in(client, editor)
    assert "add_id_source" not in client.get(change_url(phone)).content.decode()
