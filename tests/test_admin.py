"""Entering facts at the editors' desk, through the forms that editors fill in."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from catalog.models import (
    Camera,
    Claim,
    Collection,
    Entries,
    Examined,
    ExchangeRate,
    Guide,
    LoadedRecord,
    OldSlug,
    Phone,
    PreparedPage,
    PreparedPhone,
    Relation,
    Revision,
    Source,
    Stamp,
    StoredDepth,
    Task,
    Texts,
    Touched,
    Word,
)
from catalog.models.fields import Flag, Listed, PartialDateField
from catalog.models.vocabulary import RelationKind

from .desk import (
    ADD_PHONE,
    change_url,
    delete,
    delete_in_bulk,
    enter_phone,
    faults_at,
    form_of,
    row_faults,
    save,
    saved,
)
from .everything import contents_of, make_full_phone
from .factories import make_brand, make_camera, make_claim, make_phone, make_relation, make_sensor, make_source
from .filling import new_row

pytestmark = pytest.mark.django_db

KEPT_BY_ITSELF = {
    Examined, Task, LoadedRecord, Stamp, Entries, PreparedPage, PreparedPhone, StoredDepth, Texts, Touched, Word,
    Revision, ExchangeRate,
}  # fmt: skip


# What can be entered


def test_every_model_has_its_place_on_the_desk():
    inlines = [inline for desk in admin.site._registry.values() for inline in desk.inlines]
    entered = {inline.model for inline in inlines} | set(admin.site._registry)
    assert set(apps.get_app_config("catalog").get_models()) - entered == KEPT_BY_ITSELF


def test_every_column_of_a_phone_is_on_its_form(desk):
    form = desk.get(ADD_PHONE).context["adminform"].form
    columns = {field.name for field in Phone._meta.concrete_fields if field.editable and not field.primary_key}
    assert columns <= set(form.fields)


def test_a_field_carries_the_words_and_unit_of_the_sheet(desk):
    field = desk.get(ADD_PHONE).context["adminform"].form.fields["weight_g"]
    assert field.label == "Weight (g)"
    assert "without case" in field.help_text


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=str))
def test_every_page_of_the_desk_opens(desk, model):
    make_full_phone()
    opts = model._meta
    assert desk.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"), {"q": "o"}).status_code == 200
    record = model.objects.first()
    assert record is None or desk.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]))


def test_a_phone_with_two_cameras_is_entered_in_one_form(desk):
    sensor = make_sensor()
    main = {"facing": "rear", "role": "main", "sensor": str(sensor.pk), "f_number": "1.9", "stabilisation": ["ois"]}
    front = {"facing": "front", "role": "front", "megapixels": "12.6"}
    facts = {"announced": "2022-11", "weight_g": "211", "nfc": "true", "colours": "Black, White", "ip_codes": "none"}
    assert saved(enter_phone(desk, ("cameras", main), ("cameras", front), **facts))
    phone = Phone.objects.get()
    assert (phone.slug, phone.status, str(phone.announced)) == ("acme-one", "draft", "2022-11")
    assert (phone.weight_g, phone.nfc, phone.colours, phone.ip_codes) == (211, True, ["Black", "White"], [])
    assert (phone.infrared, phone.wifi, phone.text) == (None, None, None)
    assert list(phone.cameras.values_list("position", "role")) == [(1, "main"), (2, "front")]
    assert phone.cameras.first().stabilisation == ["ois"]


def test_a_phone_that_no_other_names_says_so(desk):
    assert "no other phone" in desk.get(ADD_PHONE).content.decode()


def test_anonymous_visitors_are_sent_to_the_login(client):
    for url in (ADD_PHONE, "/desk/", "/desk/catalog/claim/"):
        assert client.get(url).headers["Location"] == f"/desk/login/?next={url}"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/desk/catalog/phone/one/change/", "/desk/catalog/camera/one/change/"])
def test_an_address_that_is_no_records_leads_back_to_the_desk(desk, method, address):
    assert getattr(desk, method)(address).headers["Location"] == "/desk/"


# Opening and saving


def test_saving_a_form_as_it_stands_changes_nothing(desk):
    phone = make_full_phone()
    before = contents_of(phone)
    assert saved(save(desk, phone))
    assert contents_of(Phone.objects.get(pk=phone.pk)) == before


def test_the_full_phone_has_every_kind_of_fact_filled():
    phone = make_full_phone()
    columns = [field for field in Phone._meta.concrete_fields if isinstance(field, Flag | Listed | PartialDateField)]
    assert columns
    assert [field.name for field in columns if getattr(phone, field.attname) is None] == []


@pytest.mark.parametrize("take_away", [delete, delete_in_bulk])
def test_the_cameras_after_one_that_is_taken_away_move_up(desk, take_away):
    phone = make_phone("One", cameras=[{"role": "main"}, {"role": "tele"}, {"role": "depth"}])
    take_away(desk, phone.cameras.first())
    assert list(phone.cameras.values_list("position", "role")) == [(1, "tele"), (2, "depth")]


@pytest.mark.parametrize("model", [Claim, Source, Camera, Collection, Guide])
def test_saving_other_forms_as_they_stand_changes_nothing(desk, model):
    make_full_phone()
    for record in model.objects.all():
        before = model.objects.filter(pk=record.pk).values().get()
        assert saved(save(desk, record)), str(record)
        assert model.objects.filter(pk=record.pk).values().get() == before


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("211", 211), ("IP68", "IP68"), ("[256, 512]", [256, 512]), ("2022-11", "2022-11"), ('"7"', "7")],
)
def test_what_a_source_says_is_typed_plainly(desk, typed, stored):
    phone, source = make_phone("One"), make_source()
    claim = {"key": "weight_g", "source": str(source.pk), "state": "value", "value": typed}
    assert saved(desk.post(change_url(phone), new_row(form_of(desk, phone), "claims", **claim)))
    assert Claim.objects.get().value == stored


@pytest.mark.parametrize("typed", ["NaN", "1e999", '"\\u0000"', "[" * 1500, "9" * 1900, '"\\ud800"'])
def test_what_no_database_keeps_as_json_is_kept_as_words(desk, typed):
    claim = make_claim(make_phone("One"), "weight_g", 1)
    assert saved(save(desk, claim, value=typed))
    assert str(Claim.objects.get().value) == typed


# Refusals, each at its place


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("weight_g", "21100", "at most 1000"),
        ("weight_g", "heavy", "Enter a number"),
        ("weight_g", "1e999999", "Enter a number"),
        ("announced", "Novembre", "write 2022, 2022-Q4"),
        ("announced", "1822", "between 1990"),
        ("bands_lte", "1, x", "“x” is not a number"),
        ("bands_lte", "1.5", "not a whole number"),
        ("bands_lte", "1e999", "possible size"),
        ("ip_codes", "IP68, wet", "“wet” is not an IP code"),
        ("wifi", ["7", "none"], "cannot stand beside"),
        ("wifi", ["8"], "not one of the available"),
        ("sale_status", "lost", "not one of the available"),
    ],
)
def test_nonsense_is_refused_at_its_field(desk, field, typed, words):
    assert words in " ".join(faults_at(enter_phone(desk, **{field: typed}), field))


def test_a_slug_is_given_once(desk):
    make_phone("One", brand="Acme")
    assert "already exists" in faults_at(enter_phone(desk, name="Other", slug="acme-one"), "slug")[0]


@pytest.mark.parametrize("slug", ["one-vs-two", "One", "one_two"])
def test_an_address_that_no_record_could_have_is_refused(desk, slug):
    assert "is not a slug" in faults_at(enter_phone(desk, slug=slug), "slug")[0]


def test_names_that_give_no_address_ask_for_one(desk):
    response = enter_phone(desk, name="アクオス", brand=str(make_brand("シャープ", slug="sharp").pk))
    assert "It cannot be made from brand and name" in faults_at(response, "slug")[0]


def test_a_camera_does_not_differ_by_version_as_no_record_says_so(desk):
    phone = make_phone("One")
    fields = new_row(form_of(desk, phone), "variations", key="f_number", value="1.8", applies_to="China")
    assert "There is no fact “f_number”" in row_faults(desk.post(change_url(phone), fields), "variations")


def test_a_renamed_phone_keeps_its_old_address(desk):
    phone = make_phone("One")
    assert saved(save(desk, phone, slug="acme-uno"))
    assert OldSlug.objects.get().slug == "acme-one"
    assert "Another phone had this slug" in faults_at(enter_phone(desk, slug="acme-one", name="New"), "slug")[0]


def test_an_old_address_is_not_taken_from_a_phone(desk):
    make_phone("One")
    other = make_phone("Two")
    fields = new_row(form_of(desk, other), "old_slugs", slug="acme-one")
    assert "A phone has this slug now" in row_faults(desk.post(change_url(other), fields), "old_slugs")


def test_relations_that_lead_round_in_a_circle_are_refused(desk):
    leitz, aquos = make_phone("Leitz"), make_phone("Aquos")
    make_relation(leitz, RelationKind.REBADGE, aquos)
    fields = new_row(form_of(desk, aquos), "relations", kind="rebadge_of", other=str(leitz.pk))
    assert "would close a loop" in row_faults(desk.post(change_url(aquos), fields), "relations")
    assert Relation.objects.count() == 1


def test_a_relation_is_shown_at_its_other_end(desk):
    aquos = make_phone("Aquos")
    make_relation(make_phone("Leitz", brand="Leica"), RelationKind.REBADGE, aquos)
    assert "Also sold as: Leica Leitz" in desk.get(change_url(aquos)).content.decode()


def test_a_camera_whose_zoom_runs_backwards_is_refused_at_that_camera(desk):
    camera = {"facing": "rear", "role": "main", "focal_length_eq_mm": "70", "focal_length_eq_max_mm": "24"}
    assert "not shorter than the short end" in row_faults(enter_phone(desk, ("cameras", camera)), "cameras")


@pytest.mark.parametrize(
    ("key", "near"), [("weight", "“weight_g”"), ("f number", "“f_number”"), ("rebadge", "“rebadge_of”")]
)
def test_an_unknown_key_is_refused_with_those_near_it(desk, key, near):
    claim = {"key": key, "source": str(make_source().pk), "state": "none"}
    words = row_faults(enter_phone(desk, ("claims", claim)), "claims")
    assert f"There is no fact “{key}”. Did you mean" in words
    assert near in words


@pytest.mark.parametrize("key", ["camera_count", "successor_of", "main_camera"])
def test_kinds_of_relation_and_the_number_of_cameras_may_be_claimed(desk, key):
    claim = {"key": key, "source": str(make_source().pk), "state": "none"}
    assert saved(enter_phone(desk, ("claims", claim))) is (key != "main_camera")


def test_a_claim_names_a_camera_of_its_own_phone(desk):
    phone, stranger = make_phone("One"), make_phone("Two")
    own, strange = make_camera(phone), make_camera(stranger)
    claim = make_claim(phone, "f_number", 1.9, camera=own)
    assert faults_at(save(desk, claim, camera=str(strange.pk)), "camera") == ["This camera belongs to another phone."]
    assert "Which camera is" in faults_at(save(desk, claim, camera=""), "camera")[0]
    assert "not a fact of a camera" in faults_at(save(desk, claim, key="weight_g"), "camera")[0]


def test_a_camera_shares_its_sensor_with_one_of_its_own_phone(desk):
    phone = make_phone("One", cameras=[{}, {"role": "tele"}])
    strange = make_camera(make_phone("Two"))
    main, tele = phone.cameras.all()
    page = desk.get(change_url(phone)).content.decode()
    assert f'<option value="{tele.pk}">Telephoto</option>' in page
    assert "not one of the available" in row_faults(
        save(desk, phone, **{"cameras-0-shares_sensor_with": str(strange.pk)}), "cameras"
    )
    assert saved(save(desk, phone, **{"cameras-0-shares_sensor_with": str(tele.pk)}))
    main.refresh_from_db()
    assert main.shares_sensor_with == tele
