"""Entering a phone in a real browser: pasted texts, a copied camera, a doubt, names for every box."""

import pytest

from catalog.models import Phone

from .desk import change_url
from .everything import make_full_phone
from .factories import make_brand, make_phone, make_sensor
from .test_admin_browser import editor, open_all, pick  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_phone_is_entered_with_what_a_press_release_says(editor):  # noqa: F811
    make_brand("Leica")
    make_sensor("IMX800", maker="Sony")
    editor.goto("/desk/catalog/phone/add/")
    pick(editor, "#id_brand", "Leica")
    editor.fill("#id_name", "Leitz Phone 2")
    editor.click(".contents a:has-text('Launch')")
    editor.fill("#id_announced", "Nov 2022")
    editor.fill("#id_launch_price", "¥225,360")
    editor.click(".contents a:has-text('Body')")
    editor.fill("#id_height_mm", "161 x 77 x 9.3 mm")
    editor.fill("#id_weight_g", "900")
    editor.click(".contents a:has-text('Memory versions')")
    editor.fill("#id_memory_versions-pasted", "12+512GB")
    enter_cameras(editor)
    editor.click(".contents a:has-text('Model codes')")
    editor.click("#model_codes-group .add-row a")
    editor.fill("#id_model_codes-0-code", "A103SH")
    editor.fill("#id_model_codes-0-pasted_bands", "B1/3/8/41, n77")
    editor.click("[name=_save]")
    editor.click(".doubts a:has-text('900 is unusual')")
    assert editor.evaluate("document.activeElement.id || location.hash") in ("id_weight_g", "#id_weight_g")
    editor.fill("#id_weight_g", "211")
    editor.click("[name=_save]")
    editor.wait_for_selector(".messagelist .success")
    assert "from “161 x 77 x 9.3 mm”" in editor.inner_text(".messagelist")
    check_phone(Phone.objects.get(slug="leica-leitz-phone-2"))


def enter_cameras(page):
    """A main camera, and a copy of it that becomes the telephoto."""
    page.click(".contents a:has-text('Cameras')")
    page.click("#cameras-group .add-row a")
    open_all(page)
    page.select_option("#id_cameras-0-facing", "rear")
    page.select_option("#id_cameras-0-role", "main")
    page.fill("#id_cameras-0-f_number", "f/1.9")
    pick(page, "#id_cameras-0-sensor", "IMX800")
    page.check("#cameras-0 label:has-text('Optical (OIS)')")
    page.click("#id_cameras-0-copy")
    page.select_option("#id_cameras-1-role", "tele")


def check_phone(phone):
    assert (phone.height_mm, phone.width_mm, phone.depth_mm, phone.weight_g) == (161, 77, 9.3, 211)
    assert (str(phone.announced), phone.launch_price, phone.launch_price_currency) == ("2022-11", 225360, "JPY")
    cameras = phone.cameras.values_list("role", "f_number", "sensor__name", "stabilisation")
    assert list(cameras) == [("main", 1.9, "IMX800", ["ois"]), ("tele", 1.9, "IMX800", ["ois"])]
    assert list(phone.memory_versions.values_list("ram_gb", "storage_gb")) == [(12, 512)]
    code = phone.model_codes.get()
    assert (code.lte_bands, code.nr_bands) == ([1, 3, 8, 41], [77])


def test_axe_finds_nothing_on_the_form_of_a_phone_and_on_what_it_asks(editor, find_axe_faults):  # noqa: F811
    editor.goto(change_url(make_full_phone()))
    open_all(editor)
    assert find_axe_faults(editor) == []
    editor.fill("#id_weight_g", "2 lb")
    editor.click("[name=_continue]")
    editor.wait_for_selector(".doubts")
    open_all(editor)
    assert find_axe_faults(editor) == []


COUNTS = "items => Object.fromEntries(items.map(item => [...item.children].slice(0, 2).map(one => one.textContent)))"


def counts(page):
    """Section → how much of it is filled, as the contents of the form say it."""
    return page.eval_on_selector_all(".contents li", COUNTS)


def test_the_contents_of_the_form_count_while_one_types(editor):  # noqa: F811
    phone = make_phone("One", weight_g=200, nfc=True, cameras=[{"role": "main"}])
    editor.goto(change_url(phone))
    before = counts(editor)
    assert [before[section] for section in ("Body", "Connections", "Cameras", "Markets")] == [
        "1 of 28",
        "1 of 13",
        "1",
        "0",
    ]
    open_all(editor)
    editor.fill("#id_height_mm", "150")
    editor.fill("#id_width_mm", "70")
    editor.fill("#id_weight_g", "")
    editor.select_option("#id_nfc", "unknown")
    editor.click("#cameras-group .add-row a")
    editor.click("#cameras-group .add-row a")
    editor.check("#id_cameras-0-DELETE")
    after = counts(editor)
    changed = {"Body": "2 of 28", "Connections": "0 of 13", "Cameras": "2"}
    assert {section: count for section, count in after.items() if before[section] != count} == changed
