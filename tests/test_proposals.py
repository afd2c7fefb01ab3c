"""What people without the right to publish would have readers see: proposed, and decided by an editor."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from catalog.models import Edit, OldSlug, Phone, Proposal, Revision, Sensor, Source, Stamp
from catalog.models.vocabulary import Act, Decision
from catalog.records.serializer import record_content

from .desk import change_url, delete, form_of, said_after, save, saved
from .factories import (
    make_brand,
    make_camera,
    make_claim,
    make_collection,
    make_guide,
    make_phone,
    make_sensor,
    make_source,
)
from .filling import form_on, new_row
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db

LIST = "/desk/catalog/proposal/"


@pytest.fixture
def editor(db):
    return sign_in(Client(), make_person("ed", "Editor"))


def propose(client, record, **changes):
    """Save the record's form without the right to, and return what is proposed by it."""
    assert saved(save(client, record, **changes))
    return Proposal.objects.latest("pk")


def page(client, proposal):
    return client.get(reverse("admin:catalog_proposal_change", args=[proposal.pk]))


def decide(client, proposal, button="_accept", response=None, **changes):
    sides = {f"take:{mark}": side for mark, side in changes.pop("sides", {}).items()}
    form = form_on(response or page(client, proposal), "proposal_form")
    url = reverse("admin:catalog_proposal_change", args=[proposal.pk])
    return client.post(url, form | sides | changes | {button: "x"})


# Proposing


def test_what_readers_see_is_proposed_and_not_changed(contributor):
    phone = make_phone("One", weight_g=211)
    before = Stamp.current()
    response = save(contributor, phone, weight_g="213", why="Weighed")
    assert "it is <a" in said_after(response)[0]
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.record, proposal.slug, proposal.why) == ("phone", phone.pk, "acme-one", "Weighed")
    assert (proposal.before["weight_g"], proposal.content["weight_g"]) == (211, 213)
    assert (proposal.by.username, proposal.decision, proposal.base) == ("contributor", Decision.OPEN, None)
    assert (Phone.objects.get().weight_g, Stamp.current(), Edit.objects.count()) == (211, before, 0)


@pytest.mark.parametrize(
    "make",
    [
        lambda phone: phone, lambda phone: phone.brand, lambda phone: phone.cameras.get().sensor,
        lambda phone: phone.cameras.get(), lambda phone: make_source(),
    ],
    ids=["phone", "brand", "sensor", "camera", "source"],
)  # fmt: skip
def test_all_that_readers_see_is_proposed(contributor, make):
    phone = make_phone("One", cameras=[{"sensor": make_sensor()}])
    record = make(phone)
    before = record_content(phone)
    field = "co_branding" if record == phone.cameras.get() else "notes"
    assert propose(contributor, record, **{field: "New"}).decision == Decision.OPEN
    assert record_content(phone) == before
    assert getattr(type(record).objects.get(), field) is None


def test_guides_and_collections_are_proposed_by_those_who_may_change_them(contributor):
    person = contributor.get("/desk/").wsgi_request.user
    person.user_permissions.set(Permission.objects.filter(codename__in=["change_guide", "change_collection"]))
    for record in (make_guide(phones=[make_phone("One"), make_phone("Two")]), make_collection()):
        assert propose(contributor, record, text="New").content["text"] == "New"
        assert type(record).objects.get().text != "New"
    url = reverse("admin:catalog_guide_changelist")
    assert "form-0-place" not in contributor.get(url).content.decode()
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": 1, "form-0-place": 7, "_save": "Save"}
    contributor.post(url, sent)
    assert record.__class__.objects.get().place is None


def test_rows_are_proposed_with_their_phone(contributor):
    phone = make_phone("One", cameras=[{"role": "main"}])
    fields = new_row(form_of(contributor, phone), "cameras", facing="front", role="front")
    assert saved(contributor.post(change_url(phone), fields))
    assert (phone.cameras.count(), len(Proposal.objects.get().content["cameras"])) == (1, 2)


def test_a_form_saved_as_it_stands_proposes_nothing(contributor):
    assert said_after(save(contributor, make_phone("One"))) == ["Nothing was changed or proposed."]
    assert not Proposal.objects.exists()


def test_drafts_are_changed_directly_and_new_parts_are_added(contributor):
    draft = make_phone("One", status="draft")
    assert saved(save(contributor, draft, weight_g="211", status="in_review"))
    for url, fields in (
        ("/desk/catalog/sensor/add/", {"maker": "Eyes", "name": "Eye", "slug": "eyes-eye"}),
        ("/desk/catalog/source/add/", {"title": "A page", "slug": "page", "kind": "press"}),
    ):
        assert saved(contributor.post(url, fields))
    assert (Sensor.objects.count(), Source.objects.count(), Proposal.objects.count()) == (1, 1, 0)
    assert Phone.objects.get().weight_g == 211


