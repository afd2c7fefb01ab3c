"""The editors' desk in a real browser, under the site's own CSP."""

import pytest

from catalog.models import Guide, Phone

from .desk import change_url
from .everything import contents_of, make_full_phone
from .factories import make_brand, make_phone, make_sensor, make_source, names
from .people import sign_in_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


@pytest.fixture
def editor(reader, client, admin_user, live_server):
    """A browser signed in at the desk; the test fails on any console message."""
    return sign_in_page(reader, client, admin_user, live_server.url)


def open_all(page):
    """Unfold every section, so that what is in it can be seen and used."""
    page.evaluate("document.querySelectorAll('#phone_form details').forEach(section => { section.open = true })")


def pick(page, select, words):
    """Choose from an autocomplete field by typing."""
    page.click(f"{select} + .select2")
    page.keyboard.type(words)
    page.click(f".select2-results__option:has-text('{words}')")


def test_a_browser_that_saves_a_form_as_it_stands_changes_nothing(editor):
    phone = make_full_phone()
    before = contents_of(phone)
    editor.goto(change_url(phone))
    open_all(editor)
    editor.click("[name=_continue]")
    editor.wait_for_selector(".messagelist .success")
    assert contents_of(Phone.objects.get(pk=phone.pk)) == before


def test_a_phone_with_a_camera_is_entered_by_hand(editor):
    make_brand("Leica")
    make_sensor("IMX800", maker="Sony")
    editor.goto("/desk/catalog/phone/add/")
    pick(editor, "#id_brand", "Leica")
    editor.fill("#id_name", "Leitz Phone 2")
    open_all(editor)
    editor.fill("#id_weight_g", "211")
    editor.click("#cameras-group .add-row a")
    open_all(editor)
    editor.select_option("#id_cameras-0-facing", "rear")
    editor.select_option("#id_cameras-0-role", "main")
    pick(editor, "#id_cameras-0-sensor", "IMX800")
    editor.check("label:has-text('Optical (OIS)') >> visible=true")
    editor.click("[name=_save]")
    editor.wait_for_selector(".messagelist .success")
    phone = Phone.objects.get(slug="leica-leitz-phone-2")
    camera = phone.cameras.get()
    assert (phone.weight_g, camera.sensor.name, camera.stabilisation) == (211, "IMX800", ["ois"])


def test_a_guide_is_entered_by_hand(editor):
    for name in ("Brick", "Feather", "Comet"):
        make_phone(name)
    make_source("press", title="What the press wrote")
    editor.goto("/desk/catalog/guide/add/")
    editor.fill("#id_title", "Three of a kind")
    pick(editor, "#id_phones-0-phone", "Feather")
    pick(editor, "#id_phones-1-phone", "Brick")
    editor.click("#phones-group .add-row a")
    pick(editor, "#id_phones-2-phone", "Comet")
    pick(editor, "#id_sources-0-source", "What the press wrote")
    editor.click("[name=_save]")
    editor.wait_for_selector(".messagelist .success")
    guide = Guide.objects.get(slug="three-of-a-kind")
    assert names(row.phone for row in guide.phones.all()) == ["Feather", "Brick", "Comet"]
    assert guide.sources.get().source.slug == "press"


@pytest.mark.parametrize(
    "path", ["", "catalog/phone/", "catalog/camera/", "catalog/claim/", "catalog/source/add/", "password_change/"]
)
def test_pages_of_the_desk_leave_the_console_empty(editor, path):
    make_full_phone()
    editor.goto(f"/desk/{path}")
    assert editor.title().endswith("Phonesite")
