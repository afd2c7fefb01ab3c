"""What a phone must have before readers see it, and that it is seen from the very second on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.models import Edit, Phone
from catalog.models.vocabulary import Status
from catalog.records.publishing_checks import publishing_faults
from catalog.records.serializer import record_content

from .contents import changes_in
from .desk import change_url, enter_phone, form_of, save, saved
from .factories import make_camera, make_claim, make_phone, make_publishable

pytestmark = pytest.mark.django_db

DATE = "The date on which it was announced, or first sold, is not known."
DISPLAY = "No display is entered. If it has none, mark the list of displays as whole."
CAMERA = "No rear camera with its megapixels or focal length is entered."
SIZE = "Neither its weight nor its height and width are known."
SOURCE = "No source is named: it needs one accepted claim at least."


def publish(desk, phone, **typed):
    return save(desk, phone, status="published", **typed)


def named(response):
    """What is missing, and the place of its field, as the page names them."""
    return dict(next(panel.reasons for panel in response.context["panels"] if hasattr(panel, "reasons")))


def test_all_that_is_missing_is_named_at_once_with_its_place(desk):
    phone = make_phone("One", status="draft", announced=None)
    assert named(publish(desk, phone)) == {
        DATE: "id_announced",
        DISPLAY: "displays-heading",
        CAMERA: "cameras-heading",
        SIZE: "id_weight_g",
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
    assert set(named(enter_phone(desk, status="published"))) == {DATE, DISPLAY, CAMERA, SIZE, SOURCE}
    assert not Phone.objects.exists()


def test_what_was_typed_is_kept_when_publishing_is_refused(desk):
    page = publish(desk, make_phone("One", status="draft"), weight_g="213", why="News")
    form = page.context["adminform"].form
    assert (form["weight_g"].value(), form["why"].value(), form["status"].value()) == ("213", "News", "published")
    assert SIZE not in named(page)


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"announced": None}, DATE),
        ({"weight_g": None}, SIZE),
        ({"displays": []}, DISPLAY),
    ],
)
def test_one_thing_missing_is_enough(desk, lacking, reason):
    assert list(named(publish(desk, make_publishable("One", **lacking)))) == [reason]


def test_a_phone_with_all_that_is_published_and_so_is_one_that_has_no_display(desk):
    assert saved(publish(desk, make_publishable("One")))
    assert saved(publish(desk, make_publishable("Two", displays=[], complete_sections=["displays"])))
    assert Phone.objects.published().count() == 2


def test_it_is_one_edit_and_the_history_has_both_the_values_and_the_status(desk):
    phone = make_publishable("One")
    publish(desk, phone, depth_mm="9.3", why="Out now")
    (revision,) = Edit.objects.get().revisions.all()
    assert changes_in(revision) == [["status", "not known", "published"], ["depth_mm", "not known", "9.3"]]
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
    camera = make_camera(phone, role="tele", f_number=2.8)
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


def test_every_shipped_phone_has_its_date_and_a_camera(shipped):
    """The other rules came later than some of them; the desk would name what they lack once they are withdrawn."""
    lacking = {fault.reason for phone in Phone.objects.all() for fault in publishing_faults(record_content(phone))}
    assert lacking.isdisjoint({DATE, CAMERA})
