"""The first screen, a worklist and a bulk action in a real browser."""

import pytest

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.models import Claim

from .factories import make_phone, make_source
from .people import make_person, sign_in_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editors_page(reader, client, live_server):
    return sign_in_page(reader, client, make_person("editor", "Editor"), live_server.url)


@pytest.mark.every_database
def test_from_the_first_screen_to_a_source_for_two_phones(editors_page, find_axe_faults):
    for name in ("One", "Two"):
        make_phone(name, weight_g=211)
    make_source("label", title="The label")
    update_derived_data(None)
    page = editors_page
    page.goto("/desk/")
    assert find_axe_faults(page) == []
    page.get_by_role("link", name="Facts without a source").click()
    assert find_axe_faults(page) == []
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Cite a source").click()
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").press_sequentially("label")
    page.locator(".select2-results__option", has_text="The label").click()
    page.get_by_label("Weight (2)").check()
    page.get_by_role("button", name="Show what would change").click()
    assert find_axe_faults(page) == []
    page.get_by_role("button", name="Change 2 phones").click()
    page.get_by_role("link", name="undo it").wait_for()
    assert Claim.objects.count() == 2
    page.get_by_role("searchbox", name="Search the desk").fill("two")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Acme Two").wait_for()
    assert find_axe_faults(page) == []