def test_the_form_says_that_what_is_saved_is_proposed_and_what_is_open(contributor, editor):
    phone = make_phone("One")
    assert "What you save here is proposed" in contributor.get(change_url(phone)).content.decode()
    propose(contributor, phone, weight_g="213", why="Weighed")
    text = editor.get(change_url(phone)).content.decode()
    assert "What you save here is proposed" not in text
    assert "by contributor" in text
    assert "Weighed" in text


def test_a_faulty_form_proposes_nothing_and_comes_back(contributor):
    phone = make_phone("One")
    assert "at most 1000" in save(contributor, phone, weight_g="21100").content.decode()
    assert not Proposal.objects.exists()


# Deciding


def test_an_accepted_proposal_is_in_the_history_with_the_words_of_its_author(contributor, editor):
    phone = make_phone("One", weight_g=211)
    proposal = propose(contributor, phone, weight_g="213", why="Weighed")
    before = Stamp.current()
    assert saved(decide(editor, proposal))
    proposal.refresh_from_db()
    assert Phone.objects.get().weight_g == 213
    edit = Edit.objects.get()
    assert (edit.act, edit.by.username, edit.why) == (Act.PROPOSED, "ed", "Proposed by contributor: Weighed")
    assert (proposal.decision, proposal.edit, proposal.decided_by.username) == (Decision.ACCEPTED, edit, "ed")
    assert Stamp.current() == before + 1


def test_of_a_proposal_some_fields_are_accepted(contributor, editor):
    phone = make_phone("One", weight_g=211)
    proposal = propose(contributor, phone, weight_g="213", battery_mah="5000")
    assert saved(decide(editor, proposal, sides={"battery_mah": "theirs"}))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, None)


def test_what_was_changed_meanwhile_is_told_from_what_is_proposed(contributor, editor):
    phone = make_phone("One", weight_g=211, battery_mah=4000)
    proposal = propose(contributor, phone, weight_g="213", battery_mah="5000")
    save(editor, phone, weight_g="212", nfc="true")
    response = page(editor, proposal)
    assert {row.label: (row.was, row.theirs, row.mine, row.side) for row in response.context["rows"]} == {
        "Weight (g)": ("211", "212", "213", None),
        "NFC": ("not known", "Yes", "not known", "theirs"),
        "Battery capacity (mAh)": ("4,000", "4,000", "5,000", "mine"),
    }
    assert "Choose a side" in decide(editor, proposal).content.decode()
    assert saved(decide(editor, proposal, sides={"weight_g": "mine"}))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah, phone.nfc) == (213, 5000, True)


def test_a_record_that_changes_while_one_decides_is_shown_again(contributor, editor):
    phone = make_phone("One", weight_g=211)
    proposal = propose(contributor, phone, weight_g="213")
    response = page(editor, proposal)
    save(editor, phone, nfc="true")
    assert "changed in the meantime" in decide(editor, proposal, response=response).content.decode()
    assert Phone.objects.get().weight_g == 211


def test_an_answer_is_needed_to_decline_and_its_author_sees_it(contributor, editor):
    proposal = propose(contributor, make_phone("One", weight_g=211), weight_g="213")
    assert "Tell its author why" in decide(editor, proposal, "_decline").content.decode()
    assert saved(decide(editor, proposal, "_decline", answer="The scale was wrong."))
    assert Phone.objects.get().weight_g == 211
    text = page(contributor, proposal).content.decode()
    assert "Declined" in text
    assert "The scale was wrong." in text
    assert "Weight (g)" in text


def test_nothing_chosen_is_not_accepted(contributor, editor):
    proposal = propose(contributor, make_phone("One", weight_g=211), weight_g="213")
    response = decide(editor, proposal, sides={"weight_g": "theirs"})
    assert "Nothing is selected" in response.content.decode()
    assert Proposal.objects.get().decision == Decision.OPEN


def test_what_is_decided_is_not_decided_again(contributor, editor):
    proposal = propose(contributor, make_phone("One", weight_g=211), weight_g="213")
    response = page(editor, proposal)
    decide(editor, proposal, "_decline", answer="No.")
    assert "It was declined in the meantime, by ed" in decide(editor, proposal, response=response).content.decode()
    assert Phone.objects.get().weight_g == 211
    assert "proposal_form" not in page(editor, proposal).content.decode()


