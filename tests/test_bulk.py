"""Many phones changed at once: shown before, in one edit, undone as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.history.undo import undo_edit
from catalog.models import Claim, Edit, Phone, Revision, Stamp
from catalog.records.serializer import record_content
from catalog.worklists.bulk_changes import BATCH
from catalog.worklists.task_store import examine_phones

from .desk import said_after
from .everything import make_full_phone
from .factories import make_brand, make_camera, make_claim, make_phone, make_source
from .filling import form_on

pytestmark = pytest.mark.django_db

WEIGHT, HEIGHT, F_NUMBER = "Phone:weight_g", "Phone:height_mm", "Camera:f_number"


def ask(desk, action, phones, **answers):
    """The page that shows what would change."""
    chosen = ",".join(str(phone.pk) for phone in phones)
    return desk.post(f"/desk/bulk/{action}/", {"chosen": chosen, "show": "1", **answers})


def confirm(desk, shown, **changes):
    """Send the page back as it came, and mean it."""
    address = f"/desk/bulk/{shown.context['order'].name}/"
    return desk.post(address, form_on(shown, "bulk_form") | answers_of(shown) | {"confirm": "1"} | changes)


def answers_of(shown):
    """What was chosen from lists, of which a browser sends all."""
    form = shown.context["form"]
    return {name: form.data.getlist(name) for name in form.fields if name in form.data}


def do(desk, action, phones, **answers):
    return confirm(desk, ask(desk, action, phones, **answers))


def told(shown, part="changes"):
    """Name → what would change there, or what is refused."""
    return {step.name: getattr(step, part) for step in shown.context["plan"].steps if getattr(step, part)}


# Citing a source


def test_a_source_is_cited_for_the_facts_of_several_phones(desk):
    one = make_phone("One", weight_g=211, height_mm=161)
    two = make_phone("Two", weight_g=208)
    source = make_source("label")
    shown = ask(desk, "cite", [one, two], source=source.pk, facts=[WEIGHT, HEIGHT], quote="211 g", seen_on="2022-11-18")
    assert told(shown) == {
        "Acme One": ["Height: 161\u202fmm, says label", "Weight: 211\u202fg, says label"],
        "Acme Two": ["Weight: 208\u202fg, says label"],
    }
    assert told(shown, "refused") == {"Acme Two": ["Height: no value is entered"]}
    assert not Claim.objects.exists()
    assert confirm(desk, shown).status_code == 302
    claims = Claim.objects.order_by("phone", "key").values_list("phone", "key", "value", "accepted", "source", "quote")
    assert list(claims) == [
        (one.pk, "height_mm", 161, True, source.pk, "211 g"),
        (one.pk, "weight_g", 211, True, source.pk, "211 g"),
        (two.pk, "weight_g", 208, True, source.pk, "211 g"),
    ]
    assert {str(claim.seen_on) for claim in Claim.objects.all()} == {"2022-11-18"}


def test_a_source_is_cited_for_every_camera(desk):
    phone = make_phone("One", cameras=[{"f_number": 1.9}, {"role": "tele", "f_number": 3.5}, {"facing": "front"}])
    do(desk, "cite", [phone], source=make_source().pk, facts=[F_NUMBER])
    assert list(Claim.objects.order_by("camera").values_list("camera__position", "value")) == [(1, 1.9), (2, 3.5)]


def test_what_a_source_says_already_is_left_alone(desk):
    source = make_source()
    same = make_phone("Same", weight_g=211, claims=[{"key": "weight_g", "value": 211}])
    other = make_phone("Other", weight_g=211, claims=[{"key": "weight_g", "value": 190}])
    shown = ask(desk, "cite", [same, other], source=source.pk, facts=[WEIGHT])
    assert told(shown) == {}
    assert "already supports it" in told(shown, "refused")["Acme Same"][0]
    assert "the source says 190\u202fg" in told(shown, "refused")["Acme Other"][0]
    confirm(desk, shown)
    assert Claim.objects.count() == 2
    assert not Edit.objects.exists()


def test_facts_of_every_kind_are_cited_as_they_stand(desk):
    phone = make_full_phone()
    Claim.objects.all().delete()
    names = [
        name for _, choices in ask(desk, "cite", [phone]).context["form"].fields["facts"].choices for name, _ in choices
    ]
    assert len(names) > 100
    do(desk, "cite", [phone], source=make_source("label").pk, facts=names)
    refused = told(ask(desk, "cite", [phone], source=make_source("label").pk, facts=names), "refused")[str(phone)]
    assert [words for words in refused if "already" not in words and "no value" not in words] == []
    assert Claim.objects.count() > 100


# What a source says, where nobody knows


def test_gaps_are_filled_with_what_a_source_says(desk):
    wiki, other = make_source("wiki"), make_source("other")
    one, two = make_phone("One", cameras=[{}]), make_phone("Two", weight_g=211)
    for phone in (one, two):
        make_claim(phone, "weight_g", 208, source=wiki, accepted=False)
    make_claim(one, "height_mm", 161, source=other, accepted=False)
    make_claim(one, "f_number", 1.9, source=wiki, accepted=False, camera=one.cameras.get())
    shown = ask(desk, "fill", [one, two], source=wiki.pk, facts=[WEIGHT, HEIGHT, F_NUMBER])
    assert told(shown) == {
        "Acme One": [
            "Weight: 208\u202fg (wiki) is accepted, and the fact takes its value",
            "Main camera: f-number: f/1.9 (wiki) is accepted, and the fact takes its value",
        ],
    }
    assert told(shown, "refused") == {"Acme Two": ["wiki gives none of these that are not known"]}
    confirm(desk, shown)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.weight_g, one.height_mm, one.cameras.get().f_number, two.weight_g) == (208, None, 1.9, 211)
    assert Edit.objects.count() == 1


def test_who_says_otherwise_than_what_fills_a_gap_is_followed_no_more(desk):
    phone, wiki = make_phone("One"), make_source("wiki")
    make_claim(phone, "weight_g", 190, source="label")
    make_claim(phone, "weight_g", 208, source=wiki, accepted=False)
    do(desk, "fill", [phone], source=wiki.pk, facts=[WEIGHT])
    assert list(Claim.objects.order_by("value").values_list("value", "accepted")) == [(190, False), (208, True)]


def test_facts_that_wait_are_ticked_beforehand(desk):
    phone = make_phone("One", cameras=[{}])
    make_claim(phone, "weight_g", 208, accepted=False)
    make_claim(phone, "f_number", 1.9, accepted=False, camera=phone.cameras.get())
    examine_phones()
    asked = desk.post("/desk/bulk/fill/", {"chosen": str(phone.pk)}).context["form"]
    assert set(asked["facts"].value()) == {WEIGHT, F_NUMBER}


def test_only_the_chosen_facts_are_filled(desk):
    phone = make_phone("One")
    for key in ("weight_g", "height_mm"):
        make_claim(phone, key, 161, accepted=False)
    do(desk, "fill", [phone], source=make_source().pk, facts=[HEIGHT])
    assert list(Claim.objects.filter(accepted=True).values_list("key", flat=True)) == ["height_mm"]


def test_a_claim_with_a_note_on_why_it_is_not_followed_fills_nothing(desk):
    phone = make_phone("One")
    make_claim(phone, "weight_g", 208, accepted=False, notes="Of another phone.")
    assert told(ask(desk, "fill", [phone], source=make_source().pk, facts=[WEIGHT])) == {}


def test_a_source_known_to_be_wrong_fills_nothing(desk):
    phone = make_phone("One")
    source = make_source("unsound", unverified=True)
    make_claim(phone, "weight_g", 208, source=source, accepted=False)
    shown = ask(desk, "fill", [phone], source=source.pk, facts=[WEIGHT])
    assert "known to contain errors" in told(shown, "refused")["Acme One"][0]


# Checked, not published


def test_facts_are_marked_as_checked(desk):
    unknown = make_phone("Unknown", cameras=[{}])
    known = make_phone("Known", weight_g=211)
    shown = ask(desk, "checked", [unknown, known], source=make_source().pk, facts=[WEIGHT, F_NUMBER])
    assert told(shown, "refused") == {"Acme Known": ["Weight: it is known, 211\u202fg"]}
    confirm(desk, shown)
    assert list(Claim.objects.order_by("key").values_list("phone", "key", "state", "accepted")) == [
        (unknown.pk, "f_number", "not_published", True),
        (unknown.pk, "weight_g", "not_published", True),
    ]
    again = ask(desk, "checked", [unknown], source=make_source().pk, facts=[WEIGHT])
    assert "has a claim on it" in told(again, "refused")["Acme Unknown"][0]


# A brand


def test_phones_are_given_another_brand(desk):
    one, two, taken = make_phone("One"), make_phone("Two"), make_phone("Taken")
    other = make_brand("Other")
    make_phone("Taken", brand=other, slug="other-taken")
    mine = make_phone("Mine", brand=other)
    shown = ask(desk, "brand", [one, two, taken, mine], brand=other.pk)
    assert told(shown) == {"Acme One": ["Brand: Acme → Other"], "Acme Two": ["Brand: Acme → Other"]}
    assert told(shown, "refused") == {
        "Acme Taken": ["Other has another phone called Taken."],
        "Other Mine": ["It already has this brand."],
    }
    confirm(desk, shown)
    assert set(Phone.objects.filter(brand=other).values_list("slug", flat=True)) == {
        "acme-one", "acme-two", "other-taken", "other-mine",
    }  # fmt: skip


def test_two_phones_of_one_name_do_not_both_come_to_a_brand(desk):
    phones = [make_phone("One", brand=brand) for brand in ("Acme", "Bcme")]
    shown = ask(desk, "brand", phones, brand=make_brand("Other").pk)
    assert len(told(shown)) == len(told(shown, "refused")) == 1
    assert confirm(desk, shown).status_code == 302


def test_two_phones_of_one_name_do_not_both_come_to_a_brand_though_there_are_many_between_them(desk):
    first = make_phone("One", brand="Acme")
    many = [make_phone(f"No {number}") for number in range(BATCH)]
    phones = [first, *many, make_phone("One", brand="Bcme")]
    shown = ask(desk, "brand", phones, brand=make_brand("Other").pk)
    assert told(shown, "refused") == {"Bcme One": ["Other has another phone called One."]}
    assert confirm(desk, shown).status_code == 302
    assert Phone.objects.filter(brand__name="Other").count() == BATCH + 1


# Accepting claims


def accept(desk, claims):
    return desk.post("/desk/catalog/claim/", {"action": "bulk_accept", "_selected_action": [one.pk for one in claims]})


def test_a_price_whose_currency_is_not_known_is_refused_before_anything_is_done(desk):
    phone = make_phone("One")
    price = make_claim(phone, "launch_price", 1499, accepted=False)
    weight = make_claim(phone, "weight_g", 211, accepted=False)
    shown = accept(desk, [price, weight])
    assert "A price needs its currency." in told(shown, "refused")["Acme One"][0]
    assert confirm(desk, shown).status_code == 302
    phone.refresh_from_db()
    assert (phone.launch_price, phone.weight_g) == (None, 211)


def test_claims_are_accepted_from_their_list(desk):
    phone = make_phone("One", weight_g=211)
    same, other = (make_claim(phone, "weight_g", value, accepted=False) for value in (211, 190))
    unknown = make_claim(phone, "height_mm", 161, accepted=False)
    relation = make_claim(phone, "rebadge_of", "acme-two", accepted=False)
    shown = accept(desk, [same, other, unknown, relation])
    assert told(shown)["Acme One"] == [
        "Weight: 211\u202fg (a-page) is accepted",
        "Height: 161\u202fmm (a-page) is accepted, and the fact takes its value",
        "Rebadge of: acme-two (a-page) is accepted",
    ]
    assert "the phone has 211\u202fg" in told(shown, "refused")["Acme One"][0]
    assert confirm(desk, shown).status_code == 302
    assert set(Claim.objects.filter(accepted=True)) == {same, unknown, relation}
    phone.refresh_from_db()
    assert (phone.weight_g, phone.height_mm) == (211, 161)


@pytest.mark.parametrize(
    ("key", "value", "facts", "reason"),
    [
        ("weight_g", 9000, {}, "at most 1000"),
        ("weight_g", "heavy", {}, "number"),
        ("weight_g", 200, {"source": {"unverified": True}}, "contain errors"),
        ("sold_in", ["JP"], {}, "several fields"),
        ("weight_g", 200, {"accepted": True}, "accepted already"),
    ],
)
def test_a_claim_that_cannot_be_accepted_is_named(desk, key, value, facts, reason):
    source = make_source("b-page", **facts.get("source", {}))
    accepted = facts.get("accepted", False)
    claim = make_claim(make_phone("One"), key, value, source=source, accepted=accepted)
    shown = accept(desk, [claim])
    assert told(shown) == {}
    assert reason in told(shown, "refused")["Acme One"][0]


def test_of_two_claims_that_disagree_only_the_first_is_accepted(desk):
    phone = make_phone("One")
    claims = [make_claim(phone, "weight_g", value, source=f"page-{value}", accepted=False) for value in (211, 190)]
    shown = accept(desk, claims)
    assert len(told(shown)["Acme One"]) == 1
    assert "another of the chosen claims" in told(shown, "refused")["Acme One"][0]
    confirm(desk, shown)
    assert list(Claim.objects.filter(accepted=True)) == claims[:1]


# One edit, undone as one


@pytest.mark.parametrize("action", ["cite", "checked", "brand"])
def test_an_action_is_one_edit_and_undone_as_one(desk, action):
    phones = [make_phone(f"No {number}", weight_g=200 + number) for number in range(3)]
    befores = [record_content(phone) for phone in phones]
    facts = {"cite": WEIGHT, "checked": HEIGHT}.get(action)
    stamp = Stamp.current()
    response = do(
        desk, action, phones, source=make_source().pk, facts=facts or "", brand=make_brand("Other").pk, why="Tidied up"
    )
    edit = Edit.objects.get()
    assert (edit.act, edit.why, edit.by.username) == ("in_bulk", "Tidied up", "admin")
    assert set(edit.revisions.values_list("record", flat=True)) == {phone.pk for phone in phones}
    assert f"/desk/catalog/edit/{edit.pk}/undo/" in said_after(response)[0]
    assert Stamp.current() > stamp
    assert [record_content(phone) for phone in phones] != befores
    assert desk.post(f"/desk/catalog/edit/{edit.pk}/undo/").status_code == 302
    assert [record_content(phone) for phone in phones] == befores


def test_accepting_is_undone_too(desk):
    phone = make_phone("One")
    claim = make_claim(phone, "weight_g", 211, accepted=False)
    before = record_content(phone)
    confirm(desk, accept(desk, [claim]))
    assert Phone.objects.get(pk=phone.pk).weight_g == 211
    undo_edit(Edit.objects.get())
    assert record_content(phone) == before


def test_what_has_changed_since_it_was_shown_is_shown_again(desk):
    phone = make_phone("One", weight_g=211)
    shown = ask(desk, "cite", [phone], source=make_source().pk, facts=[WEIGHT])
    Phone.objects.update(weight_g=190)
    response = confirm(desk, shown)
    assert response.status_code == 200
    assert told(response) == {"Acme One": ["Weight: 190\u202fg, says a-page"]}
    assert "changed in the meantime" in said_after(response)[0]
    assert not Claim.objects.exists()
    assert not Revision.objects.exists()
    assert confirm(desk, response).status_code == 302
    assert Claim.objects.get().value == 190


# Who may, and how many


def test_who_may_not_publish_changes_drafts_only(contributor):
    draft, seen = make_phone("Draft", status="draft", weight_g=211), make_phone("Seen", weight_g=211)
    shown = ask(contributor, "cite", [draft, seen], source=make_source().pk, facts=[WEIGHT])
    assert list(told(shown)) == ["Acme Draft"]
    assert told(shown, "refused") == {
        "Acme Seen": ["Readers see this phone: changing it requires the right to publish."]
    }
    confirm(contributor, shown)
    assert Claim.objects.get().phone == draft


@pytest.mark.parametrize("action", ["cite", "checked", "brand", "fill", "accept"])
def test_who_may_not_change_phones_changes_none(client, django_user_model, action):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert ask(client, action, [make_phone("One")]).status_code == 403


def test_visitors_are_asked_to_sign_in(client):
    assert ask(client, "brand", [make_phone("One")]).status_code == 403
    assert client.get("/desk/bulk/brand/").status_code == 302


@pytest.mark.parametrize("how", ["get", "empty", "words", "many"])
def test_without_records_or_with_too_many_nothing_is_asked(desk, how):
    url, many = "/desk/bulk/brand/", ",".join(map(str, range(1, 1002)))
    given = {"empty": {}, "words": {"chosen": "a,-1,,²," + "9" * 40}, "many": {"chosen": many}}
    response = desk.get(url) if how == "get" else desk.post(url, given[how])
    assert response.headers["Location"] == "/desk/catalog/phone/"
    assert ("1,001" if how == "many" else "Select some") in said_after(response)[0]


def test_from_a_list_at_most_a_thousand_are_taken(desk, monkeypatch):
    monkeypatch.setattr("catalog.admin.pages.bulk_pages.MOST_RECORDS", 2)
    for number in range(3):
        make_phone(f"No {number}")
    chosen = {"action": "bulk_brand", "_selected_action": [Phone.objects.first().pk], "select_across": "1"}
    response = desk.post("/desk/catalog/phone/", chosen)
    assert response.headers["Location"].startswith("/desk/catalog/phone/")
    assert "At most 2" in said_after(response)[0]


def test_phones_chosen_on_their_list_come_to_the_question(desk):
    phones = [make_phone("One"), make_phone("Two")]
    chosen = {"action": "bulk_cite", "_selected_action": [phone.pk for phone in phones]}
    response = desk.post("/desk/catalog/phone/", chosen)
    assert response.context["order"].chosen == sorted(phone.pk for phone in phones)
    assert response.context["plan"] is None
    assert response.context["form"].errors == {}


def test_unanswered_questions_are_named_at_their_place_and_nothing_typed_is_lost(desk):
    shown = ask(desk, "cite", [make_phone("One", weight_g=211)], facts=[WEIGHT], why="Because", seen_on="yesterday")
    assert set(shown.context["form"].errors) == {"source", "seen_on"}
    assert 'value="Because"' in shown.content.decode()
    assert form_on(shown, "bulk_form")["facts"] == [WEIGHT]
    assert shown.context["plan"] is None


def test_an_unknown_action_is_not_found(desk):
    assert ask(desk, "nonsense", [make_phone("One")]).status_code == 404


def test_phones_that_are_gone_are_left_out(desk):
    phone = make_phone("One")
    shown = ask(desk, "brand", [phone], brand=make_brand("Other").pk)
    phone.delete()
    response = confirm(desk, shown)
    assert response.status_code == 200
    assert response.context["plan"].changing == []


def test_an_action_asks_a_bounded_number_of_questions_per_phone(desk):
    source = make_source().pk

    def cost(count):
        phones = [make_phone(f"{count}-{number}", weight_g=200) for number in range(count)]
        for phone in phones:
            make_camera(phone, f_number=1.9)
        shown = ask(desk, "cite", phones, source=source, facts=[WEIGHT, F_NUMBER])
        with CaptureQueriesContext(connection) as caught:
            assert confirm(desk, shown).status_code == 302
        return len(caught)

    few, many = cost(2), cost(22)
    assert (many - few) / 20 <= 12
