"""Entering at the desk what a press release says, as it says it."""

import pytest
from django.forms import modelform_factory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.admin.forms.record_forms import SheetModelForm
from catalog.models import Camera, Display, ModelCode, Phone, Sensor
from catalog.quantities.partial_dates import DAY, PartialDate

from .desk import ADD_PHONE, enter_phone, faults_at, row_faults, said_after, save, saved
from .factories import make_phone, make_sensor

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
        ("battery_mah", "5,000 mAh", 5000, "Battery capacity 5,000 mAh (from “5,000 mAh”)"),
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
        ("launch_price_currency", "bananas", "is not a currency"),
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
    assert "“Japn” is not a country. Did you mean Japan?" in row_faults(response, "markets")


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
    assert 'Main camera, Sensor type 1/1.31″ type (from “1/1.31"”)' in said(response)


def test_a_sensor_takes_its_pixels_and_sides_in_one(desk):
    sensor = make_sensor()
    assert saved(save(desk, sensor, width_px="8192 x 6144", width_mm="9.8 x 7.3 mm", sensor_type="1.0-type"))
    stored = facts_of(sensor, "width_px", "height_px", "width_mm", "height_mm", "sensor_type")
    assert stored == (8192, 6144, 9.8, 7.3, "1/1.0")


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
    return modelform_factory(model, form=SheetModelForm, fields=names)
