"""Duplicates merged: the phone that stays has what both knew, and nothing is lost without being named."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.history.phone_merge import PhoneMergeChoice, merged_phone
from catalog.history.undo import undo_edit
from catalog.models import Claim, Edit, Guide, Page, Phone, Photo, Proposal, Report
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from .desk import change_url
from .everything import make_full_phone
from .factories import (
    make_claim,
    make_guide,
    make_market,
    make_model_code,
    make_page,
    make_phone,
    make_relation,
    make_source,
)

pytestmark = pytest.mark.django_db


def url(other, into=None):
    address = reverse("admin:catalog_edit_merge", args=[other.pk])
    return f"{address}?into={into.pk}" if into else address


def merge(desk, other, into, **data):
    answer = desk.post(url(other, into), data)
    assert answer.status_code == 302, answer.context["faults"]
    return Phone.objects.get(pk=into.pk)


def lost(desk, other, into, query=""):
    return [(one.label, one.old, one.new) for one in desk.get(url(other, into) + query).context["lost"]]


def two(one=None, other=None):
    return make_phone("One", **(one or {})), make_phone("Twice", **(other or {}))


def test_known_values_of_the_phone_that_stays_stay_and_gaps_are_filled(desk):
    one, twice = two({"weight_g": 211}, {"weight_g": 213, "height_mm": 160})
    assert lost(desk, twice, one) == [("Weight (g)", "213", "211")]
    kept = merge(desk, twice, one)
    assert (kept.weight_g, kept.height_mm, kept.name) == (211, 160, "One")
    assert Phone.objects.count() == 1


def test_the_editor_chooses_the_other_value(desk):
    one, twice = two({"weight_g": 211}, {"weight_g": 213})
    assert lost(desk, twice, one, "&take=weight_g") == []
    assert merge(desk, twice, one, take=["weight_g"]).weight_g == 213


def test_a_price_comes_with_its_currency(desk):
    one, twice = two({}, {"launch_price": 100, "launch_price_currency": "EUR"})
    kept = merge(desk, twice, one)
    assert (kept.launch_price, kept.launch_price_currency) == (100, "EUR")


def test_the_address_and_the_name_lead_to_the_phone_that_stays(desk, client):
    one, twice = two()
    twice.slug = "acme-twice-over"
    twice.save()
    kept = merge(desk, twice, one)
    assert [alias.name for alias in kept.aliases.all()] == ["Twice"]
    for slug in ("acme-twice", "acme-twice-over"):
        answer = client.get(f"/phones/{slug}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/phones/acme-one/")


def test_rows_of_both_are_kept_once(desk):
    one, twice = two({"memory": [(8, 128)]}, {"memory": [(8, 128), (12, 512)]})
    make_market(one, "JP", price=100, price_currency="JPY"), make_market(twice, "JP", price=90, price_currency="JPY")
    make_market(twice, "DE")
    make_model_code(one, "AC-1", lte_bands=[1]), make_model_code(twice, "AC-1", nr_bands=[78])
    assert lost(desk, twice, one) == [("Market Japan, Price", "90\u202fJPY", "100\u202fJPY")]
    kept = merge(desk, twice, one)
    assert [version.ram_gb for version in kept.memory_versions.all()] == [8, 12]
    assert [(market.country, market.price) for market in kept.markets.all()] == [("JP", 100), ("DE", None)]
    code = kept.model_codes.get()
    assert (code.lte_bands, code.nr_bands) == ([1], [78])


def test_claims_follow_to_the_camera_of_the_same_place(desk):
    one, twice = two(
        {"cameras": [{"role": "main"}, {"role": "tele"}]}, {"cameras": [{"role": "tele"}, {"role": "macro"}]}
    )
    tele, macro = twice.cameras.all()
    make_claim(twice, "f_number", 2.8, camera=tele)
    make_claim(twice, "f_number", 4, camera=macro)
    make_claim(twice, "weight_g", 211)
    assert [label for label, _, _ in lost(desk, twice, one)] == ["Macro", "Macro, Claim on f-number by a-page"]
    kept = merge(desk, twice, one)
    assert [(claim.camera and claim.camera.role, claim.value) for claim in kept.claims.order_by("key")] == [
        ("tele", 2.8), (None, 211),
    ]  # fmt: skip


def test_cameras_of_the_other_stay_by_choice_or_where_there_are_no_others(desk):
    one, twice = two({"cameras": [{"role": "main", "f_number": 1.9}]}, {"cameras": [{"role": "main", "f_number": 1.7}]})
    make_claim(one, "f_number", 1.9, camera=one.cameras.get())
    kept = merge(desk, twice, one, cameras="other")
    assert kept.cameras.get().f_number == 1.7
    assert kept.cameras.get().claims.get().value == 1.9
    bare, rich = make_phone("Bare"), make_phone("Rich", cameras=[{"role": "tele"}])
    assert merge(desk, rich, bare).cameras.get().role == "tele"


def test_relations_turn_both_ways_without_doubles_and_loops(desk):
    one, twice = two()
    old, new, third = make_phone("Old"), make_phone("New"), make_phone("Third")
    make_relation(one, "resembles", twice)
    make_relation(one, "successor_of", old), make_relation(twice, "successor_of", old)
    make_relation(new, "successor_of", twice), make_relation(new, "successor_of", one)
    make_relation(twice, "rebadge_of", third)
    kept = merge(desk, twice, one)
    assert [(tie.kind, tie.other.name) for tie in kept.relations.all()] == [
        ("rebadge_of", "Third"), ("successor_of", "Old"),
    ]  # fmt: skip
    assert [tie.other for tie in new.relations.all()] == [kept]


def test_a_relation_that_would_lead_back_is_named_and_left(desk):
    one, twice, third = *two(), make_phone("Third")
    make_relation(third, "successor_of", one)
    make_relation(twice, "successor_of", third)
    assert [label for label, _, _ in lost(desk, twice, one)] == ["Relation Successor of Acme Third"]
    assert not merge(desk, twice, one).relations.exists()


def test_guides_show_the_phone_that_stays_once(desk):
    one, twice = two()
    others = [make_phone("Third"), make_phone("Fourth")]
    make_guide("Both", phones=[one, twice, others[0]], baseline=twice)
    make_guide("Other", phones=[others[1], twice])
    merge(desk, twice, one)
    assert [[row.phone.name for row in guide.phones.all()] for guide in Guide.objects.order_by("title")] == [
        ["One", "Third"], ["Fourth", "One"],
    ]  # fmt: skip
    assert Guide.objects.get(title="Both").baseline == one


def test_pages_draw_the_phone_that_stays_once(desk):
    one, twice = two()
    make_page(phones=[twice, make_phone("Third"), one])
    merge(desk, twice, one)
    assert [row.phone.name for row in Page.objects.get().phones.all()] == ["One", "Third"]


def test_a_guide_that_would_compare_one_phone_stands_in_the_way(desk):
    one, twice = two()
    make_guide("Both", phones=[one, twice])
    answer = desk.post(url(twice, one))
    assert answer.status_code == 200
    assert [fault.field for fault in answer.context["faults"]] == ["guide both"]
    assert Phone.objects.count() == 2
    assert not Edit.objects.exists()


def test_photos_reports_and_proposals_go_along(desk):
    one, twice = two({"cameras": [{"role": "tele"}]}, {"cameras": [{"role": "main"}, {"role": "tele"}]})
    Photo.objects.create(phone=twice, original="x.jpg", words="Back", credit="A", licence="B", source=make_source())
    Report.objects.create(phone=twice, camera=twice.cameras.get(role="tele"), key="f_number", value="2")
    content = record_content(twice)
    Proposal.objects.create(
        kind="phone", record=twice.pk, slug="acme-twice", before=content, content={**content, "weight_g": 200}
    )
    kept = merge(desk, twice, one)
    assert kept.photos.count() == 1
    assert Report.objects.get().camera == kept.cameras.get()
    proposal = Proposal.objects.get()
    assert (proposal.record, proposal.slug, proposal.content["name"]) == (kept.pk, "acme-one", "One")


def test_a_merge_is_one_edit_and_undone_as_far_as_facts_go(desk):
    one, twice = make_phone("One", weight_g=100, cameras=[{"role": "main"}]), make_full_phone()
    Guide.objects.all().delete()
    twice.claims.filter(key="weight_g").update(value=211)
    before = {phone.pk: record_content(phone) for phone in Phone.objects.all()}
    merge(desk, twice, one, why="The same phone")
    edit = Edit.objects.get()
    assert (edit.act, edit.why) == (Act.MERGED, "The same phone")
    undo_edit(edit)
    assert {phone.pk: record_content(phone) for phone in Phone.objects.all()} == before


def test_nothing_of_a_full_phone_is_lost_in_an_empty_one(desk):
    twice, one = make_full_phone(), make_phone("Bare", announced=None, status="draft")
    Guide.objects.all().delete()
    whole, empty = record_content(twice), record_content(one)
    result = merged_phone(empty, whole, PhoneMergeChoice())
    told = {key for key in whole if whole[key] != result.content.get(key)}
    assert told == {"phone", "name", "status", "publish_at", "complete_sections", "old_slugs", "aliases"}
    assert result.lost == []
    assert Claim.objects.count() == sum(len(row.get("claims", ())) for row in [whole, *whole["cameras"]])


# Who, and with what


def test_a_phone_is_not_merged_into_itself_or_nothing(desk):
    phone = make_phone("One")
    assert "cannot be merged into itself" in desk.get(url(phone, phone)).content.decode()
    assert "Select a valid choice" in desk.get(url(phone) + "?into=99").content.decode()
    assert desk.get("/desk/catalog/edit/merge/99/").status_code == 404


def test_merging_is_linked_for_those_who_may(desk, client, django_user_model):
    one, twice = two()
    assert url(one) in desk.get(change_url(one)).content.decode()
    user = django_user_model.objects.create_user("ed", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_phone", "delete_phone", "view_phone"]))
    client.force_login(user)
    assert url(one) not in client.get(change_url(one)).content.decode()
    assert client.post(url(twice, one)).status_code == 403
    assert Phone.objects.count() == 2
