"""What a source bears out is not typed over without a word: who says so is asked once, before anything is saved."""

import re

import pytest

from catalog.models import Claim, Phone

from .desk import change_url, form_of, save, saved
from .factories import make_camera, make_claim, make_display, make_model_code, make_phone, make_relation, make_source
from .filling import form_on
from .reading import THIN, page, row, words

pytestmark = pytest.mark.django_db

WEIGHT = "typed_over--weight_g"


@pytest.fixture
def phone():
    phone = make_phone("One", weight_g=218, status="draft")
    make_claim(phone, "weight_g", 218, make_source("label", title="The label"), quote="218 g")
    return phone


def asked(response):
    """The sentences of what is asked."""
    return [text.replace(THIN, " ") for text in re.findall(r'-asked" value="([^"]*)"', response.content.decode())]


def answer(desk, record, response, **answers):
    form = form_on(response, f"{record._meta.model_name}_form")
    return desk.post(change_url(record), form | answers)


def weight():
    return Phone.objects.get(name="One").weight_g


def stored_claim():
    claim = Claim.objects.get()
    return claim.value, claim.accepted, claim.quote, claim.notes


def test_a_sourced_value_is_not_typed_over_before_somebody_says_who_says_so(desk, phone):
    response = save(desk, phone, weight_g="230", why="Weighed")
    assert not saved(response)
    assert weight() == 218
    assert asked(response) == ["Weight: 230 g instead of 218 g, which has a source (The label)."]
    fields = form_on(response)
    assert (fields["weight_g"], fields["why"]) == (["230"], ["Weighed"])
    help_there = re.search(r'id="id_weight_g_helptext">(.*?)</div>\s*</div>', response.content.decode(), re.DOTALL)
    assert "What is the source?" in help_there[1]
    assert not saved(answer(desk, phone, response))


def test_a_typing_error_is_put_right_at_the_claim_too(desk, client, phone):
    response = save(desk, phone, weight_g="230")
    assert saved(answer(desk, phone, response, **{WEIGHT: "error"}))
    assert weight() == 230
    assert stored_claim() == (230, True, None, None)
    shown = weight_row(client)
    assert "230 g" in shown
    assert "no source yet" not in shown
    assert "218" not in shown


def weight_row(client):
    Phone.objects.update(status="published")
    return words(f"<main {row(page(client, '/phones/acme-one/'), 'body-weight_g')}")


def test_without_a_source_readers_are_told_why_the_one_there_was_is_not_followed(desk, client, phone):
    response = save(desk, phone, weight_g="230")
    again = answer(desk, phone, response, **{WEIGHT: "nobody"})
    assert not saved(again)
    assert "A reason is needed." in again.content.decode()
    assert form_on(again)[WEIGHT] == ["nobody"]
    assert saved(answer(desk, phone, again, typed_over_note="The label is of a prototype."))
    assert stored_claim() == (218, False, "218 g", "The label is of a prototype.")
    shown = weight_row(client)
    assert "no source yet" in shown
    assert re.search(r"218 g according to The label.*The label is of a prototype\.", shown)


def test_a_source_that_is_named_in_answer_bears_it_out(desk, phone):
    response = save(desk, phone, weight_g="230")
    release = make_source("release", title="Press release")
    assert saved(answer(desk, phone, response, source=str(release.pk)))
    claims = Claim.objects.order_by("value").values_list("value", "accepted")
    assert list(claims) == [(218, False), (230, True)]


def test_who_puts_the_old_value_back_is_asked_no_more(desk, phone):
    response = save(desk, phone, weight_g="230")
    assert saved(answer(desk, phone, response, weight_g="218"))
    assert stored_claim() == (218, True, "218 g", None)


def test_an_answer_counts_for_the_value_that_was_asked_about(desk, phone):
    response = save(desk, phone, weight_g="230")
    again = answer(desk, phone, response, weight_g="240", **{WEIGHT: "error"})
    assert asked(again) == ["Weight: 240 g instead of 218 g, which has a source (The label)."]
    assert weight() == 218


def test_emptying_a_sourced_value_is_asked_about_too(desk, phone):
    response = save(desk, phone, weight_g="")
    assert asked(response) == ["Weight: not known instead of 218 g, which has a source (The label)."]
    assert saved(answer(desk, phone, response, **{WEIGHT: "error"}))
    assert weight() is None
    assert not Claim.objects.exists()


def test_the_other_question_of_a_save_is_asked_once_as_well(desk, phone):
    response = save(desk, phone, weight_g="900")
    assert "is this right?" in response.content.decode()
    response = answer(desk, phone, response, save_all_the_same="on")
    assert asked(response)
    assert saved(answer(desk, phone, response, **{WEIGHT: "error"}))
    assert weight() == 900


