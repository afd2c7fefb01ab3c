"""What follows from a change at the editors' desk: order, doubts, the stamp, and what it costs."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from catalog.models import Phone, Stamp
from catalog.models.vocabulary import RelationKind

from .desk import change_url, delete, delete_in_bulk, enter_phone, form_of, save, saved
from .factories import make_brand, make_camera, make_claim, make_phone, make_relation, make_sensor
from .filling import form_on, new_row

pytestmark = pytest.mark.django_db


# Rows in their order


def reorder(desk, phone, *orders):
    return save(desk, phone, **{f"cameras-{number}-order": order for number, order in enumerate(orders)})


@pytest.mark.parametrize(
    ("orders", "roles"),
    [
        (("3", "1", "2"), ["ultrawide", "tele", "main"]),
        (("", "2", "3"), ["ultrawide", "tele", "main"]),
        (("1", "2", "1"), ["tele", "main", "ultrawide"]),
    ],
)
def test_cameras_are_put_in_another_order(desk, orders, roles):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "ultrawide"}, {"role": "tele"}])
    assert saved(reorder(desk, phone, *orders))
    assert list(phone.cameras.values_list("position", "role")) == list(enumerate(roles, 1))


def test_a_removed_camera_leaves_no_gap(desk):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "ultrawide"}, {"role": "tele"}])
    fields = new_row(form_of(desk, phone), "cameras", facing="front", role="front")
    assert saved(desk.post(change_url(phone), fields | {"cameras-0-DELETE": "on"}))
    assert list(phone.cameras.values_list("position", "role")) == [(1, "ultrawide"), (2, "tele"), (3, "front")]


def test_two_editors_may_add_a_camera_at_the_same_time(desk):
    phone = make_phone("One", cameras=[{"role": "main"}])
    fields = new_row(form_of(desk, phone), "cameras", facing="rear", role="tele")
    make_camera(phone, role="macro")
    assert saved(desk.post(change_url(phone), fields))
    assert list(phone.cameras.values_list("position", "role")) == [(1, "main"), (2, "macro"), (3, "tele")]


@pytest.mark.parametrize("in_bulk", [True, False])
def test_a_camera_removed_on_its_own_page_leaves_no_gap(desk, in_bulk):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "tele"}])
    main = phone.cameras.first()
    delete_in_bulk(desk, main) if in_bulk else delete(desk, main)
    assert list(phone.cameras.values_list("position", "role")) == [(1, "tele")]


# The stamp, deleting


def accept_in_list(desk, claim):
    url = reverse("admin:catalog_claim_changelist")
    return desk.post(url, form_on(desk.get(url), "changelist-form") | {"form-0-accepted": "on", "_save": "Save"})


def add_relation(desk, phone):
    other = make_phone("Other")
    return desk.post(
        change_url(phone), new_row(form_of(desk, phone), "relations", kind="resembles", other=str(other.pk))
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, claim: enter_phone(desk, name="New"),
        lambda desk, claim: save(desk, claim.phone, weight_g="211"),
        lambda desk, claim: add_relation(desk, claim.phone),
        lambda desk, claim: save(desk, claim.source, title="Another"),
        accept_in_list,
        delete,
        lambda desk, claim: delete_in_bulk(desk, claim.phone),
    ],
    ids=["add", "change", "row", "source", "list", "delete", "bulk"],
)
def test_every_change_moves_the_stamp(desk, act):
    claim = make_claim(make_phone("One"), "weight_g", 211, accepted=False)
    before = Stamp.current()
    assert saved(act(desk, claim))
    assert Stamp.current() == before + 1


def test_what_others_need_is_not_deleted(desk):
    phone = make_phone("One", brand="Acme", status="draft", cameras=[{"sensor": make_sensor()}])
    for record in (phone.brand, make_sensor()):
        for response in (delete(desk, record), delete_in_bulk(desk, record)):
            assert "would require deleting the following protected" in response.content.decode()
    assert saved(delete(desk, phone))


def test_readers_see_published_phones_only_and_so_does_the_link_to_the_site(desk):
    for status, shown in (("published", True), ("draft", False)):
        page = desk.get(change_url(make_phone(status, status=status))).content.decode()
        assert ("View on site" in page) is shown
    shortcut = reverse(
        "admin:view_on_site",
        args=[ContentType.objects.get_for_model(Phone).pk, Phone.objects.get(slug="acme-published").pk],
    )
    assert desk.get(shortcut).headers["Location"].endswith("/phones/acme-published/")


# Cost


def make_phone_with(number):
    """A phone with 7 cameras and ``number`` of everything else."""
    brand = make_brand(f"Brand {number}")
    phone = make_phone(f"With {number}", brand=brand)
    cameras = [make_camera(phone, sensor=make_sensor(f"Eye {place}")) for place in range(7)]
    for place in range(number):
        make_claim(phone, "f_number", place, source=f"page-{place}", camera=cameras[place % 7])
        make_relation(phone, RelationKind.RESEMBLES, make_phone(f"Like {number} {place}", brand=f"Brand {place}"))
    return phone


def test_the_form_of_a_phone_asks_few_questions_however_much_there_is(desk, django_assert_max_num_queries):
    phone = make_phone_with(80)
    desk.get(change_url(phone))
    with django_assert_max_num_queries(13):
        assert desk.get(change_url(phone)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["phone", "camera", "claim", "sensor", "source", "brand", "chipset", "operator", "collection", "guide", "page"],
)
def test_a_list_asks_as_many_questions_for_many_as_for_few(desk, django_assert_max_num_queries, name):
    make_phone_with(30)
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(f"admin:catalog_{name}_changelist"), {"q": "a"}).status_code == 200


def test_looking_for_a_phone_asks_few_questions(desk, django_assert_max_num_queries):
    make_phone_with(30)
    asked = {"app_label": "catalog", "model_name": "relation", "field_name": "other", "term": "Like"}
    with django_assert_max_num_queries(6):
        found = desk.get("/desk/autocomplete/", asked).json()["results"]
    assert "Brand 0 Like 30 0" in [result["text"] for result in found]
