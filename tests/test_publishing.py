"""What a phone must have before readers see it, and that it is seen from the very second on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.models import Edit, Phone
from catalog.models.vocabulary import Status
from catalog.records.publishing_checks import publishing_faults
from catalog.worklists.form_anchors import form_field_anchor

from .contents import changes_in
from .desk import change_url, enter_phone, form_of, save, saved
from .factories import LENS, make_camera, make_claim, make_phone, make_publishable, make_sensor
from .test_texts import choose, download, upload_url

pytestmark = pytest.mark.django_db

DATE = "Not known: announcement, at least to the quarter."
DISPLAY = "Not known: display. If it has none, mark the list of displays as complete."
CAMERAS = "Not known: rear cameras. If it has none, mark their list as complete."
WEIGHT = "Not known: weight."
SOURCE = "No source is named: it needs one accepted claim at least."


def publish(desk, phone, **typed):
    return save(desk, phone, status="published", **typed)


def named(response):
    """What is missing, and the place of its field, as the page names them."""
    return dict(next(panel.reasons for panel in response.context["panels"] if hasattr(panel, "reasons")))


def lacks(phone):
    """The same of a phone whose form is not sent, which every door asks."""
    return {fault.reason: form_field_anchor(fault.field) for fault in publishing_faults(phone)}


def test_all_that_is_missing_is_named_at_once_with_its_place(desk):
    phone = make_phone("One", status="draft", announced=None)
    assert named(publish(desk, phone)) == {
        DATE: "id_announced",
        "Not known: height.": "id_height_mm",
        "Not known: width.": "id_width_mm",
        "Not known: thickness.": "id_depth_mm",
        WEIGHT: "id_weight_g",
        "Not known: battery capacity.": "id_battery_mah",
        "Not known: chipset.": "phone_chipsets-heading",
        "Not known: operating system at launch.": "id_os_at_launch",
        DISPLAY: "displays-heading",
        CAMERAS: "cameras-heading",
        SOURCE: "claims-heading",
    }
    assert Phone.objects.get().status == Status.DRAFT
    assert not Edit.objects.exists()


def test_each_place_is_on_the_page(desk):
    page = publish(desk, make_phone("One", status="draft", announced=None))
    html = page.content.decode()
    for reason, place in named(page).items():
        assert f'href="#{place}"' in html
        assert f'id="{place}"' in html, reason


def test_a_new_phone_may_be_published_as_it_is_entered_or_is_refused_as_any_other(desk):
    assert {DATE, DISPLAY, CAMERAS, WEIGHT, SOURCE} <= set(named(enter_phone(desk, status="published")))
    assert not Phone.objects.exists()


def test_what_was_typed_is_kept_when_publishing_is_refused(desk):
    page = publish(desk, make_phone("One", status="draft"), weight_g="213", why="News")
    form = page.context["adminform"].form
    assert (form["weight_g"].value(), form["why"].value(), form["status"].value()) == ("213", "News", "published")
    assert WEIGHT not in named(page)


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"announced": None}, DATE),
        ({"announced": "2022"}, DATE),
        ({"height_mm": None}, "Not known: height."),
        ({"width_mm": None}, "Not known: width."),
        ({"depth_mm": None}, "Not known: thickness."),
        ({"weight_g": None}, WEIGHT),
        ({"battery_mah": None}, "Not known: battery capacity."),
        ({"os_at_launch": None}, "Not known: operating system at launch."),
        ({"chipsets": []}, "Not known: chipset."),
        ({"displays": []}, DISPLAY),
        ({"displays": [{"display_width_px": 1440}]}, "Not known: display size."),
    ],
)
def test_one_thing_missing_is_enough(lacking, reason):
    assert list(lacks(make_publishable("One", **lacking))) == [reason]


def test_a_quarter_is_exact_enough(desk):
    assert saved(publish(desk, make_publishable("One", announced="2022-Q4")))


FIGURES = {
    "megapixels": "resolution",
    "f_number": "f-number",
    "focal_length_eq_mm": "focal length or angle of view",
}


@pytest.mark.parametrize("role", ["main", "ultrawide", "tele", "periscope"])
def test_every_main_ultrawide_and_telephoto_lens_has_its_figures(desk, role):
    """Three lenses of a role, each without another of them."""
    phone = make_publishable("One")
    for column in FIGURES:
        make_camera(phone, **{**LENS, "role": role, column: None})
    places = {}
    for number, (column, words) in enumerate(FIGURES.items(), 1):
        places[f"id_cameras-{number}-{column}"] = words
    found = {place: reason for reason, place in named(publish(desk, phone)).items()}
    assert found.keys() == places.keys()
    assert all(found[place].startswith(f"Not known: {words} of the ") for place, words in places.items())


@pytest.mark.parametrize("facts", [{"role": "macro"}, {"role": "depth"}, {"role": "front", "facing": "front"}])
def test_of_other_cameras_nothing_is_asked(desk, facts):
    phone = make_publishable("One")
    make_camera(phone, **facts)
    assert saved(publish(desk, phone))


@pytest.mark.parametrize(
    ("sensor", "is_enough"),
    [
        ({}, False),
        ({"pixel_pitch_um": 1.2}, False),
        ({"sensor_type": "1/1.31"}, True),
        ({"sensor_width_mm": 9.8, "sensor_height_mm": 7.3}, True),
    ],
)
@pytest.mark.parametrize("of_sensor", [False, True])
def test_the_type_of_the_main_sensor_is_asked_for_or_its_size_that_is_no_estimate(sensor, is_enough, of_sensor):
    phone = make_publishable("One")
    if of_sensor:
        sensor = {
            "sensor": make_sensor(
                "Eye 2",
                **{key.replace("sensor_w", "w").replace("sensor_h", "h"): value for key, value in sensor.items()},
            )
        }
    phone.cameras.update(**{"sensor_type": None, **sensor})
    missing = {"Not known: type or size of the main sensor.": "id_cameras-0-sensor_type"}
    assert lacks(phone) == ({} if is_enough else missing)


def test_a_second_main_camera_needs_no_type_of_its_sensor(desk):
    phone = make_publishable("One")
    make_camera(phone, **{**LENS, "sensor_type": None})
    assert saved(publish(desk, phone))


def test_a_phone_with_all_that_is_published_and_so_is_one_that_has_no_display(desk):
    assert saved(publish(desk, make_publishable("One")))
    assert saved(publish(desk, make_publishable("Two", displays=[], complete_sections=["displays"])))
    assert Phone.objects.published().count() == 2


def test_it_is_one_edit_and_the_history_has_both_the_values_and_the_status(desk):
    phone = make_publishable("One")
    publish(desk, phone, colours="Black", why="Out now")
    (revision,) = Edit.objects.get().revisions.all()
    assert changes_in(revision) == [["status", "not known", "published"], ["colours", "not known", "['Black']"]]
    assert revision.content["status"] == "published"


def test_a_claim_that_is_not_accepted_is_no_source(desk):
    phone = make_publishable("One")
    phone.claims.update(accepted=False)
    assert list(named(publish(desk, phone))) == [SOURCE]


def test_a_fact_that_every_accepted_source_contradicts_is_in_the_way(desk):
    phone = make_publishable("One")
    make_claim(phone, "height_mm", 170)
    Phone.objects.update(height_mm=160)
    assert "170, not 160" in next(iter(named(publish(desk, phone))))
    make_claim(phone, "height_mm", 160, source="another")
    assert saved(publish(desk, phone))


def test_a_fact_of_a_camera_is_looked_at_as_well(desk):
    phone = make_publishable("One")
    camera = make_camera(phone, **{**LENS, "role": "tele", "f_number": 2.8})
    make_claim(phone, "f_number", 3.5, camera=camera)
    ((reason, place),) = named(publish(desk, phone)).items()
    assert ("3.5, not 2.8" in reason, place) == (True, "id_cameras-1-f_number")


@pytest.mark.parametrize(
    ("announced", "publish_at", "is_let"),
    [
        (timedelta(days=3), None, False),
        (timedelta(days=3), timedelta(days=4), True),
        (timedelta(days=3), timedelta(days=2), False),
        (timedelta(days=-3), None, True),
    ],
)
def test_a_phone_is_seen_only_once_it_is_announced(desk, announced, publish_at, is_let):
    now = timezone.now()
    phone = make_publishable("One", announced=f"{now + announced:%Y-%m-%d}")
    due = now + publish_at if publish_at else None
    typed = {"publish_at_0": f"{due:%Y-%m-%d}", "publish_at_1": f"{due:%H:%M:%S}"} if due else {}
    assert saved(publish(desk, phone, **typed)) is is_let


def test_a_published_phone_stays_so_whatever_it_lacks_but_keeps_a_date(desk):
    phone = make_phone("One", weight_g=211)
    assert saved(save(desk, phone, weight_g=""))
    answer = save(desk, phone, announced="")
    assert "has not been announced" in answer.content.decode()
    assert Phone.objects.get().announced


def test_an_embargo_is_kept_to_the_second(desk, client, monkeypatch):
    phone = make_publishable("One")
    due = datetime(2031, 5, 4, 12, 30, 17, tzinfo=UTC)
    assert saved(publish(desk, phone, publish_at_0="2031-05-04", publish_at_1="12:30:17"))
    assert 'value="12:30:17"' in desk.get(change_url(phone)).content.decode()
    client.logout()
    for moment, seen in ((due - timedelta(seconds=1), 404), (due, 200)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert client.get("/phones/acme-one/").status_code == seen
        assert client.get("/phones.json").json()["total"] == (seen == 200)
        assert client.get("/phones/acme-one.json").status_code == seen


def test_a_contributor_publishes_by_no_way(contributor):
    phone = make_publishable("One")
    contributor.post(change_url(phone), form_of(contributor, phone) | {"status": "published"})
    assert Phone.objects.get().status == Status.DRAFT


def test_a_phone_that_is_scheduled_has_to_have_it_all_as_well(desk):
    due = {"publish_at_0": "2031-05-04", "publish_at_1": "12:30:17"}
    assert list(named(publish(desk, make_publishable("One", weight_g=None), **due))) == [WEIGHT]


def test_a_record_as_text_publishes_nothing_that_the_form_would_not(desk):
    phone = make_publishable("One", weight_g=None)
    answer = choose(desk, desk.post(upload_url(phone), {"text": published_text(desk, phone)}))
    assert "Not known: weight." in answer.content.decode()
    assert Phone.objects.get().status == Status.DRAFT
    Phone.objects.update(weight_g=211)
    assert saved(choose(desk, desk.post(upload_url(phone), {"text": published_text(desk, phone)})))
    assert Phone.objects.get().status == Status.PUBLISHED


def published_text(desk, phone):
    """The record of a draft as text that says that it is published."""
    return download(desk, phone).replace("# Revision", "status: published\n# Revision")
