"""A new phone made from another: as its twin, as its version for another country, as its successor."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.models import Claim, Edit, Phone, Revision, Stamp
from catalog.records.clone import NOT_CLONED
from catalog.records.serializer import record_content

from .desk import form_of, said_after, saved
from .everything import contents_of, make_full_phone
from .factories import make_brand, make_claim, make_model_code, make_phone, make_source
from .filling import form_on
from .people import sign_in

pytestmark = pytest.mark.django_db

TWIN, REGIONAL, SUCCESSOR = "rebadge_of", "regional_version_of", "successor_of"


def page_of(phone, kind=TWIN):
    return reverse("admin:catalog_phone_clone", args=[phone.pk, kind])


def clone(desk, phone, kind=TWIN, **typed):
    fields = form_on(desk.get(page_of(phone, kind)), "clone_form")
    return desk.post(page_of(phone, kind), fields | {"name": "Copy"} | typed)


def copy():
    return Phone.objects.get(name="Copy")


def faults(response):
    return response.context["form"].errors


@pytest.fixture
def aquos():
    return make_phone(
        "Aquos R7", brand="Sharp", weight_g=208, launch_price=189360, launch_price_currency="JPY", colours=["Black"],
        complete_sections=["rear_cameras", "markets"], displays=[{"refresh_hz": 240}], markets=[{"country": "JP"}],
        cameras=[{"f_number": 1.9, "megapixels": 47.2}, {"role": "depth"}], memory=[(12, 256)], chipsets=["Thinker 1"],
        aliases=["Aquos Seven"], claims=[{"key": "weight_g", "value": 208}],
    )  # fmt: skip


@pytest.mark.parametrize("kind", [TWIN, REGIONAL])
def test_a_twin_has_the_body_of_the_other_and_nothing_of_its_sale(desk, aquos, kind):
    make_model_code(aquos)
    make_claim(aquos, "f_number", 1.9, camera=aquos.cameras.first())
    assert saved(clone(desk, aquos, kind, name="Copy", announced="2022-11-10"))
    assert record_content(copy()) == {
        "phone": "sharp-copy", "name": "Copy", "brand": "sharp", "complete_sections": ["rear_cameras"],
        "announced": "2022-11-10", "weight_g": 208,
        "displays": [{"display_role": "main", "refresh_hz": 240}],
        "phone_chipsets": [{"chipset": "chipworks-thinker-1"}],
        "memory_versions": [{"ram_gb": 12, "storage_gb": 256}],
        "cameras": [
            {"facing": "rear", "role": "main", "megapixels": 47.2, "f_number": 1.9},
            {"facing": "rear", "role": "depth"},
        ],
        "relations": [{"kind": kind, "other": "sharp-aquos-r7"}],
    }  # fmt: skip


def test_a_successor_is_a_skeleton(desk, aquos):
    Phone.objects.update(form_factor="bar")
    clone(desk, aquos, SUCCESSOR)
    assert record_content(copy()) == {
        "phone": "sharp-copy", "name": "Copy", "brand": "sharp", "form_factor": "bar",
        "relations": [{"kind": "successor_of", "other": "sharp-aquos-r7"}],
    }  # fmt: skip


def test_everything_that_is_not_said_to_be_of_the_sale_is_copied(desk):
    phone = make_full_phone()
    clone(desk, phone)
    before, after = record_content(phone), record_content(copy())
    own = {"phone", "name", "brand", "relations", "complete_sections"}
    assert set(before) - set(after) == set(NOT_CLONED) & set(before) - own
    assert [key for key in set(after) - own - {"cameras"} if before[key] != after[key]] == []
    assert all("claims" not in camera for camera in after["cameras"])


def test_every_reason_is_about_something_that_a_phone_has(desk):
    columns = {field.name for field in Phone._meta.get_fields()}
    assert set(NOT_CLONED) <= columns


def test_the_other_phone_stays_as_it_is(desk, aquos):
    before = contents_of(aquos)
    clone(desk, aquos)
    assert {key: rows for key, rows in contents_of(aquos).items() if key != "Relationother"} == {
        key: rows for key, rows in before.items() if key != "Relationother"
    }


@pytest.mark.parametrize(("brand", "made_by"), [("Leica", "sharp"), ("Sharp", None)])
def test_a_phone_under_another_brand_is_made_by_who_made_the_first(desk, aquos, brand, made_by):
    clone(desk, aquos, brand=str(make_brand(brand).pk))
    assert record_content(copy()).get("manufacturer") == made_by


@pytest.mark.parametrize(("brand", "made_by"), [("Leica", "sharp"), ("Aquos", None), ("Sharp", None)])
def test_who_really_builds_the_phones_of_a_brand_builds_them_under_others(desk, brand, made_by):
    phone = make_phone("Zero", brand=make_brand("Aquos", maker=make_brand("Sharp")))
    clone(desk, phone, brand=str(make_brand(brand).pk))
    assert record_content(copy()).get("manufacturer") == made_by


def test_a_twin_of_the_same_brand_keeps_who_built_the_first(desk):
    clone(desk, make_phone("Zero", manufacturer=make_brand("Foxglove")))
    assert record_content(copy())["manufacturer"] == "foxglove"


def test_what_the_other_is_known_not_to_have_the_twin_has_not_and_nothing_else_is_said(desk):
    clone(desk, make_phone("Zero", ip_codes=[]))
    assert record_content(copy()) == {
        "phone": "acme-copy", "name": "Copy", "brand": "acme", "ip_codes": [],
        "relations": [{"kind": TWIN, "other": "acme-zero"}],
    }  # fmt: skip


def test_its_form_opens_next_with_the_source_already_chosen(desk, aquos):
    source = make_source("release", title="Press release")
    response = clone(desk, aquos, source=str(source.pk), announced="2022-11-10", quote="announced today")
    address = response.headers["Location"]
    assert address == f"/desk/catalog/phone/{copy().pk}/change/?source={source.pk}"
    assert form_on(desk.get(address))["source"] == [str(source.pk)]
    assert form_of(desk, copy())["source"] == [""]
    said = set(Claim.objects.filter(phone=copy()).values_list("key", "value", "quote"))
    assert said == {
        ("announced", "2022-11-10", "announced today"), ("rebadge_of", "sharp-aquos-r7", "announced today"),
    }  # fmt: skip


@pytest.mark.parametrize("key", ["nonsense", "0", "9" * 30])
def test_a_source_that_is_not_there_is_not_chosen(desk, aquos, key):
    address = f"/desk/catalog/phone/{aquos.pk}/change/?source={key}"
    assert form_on(desk.get(address))["source"] == [""]


def test_the_history_says_what_it_was_cloned_from(desk, aquos, admin_user):
    stamp = Stamp.current()
    response = clone(desk, aquos)
    revision = Revision.objects.of("phone", copy().pk).get()
    assert (revision.edit.by, revision.edit.why) == (admin_user, "Cloned from Sharp Aquos R7 as its twin")
    assert (revision.before, revision.content["weight_g"]) == (None, 208)
    assert Stamp.current() == stamp + 1
    assert "Sharp Copy is a draft now" in said_after(response)[0]


def test_readers_do_not_see_the_draft(desk, client, aquos):
    clone(desk, aquos)
    assert client.get("/phones/sharp-copy/").status_code == 404
    assert b"Copy" not in client.get("/phones/sharp-aquos-r7/").content


# Refusals


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "required"),
        ("name", "Aquos R7", "Sharp has a phone of this name"),
        ("brand", "", "required"),
        ("announced", "Novembre", "write 2022, 2022-Q4"),
        ("announced", "1822", "between 1990"),
        ("slug", "sharp-aquos-r7", "Another phone has or had"),
        ("slug", "sharp-aquos-r5", "Another phone has or had"),
        ("slug", "one-vs-two", "enter one"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk, aquos, field, typed, words):
    aquos.old_slugs.create(slug="sharp-aquos-r5")
    response = clone(desk, aquos, **{"announced": "2022", field: typed})
    assert words in " ".join(faults(response)[field])
    assert not Edit.objects.exists()
    assert (typed or "2022") in response.content.decode()


def test_words_without_a_source_are_asked_about(desk, aquos):
    assert "Whose words are these?" in faults(clone(desk, aquos, quote="the same phone"))["source"][0]


def test_names_in_other_scripts_need_an_address(desk, aquos):
    brand = str(make_brand("シャープ", slug="sharp-jp").pk)
    assert "enter one" in faults(clone(desk, aquos, name="アクオス", brand=brand))["slug"][0]
    assert saved(clone(desk, aquos, slug="sharp-seven"))


def test_a_fault_of_the_other_phone_is_named_and_nothing_is_made(desk, aquos):
    Phone.objects.filter(pk=aquos.pk).update(ip_codes=["wet"])
    response = clone(desk, aquos)
    assert "ip_codes: “wet” is not an IP code" in str(faults(response)["__all__"])
    assert Phone.objects.count() == 1


def test_there_are_three_ways_to_clone(desk, aquos):
    assert desk.get(page_of(aquos, "resembles")).status_code == 404
    assert desk.get("/desk/catalog/phone/999/clone/rebadge_of/").headers["Location"] == "/desk/"
    page = desk.get(reverse("admin:catalog_phone_change", args=[aquos.pk])).content.decode()
    assert [page_of(aquos, kind) in page for kind in (TWIN, REGIONAL, SUCCESSOR)] == [True, True, True]


@pytest.mark.parametrize(("rights", "status"), [(["view_phone"], 403), (["view_phone", "add_phone"], 200)])
def test_only_who_may_add_phones_may_clone_them(client, django_user_model, aquos, rights, status):
    editor = django_user_model.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    sign_in(client, editor)
    assert client.get(page_of(aquos)).status_code == status
    change = client.get(reverse("admin:catalog_phone_change", args=[aquos.pk])).content.decode()
    assert (page_of(aquos) in change) is (status == 200)