def test_an_answer_is_kept_while_something_else_is_wrong(desk, phone):
    response = save(desk, phone, weight_g="230")
    wrong = answer(desk, phone, response, depth_mm="thick", **{WEIGHT: "nobody"}, typed_over_note="A prototype.")
    assert not saved(wrong)
    assert saved(answer(desk, phone, wrong, depth_mm="9"))
    assert stored_claim()[3] == "A prototype."


@pytest.mark.parametrize(
    "changes",
    [{"height_mm": "160"}, {"weight_g": "218"}, {"weight_g": "218.0"}, {"text": "Words"}],
    ids=["another fact", "the same", "the same, written otherwise", "no fact"],
)
def test_what_leaves_the_sourced_value_as_it_is_is_asked_nothing(desk, phone, changes):
    assert saved(save(desk, phone, **changes))


@pytest.mark.parametrize("claim", [{"value": 200}, {"value": 218, "accepted": False}, {"value": None}])
def test_a_value_that_no_source_bears_out_is_typed_over_without_a_question(desk, claim):
    phone = make_phone("One", weight_g=218)
    make_claim(phone, "weight_g", claim.pop("value"), **claim)
    assert saved(save(desk, phone, weight_g="230"))


def test_a_value_told_more_exactly_is_asked_nothing(desk):
    phone = make_phone("One", depth_mm=9, announced="2022-11")
    make_claim(phone, "depth_mm", 9)
    make_claim(phone, "announced", "2022-11")
    assert saved(save(desk, phone, depth_mm="9.3", announced="2022-11-18"))


def test_displays_and_cameras_are_asked_about_where_they_stand(desk):
    phone = make_phone("One", status="draft")
    make_display(phone, display_size_in=6.6)
    camera = make_camera(phone, f_number=1.9)
    make_claim(phone, "display_size_in", 6.6)
    make_claim(phone, "f_number", 1.9, camera=camera)
    changes = {"displays-0-display_size_in": "6.1", "cameras-0-f_number": "2.2"}
    response = save(desk, phone, **changes)
    assert len(asked(response)) == 2
    assert response.content.decode().count("What is the source?") == 2
    answers = {"typed_over--display_size_in": "error", f"typed_over-{camera.pk}-f_number": "error"}
    assert saved(answer(desk, phone, response, **answers))
    assert sorted(Claim.objects.values_list("value", flat=True)) == [2.2, 6.1]


def test_a_camera_is_asked_about_on_its_own_page(desk):
    phone = make_phone("One", status="draft", cameras=[{"f_number": 1.9}])
    camera = phone.cameras.get()
    make_claim(phone, "f_number", 1.9, camera=camera)
    response = save(desk, camera, f_number="2.2")
    assert asked(response) == ["Main camera: f-number: f/2.2 instead of f/1.9, which has a source (a-page)."]
    assert saved(answer(desk, camera, response, **{f"typed_over-{camera.pk}-f_number": "error"}))
    assert Claim.objects.get().value == 2.2


def test_a_code_or_relation_that_a_source_names_is_not_taken_out_without_a_word(desk):
    phone = make_phone("One", status="draft")
    make_model_code(phone, "AC-1")
    make_model_code(phone, "AC-2")
    make_relation(phone, "successor_of", make_phone("Other"))
    for key, value in (("model_code", "AC-1"), ("model_code", "AC-2"), ("successor_of", "acme-other")):
        make_claim(phone, key, value)
    response = save(desk, phone, **{"model_codes-0-DELETE": "on", "relations-0-DELETE": "on"})
    assert len(asked(response)) == 2
    answers = {"typed_over--model_code": "error", "typed_over--successor_of": "nobody", "typed_over_note": "A rumour."}
    assert saved(answer(desk, phone, response, **answers))
    claims = Claim.objects.order_by("key").values_list("value", "accepted", "notes")
    assert list(claims) == [("AC-2", True, None), ("acme-other", False, "A rumour.")]


def test_a_camera_that_is_deleted_takes_its_claims_along_unasked(desk):
    phone = make_phone("One", status="draft", cameras=[{"f_number": 1.9}])
    make_claim(phone, "f_number", 1.9, camera=phone.cameras.get())
    assert saved(save(desk, phone, **{"cameras-0-DELETE": "on"}))
    assert not Claim.objects.exists()


def test_a_proposal_says_it_too(contributor):
    phone = make_phone("One", weight_g=218)
    make_claim(phone, "weight_g", 218)
    response = save(contributor, phone, weight_g="230")
    assert asked(response)
    assert saved(answer(contributor, phone, response, **{WEIGHT: "error"}))
    assert (weight(), Claim.objects.get().value) == (218, 218)


def test_who_was_overtaken_sees_both_versions_first(desk, phone):
    opened = form_of(desk, phone)
    save(desk, phone, height_mm="160")
    response = desk.post(change_url(phone), opened | {"weight_g": "230"})
    assert not asked(response)
    assert weight() == 218
