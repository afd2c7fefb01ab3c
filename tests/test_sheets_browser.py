"""Bringing in somebody else's list in a real browser: how it is read, which rows are left out, what is taken."""

import pytest

from catalog.models import Phone

from .factories import make_brand, make_phone, make_source
from .people import make_person, sign_in_page
from .sheets import csv_of

pytestmark = pytest.mark.django_db(transaction=True)

LIST = csv_of(
    ("我们的手机",),
    ("品牌", "产品名称", "重量", "机身尺寸", "NFC", "颜色"),
    ("Acme", "One", "169 g (5.96 oz)", "151 x 70 x 8 mm", "是", "黑色"),
    ("Acme", "Two", "heavy", "150 x 70 x 8 mm", "Yes, with eSE", "白色"),
    encoding="gb18030",
)  # fmt: skip


def test_a_list_of_somebody_else_is_explained_looked_at_and_taken(reader, client, live_server, find_axe_faults):
    make_phone("One", colours=["Sea"])
    make_brand("Acme")
    make_source("label", title="The label")
    page = sign_in_page(reader, client, make_person("editor", "Editor"), live_server.url)
    page.goto("/desk/catalog/upload/add/")
    page.get_by_label("Spreadsheet").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": LIST})
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").press_sequentially("label")
    page.locator(".select2-results__option", has_text="The label").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Continue").wait_for()
    assert find_axe_faults(page) == []
    page.get_by_label("GB18030").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Read as GB18030").wait_for()
    assert find_axe_faults(page) == []
    page.get_by_label("Leave out line 4").check()
    page.get_by_role("button", name="Leave out the ticked rows").click()
    page.get_by_text("Left out: line 4, Acme Two.").wait_for()
    page.get_by_role("button", name="Import the rest").click()
    page.get_by_text("1 changed, 0 unchanged, 0 refused, 1 left out").wait_for()
    phone = Phone.objects.get()
    assert (phone.weight_g, phone.height_mm, phone.nfc, phone.colours) == (169, 151, True, ["Sea", "黑色"])