def test_a_proposal_for_a_record_that_is_gone_says_so(contributor, editor):
    phone = make_phone("One", weight_g=211)
    proposal = propose(contributor, phone, weight_g="213")
    response = page(editor, proposal)
    phone.delete()
    text = page(editor, proposal).content.decode()
    assert "no longer applies" in text
    assert "Accept" not in text
    assert "no such phone any more" in decide(editor, proposal, response=response).content.decode()
    assert saved(decide(editor, proposal, "_decline", answer="It is gone."))


def test_what_is_not_sound_any_more_is_not_accepted(contributor, editor):
    phone, sensor = make_phone("One", cameras=[{"role": "main"}]), make_sensor()
    proposal = propose(contributor, phone, **{"cameras-0-sensor": str(sensor.pk)})
    sensor.delete()
    assert "there is no sensor" in decide(editor, proposal).content.decode()
    assert Proposal.objects.get().decision == Decision.OPEN


def test_a_proposed_address_keeps_the_old_one(contributor, editor):
    phone = make_phone("One")
    proposal = propose(contributor, phone, slug="acme-uno")
    assert saved(decide(editor, proposal))
    assert (Phone.objects.get().slug, OldSlug.objects.get().slug) == ("acme-uno", "acme-one")


# Who sees and decides


def test_the_list_shows_open_ones_and_the_decided_when_asked(contributor, editor):
    phone = make_phone("One", weight_g=211)
    first = propose(contributor, phone, weight_g="213", why="First")
    propose(contributor, phone, weight_g="214", battery_mah="5000", why="Second")
    decide(editor, first, "_decline", answer="No.")

    def listed(query=""):
        return [(one.why, one.by.username) for one in editor.get(LIST + query).context["cl"].result_list]

    assert listed() == [("Second", "contributor")]
    assert listed("?decision=declined") == [("First", "contributor")]
    assert len(listed("?decision=all")) == 2
    assert '<td class="field-differences">2</td>' in editor.get(LIST).content.decode()


def test_a_contributor_sees_only_what_is_proposed_by_oneself_and_decides_nothing(contributor, editor):
    phone = make_phone("One", weight_g=211)
    own = propose(contributor, phone, weight_g="213")
    other = Proposal.objects.create(kind="phone", record=phone.pk, slug="x", content=own.content, before=own.before)
    assert [one.pk for one in contributor.get(LIST).context["cl"].result_list] == [own.pk]
    assert page(contributor, other).status_code == 404
    url = reverse("admin:catalog_proposal_change", args=[own.pk])
    assert contributor.post(url, {"_accept": "x", "seen": "0"}).status_code == 403
    assert "proposal_form" not in page(contributor, own).content.decode()
    assert Phone.objects.get().weight_g == 211


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_a_proposal_does_not_change_the_status_of_what_is_published(contributor, status):
    phone = make_phone("One", weight_g=211)
    save(contributor, phone, weight_g="213", status=status)
    assert Proposal.objects.get().content["status"] == "published"


def test_deleting_is_not_for_proposing(contributor):
    phone = make_phone("One", status="withdrawn")
    assert delete(contributor, phone).status_code == 403


def test_two_proposals_are_told_apart_from_what_the_first_has_changed(contributor, editor):
    phone = make_phone("One", weight_g=211)
    first, second = (propose(contributor, phone, **change) for change in ({"weight_g": "213"}, {"battery_mah": "5000"}))
    assert saved(decide(editor, first))
    assert saved(decide(editor, second))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah) == (213, 5000)
    assert Revision.objects.of("phone", phone.pk).count() == 2


def test_a_form_that_was_overtaken_is_proposed_against_what_its_author_saw(contributor, editor):
    phone = make_phone("One", weight_g=211, cameras=[{"role": "main"}])
    make_claim(phone, "f_number", 1.9, camera=make_camera(phone, role="tele"))
    opened = form_of(contributor, phone)
    assert saved(save(editor, phone, weight_g="212", **{"cameras-1-DELETE": "on"}))
    assert saved(contributor.post(change_url(phone), opened | {"battery_mah": "5000"}))
    proposal = Proposal.objects.get()
    assert (proposal.before["weight_g"], proposal.content["weight_g"]) == (211, 211)
    assert saved(decide(editor, proposal))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.battery_mah, phone.cameras.count()) == (212, 5000, 1)


def test_the_list_asks_as_many_questions_for_many_as_for_few(contributor, editor, django_assert_max_num_queries):
    phone = make_phone("One", brand=make_brand("Acme"), weight_g=211)
    form = form_of(contributor, phone)
    for weight in range(220, 228):
        assert saved(contributor.post(change_url(phone), form | {"weight_g": str(weight)}))
    assert Proposal.objects.count() == 8
    with django_assert_max_num_queries(8):
        assert editor.get(LIST).status_code == 200
    with django_assert_max_num_queries(30):
        assert page(editor, Proposal.objects.first()).status_code == 200
