"""Entering at the desk what a press release says, as it says it."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.admin.forms import DeskForm
from catalog.models import Camera, Display, ModelCode, Phone, Sensor
from catalog.specs.dates import DAY, PartialDate

from .desk import ADD_PHONE, change_url, enter_phone, faults_at, form_of, row_faults, said_after, save, saved
from .everything import make_full_phone
from .factories import make_phone, make_sensor
from .filling import form_on

pytestmark = pytest.mark.django_db

quick = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def said(response):
    return " ".join(said_after(response))


def facts_of(record, *columns):
    return tuple(type(record).objects.filter(pk=record.pk).values_list(*columns).get())


# One field


@pytest.mark.parametrize(
    ("column", "typed", "stored", "words"),
    [
        ("weight_g", "8 oz", 226.8, "Weight 226.8 g (from “8 oz”)"),
        ("battery_mah", "5,000 mAh", 5000, "Capacity 5,000 mAh (from “5,000 mAh”)"),
        ("wired_charging_w", "67W", 67, "67 W (from “67W”)"),
        ("bands_lte", "1 3 8", [1, 3, 8], "B1, B3, B8 (from “1 3 8”)"),
    ],
)
def test_a_field_takes_what_a_press_release_says_and_shows_it_back(desk, column, typed, stored, words):
    response = enter_phone(desk, **{column: typed})
    assert saved(response)
    assert getattr(Phone.objects.get(), column) == stored
    understood = said(response).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert words in understood


def test_dates_are_taken_as_they_are_written(desk):
    response = enter_phone(desk, announced="Nov 2022", released="18.11.2022")
    phone = Phone.objects.get()
    assert (str(phone.announced), str(phone.released)) == ("2022-11", "2022-11-18")
    assert "Announced November 2022 (from “Nov 2022”)" in said(response)


def test_what_is_written_as_it_is_kept_is_not_repeated(desk):
    facts = {"weight_g": "211.0", "announced": "2022-11", "bands_lte": "1,3", "colours": "Black", "depth_mm": "9.3"}
    assert "Understood" not in said(enter_phone(desk, **facts))


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("announced", "03/04/2022", "3 April 2022 or 4 March 2022"),
        ("weight_g", "900000", "900000 is impossible: at most 1000"),
        ("weight_g", "67 W", "write it in g"),
        ("launch_price", "kr 5990", "SEK, NOK or DKK"),
        ("launch_price_currency", "bananas", "is no currency"),
        ("height_mm", "161 x 77 x 9.3 x 2 mm", "is not a size"),
        ("bands_lte", "B1, n258", "258: bands of this sort are entered at a model code"),
    ],
)
def test_what_is_not_clear_is_refused_at_its_field(desk, column, typed, words):
    assert words in " ".join(faults_at(enter_phone(desk, **{column: typed}), column))
    assert not Phone.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"), [("Japan", "JP"), ("jp", "JP"), ("UK", "GB"), ("worldwide", "001"), ("the Netherlands", "NL")]
)
def test_a_country_may_be_named(desk, typed, code):
    assert saved(enter_phone(desk, ("markets", {"country": typed})))
    assert Phone.objects.get().markets.get().country == code


def test_what_is_no_country_is_refused_with_the_one_near_it(desk):
    response = enter_phone(desk, ("markets", {"country": "Japn"}))
    assert "“Japn” is no country. Did you mean Japan?" in row_faults(response, "markets")


def test_countries_and_currencies_are_offered_while_one_types(desk):
    page = desk.get(ADD_PHONE).content.decode()
    for offered, entry in (("countries", '<option value="JP">Japan'), ("currencies", '<option value="JPY">')):
        assert page.count(f'<datalist id="offered-{offered}">') == 1
        assert f'list="offered-{offered}"' in page
        assert entry in page


# One text for several fields


@pytest.mark.parametrize("column", ["height_mm", "width_mm", "depth_mm"])
@pytest.mark.parametrize("typed", ["161 x 77 x 9.3 mm", "161×77×9,3", "6.34 x 3.03 x 0.366 in"])
def test_a_size_pasted_into_one_of_its_fields_fills_all_three(desk, column, typed):
    response = enter_phone(desk, **{column: typed})
    assert saved(response)
    assert facts_of(Phone.objects.get(), "height_mm", "width_mm", "depth_mm") == (161, 77, 9.3)
    understood = said(response).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert f"Understood: Height 161 mm, Width 77 mm, Thickness 9.3 mm (from “{typed}”)." in understood


def test_the_folded_size_goes_into_its_own_fields(desk):
    assert saved(enter_phone(desk, folded_width_mm="155.1 x 67.1 x 14.2 mm", form_factor=""))
    phone = Phone.objects.get()
    assert (phone.folded_height_mm, phone.folded_depth_mm, phone.height_mm) == (155.1, 14.2, None)


def test_a_pasted_size_replaces_an_old_one_but_not_what_was_typed_beside_it(desk):
    phone = make_phone("One", width_mm=70)
    refused = save(desk, phone, height_mm="161 x 77 x 9.3 mm", width_mm="75")
    assert "says 77 here: which is it?" in faults_at(refused, "width_mm")[0]
    assert 'value="75"' in refused.content.decode()
    assert saved(save(desk, phone, height_mm="161 x 77 x 9.3 mm"))
    assert facts_of(phone, "width_mm", "depth_mm") == (77, 9.3)


@pytest.mark.parametrize(
    ("typed", "currency", "stored"),
    [("¥225,360", "", (225360, "JPY")), ("€1,199", "EUR", (1199, "EUR")), ("899", "usd", (899, "USD"))],
)
def test_a_price_brings_its_currency(desk, typed, currency, stored):
    assert saved(enter_phone(desk, launch_price=typed, launch_price_currency=currency))
    assert facts_of(Phone.objects.get(), "launch_price", "launch_price_currency") == stored


def test_a_price_in_another_currency_than_the_one_typed_is_refused(desk):
    response = enter_phone(desk, launch_price="€1,199", launch_price_currency="USD")
    assert "says EUR here" in faults_at(response, "launch_price_currency")[0]


def test_bands_of_a_phone_go_into_the_lists_of_their_networks(desk):
    assert saved(enter_phone(desk, bands_lte="GSM 900; LTE B1/B3; NR n78"))
    assert facts_of(Phone.objects.get(), "bands_2g", "bands_lte", "bands_nr", "bands_3g") == ([900], [1, 3], [78], None)


def test_rows_take_sizes_of_their_own(desk):
    display = {"display_role": "main", "display_height_px": "3200x1440"}
    camera = {"facing": "rear", "role": "main", "sensor_width_mm": "7.3 x 9.8 mm", "sensor_type": '1/1.31"'}
    response = enter_phone(desk, ("displays", display), ("cameras", camera))
    assert saved(response)
    assert facts_of(Display.objects.get(), "display_width_px", "display_height_px") == (1440, 3200)
    assert facts_of(Camera.objects.get(), "sensor_width_mm", "sensor_height_mm", "sensor_type") == (9.8, 7.3, "1/1.31")
    assert 'Main camera, Type label 1/1.31″ type (from “1/1.31"”)' in said(response)


def test_a_sensor_takes_its_pixels_and_sides_in_one(desk):
    sensor = make_sensor()
    assert saved(save(desk, sensor, width_px="8192 x 6144", width_mm="9.8 x 7.3 mm", sensor_type="1.0-type"))
    stored = facts_of(sensor, "width_px", "height_px", "width_mm", "height_mm", "sensor_type")
    assert stored == (8192, 6144, 9.8, 7.3, "1/1.0")


# Rows from a text


def test_memory_versions_are_pasted_above_their_rows(desk):
    response = enter_phone(
        desk,
        ("memory_versions", {"ram_gb": "12", "storage_gb": "256"}),
        **pasted_memory("12+256GB, 12+512GB, 16GB/1TB"),
    )
    assert saved(response)
    rows = Phone.objects.get().memory_versions.values_list("position", "ram_gb", "storage_gb")
    assert list(rows) == [(1, 12, 256), (2, 12, 512), (3, 16, 1024)]
    assert "2 memory versions (from “12+256GB, 12+512GB, 16GB/1TB”)" in said(response)


def pasted_memory(text):
    return {"memory_versions-pasted": text}


def test_memory_that_is_not_clear_is_refused_above_its_rows_and_kept(desk):
    response = enter_phone(desk, **pasted_memory("8/12 GB"))
    assert "or several sizes of one" in row_faults(response, "memory_versions")
    assert form_on(response)["memory_versions-pasted"] == ["8/12 GB"]


def test_pasted_rows_come_back_as_rows_when_something_else_is_wrong(desk):
    response = enter_phone(desk, weight_g="heavy", **pasted_memory("12+512GB"))
    fields = form_on(response)
    assert (fields["memory_versions-0-ram_gb"], fields["memory_versions-pasted"]) == (["12"], [""])
    assert saved(desk.post(ADD_PHONE, fields | {"weight_g": "211"}))
    assert Phone.objects.get().memory_versions.count() == 1


def test_model_codes_are_pasted_and_come_once(desk):
    phone = make_phone("One")
    ModelCode.objects.create(phone=phone, code="SM-S908B")
    assert saved(save(desk, phone, **{"model_codes-pasted": "sm-s908b, SM-S908U; SM-S908N"}))
    assert list(phone.model_codes.values_list("code", flat=True)) == ["SM-S908B", "SM-S908U", "SM-S908N"]


def test_bands_are_pasted_at_a_model_code(desk):
    code = {"code": "A103SH", "pasted_bands": "B1/3/8/41, n77, n257"}
    assert saved(enter_phone(desk, ("model_codes", code)))
    stored = facts_of(ModelCode.objects.get(), "lte_bands", "nr_bands", "nr_fr2_bands")
    assert stored == ([1, 3, 8, 41], [77], [257])


@pytest.mark.parametrize(("typed", "words"), [("1 2", "which network"), ("B1, wifi", "“wifi” is not understood")])
def test_bands_that_are_not_clear_are_refused_where_they_were_pasted(desk, typed, words):
    response = enter_phone(desk, ("model_codes", {"code": "A103SH", "pasted_bands": typed}))
    assert words in row_faults(response, "model_codes")


# Copies


def test_a_camera_is_copied_behind_itself_with_every_fact(desk):
    main = {"role": "main", "f_number": 1.9, "stabilisation": ["ois"], "sensor": make_sensor("IMX800")}
    phone = make_phone("One", cameras=[main, {"role": "tele"}])
    assert saved(save(desk, phone, **{"cameras-0-copy": "on"}))
    rows = phone.cameras.values_list("position", "role", "f_number", "sensor__name")
    assert list(rows) == [(1, "main", 1.9, "IMX800"), (2, "main", 1.9, "IMX800"), (3, "tele", None, None)]
    assert [camera.stabilisation for camera in phone.cameras.all()][:2] == [["ois"], ["ois"]]


def test_a_camera_just_typed_is_copied_too(desk):
    camera = {"facing": "rear", "role": "main", "f_number": "f/1.9", "copy": "on"}
    assert saved(enter_phone(desk, ("cameras", camera)))
    assert list(Phone.objects.get().cameras.values_list("position", "f_number")) == [(1, 1.9), (2, 1.9)]


def test_a_model_code_is_copied_into_a_row_to_change(desk):
    phone = make_phone("One")
    ModelCode.objects.create(phone=phone, code="A103SH", lte_bands=[1, 3])
    response = save(desk, phone, **{"model_codes-0-copy": "on"})
    assert "correct the duplicate" in row_faults(response, "model_codes")
    assert form_on(response)["model_codes-1-lte_bands"] == ["1, 3"]


# Doubts are asked once


def asked(response):
    """The sentences of what is asked, if anything."""
    return re.findall(r'name="doubt" value="([^"]*)"', response.content.decode())


def all_the_same(desk, response, path=ADD_PHONE):
    return desk.post(path, form_on(response) | {"save_all_the_same": "on"})


def test_unlikely_figures_are_asked_about_before_they_are_saved(desk):
    camera = {"facing": "rear", "role": "main", "f_number": "12"}
    facts = {"weight_g": "900", "height_mm": "70", "width_mm": "90", "announced": "2022-11", "released": "2021"}
    response = enter_phone(desk, ("cameras", camera), **facts)
    assert not saved(response)
    assert Phone.objects.count() == 0
    said_there = " ".join(asked(response))
    assert "Weight (g): 900 is unusual: most are between 70 and 320." in said_there
    assert "swapped?" in said_there
    assert "Released: released 2021 before it was announced (2022-11)." in said_there
    assert "Main camera, f-number: 12 is unusual" in said_there
    assert saved(all_the_same(desk, response))
    assert Phone.objects.get().weight_g == 900


def test_a_doubt_stands_at_its_field_and_is_no_error(desk):
    response = enter_phone(desk, weight_g="900")
    help_there = re.search(r'id="id_weight_g_helptext">(.*?)</div>\s*</div>', response.content.decode(), re.DOTALL)
    assert "Sure? 900 is unusual" in help_there[1]
    assert response.context["errors"] == []
    assert "Please correct" not in response.content.decode()


def test_what_was_not_asked_about_yet_is_asked_though_the_box_is_ticked(desk):
    response = enter_phone(desk, weight_g="900")
    again = desk.post(ADD_PHONE, form_on(response) | {"save_all_the_same": "on", "depth_mm": "40"})
    assert not saved(again)
    assert len(asked(again)) == 2
    assert saved(all_the_same(desk, again))


def test_without_the_box_it_is_asked_again(desk):
    response = enter_phone(desk, weight_g="900")
    assert not saved(desk.post(ADD_PHONE, form_on(response)))


def test_an_old_doubt_is_not_asked_about_again(desk):
    phone = make_phone("One", weight_g=900, cameras=[{"f_number": 12}])
    assert saved(save(desk, phone, depth_mm="9.3", **{"cameras-0-megapixels": "12"}))
    assert not saved(save(desk, phone, weight_g="901"))
    assert not saved(save(desk, phone, **{"cameras-0-f_number": "13"}))


@pytest.mark.parametrize(
    ("market", "words"),
    [({"price": "1.199", "price_currency": "EUR"}, "is 1199 meant?"), ({"price": "¥3,999"}, "is CNY meant?")],
)
def test_a_price_that_may_be_another_is_asked_about(desk, market, words):
    assert words in " ".join(asked(enter_phone(desk, ("markets", {"country": "CN", **market}))))


def test_what_was_understood_is_said_after_the_question_too(desk):
    response = enter_phone(desk, height_mm="161 x 77 x 9.3 mm", weight_g="2 lb")
    assert "Understood so far" in response.content.decode()
    after = said(all_the_same(desk, response)).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert after.count("(from “161 x 77 x 9.3 mm”)") == 1
    assert after.count("Weight 907.2 g (from “2 lb”)") == 1


def test_likely_figures_are_asked_nothing(desk):
    assert saved(enter_phone(desk, weight_g="211"))


@pytest.mark.parametrize(
    "changes", [{"f_number": "12"}, {"pixel_pitch_um": "1.0", "sensor_megapixels": "50", "sensor_type": "1/4"}]
)
def test_cameras_are_asked_about_on_their_own_page(desk, changes):
    camera = make_phone("One", cameras=[{"role": "main"}]).cameras.get()
    response = save(desk, camera, **changes)
    assert not saved(response)
    assert len(asked(response)) == 1
    fields = form_on(response, "camera_form")
    assert saved(desk.post(change_url(camera), fields | {"save_all_the_same": "on"}))


def test_sensors_are_asked_about(desk):
    sensor = make_sensor()
    response = save(desk, sensor, width_mm="30", height_mm="20")
    assert len(asked(response)) == 2
    assert Sensor.objects.get().width_mm is None


# The form


def test_the_form_lists_its_sections_with_what_is_in_them(desk):
    phone = make_phone("One", weight_g=211, cameras=[{}, {"role": "tele"}])
    sections = {section.label: section.count for section in desk.get(change_url(phone)).context["sections"]}
    assert sections["Cameras"] == "2"
    assert sections["Body"].startswith("1 of ")


def test_every_section_of_the_form_is_there_once_in_the_order_of_the_sheet(desk):
    labels = [section.label for section in desk.get(ADD_PHONE).context["sections"]]
    assert len(labels) == len(set(labels))
    order = [
        "Names",
        "Launch",
        "Markets",
        "Body",
        "Displays",
        "Platform",
        "Memory",
        "Memory versions",
        "Cameras",
        "Network",
        "Model codes",
        "Battery",
        "Claims",
        "This change",
    ]
    assert [label for label in labels if label in order] == order


def test_a_section_with_a_fault_says_so_and_stands_open(desk):
    response = enter_phone(desk, weight_g="heavy")
    faulty = [section.label for section in response.context["sections"] if section.has_faults]
    assert faulty == ["Body"]
    assert not next(one for one in response.context["sections"] if one.label == "Body").fieldset.is_collapsible


@pytest.mark.parametrize("row", [None, "cameras"])
def test_a_section_with_a_doubt_stands_open(desk, row):
    camera = {"facing": "rear", "role": "main", "f_number": "12"}
    response = enter_phone(desk, ("cameras", camera)) if row else enter_phone(desk, weight_g="900")
    section = next(one for one in response.context["sections"] if one.label == ("Cameras" if row else "Body"))
    assert not (section.rows or section.fieldset).is_collapsible


def test_the_form_of_a_full_phone_asks_few_questions(desk, django_assert_max_num_queries):
    phone = make_full_phone()
    with django_assert_max_num_queries(19):
        assert desk.get(change_url(phone)).status_code == 200


def test_rows_that_stand_as_they_were_are_not_checked_anew(desk):
    phone = make_phone("One", cameras=[{}] * 10)
    fields = form_of(desk, phone)
    for number in range(30):
        ModelCode.objects.create(phone=phone, code=f"M{number}", position=number + 1)
    few = form_of(desk, phone)
    with CaptureQueriesContext(connection) as with_few:
        assert saved(desk.post(change_url(phone), fields | {"depth_mm": "9"}))
    with CaptureQueriesContext(connection) as with_many:
        assert saved(desk.post(change_url(phone), few | {"depth_mm": "9.1"}))
    assert len(with_many) - len(with_few) <= 2 * 30


def test_those_who_may_only_look_get_the_same_sections(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)
    phone = make_full_phone()
    page = client.get(change_url(phone)).content.decode()
    assert "Sections of this form" in page
    assert 'name="memory_versions-pasted"' not in page
    assert 'name="cameras-0-copy"' not in page


def test_nobody_pastes_rows_without_leave_to_add_them(client, django_user_model):
    changer = django_user_model.objects.create_user("changer", is_staff=True)
    codes = ["change_phone", "view_memoryversion", "change_memoryversion"]
    changer.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(changer)
    phone = make_phone("One")
    assert saved(client.post(change_url(phone), form_of(client, phone) | pasted_memory("12+512GB")))
    assert not phone.memory_versions.exists()


# For all values


columns = [field for model in (Phone, Camera, Display, Sensor, ModelCode) for field in model._meta.concrete_fields]


def values_of(field):
    """Any value that the column may hold, where its form field is one that understands."""
    kind, hard = type(field).__name__, getattr(field, "hard", None) or (0, 1_000_000)
    days = st.dates(PartialDate(1990).first_day, PartialDate(2035).first_day)
    found = {
        "Measure": st.floats(*hard),
        "Count": st.integers(*(int(bound) for bound in hard)),
        "PartialDateField": days.map(lambda day: PartialDate(day.year, day.month, day.day, DAY)),
        "TypeLabel": st.decimals("0.7", 12, places=2).map(lambda denominator: f"1/{denominator}"),
        "Currency": st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3),
    }
    return st.lists(st.integers(0, 100_000), min_size=1) if getattr(field, "of", None) is int else found.get(kind)


understanding = [field for field in columns if values_of(field) is not None]


@pytest.mark.parametrize("field", understanding, ids=str)
def test_every_stored_value_is_read_back_from_what_its_field_shows(field):
    box = field.formfield()

    @settings(quick, max_examples=15)
    @given(values_of(field))
    def is_read_back(value):
        assert box.to_python(str(box.prepare_value(value))) == value

    is_read_back()


soup = st.text(st.sampled_from("0123456789.,/+-x×'\" eEfFnNbBgGtTmM年月日¥€RAMoz½٣Ⅷ²\n"), max_size=30)


@quick
@given(st.data())
def test_no_text_in_any_field_is_more_than_refused(data):
    for model in (Phone, Camera, Display, Sensor, ModelCode):
        names = [field.name for field in understanding if field.model is model]
        form = form_of_columns(model, names)
        form({name: data.draw(soup | st.text(max_size=20)) for name in names}).is_valid()


def form_of_columns(model, names):
    return modelform_factory(model, form=DeskForm, fields=names)
