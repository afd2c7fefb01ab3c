"""The evidence of one phone at the desk: what each source says of each row, settled by one click."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.evidence.claimable_facts import LIST_FACT_READERS, claimable_values, spec_and_record, whole_phone
from catalog.evidence.stored_evidence import accept_claim
from catalog.models import Camera, Claim, Edit, Phone, Revision, Stamp
from catalog.models.vocabulary import RelationKind
from catalog.quantities.formatters import THIN_SPACE

from .contents import changes_in
from .desk import said_after
from .everything import contents_of, make_full_phone
from .factories import (
    make_brand,
    make_claim,
    make_phone,
    make_relation,
    make_sensor,
    make_source,
)
from .filling import form_on
from .people import sign_in

pytestmark = pytest.mark.django_db


def page_of(phone):
    return reverse("admin:catalog_phone_evidence", args=[phone.pk])


def press(desk, phone, button, **chosen):
    """Open the page, choose, and press a button of that value."""
    fields = form_on(desk.get(page_of(phone)), "evidence_form")
    return desk.post(page_of(phone), fields | chosen | {"act": button})


def row_of(desk, phone, name, show="all"):
    """The row of that name, such as “:weight_g”; None where it is not shown."""
    sections = desk.get(page_of(phone), {"show": show}).context["sections"]
    return next((row for section in sections for row in section.rows if row.name == name), None)


def acts(shown):
    return [act for act, _ in shown.actions]


@pytest.fixture
def source():
    return make_source("label", title="The label")


# What is shown


def test_every_row_says_what_is_known_and_who_says_what(desk):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 213, "shop", quote="213 g", accepted=False)
    row = row_of(desk, phone, ":weight_g")
    (said,) = row.claims
    assert (row.text, row.marks, said.text, said.standing) == (
        f"211{THIN_SPACE}g",
        ["no source", "disputed"],
        f"213{THIN_SPACE}g",
        "not accepted",
    )
    assert row_of(desk, phone, ":height_mm").text == "not known"
    assert "213 g</q>" in desk.get(page_of(phone)).content.decode()


def test_each_camera_has_rows_of_its_own(desk):
    phone = make_phone("One", cameras=[{"f_number": 1.9}, {"role": "tele", "f_number": 2.8}])
    assert [row_of(desk, phone, f"{camera.pk}:f_number").text for camera in phone.cameras.all()] == ["f/1.9", "f/2.8"]


@pytest.mark.parametrize(
    ("show", "keys"),
    [
        ("unsourced", {"weight_g"}),
        ("disputed", {"height_mm"}),
        ("all", {"weight_g", "height_mm", "width_mm", "depth_mm"}),
        ("nonsense", {"weight_g", "height_mm", "width_mm", "depth_mm"}),
    ],
)
def test_rows_can_be_narrowed_to_those_that_need_work(desk, show, keys):
    phone = make_phone("One", announced=None, status="draft", weight_g=211, height_mm=161, width_mm=77)
    make_claim(phone, "height_mm", 161, "one")
    make_claim(phone, "height_mm", 170, "other", accepted=False)
    make_claim(phone, "width_mm", 77, "one")
    found = {key for key in ("weight_g", "height_mm", "width_mm", "depth_mm") if row_of(desk, phone, f":{key}", show)}
    assert found == keys


def test_what_nobody_knows_can_be_asked_for(desk):
    phone = make_phone("One", weight_g=211)
    assert row_of(desk, phone, ":weight_g", "not_known") is None
    assert row_of(desk, phone, ":height_mm", "not_known")


def test_the_page_asks_few_questions_however_many_claims_there_are(desk, django_assert_max_num_queries):
    phone = make_full_phone()
    for number in range(60):
        make_claim(phone, "weight_g", 200 + number, f"page-{number}", accepted=False)
    with django_assert_max_num_queries(15):
        assert desk.get(page_of(phone)).status_code == 200


# Claims


def test_to_follow_a_claim_sets_the_fact_and_leaves_others_behind(desk, admin_user):
    phone = make_phone("One", weight_g=211)
    followed, left = (
        make_claim(phone, "weight_g", 230, "new", accepted=False),
        make_claim(phone, "weight_g", 211, "old"),
    )
    response = press(desk, phone, f"follow:{followed.pk}", why="Weighed on a scale")
    phone.refresh_from_db()
    assert phone.weight_g == 230
    assert set(Claim.objects.filter(accepted=True)) == {followed}
    assert response.headers["Location"].endswith("#fact-phone-weight_g")
    assert "Weight: old says otherwise (211), and is not followed now." in said_after(response)
    edit = Edit.objects.get()
    assert (edit.by, edit.why) == (admin_user, "Weighed on a scale")
    assert ["weight_g", "211", "230"] in changes_in(edit.revisions.get())
    assert left in Claim.objects.all()


def test_a_source_that_is_known_to_hold_wrong_records_settles_nothing(desk):
    phone = make_phone("One", weight_g=211)
    make_source("dump", unverified=True)
    claim = make_claim(phone, "weight_g", 230, "dump", accepted=False)
    response = press(desk, phone, f"follow:{claim.pk}")
    assert "dump is known to contain errors: it settles nothing." in " ".join(said_after(response))
    phone.refresh_from_db()
    claim.refresh_from_db()
    assert (phone.weight_g, claim.accepted) == (211, False)


@pytest.mark.parametrize(
    ("key", "said", "stored"),
    [
        ("announced", "2022-11-10", "2022-11-10"),
        ("ip_codes", "IP68", "['IP68']"),
        ("colours", ["Black", "White"], "['Black', 'White']"),
        ("nfc", False, "False"),
        ("battery_mah", 5000, "5000"),
        ("height_mm", 161.5, "161.5"),
        ("back_material", "glass", "glass"),
        ("os_at_launch", "Android 12", "Android 12"),
    ],
)
def test_any_kind_of_fact_may_follow_a_claim(desk, key, said, stored):
    phone = make_phone("One", announced="2022-11")
    press(desk, phone, f"follow:{make_claim(phone, key, said, accepted=False).pk}")
    assert str(getattr(Phone.objects.get(), key)) == stored
    assert Claim.objects.get().accepted


ENTERED_IN_SEVERAL = {*LIST_FACT_READERS, "shares_sensor_with", "launch_price_currency", "price_currency"}
BOTH_SIDES = {
    *("sensor_width_mm", "sensor_height_mm", "used_width_mm", "used_height_mm"),
    *("picture_width_px", "picture_height_px"),
}
"""One is never known without the other."""


def test_every_fact_that_has_a_field_of_its_own_can_follow_a_claim(desk):
    phone = whole_phone(make_full_phone().pk)
    spoken = claimable_values(phone)
    facts = [fact for fact in spoken if fact[1] not in {*ENTERED_IN_SEVERAL, *BOTH_SIDES, *RelationKind.values}]
    assert len(facts) > 150
    for place, key in facts:
        _, record = spec_and_record(phone, (place, key))
        type(record).objects.filter(pk=record.pk).update(**{key: None})
        where = {"row" if isinstance(place, str) else "camera_id": place}
        claim = make_claim(phone, key, spoken[place, key], "follow-me", accepted=False, **where)
        accept_claim(whole_phone(phone.pk), claim)
    assert claimable_values(whole_phone(phone.pk)) == spoken


def test_a_fact_of_a_camera_and_of_a_display_may_follow_a_claim(desk):
    phone = make_phone("One", cameras=[{}, {"role": "tele"}], displays=[{}])
    tele = phone.cameras.last()
    press(desk, phone, f"follow:{make_claim(phone, 'f_number', 2.4, camera=tele, accepted=False).pk}")
    press(desk, phone, f"follow:{make_claim(phone, 'refresh_hz', 120, accepted=False).pk}")
    assert list(phone.cameras.values_list("f_number", flat=True)) == [None, 2.4]
    assert phone.displays.get().refresh_hz == 120


def test_a_sensor_and_a_maker_are_found_by_their_names(desk):
    phone = make_phone("One", cameras=[{}])
    sensor, maker = make_sensor("IMX989", maker="Sony"), make_brand("Sharp")
    make_sensor("IMX800", maker="Sony")
    camera = phone.cameras.get()
    press(desk, phone, f"follow:{make_claim(phone, 'sensor', 'IMX989', camera=camera, accepted=False).pk}")
    press(desk, phone, f"follow:{make_claim(phone, 'manufacturer', 'Sharp', accepted=False).pk}")
    assert (Camera.objects.get().sensor, Phone.objects.get().manufacturer) == (sensor, maker)


@pytest.mark.parametrize(
    ("key", "said", "words"),
    [
        ("weight_g", 21100, "at most 1000"),
        ("weight_g", "heavy", "is not a number"),
        ("battery_mah", 5000.5, "is not a whole number"),
        ("back_material", "cheese", "is not one of"),
        ("announced", "1822", "between 1990"),
        ("nfc", "perhaps", "neither yes nor no"),
        ("manufacturer", "Nobody", "None is called “Nobody”"),
        ("launch_price", 500, "A price needs its currency"),
        ("weight_g", [211, 230], "expected one value"),
    ],
)
def test_what_a_fact_cannot_be_is_not_followed(desk, key, said, words):
    phone = make_phone("One", weight_g=100)
    claim = make_claim(phone, key, said, accepted=False)
    before = contents_of(phone)
    response = press(desk, phone, f"follow:{claim.pk}")
    assert contents_of(phone) == before
    (message,) = said_after(response)
    assert message.startswith("Nothing was changed.")
    assert words in message


def test_what_several_fields_make_is_not_followed_here(desk):
    phone = make_phone("One", memory=[(12, 512)])
    claim = make_claim(phone, "storage_gb", [256], accepted=False)
    (shown,) = row_of(desk, phone, ":storage_gb").claims
    assert acts(shown) == ["remove"]
    assert "change it in the form" in said_after(press(desk, phone, f"follow:{claim.pk}"))[0]
    assert not Claim.objects.get().accepted


def test_a_claim_that_says_about_the_same_may_count_as_the_same(desk):
    phone = make_phone("One", weight_g=211)
    claim = make_claim(phone, "weight_g", 212, accepted=False)
    (shown,) = row_of(desk, phone, ":weight_g").claims
    assert [words for _, words in shown.actions] == [
        f"Accept instead: 212{THIN_SPACE}g",
        "Accept as equivalent",
        "Remove",
    ]
    press(desk, phone, f"accept:{claim.pk}")
    assert (Claim.objects.get().accepted, Phone.objects.get().weight_g) == (True, 211)


def test_a_claim_is_no_longer_accepted_and_the_fact_stays(desk):
    phone = make_phone("One", weight_g=211)
    claim = make_claim(phone, "weight_g", 211)
    assert acts(row_of(desk, phone, ":weight_g").claims[0]) == ["drop", "remove"]
    press(desk, phone, f"drop:{claim.pk}")
    assert (Claim.objects.get().accepted, Phone.objects.get().weight_g) == (False, 211)
    press(desk, phone, f"remove:{claim.pk}")
    assert not Claim.objects.exists()
    assert Revision.objects.count() == 2


def test_to_follow_that_there_is_none_says_so_in_the_column_that_can(desk):
    phone = make_phone("One", nfc=True, ip_codes=["IP68"], keyboard="qwerty", weight_g=211)
    for key in ("nfc", "ip_codes", "keyboard", "weight_g"):
        press(desk, phone, f"follow:{make_claim(phone, key, accepted=False).pk}")
    phone.refresh_from_db()
    assert (phone.nfc, phone.ip_codes, phone.keyboard, phone.weight_g) == (False, [], "none", None)
    assert row_of(desk, phone, ":weight_g").text == "none"


def test_a_claim_that_somebody_else_has_removed_is_said_to_be_gone(desk):
    phone, other = make_phone("One"), make_phone("Other")
    claim = make_claim(other, "weight_g", 211)
    for button in (f"remove:{claim.pk}", "remove:x", "follow:"):
        assert "no longer there" in said_after(press(desk, phone, button))[0]
    assert Claim.objects.exists()


# What a source says


def test_checked_and_not_published_is_one_click(desk, source):
    phone = make_phone("One")
    press(desk, phone, "unpublished::weight_g", source=str(source.pk), seen_on="2022-12-01")
    claim = Claim.objects.get()
    assert (claim.key, claim.state, claim.source, str(claim.seen_on)) == (
        "weight_g",
        "not_published",
        source,
        "2022-12-01",
    )
    assert row_of(desk, phone, ":weight_g").text == "not published (checked 1 December 2022)"


def test_the_source_stays_chosen_from_click_to_click(desk, source):
    phone = make_phone("One")
    response = press(desk, phone, "unpublished::weight_g", source=str(source.pk), seen_on="2022-12-01")
    fields = form_on(desk.get(response.headers["Location"]), "evidence_form")
    assert (fields["source"], fields["seen_on"]) == ([str(source.pk)], ["2022-12-01"])
    desk.post(page_of(phone), fields | {"act": "unpublished::height_mm"})
    assert set(Claim.objects.values_list("key", "source__slug")) == {("weight_g", "label"), ("height_mm", "label")}


def test_a_source_may_say_what_the_fact_is(desk, source):
    phone = make_phone("One", weight_g=211, cameras=[{"f_number": 1.9}], aliases=["Uno", "Eins"])
    make_relation(phone, "rebadge_of", make_phone("Other"))
    camera = phone.cameras.get()
    for name in (":weight_g", f"{camera.pk}:f_number", ":alias", ":rebadge_of"):
        press(desk, phone, f"says:{name}", source=str(source.pk))
    said = set(Claim.objects.filter(accepted=True).values_list("camera", "key", "value"))
    assert said == {
        (None, "weight_g", 211), (camera.pk, "f_number", 1.9), (None, "alias", "Uno"), (None, "alias", "Eins"),
        (None, "rebadge_of", "acme-other"),
    }  # fmt: skip


def test_that_a_source_says_otherwise_is_entered_on_a_page_already_filled_in(desk, source):
    phone = make_phone("One", cameras=[{"f_number": 1.9}])
    camera = phone.cameras.get()
    page = desk.get(page_of(phone), {"source": source.pk}).content.decode()
    link = f"/desk/catalog/claim/add/?phone={phone.pk}&key=f_number&camera={camera.pk}&source={source.pk}&accepted="
    assert link.replace("&", "&amp;") in page
    fields = form_on(desk.get(link), "claim_form")
    desk.post("/desk/catalog/claim/add/", fields | {"value": "1.8"})
    claim = Claim.objects.get()
    assert (claim.camera, claim.source, claim.value, claim.accepted) == (camera, source, 1.8, False)


@pytest.mark.parametrize(("fact", "text", "accepted"), [(None, "none", True), (True, "Yes", False)])
def test_a_source_that_says_there_is_none_is_followed_where_nothing_else_is_known(desk, source, fact, text, accepted):
    phone = make_phone("One", nfc=fact)
    press(desk, phone, "none::nfc", source=str(source.pk))
    assert Claim.objects.get().accepted is accepted
    assert Phone.objects.get().nfc is (fact is not None)


def test_without_a_source_nothing_is_said_and_the_reason_typed_is_kept(desk):
    phone = make_phone("One")
    response = press(desk, phone, "unpublished::weight_g", why="I looked")
    assert response.context["form"].errors["source"] == ["Choose the source you have read."]
    assert "I looked" in response.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.parametrize("name", [":no_such_key", ":volume_cm3", "999999:f_number", ":f_number", "x", ":brand"])
def test_what_no_source_may_speak_of_is_refused(desk, source, name):
    response = press(desk, make_phone("One"), f"says:{name}", source=str(source.pk))
    assert "no longer has such a fact" in said_after(response)[0]
    assert not Claim.objects.exists()


def test_only_what_changes_moves_the_stamp(desk, source):
    phone = make_phone("One", weight_g=211)
    before = Stamp.current()
    for button in ("", "nonsense:1"):
        press(desk, phone, button, source=str(source.pk))
    assert Stamp.current() == before
    press(desk, phone, "says::weight_g", source=str(source.pk))
    assert Stamp.current() == before + 1


# Who may


@pytest.mark.parametrize(
    ("rights", "status", "may"),
    [
        (["view_phone"], "draft", False),
        (["change_phone"], "draft", True),
        (["change_phone"], "published", False),
        (["change_phone", "publish"], "published", True),
    ],
)
def test_what_readers_see_is_settled_by_those_who_may_publish(client, django_user_model, rights, status, may):
    phone = make_phone("One", status=status)
    claim = make_claim(phone, "weight_g", 211, accepted=False)
    editor = django_user_model.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
    sign_in(client, editor)
    assert ('name="act"' in client.get(page_of(phone)).content.decode()) is may
    assert client.post(page_of(phone), {"act": f"follow:{claim.pk}"}).status_code == (302 if may else 403)
    assert (Phone.objects.get().weight_g == 211) is may


def test_nobody_else_sees_the_page(client, django_user_model):
    phone = make_phone("One")
    assert client.get(page_of(phone)).headers["Location"].startswith("/desk/login/")
    sign_in(client, django_user_model.objects.create_user("ed", is_staff=True))
    assert client.get(page_of(phone)).status_code == 403


def test_a_phone_that_is_not_there_has_no_evidence(desk):
    assert desk.get("/desk/catalog/phone/999/evidence/").headers["Location"] == "/desk/"
